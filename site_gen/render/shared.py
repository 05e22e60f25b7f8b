"""What the processes of one build tell one another, in a file that all of them have open: what one
has made is so at hand for the others, and in nobody's memory for long.

    for each value: its key, its length in bytes and its checksum, a line break, and the value

The file has no name: no other process can open it, and it is gone with those that have it. Of two
values for a key the later one counts. Where a full disk cut one off, none after it is found, and
never a part of one.
"""

import fcntl
import os
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from zlib import crc32

_CHUNK = 1 << 20
"""Bytes that are read at a time while looking for what was added."""


class SharedValues(Mapping[str, bytes]):
    """Each process adds, each finds what all added. Values are read when they are asked for."""

    def __init__(self, descriptor: int, start: int = 0) -> None:
        """Those from the byte `start` on of a file that is open for reading and for adding."""
        self._descriptor = descriptor
        self._places: dict[str, _Place] = {}
        self._is_sound = True
        self.end = start
        """Up to which byte it is known."""

    def add(self, key: str, value: bytes) -> None:
        """In one piece, so that no two processes write into each other's. Keys are ASCII without
        spaces. Quietly does without where there is no room.
        """
        whole = b"%b %d %d\n%b" % (key.encode(), len(value), crc32(value), value)
        with suppress(OSError):
            self._is_sound &= os.write(self._descriptor, whole) == len(whole)

    def since(self, start: int) -> "SharedValues":
        """Those that were added from there on, up to now."""
        values = SharedValues(self._descriptor, start)
        values._look_for_more()  # of the same class
        return values

    def __getitem__(self, key: str) -> bytes:
        if key not in self._places:
            self._look_for_more()
        start, length, checksum = self._places[key]
        value = os.pread(self._descriptor, length, start)
        if crc32(value) != checksum:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def _look_for_more(self) -> None:
        size = os.fstat(self._descriptor).st_size
        while self._is_sound and self.end < size:
            chunk = os.pread(self._descriptor, _CHUNK, self.end)
            before = self.end
            try:
                for key, place in _find_values(chunk, before, size):
                    self._places[key] = place
                    self.end = place[0] + place[1]
            except ValueError:
                self._is_sound = False
            if self.end == before:
                return  # somebody is writing it


_Place = tuple[int, int, int]
"""Where a value begins, how long it is, and its checksum."""


def _find_values(chunk: bytes, offset: int, size: int) -> Iterator[tuple[str, _Place]]:
    """Those whose head is in the chunk and which the file holds as a whole. Raises ValueError for
    what is no head.
    """
    at = 0
    while (line := chunk.find(b"\n", at)) >= 0:
        key, length, checksum = chunk[at:line].split(b" ")
        if not length.isdigit():
            raise ValueError(length)
        start = offset + line + 1
        if start + int(length) > size:
            return
        yield key.decode("ascii", "replace"), (start, int(length), int(checksum))
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
