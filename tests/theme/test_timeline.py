"""What the page of the drawn timeline says of it in words."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from site_gen.model.settings import Kind
from site_gen.plan.drawing_contexts import TimelinePage
from site_gen.render.theme import Theme
from tests.plan import timelines as t
from tests.theme.samples import Sampler

Read = Callable[..., str]


@pytest.fixture
def read_total(theme: Theme, render_context: Callable[[str, object], str]) -> Read:
    """The line under the heading of `route`, as HTML, for these events."""

    def read(*records: t.Record, route: str = "timeline/", **settings: Any) -> str:
        drawn = t.page_of(t.plan_of(*records, **settings), route).drawing
        page = Sampler(theme.words_for("en"), False, "A text", "/a/").record(TimelinePage)
        html = render_context("timeline.html", replace(page, drawing=drawn))
        found = re.search(r'<p class="total">(.*?)</p>', html, re.DOTALL)
        assert found
        return found[1]

    return read


def speak(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (("1984~", "2019"), "2 events, first: c. 1984, last: 2019"),
        (("198X", "2004-06/.."), "2 events, first: 1980s, last: since June 2004"),
        (("1984-05-01", "1984/2019", "1990"), "3 events, 1984–2019"),
        (("2024", "2024"), "2 events, 2024"),
        (("[..1984]",), "1 event, 1984 or earlier"),
        (("2024-03", "2024-05-20", "2024-04~"), "3 events, first: March 2024, last: 20 May 2024"),
    ],
)  # fmt: skip  # a case stands on a line
def test_the_ends_are_the_dates_of_events_as_well_as_they_are_known(
    read_total: Read, dates: tuple[str, ...], words: str
) -> None:
    events = [t.event(f"e{number}", date) for number, date in enumerate(dates)]
    assert speak(read_total(*events)) == words


def test_an_end_is_told_in_its_authors_own_words(read_total: Read) -> None:
    spring = t.event("a", "2024", date_text="early spring")
    assert speak(read_total(spring)) == "1 event, early spring"


def test_ends_carry_a_date_for_machines_only_where_it_says_the_same(read_total: Read) -> None:
    total = read_total(t.event("a", "1984~"), t.event("b", "2019-05"))
    assert re.findall(r"<time[^>]*>[^<]*", total) == ['<time datetime="2019-05">May 2019']


def test_every_arrangement_of_lanes_tells_the_same_ends(read_total: Read) -> None:
    records = (
        t.event("a", "1984~", kind="one", entities=["x"]),
        t.event("b", "2019", kind="two", entities=["y"]),
        t.entity("x"),
        t.entity("y"),
    )
    kinds = (Kind("one", t.text("One")), Kind("two", t.text("Two")))
    for route in ("timeline/", "timeline/entities/"):
        total = speak(read_total(*records, route=route, kinds=kinds))
        assert total == "2 events, first: c. 1984, last: 2019"
