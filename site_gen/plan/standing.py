"""What stands at an artifact's path already: of which passages it is made, and what replaces it."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

Marks = Sequence[tuple[str, int]]
"""Of the passages of one file in their order: the mark of each, empty for what has none, and its
length in bytes.
"""


class Patch(NamedTuple):
    """What a page has around the parts that were taken from the page that stands, and what that
    page has around the same parts.
    """

    fresh: bytes
    replaced: bytes


class Standing(Mapping[str, bytes]):
    """The passages of the file that stands at a path, by their marks."""

    @abstractmethod
    def leave_out(self, marks: Collection[str], /) -> bytes:
        """The file without the passages that have one of these marks."""


class _Nothing(Standing):
    def __getitem__(self, mark: str) -> bytes:
        raise KeyError(mark)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def leave_out(self, _: Collection[str], /) -> bytes:
        return b""


NOTHING_STANDS: Standing = _Nothing()

Recall = Callable[[str], Standing]
"""Gives what stands at a path."""


def leave_out(stretches: Iterable[tuple[int, int]], content: bytes) -> bytes:
    """The content without these, which are told by where they begin and end, in their order."""
    pieces, at = [], 0
    for start, end in stretches:
        pieces.append(content[at:start])
        at = end
    return b"".join([*pieces, content[at:]])
