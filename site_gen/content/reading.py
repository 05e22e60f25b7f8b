"""All files of a site become leaves, over several processes; what did not change is not read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple

from site_gen.content.codec import (
    UNREADABLE,
    decode_content,
    decode_finding,
    decode_problem,
    encode_content,
)
from site_gen.content.documents import FileContent
from site_gen.content.extracts import Extract, decode_extract, encode_extract, make_extract
from site_gen.content.files import ContentFile, read_bytes
from site_gen.content.forks import count_processes, map_slices
from site_gen.content.leaves import Leaf, digest_file, parse_file, to_json
from site_gen.content.opened import Opened
from site_gen.content.shelf import Row, Shelf
from site_gen.problems import Location, Problem, has_errors


@dataclass(frozen=True, slots=True)
class Terms:
    """On what the extracts depend beside the files: settings, and a digest of them."""

    language: str
    timezone: tzinfo
    digest: str


class _Packed(NamedTuple):
    """A sound file as it goes from one process to another."""

    digest: str
    extract: bytes
    blob: bytes
    problems: tuple[Problem, ...]


class _Parsed(NamedTuple):
    digest: str
    extract: Extract
    content: FileContent


class _Same(NamedTuple):
    """The file is as the shelf has it."""


def read_leaves(
    root: Path,
    files: Sequence[ContentFile],
    shelf: Shelf,
    terms: Terms,
    jobs: int,
    *,
    opened: Opened | None = None,
) -> list[Leaf]:
    """All files in their order, over at most `jobs` processes.

    What the shelf has is not parsed again, and not read where its signature says enough.
    """
    is_packing = count_processes(len(files), jobs) > 1
    reader = _Reader(root, shelf, terms, opened, is_packing=is_packing)
    unsure = [file for file in files if not reader.is_same(file)]
    parts = map_slices(reader.read_slice, unsure, jobs)
    paths = [file.path for file in unsure]
    made = dict(zip(paths, (item for part in parts for item in part), strict=True))
    return [reader.make_leaf(file, made.get(file.path, _SAME)) for file in files]


_SAME = _Same()


@dataclass(frozen=True, slots=True)
class _Reader:
    root: Path
    shelf: Shelf
    terms: Terms
    opened: Opened | None
    is_packing: bool

    @property
    def has_terms(self) -> bool:
        """Whether the extracts on the shelf are those of our settings."""
        return self.shelf.header is not None and self.shelf.header.terms == self.terms.digest

    def is_same(self, file: ContentFile) -> bool:
        row = self.shelf.rows.get(file.path)
        return row is not None and row.signature == file.signature and self.has_terms

    def read_slice(self, files: Sequence[ContentFile]) -> list[_Packed | _Parsed | _Same]:
        return [self._read(file) for file in files]

    def _read(self, file: ContentFile) -> _Packed | _Parsed | _Same:
        row = self.shelf.rows.get(file.path)
        data = None
        if row is not None and row.signature == file.signature:
            digest = row.digest
        else:
            data = read_bytes(self.root, file.path)
            digest = digest_file(file, data)
        content = None
        if row is not None and row.digest == digest:
            if self.has_terms:
                return _SAME
            content = self._recall(file, row)
        if content is None:
            data = read_bytes(self.root, file.path) if data is None else data
            digest, content = digest_file(file, data), parse_file(file, data)
        return self._pack(digest, content)

    def _recall(self, file: ContentFile, row: Row) -> FileContent | None:
        """What is kept of a file that did not change; None where not all of it is."""
        leaf = self.opened and self.opened.find_leaf(file.path, row.digest)
        if leaf:
            content, declared = leaf.open(), leaf.extract.declared
            return replace(content, declared=declared, problems=leaf.problems)
        blob = self.shelf.find_blob(file.path, row.digest)
        if blob is None:
            return None
        try:
            content = decode_content(file.path, json.loads(blob))
            return replace(
                content,
                declared=decode_extract(file.path, row.extract).declared,
                problems=tuple(decode_problem(problem) for problem in row.problems),
            )
        except UNREADABLE:
            return None

    def _pack(self, digest: str, content: FileContent) -> _Packed | _Parsed:
        encoded = encode_content(content)
        extract = make_extract(content, encoded, self.terms.language, self.terms.timezone)
        if not self.is_packing or has_errors(content.problems):
            return _Parsed(digest, extract, content)
        text, blob = to_json(encode_extract(extract)), to_json(encoded)
        return _Packed(digest, text, blob, content.problems)

    def make_leaf(self, file: ContentFile, made: _Packed | _Parsed | _Same) -> Leaf:
        if isinstance(made, _Packed):
            extract = decode_extract(file.path, json.loads(made.extract))
            return Leaf(
                file, self.root, self.shelf, made.digest, extract, made.problems,
                blob=made.blob, extract_text=made.extract,
            )  # fmt: skip  # as many as the fields
        if isinstance(made, _Parsed):
            content = made.content
            return Leaf(
                file, self.root, self.shelf, made.digest, made.extract, content.problems,
                content=content,
            )  # fmt: skip  # as many as the fields
        row = self.shelf.rows[file.path]
        if self.opened:
            return self.opened.renew_leaf(file, row)
        return _take_down(file, self.root, self.shelf, row)


def _take_down(file: ContentFile, root: Path, shelf: Shelf, row: Row) -> Leaf:
    path = file.path
    extract = decode_extract(path, row.extract)
    leaf = Leaf(file, root, shelf, row.digest, extract, row=row)
    if row.problems:
        leaf.problems = tuple(decode_problem(problem) for problem in row.problems)
    leaf.verdict = [decode_finding(path, item) for item in row.verdict] if row.verdict else ()
    for item, line, column, length in row.places:
        leaf.places[decode_finding(path, item)] = Location(path, line, column, length)
    return leaf
