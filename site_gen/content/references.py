"""Every id in a record leads to something; "entity id or text" becomes one of the two."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from site_gen.content.documents import AnyRecord, FileContent
from site_gen.content.findings import Findings, HasOrigin, Pointer
from site_gen.content.ids import normalize_id
from site_gen.content.near import NearIndex
from site_gen.content.registry import Names, Registry
from site_gen.content.wording import guess, quote
from site_gen.model.markup import LINK_KINDS
from site_gen.model.records import (
    Citation,
    Claim,
    Entity,
    Event,
    Origin,
    Party,
    Role,
    Source,
    Story,
)
from site_gen.model.text import SITE_LANGUAGE


class Resolver:
    """Checks records against everything that exists."""

    def __init__(
        self,
        registry: Registry,
        near: NearIndex,
        media: Mapping[str, Path],
        language: str,
        findings: Findings,
    ) -> None:
        self.registry = registry
        self.near = near
        self.media = media
        self.language = language
        self.findings = findings

    def resolve_event(self, event: Event) -> Event:
        entities, sources = self.registry.entity, self.registry.source
        if event.part_of is not None:
            self._check(event, ("part_of",), event.part_of, self.registry.event)
        self._check_all(event, ("follows",), event.follows, self.registry.event)
        self._check_all(event, ("stories",), event.stories, self.registry.story)
        for index, participant in enumerate(event.entities):
            self._check(event, ("entities", index, "id"), participant.entity, entities)
        self._check_citations(event, ("sources",), event.sources)
        for index, medium in enumerate(event.media):
            if medium.source is not None:
                self._check(event, ("media", index, "source"), medium.source, sources)
            if medium.file is not None:
                self.check_media(event, ("media", index, "file"), medium.file)
        return self._resolve_parties(event)

    def _resolve_parties(self, event: Event) -> Event:
        claims = tuple(
            self._resolve_claim(event, index, claim) for index, claim in enumerate(event.claims)
        )
        place = event.place and self._resolve(event, ("place",), event.place)
        if place is event.place and all(map(_is_same, claims, event.claims)):
            return event
        return replace(event, claims=claims, place=place)

    def _resolve_claim(self, event: Event, index: int, claim: Claim) -> Claim:
        here = ("claims", index)
        self._check_citations(event, (*here, "sources"), claim.sources)
        if claim.outcome is not None:
            self._check_citations(event, (*here, "outcome", "sources"), claim.outcome.sources)
            if claim.outcome.event is not None:
                pointer = (*here, "outcome", "event")
                self._check(event, pointer, claim.outcome.event, self.registry.event)
        for number, change in enumerate(claim.history):
            self._check_citations(event, (*here, "history", number, "sources"), change.sources)
        by = tuple(
            self._resolve(event, (*here, "by", number), party)
            for number, party in enumerate(claim.by)
        )
        return claim if all(map(_is_same, by, claim.by)) else replace(claim, by=by)

    def resolve_source(self, source: Source) -> Source:
        self._check_all(source, ("derived_from",), source.derived_from, self.registry.source)
        if source.publisher is None:
            return source
        return replace(source, publisher=self._resolve(source, ("publisher",), source.publisher))

    def resolve_entity(self, entity: Entity) -> Entity:
        names = self.registry.entity
        for field in ("part_of", "made_by", "competes_with"):
            self._check_all(entity, (field,), getattr(entity, field), names)
        roles = tuple(
            self._resolve_role(entity, index, role) for index, role in enumerate(entity.roles)
        )
        return replace(entity, roles=roles) if roles else entity

    def _resolve_role(self, entity: Entity, index: int, role: Role) -> Role:
        self._check_citations(entity, ("roles", index, "sources"), role.sources)
        if role.org is None:
            return role
        return replace(role, org=self._resolve(entity, ("roles", index, "org"), role.org))

    def resolve_story(self, story: Story) -> Story:
        self._check_all(story, ("events",), story.events, self.registry.event)
        return story

    def check_bodies(self, content: FileContent) -> None:
        """Links, citations and pictures in the Markdown of one file."""
        place = Whole(Origin(content.path))
        for use in content.uses:
            if use.kind == "media":
                self.check_media(place, use.pointer, use.target, use.nth)
            else:
                names = self.registry.names(use.kind)
                self._check(place, use.pointer, use.target, names, use.nth)

    def check_media(self, record: HasOrigin, pointer: Pointer, name: str, nth: int = 0) -> None:
        if name in self.media:
            return
        meant = guess(name, list(self.media))
        if meant is None and name.startswith("media/") and name[6:] in self.media:
            meant = name[6:]
        remedy = f"did you mean {quote(meant)}?" if meant else "put it there, or mend its name"
        fact = f"there is no file {quote('content/media/' + name)}"
        self.findings.error(record, pointer, "missing-media", fact, remedy, needle=name, nth=nth)

    def _check_citations(
        self, record: HasOrigin, pointer: Pointer, citations: Iterable[Citation]
    ) -> None:
        names = self.registry.source
        for index, citation in enumerate(citations):
            if citation.source not in names.origins:
                self._check(record, (*pointer, index, "id"), citation.source, names)

    def _check_all(
        self, record: HasOrigin, pointer: Pointer, ids: Iterable[str], names: Names
    ) -> None:
        for index, id in enumerate(ids):
            self._check(record, (*pointer, index), id, names)

    def _check(
        self, record: HasOrigin, pointer: Pointer, id: str, names: Names, nth: int = 0
    ) -> None:
        if id in names.origins:
            return
        meant = names.guess(id)
        if meant is not None:
            remedy = f"did you mean {quote(meant)}?"
        else:
            remedy = self._say_where_else(id) or (
                f"write it into {_FOLDERS[names.noun]}/, or mend the id"
            )
        fact = f"there is no {names.noun} {quote(id)}"
        self.findings.error(record, pointer, "unknown-reference", fact, remedy, needle=id, nth=nth)

    def _say_where_else(self, id: str) -> str | None:
        """A remedy for the id of something of another kind."""
        for kind in LINK_KINDS:
            if id in self.registry.names(kind):
                return f"{quote(id)} is the id of {_article(kind)} {kind}"
        return None

    def _resolve(self, record: HasOrigin, pointer: Pointer, party: Party) -> Party:
        """The entity if the text is its id; a text that is nearly one is pointed out."""
        if party.text is None or len(party.text.entries) != 1:
            return party
        ((tag, text),) = party.text.entries
        if tag != SITE_LANGUAGE:
            return party
        id = normalize_id(text)
        if id in self.registry.entity.origins:
            return Party(id, None)
        meant = self.near.find(text)
        if meant is not None:
            self.findings.warn(
                record,
                pointer,
                "nearly-an-entity",
                f"{quote(text)} is taken as a text, and nearly an entity",
                f"write {quote(meant)} for the entity, or {{{self.language}: …}} to keep the text",
                needle=text,
            )
        return party


def _is_same(one: Any, other: Any) -> bool:
    return one is other


class Whole:
    """Stands for a file as a whole: pointers begin at its root."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin


_FOLDERS = {
    "event": "content/events",
    "entity": "content/entities",
    "source": "content/sources",
    "story": "content/stories",
}


def _article(kind: str) -> str:
    return "an" if kind.startswith("e") else "a"


def resolve_all(resolver: Resolver, contents: Iterable[FileContent]) -> Iterator[AnyRecord]:
    """All records that are fit, resolved, in the order of their files."""
    for content in contents:
        if content.uses:
            resolver.check_bodies(content)
        for record in content.records:
            yield _resolve_record(resolver, record)
        for record in content.unfit:
            _resolve_record(resolver, record)


def _resolve_record(resolver: Resolver, record: AnyRecord) -> AnyRecord:
    if isinstance(record, Event):
        return resolver.resolve_event(record)
    if isinstance(record, Source):
        return resolver.resolve_source(record)
    if isinstance(record, Entity):
        return resolver.resolve_entity(record)
    return resolver.resolve_story(record) if isinstance(record, Story) else record
