"""Locks that the kernel releases when their holder ends, however it ends."""

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from site_gen.problems import EnvironmentFault

PATIENCE = 10.0
"""Seconds that a second build waits for the first."""

_PAUSE = 0.05
_NO_LOCKS = (errno.EBADF, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)

_held: set[int] = set()
"""Descriptors of the locks of this process."""


def _forget_in_child() -> None:
    """A worker that outlives a killed build must not go on holding its locks."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_forget_in_child)


@contextmanager
def hold_file(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock file `path`, which is made and stays. Raises EnvironmentFault, OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    with _kept(os.open(path, flags, 0o644)) as descriptor:
        deadline = time.monotonic() + patience
        while not _try_lock(descriptor):
            _wait(deadline, path, patience)
        yield


@contextmanager
def hold_folder(
    path: Path, make: Callable[[Path], None], patience: float = PATIENCE
) -> Iterator[int]:
    """Holds the folder that stands at `path`, with no file made for it; gives its descriptor.

    Whoever holds a folder may put another in its place, or remove it; so the lock counts only
    while the folder that was locked is the one at `path`, and `make` is called before each try.
    Raises EnvironmentFault, OSError.
    """
    deadline = time.monotonic() + patience
    while True:
        make(path)
        with _kept(_open_folder(path)) as descriptor:
            if _try_lock(descriptor) and is_same_folder(descriptor, path):
                yield descriptor
                return
        _wait(deadline, path, patience)


@contextmanager
def try_hold_folder(path: Path) -> Iterator[bool]:
    """Whether the folder could be locked at once; it is held inside. Raises OSError."""
    with _kept(_open_folder(path)) as descriptor:
        yield _try_lock(descriptor)


def is_same_folder(descriptor: int, path: Path) -> bool:
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return False
    opened = os.fstat(descriptor)
    return (opened.st_dev, opened.st_ino) == (found.st_dev, found.st_ino)


def _open_folder(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | os.O_NOFOLLOW)


@contextmanager
def _kept(descriptor: int) -> Iterator[int]:
    _held.add(descriptor)
    try:
        yield descriptor
    finally:
        if descriptor in _held:
            _held.discard(descriptor)
            os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        # Some network file systems lock no folders; the lock file of the site has to do there.
    return True


def _wait(deadline: float, path: Path, patience: float) -> None:
    if time.monotonic() >= deadline:
        raise EnvironmentFault(
            f'another build has held the lock "{path}" for {patience:g} s; '
            "wait until it has ended, or end it, then build again"
        )
    time.sleep(_PAUSE)
