"""Places for marks and labels: nothing overlaps, nothing is lost."""

from collections import defaultdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from site_gen.plan.drawing.layout import (
    LABEL_GAP,
    TARGET,
    Item,
    Layout,
    lay_out,
    measure_text,
    shorten,
)

WIDTH = 960.0


@st.composite
def crowds(draw: st.DrawFn) -> list[Item]:
    count = draw(st.integers(0, 60))
    return [
        Item(
            key=key,
            lane=draw(st.integers(0, 2)),
            left=(left := draw(st.floats(0, WIDTH))),
            right=min(left + draw(st.floats(0, 300)), WIDTH),
            importance=draw(st.integers(1, 3)),
            label=draw(st.sampled_from(["", "A launch", "小米发布SU7", "A very long title " * 9])),
        )
        for key in range(count)
    ]


def arrange(items: list[Item], *, most_rows: int = 3, most_items: int = 40) -> Layout:
    return lay_out(items, lanes=3, width=WIDTH, most_rows=most_rows, most_items=most_items)


def stretch(item: Item, side: str, label: str) -> tuple[float, float]:
    """What a mark and its label take."""
    lack = max(TARGET - (item.right - item.left), 0) / 2
    left, right = item.left - lack, item.right + lack
    length = measure_text(label, item.size) + LABEL_GAP * 2
    if side == "after":
        return left, right + length
    return (left - length, right) if side == "before" else (left, right)


@given(crowds())
def test_nothing_overlaps_in_a_row(items: list[Item]) -> None:
    by_key = {item.key: item for item in items}
    rows: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for spot in arrange(items).spots:
        item = by_key[spot.key]
        rows[item.lane, spot.row].append(stretch(item, spot.side, spot.label))
    for taken in rows.values():
        for (_, right), (left, _) in pairwise(sorted(taken)):
            assert right <= left


@given(crowds())
def test_every_item_has_a_place_or_is_counted_in_one_cluster(items: list[Item]) -> None:
    layout = arrange(items)
    placed = [spot.key for spot in layout.spots]
    counted = [key for cluster in layout.clusters for key in cluster.keys]
    assert sorted(placed + counted) == [item.key for item in items]


@given(crowds())
def test_clusters_of_a_lane_stand_side_by_side(items: list[Item]) -> None:
    lanes: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for cluster in arrange(items, most_rows=1).clusters:
        lanes[cluster.lane].append((cluster.left, cluster.right))
    for taken in lanes.values():
        for (_, right), (left, _) in pairwise(sorted(taken)):
            assert right <= left
        assert all(0 <= left < right <= WIDTH for left, right in taken)


@given(crowds())
def test_rows_and_marks_are_bounded(items: list[Item]) -> None:
    layout = arrange(items, most_rows=2, most_items=10)
    assert len(layout.spots) <= 10
    assert all(rows <= 2 for rows in layout.rows)
    assert all(spot.row < 2 for spot in layout.spots)


@given(crowds())
def test_the_order_of_the_items_changes_nothing(items: list[Item]) -> None:
    assert arrange(items) == arrange(items[::-1])


def test_the_important_stay_where_there_is_no_room() -> None:
    items = [Item(key, 0, 100, 100, 3 if key else 1) for key in (2, 1, 0)]
    layout = lay_out(items, lanes=1, width=WIDTH, most_rows=1, most_items=40)
    assert [spot.key for spot in layout.spots] == [0]
    assert [cluster.keys for cluster in layout.clusters] == [(1, 2)]


def test_a_label_at_the_right_edge_stands_before_its_mark() -> None:
    (spot,) = arrange([Item(0, 0, 950, 950, 1, "A launch")]).spots
    assert spot.side == "before"


@given(st.text(max_size=80), st.floats(30, 400))
def test_a_shortened_text_fits(text: str, width: float) -> None:
    assert measure_text(shorten(text, width)) <= max(width, measure_text("…")) + 1e-9
