"""Calendars (RFC 5545) of the whole chronology and of each slice.

Days and intervals of days become entries for whole days, times become instants in UTC, due dates
entries of their own. What a calendar cannot say is left out and counted: doubt, unknown digits,
open ends, sets, years beyond 1 to 9999, and all that is coarser than a day, or than a month where
site.yaml asks for months.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial

from site_gen.dates import Day, When
from site_gen.model.records import Claim, Event
from site_gen.plan.artifacts import Artifact, Piece, TextFile, TextRecipe, make_piece
from site_gen.plan.edition import Edition
from site_gen.plan.grounds import Grounds
from site_gen.plan.machines.edits import Edits, edits_of
from site_gen.plan.machines.ical_text import fold, list_line, text_line
from site_gen.plan.machines.identity import make_uuid
from site_gen.plan.machines.moments import (
    first_instant,
    is_day,
    is_month,
    is_timed,
    next_day,
    to_compact,
)
from site_gen.plan.machines.slices import Slice, find_slices, slice_marks

_HEAD = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//site_gen//chronology//EN\r\nCALSCALE:GREGORIAN\r\n"
)
_TAIL = make_piece("END:VCALENDAR\r\n")
_UTC_ZONE = make_piece(
    "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nTZNAME:UTC\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
"""What stands in a calendar without entries, which RFC 5545 §3.6 does not allow to be empty."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_DAY = Day(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Entries:
    """What an event is in a calendar; `left_out` names what is none: `date`, `due:c1`."""

    pieces: tuple[Piece, ...]
    left_out: tuple[str, ...]


def plan_calendars(edition: Edition) -> Iterator[Artifact]:
    desk = CalendarDesk(edition)
    for part in find_slices(edition):
        basis = edition.basis(partial(_list_marks, part))
        path = edition.urls.calendar(part.route)
        yield Artifact(
            path, TextRecipe(), partial(desk.show, part), part.origin, part.subject, basis
        )


def _list_marks(part: Slice, grounds: Grounds) -> tuple[str, ...]:
    return (*slice_marks(part), grounds.faces(part.events))


