"""What the processes of one build tell one another, in a file that all of them have open: what one
has made is so at hand for the others, and in nobody's memory for long.

    for each value: its key, a space, its length in bytes, a line break, and the value

The file has no name: no other process can open it, and it is gone with those that have it. Of two
values for a key the later one counts. Where a full disk cut one off, none after it is found.
"""

import fcntl
import os
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

_CHUNK = 1 << 20
"""Bytes that are read at a time while looking for what was added."""


class SharedValues(Mapping[str, bytes]):
    """Each process adds, each finds what all added. Values are read when they are asked for."""

    def __init__(self, descriptor: int, start: int = 0) -> None:
        """Those from the byte `start` on of a file that is open for reading and for adding."""
        self._descriptor = descriptor
        self._places: dict[str, tuple[int, int]] = {}
        self.end = start
        """Up to which byte it is known."""

    def add(self, key: str, value: bytes) -> None:
        """In one piece, so that no two processes write into each other's. Keys are ASCII without
        spaces. Quietly does without where there is no room.
        """
        with suppress(OSError):
            os.write(self._descriptor, b"%b %d\n%b" % (key.encode(), len(value), value))

    def since(self, start: int) -> "SharedValues":
        """Those that were added from there on, up to now."""
        values = SharedValues(self._descriptor, start)
        values._look_for_more()  # of the same class
        return values

    def __getitem__(self, key: str) -> bytes:
        if key not in self._places:
            self._look_for_more()
        start, length = self._places[key]
        return os.pread(self._descriptor, length, start)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def _look_for_more(self) -> None:
        size = os.fstat(self._descriptor).st_size
        while self.end < size:
            chunk = os.pread(self._descriptor, _CHUNK, self.end)
            places = dict(_find_values(chunk, self.end, size))
            if not places:
                return  # somebody is writing it
            self._places.update(places)
            self.end = max(start + length for start, length in places.values())


def _find_values(chunk: bytes, offset: int, size: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Those whose head is in the chunk and which the file holds as a whole: where they begin and
    how long they are.
    """
    at = 0
    while (line := chunk.find(b"\n", at)) >= 0:
        key, _, length = chunk[at:line].partition(b" ")
        if not length.isdigit() or offset + line + 1 + int(length) > size:
            return
        yield key.decode("ascii", "replace"), (offset + line + 1, int(length))
        at = line + 1 + int(length)


class SharedFile(SharedValues):
    """For this process and those that are forked from it; gone when nobody has it any more."""

    def __init__(self, folder: Path) -> None:
        """On the file system of that folder. Raises OSError."""
        with tempfile.TemporaryFile(dir=folder) as file:
            descriptor = os.dup(file.fileno())
        fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_APPEND)
        super().__init__(descriptor)
        self.close = weakref.finalize(self, os.close, descriptor)
