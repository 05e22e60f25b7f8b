"""Trees that another process scans while this one makes what goes into them."""

import multiprocessing
import signal
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from site_gen.output.trees import Tree, scan_tree

WORTH_A_PROCESS: Final = 2000
"""Files of a site below which it is scanned sooner than another process is started."""


class Scout:
    """Sent to `roots`, if there are any; those that are no folders are left out. It never fails:
    what it does not bring is scanned when it is asked for.
    """

    def __init__(self, roots: Sequence[Path]) -> None:
        self._found: dict[Path, Tree] = {}
        self._process: multiprocessing.process.BaseProcess | None = None
        if not roots or "fork" not in multiprocessing.get_all_start_methods():
            return
        context = multiprocessing.get_context("fork")
        self._inbox, outbox = context.Pipe(duplex=False)
        process = context.Process(target=_scan, args=(roots, outbox), daemon=True)
        with suppress(OSError):
            process.start()
            self._process = process
        outbox.close()

    def take(self, root: Path) -> Tree:
        """How the root was when the scout was sent, told once; then, or where the scout has not
        been there, how it is now. Raises OSError where a folder cannot be listed.
        """
        if self._process:
            # Ended from outside, or for want of memory, it has sent nothing that can be read.
            with suppress(EOFError, OSError, MemoryError):
                self._found = self._inbox.recv()
            self.close()
        return self._found.pop(root, None) or scan_tree(root)

    def close(self) -> None:
        """Calls it back; nobody has to wait for it."""
        if self._process:
            self._process.kill()
            self._process.join()
            self._inbox.close()
            self._process = None


def _scan(roots: Sequence[Path], outbox: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    found = {}
    for root in roots:
        with suppress(OSError):
            found[root] = scan_tree(root)
    with suppress(OSError):  # nobody listens any more
        outbox.send(found)
