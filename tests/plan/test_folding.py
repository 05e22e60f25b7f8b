"""Parts of a larger event stand below it, and none is lost."""

from collections.abc import Iterable

from site_gen.plan.contexts import Chronology, EventRow
from tests.plan import timelines as t


def tops(chronology: Chronology) -> list[EventRow]:
    return [row for year in chronology.groups for month in year.months for row in month.rows]


def ids(rows: Iterable[EventRow]) -> list[str]:
    return [row.id for row in rows]


def everything(rows: Iterable[EventRow]) -> list[str]:
    return [id for row in rows for id in (row.id, *everything(row.parts))]


def home(*events: object, **settings: object) -> list[EventRow]:
    return tops(t.page_of(t.plan_of(*events, **settings), "").chronology)  # type: ignore[arg-type]  # events, as timelines makes them


def test_a_part_in_the_same_month_stands_below_the_larger_event() -> None:
    rows = home(
        t.event("show", "2024-04-25/2024-05-04"),
        t.event("booth", "2024-04-26", part_of="show"),
        t.event("other", "2024-04-27"),
    )
    assert ids(rows) == ["show", "other"]
    assert ids(rows[0].parts) == ["booth"]
    assert rows[0].part_count == 1


def test_a_part_in_another_month_keeps_its_place() -> None:
    rows = home(
        t.event("show", "2024-04-25/2024-05-04"),
        t.event("booth", "2024-04-26", part_of="show"),
        t.event("closing", "2024-05-04", part_of="show"),
    )
    assert ids(rows) == ["show", "closing"]
    assert (rows[0].part_count, len(rows[0].parts)) == (2, 1)


def test_parts_of_parts_stand_below_them() -> None:
    rows = home(
        t.event("a", "2024-04-01"),
        t.event("b", "2024-04-02", part_of="a"),
        t.event("c", "2024-04-03", part_of="b"),
    )
    assert ids(rows) == ["a"]
    assert ids(rows[0].parts[0].parts) == ["c"]


def test_a_part_that_is_dated_before_its_larger_event_is_folded_too() -> None:
    rows = home(t.event("late", "2024-04-20"), t.event("early", "2024-04-01", part_of="late"))
    assert everything(rows) == ["late", "early"]


def test_every_event_stands_on_exactly_one_page_of_a_long_list() -> None:
    events = [t.event("show", "2024-04-01")]
    events += [
        t.event(f"e{index:03d}", "2024-04-02", part_of="show" if index % 2 else None)
        for index in range(250)
    ]
    plan = t.plan_of(*events)
    pages = [t.page_of(plan, route).chronology for route in ("", "page/2/", "page/3/")]
    shown = [id for page in pages for id in everything(tops(page))]
    assert sorted(shown) == sorted(event.id for event in events)
    assert [len(everything(tops(page))) for page in pages] == [100, 100, 51]


def test_a_long_list_says_with_which_dates_its_pages_begin() -> None:
    events = [t.event(f"e{index:03d}", f"{1900 + index}") for index in range(150)]
    up = t.page_of(t.plan_of(*events), "").chronology.pager
    down = t.page_of(t.plan_of(*events, order="descending"), "page/2/").chronology.pager
    assert up.starts == ("1900", "2000")
    assert down.starts == ("2049", "1949")


def test_a_list_says_what_it_is_about() -> None:
    plan = t.plan_of(
        t.event("a", entities=["nio"], stories=["onvo"], tags=["EV"]),
        t.entity("nio"),
        t.story("onvo"),
    )
    routes = ("", "entities/nio/", "stories/onvo/", "tags/ev/", "years/2024/")
    scopes = [t.page_of(plan, route).chronology.scope for route in routes]
    assert scopes == ["all", "entity=nio", "story=onvo", "tag=ev", ""]
