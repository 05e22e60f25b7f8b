"""Trees that another process scans while this one makes what goes into them."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from site_gen.output.errand import Errand
from site_gen.output.trees import Tree, scan_tree

WORTH_A_PROCESS: Final = 2000
"""Files of a site below which it is scanned sooner than another process is started."""


class Scout:
    """Sent to `roots`, if there are any; those that are no folders are left out."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._found: dict[Path, Tree] = {}
        self._errand = Errand(partial(_scan_all, roots), is_worth_it=bool(roots))

    def take(self, root: Path) -> Tree:
        """How the root was when the scout was sent, told once; then, or where the scout has not
        been there, how it is now. Raises OSError where a folder cannot be listed.
        """
        self._found.update(self._errand.take() or {})
        return self._found.pop(root, None) or scan_tree(root)

    def close(self) -> None:
        self._errand.close()


def _scan_all(roots: Sequence[Path]) -> dict[Path, Tree]:
    found = {}
    for root in roots:
        with suppress(OSError):
            found[root] = scan_tree(root)
    return found
