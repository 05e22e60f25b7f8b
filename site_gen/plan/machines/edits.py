"""When an event's record was last edited, as feeds and calendars need to know."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from heapq import nsmallest

from site_gen.dates import When
from site_gen.model.records import Event
from site_gen.model.settings import Settings
from site_gen.model.timeline import Timeline
from site_gen.plan.edition import Edition
from site_gen.plan.machines.moments import first_instant


@dataclass(frozen=True, slots=True)
class Edit:
    """`updated` is the instant of the last edit; `published` is None where it is not recorded."""

    updated: datetime
    published: datetime | None


class Edits:
    """The last edit of each event; an event of which none can be said is absent.

    It is the last of `updated`, `published` and the dates of corrections. Where the record has
    none of them, it is the latest publication of a source, else the last time that one was
    looked at, else the event's own date. Never the time of the build.
    """

    def __init__(self, timeline: Timeline, settings: Settings) -> None:
        self._by_id: dict[str, Edit] = {}
        find_instant = _Instants(settings.timezone).find
        for event in timeline.events:
            edit = _find_edit(event, timeline, find_instant)
            if edit:
                self._by_id[event.id] = edit
        ids = [event.id for event in reversed(timeline.events) if event.id in self._by_id]
        ids.sort(key=lambda id: self._by_id[id].updated, reverse=True)
        self._rank = {id: rank for rank, id in enumerate(ids)}

    def __getitem__(self, event_id: str) -> Edit:
        return self._by_id[event_id]

    def get(self, event_id: str) -> Edit | None:
        return self._by_id.get(event_id)

    def newest(self, events: Iterable[Event], limit: int) -> list[Event]:
        """At most `limit`, the last edit first, and of equal ones the later event."""
        known = (event for event in events if event.id in self._rank)
        return nsmallest(limit, known, key=lambda event: self._rank[event.id])


def edits_of(edition: Edition) -> Edits:
    """Feeds and calendars of an edition share them."""
    return edition.once(_make_edits, "edits")


def _make_edits(edition: Edition, _: str) -> Edits:
    return Edits(edition.timeline, edition.settings)


class _Instants:
    """First instants of dates in one zone: a source's stands for all events that cite it."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._known: dict[str, datetime | None] = {}

    def find(self, when: When) -> datetime | None:
        text = when.text
        if text not in self._known:
            self._known[text] = first_instant(when, self._zone)
        return self._known[text]


def _find_edit(
    event: Event, timeline: Timeline, find_instant: Callable[[When], datetime | None]
) -> Edit | None:
    for dates in _evidence(event, timeline):
        instants = [instant for date in dates if (instant := find_instant(date))]
        if instants:
            published = find_instant(event.published) if event.published else None
            return Edit(max(instants), published)
    return None


def _evidence(event: Event, timeline: Timeline) -> Iterator[list[When]]:
    """Dates that may tell, the best kind first."""
    corrected = (one.date for one in event.corrections)
    yield [date for date in (event.updated, event.published, *corrected) if date]
    cited = map(timeline.sources.get, timeline.sources_by_event[event.id])
    sources = [source for source in cited if source]
    yield [source.published for source in sources if source.published]
    yield [source.accessed for source in sources if source.accessed]
    yield [event.date]
