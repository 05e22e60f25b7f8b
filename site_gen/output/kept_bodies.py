"""Rendered bodies, kept in the state folder for the next build.

    the stamp of the program that rendered them
    a line for each: its key, a space, its HTML as a JSON string

Where the file is of another program or cannot be read, there is nothing. What it says is not to be
believed unseen; see `render/bodies.py`.
"""

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from site_gen.output.trees import replace_file

BODIES_NAME = "bodies"
_LARGEST = 1_000_000_000
"""Bytes of a file that is read: far more than any chronology needs."""


def read_bodies(state: Path, stamp: str) -> dict[str, bytes]:
    """JSON strings by key."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        descriptor = os.open(state / BODIES_NAME, flags)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                return {}
            first, *lines = file.read().split(b"\n")
    except OSError:
        return {}
    if first != stamp.encode():
        return {}
    pairs = (line.partition(b" ") for line in lines)
    return {key.decode("ascii", "replace"): html for key, _, html in pairs}


def keep_bodies(state: Path, stamp: str, new: Mapping[str, str], most: int) -> None:
    """Keep these too, and of the others the youngest, `most` in all.

    Quietly does without where they cannot be written: the next build then costs more.
    """
    if not new:
        return
    known = read_bodies(state, stamp)
    for key, html in new.items():
        known.pop(key, None)
        known[key] = json.dumps(html).encode()
    lines = [key.encode() + b" " + html for key, html in list(known.items())[-most:]]
    with suppress(OSError):
        replace_file(state / BODIES_NAME, b"\n".join([stamp.encode(), *lines]))
