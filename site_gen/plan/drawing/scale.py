"""From time to place: linear, but for long empty stretches, which are cut short and marked.

Where the events of a site lie close together and a few lie far away, a linear scale would press
all of the former into one dot. So an empty stretch of more than three quarters of the whole is a
*break*: it takes a small fixed share of the width; and where half of the events would stand on a
twentieth of the width, so is one of more than a fifth. Between breaks the scale is linear, and its
segments share the width by the number of their events. It rises strictly everywhere.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

MOST_BREAKS = 4
BREAK_SHARE = 0.05
"""Of the width, for each break."""

_LARGEST_GAP = 0.75
"""Of the unbroken length: a longer empty stretch becomes a break."""
_LARGEST_GAP_OF_CROWDS = 0.2
_CROWD = 0.05
"""Of the unbroken length: half of the events on less are a crowd."""
_SMALLEST_SHARE = 0.12
"""Of the width, for a segment between breaks."""
_MARGIN = 0.03
"""Of a segment's length, kept free on each side."""
_OVERLONG = 10
"""A date so many times as long as all that lies in it does not decide about the window."""

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Knot:
    """A moment and its place, in shares of the width."""

    moment: int
    place: float


@dataclass(frozen=True, slots=True)
class Scale:
    """`knots` in order, at least two; `breaks` are the indexes of knots at which a break begins."""

    knots: tuple[Knot, ...]
    breaks: tuple[int, ...] = ()

    @property
    def start(self) -> int:
        return self.knots[0].moment

    @property
    def end(self) -> int:
        return self.knots[-1].moment

    def place(self, moment: int) -> float:
        """In shares of the width: 0 to 1 inside the window, beyond them outside it."""
        index = bisect_right(self.knots, moment, key=lambda knot: knot.moment) - 1
        left = min(max(index, 0), len(self.knots) - 2)
        first, last = self.knots[left], self.knots[left + 1]
        share = (moment - first.moment) / (last.moment - first.moment)
        return first.place + share * (last.place - first.place)

    def segments(self) -> tuple[tuple[Knot, Knot], ...]:
        """The linear parts, without the breaks."""
        return tuple(
            (first, last)
            for index, (first, last) in enumerate(pairwise(self.knots))
            if index not in self.breaks
        )


def fit_scale(extents: Sequence[Extent]) -> Scale:
    """The scale on which all the extents can be seen; O(n log n). Without any, one of nothing."""
    if not extents:
        return Scale((Knot(0, 0.0), Knot(1, 1.0)), ())
    kept = _without_overlong(extents)
    groups = _split(_merge(kept), _measure_crowd(kept) if len(kept) > 2 else None)
    shares = _share_out([count for _, _, count in groups])
    knots: list[Knot] = []
    place = 0.0
    for (start, end, _), share in zip(groups, shares, strict=True):
        margin = max(int((end - start) * _MARGIN), 1)
        knots.append(Knot(start - margin, place))
        knots.append(Knot(end + margin, place + share))
        place += share + BREAK_SHARE
    breaks = tuple(range(1, len(knots) - 1, 2))
    return Scale((*knots[:-1], Knot(knots[-1].moment, 1.0)), breaks)


def _without_overlong(extents: Sequence[Extent]) -> list[Extent]:
    """Shortest first, without dates that hold all the others and are far longer than they.

    Such is a day of some year, unknown which.
    """
    by_length = sorted(extents, key=lambda one: (one[1] - one[0], one))
    kept: list[Extent] = []
    first = last = 0
    for start, end in by_length:
        is_holding = bool(kept) and start <= first and last <= end
        if is_holding and len(kept) > 2 and end - start > _OVERLONG * (last - first):
            break
        first = min(first, start) if kept else start
        last = max(last, end) if kept else end
        kept.append((start, end))
    return kept


def _merge(extents: Sequence[Extent]) -> list[tuple[int, int, int]]:
    """Stretches that hold something: start, end, how many."""
    merged: list[tuple[int, int, int]] = []
    for start, end in sorted(extents):
        if merged and start <= merged[-1][1]:
            first, last, count = merged[-1]
            merged[-1] = (first, max(last, end), count + 1)
        else:
            merged.append((start, end, 1))
    return merged


def _measure_crowd(extents: Sequence[Extent]) -> int:
    """The length of the shortest stretch in which half of the events begin."""
    starts = sorted(start for start, _ in extents)
    half = len(starts) // 2
    return min(last - first for first, last in zip(starts, starts[half:], strict=False))


def _split(stretches: list[tuple[int, int, int]], crowd: int | None) -> list[tuple[int, int, int]]:
    """The groups of stretches between breaks; no `crowd`, no breaks.

    Two events have nothing to be pressed together; three have.
    """
    unbroken = stretches[-1][1] - stretches[0][0]
    gaps = sorted(
        (
            (after[0] - before[1], index)
            for index, (before, after) in enumerate(pairwise(stretches))
        ),
        reverse=True,
    )
    cuts: set[int] = set()
    for gap, index in gaps[:MOST_BREAKS]:
        if crowd is None:
            break
        is_crowded = crowd < _CROWD * unbroken
        largest = _LARGEST_GAP_OF_CROWDS if is_crowded else _LARGEST_GAP
        if gap <= largest * unbroken:
            break
        cuts.add(index)
        unbroken -= gap
    groups: list[tuple[int, int, int]] = []
    begin = 0
    for index in (*sorted(cuts), len(stretches) - 1):
        run = stretches[begin : index + 1]
        groups.append((run[0][0], run[-1][1], sum(count for _, _, count in run)))
        begin = index + 1
    return groups


def _share_out(counts: Sequence[int]) -> list[float]:
    room = 1.0 - BREAK_SHARE * (len(counts) - 1)
    weights = [sqrt(count) for count in counts]
    whole = sum(weights)
    wanted = [max(weight / whole, _SMALLEST_SHARE) for weight in weights]
    return [room * share / sum(wanted) for share in wanted]
