"""Everything loaded, immutable and ordered."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import cache, cached_property

from site_gen.dates import When, sort_key
from site_gen.model.markup import cited_sources
from site_gen.model.records import Citation, Claim, Entity, Event, Origin, Page, Source, Story
from site_gen.model.text import Text, fold_spelling


def order_events(events: Iterable[Event], timezone: tzinfo) -> tuple[Event, ...]:
    """By `sort` or else the date, then id (content format, "Dates": Order)."""
    return tuple(sorted(events, key=lambda e: (sort_key(e.sort or e.date, timezone), e.id)))


@dataclass(frozen=True)
class Tag:
    """A tag in the spelling used most, with its events in order.

    `origin` is where the first of them names it.
    """

    key: str
    text: Text
    events: tuple[Event, ...]
    origin: Origin


@dataclass(frozen=True)
class Timeline:
    """Events in order; everything else by id, in the order of ids.

    The indexes are made when first asked for and then kept.
    """

    events: tuple[Event, ...]
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    stories: Mapping[str, Story]
    pages: Mapping[str, Page]
    language: str = "en"

    @cached_property
    def event_by_id(self) -> Mapping[str, Event]:
        return {event.id: event for event in self.events}

    @cached_property
    def position(self) -> Mapping[str, int]:
        """The place of each event in the order, from 0."""
        return {event.id: index for index, event in enumerate(self.events)}

    @cached_property
    def parts(self) -> Mapping[str, tuple[Event, ...]]:
        """The events that are `part_of` an event."""
        return self._index(lambda event: (event.part_of,) if event.part_of else ())

    @cached_property
    def followed_by(self) -> Mapping[str, tuple[Event, ...]]:
        """The events that name an event in `follows`."""
        return self._index(lambda event: event.follows)

    @cached_property
    def events_by_entity(self) -> Mapping[str, tuple[Event, ...]]:
        """Where an entity took part, was the place, or made a claim."""
        return self._index(lambda event: dict.fromkeys(entities_of(event)))

    @cached_property
    def sources_by_event(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the sources that an event cites anywhere, each once, in order."""
        return {event.id: tuple(dict.fromkeys(sources_of(event))) for event in self.events}

    @cached_property
    def events_by_source(self) -> Mapping[str, tuple[Event, ...]]:
        """The events that cite a source anywhere: as such, in a claim, in the body."""
        return self._index(lambda event: self.sources_by_event[event.id])

    @cached_property
    def events_by_story(self) -> Mapping[str, tuple[Event, ...]]:
        """In a story's own fixed order where it has one, else by date."""
        named = self._index(lambda event: event.stories)
        return {
            story.id: self._fixed(story, named.get(story.id, ())) for story in self.stories.values()
        }

    @cached_property
    def stories_by_event(self) -> Mapping[str, tuple[Story, ...]]:
        found: dict[str, list[Story]] = defaultdict(list)
        for story_id, events in self.events_by_story.items():
            for event in events:
                found[event.id].append(self.stories[story_id])
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def tags(self) -> Mapping[str, Tag]:
        """Tags by their key, in the order of keys."""
        texts: dict[str, Counter[Text]] = defaultdict(Counter)
        events: dict[str, list[Event]] = defaultdict(list)
        origins: dict[str, Origin] = {}
        find_key = cache(self.key_of)
        for event in self.events:
            # Of two spellings in one event the later.
            named = {find_key(tag): (at, tag) for at, tag in enumerate(event.tags)}
            for key, (index, tag) in named.items():
                texts[key][tag] += 1
                events[key].append(event)
                origins.setdefault(key, event.origin.at("tags", index))
        return {
            key: Tag(key, _most_used(texts[key], self.language), tuple(events[key]), origins[key])
            for key in sorted(texts)
        }

    @cached_property
    def targets(self) -> tuple[tuple[Event, Claim], ...]:
        """Claims that look ahead: what has a due date, an outcome, or such a status."""
        return tuple(
            (event, claim)
            for event in self.events
            for claim in event.claims
            if claim.status in ("target", "forecast", "condition")
            or claim.due is not None
            or claim.outcome is not None
        )

    @cached_property
    def claims_by_entity(self) -> Mapping[str, tuple[tuple[Event, Claim], ...]]:
        """What an entity asserted, in the order of events."""
        return self._index_claims(
            lambda claim: dict.fromkeys(party.entity for party in claim.by if party.entity)
        )

    @cached_property
    def claims_by_source(self) -> Mapping[str, tuple[tuple[Event, Claim], ...]]:
        """The claims that a source supports or contradicts."""
        return self._index_claims(
            lambda claim: dict.fromkeys(citation.source for citation in claim_citations(claim))
        )

    @cached_property
    def derived_sources(self) -> Mapping[str, tuple[Source, ...]]:
        """The sources that rely on a source."""
        found: dict[str, list[Source]] = defaultdict(list)
        for source in self.sources.values():
            for origin in source.derived_from:
                found[origin].append(source)
        return {key: tuple(value) for key, value in found.items()}

    def visible(self, *, drafts: bool, is_due: Callable[[When], bool]) -> "Timeline":
        """Without the drafts, and without what is to be published later.

        `is_due` tells whether a `publish_from` has come.
        """
        shown = tuple(
            event
            for event in self.events
            if (drafts or not event.draft)
            and (event.publish_from is None or is_due(event.publish_from))
        )
        return self if len(shown) == len(self.events) else replace(self, events=shown)

    def _index(self, keys: Callable[[Event], Iterable[str]]) -> Mapping[str, tuple[Event, ...]]:
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            for key in keys(event):
                found[key].append(event)
        return {key: tuple(value) for key, value in found.items()}

    def _index_claims(
        self, keys: Callable[[Claim], Iterable[str]]
    ) -> Mapping[str, tuple[tuple[Event, Claim], ...]]:
        found: dict[str, list[tuple[Event, Claim]]] = defaultdict(list)
        for event in self.events:
            for claim in event.claims:
                for key in keys(claim):
                    found[key].append((event, claim))
        return {key: tuple(value) for key, value in found.items()}

    def _fixed(self, story: Story, named: tuple[Event, ...]) -> tuple[Event, ...]:
        """A story's own list first; events that only name the story come after it, by date."""
        listed = [self.event_by_id[id] for id in story.events if id in self.event_by_id]
        rest = [event for event in named if event.id not in story.events]
        return tuple(listed + rest)

    def key_of(self, tag: Text) -> str:
        """What two spellings of one tag have in common, in the site's language."""
        return fold_spelling(tag.in_site_language(self.language))