class CalendarDesk:
    """Makes calendars of one edition; the entries of an event are made once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._entries: dict[str, Entries] = {}

    @cached_property
    def _edits(self) -> Edits:
        return edits_of(self._edition)

    def show(self, part: Slice) -> TextFile:
        """The calendar of a slice, in the order of its events."""
        entries = [self.entries(event) for event in part.events]
        left_out = sum(len(one.left_out) for one in entries)
        pieces = tuple(piece for one in entries for piece in one.pieces)
        return TextFile((make_piece(_write_head(part, left_out)), *(pieces or (_UTC_ZONE,)), _TAIL))

    def entries(self, event: Event) -> Entries:
        if event.id not in self._entries:
            self._entries[event.id] = self._make_entries(event)
        return self._entries[event.id]

    def _make_entries(self, event: Event) -> Entries:
        pieces, left_out = [], []
        span = write_span(event.date, self._edition)
        if span is None:
            left_out.append("date")
        else:
            pieces.append(make_piece("".join(self._write_event(event, span))))
        for claim in event.claims:
            if claim.due is None:
                continue
            span = write_span(claim.due, self._edition)
            if span is None:
                left_out.append(f"due:{claim.id}")
            else:
                pieces.append(make_piece("".join(self._write_due(event, claim, span))))
        return Entries(tuple(pieces), tuple(left_out))

    def _write_event(self, event: Event, span: str) -> Iterator[str]:
        edition, summary = self._edition, self._edition.maybe(event.summary)
        yield self._open_entry(event, event.date, span, "event", event.id)
        yield text_line("SUMMARY", edition.text(event.title).text)
        if summary:
            yield text_line("DESCRIPTION", summary.text)
        if event.place:
            yield text_line("LOCATION", edition.party(event.place).text.text)
        if event.tags:
            yield list_line("CATEGORIES", tuple(edition.text(t).text for t in event.tags))
        yield self._close_entry(edition.urls.event(event.id), "")

    def _write_due(self, event: Event, claim: Claim, span: str) -> Iterator[str]:
        edition = self._edition
        text, due = edition.text(claim.text).text, claim.due or event.date
        yield self._open_entry(event, due, span, "due", event.id, claim.id)
        yield text_line("SUMMARY", edition.words("calendar_due", text=text))
        yield text_line("DESCRIPTION", edition.text(event.title).text)
        yield self._close_entry(edition.urls.event(event.id), f"#{claim.id}")

    def _open_entry(self, event: Event, date: When, span: str, *name: str) -> str:
        edition = self._edition
        edit = self._edits.get(event.id)
        zone = edition.settings.timezone
        stamp = edit.updated if edit else first_instant(date, zone) or _EPOCH
        modified = f"LAST-MODIFIED:{to_compact(edit.updated)}\r\n" if edit else ""
        return (
            f"BEGIN:VEVENT\r\nUID:{make_uuid(edition.settings, *name, edition.language)}\r\n"
            f"DTSTAMP:{to_compact(stamp)}\r\n{modified}{span}"
        )

    def _close_entry(self, route: str, anchor: str) -> str:
        url = self._edition.urls.absolute(route)
        address = fold(f"URL:{url}{anchor}") if url else ""
        return f"{address}TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"


def write_span(when: When, edition: Edition) -> str | None:
    """`DTSTART` and `DTEND` (RFC 5545 §3.6.1: the end is exclusive); None where it has no way."""
    start, end = (when.start, when.end) if when.kind == "interval" else (when, when)
    if start is None or end is None:
        return None
    if is_timed(start) and is_timed(end):
        return _write_times(start, end, edition)
    if not all(_is_drawable(one, edition) for one in (start, end)):
        return None
    return _write_days(start.earliest, end.latest)


def _is_drawable(when: When, edition: Edition) -> bool:
    return is_day(when) or (edition.settings.calendar_months and is_month(when))


def _write_days(first: Day | None, last: Day | None) -> str | None:
    if first is None or last is None or last >= _LAST_DAY:
        return None
    return (
        f"DTSTART;VALUE=DATE:{_compact_day(first)}\r\n"
        f"DTEND;VALUE=DATE:{_compact_day(next_day(last))}\r\n"
    )


def _write_times(start: When, end: When, edition: Edition) -> str | None:
    """In UTC, which every reader knows; an entry without an end is a moment."""
    zone = edition.settings.timezone
    first, last = first_instant(start, zone), first_instant(end, zone)
    if first is None or last is None:
        return None
    begin = f"DTSTART:{to_compact(first)}\r\n"
    return begin if last <= first else f"{begin}DTEND:{to_compact(last)}\r\n"


def _compact_day(day: Day) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _write_head(part: Slice, left_out: int) -> str:
    lines = [_HEAD, text_line("NAME", part.title), text_line("X-WR-CALNAME", part.title)]
    if part.summary:
        lines.append(text_line("DESCRIPTION", part.summary))
    lines.append("REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n")
    if left_out:
        lines.append(f"X-LEFT-OUT:{left_out}\r\n")
    return "".join(lines)


def find_dated(edition: Edition) -> list[Event]:
    """Those that have an entry for their own date."""
    return [event for event in edition.timeline.events if write_span(event.date, edition)]


def find_losses(edition: Edition) -> Mapping[str, Sequence[str]]:
    """What a calendar cannot hold, with the ids of the events that have it.

    Of an event that is left out nothing else is told.
    """
    desk, events = CalendarDesk(edition), find_dated(edition)
    left_out = {e.id: desk.entries(e).left_out for e in edition.timeline.events}
    return {
        "dates that are no days or times, left out": [
            id for id, what in left_out.items() if "date" in what
        ],
        "due dates that are no days or times, left out": [
            f"{id}#{name.removeprefix('due:')}"
            for id, what in left_out.items()
            for name in what
            if name != "date"
        ],
        "bodies": [event.id for event in events if event.body],
        "claims without a due date": [
            event.id for event in events if any(claim.due is None for claim in event.claims)
        ],
        "sources": [e.id for e in events if edition.timeline.sources_by_event[e.id]],
        "media": [event.id for event in events if event.media],
    }
