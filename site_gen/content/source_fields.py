"""Sources, and how an event cites them: by id, with a locator, or written out in place."""

from dataclasses import dataclass
from typing import Any, get_args

from site_gen.content.addresses import Url
from site_gen.content.citation_fields import CITATION, LOCATOR, SHORT_CITATION
from site_gen.content.fields import (
    Field,
    FieldType,
    ListOf,
    Reading,
    Record,
    RecordType,
)
from site_gen.content.ids import Reference, Slug
from site_gen.content.languages import LanguageTag
from site_gen.content.nodes import Mapping, Node
from site_gen.content.scalars import Boolean, Choice, Edtf
from site_gen.content.texts import PartyField, TextField
from site_gen.model.records import Access, ArchivedCopy, Citation, SourceKind
from site_gen.model.text import Text

ARCHIVED = RecordType(
    "an archived copy",
    (
        Field(
            "url",
            Url(),
            "where the copy is",
            "url: https://web.archive.org/web/2024/https://example.org/",
            required=True,
        ),
        Field("date", Edtf(), "when it was made", "date: 2024-05-21"),
    ),
)

SOURCE = RecordType(
    "a source",
    (
        Field("id", Slug(), "default: the file's name", "id: cnevpost-visit"),
        Field(
            "kind", Choice(get_args(SourceKind), "a kind of source"), "what it is", "kind: article"
        ),
        Field("title", TextField(), "its title", "title: Xiaomi CEO visits Nio", required=True),
        Field("publisher", PartyField(), "who published it", "publisher: cnevpost"),
        Field("author", ListOf(TextField()), "who wrote it", "author: Phate Zhang"),
        Field("url", Url(), "where it is", "url: https://cnevpost.com/2024/05/20/visit"),
        Field(
            "archived",
            Record(ARCHIVED, ArchivedCopy),
            "a copy elsewhere",
            "archived: {url: https://web.archive.org/…, date: 2024-05-21}",
        ),
        Field("published", Edtf(), "when it appeared", "published: 2024-05-20"),
        Field("accessed", Edtf(), "when we read it", "accessed: 2024-06-01"),
        Field("lang", LanguageTag(), "its language", "lang: zh"),
        Field(
            "derived_from",
            ListOf(Reference("source"), distinct=True),
            "what it relies on itself",
            "derived_from: leaked-video",
        ),
        Field("anonymous", Boolean(), "true: it relies on unnamed people", "anonymous: true"),
        Field(
            "access",
            Choice(get_args(Access), "a kind of access"),
            "how it can be read",
            "access: paywall",
        ),
        Field("note", TextField(), "a remark", "note: Names the outlet in two ways."),
    ),
    {
        "type": "kind",
        "name": "title",
        "link": "url",
        "date": "published",
        "authors": "author",
        "language": "lang",
        "archive": "archived",
        "notes": "note",
    },
)

INLINE_SOURCE = RecordType(
    SOURCE.noun, (*SOURCE.fields, LOCATOR), SOURCE.mistaken, CITATION.misplaced
)
"""A whole source in an event; the locator belongs to the event's citation of it."""

_ONLY_IN_SOURCES = frozenset(SOURCE.by_name) - frozenset(CITATION.by_name)


@dataclass(frozen=True)
class InlineSource:
    """A source written out in an event's `sources`, before it is known what to call it.

    An incomplete one is kept for its id, so that those that cite it are not reported too.
    """

    values: dict[str, Any]
    locator: Text | None
    complete: bool


@dataclass(frozen=True)
class EventCitation(FieldType[Citation | InlineSource]):
    """A source's id, `{id, locator, note}`, or a whole source, which has a `title`."""

    @property
    def noun(self) -> str:
        return "the id of a source, {id, locator, note}, or a whole source with its title"

    def read(self, node: Node, reading: Reading) -> Citation | InlineSource | None:
        if type(node) is not Mapping or not _ONLY_IN_SOURCES & node.entries.keys():
            return SHORT_CITATION.read(node, reading)
        values = INLINE_SOURCE.read_values(node, reading)
        if values is None:
            return None
        locator = values.found.pop("locator", None)
        return InlineSource(values.found, locator, values.fill())
