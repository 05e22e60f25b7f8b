"""Dates as the formats of others write them.

Each function gives None rather than say more than is known: what is approximate, uncertain,
partly unknown, before the year 1 or after 9999 has no place in these formats.
"""

from datetime import UTC, datetime, timedelta, timezone, tzinfo

from site_gen.dates import Day, Precision, When
from site_gen.dates.bounds import from_ordinal, to_ordinal

_FIRST_YEAR, _LAST_YEAR = 1, 9999
_CLOCKED = (Precision.MINUTE, Precision.SECOND)


def first_instant(when: When, zone: tzinfo) -> datetime | None:
    """The first moment that the date allows; days and times without a zone stand in `zone`.

    None where nothing bounds it, or where `datetime` cannot hold it in every zone.
    """
    day = when.earliest
    if day is None or not _is_safe(day):
        return None
    clock = when.clock if when.point.first == day else None
    seconds = clock.seconds if clock else 0
    offset = when.offset if clock else None
    place = zone if offset is None else timezone(timedelta(minutes=offset))
    return datetime(*day, tzinfo=place) + timedelta(seconds=seconds)


def to_rfc3339(instant: datetime) -> str:
    """`2024-05-20T00:00:00+08:00` (RFC 3339 §5.6): offsets are whole minutes there."""
    offset = instant.utcoffset() or timedelta()
    if offset % timedelta(minutes=1) or instant.tzinfo is UTC or not offset:
        return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return instant.isoformat(timespec="seconds")


def to_compact(instant: datetime) -> str:
    """`20240519T160000Z` (RFC 5545 §3.3.5, form 2): the instant in UTC."""
    moment = instant.astimezone(UTC)
    return f"{moment.year:04d}{moment:%m%dT%H%M%SZ}"


def is_exact(when: When) -> bool:
    """A plain date of some precision, with nothing doubtful and no digit unknown.

    Years 1 to 9999, with four digits; months and days where they are given.
    """
    point = when.point
    return (
        when.kind == "date"
        and not when.doubt
        and when.year is not None
        and _FIRST_YEAR <= when.year <= _LAST_YEAR
        and not point.significant
        and "X" not in when.text
        and not when.text.startswith("Y")
    )


def is_day(when: When) -> bool:
    return when.precision is Precision.DAY and is_exact(when)


def is_month(when: When) -> bool:
    return when.precision is Precision.MONTH and is_exact(when)


def is_timed(when: When) -> bool:
    return when.precision in _CLOCKED and is_exact(when)


def next_day(day: Day) -> Day:
    return from_ordinal(to_ordinal(day) + 1)


def to_iso8601(when: When) -> str | None:
    """A date, a time or an interval of two such (ISO 8601-1); None for all else that EDTF says.

    Years, months and days; seasons and quarters, doubt, sets and ends that are open or unknown
    belong to ISO 8601-2.
    """
    if when.kind == "interval":
        return _to_iso_interval(when)
    if when.kind != "date" or not is_exact(when):
        return None
    if when.precision in (Precision.YEAR, Precision.MONTH, Precision.DAY, *_CLOCKED):
        return when.text
    return None


def _to_iso_interval(when: When) -> str | None:
    if when.start is None or when.end is None:
        return None
    start, end = to_iso8601(when.start), to_iso8601(when.end)
    return f"{start}/{end}" if start and end else None


def _is_safe(day: Day) -> bool:
    """A day and more away from the ends of `datetime`, whatever the zone."""
    return Day(1, 1, 3) <= day <= Day(9999, 12, 29)
