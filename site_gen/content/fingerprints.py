"""Whether anything at all changed in a site, asked of the file system without reading a file."""

import os
import stat
import time
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from site_gen.content.files import RACY, SETTINGS, is_leftover
from site_gen.digest import digest_bytes

FOLDERS = ("content", "templates")


def find_fingerprint(root: Path) -> str | None:
    """The same again only if no file of the site, and no list of a folder, has changed since.

    None where that cannot be told: a file was changed within the last two seconds and could be
    once more without its times showing it, or bears a time to come, or a folder cannot be read.
    """
    listed = _Listing(time.time_ns() - RACY)
    try:
        for path in (SETTINGS, *FOLDERS):
            listed.add(f"{root}/{path}", path)
    except OSError:
        return None
    if listed.newest >= listed.limit:
        return None
    return digest_bytes("\0".join(listed.lines).encode("utf-8", "surrogateescape"))


@dataclass(slots=True)
class _Listing:
    """A line for everything there is; `newest` is the latest change of a file (nanoseconds)."""

    limit: int
    lines: list[str] = field(default_factory=list)
    newest: int = 0

    def add(self, place: str, path: str) -> None:
        try:
            status = os.lstat(place)
        except FileNotFoundError:
            return
        if stat.S_ISDIR(status.st_mode):
            self._add_folder(place, path)
        else:
            self._add_file(path, status)

    def _add_folder(self, place: str, path: str) -> None:
        self.lines.append(f"{path}/")
        folder = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            # By the open folder: the system need not go down the path again for each file.
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=_name_of)
            for entry in entries:
                name = entry.name
                if is_leftover(name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    self._add_folder(f"{place}/{name}", f"{path}/{name}")
                else:
                    self._add_file(name, entry.stat(follow_symlinks=False))
        finally:
            os.close(folder)
        self.lines.append("/")

    def _add_file(self, name: str, status: os.stat_result) -> None:
        written, changed = status.st_mtime_ns, status.st_ctime_ns
        if changed > self.newest or written > self.newest:
            self.newest = max(written, changed)
        mode, place, size = status.st_mode, status.st_ino, status.st_size
        self.lines.append(f"{name} {mode} {place} {size} {written} {changed}")


_name_of = attrgetter("name")
