"""What the whole chronology must know of one file, in few words: enough to check it without
opening any other record.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import Any, NamedTuple, TypeAlias

from site_gen.content.codec import Plain, encode_text
from site_gen.content.documents import AnyRecord, Declared, FileContent
from site_gen.content.files import Kind
from site_gen.content.findings import Pointer
from site_gen.content.ids import normalize_id
from site_gen.content.pages import PagePart
from site_gen.dates import Day, sort_key
from site_gen.dates.bounds import to_ordinal
from site_gen.digest import digest_bytes
from site_gen.model.markup import find_mentions, media_name
from site_gen.model.records import Entity, Event, Party, Source, Story
from site_gen.model.text import SITE_LANGUAGE, Text
from site_gen.model.timeline import citations_of, sources_of

TagForm: TypeAlias = str | tuple[tuple[str, str], ...]
"""A tag in the site's language alone, or its words by language."""


class EventFacts(NamedTuple):
    """`order` is its place by date, or the date itself where a time zone's rules decide.

    `title` is that in the site's language, case folded.
    """

    id: str
    pointer: Pointer
    title: str
    date: str
    order: tuple[int, ...] | str
    part_of: str | None
    follows: tuple[str, ...]
    tags: tuple[TagForm, ...]
    aliases: tuple[str, ...]


class Upward(NamedTuple):
    """What an entity is part of, or a source derived from."""

    kind: Kind
    id: str
    pointer: Pointer
    targets: tuple[str, ...]


class Extract(NamedTuple):
    """`records` are kind and id of those that are fit, in order.

    `references` are `kind:id` of all that the file's records name, `wishes` the ids of entities
    that its texts would be if there were such entities. `days` are those that make a difference
    to what is doubtful when they pass, counted from 1970. `faces` are digests of the records
    without their bodies, but with the sources that these cite.
    """

    declared: tuple[Declared, ...] = ()
    records: tuple[tuple[Kind, str], ...] = ()
    events: tuple[EventFacts, ...] = ()
    upward: tuple[Upward, ...] = ()
    references: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    faces: tuple[str, ...] = ()


def make_extract(content: FileContent, encoded: Plain, language: str, timezone: tzinfo) -> Extract:
    """`encoded` is what `encode_content` makes of the content."""
    named = [*content.records, *content.unfit]
    references = {f"{use.kind}:{use.target}" for use in content.uses}
    wishes: set[str] = set()
    for record in named:
        references.update(_list_references(record))
        references.update(_list_linked_files(record))
        wishes.update(_list_wishes(record))
    events = [record for record in content.records if isinstance(record, Event)]
    return Extract(
        content.declared,
        name_records(content.records),
        tuple([_state_facts(event, language, timezone) for event in events]),
        tuple(_list_upward(content.records)),
        tuple(sorted(references)),
        tuple(sorted(wishes)),
        tuple(sorted({day for event in events for day in _list_days(event)})),
        tuple(map(_digest_face, content.records, encoded[0])),
    )


def name_records(records: Iterable[AnyRecord]) -> tuple[tuple[Kind, str], ...]:
    """Kind and id of each."""
    return tuple([(_kind_of(record), record.id) for record in records])


def _digest_face(record: AnyRecord, encoded: Plain) -> str:
    """Lists count the sources of an event, those that its body cites among them."""
    cited = sorted(set(sources_of(record))) if isinstance(record, Event) else []
    kind, _, values = encoded
    shown = [kind, {name: one for name, one in values.items() if name != "body"}, cited]
    face = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    return digest_bytes(face.encode("utf-8", "surrogatepass"))


def decode_extract(path: str, plain: Any) -> Extract:
    """From the lists that JSON makes of an extract."""
    declared, records, events, upward, references, wishes, days, faces = plain
    named = tuple([Declared(kind, id, path, tuple(pointer)) for kind, id, pointer in declared])
    return Extract(
        named,
        _list_declared(named) if records is None else tuple([(kind, id) for kind, id in records]),
        tuple([_decode_facts(facts) for facts in events]),
        tuple([Upward(kind, id, tuple(p), tuple(t)) for kind, id, p, t in upward]),
        references,
        wishes,
        days,
        tuple([str(face) for face in faces]),
    )


def encode_extract(extract: Extract) -> Any:
    """`records` are left out where they are what is declared, as in nearly every file."""
    declared = [(item.kind, item.id, item.pointer) for item in extract.declared]
    is_usual = extract.records == _list_declared(extract.declared)
    return (declared, None if is_usual else extract.records, *extract[2:])


def _list_declared(declared: tuple[Declared, ...]) -> tuple[tuple[Kind, str], ...]:
    return tuple([item[:2] for item in declared])


