"""`data/timeline.json`: the whole content, every language of it, as one JSON text.

Its members are the fields of the records, under the names that the content format gives them, and
what is absent there is absent here. Texts are objects from language tag to string, dates are EDTF.
The JSON Schema (2020-12) is made from the same records and published beside it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import cache, partial
from typing import Any

from site_gen.dates import When
from site_gen.model.records import Entity, Event, Medium, Party, Source, Story
from site_gen.model.text import Text
from site_gen.plan.artifacts import Passage, PassageFile
from site_gen.plan.edition import Edition

VERSION = "1.0"
"""Of the format: the first number changes when something is no longer what it was."""

_RENAMED = {"since": "from", "until": "to"}
_UNTOLD = {
    "origin",  # a place in somebody's folder
    "draft",
    "publish_from",
    "aliases",
    "has_page",
}
"""What concerns the making of the site alone."""

Write = Callable[[Any], Any]
WriteOne = Callable[[], Any]


def write_timeline(edition: Edition) -> str:
    return PassageFile(tuple(list_passages(edition))).text


def list_passages(edition: Edition) -> Iterator[Passage]:
    """One record a line, so that two versions can be compared."""
    timeline, writer = edition.timeline, _Writer(edition)
    yield edition.passage(partial(_write_head, edition, writer), "head")
    lists: Mapping[str, Mapping[str, WriteOne]] = {
        "kinds": {f"kind:{one.id}": partial(writer.record, one) for one in edition.settings.kinds},
        "events": {f"event:{one.id}": partial(writer.event, one) for one in timeline.events},
        "entities": {
            f"entity:{id}": partial(writer.entity, one) for id, one in timeline.entities.items()
        },
        "sources": {
            f"source:{id}": partial(writer.source, one) for id, one in timeline.sources.items()
        },
        "stories": {
            f"story:{id}": partial(writer.story, one) for id, one in timeline.stories.items()
        },
    }
    for name, records in lists.items():
        yield from _list_member(edition, name, records)
    yield edition.passage(lambda: "}\n", "end")


def _list_member(edition: Edition, name: str, records: Mapping[str, WriteOne]) -> Iterator[Passage]:
    """The member `name`, whose items are `records` by `kind:id`."""
    yield edition.passage(partial(str, f",\n{dump(name)}:["), name)
    before = "\n"
    for key, write in records.items():
        marks = [key, edition.whole_mark(key), before]
        kind, _, id = key.partition(":")
        if kind == "story":
            # An event may name the story, and not the story the event.
            marks += [event.id for event in edition.timeline.events_by_story[id]]
        yield edition.passage(partial(_write_item, before, write), *marks)
        before = ",\n"
    yield edition.passage(partial(str, "\n]" if records else "]"), name, str(bool(records)))


def _write_item(before: str, write: WriteOne) -> str:
    return before + dump(write())


def _write_head(edition: Edition, writer: "_Writer") -> str:
    settings = edition.settings
    head = {
        "version": VERSION,
        "$schema": address(edition, edition.urls.timeline_schema()),
        "url": edition.urls.absolute("") or None,
        "title": writer.text(settings.title),
        "description": writer.maybe_text(settings.description),
        "author": writer.maybe_text(settings.author),
        "license": writer.maybe_text(settings.license),
        "language": settings.language,
        "languages": list(settings.languages),
        "timezone": str(settings.timezone),
    }
    members = [f"{dump(name)}:{dump(value)}" for name, value in head.items() if value is not None]
    return "{" + ",\n".join(members)


def dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def address(edition: Edition, route: str) -> str:
    """The whole URL, or from the root on where the site's address is not known."""
    return edition.urls.absolute(route) or edition.href(route)


class _Writer:
    """Turns records into what `json.dumps` takes."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._language = edition.settings.language
        self._writers: dict[type, Write] = {
            str: _same,
            int: _same,
            bool: _same,
            When: str,
            Text: self.text,
            Party: self._party,
            Medium: self._medium,
            tuple: lambda items: [self.value(item) for item in items],
        }

    def event(self, event: Event) -> dict[str, Any]:
        return self._page(event, self._edition.urls.event(event.id))

    def entity(self, entity: Entity) -> dict[str, Any]:
        found = self._page(entity, self._edition.urls.entity(entity.id))
        if entity.ids:
            found["ids"] = dict(entity.ids)
        return found

    def source(self, source: Source) -> dict[str, Any]:
        if source.has_page:
            return self._page(source, self._edition.urls.source(source.id), "page")
        return self.record(source)

    def story(self, story: Story) -> dict[str, Any]:
        found = self._page(story, self._edition.urls.story(story.id))
        found["events"] = [one.id for one in self._edition.timeline.events_by_story[story.id]]
        return found

    def _page(self, record: Any, route: str, name: str = "url") -> dict[str, Any]:
        """`page` where the record has an address of its own that is called `url`."""
        found = self.record(record)
        return {"id": found.pop("id"), name: address(self._edition, route), **found}

    def record(self, record: Any) -> dict[str, Any]:
        found = {}
        for name, key, default in told_members(record.__class__):
            value = getattr(record, name)
            if value != default:
                found[key] = self.value(value)
        return found

    def value(self, value: Any) -> Any:
        write = self._writers.get(type(value))
        return write(value) if write else self.record(value)

    def text(self, text: Text) -> dict[str, str]:
        return {tag or self._language: wording for tag, wording in text.entries}

    def maybe_text(self, text: Text | None) -> dict[str, str] | None:
        return self.text(text) if text else None

    def _party(self, party: Party) -> dict[str, Any]:
        if party.entity:
            return {"entity": party.entity}
        return {"text": self.text(party.text)} if party.text else {}

    def _medium(self, medium: Medium) -> dict[str, Any]:
        """`file` is the name in content/media/; `url` says where it can be seen."""
        found = self.record(medium)
        url = self._edition.media_url(medium.file) if medium.file else None
        if url:
            found["url"] = f"{self._edition.urls.origin or ''}{url}"
        return found


def _same(value: Any) -> Any:
    return value


@cache
def told_members(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    """Field, name in JSON, and the value for which nothing is written."""
    return tuple(
        (one.name, _RENAMED.get(one.name, one.name), one.default)
        for one in fields(kind)
        if one.name not in _UNTOLD
    )
