"""Rendered bodies, kept in the state folder for the next build.

    the stamp of the program that rendered them
    a line for each: its key, a space, its HTML as a JSON string

A build adds the lines of the bodies that it rendered, until there are too many; of two lines for a
key the later one counts.

Where the file is of another program or cannot be read, there is nothing. What it says is not to be
believed unseen; see `render/bodies.py`.
"""

import json
import os
import stat
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from site_gen.output.trees import append_to_file, replace_file

BODIES_NAME = "bodies"
_LARGEST = 1_000_000_000
"""Bytes of a file that is read: far more than any chronology needs."""


def read_bodies(state: Path, stamp: str) -> dict[str, bytes]:
    """JSON strings by key."""
    lines = _read_lines(state, stamp).split(b"\n")[1:]
    pairs = (line.partition(b" ") for line in lines)
    return {key.decode("ascii", "replace"): html for key, _, html in pairs}


def keep_bodies(state: Path, stamp: str, new: Mapping[str, str], most: int) -> None:
    """Keep these too, and of the others the youngest, `most` in all.

    Quietly does without where they cannot be written: the next build then costs more.
    """
    if not new:
        return
    added = {key: json.dumps(html).encode() for key, html in new.items()}
    lines = _read_lines(state, stamp)
    with suppress(OSError):
        if lines and lines.count(b"\n") + len(added) <= most:
            # Whatever a build that was killed may have left there without an end ends here.
            append_to_file(state / BODIES_NAME, b"".join(b"\n" + one for one in _to_lines(added)))
            return
        known = read_bodies(state, stamp)
        youngest = list({**_without(known, added), **added}.items())[-most:]
        replace_file(state / BODIES_NAME, b"\n".join([stamp.encode(), *_to_lines(dict(youngest))]))


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


def _to_lines(bodies: Mapping[str, bytes]) -> Iterator[bytes]:
    return (key.encode() + b" " + html for key, html in bodies.items())


def _without(known: Mapping[str, bytes], others: Container[str]) -> dict[str, bytes]:
    return {key: html for key, html in known.items() if key not in others}