def _decode_facts(plain: Any) -> EventFacts:
    id, pointer, title, date, order, part_of, follows, tags, aliases = plain
    return EventFacts(
        id,
        tuple(pointer),
        title,
        date,
        order if isinstance(order, str) else tuple(order),
        part_of,
        tuple(follows),
        tuple([tag if type(tag) is str else tuple([(t, w) for t, w in tag]) for tag in tags]),
        tuple(aliases),
    )


def _state_facts(event: Event, language: str, timezone: tzinfo) -> EventFacts:
    when = event.sort or event.date
    return EventFacts(
        event.id,
        event.origin.pointer,
        event.title.in_site_language(language).casefold(),
        event.date.text,
        when.text if "T" in when.text else sort_key(when, timezone),
        event.part_of,
        event.follows,
        tuple([encode_text(tag) for tag in event.tags]),
        event.aliases,
    )


def _kind_of(record: AnyRecord) -> Kind:
    return _KINDS[type(record)]


_KINDS: dict[type[AnyRecord], Kind] = {
    Event: "event",
    Entity: "entity",
    Source: "source",
    Story: "story",
    PagePart: "page",
}


def _list_upward(records: Iterable[AnyRecord]) -> Iterator[Upward]:
    for record in records:
        if isinstance(record, Entity) and record.part_of:
            yield Upward("entity", record.id, record.origin.pointer, record.part_of)
        elif isinstance(record, Source) and record.derived_from:
            yield Upward("source", record.id, record.origin.pointer, record.derived_from)


def _list_references(record: AnyRecord) -> Iterator[str]:
    if isinstance(record, Event):
        yield from _list_references_of_event(record)
    elif isinstance(record, Source):
        yield from (f"source:{id}" for id in record.derived_from)
    elif isinstance(record, Entity):
        for ids in (record.part_of, record.made_by, record.competes_with):
            yield from (f"entity:{id}" for id in ids)
        yield from (f"source:{cited.source}" for role in record.roles for cited in role.sources)
    elif isinstance(record, Story):
        yield from (f"event:{id}" for id in record.events)


def _list_references_of_event(event: Event) -> Iterator[str]:
    if event.part_of is not None:
        yield f"event:{event.part_of}"
    yield from (f"event:{id}" for id in event.follows)
    yield from (f"story:{id}" for id in event.stories)
    yield from (f"entity:{participant.entity}" for participant in event.entities)
    yield from (f"source:{citation.source}" for citation in citations_of(event))
    for claim in event.claims:
        if claim.outcome is not None and claim.outcome.event is not None:
            yield f"event:{claim.outcome.event}"
    for medium in event.media:
        if medium.source is not None:
            yield f"source:{medium.source}"
        if medium.file is not None:
            yield f"media:{medium.file}"


def _list_linked_files(record: AnyRecord) -> Iterator[str]:
    """What a body's links may lead to in content/media/; its pictures are among its uses."""
    body = record.body if isinstance(record, Event | Entity | Story) else None
    for _, words in body.entries if body else ():
        for mention in find_mentions(words):
            if mention.role == "link" and ":" not in mention.target:
                yield f"media:{media_name(mention.target)}"


def _list_wishes(record: AnyRecord) -> Iterator[str]:
    for party in _list_parties(record):
        wish = party and wished_entity(party)
        if wish:
            yield wish


def _list_parties(record: AnyRecord) -> Iterator[Party | None]:
    if isinstance(record, Event):
        yield record.place
        for claim in record.claims:
            yield from claim.by
    elif isinstance(record, Source):
        yield record.publisher
    elif isinstance(record, Entity):
        yield from (role.org for role in record.roles)


def wished_entity(party: Party) -> str | None:
    """The id that the text would be if there were such an entity; None for what is no id."""
    if party.text is None or len(party.text.entries) != 1:
        return None
    ((tag, text),) = party.text.entries
    return normalize_id(text) if tag == SITE_LANGUAGE else None


def to_text(form: TagForm) -> Text:
    return Text(((SITE_LANGUAGE, form),)) if isinstance(form, str) else Text(form)


_FARTHEST = 10**7
"""Days from 1970, some 27,000 years: no clock will say less or more."""


def _list_days(event: Event) -> Iterator[int]:
    """Days with which `Doubts` compares today."""
    days: list[Day | None] = [event.date.earliest]
    for claim in event.claims:
        days.append(claim.said.earliest if claim.said else None)
        days.append(claim.due.latest if claim.due else None)
    for day in days:
        if day is not None and abs(number := to_ordinal(day)) < _FARTHEST:
            yield number
