"""Time intervals (EDTF level 0, and level 1 for open and unknown ends)."""

from site_gen.dates.bounds import to_ordinal
from site_gen.dates.dates import parse_date
from site_gen.dates.errors import EdtfError
from site_gen.dates.points import RANK, Clock, Day, Point, Precision
from site_gen.dates.when import Edge, When

End = tuple[Edge, When | None]

DAY_SECONDS = 86_400
_WIDEST_OFFSET = 14 * 3600
"""Seconds: how far a time without a zone can lie from the same reading in UTC."""


def parse_interval(text: str) -> When:
    """Read `a/b`; nothing before or after the `/` is an unknown end, `..` an open one."""
    halves = text.split("/")
    if len(halves) > 2:
        place = len(halves[0]) + len(halves[1]) + 1
        fact = 'an interval has one "/", between its start and its end'
        raise EdtfError(fact, "write it as in 1984/1990", place, 1)
    at_end = len(halves[0]) + 1
    start, end = _read_end(halves[0], 0), _read_end(halves[1], at_end)
    if start[1] is None and end[1] is None:
        fact = f'"{text}" has neither a start nor an end'
        raise EdtfError(fact, "write at least one of them", 0, len(text))
    return join_ends(start, end, "/", text)


def join_ends(start_end: End, end_end: End, sign: str, whole: str, at: int = 0) -> When:
    """An interval of two ends, at least one of them known.

    `sign` stands between them in the canonical text; `whole` is the text as the author wrote it,
    `at` characters into the date.
    """
    start_edge, start = start_end
    end_edge, end = end_end
    if start and end:
        _check_times(start, end, at, len(whole))
        if _is_reversed(start.point, end.point):
            fact = f'"{whole}" ends before it begins'
            raise EdtfError(fact, "write the earlier date first", at, len(whole))
    known = [end for end in (start, end) if end]
    own_level = 2 if any(_is_beyond_level_one(end) for end in known) else 2 - len(known)
    return When(
        _write_end(start_edge, start, sign) + sign + _write_end(end_edge, end, sign),
        "interval",
        known[0].precision,
        start.earliest if start else None,
        _find_latest(start, end),
        known[0].year,
        known[0].month,
        known[0].point,
        max(own_level, *(end.level for end in known)),
        known[0].doubt | known[-1].doubt if known[-1].doubt else known[0].doubt,
        start,
        end,
        start_edge,
        end_edge,
        warnings=tuple(warning for end in known for warning in end.warnings),
    )


def _write_end(edge: Edge, when: When | None, sign: str) -> str:
    if when:
        return when.text
    return ".." if edge == "open" and sign == "/" else ""


def _read_end(text: str, at: int) -> End:
    if not text:
        return "unknown", None
    if text == "..":
        return "open", None
    return "known", parse_date(text, at)


def _is_beyond_level_one(end: When) -> bool:
    """Digits `X` inside an interval are level 2; seasons there are in no level of the LoC text."""
    is_season = RANK[Precision.SEMESTER] <= RANK[end.precision] <= RANK[Precision.SEASON]
    return is_season or "X" in end.text


def _check_times(start: When, end: When, at: int, length: int) -> None:
    if (start.clock is None) != (end.clock is None):
        fact = "one end of the interval has a time of day and the other has none"
        raise EdtfError(fact, "write a time at both ends or at none", at, length)


def _is_reversed(start: Point, end: Point) -> bool:
    """Nothing of the end is later than the first moment of the start, in whatever zone."""
    if start.clock is None or end.clock is None:
        return start.first > end.last
    if start.offset is None and end.offset is None:
        return (start.first, start.clock.seconds) > (end.first, end.clock.seconds)
    return _to_instant(start, start.clock, -1) > _to_instant(end, end.clock, 1)


def _to_instant(point: Point, clock: Clock, side: int) -> int:
    """Seconds in UTC. A time without a zone is as early (side -1) or as late (1) as can be."""
    local = to_ordinal(point.first) * DAY_SECONDS + clock.seconds
    if point.offset is None:
        return local + side * _WIDEST_OFFSET
    return local - point.offset * 60


def _find_latest(start: When | None, end: When | None) -> Day | None:
    """The last day; never one before the first, where the two ends stand in different zones."""
    if end is None or end.latest is None:
        return None
    if start is None or start.earliest is None:
        return end.latest
    return max(start.earliest, end.latest)
