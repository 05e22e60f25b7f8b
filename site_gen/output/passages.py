"""Where the passages of large files stand in what was published, so that they can be kept.

Of a file that grows with the site an edit changes a line or two, or an entry. What is kept are the
marks and lengths of its passages; their text is taken from the published file itself, if that is
still the one that was written.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from site_gen.digest import digest_bytes
from site_gen.output.trees import replace_file
from site_gen.plan.artifacts import Marks

PASSAGES_NAME = "passages.json"


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of files by path. `stamp` stands for the program that wrote them."""

    stamp: str
    by_path: Mapping[str, tuple[str, Marks]]
    """With the digest of the whole file. What was read is checked when it is recalled."""

    def with_made(self, made: Mapping[str, Marks], digests: Mapping[str, str]) -> "Passages":
        """Those of the files that were `made` now, and of the others that stay; `digests` are
        those of the whole site by path.
        """
        kept = {path: one for path, one in self.by_path.items() if digests.get(path) == one[0]}
        new = {path: (digests[path], marks) for path, marks in made.items() if path in digests}
        return Passages(self.stamp, {**kept, **new})

    def recall(self, output: Path, published: Mapping[str, str], path: str) -> dict[str, bytes]:
        """Text by mark, of the file that stands at `path`; empty where it is another by now.

        `published` has the digests of what surely is what we put there.
        """
        digest, marks = self.by_path.get(path, ("", ()))
        if not marks or published.get(path) != digest:
            return {}
        try:
            content = (output / path).read_bytes()
            pairs = [(str(mark), _to_length(length)) for mark, length in marks]
        except (OSError, TypeError, ValueError):
            return {}
        if digest_bytes(content) != digest or sum(length for _, length in pairs) != len(content):
            return {}
        found, start = {}, 0
        for mark, length in pairs:
            if mark:
                found[mark] = content[start : start + length]
            start += length
        return found


def read_passages(state: Path, stamp: str) -> Passages:
    """None of any file where there is nothing of the same program that can be read."""
    try:
        content = json.loads((state / PASSAGES_NAME).read_bytes())
        if content["stamp"] != stamp:
            return Passages(stamp, {})
        files = content["files"].items()
        return Passages(stamp, {path: (str(digest), marks) for path, (digest, marks) in files})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Passages(stamp, {})


def _to_length(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value


def write_passages(state: Path, passages: Passages) -> None:
    """Quietly does without where it cannot be written: the next build then costs more."""
    content = {"stamp": passages.stamp, "files": passages.by_path}
    with suppress(OSError):
        replace_file(state / PASSAGES_NAME, json.dumps(content, separators=(",", ":")).encode())
