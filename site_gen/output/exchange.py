"""Putting one folder in the place of another, in one step where the kernel can.

Linux exchanges two names atomically: renameat2(2) with RENAME_EXCHANGE. Where the kernel or the
file system has none, the next best is two renames, with a note for the next build: a run that is
killed between them leaves no folder at all under the name until the next build ends the exchange.
"""

import ctypes
import errno
import json
import os
import platform
from contextlib import suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_SYSTEM_CALL = {"x86_64": 316, "aarch64": 276, "riscv64": 276, "ppc64le": 357, "s390x": 347}
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)


def exchange_folders(new: Path, old: Path, aside: Path, note: Path) -> None:
    """Afterwards `new` has what stood at `old`, and `old` what stood at `new`.

    `aside` is a free name beside `new`, `note` a file for `finish_exchange`; both are used only
    without RENAME_EXCHANGE. Raises OSError; then both folders are where they were.
    """
    if _exchange_at_once(new, old):
        return
    note.write_text(json.dumps({"new": str(new), "old": str(old), "aside": str(aside)}))
    old.rename(aside)
    try:
        new.rename(old)
    except BaseException:
        aside.rename(old)
        note.unlink()
        raise
    aside.rename(new)
    note.unlink()


def finish_exchange(note: Path) -> None:
    """Ends what a killed `exchange_folders` began, if it began. Raises OSError."""
    try:
        found = json.loads(note.read_bytes())
        new, old, aside = (Path(found[name]) for name in ("new", "old", "aside"))
    except FileNotFoundError:
        return
    except (ValueError, LookupError, TypeError):
        note.unlink()  # killed while it was written: nothing had been moved yet
        return
    if aside.is_dir():
        if not os.path.lexists(old):
            new.rename(old)
        if not os.path.lexists(new):
            aside.rename(new)
    note.unlink()


def _exchange_at_once(new: Path, old: Path) -> bool:
    """False where the kernel or the file system cannot. Raises OSError for any other failure."""
    number = _call_renameat2(os.fsencode(new), os.fsencode(old))
    if number == 0:
        return True
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(old))


def _call_renameat2(new: bytes, old: bytes) -> int:
    """The error number, 0 when done."""
    with suppress(OSError):
        libc = ctypes.CDLL(None, use_errno=True)
        arguments = (_AT_FDCWD, new, _AT_FDCWD, old, _RENAME_EXCHANGE)
        if hasattr(libc, "renameat2"):
            failed = libc.renameat2(*arguments)
        elif platform.system() == "Linux" and platform.machine() in _SYSTEM_CALL:
            failed = libc.syscall(_SYSTEM_CALL[platform.machine()], *arguments)
        else:
            return errno.ENOSYS
        return ctypes.get_errno() if failed else 0
    return errno.ENOSYS


def flush_disk(folder: Path) -> None:
    """Has the file system of `folder` write out what it holds (syncfs(2)), or raises OSError.

    Without it a power cut after the exchange can leave a whole tree of empty files. One call for
    all files costs far less than an fsync(2) of each.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if not hasattr(libc, "syncfs"):
            os.sync()
        elif libc.syncfs(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)
