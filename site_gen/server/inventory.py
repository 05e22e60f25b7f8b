"""What lies in the folders of a site, and which of it is no longer what it was."""

import os
import stat
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from site_gen.content.files import SETTINGS, Signature, is_leftover, sign

FOLDERS = ("content", "templates")
ROOTS = (SETTINGS, *FOLDERS)

_FOLDER: Signature = []
"""In place of a folder's signature: that it is there is all that counts."""


class Inventory:
    """Files and folders of a site by their paths, with what changes when they do.

    Paths are relative to the site, with `/`. What editors leave behind is not seen.
    """

    def __init__(self, site: Path) -> None:
        self._site = site
        self._known: dict[str, Signature] = {}
        self.recount()

    def recount(self) -> frozenset[str]:
        """Look at everything; what came, went or changed since it was last looked at."""
        return self.look_at(ROOTS)

    def look_at(self, paths: Iterable[str]) -> frozenset[str]:
        """The same, of these paths and what is below them."""
        changed: set[str] = set()
        for path in paths:
            if _is_seen(path):
                self._look_at(path, changed)
        return frozenset(changed)

    def is_whole(self, path: str) -> bool:
        """Whether it is there and not empty, as a file is not while it is being written."""
        found = self._known.get(path)
        return found is not None and (found is _FOLDER or found[0] > 0)

    def _look_at(self, path: str, changed: set[str]) -> None:
        before = self._below(path)
        now = dict(_scan(f"{self._site}/{path}", path))
        changed.update(name for name in before if name not in now)
        changed.update(name for name, found in now.items() if before.get(name) != found)
        for name in before.keys() - now.keys():
            del self._known[name]
        self._known.update(now)

    def _below(self, path: str) -> dict[str, Signature]:
        found = self._known.get(path)
        if found is None:
            return {}
        if found is not _FOLDER:
            return {path: found}
        prefix = f"{path}/"
        below = {name: one for name, one in self._known.items() if name.startswith(prefix)}
        return {path: found, **below}


def _is_seen(path: str) -> bool:
    names = path.split("/")
    return names[0] in ROOTS and not any(is_leftover(name) for name in names)


def _scan(place: str, path: str) -> Iterator[tuple[str, Signature]]:
    try:
        status = os.lstat(place)
    except OSError:
        return
    if not stat.S_ISDIR(status.st_mode):
        yield path, sign(status)
        return
    yield path, _FOLDER
    try:
        with os.scandir(place) as listing:
            names = [entry.name for entry in sorted(listing, key=_name_of)]
    except OSError:  # removed just now, or not to be read: the build tells
        return
    for name in names:
        if not is_leftover(name):
            yield from _scan(f"{place}/{name}", f"{path}/{name}")


_name_of = attrgetter("name")
