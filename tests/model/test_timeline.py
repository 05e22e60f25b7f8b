"""Everything loaded, immutable and ordered."""

import random
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.model.records import Origin, StatusChange
from site_gen.model.text import fold_spelling
from site_gen.model.timeline import order_events, sources_of
from tests.plan import timelines as t


def ids(events: object) -> list[str]:
    return [event.id for event in events]  # type: ignore[attr-defined]  # an iterable of events


def test_events_stand_by_date_then_id_whatever_came_first() -> None:
    dates = {"b": "2024", "a": "2024", "c": "2023", "d": "-0043"}
    events = [t.event(id, date) for id, date in dates.items()]
    for seed in range(4):
        random.Random(seed).shuffle(events)
        assert ids(order_events(events, UTC)) == ["d", "c", "a", "b"]


def test_sort_takes_the_place_of_the_date() -> None:
    events = [t.event("a", "2024", sort="2020"), t.event("b", "2022")]
    assert ids(order_events(events, UTC)) == ["a", "b"]


def test_times_without_a_zone_stand_in_the_sites() -> None:
    local = t.event("local", "2024-05-20T10:00:00")
    instant = t.event("instant", "2024-05-20T03:00:00Z")
    assert ids(order_events([local, instant], UTC)) == ["instant", "local"]
    assert ids(order_events([local, instant], ZoneInfo("Asia/Shanghai"))) == ["local", "instant"]


@given(st.text())
def test_a_tags_key_is_the_same_for_its_own_key_and_cases(tag: str) -> None:
    assert fold_spelling(fold_spelling(tag)) == fold_spelling(tag)


@pytest.mark.parametrize(
    ("one", "other"), [("EV", "ev"), ("Stra\u00dfe", "STRASSE"), ("\u00c4", "a\u0308")]
)
def test_spellings_of_one_tag_have_one_key(one: str, other: str) -> None:
    assert fold_spelling(one) == fold_spelling(other)


def test_an_event_that_names_an_entity_twice_is_listed_once() -> None:
    timeline = t.timeline_of(
        t.event("a", entities=["lei"], place="@lei", claims=[t.claim("c1", by=["@lei"])]),
        t.entity("lei"),
    )
    assert ids(timeline.events_by_entity["lei"]) == ["a"]
    assert len(timeline.claims_by_entity["lei"]) == 1


def test_a_source_counts_wherever_an_event_cites_it() -> None:
    event = t.event(
        "a",
        body={"en": "[@body]", "zh": "[@chinese]"},
        sources=["event"],
        claims=[
            t.claim(
                "c1",
                "claim",
                outcome=t.outcome("met", sources=["outcome"]),
                history=(StatusChange("reported", sources=t.claim("x", "history").sources),),
            )
        ],
        media=[t.medium(url="https://example.org/", source="media")],
    )
    expected = ["body", "chinese", "event", "claim", "outcome", "history", "media"]
    assert list(sources_of(event)) == expected
    timeline = t.timeline_of(event)
    assert list(timeline.events_by_source) == expected
    assert list(timeline.claims_by_source) == ["claim", "outcome", "history"]


def test_what_is_not_yet_to_be_seen_is_left_out_everywhere() -> None:
    timeline = t.timeline_of(
        t.event("a", "2020", stories=["thread"], tags=["ev"]),
        t.event("b", "2021", draft=True, stories=["thread"], tags=["secret"], part_of="a"),
        t.event("c", "2022", publish_from="2030-01-01T00:00:00Z", follows=["a"]),
        t.event("d", "2023", publish_from="2020-01-01T00:00:00Z"),
        t.story("thread", "b", "a"),
    )
    assert timeline.parts.keys() == {"a"}
    shown = timeline.visible(drafts=False, is_due=lambda date: (date.year or 0) < 2025)
    assert ids(shown.events) == ["a", "d"]
    assert shown.parts == shown.followed_by == {}
    assert ids(shown.events_by_story["thread"]) == ["a"]
    assert list(shown.tags) == ["ev"]
    assert shown.position == {"a": 0, "d": 1}
    assert ids(timeline.visible(drafts=True, is_due=lambda _: False).events) == ["a", "b"]
    assert timeline.visible(drafts=True, is_due=lambda _: True) is timeline


def test_an_event_knows_the_stories_that_list_it_and_those_it_names() -> None:
    timeline = t.timeline_of(
        t.event("a", stories=["named"]), t.story("lists", "a"), t.story("named"), t.story("other")
    )
    assert ids(timeline.stories_by_event["a"]) == ["lists", "named"]
    assert timeline.events_by_story["other"] == ()


def test_origins_take_no_part_in_comparison() -> None:
    assert t.event("a") == t.event("a", origin=Origin("elsewhere.yaml", (3,)))
