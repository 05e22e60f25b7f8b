"""Dates of iCalendar as EDTF (RFC 5545 §3.3.4 to §3.3.6)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from site_gen.content.wording import quote
from site_gen.interchange.calendar_text import Component, ContentLine
from site_gen.interchange.edtf_text import join_dates
from site_gen.interchange.losses import Losses

_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z)?)?")
_DURATION = re.compile(
    r"([+-]?)P(?:([0-9]{1,5})W)?(?:([0-9]{1,6})D)?"
    r"(?:T(?:([0-9]{1,7})H)?(?:([0-9]{1,8})M)?(?:([0-9]{1,9})S)?)?"
)
Moment = date | datetime
"""A day, or a time: without a zone, a floating one."""


@dataclass(frozen=True, slots=True)
class CalendarDates:
    """`zones` leads from the calendar's own names of zones to those of the IANA database."""

    losses: Losses
    zones: Mapping[str, ZoneInfo]

    def read_span(self, event: Component) -> str | None:
        """`DTSTART` with `DTEND` or `DURATION`; None, with the reason noted, without a start."""
        line = event.find("DTSTART")
        if line is None:
            fact = "an entry without DTSTART"
            self.losses.refuse(event.place, fact, "give it one, and import again")
            return None
        start = self.read_moment(line)
        if start is None:
            fact = f"{quote(line.value)} is no date"
            self.losses.refuse(line.place, fact, "write it as 20240328 or 20240328T190000Z")
            return None
        end = self._read_end(event, start)
        if end is None or end == start:
            return write_moment(start)
        whole = join_dates(write_moment(start), write_moment(end))
        if whole is None:
            place = (event.find("DTEND") or line).place
            self.losses.lose(place, "the end lies before the start", "only the start was kept")
        return whole or write_moment(start)

    def read_moment(self, line: ContentLine) -> Moment | None:
        found = _DATE.fullmatch(line.value.strip())
        if found is None:
            return None
        year, month, day = (int(part) for part in found.groups()[:3])
        try:
            if found[4] is None:
                return date(year, month, day)
            second = min(int(found[6]), 59)  # a leap second is none of EDTF's
            moment = datetime(year, month, day, int(found[4]), int(found[5]), second)  # noqa: DTZ001  # floating until its zone is known
        except ValueError:
            return None
        return moment.replace(tzinfo=UTC) if found[7] else self._place(moment, line)

    def _place(self, moment: datetime, line: ContentLine) -> datetime:
        """In its zone; a zone that is not known is noted, and the time stays without one."""
        name = line.parameters.get("TZID", "")
        if not name:
            return moment
        zone = self.zones.get(name) or find_zone(name)
        if zone is None:
            fact = f"the time zone {quote(name)} is not known"
            remedy = "the time has none; add its offset by hand, as in 19:00+08:00"
            self.losses.lose(line.place, fact, remedy)
            return moment
        return moment.replace(tzinfo=zone)

    def _read_end(self, event: Component, start: Moment) -> Moment | None:
        line = event.find("DTEND")
        if line is None:
            return self._add_duration(event, start)
        end = self.read_moment(line)
        if end is None or isinstance(end, datetime) != isinstance(start, datetime):
            fact = f"{quote(line.value)} is no end of what begins on {write_moment(start)}"
            self.losses.lose(line.place, fact, "only the start was kept")
            return None
        return end if isinstance(end, datetime) else _before(end, start)

    def _add_duration(self, event: Component, start: Moment) -> Moment | None:
        line = event.find("DURATION")
        if line is None:
            return None
        found = _DURATION.fullmatch(line.value.strip())
        parts = [int(part or 0) for part in found.groups()[1:]] if found else []
        if found is None or found[1] == "-" or not any(parts):
            self.losses.lose(
                line.place, f"{quote(line.value)} is no duration", "add the end by hand"
            )
            return None
        weeks, days, hours, minutes, seconds = parts
        try:
            whole = start + timedelta(weeks=weeks, days=days)
            if not isinstance(whole, datetime):
                return _before(whole, start)
            exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
            if whole.tzinfo is None:
                return whole + exact
            return (whole.astimezone(UTC) + exact).astimezone(whole.tzinfo)
        except OverflowError:
            self.losses.lose(line.place, "the end lies beyond the year 9999", "add it by hand")
            return None


def _before(end: date, start: Moment) -> date:
    """The last day of what ends before the day `end`: RFC 5545 §3.6.1 has it exclusive."""
    first = start.date() if isinstance(start, datetime) else start
    return max(end - timedelta(days=1), first) if end > date.min and end >= first else end


def write_moment(moment: Moment) -> str:
    """EDTF; seconds only where there are some, since every time of a calendar has them."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    offset = moment.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        moment, offset = moment.astimezone(UTC), timedelta(0)  # local mean time
    text = moment.replace(tzinfo=None).isoformat(timespec="seconds").removesuffix(":00")
    if len(text) < len("0000-00-00T00:00"):
        text += ":00"
    if offset is None:
        return text
    return text + ("Z" if not offset else moment.isoformat()[-6:])


def find_zone(name: str) -> ZoneInfo | None:
    """`Europe/Berlin`, and `/mozilla.org/20050126_1/Europe/Berlin`."""
    parts = name.strip().strip("/").split("/")
    for length in (len(parts), 3, 2, 1):
        try:
            return ZoneInfo("/".join(parts[-length:]))
        except (ValueError, OSError, LookupError):
            continue
    return None
