"""Every id in a record leads to something."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from site_gen.content.documents import AnyRecord, FileContent
from site_gen.content.extracts import wished_entity
from site_gen.content.findings import Findings, HasOrigin, Pointer
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
    Source,
    Story,
)


class References:
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

    def reporting_to(self, findings: Findings) -> "References":
        return References(self.registry, self.near, self.media, self.language, findings)

    def check_record(self, record: AnyRecord) -> None:
        if isinstance(record, Event):
            self._check_event(record)
        elif isinstance(record, Source):
            self._check_all(record, ("derived_from",), record.derived_from, self.registry.source)
            self._check_party(record, ("publisher",), record.publisher)
        elif isinstance(record, Entity):
            self._check_entity(record)
        elif isinstance(record, Story):
            self._check_all(record, ("events",), record.events, self.registry.event)

    def _check_event(self, event: Event) -> None:
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
        for index, claim in enumerate(event.claims):
            self._check_claim(event, index, claim)
        self._check_party(event, ("place",), event.place)

    def _check_claim(self, event: Event, index: int, claim: Claim) -> None:
        here = ("claims", index)
        self._check_citations(event, (*here, "sources"), claim.sources)
        if claim.outcome is not None:
            self._check_citations(event, (*here, "outcome", "sources"), claim.outcome.sources)
            if claim.outcome.event is not None:
                pointer = (*here, "outcome", "event")
                self._check(event, pointer, claim.outcome.event, self.registry.event)
        for number, change in enumerate(claim.history):
            self._check_citations(event, (*here, "history", number, "sources"), change.sources)
        for number, party in enumerate(claim.by):
            self._check_party(event, (*here, "by", number), party)

    def _check_entity(self, entity: Entity) -> None:
        names = self.registry.entity
        for field in ("part_of", "made_by", "competes_with"):
            self._check_all(entity, (field,), getattr(entity, field), names)
        for index, role in enumerate(entity.roles):
            self._check_citations(entity, ("roles", index, "sources"), role.sources)
            self._check_party(entity, ("roles", index, "org"), role.org)

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
        for folder in ("media/", "content/media/"):
            if meant is None and name.startswith(folder):
                inner = name.removeprefix(folder)
                meant = inner if inner in self.media else guess(inner, list(self.media))
        remedy = f"did you mean {quote(meant)}?" if meant else "put it there, or mend its name"
        fact = f"there is no file {quote('content/media/' + name)}"
        self.findings.error(record, pointer, "missing-media", fact, remedy, needle=name, nth=nth)

    def _check_citations(
        self, record: HasOrigin, pointer: Pointer, citations: Iterable[Citation]
    ) -> None:
        names = self.registry.source
        for index, citation in enumerate(citations):
            if citation.source not in names.declared:
                self._check(record, (*pointer, index, "id"), citation.source, names)

    def _check_all(
        self, record: HasOrigin, pointer: Pointer, ids: Iterable[str], names: Names
    ) -> None:
        for index, id in enumerate(ids):
            self._check(record, (*pointer, index), id, names)

    def _check(
        self, record: HasOrigin, pointer: Pointer, id: str, names: Names, nth: int = 0
    ) -> None:
        if id in names.declared:
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

    def _check_party(self, record: HasOrigin, pointer: Pointer, party: Party | None) -> None:
        """A text that is nearly an entity is pointed out."""
        wish = party and wished_entity(party)
        if not party or not party.text or not wish or wish in self.registry.entity:
            return
        text = party.text.entries[0][1]
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
