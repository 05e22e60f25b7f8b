"""Pages of years and months."""

import pytest

from tests.plan import timelines as t


def continuing(*dates: str, route: str) -> list[str]:
    """Which of the dates are shown as going on at a period that has an event of its own."""
    records = [t.event(date.replace("/", "-to-"), date) for date in dates]
    year, month = (*route.split("/"), "")[1:3]
    own = t.event("own", f"{year}-{month}" if month else year)
    page = t.page_of(t.plan_of(*records, own), route)
    return [row.date.edtf for row in page.continuing]


def test_a_year_counts_its_months_and_leads_to_its_neighbours() -> None:
    plan = t.plan_of(
        t.event("a", "2021"),
        t.event("b", "2023-03"),
        t.event("c", "2023-03"),
        t.event("d", "2023-12-31"),
        t.event("e", "2023"),
        t.event("f", "2030"),
    )
    page = t.page_of(plan, "years/2023/")
    assert page.heading == page.page.title == "2023"
    assert [(one.link.text.text, one.link.url, one.count) for one in page.months] == [
        ("March 2023", "/years/2023/03/", 2),
        ("December 2023", "/years/2023/12/", 1),
    ]
    assert (page.earlier.url, page.later.url) == ("/years/2021/", "/years/2030/")
    assert page.chronology.total == 4


def test_a_month_leads_to_its_year_and_its_neighbours_there() -> None:
    plan = t.plan_of(*(t.event(f"e{month}", f"2023-{month}") for month in ("03", "04", "12")))
    page = t.page_of(plan, "years/2023/04/")
    assert page.heading == "April 2023"
    assert [crumb.url for crumb in page.page.breadcrumbs] == ["/", "/years/2023/"]
    assert (page.earlier.url, page.later.url) == ("/years/2023/03/", "/years/2023/12/")
    assert page.months == ()
    first, last = (t.page_of(plan, f"years/2023/{month}/") for month in ("03", "12"))
    assert first.earlier is None
    assert last.later is None


@pytest.mark.parametrize("date", ["198X", "19XX", "XXXX-12-25", "1950S2"])
def test_a_time_coarser_than_a_year_has_no_page_of_a_year(date: str) -> None:
    assert not [path for path in t.plan_of(t.event("a", date)).artifacts if "years/" in path]


@pytest.mark.parametrize("date", ["2024", "2024-21", "2024-XX", "2024-Q1"])
def test_a_time_coarser_than_a_month_has_no_page_of_a_month(date: str) -> None:
    routes = t.routes_of(t.plan_of(t.event("a", date)))
    assert routes == {"events/a/", "years/2024/"}


def test_the_home_page_leads_to_every_year() -> None:
    plan = t.plan_of(t.event("a", "-0043"), t.event("b", "2024"), t.event("c", "2024-05"))
    years = t.page_of(plan, "").years
    assert [(one.link.text.text, one.link.url, one.count) for one in years] == [
        ("44 BC", "/years/-0043/", 1),
        ("2024", "/years/2024/", 2),
    ]


@pytest.mark.parametrize(
    ("date", "route", "goes_on"),
    [
        ("2023-12/2024-02", "years/2024/", True),
        ("2023-12/2024-02", "years/2024/01/", True),
        ("2023-12/2024-02", "years/2024/02/", True),
        ("2023-12/2024-02", "years/2024/03/", False),
        ("2023-12-31/2024-01-01", "years/2024/", True),
        ("2024-01-01/2024-03", "years/2024/", False),
        ("2004-06/..", "years/2024/", True),
        ("2004-06/", "years/2024/", False),
        ("/2024-05", "years/2024/", False),
        ("../2024-05", "years/2024/03/", False),
        ("2023", "years/2024/", False),
        ("-0043/0014", "years/0001/", True),
    ],
)
def test_what_began_earlier_and_went_on_is_shown(date: str, route: str, goes_on: bool) -> None:
    assert continuing(date, route=route) == ([date] if goes_on else [])


@pytest.mark.parametrize(
    ("date", "route"),
    [
        ("2023/2024", "years/2023/03/"),  # it may have begun in April
        ("2023/2024", "years/2024/06/"),  # it may have ended in May
        ("198X/1990", "years/1985/"),
    ],
)
def test_nothing_is_said_to_go_on_that_is_not_known_to(date: str, route: str) -> None:
    assert continuing(date, route=route) == []


def test_what_goes_on_is_said_on_the_first_page_alone() -> None:
    events = [t.event(f"e{index:03d}", "2024") for index in range(101)]
    plan = t.plan_of(t.event("long", "2023/.."), *events)
    assert [row.id for row in t.page_of(plan, "years/2024/").continuing] == ["long"]
    assert t.page_of(plan, "years/2024/page/2/").continuing == ()
