"""The files of a site, each with what it says: read anew, or kept from the last time."""

import json
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from site_gen.content.codec import (
    UNREADABLE,
    decode_content,
    decode_finding,
    decode_problem,
    encode_content,
)
from site_gen.content.documents import AnyRecord, FileContent, read_document, unreadable_document
from site_gen.content.extracts import (
    Extract,
    decode_extract,
    encode_extract,
    make_extract,
    name_records,
)
from site_gen.content.files import ContentFile, decode_text, read_bytes, settle_signature
from site_gen.content.findings import Finding
from site_gen.content.forks import count_processes, map_slices
from site_gen.content.ghosts import make_ghost
from site_gen.content.parties import settle_record
from site_gen.content.shelf import Header, Row, Shelf
from site_gen.digest import digest_bytes
from site_gen.model.imprints import Imprint
from site_gen.problems import EnvironmentFault, Location, Problem, has_errors


@dataclass(slots=True, eq=False)
class Leaf:
    """One file. `digest` stands for its path and bytes, `row` is what the shelf has of these.

    `content` is there where the file was read by this process, `blob` where by another; else the
    shelf has it. A file with errors is not `sound`: it is never shelved.
    """

    file: ContentFile
    root: Path
    shelf: Shelf
    digest: str
    extract: Extract
    problems: tuple[Problem, ...] = ()
    row: Row | None = None
    content: FileContent | None = None
    blob: bytes | None = None
    extract_text: bytes | None = None
    verdict: Sequence[Finding] | None = None
    places: dict[Finding, Location] = field(default_factory=dict)
    entities: Container[str] = ()
    _settled: tuple[AnyRecord, ...] | None = None
    _settled_with: Sequence[str] = ()

    @property
    def is_sound(self) -> bool:
        return not self.problems or not has_errors(self.problems)

    def open(self) -> FileContent:
        """The records as they were written, and what their bodies lead to."""
        if self.content is None:
            self.content = self._open_anew()
        return self.content

    def _open_anew(self) -> FileContent:
        blob = self.blob or self.shelf.find_blob(self.file.path, self.digest)
        if blob is not None:
            with suppress(*UNREADABLE):
                content = decode_content(self.file.path, json.loads(blob))
                if name_records(content.records) == self.extract.records:
                    return content
        return self._read_again()

    def _read_again(self) -> FileContent:
        """The shelf has not what it should have: somebody removed or forged it."""
        data = read_bytes(self.root, self.file.path)
        if digest_file(self.file, data) != self.digest:
            fact = f'"{self.file.path}" was changed while the site was read; run again'
            raise EnvironmentFault(fact)
        return parse_file(self.file, data)

    def open_record(self, index: int) -> AnyRecord:
        """A fit record, with the ids of entities where its texts are some."""
        wished = self._find_wished()
        if self._settled is None or self._settled_with != wished:
            records = self.open().records
            # Where none of its texts is an id, there is nothing to settle.
            settled = [settle_record(one, wished) for one in records] if wished else records
            self._settled, self._settled_with = tuple(settled), wished
        return self._settled[index]

    def _find_wished(self) -> list[str]:
        """The ids of entities that its texts are."""
        return [wish for wish in self.extract.wishes if wish in self.entities]

    def list_records(self) -> Iterator[tuple[str, str, Any]]:
        """Kind, id and the record: opened when somebody looks at it, if it is on the shelf."""
        for index, (kind, id) in enumerate(self.extract.records):
            if self.content is not None or kind == "page":
                yield kind, id, self.open_record(index)
            else:
                yield kind, id, make_ghost(kind, id, partial(self.open_record, index))

    def list_imprints(self) -> Iterator[tuple[str, str, Imprint]]:
        """Kind, id and imprint of each fit record."""
        extract = self.extract
        wished = self._find_wished()
        names = (*extract.references, *[f"entity:{wish}" for wish in wished])
        faces = extract.faces
        for index, (kind, id) in enumerate(extract.records):
            whole = "/".join([self.digest, str(index), *wished])
            yield kind, id, Imprint(whole, "/".join([faces[index], *wished]), names)


class Opened:
    """What a process has read that loads a site again and again, in place of a folder."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self._leaves: dict[str, Leaf] = {}

    def find_leaf(self, path: str, digest: str) -> Leaf | None:
        leaf = self._leaves.get(path)
        return leaf if leaf is not None and leaf.digest == digest else None

    def renew_leaf(self, file: ContentFile, row: Row) -> Leaf:
        """The leaf of a file that is as it was. Raises KeyError."""
        leaf = self._leaves[file.path]
        leaf.file, leaf.row, leaf.shelf = file, row, self.shelf
        return leaf

    def keep(self, leaves: Iterable[Leaf], header: Header, begin: int) -> None:
        """For the next load, once this one has ended well: leaves and rows go together."""
        self._leaves = {leaf.file.path: leaf for leaf in leaves if leaf.is_sound}
        rows = {path: _make_row(leaf, begin) for path, leaf in self._leaves.items()}
        self.shelf = Shelf(None, header, rows)


def _make_row(leaf: Leaf, begin: int) -> Row:
    """As much of a row as is asked of a file whose leaf is kept, with its verdict and places."""
    file, row = leaf.file, leaf.row
    if row is not None and row.signature == file.signature:
        return row
    declared = [(item.kind, item.id, item.pointer) for item in leaf.extract.declared]
    signature = settle_signature(file.signature, begin)
    return Row(
        file.path, leaf.digest, signature,
        extract=[declared], problems=(), verdict=(), places=(), line=b"",
    )  # fmt: skip  # as many as the fields


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
        extract = make_extract(content, self.terms.language, self.terms.timezone)
        if not self.is_packing or has_errors(content.problems):
            return _Parsed(digest, extract, content)
        text, blob = to_json(encode_extract(extract)), to_json(encode_content(content))
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


def parse_file(file: ContentFile, data: bytes | Problem) -> FileContent:
    text = data if isinstance(data, Problem) else decode_text(data, file.path)
    if isinstance(text, Problem):
        return unreadable_document(file, text)
    return read_document(file, text)


def digest_file(file: ContentFile, data: bytes | Problem) -> str:
    """Of the path too: the id may be in it."""
    said = repr(data).encode() if isinstance(data, Problem) else data
    return digest_bytes(file.path.encode() + b"\0" + said)


def to_json(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
