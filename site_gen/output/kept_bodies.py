"""Rendered bodies, kept in the state folder for the next build.

    the stamp of the program that rendered them
    a line for each: its key, a space, its HTML as a JSON string

A build adds the lines of the bodies that it rendered, until there are too many; of two lines for a
key the later one counts.

Where the file is of another program or cannot be read, there is nothing. What it says is not to be
believed unseen; see `render/bodies.py`.
"""

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

from site_gen.output.trees import append_lines, replace_lines

BODIES_NAME = "bodies"
_LARGEST = 1_000_000_000
"""Bytes of a file that is read: far more than any chronology needs."""


def read_bodies(state: Path, stamp: str) -> dict[str, bytes]:
    """JSON strings by key."""
    lines = _read_lines(state, stamp).split(b"\n")[1:]
    pairs = (line.partition(b" ") for line in lines)
    return {key.decode("ascii", "replace"): html for key, _, html in pairs}


def keep_bodies(state: Path, stamp: str, new: Mapping[str, bytes], most: int) -> None:
    """Keep these too, JSON strings by key, and of the others the youngest, `most` in all.

    Quietly does without where they cannot be written: the next build then costs more.
    """
    if not new:
        return
    place, lines = state / BODIES_NAME, _read_lines(state, stamp)
    added = (_to_line(key, html) for key, html in new.items())
    with suppress(OSError):
        if lines and lines.count(b"\n") + len(new) <= most:
            # Whatever a build that was killed may have left there without an end ends here.
            append_lines(place, added)
            return
        known = read_bodies(state, stamp)
        others = [_to_line(key, html) for key, html in known.items() if key not in new]
        surplus = max(0, len(others) + len(new) - most)
        kept = islice(chain(others, added), surplus, None)
        replace_lines(place, chain((stamp.encode(),), kept))


def _read_lines(state: Path, stamp: str) -> bytes:
    """The whole file; nothing where it is of another program or cannot be read."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        descriptor = os.open(state / BODIES_NAME, flags)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                return b""
            content = file.read()
    except OSError:
        return b""
    head = stamp.encode()
    return content if content == head or content.startswith(head + b"\n") else b""


def _to_line(key: str, html: bytes) -> bytes:
    return key.encode() + b" " + html
