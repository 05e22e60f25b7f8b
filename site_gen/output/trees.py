"""A folder and all that is in it: looked at, linked, brought up to date, removed.

Files are never written in place here: a file may have another name in the published tree, and
would change there as well.
"""

# ruff: noqa: PTH101, PTH102, PTH106, PTH108 - strings: a build goes through tens of thousands of
# paths, and a Path object for each costs more than the system call.

import errno
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

FILE_MODE = 0o644
FOLDER_MODE = 0o755

_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


@dataclass(slots=True)
class Tree:
    """What stands in a folder. Paths are relative, with `/`; no symbolic link was followed."""

    leaves: dict[str, int] = field(default_factory=dict)
    """Everything that is no folder: files, symbolic links and the rest, with their inodes."""
    folders: dict[str, int] = field(default_factory=dict)
    """Folders with the time, in nanoseconds, when an entry was last added, removed or renamed."""
    top: dict[str, int] = field(default_factory=dict)
    """Names in the folder itself, with their inodes."""


def scan_tree(root: Path) -> Tree:
    """Raises OSError where a folder cannot be listed."""
    tree = Tree()
    pending = [("", str(root))]
    while pending:
        prefix, folder = pending.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + entry.name
                if not prefix:
                    tree.top[path] = entry.inode()
                if entry.is_dir(follow_symlinks=False):
                    tree.folders[path] = entry.stat(follow_symlinks=False).st_mtime_ns
                    pending.append((path + "/", entry.path))
                else:
                    tree.leaves[path] = entry.inode()
    return tree


def has_same_folders(root: Path, tree: Tree) -> bool:
    """Whether nothing was added, removed or renamed in `root` since it was scanned.

    The time of the root itself says nothing: XFS changes it when the root is exchanged.
    """
    if {entry.name: entry.inode() for entry in os.scandir(root)} != tree.top:
        return False
    prefix = f"{root}/"
    with suppress(FileNotFoundError):
        return all(
            os.lstat(prefix + path).st_mtime_ns == time for path, time in tree.folders.items()
        )
    return False


def find_parents(paths: Iterable[str]) -> set[str]:
    """Every folder above the paths, without the root."""
    parents: set[str] = set()
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent and parent not in parents:
            parents.add(parent)
            parent = parent.rpartition("/")[0]
    return parents


def make_folders(root: Path, folders: Iterable[str]) -> None:
    for folder in sorted(folders):
        make_folder(f"{root}/{folder}")


def make_folder(path: str) -> None:
    """Mode 0755 whatever the umask. Raises FileExistsError, OSError."""
    os.mkdir(path, FOLDER_MODE)
    os.chmod(path, FOLDER_MODE)


def write_new(path: str, content: bytes) -> None:
    """Writes a file that has no other name, with mode 0644 whatever the umask."""
    write_chunks(path, (content,))


def write_chunks(path: str, chunks: Iterable[bytes]) -> None:
    """As `write_new`, of content that is never held as a whole; of a file that cannot be opened
    none is taken.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(path, flags, FILE_MODE)
    try:
        os.fchmod(descriptor, FILE_MODE)
        for chunk in chunks:
            rest = memoryview(chunk)
            while rest:
                rest = rest[_write_some(descriptor, rest, path) :]
    finally:
        os.close(descriptor)


def _write_some(descriptor: int, rest: memoryview, path: str) -> int:
    try:
        return os.write(descriptor, rest)
    except OSError as error:
        error.filename = path
        raise


def for_each(paths: Collection[str], act: Callable[[str], None]) -> None:
    """`act` for each path; for many by several threads, for what it does waits for the disk."""
    if len(paths) < _MANY:
        for path in paths:
            act(path)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 # few builds have so many

    every, has_ended = list(paths), False

    def act_for(share: list[str]) -> None:
        for path in share:
            if has_ended:
                return
            act(path)

    with ThreadPoolExecutor(_THREADS) as pool:
        try:
            for _ in pool.map(act_for, (every[at::_THREADS] for at in range(_THREADS))):
                pass
        finally:  # also where one fails, or somebody interrupts
            has_ended = True


_MANY, _THREADS = 500, 4


def append_to_file(path: Path, content: bytes) -> None:
    """To one that is there; raises FileNotFoundError, OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[_write_some(descriptor, rest, str(path)) :]
    finally:
        os.close(descriptor)


def replace_file(path: Path, content: bytes) -> None:
    """The file is the old or the new one at every moment."""
    fresh = path.with_name(path.name + ".new")
    write_new(str(fresh), content)
    fresh.replace(path)


def replace_lines(path: Path, lines: Iterable[bytes]) -> None:
    """As `replace_file`, for more lines than there should be in memory at once."""
    fresh = path.with_name(path.name + ".new")
    write_new(str(fresh), b"")
    _append_joined(fresh, lines)
    fresh.replace(path)


def append_lines(path: Path, lines: Iterable[bytes]) -> None:
    """Each begins a line, wherever the file ends; raises FileNotFoundError, OSError."""
    _append_joined(path, chain((b"",), lines))


def _append_joined(path: Path, lines: Iterable[bytes]) -> None:
    lines, end = iter(lines), b""
    while some := list(islice(lines, _LINES_AT_ONCE)):
        append_to_file(path, end + b"\n".join(some))
        end = b"\n"


_LINES_AT_ONCE = 1000


def link_leaf(source: str, target: str) -> bool:
    """False where the file system, or its rule for files of other users, allows no link."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return False
    return True


def copy_leaf(source: str, target: str) -> None:
    """With mode and time of change."""
    if not stat.S_ISREG(mode := os.lstat(source).st_mode) and not stat.S_ISLNK(mode):
        raise OSError(errno.EOPNOTSUPP, "neither a file nor a link", source)
    shutil.copy2(source, target, follow_symlinks=False)


def can_link(folder: Path) -> bool:
    """Whether the file system of `folder` has hard links at all."""
    one, other = folder / ".link-from", folder / ".link-to"
    write_new(str(one), b"")
    try:
        os.link(one, other)
    except OSError:
        return False
    else:
        other.unlink()
        return True
    finally:
        one.unlink()


def remove_surplus(
    root: Path, tree: Tree, leaves: Collection[str], folders: Collection[str]
) -> None:
    """Removes what is in `tree` and not among the wanted leaves and folders."""
    for path in sorted(tree.folders.keys() - folders):
        os.chmod(f"{root}/{path}", 0o700)
    for path in tree.leaves.keys() - leaves:
        os.unlink(f"{root}/{path}")
    for path in sorted(tree.folders.keys() - folders, reverse=True):
        os.rmdir(f"{root}/{path}")


def copy_folder_mode(source: str, target: str) -> None:
    """Owner as far as we may, mode and times."""
    found = os.lstat(source)
    with suppress(OSError):
        os.chown(target, found.st_uid, found.st_gid)
    os.chmod(target, stat.S_IMODE(found.st_mode))
    os.utime(target, ns=(found.st_atime_ns, found.st_mtime_ns))


def remove_tree(root: Path) -> None:
    """Removes a folder that is ours, or the link or file in its place. Raises OSError."""
    if not os.path.lexists(root):
        return
    if root.is_symlink() or not root.is_dir():
        root.unlink()
        return
    folders = [str(root)]
    for folder in folders:  # grows as folders are found
        os.chmod(folder, 0o700)  # one that was carried over may forbid changes
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    os.unlink(entry.path)
    for folder in reversed(folders):
        os.rmdir(folder)
