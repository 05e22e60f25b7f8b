"""The text of a file from elsewhere, or why there is none."""

import os
import stat
from pathlib import Path
from typing import Final

from site_gen.interchange.losses import Losses
from site_gen.interchange.texts import find_invisible
from site_gen.problems import EnvironmentFault, Location, UsageError

LARGEST: Final = 50_000_000
"""Bytes of the largest file that is imported."""

_WIDE_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
"""Byte order marks of encodings that are not read."""


def read_input(file: Path, losses: Losses) -> str | None:
    """The text with LF for every line end and without a BOM; None with the reason noted.

    Raises UsageError for what is no ordinary file, EnvironmentFault for what cannot be read.
    """
    found = _read_bytes(file)
    place = Location(str(file))
    if len(found) > LARGEST:
        megabytes = LARGEST // 1_000_000
        fact = f"this file has more than {megabytes} MB"
        losses.refuse(place, fact, "split it into several files")
        return None
    for mark, name in _WIDE_MARKS.items():
        if found.startswith(mark):
            losses.refuse(place, f"this file is {name}", 'save it in the encoding "UTF-8"')
            return None
    try:
        text = found.decode()
    except UnicodeDecodeError as error:
        _refuse_encoding(str(file), found, error, losses)
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def note_invisible(text: str, path: str, losses: Losses) -> None:
    """Notes each line with characters that no file of a site may have: they are left out."""
    if find_invisible(text) is None:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        found = find_invisible(line)
        if found:
            fact = (
                f"the invisible character U+{ord(found[0]):04X}, which no file of a site may have"
            )
            losses.change(Location(path, number, found.start() + 1), fact, "it was left out")


def _read_bytes(file: Path) -> bytes:
    """At most one byte more than the largest file has."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(file, flags)
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f'there is no file "{file}"; check its path') from None
    except OSError as error:
        raise EnvironmentFault(f'"{file}" cannot be read ({error.strerror})') from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UsageError(f'"{file}" is not an ordinary file; name one')
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise EnvironmentFault(f'"{file}" cannot be read ({error.strerror})') from error
    finally:
        os.close(descriptor)


def _refuse_encoding(path: str, found: bytes, error: UnicodeDecodeError, losses: Losses) -> None:
    before = found[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode()) + 1
    fact = f"the byte 0x{found[error.start]:02X} is not UTF-8"
    losses.refuse(Location(path, line, column), fact, 'save the file in the encoding "UTF-8"')
