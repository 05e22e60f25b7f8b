"""Events under years and months, and long lists on pages of a hundred."""

from itertools import pairwise
from typing import Any

import pytest

from site_gen.plan.contexts import Chronology
from tests.plan import timelines as t


def many(number: int, **fields: Any) -> list[t.Record]:
    """Events a day apart, `e000` first, from New Year 2024 on."""
    days = (f"2024-{1 + index // 28 % 12:02d}-{1 + index % 28:02d}" for index in range(number))
    return [t.event(f"e{index:03d}", day, **fields) for index, day in enumerate(days)]


def ids(chronology: Chronology) -> list[str]:
    return [row.id for year in chronology.groups for month in year.months for row in month.rows]


def outline(*dates: str, language: str = "en", **fields: Any) -> list[tuple[Any, ...]]:
    """`(year heading, [(month heading, number of events)])` of a site with these dates."""
    records = [t.event(f"e{index}", date, **fields) for index, date in enumerate(dates)]
    shown = t.page_of(t.plan_of(*records, languages=(language,)), "").chronology
    return [
        (year.heading, [(month.heading, len(month.rows)) for month in year.months])
        for year in shown.groups
    ]


# --- pages of a hundred --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "sizes"),
    [(0, [0]), (1, [1]), (99, [99]), (100, [100]), (101, [100, 1]), (250, [100, 100, 50])],
)
def test_a_list_goes_on_after_a_hundred_events(number: int, sizes: list[int]) -> None:
    plan = t.plan_of(*many(number, tags=["all"]))
    routes = ["", *(f"page/{page}/" for page in range(2, len(sizes) + 1))]
    assert [len(ids(t.page_of(plan, route).chronology)) for route in routes] == sizes
    assert f"page/{len(sizes) + 1}/index.html" not in plan.artifacts
    assert {t.page_of(plan, route).chronology.total for route in routes} == {number}


@pytest.mark.parametrize("order", ["ascending", "descending"])
def test_pages_follow_each_other_in_the_order_of_the_site(order: str) -> None:
    plan = t.plan_of(*many(250), order=order)
    seen = [
        id for route in ("", "page/2/", "page/3/") for id in ids(t.page_of(plan, route).chronology)
    ]
    expected = [f"e{index:03d}" for index in range(250)]
    assert seen == (expected if order == "ascending" else expected[::-1])


def test_the_pager_leads_to_the_pages_around_and_to_all() -> None:
    plan = t.plan_of(*many(250), base_url="https://example.org/repo/")
    urls = ("/repo/", "/repo/page/2/", "/repo/page/3/")
    pagers = [t.page_of(plan, route).chronology.pager for route in ("", "page/2/", "page/3/")]
    assert [one.urls for one in pagers] == [urls] * 3
    assert [(one.current, one.total) for one in pagers] == [(1, 3), (2, 3), (3, 3)]
    assert [one.previous_url for one in pagers] == [None, *urls[:2]]
    assert [one.next_url for one in pagers] == [*urls[1:], None]


def test_a_short_list_has_no_pager() -> None:
    assert t.page_of(t.plan_of(*many(100)), "").chronology.pager is None


def test_every_list_of_events_goes_on() -> None:
    events = many(101, tags=["all"], entities=["lei"], stories=["thread"])
    events += many_more_of_one_month()
    plan = t.plan_of(
        *events, t.entity("lei"), t.story("thread"), t.story("fixed", *(e.id for e in events))
    )
    lists = ["", "tags/all/", "entities/lei/", "stories/thread/", "stories/fixed/"]
    lists += ["years/2024/", "years/2025/", "years/2025/01/"]
    assert {f"{route}page/2/index.html" for route in lists} <= plan.artifacts.keys()


def many_more_of_one_month() -> list[t.Record]:
    return [t.event(f"m{index:03d}", "2025-01") for index in range(101)]


def test_a_further_page_says_in_its_title_which_it_is() -> None:
    plan = t.plan_of(*many(101), title="Cars", languages=("en", "zh"))
    assert t.page_of(plan, "").page.title == "Cars"
    assert t.page_of(plan, "page/2/").page.title == "Cars – Page 2 of 2"
    assert t.page_of(plan, "zh/page/2/").page.title == "Cars – 第 2 页，共 2 页"


# --- years and months ----------------------------------------------------------------------


def test_events_stand_under_their_year_and_month() -> None:
    assert outline("2023-12-31", "2024-03-28", "2024-03-29", "2024-04") == [
        ("2023", [("December 2023", 1)]),
        ("2024", [("March 2024", 2), ("April 2024", 1)]),
    ]


def test_headings_are_in_the_language_of_the_page() -> None:
    assert outline("-0043-03-15", "2024-05", language="zh") == [
        ("公元前44年", [("公元前44年3月", 1)]),
        ("2024年", [("2024年5月", 1)]),
    ]


