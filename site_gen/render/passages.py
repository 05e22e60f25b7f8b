"""Files of which most can stay when an edit changes a little.

They are made of passages, each with a mark that stands for all that it follows from.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from markupsafe import Markup as SafeText

from site_gen.plan.artifacts import Marks, Passage, PassageFile


@dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes. Without `passages` it can only be kept whole."""

    content: bytes
    passages: Marks = ()


@dataclass(slots=True)
class Fragments:
    """The fragments of one file while a template writes it. `mark` stands for the context that it
    is made of; empty where only the context itself can tell.
    """

    standing: Mapping[str, bytes]
    mark: str = ""
    used: list[tuple[str, SafeText]] = field(default_factory=list)
    _depth: int = 0

    def recall(self, mark: str) -> SafeText | None:
        text = self.standing.get(mark)
        # Of a published file that is kept whole where nothing in it changes, with as much right.
        return None if text is None else SafeText(text.decode())  # noqa: S704 # see above

    @contextmanager
    def inside(self) -> Iterator[None]:
        """While the text of a fragment is made: those in it stand there in another form."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def keep(self, mark: str, make: Callable[[], str]) -> SafeText:
        """What `make` gives, or the fragment with that mark; nothing is kept without one."""
        text = self.recall(mark) if mark else None
        if text is None:
            with self.inside():
                text = SafeText(make())  # noqa: S704 # a template has escaped it
        self.note(mark, text)
        return text

    def note(self, mark: str, text: SafeText) -> None:
        if mark and self._depth == 0:
            self.used.append((mark, text))

    def to_written(self, content: bytes) -> Written:
        return Written(content, tuple(self._find_marks(content)) if self.used else ())

    def _find_marks(self, content: bytes) -> Iterator[tuple[str, int]]:
        """The fragments that stand in the file as they are, and what lies between."""
        end = 0
        for mark, text in self.used:
            passage = text.encode()
            start = content.find(passage, end)
            if start >= 0:
                yield "", start - end
                yield mark, len(passage)
                end = start + len(passage)
        yield "", len(content) - end


def join_passages(file: PassageFile, standing: Mapping[str, bytes]) -> Written:
    """The passages as they stand, where they follow from the same, and the others anew."""
    pieces = [(one.mark, _keep_or_write(one, standing)) for one in file.passages]
    marks = tuple((mark, len(text)) for mark, text in pieces)
    return Written(b"".join(text for _, text in pieces), marks)


def _keep_or_write(passage: Passage, standing: Mapping[str, bytes]) -> bytes:
    found = standing.get(passage.mark)
    return passage.write().encode() if found is None else found
