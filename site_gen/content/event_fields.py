"""Events."""

from typing import get_args

from site_gen.content.addresses import MediaPath, OldPath, Url
from site_gen.content.claim_fields import CLAIM_TYPE
from site_gen.content.fields import (
    Field,
    FieldType,
    ListOf,
    Reading,
    Record,
    RecordType,
    ShortRecord,
)
from site_gen.content.ids import Reference, Slug
from site_gen.content.nodes import Node, Scalar
from site_gen.content.scalars import Boolean, Choice, Edtf, Integer
from site_gen.content.source_fields import EventCitation
from site_gen.content.texts import Markdown, PartyField, TextField
from site_gen.content.wording import quote
from site_gen.model.records import Correction, CorrectionKind, Medium, Participant
from site_gen.model.text import Text

PARTICIPANT = RecordType(
    "a participant",
    (
        Field(
            "id",
            Reference("entity"),
            "who or what took part",
            "id: lei-jun",
            required=True,
            attribute="entity",
        ),
        Field("role", TextField(), "as what", "role: visitor"),
    ),
    {"entity": "id", "name": "id", "as": "role"},
)

MEDIUM = RecordType(
    "a medium",
    (
        Field("file", MediaPath(), "a file below content/media/", "file: su7.jpg"),
        Field("url", Url(), "instead: a link to one elsewhere", "url: https://example.org/video"),
        Field(
            "alt",
            TextField(),
            "what it shows, for those who cannot see it; a file needs one",
            "alt: A blue car on a stage",
        ),
        Field("caption", TextField(), "the line below it", "caption: The SU7 at its launch"),
        Field("credit", TextField(), "who made it", "credit: Xiaomi"),
        Field("license", TextField(), "under which terms it is used", "license: CC BY 4.0"),
        Field("source", Reference("source"), "where it is from", "source: cnevpost-visit"),
    ),
    {"src": "file", "path": "file", "image": "file", "link": "url", "title": "caption"},
)

CORRECTION = RecordType(
    "a correction",
    (
        Field("date", Edtf(), "when it was made", "date: 2024-06-01", required=True),
        Field(
            "text",
            TextField(),
            "what was wrong and what is right",
            "text: An earlier version named 25 April.",
            required=True,
        ),
        Field(
            "kind",
            Choice(get_args(CorrectionKind), "a kind of correction"),
            "what it is; default correction",
            "kind: clarification",
        ),
    ),
    {"type": "kind", "note": "text"},
)


class TagsField(ListOf[Text]):
    """Keywords; several in one text were more often meant as several."""

    def read(self, node: Node, reading: Reading) -> tuple[Text, ...] | None:
        if type(node) is Scalar and ", " in node.value.strip():
            listed = ", ".join(part.strip() for part in node.value.split(","))
            fact, remedy = (
                f"{quote(node.value)} is one tag",
                f"write a list for several: [{listed}]",
            )
            reading.warn(node, "tag-with-comma", fact, remedy)
        return super().read(node, reading)


class MediumField(FieldType[Medium]):
    """A file or a link, never both; a file comes with a description."""

    def __init__(self) -> None:
        self.record = MEDIUM

    @property
    def noun(self) -> str:
        return MEDIUM.noun

    def read(self, node: Node, reading: Reading) -> Medium | None:
        values = MEDIUM.read_values(node, reading)
        if values is None:
            return None
        return self._check(Medium(**values.found), node, reading)

    def _check(self, medium: Medium, node: Node, reading: Reading) -> Medium | None:
        named = getattr(node, "entries", {})
        if "file" in named and "url" in named:
            reading.error(
                node,
                "conflicting-fields",
                'both "file" and "url" are given',
                "keep the file, or the link",
            )
        elif "file" not in named and "url" not in named:
            remedy = 'add "file" for one in content/media/, or "url" for a link'
            reading.error(node, "missing-field", "a medium without file or link", remedy)
        elif medium.file is not None and "alt" not in named:
            remedy = "say what it shows, as in alt: A blue car on a stage"
            fact = f'{quote(medium.file)} has no "alt"'
            reading.error(named["file"].node, "image-without-alt", fact, remedy)
        return medium if (medium.file is None) != (medium.url is None) else None


EVENT = RecordType(
    "an event",
    (
        Field("id", Slug(), "default: the file's name; it is the page's address", "id: su7-launch"),
        Field(
            "title", TextField(), "what happened", "title: Xiaomi launches the SU7", required=True
        ),
        Field("date", Edtf(), "when it happened", "date: 2024-03-28", required=True),
        Field("date_text", TextField(), "shown instead of our words", "date_text: early spring"),
        Field("sort", Edtf(), "moves the event in the order only", "sort: 2024-03-28T19:00"),
        Field("summary", TextField(), "one or two sentences", "summary: Its first car."),
        Field(
            "body",
            Markdown(),
            "the whole story",
            "body: |\n  Lei Jun showed [the car](entity:su7).",
        ),
        Field("kind", Slug(), "one of the kinds of site.yaml", "kind: launch"),
        Field("importance", Integer(1, 3), "1 major to 3 minor; default 2", "importance: 1"),
        Field("place", PartyField(), "where", "place: Beijing"),
        Field(
            "entities",
            ListOf(ShortRecord(PARTICIPANT, Participant, "id"), distinct=True),
            "who and what took part",
            "entities: [xiaomi, {id: lei-jun, role: host}]",
        ),
        Field("tags", TagsField(TextField(), distinct=True), "keywords", "tags: [EV, launch]"),
        Field(
            "stories",
            ListOf(Reference("story"), distinct=True),
            "the threads it belongs to",
            "stories: ecosystem",
        ),
        Field("part_of", Reference("event"), "the larger event", "part_of: auto-china-2024"),
        Field(
            "follows",
            ListOf(Reference("event"), distinct=True),
            "what led to it",
            "follows: su7-launch",
        ),
        Field(
            "claims",
            ListOf(CLAIM_TYPE, single=False),
            "who said what",
            "claims:\n  - text: Xiaomi aims to deliver 100,000 SU7 in 2024.",
        ),
        Field("sources", ListOf(EventCitation()), "what it rests on", "sources: cnevpost-visit"),
        Field(
            "media",
            ListOf(MediumField(), single=False),
            "pictures and files",
            "media:\n  - {file: su7.jpg, alt: A blue car on a stage}",
        ),
        Field(
            "corrections",
            ListOf(Record(CORRECTION, Correction), single=False),
            "what we corrected",
            "corrections:\n  - {date: 2024-06-01, text: An earlier version named 25 April.}",
        ),
        Field("published", Edtf("day-or-time"), "when we published", "published: 2024-05-20"),
        Field("updated", Edtf("day-or-time"), "when we last edited", "updated: 2024-06-01"),
        Field("draft", Boolean(), "left out unless --drafts", "draft: true"),
        Field(
            "publish_from",
            Edtf("zoned-time"),
            "left out before that time",
            "publish_from: 2024-06-01T09:00+08:00",
        ),
        Field("aliases", ListOf(OldPath(), distinct=True), "old paths", "aliases: /2024/su7/"),
    ),
    {
        "name": "title",
        "headline": "title",
        "description": "summary",
        "text": "body",
        "content": "body",
        "when": "date",
        "start": "date",
        "end": "date",
        "where": "place",
        "location": "place",
        "people": "entities",
        "participants": "entities",
        "who": "entities",
        "type": "kind",
        "category": "kind",
        "source": "sources",
        "references": "sources",
        "image": "media",
        "images": "media",
        "parent": "part_of",
        "redirects": "aliases",
    },
)
