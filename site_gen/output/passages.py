"""Where the passages of files stand in what was published, so that they can be kept.

    the stamp of the program that wrote them
    a line for each file: its path, a tab, and as JSON its digest and its marks

Of a file that grows with the site an edit changes a line or two, or an entry; of a page another
frame changes what stands around its blocks. What is kept are the marks and lengths of the passages;
their text is taken from the published file itself, if that is still the one that was written.

A build adds the lines of the files that it made; of two lines for a file the later one counts.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

from site_gen.digest import digest_bytes
from site_gen.output.trees import append_lines, replace_lines
from site_gen.plan.standing import NOTHING_STANDS, Marks, Standing, leave_out

PASSAGES_NAME = "passages"

UNREADABLE = (OSError, TypeError, ValueError, RecursionError)

MOST_OUTDATED = 1000
"""Lines of files that were made again since: above that, and above one for each file that there is,
all are written anew.
"""


class _Published(Standing):
    """The passages of one file; it is read when one of them is asked for.

    Where the file is not the one of that digest, or its marks cannot be, there are none.
    """

    def __init__(self, place: str, digest: str, marks: Marks) -> None:
        """Raises TypeError or ValueError for marks that are none."""
        self._place = place
        self._digest = digest
        self._marks = marks
        self._known = frozenset(str(mark) for mark, _ in marks if mark)

    def __getitem__(self, mark: str) -> bytes:
        if mark not in self._known:
            raise KeyError(mark)
        content, places = self._found
        return content[places[mark]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found[1])

    def __len__(self) -> int:
        return len(self._found[1])

    def leave_out(self, marks: Collection[str], /) -> bytes:
        content, places = self._found
        found = [places[mark] for mark in marks if mark in places]
        return leave_out(sorted((one.start, one.stop) for one in found), content)

    @cached_property
    def _found(self) -> tuple[bytes, dict[str, slice]]:
        """The file, and where in it the passages are."""
        try:
            with open(self._place, "rb") as file:  # noqa: PTH123 # a Path costs as much as to read
                content = file.read()
            pairs = [(str(mark), _to_length(length)) for mark, length in self._marks]
        except UNREADABLE:
            return b"", {}
        if digest_bytes(content) != self._digest or sum(one for _, one in pairs) != len(content):
            return b"", {}
        places, start = {}, 0
        for mark, length in pairs:
            if mark:
                places[mark] = slice(start, start + length)
            start += length
        return content, places


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of files by path. `stamp` stands for the program that wrote them, `written` are
    the lines that are in the state folder already.
    """

    stamp: str
    by_path: Mapping[str, bytes]
    """Digest and marks, as JSON. What was read is checked when it is recalled."""
    written: int = 0
    new: Mapping[str, bytes] = field(default_factory=dict)
    """Those of `by_path` that are not in the state folder yet."""

    def with_made(self, made: Mapping[str, bytes], digests: Mapping[str, str]) -> "Passages":
        """Those of the files that were `made` now, by path and as JSON, and of the others that
        stay; `digests` are those of the whole site by path.
        """
        kept = {path: one for path, one in self.by_path.items() if path in digests}
        new = {
            path: b'["%b",%b]' % (digests[path].encode(), marks)
            for path, marks in made.items()
            if path in digests
        }
        return Passages(self.stamp, {**kept, **new}, self.written, new)

    def recall(self, output: Path, published: Mapping[str, str], path: str) -> Standing:
        """Of the file that stands at `path`; nothing where it is another by now.

        `published` has the digests of what surely is what we put there.
        """
        with suppress(*UNREADABLE):
            digest, marks = json.loads(self.by_path[path]) if path in self.by_path else ("", ())
            if published.get(path) == digest:
                return _Published(f"{output}/{path}", digest, marks)
        return NOTHING_STANDS


def read_passages(state: Path, stamp: str) -> Passages:
    """None of any file where there is nothing of the same program that can be read."""
    try:
        first, *lines = (state / PASSAGES_NAME).read_bytes().split(b"\n")
    except OSError:
        return Passages(stamp, {})
    if first != stamp.encode():
        return Passages(stamp, {})
    pairs = (line.partition(b"\t") for line in lines)
    by_path = {path.decode("utf-8", "surrogateescape"): told for path, _, told in pairs if told}
    return Passages(stamp, by_path, len(lines))


def write_passages(state: Path, passages: Passages) -> None:
    """Quietly does without where it cannot be written: the next build then costs more."""
    place, outdated = state / PASSAGES_NAME, passages.written - len(passages.by_path)
    with suppress(OSError):
        if passages.written and outdated <= max(len(passages.by_path), MOST_OUTDATED):
            # Whatever a build that was killed may have left there without an end ends here.
            append_lines(place, _to_lines(passages.new))
        else:
            stamp = passages.stamp.encode()
            replace_lines(place, chain((stamp,), _to_lines(passages.by_path)))


def _to_lines(kept: Mapping[str, bytes]) -> Iterator[bytes]:
    for path, one in kept.items():
        if "\t" not in path and "\n" not in path:
            yield path.encode("utf-8", "surrogateescape") + b"\t" + one


def _to_length(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value
