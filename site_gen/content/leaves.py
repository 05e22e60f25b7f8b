"""One file of a site with what it says: read anew, or kept from the last time."""

import json
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from site_gen.content.codec import (
    UNREADABLE,
    decode_content,
    decode_records,
)
from site_gen.content.documents import AnyRecord, FileContent, read_document, unreadable_document
from site_gen.content.extracts import (
    Extract,
    name_records,
)
from site_gen.content.files import ContentFile, decode_text, read_bytes
from site_gen.content.findings import Finding
from site_gen.content.ghosts import make_ghost
from site_gen.content.parties import settle_record
from site_gen.content.shelf import Row, Shelf
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
        if plain := self._find_plain():
            with suppress(*UNREADABLE):
                content = decode_content(self.file.path, plain)
                if name_records(content.records) == self.extract.records:
                    return content
        return self._read_again()

    def _open_records(self) -> tuple[AnyRecord, ...]:
        """Without what their bodies lead to, which hardly anybody asks for."""
        if self.content is None and (plain := self._find_plain()):
            with suppress(*UNREADABLE):
                records = decode_records(self.file.path, plain)
                if name_records(records) == self.extract.records:
                    return records
        return self.open().records

    def _find_plain(self) -> Any:
        """What the shelf has of the file; None where it has nothing that can be read."""
        blob = self.blob or self.shelf.find_blob(self.file.path, self.digest)
        with suppress(*UNREADABLE):
            return None if blob is None else json.loads(blob)
        return None

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
            records = self._open_records()
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
