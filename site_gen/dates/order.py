"""The order of the chronology: total, and the same for every language and machine."""

from datetime import UTC, datetime, timedelta, tzinfo

from site_gen.dates.bounds import from_ordinal, to_ordinal
from site_gen.dates.intervals import DAY_SECONDS
from site_gen.dates.points import RANK, Day, Point
from site_gen.dates.when import When

SortKey = tuple[int, ...]

_FIRST_SAFE = to_ordinal(Day(1, 1, 3))
_LAST_SAFE = to_ordinal(Day(9999, 12, 29))
"""Days that `datetime` can carry through any UTC offset without leaving its years 1 to 9999."""


def sort_key(when: When, timezone: tzinfo) -> SortKey:
    """Earliest (day, then seconds), coarse before fine, latest; integers only.

    A time with an offset is an instant and is brought into `timezone`; a day, or a time without
    an offset, stands in it already. An unknown or open start sorts by the first day of its end,
    an unknown or open end after every known one. `?` and `~` count for nothing.
    """
    return (*_find_start(when, timezone), RANK[when.precision], *_find_end(when, timezone))


def _find_start(when: When, timezone: tzinfo) -> tuple[int, int]:
    if when.members:
        return min(_find_start(member, timezone) for member in when.members)
    return _localize(when.point, when.point.first, timezone)


def _find_end(when: When, timezone: tzinfo) -> tuple[int, int, int]:
    if when.members:
        return max(_find_end(member, timezone) for member in when.members)
    last = when if when.kind == "date" else when.end
    if last is None or last.latest is None:
        return (1, 0, 0)
    return (0, *_localize(last.point, last.latest, timezone))


def _localize(point: Point, day: Day, timezone: tzinfo) -> tuple[int, int]:
    """The day's number and the second of it, on a calendar in the time zone."""
    ordinal = to_ordinal(day)
    if point.clock is None:
        return ordinal, 0
    if point.offset is None:
        return ordinal, point.clock.seconds
    in_utc = ordinal * DAY_SECONDS + point.clock.seconds - point.offset * 60
    return divmod(in_utc + _find_utc_offset(in_utc, timezone), DAY_SECONDS)


def _find_utc_offset(in_utc: int, timezone: tzinfo) -> int:
    """Seconds; for years that `datetime` cannot hold, those at the nearest time it can."""
    ordinal, second = divmod(in_utc, DAY_SECONDS)
    nearest = from_ordinal(min(max(ordinal, _FIRST_SAFE), _LAST_SAFE))
    instant = datetime(*nearest, tzinfo=UTC) + timedelta(seconds=second)
    offset = instant.astimezone(timezone).utcoffset()
    return int(offset.total_seconds()) if offset else 0
