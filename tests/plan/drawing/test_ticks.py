"""Where the axis bears marks: at round times, from millions of years to minutes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.dates import Day
from site_gen.dates.bounds import from_ordinal, to_ordinal
from site_gen.plan.drawing.pieces import DAY
from site_gen.plan.drawing.scale import Knot, Scale
from site_gen.plan.drawing.ticks import choose_unit, find_ticks, list_moments


def window(start: int, end: int) -> Scale:
    return Scale((Knot(start, 0.0), Knot(end, 1.0)))


def moment(year: int, month: int = 1, day: int = 1) -> int:
    return to_ordinal(Day(year, month, day)) * DAY


def test_months_are_marked_on_their_first_days() -> None:
    ticks = list(find_ticks(window(moment(2024, 3, 20), moment(2025, 2, 3)), width=960, widest=60))
    days = [from_ordinal(tick.moment // DAY) for tick in ticks]
    assert [day.day for day in days] == [1] * len(days)
    assert days[0] == Day(2024, 4, 1)
    assert {tick.kind for tick in ticks} == {"month"}


def test_round_years_before_christ_are_round_as_they_are_written() -> None:
    ticks = find_ticks(window(moment(-1200), moment(1000)), width=960, widest=88)
    found = [from_ordinal(tick.moment // DAY).year for tick in ticks]
    assert -499 in found, "500 BC"
    assert 500 in found


def test_an_evening_is_marked_in_minutes() -> None:
    start = moment(2024, 3, 28) + 22 * 3600
    ticks = list(find_ticks(window(start, start + 1800), width=960, widest=150))
    assert {tick.kind for tick in ticks} == {"minute"}
    assert all((tick.moment - start) % 300 == 0 for tick in ticks)


def test_midnight_is_marked_by_its_day() -> None:
    start = moment(2024, 12, 31) + 12 * 3600
    ticks = find_ticks(window(start, start + DAY), width=960, widest=200)
    assert {(tick.moment - start) / 3600: tick.kind for tick in ticks} == {
        0: "minute", 6: "minute", 12: "day", 18: "minute", 24: "minute",
    }  # fmt: skip  # hours side by side


@given(
    st.integers(-(10**15), 10**15),
    st.integers(60, 10**15),
    st.floats(min_value=60, max_value=300),
)
def test_marks_are_far_enough_apart_and_inside(start: int, length: int, widest: float) -> None:
    scale = window(start, start + length)
    ticks = list(find_ticks(scale, width=960, widest=widest))
    assert len(ticks) <= 960 / widest * 1.2 + 2
    assert all(start <= tick.moment <= start + length for tick in ticks)
    for left, right in pairwise(ticks):
        assert left.moment < right.moment


@pytest.mark.parametrize("seconds", [1, 59, 3600, 86_400, 10**7, 10**9, 10**13, 10**17])
def test_the_chosen_step_is_long_enough_and_not_much_longer(seconds: int) -> None:
    unit = choose_unit(seconds)
    assert seconds <= unit.seconds <= max(60, seconds * 4.5)


def test_a_break_bears_no_mark() -> None:
    knots = (Knot(moment(1900), 0.0), Knot(moment(1910), 0.4), Knot(moment(2000), 0.6),
             Knot(moment(2010), 1.0))  # fmt: skip  # four knots, one break
    found = [
        from_ordinal(tick.moment // DAY).year
        for tick in find_ticks(Scale(knots, (1,)), width=960, widest=88)
    ]
    assert found
    assert not [year for year in found if 1910 < year < 2000]


def test_every_multiple_between_the_ends_is_listed_once() -> None:
    found = list(list_moments(choose_unit(DAY), moment(2024, 2, 27), moment(2024, 3, 2)))
    assert len(found) == 5
