"""Files that must not be there yet, put into place and taken back."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def put_new(source: Path, target: Path) -> bool:
    """A file that is written already gets its place; False where something stands there, be it a
    link that leads nowhere. Raises OSError where the machine refuses, and then leaves nothing.
    """
    try:
        target.hardlink_to(source)
    except FileExistsError:
        return False
    except OSError:
        # A file system without hard links: to create it exclusively is as careful, if not at once.
        return _copy_new(source, target)
    return True


def _copy_new(source: Path, target: Path) -> bool:
    try:
        stream = target.open("xb")
    except FileExistsError:
        return False
    with stream:
        try:
            stream.write(source.read_bytes())
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    return True


def take_back(made: Sequence[Path]) -> None:
    """Files and folders in the order in which they were made; a folder that others use by now
    stays, as does what cannot be removed.
    """
    for path in reversed(made):
        with suppress(OSError):
            path.unlink() if not path.is_dir() else path.rmdir()
