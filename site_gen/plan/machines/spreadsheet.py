"""`data/events.csv` (RFC 4180, UTF-8): one event a row, in one language.

A cell that a spreadsheet would take for a formula begins with an apostrophe instead.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from site_gen.model.records import Event, Party
from site_gen.plan.artifacts import Passage, PassageFile
from site_gen.plan.edition import Edition
from site_gen.plan.machines.records_json import address

COLUMNS = (
    "id", "date", "date_words", "date_text", "title", "summary", "body", "kind", "importance",
    "place", "entities", "tags", "stories", "part_of", "follows", "claims", "sources", "published",
    "updated", "draft", "url",
)  # fmt: skip  # one name a line would fill the screen

DERIVED = ("date_words", "url")
"""Columns for readers: what they say follows from the others and from where the site stands."""

BETWEEN = "; "
"""Between the items of a cell that holds several."""

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
"""OWASP, "CSV Injection": what a cell must not begin with; the wide forms count in some locales."""

_NUMBER = re.compile(r"[+-]?[0-9]+")
_QUOTED = re.compile(r'[",\r\n]')


def write_events(edition: Edition) -> str:
    return PassageFile(tuple(list_passages(edition))).text


def list_passages(edition: Edition) -> Iterator[Passage]:
    """A row each: of the head, then of the events."""
    yield edition.passage(partial(write_row, COLUMNS), "columns")
    for event in edition.timeline.events:
        # A story may name the event, and not the event the story.
        stories = edition.timeline.stories_by_event.get(event.id, ())
        marks = [edition.face_mark(f"story:{story.id}") for story in stories]
        marks.append(edition.whole_mark(f"event:{event.id}"))
        yield edition.passage(partial(_write_event, edition, event), *marks)


def _write_event(edition: Edition, event: Event) -> str:
    return write_row(_show(edition, event))


def write_row(cells: Sequence[str], *, numbers: bool = False) -> str:
    """`numbers`: a cell that is a number, `-500`, stays one."""
    return ",".join(_write_cell(cell, numbers=numbers) for cell in cells) + "\r\n"


def find_losses(edition: Edition) -> Mapping[str, Sequence[str]]:
    """What a row has no room for, with the ids of the events that have it."""
    events = edition.timeline.events
    return {
        "texts in other languages": [e.id for e in events if len(e.title.entries) > 1],
        "claims (only counted)": [e.id for e in events if e.claims],
        "roles of participants": [e.id for e in events if any(one.role for one in e.entities)],
        "names with a semicolon, which stands between several": [
            e.id for e in events if any(";" in name for name in _list_names(edition, e))
        ],
        "media": [e.id for e in events if e.media],
        "corrections": [e.id for e in events if e.corrections],
        "cells that began like a formula": [
            e.id for e in events if any(_FORMULA.match(cell) for cell in _show(edition, e))
        ],
    }


def _write_cell(text: str, *, numbers: bool) -> str:
    if _FORMULA.match(text) and not (numbers and _NUMBER.fullmatch(text)):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _show(edition: Edition, event: Event) -> tuple[str, ...]:
    kind = edition.kind_of(event)
    return (
        event.id,
        str(event.date),
        edition.date_of(event).words,
        edition.text(event.date_text).text if event.date_text else "",
        edition.text(event.title).text,
        edition.text(event.summary).text if event.summary else "",
        edition.text(event.body).text if event.body else "",
        kind.label.text if kind else "",
        str(event.importance),
        _name(edition, event.place),
        BETWEEN.join(_name_entities(edition, event)),
        BETWEEN.join(_name_tags(edition, event)),
        BETWEEN.join(_name_stories(edition, event)),
        event.part_of or "",
        BETWEEN.join(event.follows),
        str(len(event.claims)),
        BETWEEN.join(dict.fromkeys(_name_sources(edition, event))),
        str(event.published or ""),
        str(event.updated or ""),
        "true" if event.draft else "",
        address(edition, edition.urls.event(event.id)),
    )


def _list_names(edition: Edition, event: Event) -> Iterator[str]:
    for name_all in (_name_entities, _name_tags, _name_stories, _name_sources):
        yield from name_all(edition, event)


def _name_entities(edition: Edition, event: Event) -> Iterator[str]:
    return (edition.entity_link(one.entity).text.text for one in event.entities)


def _name_tags(edition: Edition, event: Event) -> Iterator[str]:
    return (edition.text(tag).text for tag in event.tags)


def _name_stories(edition: Edition, event: Event) -> Iterator[str]:
    stories = edition.timeline.stories_by_event.get(event.id, ())
    return (edition.text(story.title).text for story in stories)


def _name(edition: Edition, party: Party | None) -> str:
    return edition.party(party).text.text if party else ""


def _name_sources(edition: Edition, event: Event) -> Iterator[str]:
    """By address, else by title."""
    for id in edition.timeline.sources_by_event[event.id]:
        source = edition.timeline.sources.get(id)
        if source:
            yield source.url or edition.text(source.title).text
