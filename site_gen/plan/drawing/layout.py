"""Places for marks and their labels: nothing overlaps, and what has no room is counted.

Lengths are in units of the drawing, which are CSS pixels at its natural width.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import east_asian_width

ROW = 28
"""Height of a row: a target of 24 and a little air (WCAG 2.2, 2.5.8)."""
TARGET = 24
LABEL_GAP = 6
LABEL_SIZE = 13
"""Font size of labels."""
BOLD_SIZE = 14.3
"""The font size at which a plain label would be as wide as a bold one of `LABEL_SIZE`."""
LONGEST_LABEL = 320
BUCKET = 120
"""Width that one cluster covers at least."""

_NARROW, _WIDE = 0.54, 1.0
"""Mean advance of a character, in font sizes; CJK characters fill a square."""

Side = Literal["", "after", "before", "inside"]


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be placed in a lane: from `left` to `right`, with a label or none.

    `importance` decides who is placed first: 1 before 2. `size` is the label's font size, larger
    where it is bold.
    """

    key: int
    lane: int
    left: float
    right: float
    importance: int
    label: str = ""
    size: float = LABEL_SIZE


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an item stands: the row in its lane, and where its label is written."""

    key: int
    row: int
    side: Side
    label: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Items of one lane without a place of their own."""

    lane: int
    left: float
    right: float
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """`rows` counts the rows of each lane; a lane with clusters has one more below for them."""

    spots: tuple[Spot, ...]
    clusters: tuple[Cluster, ...]
    rows: tuple[int, ...]


def measure_text(text: str, size: float = LABEL_SIZE) -> float:
    """About how wide a text is."""
    if text.isascii():
        return size * _NARROW * len(text)
    return size * sum(_WIDE if east_asian_width(one) in "WF" else _NARROW for one in text)


def shorten(text: str, width: float) -> str:
    """The text, or its beginning with an ellipsis, no wider than `width`."""
    if measure_text(text) <= width:
        return text
    room, end = width - measure_text("…"), 0
    for one in text:
        room -= measure_text(one)
        if room < 0:
            break
        end += 1
    return text[:end].rstrip() + "…"


def lay_out(
    items: Sequence[Item], *, lanes: int, width: float, most_rows: int, most_items: int
) -> Layout:
    """Places for at most `most_items`, the most important first, then the earliest.

    At most `most_rows` in a lane. The rest is clustered. O(n log n).
    """
    rows: list[list[_Row]] = [[] for _ in range(lanes)]
    spots: list[Spot] = []
    crowded: list[Item] = []
    full: set[tuple[int, int]] = set()
    for item in sorted(items, key=lambda one: (one.importance, one.left, one.key)):
        slot = (item.lane, int((item.left + item.right) / 2 // TARGET))
        is_hopeless = len(spots) >= most_items or slot in full
        spot = None if is_hopeless else _place(item, rows[item.lane], width, most_rows)
        if spot:
            spots.append(spot)
        else:
            crowded.append(item)
            # Where a small mark found no room, its neighbours need not ask again.
            full.update([slot] if item.right - item.left <= TARGET else [])
    spots.sort(key=lambda spot: spot.key)
    counts = tuple(len(lane) for lane in rows)
    return Layout(tuple(spots), tuple(_cluster(crowded, width)), counts)


class _Row:
    """The taken stretches of a row, in order."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float]] = []

    def take(self, left: float, right: float) -> bool:
        """Take the stretch if it is free."""
        at = bisect_left(self._taken, (left, right))
        is_free_before = at == 0 or self._taken[at - 1][1] <= left
        is_free_after = at == len(self._taken) or right <= self._taken[at][0]
        if is_free_before and is_free_after:
            insort(self._taken, (left, right))
            return True
        return False


def _place(item: Item, rows: list[_Row], width: float, most_rows: int) -> Spot | None:
    for label, side, left, right in _options(item, width):
        for index, row in enumerate(rows):
            if row.take(left, right):
                return Spot(item.key, index, side, label)
        if len(rows) < most_rows:
            rows.append(_Row())
            rows[-1].take(left, right)
            return Spot(item.key, len(rows) - 1, side, label)
    return None


def _options(item: Item, width: float) -> Iterable[tuple[str, Side, float, float]]:
    """Ways to stand, the best first: label after the mark, before it, on it, none."""
    left, right = _target(max(item.left, 0), min(item.right, width))
    label = shorten(item.label, LONGEST_LABEL)
    length = measure_text(label, item.size) + LABEL_GAP * 2
    if label and right + length <= width:
        yield label, "after", left, right + length
    elif label and left - length >= 0:
        yield label, "before", left - length, right
    elif label and right - left > length:
        yield label, "inside", left, right
    yield "", "", left, right


def _target(left: float, right: float) -> tuple[float, float]:
    """At least as wide as a finger or an unsteady pointer needs."""
    lack = max(TARGET - (right - left), 0) / 2
    return left - lack, right + lack


def _cluster(crowded: Iterable[Item], width: float) -> Iterable[Cluster]:
    """Items by lane and stretch of the width."""
    buckets: dict[tuple[int, int], list[Item]] = defaultdict(list)
    last = max(int(width // BUCKET) - 1, 0)
    for item in crowded:
        middle = (max(item.left, 0) + min(item.right, width)) / 2
        buckets[item.lane, min(max(int(middle // BUCKET), 0), last)].append(item)
    for (lane, bucket), items in sorted(buckets.items()):
        keys = tuple(sorted(item.key for item in items))
        right = width if bucket == last else (bucket + 1) * BUCKET
        yield Cluster(lane, bucket * BUCKET, right, keys)
