"""Whether anything at all changed in a site, asked of the file system without reading a file."""

import errno
import os
import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from site_gen.content.files import RACY, SETTINGS, is_leftover
from site_gen.digest import digest_bytes, digest_stream

FOLDERS = ("content", "templates")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A site as it was found: `listing` stands for the names and the times of all its files.

    `young` are files that changed within the last two seconds, or bear a time to come: they could
    change once more without their times showing it. They are known by the digest of their content.
    """

    listing: str
    young: Mapping[str, str]

    def is_of(self, root: Path) -> bool:
        """Whether no file of the site, and no list of a folder, has changed since."""
        try:
            if _list(root).digest() != self.listing:
                return False
            return self.young == {path: _digest_file(root, path) for path in self.young}
        except OSError:
            return False


def find_fingerprint(root: Path) -> Fingerprint | None:
    """None where it cannot be told: a folder, or a file that was just changed, cannot be read."""
    limit = time.time_ns() - RACY
    try:
        listed = _list(root)
        young = {path: _digest_file(root, path) for path, at in listed.changes if at >= limit}
    except OSError:
        return None
    return Fingerprint(listed.digest(), young)


def _list(root: Path) -> "_Listing":
    listed = _Listing()
    for path in (SETTINGS, *FOLDERS):
        listed.add(f"{root}/{path}", path)
    return listed


def _digest_file(root: Path, path: str) -> str:
    """Raises OSError too for what is no file: a link leads to what the times say nothing of."""
    descriptor = os.open(
        f"{root}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    )
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
        return digest_stream(file)


@dataclass(slots=True)
class _Listing:
    """A line for everything there is; `changes` are the files and when each changed last, in
    nanoseconds from 1970.
    """

    lines: list[str] = field(default_factory=list)
    changes: list[tuple[str, int]] = field(default_factory=list)

    def digest(self) -> str:
        return digest_bytes("\0".join(self.lines).encode("utf-8", "surrogateescape"))

    def add(self, place: str, path: str) -> None:
        try:
            status = os.lstat(place)
        except FileNotFoundError:
            return
        if stat.S_ISDIR(status.st_mode):
            self._add_folder(place, path)
        else:
            self._add_file(path, path, status)

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
                    self._add_file(name, f"{path}/{name}", entry.stat(follow_symlinks=False))
        finally:
            os.close(folder)
        self.lines.append("/")

    def _add_file(self, name: str, path: str, status: os.stat_result) -> None:
        written, changed = status.st_mtime_ns, status.st_ctime_ns
        self.changes.append((path, max(written, changed)))
        mode, place, size = status.st_mode, status.st_ino, status.st_size
        self.lines.append(f"{name} {mode} {place} {size} {written} {changed}")


_name_of = attrgetter("name")