def _most_used(texts: Counter[Text], language: str) -> Text:
    """The spelling used most in the site's language, with the most translations that it has.

    Of equals the first in code point order, so that builds agree.
    """
    spellings: Counter[str] = Counter()
    for text, times in texts.items():
        spellings[text.in_site_language(language)] += times

    def rank(text: Text) -> tuple[object, ...]:
        spelling = text.in_site_language(language)
        entries = text.entries
        return (-spellings[spelling], spelling, -len(entries), -texts[text], entries)

    return min(texts, key=rank)


def entities_of(event: Event) -> Iterator[str]:
    """Ids of the entities that an event names, in order, repeats included."""
    for participant in event.entities:
        yield participant.entity
    if event.place and event.place.entity:
        yield event.place.entity
    for claim in event.claims:
        for party in claim.by:
            if party.entity:
                yield party.entity


def citations_of(event: Event) -> Iterator[Citation]:
    """What an event and its claims cite in fields, in order; the body's citations are apart."""
    yield from event.sources
    for claim in event.claims:
        yield from claim_citations(claim)


def claim_citations(claim: Claim) -> Iterator[Citation]:
    yield from claim.sources
    if claim.outcome:
        yield from claim.outcome.sources
    for change in claim.history:
        yield from change.sources


def sources_of(event: Event) -> Iterator[str]:
    """Ids of the sources that an event cites anywhere, in order, repeats included."""
    for _, body in event.body.entries if event.body else ():
        yield from cited_sources(body)
    for citation in citations_of(event):
        yield citation.source
    for medium in event.media:
        if medium.source:
            yield medium.source
