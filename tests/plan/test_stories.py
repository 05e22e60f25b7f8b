"""Pages of stories, and the list of them."""

from tests.plan import timelines as t


def test_a_story_without_an_order_is_a_chronology() -> None:
    plan = t.plan_of(
        t.event("b", "2024-05", stories=["thread"]),
        t.event("a", "2024-06", stories=["thread"]),
        t.event("other", "2024-06"),
        t.story("thread", summary="How it went", body="See [@paper]."),
        t.source("paper"),
    )
    page = t.page_of(plan, "stories/thread/")
    assert not page.is_fixed_order
    assert page.events == ()
    months = page.chronology.groups[0].months
    assert [row.id for month in months for row in month.rows] == ["b", "a"]
    assert page.body.numbers == {"paper": 1}
    assert page.summary.text == "How it went"


def test_a_fixed_order_is_kept_and_what_only_names_the_story_follows_by_date() -> None:
    plan = t.plan_of(
        t.event("a", "2024-01"),
        t.event("b", "2024-02"),
        t.event("d", "2024-04", stories=["thread"]),
        t.event("c", "2024-03", stories=["thread"]),
        t.event("e", "2023", stories=["thread"]),
        t.story("thread", "b", "e", "a"),
        order="descending",
    )
    page = t.page_of(plan, "stories/thread/")
    assert page.is_fixed_order
    assert [row.id for row in page.events] == ["b", "e", "a", "c", "d"]
    assert page.chronology.groups == ()
    assert page.chronology.total == 5


def test_a_long_fixed_order_goes_on_after_a_hundred_events() -> None:
    ids = [f"e{index:03d}" for index in range(101)]
    plan = t.plan_of(*map(t.event, ids), t.story("thread", *ids[::-1], body="Words."))
    first, second = (t.page_of(plan, f"stories/thread/{tail}") for tail in ("", "page/2/"))
    assert [row.id for row in (*first.events, *second.events)] == ids[::-1]
    assert first.chronology.pager.next_url == "/stories/thread/page/2/"
    assert (first.chronology.total, second.chronology.total) == (101, 101)
    assert first.body is not None
    assert second.body is None


def test_stories_are_counted_in_their_list_and_on_the_home_page() -> None:
    plan = t.plan_of(t.event("a", stories=["two"]), t.story("one"), t.story("two"))
    expected = [("Story one", "/stories/one/", 0), ("Story two", "/stories/two/", 1)]
    for route in ("", "stories/"):
        shown = t.page_of(plan, route).stories
        assert [(one.link.text.text, one.link.url, one.count) for one in shown] == expected


def test_the_home_page_names_the_largest_stories_and_leads_to_the_others() -> None:
    events = [t.event(f"e{at:02d}", stories=[f"s{at:02d}"]) for at in range(13)]
    events.append(t.event("more", stories=["s12"]))
    plan = t.plan_of(*events, *(t.story(f"s{at:02d}") for at in range(13)))
    page = t.page_of(plan, "")
    assert [one.link.url for one in page.stories] == [
        f"/stories/s{at:02d}/" for at in range(13) if at != 11
    ]
    assert (page.all_stories.link.url, page.all_stories.count) == ("/stories/", 13)
    few = t.page_of(t.plan_of(*events[:12], *(t.story(f"s{at:02d}") for at in range(12))), "")
    assert len(few.stories) == 12
    assert few.all_stories is None
