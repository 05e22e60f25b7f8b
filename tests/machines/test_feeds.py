"""Atom and JSON Feed: judged by feedparser, and by what an entry must say."""

import json
import warnings
from typing import Any

import pytest

from tests.machines.readers import BASE, plan, read_file, read_json, records, render
from tests.plan import timelines as t

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # feedparser imports a module that is going
    import feedparser

FEEDS = sorted(path for path in plan().artifacts if path.endswith("feed.xml"))


def parse(content: bytes) -> Any:
    found = feedparser.parse(content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def json_feed(*events: t.Record, path: str = "feed.json", **settings: Any) -> Any:
    return json.loads(render(t.plan_of(*events, **settings).artifacts[path]))


def titles(feed: Any) -> list[str]:
    return [item["title"] for item in feed["items"]]


def test_there_is_a_feed_beside_everything_that_one_may_follow() -> None:
    slices = ("", "entities/lei/", "stories/thread/", "tags/ev/", "zh/", "zh/entities/nio/")
    for route in slices:
        assert {f"{route}feed.xml", f"{route}feed.json", f"{route}calendar.ics"} <= set(
            plan().artifacts
        )


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize("base", [BASE, None])
def test_feedparser_has_nothing_to_object_and_both_forms_say_the_same(
    path: str, base: str | None
) -> None:
    atom = parse(read_file(path, base_url=base))
    other = read_json(path.replace("feed.xml", "feed.json"), base_url=base)
    assert other["version"] == "https://jsonfeed.org/version/1.1"
    assert [one.id for one in atom.entries] == [one["id"] for one in other["items"]]
    assert [one.updated for one in atom.entries] == [one["date_modified"] for one in other["items"]]
    # feedparser cleans what it gives; what it was given is the same text.
    for entry, item in zip(atom.entries, other["items"], strict=True):
        assert entry.content[0].type == "text/html"
        assert item["content_html"]


def test_an_entry_has_body_corrections_and_claims_and_its_links_are_whole() -> None:
    (item,) = [one for one in read_json("feed.json")["items"] if one["title"].startswith("A <v")]
    html = item["content_html"]
    assert f'<a href="{BASE}entities/nio/">Nio</a>' in html
    assert f'href="{BASE}events/full/#ref-1"' in html
    assert "We erred &amp; &lt;/script&gt; said so." in html
    assert "Statement c1" in html
    assert "<s>Statement c2</s>" in html
    assert item["url"] == f"{BASE}events/full/"
    assert item["date_published"] == "2024-05-21T00:00:00Z"
    assert item["_event"]["date"] == "2024-05-20"


def test_the_newest_edit_comes_first_whatever_the_event_s_date() -> None:
    found = json_feed(
        t.event("old", "1999", title="a", updated="2024-05-03"),
        t.event("new", "2024-05-01", title="b", published="2024-05-02"),
        t.event("corrected", "2020", title="c", corrections=[t.correction("2024-05-04")]),
    )
    assert titles(found) == ["c", "a", "b"]


def test_without_a_date_of_edit_the_sources_tell_then_the_event() -> None:
    found = json_feed(
        t.source("late", published="2024-06-01"),
        t.source("seen", accessed="2024-05-30"),
        t.event("a", "2001", title="by publication", sources=["late", "seen"]),
        t.event("b", "2002", title="by access", sources=["seen"]),
        t.event("c", "2003-04", title="by itself"),
        t.event("d", "-0043", title="never"),
        t.event("e", "2000", title="edited", updated="2010-01-01", sources=["late"]),
    )
    assert titles(found) == ["by publication", "by access", "edited", "by itself"]
    assert found["items"][-1]["date_modified"] == "2003-04-01T00:00:00Z"


def test_ids_stay_when_the_site_moves_and_when_a_named_site_is_renamed() -> None:
    def ids(**settings: Any) -> list[str]:
        return [one["id"] for one in json_feed(t.event("a"), t.event("b"), **settings)["items"]]

    here = ids(base_url="https://example.org/a/")
    assert ids(base_url="https://example.net/") == here == ids()
    assert ids(title="Another") != here
    assert ids(title="Another", feed_id="x") == ids(feed_id="x")
    assert all(id.startswith("urn:uuid:") for id in here)


def test_every_entry_of_a_site_has_an_id_of_its_own_in_every_language() -> None:
    ids = [one["id"] for path in ("feed.json", "zh/feed.json") for one in read_json(path)["items"]]
    assert len(ids) == len(set(ids)) > 40


def test_a_feed_has_no_more_entries_than_it_may() -> None:
    assert len(json_feed(*records(), feed_limit=3)["items"]) == 3


def test_a_day_begins_where_the_site_is() -> None:
    from zoneinfo import ZoneInfo

    found = json_feed(t.event("a", updated="2024-05-20"), timezone=ZoneInfo("Asia/Shanghai"))
    assert found["items"][0]["date_modified"] == "2024-05-20T00:00:00+08:00"


def test_a_site_without_events_has_a_feed_without_entries() -> None:
    empty = t.plan_of()
    assert parse(render(empty.artifacts["feed.xml"])).entries == []


def test_every_page_names_the_feeds_of_the_site_and_of_what_it_is_about() -> None:
    page = t.page_of(plan(), "zh/entities/lei/")
    urls = [one.url for one in (*page.page.formats, *page.site.formats)]
    assert urls == [
        f"/repo/zh/{route}{name}"
        for route in ("entities/lei/", "")
        for name in ("feed.xml", "feed.json", "calendar.ics")
    ]
    assert t.page_of(plan(), "events/full/").page.formats == ()
