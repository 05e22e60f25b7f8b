"""Files of which most can stay when an edit changes a little.

They are made of passages, each with a mark that stands for all that it follows from.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup as SafeText

from site_gen.plan.artifacts import Passage, PassageFile
from site_gen.plan.standing import Marks, Patch, Standing, leave_out


@dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes, and, once they are taken, its passages. Without these it can only be kept
    whole.

    `patch` is None where nothing was taken from the file that stands.
    """

    chunks: Iterable[bytes]
    passages: Marks = ()
    patch: Patch | None = None

    @property
    def content(self) -> bytes:
        """All chunks, to be taken once."""
        return b"".join(self.chunks)

    @property
    def passages_json(self) -> bytes:
        """A list of pairs, as the passages are kept; empty where there are none."""
        return _to_json(self.passages).encode() if self.passages else b""


_to_json = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(slots=True)
class Fragments:
    """The fragments of one file while a template writes it with its `variables`. `mark` stands for
    the context that it is made of; empty where only the context itself can tell.
    """

    standing: Standing
    mark: str = ""
    variables: Mapping[str, object] = field(default_factory=dict)
    used: list[tuple[str, SafeText]] = field(default_factory=list)
    _recalled: set[str] = field(default_factory=set)
    _parts: set[str] = field(default_factory=set)
    _depth: int = 0

    def recall(self, mark: str) -> SafeText | None:
        text = self.standing.get(mark)
        if text is not None:
            self._recalled.add(mark)
        # Of a published file that is kept whole where nothing in it changes, with as much right.
        return None if text is None else SafeText(text.decode())  # noqa: S704 # see above

    @property
    def is_outside(self) -> bool:
        """Of all fragments: what is made now stands in the file as it is."""
        return self._depth == 0

    @contextmanager
    def inside(self) -> Iterator[None]:
        """While the text of a fragment is made: those in it stand there in another form."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def keep(self, mark: str, make: Callable[[], str]) -> SafeText:
        """What `make` gives, or the fragment with that mark, which is a part of a page with its
        links; nothing is kept without one.
        """
        self._parts.add(mark)
        text = self.recall(mark) if mark else None
        if text is None:
            with self.inside():
                text = SafeText(make())  # noqa: S704 # a template has escaped it
        self.note(mark, text)
        return text

    def note(self, mark: str, text: SafeText) -> None:
        if mark and self.is_outside:
            self.used.append((mark, text))

    def to_written(self, content: bytes) -> Written:
        if not self.used:
            return Written((content,))
        places = list(self._find_places(content))
        parts = self._parts
        unread = list(_find_unread(content)) if parts else []
        places = [one for one in places if one.mark not in parts or _is_read(content, one, unread)]
        marks = tuple(_list_marks(places, len(content)))
        return Written((content,), marks, self._find_patch(places, content, unread))

    def _find_patch(
        self, places: Iterable["_Place"], content: bytes, unread: "_Spans"
    ) -> Patch | None:
        """Without the parts that were taken, as far as the tags of the rest are the same so."""
        taken = [
            one
            for one in places
            if one.mark in self._parts
            and one.mark in self._recalled
            and _has_whole_tags(content, one, unread)
        ]
        if not taken:
            return None
        fresh = leave_out([one[1:] for one in taken], content)
        return Patch(fresh, self.standing.leave_out([one.mark for one in taken]))

    def _find_places(self, content: bytes) -> Iterator["_Place"]:
        """The fragments that stand in the file as they are."""
        end = 0
        for mark, text in self.used:
            passage = text.encode()
            start = _find(content, passage, end)
            if start >= 0:
                end = start + len(passage)
                yield _Place(mark, start, end)


def _find(content: bytes, passage: bytes, start: int) -> int:
    """As `content.find(passage, start)`, which takes long to prepare for a long passage."""
    found = content.find(passage[:_BEGINNING], start)
    if found < 0 or content.startswith(passage, found):
        return found
    return content.find(passage, found + 1)


_BEGINNING = 100
"""Bytes by which a passage is nearly always known."""


class _Place(NamedTuple):
    mark: str
    start: int
    end: int


def _list_marks(places: Iterable[_Place], length: int) -> Iterator[tuple[str, int]]:
    """Of the fragments and of what lies between."""
    end = 0
    for place in places:
        yield "", place.start - end
        yield place.mark, place.end - place.start
        end = place.end
    yield "", length - end


def _is_read(content: bytes, place: _Place, unread: "_Spans") -> bool:
    """Whether its tags are read where it stands: only then have its links been looked at."""
    _, start, end = place
    if content.find(b"<", start, end) < 0:
        return True
    is_in_tag = content.rfind(b"<", 0, start) > content.rfind(b">", 0, start)
    return not is_in_tag and not any(first < start <= last for first, last in unread)


def _find_unread(content: bytes) -> Iterator[tuple[int, int]]:
    """From where to where no tags are read."""
    for opening, closing in _UNREAD:
        end = 0
        while (start := content.find(opening, end)) >= 0:
            end = content.find(closing, start)
            end = end if end >= 0 else len(content)
            yield start, end


def _has_whole_tags(content: bytes, place: _Place, unread: "_Spans") -> bool:
    _, start, end = place
    return (
        content.startswith(b"<", start, end)
        and content.endswith((b">", b">\n"), start, end)
        and all(
            last < start or end <= first or (start <= first and last < end)
            for first, last in unread
        )
    )


_Spans = Sequence[tuple[int, int]]
"""Where something begins, and where what ends it does."""

_UNREAD = ((b"<!--", b"-->"), (b"<script", b"</script"), (b"<style", b"</style"))
"""Between which no tags are read, as we write them."""


def join_passages(file: PassageFile, standing: Mapping[str, bytes]) -> Written:
    """The passages as they stand, where they follow from the same, and the others anew."""
    marks: list[tuple[str, int]] = []
    return Written(_write_passages(file.passages, standing, marks), marks)


_ENOUGH = 1 << 20
"""Bytes that are written at a time."""


def _write_passages(
    passages: Iterable[Passage], standing: Mapping[str, bytes], marks: list[tuple[str, int]]
) -> Iterator[bytes]:
    """As they are taken, their marks are noted."""
    some, size = [], 0
    for one in passages:
        content = _keep_or_write(one, standing)
        marks.append((one.mark, len(content)))
        some.append(content)
        size += len(content)
        if size > _ENOUGH:
            yield b"".join(some)
            some, size = [], 0
    yield b"".join(some)


def _keep_or_write(passage: Passage, standing: Mapping[str, bytes]) -> bytes:
    found = standing.get(passage.mark)
    return passage.write().encode() if found is None else found
