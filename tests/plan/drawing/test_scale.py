"""From time to place: linear, with breaks for long empty stretches."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from site_gen.plan.drawing.pieces import DAY
from site_gen.plan.drawing.scale import Extent, fit_scale
from site_gen.plan.drawing.ticks import YEAR

moments = st.integers(-(10**16), 10**16) | st.integers(-(10**9), 10**9)
extents = st.lists(
    st.tuples(moments, st.integers(1, 10**9)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    min_size=1,
    max_size=30,
)


def years(*ones: int) -> list[Extent]:
    return [(year * YEAR, year * YEAR + DAY) for year in ones]


@given(extents, st.lists(moments, min_size=2, max_size=20))
def test_later_is_never_further_left(extents: list[Extent], asked: list[int]) -> None:
    scale = fit_scale(extents)
    for earlier, later in pairwise(sorted(asked)):
        assert scale.place(earlier) <= scale.place(later)


@given(extents)
def test_the_knots_rise_from_one_edge_to_the_other(extents: list[Extent]) -> None:
    scale = fit_scale(extents)
    assert scale.knots[0].place == 0
    assert scale.knots[-1].place == 1
    for left, right in pairwise(scale.knots):
        assert left.moment < right.moment
        assert left.place < right.place


@given(extents)
def test_the_order_in_which_events_come_changes_nothing(extents: list[Extent]) -> None:
    assert fit_scale(extents) == fit_scale(extents[::-1])


def test_ordinary_spans_are_linear() -> None:
    assert fit_scale(years(-44, 476, 1066, 1914, 1945, 2024)).breaks == ()


def test_two_events_have_no_break_between_them() -> None:
    assert fit_scale(years(-5000, 2024)).breaks == ()


def test_a_far_event_does_not_press_the_others_into_a_dot() -> None:
    scale = fit_scale([*years(-170_000_000), *years(2000, 2005, 2010, 2020)])
    assert len(scale.breaks) == 1
    assert scale.place(2020 * YEAR) - scale.place(2000 * YEAR) > 0.5


def test_a_crowd_in_a_long_history_gets_room() -> None:
    recent = [(2000 * YEAR + month * YEAR // 12, 2000 * YEAR + month * YEAR // 12 + DAY)
              for month in range(240)]  # fmt: skip  # reads as one stretch
    scale = fit_scale([*years(-752, -44, 1066, 1914), *recent])
    assert scale.breaks
    assert scale.place(recent[-1][0]) - scale.place(recent[0][0]) > 0.3


def test_a_year_of_which_nothing_is_known_does_not_decide_about_the_window() -> None:
    recent = years(2000, 2005, 2010, 2020)
    scale = fit_scale([*recent, (0, 9999 * YEAR)])
    assert scale.place(2020 * YEAR) - scale.place(2000 * YEAR) > 0.8
