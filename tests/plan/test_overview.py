"""The drawing of how many events there are when."""

from itertools import pairwise
from typing import Any

import pytest

from site_gen.plan import make_plan
from site_gen.plan.contexts import Overview
from site_gen.plan.overview import MOST_BINS, MOST_LABELS, find_gaps
from tests.plan import timelines as t


def overview_of(*dates: str, **settings: Any) -> Overview | None:
    events = [t.event(f"e{index:04d}", date) for index, date in enumerate(dates)]
    found: Overview | None = t.page_of(t.plan_of(*events, **settings), "").overview
    return found


def drawn(*dates: str, **settings: Any) -> Overview:
    overview = overview_of(*dates, **settings)
    assert overview is not None
    return overview


def test_few_years_are_drawn_month_by_month() -> None:
    overview = drawn("2024-03-28", "2024-05-15", "2024-05-20", "2025-06")
    assert [(bar.label, bar.count) for bar in overview.bars] == [
        ("March 2024", 1),
        ("May 2024", 2),
        ("June 2025", 1),
    ]
    assert [bar.url for bar in overview.bars][:2] == ["/years/2024/03/", "/years/2024/05/"]
    assert [label.text for label in overview.labels] == ["2024", "2025"]


def test_many_years_are_drawn_year_by_year() -> None:
    overview = drawn("1984~", "1990", "2024-05-20")
    assert (overview.bars[0].label, overview.bars[0].url) == ("1984", "/years/1984/")


@pytest.mark.parametrize(
    "dates",
    [
        ("-0043", "0100", "1066", "2024"),
        ("Y-13800000000", "-0500", "2024"),
        ("Y-1000000", "Y-999000", "Y1000000"),
    ],
)
def test_the_longest_spans_keep_a_bounded_number_of_bars(dates: tuple[str, ...]) -> None:
    overview = drawn(*dates)
    assert sum(bar.count for bar in overview.bars) == len(dates)
    assert all(bar.width >= 100 / MOST_BINS * 0.8 for bar in overview.bars)
    assert 1 <= len(overview.labels) <= MOST_LABELS + 1


def test_bars_stay_inside_and_do_not_overlap() -> None:
    dates = [f"{year}-{month:02d}" for year in range(2020, 2024) for month in (1, 6, 12)]
    bars = drawn(*dates).bars
    assert bars[0].x >= 0
    assert bars[-1].x + bars[-1].width <= 100
    assert all(one.x + one.width <= other.x for one, other in pairwise(bars))
    assert {bar.height for bar in bars} == {48}


def test_time_runs_from_the_left_in_every_language_as_in_the_drawn_timeline() -> None:
    events = [t.event(f"e{year}", str(year)) for year in (2020, 2021, 2030)]
    plans = [
        make_plan(
            t.timeline_of(*events, language=language),
            t.settings_of(languages=(language,)),
            t.assets_of(),
            lambda _: t.words_of("en"),
        )
        for language in ("en", "ar")
    ]
    left, right = (t.page_of(plan, "").overview for plan in plans)
    assert [bar.x for bar in right.bars] == [bar.x for bar in left.bars]
    assert [(one.x, one.anchor) for one in right.labels] == [
        (one.x, one.anchor) for one in left.labels
    ]


def test_what_is_dated_less_exactly_is_counted_in_words_and_not_drawn() -> None:
    overview = drawn("2024-03-28", "2024-05-15", "2024-05-20", "2024", "198X")
    assert sum(bar.count for bar in overview.bars) == 3
    assert overview.sentences[-1] == "2 events are dated less exactly and not drawn."


def test_the_sentences_name_the_peak_and_the_longest_gap() -> None:
    overview = drawn("2024-01", "2024-01", "2024-04", "2024-12")
    assert overview.sentences[:2] == (
        "Most in January 2024: 2 events.",
        "Longest time without an event: May 2024 – November 2024.",
    )


def test_a_gap_stands_between_two_bins_with_events() -> None:
    assert find_gaps([1, 2, 5, 9], 2) == [(3, 4), (6, 8)]
    assert find_gaps([1, 2, 5, 9], 3) == [(6, 8)]
    assert find_gaps([4], 1) == []


@pytest.mark.parametrize("dates", [(), ("2024",), ("2024-01", "2024-02"), ("198X", "197X", "196X")])
def test_too_little_is_not_drawn(dates: tuple[str, ...]) -> None:
    assert overview_of(*dates) is None


def test_a_year_s_page_shows_its_twelve_months() -> None:
    plan = t.plan_of(*(t.event(f"e{month}", f"2024-{month:02d}") for month in (2, 3, 5)))
    bars = t.page_of(plan, "years/2024/").overview.bars
    assert bars[0].x == pytest.approx(100 / 12, abs=1)
    assert t.page_of(plan, "years/2024/02/").overview is None
