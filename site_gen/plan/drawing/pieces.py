"""What a date looks like: how well it is known is drawn, and no bound is invented.

A date becomes *pieces*, each a stretch of time with a shape and two ends:

- `point`: a day, or a time on it, that is known: a dot
- `whole`: a month, season, year or longer, named as such ("1984"): an outlined bar
- `range`: some time in it, no more is known (`1985-04-XX`, `[..1984]`): a hatched bar
- `span`: it lasted from one end to the other: a solid bar

An end is `hard`, `soft` (uncertain or approximate: it fades), `open` (it goes on: an arrow) or
`unknown` (nothing is known of it: it fades into hatching). EDTF, LoC 2019, levels 0 to 2.
"""

from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache
from typing import Literal

from site_gen.dates import Precision, When, sort_key

Shape = Literal["point", "whole", "range", "span"]
End = Literal["hard", "soft", "open", "unknown"]
Join = Literal["", "or", "and"]

DAY = 86_400
_FINE = frozenset({Precision.DAY, Precision.MINUTE, Precision.SECOND})
_LENGTHS = {Precision.MINUTE: 60, Precision.SECOND: 1}


@dataclass(frozen=True, slots=True)
class Piece:
    """From `start` up to, and not with, `end`. An open or unknown end stands at the other one."""

    shape: Shape
    start: int
    end: int
    start_end: End = "hard"
    end_end: End = "hard"

    @property
    def is_soft(self) -> bool:
        return "soft" in (self.start_end, self.end_end)


@dataclass(frozen=True, slots=True)
class Figure:
    """A date as it is drawn. `join` tells how several pieces belong together: one of, or all of."""

    pieces: tuple[Piece, ...]
    join: Join = ""

    @property
    def start(self) -> int:
        return min(piece.start for piece in self.pieces)

    @property
    def end(self) -> int:
        return max(piece.end for piece in self.pieces)


@lru_cache(maxsize=100_000)
def to_figure(when: When, timezone: tzinfo) -> Figure:
    if when.kind == "interval":
        return Figure((_draw_interval(when, timezone),))
    if not when.members:
        return Figure((_draw_date(when, timezone),))
    is_choice = when.kind == "one_of"
    pieces = tuple(_draw_member(member, timezone, is_choice=is_choice) for member in when.members)
    if len(pieces) == 1:
        return Figure(pieces)
    return Figure(pieces, "or" if is_choice else "and")


def find_bounds(when: When, timezone: tzinfo) -> tuple[int, int]:
    """The first moment of a date, and the first one after it."""
    day, second, _, _, last_day, last_second = sort_key(when, timezone)
    start = day * DAY + second
    if when.clock is not None:
        return start, last_day * DAY + last_second + _LENGTHS[when.precision]
    return start, max(last_day * DAY + DAY, start + 1)


def _draw_date(when: When, timezone: tzinfo) -> Piece:
    start, end = find_bounds(when, timezone)
    side: End = "soft" if when.doubt else "hard"
    if _is_partly_unknown(when):
        return Piece("range", start, end, side, side)
    if when.precision in _FINE:
        return Piece("point", start, end, side, side)
    if when.doubt:
        # "c. 1984" may be a little before or after it: half its own length on either side fades.
        start, end = start - (end - start) // 2, end + (end - start) // 2
    return Piece("whole", start, end, side, side)


def _is_partly_unknown(when: When) -> bool:
    """Digits `X`, or digits that are not significant; a decade as such (`201X`) counts too."""
    point = when.point
    written = point.year_text + point.month_text + point.day_text
    return "X" in written or bool(point.significant)


def _draw_interval(when: When, timezone: tzinfo) -> Piece:
    start = find_bounds(when.start, timezone) if when.start else None
    end = find_bounds(when.end, timezone) if when.end else None
    first = start[0] if start else end[0] if end else 0
    # Ends that are written in different zones may touch: a span is never shorter than a moment.
    last = max(end[1] if end else start[1] if start else 0, first + 1)
    return Piece("span", first, last, _end_of(when, "start"), _end_of(when, "end"))


def _end_of(when: When, side: Literal["start", "end"]) -> End:
    edge = when.start_edge if side == "start" else when.end_edge
    if edge == "open":
        return "open"
    if edge == "unknown":
        return "unknown"
    date = when.start if side == "start" else when.end
    is_vague = date is not None and (date.doubt or _is_partly_unknown(date))
    return "soft" if is_vague else "hard"


def _draw_member(when: When, timezone: tzinfo, *, is_choice: bool) -> Piece:
    """`a..b` in a set is some day of it where one is meant, and every day where all are."""
    if when.kind != "interval":
        return _draw_date(when, timezone)
    piece = _draw_interval(when, timezone)
    if not is_choice:
        return piece
    return Piece("range", piece.start, piece.end, piece.start_end, piece.end_end)
