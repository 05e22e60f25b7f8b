"""What the operating system refuses, said in words (exit 3)."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_gen.problems import EnvironmentFault

_FULL = 'no room is left on the disk of "{}"; free some space or inodes, then build again'
_DENIED = 'no permission to write "{}"; change its owner or mode, or choose another folder with -o'
_MANY = 'too many files are open, at "{}"; raise the limit (ulimit -n) or build with -j 1'
_GONE = '"{}" vanished while the site was being built; build again'
_CHANGED = '"{}" was replaced while the site was being built; build again'
_APART = (
    '"{}" cannot be moved as a whole, for it lies on more than one file system or layer; '
    "choose another output folder with -o"
)

_MESSAGES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: 'the disk quota is used up at "{}"; free some space, then build again',
    errno.EROFS: '"{}" is on a read-only file system; make it writable or choose another with -o',
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EMFILE: _MANY,
    errno.ENFILE: _MANY,
    errno.ENOENT: _GONE,
    errno.ESTALE: _GONE,
    errno.ENOTDIR: _CHANGED,
    errno.EISDIR: _CHANGED,
    errno.EEXIST: _CHANGED,
    errno.ENOTEMPTY: _CHANGED,
    errno.ELOOP: _CHANGED,
    errno.EXDEV: _APART,
    errno.EIO: 'the disk reports an error at "{}"; check the disk, then build again',
    errno.EFBIG: '"{}" is larger than the file system or ulimit -f allows; raise the limit',
    errno.ENAMETOOLONG: 'the path "{}" is too long for the file system; shorten the id or folder',
    errno.EBUSY: '"{}" is in use as a mount point; choose another output folder with -o',
}


@contextmanager
def explain_faults(place: Path) -> Iterator[None]:
    """Turns an OSError inside into an EnvironmentFault.

    `place` is named where the error names no file itself.
    """
    try:
        yield
    except OSError as error:
        raise to_fault(error, place) from error


def to_fault(error: OSError, place: Path) -> EnvironmentFault:
    at = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(place)
    message = _MESSAGES.get(error.errno or 0)
    if message is None:
        reason = error.strerror or type(error).__name__
        return EnvironmentFault(f'cannot write "{at}": {reason}; mend that, then build again')
    return EnvironmentFault(message.format(at))