def test_headings_lead_to_the_pages_of_the_year_and_the_month() -> None:
    shown = t.page_of(t.plan_of(t.event("ides", "-0043-03-15")), "").chronology
    (year,) = shown.groups
    assert (year.heading, year.url, year.anchor) == ("44 BC", "/years/-0043/", "y-0043")
    (month,) = year.months
    assert (month.heading, month.url, month.anchor) == (
        "March 44 BC",
        "/years/-0043/03/",
        "m-0043-03",
    )


def test_a_year_of_five_digits_is_written_with_y() -> None:
    shown = t.page_of(t.plan_of(t.event("far", "Y12024")), "").chronology
    assert [(year.heading, year.url) for year in shown.groups] == [("12,024", "/years/Y12024/")]


@pytest.mark.parametrize(
    ("date", "heading"),
    [
        ("198X", "1980s"),
        ("198X?", "1980s"),
        ("198X-05", "1980s"),
        ("198X-12-25", "1980s"),
        ("198X/1995", "1980s"),
        ("19XX", "some year from 1900 to 1999"),
        ("XXXX-12-25", "year unknown"),
        ("1950S2", "1950 (estimate, between 1900 and 1999)"),
    ],
)
def test_a_time_coarser_than_a_year_stands_under_its_own_words(date: str, heading: str) -> None:
    assert outline(date) == [(heading, [(None, 1)])]


def test_a_decade_does_not_stand_under_its_first_year() -> None:
    plan = t.plan_of(t.event("decade", "198X"), t.event("year", "1980"))
    groups = t.page_of(plan, "").chronology.groups
    assert [(year.heading, year.url) for year in groups] == [
        ("1980s", None),
        ("1980", "/years/1980/"),
    ]


@pytest.mark.parametrize(
    ("date", "year", "month"),
    [
        ("2024", "2024", None),
        ("2024-21", "2024", None),
        ("2024-Q3", "2024", None),
        ("2024-XX", "2024", None),
        ("2024~", "2024", None),
        ("2024-05-20T14:00+08:00", "2024", "May 2024"),
        ("2023-12/2024-02", "2023", "December 2023"),
        ("/2024-05", "2024", "May 2024"),
        ("../2024", "2024", None),
        ("2004-06/..", "2004", "June 2004"),
        ("[1667,1668]", "1667", None),
        ("{1960-05..1960-12}", "1960", "May 1960"),
    ],
)
def test_a_date_stands_where_its_first_known_end_stands(
    date: str, year: str, month: str | None
) -> None:
    assert outline(date) == [(year, [(month, 1)])]


def test_what_is_known_to_the_year_alone_begins_it_without_a_heading() -> None:
    assert outline("2024", "2024-01-05") == [("2024", [(None, 1), ("January 2024", 1)])]


def test_a_season_does_not_seem_to_belong_to_the_month_before_it() -> None:
    assert outline("2024-01-05", "2024-21", "2024-03-01") == [
        ("2024", [("January 2024", 1), ("2024", 1), ("March 2024", 1)])
    ]


def test_sort_moves_an_event_and_nothing_that_is_shown() -> None:
    plan = t.plan_of(
        t.event("early", "2024-01"), t.event("moved", "2023", sort="2024-06"), t.event("z", "2025")
    )
    shown = t.page_of(plan, "").chronology
    assert ids(shown) == ["early", "moved", "z"]
    assert [year.heading for year in shown.groups] == ["2024", "2023", "2025"]
    assert "years/2023/index.html" in plan.artifacts
    assert [row.id for row in t.page_of(plan, "years/2024/").chronology.groups[0].months[0].rows]


def test_the_same_year_twice_on_a_page_has_two_anchors() -> None:
    plan = t.plan_of(
        t.event("a", "2024-01-01"),
        t.event("b", "2023", sort="2024-01-02"),
        t.event("c", "2024-01-03"),
        t.event("d", "198X"),
        t.event("e", "19XX"),
    )
    groups = t.page_of(plan, "").chronology.groups
    anchors = [one.anchor for one in groups]
    anchors += [month.anchor for year in groups for month in year.months]
    assert len(set(anchors)) == len(anchors) == 10
    assert {"y2024", "y2024-2", "m2024-01", "m2024-01-2"} <= set(anchors)


def test_descending_order_turns_everything_about() -> None:
    records = [t.event("a", "2023-05"), t.event("b", "2024-01"), t.event("c", "2024-02")]
    groups = t.page_of(t.plan_of(*records, order="descending"), "").chronology.groups
    assert [year.heading for year in groups] == ["2024", "2023"]
    assert [month.heading for month in groups[0].months] == ["February 2024", "January 2024"]


def test_a_title_is_no_key_for_order() -> None:
    shown = t.page_of(t.plan_of(*many(30)[::-1]), "").chronology
    assert all(one < other for one, other in pairwise(ids(shown)))
