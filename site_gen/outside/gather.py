"""Every address outside that the content names, and where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urldefrag

from site_gen.content.findings import Pointer
from site_gen.model.markup import blank_code, find_mentions
from site_gen.model.records import Entity, Event, Origin, Page, Source
from site_gen.model.text import SITE_LANGUAGE, Text
from site_gen.model.timeline import Timeline

_AUTOLINK = re.compile(r"<(https?://[^\s<>]+)>|<a\s[^<>]*?href=[\"'](https?://[^\s\"'<>]+)[\"']")


@dataclass(frozen=True, slots=True)
class Outlink:
    """An address as written, its place, and which occurrence it is in the text there.

    `source` is the one that it is the address of; `role` tells which.
    """

    url: str
    path: str
    pointer: Pointer
    role: Literal["source", "archived", "link"] = "link"
    source: Source | None = None
    nth: int = 0

    @property
    def asked(self) -> str:
        """Without the part that is never sent."""
        return urldefrag(self.url).url


def list_outlinks(timeline: Timeline) -> Iterator[Outlink]:
    for source in timeline.sources.values():
        yield from _list_of_source(source)
    for event in timeline.events:
        yield from _list_of_event(event)
    for entity in timeline.entities.values():
        yield from _list_of_entity(entity)
    for story in timeline.stories.values():
        yield from _list_of_body(story.body, story.origin)
    for page in timeline.pages.values():
        yield from _list_of_page(page)


def _list_of_source(source: Source) -> Iterator[Outlink]:
    origin = source.origin
    if source.url:
        pointer = (*origin.pointer, "url")
        yield Outlink(source.url, origin.path, pointer, "source", source)
    if source.archived:
        pointer = (*origin.pointer, "archived", "url")
        yield Outlink(source.archived.url, origin.path, pointer, "archived", source)


def _list_of_event(event: Event) -> Iterator[Outlink]:
    yield from _list_of_body(event.body, event.origin)
    for index, medium in enumerate(event.media):
        if medium.url:
            pointer = (*event.origin.pointer, "media", index, "url")
            yield Outlink(medium.url, event.origin.path, pointer)


def _list_of_entity(entity: Entity) -> Iterator[Outlink]:
    yield from _list_of_body(entity.body, entity.origin)
    for index, url in enumerate(entity.links):
        yield Outlink(url, entity.origin.path, (*entity.origin.pointer, "links", index))


def _list_of_page(page: Page) -> Iterator[Outlink]:
    """A translation is a file beside the first."""
    folder = page.origin.path.rpartition("/")[0]
    for index, (tag, body) in enumerate(page.body.entries):
        path = f"{folder}/{page.id}.{tag}.md" if index else page.origin.path
        yield from _list_in(body, path, ("body",))


def _list_of_body(body: Text | None, origin: Origin) -> Iterator[Outlink]:
    for tag, words in body.entries if body else ():
        inner: Pointer = ("body",) if tag == SITE_LANGUAGE else ("body", tag)
        yield from _list_in(words, origin.path, (*origin.pointer, *inner))


def _list_in(body: str, path: str, pointer: Pointer) -> Iterator[Outlink]:
    found = [
        (mention.start, mention.target)
        for mention in find_mentions(body)
        if mention.role != "citation" and mention.target.lower().startswith(("http://", "https://"))
    ]
    for match in _AUTOLINK.finditer(blank_code(body)):
        group = 1 if match[1] else 2
        found.append((match.start(group), match[group]))
    for start, url in sorted(found):
        yield Outlink(url, path, pointer, nth=body.count(url, 0, start))
