"""What filter and search know."""

import unicodedata
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from site_gen.plan.contexts import SearchIndex
from tests.plan import timelines as t


def index_of(*records: Any, **settings: Any) -> SearchIndex:
    index: SearchIndex = t.context_of(t.plan_of(*records, **settings), "search.json")
    return index


def test_each_event_has_an_item_in_every_column() -> None:
    index = index_of(t.event("a", "2024"), t.event("b", "2023"), t.entity("nio"))
    assert index.ids == ("b", "a")
    assert index.dates == ("2023", "2024")
    columns = (index.titles, index.importance, index.kinds, index.entities, index.tags)
    assert {len(column) for column in columns} == {2}


def test_a_name_is_found_in_every_language_and_by_every_alias() -> None:
    name = {"en": "Xiaomi", "zh": "小米"}
    index = index_of(
        t.event("a"), t.entity("xiaomi", name=name, aliases=["Mi", {"zh": "小米科技"}])
    )
    assert index.entity_names == (("xiaomi", "Xiaomi", "小米 · Mi · 小米科技"),)


def test_an_event_names_its_entities_stories_and_tags_by_their_places() -> None:
    index = index_of(
        t.event("a", entities=["nio"], stories=["onvo"], tags=["EV", "car"]),
        t.event("b", "2025", claims=[t.claim("c1", by=["@lei-jun"])]),
        t.entity("lei-jun"),
        t.entity("nio"),
        t.story("onvo"),
    )
    names = [id for id, _, _ in index.entity_names]
    assert [[names[place] for place in event] for event in index.entities] == [["nio"], ["lei-jun"]]
    assert index.story_names == (("onvo", "Story onvo"),)
    assert index.stories == ((0,), ())
    assert index.tag_names == (("car", "car"), ("ev", "EV"))
    assert index.tags == ((0, 1), ())


def test_every_language_has_an_index_of_its_own_below_the_base_path() -> None:
    plan = t.plan_of(
        t.event("a", title={"en": "Visit", "zh": "到访"}),
        languages=("en", "zh"),
        base_url="https://example.org/repo/",
    )
    chinese = t.context_of(plan, "zh/search.json")
    assert chinese.titles == ("到访",)
    assert chinese.folders["event"] == "/repo/zh/events/"
    assert t.page_of(plan, "zh/events/a/").site.search_url == "/repo/zh/search.json"


def test_drafts_that_are_left_out_are_not_found() -> None:
    assert index_of(t.event("a")).ids == ("a",)


def texts_of(*records: Any, **settings: Any) -> tuple[str, ...]:
    texts: tuple[str, ...] = t.context_of(
        t.plan_of(*records, **settings), "search-texts.json"
    ).texts
    return texts


def test_of_a_summary_is_kept_what_title_and_names_do_not_have() -> None:
    visit = t.event("a", title="A visit", summary="A car, a CAR, and Nio: visit!", entities=["nio"])
    (text,) = texts_of(visit, t.entity("nio", name="Nio"))
    assert text == "visit! car, Nio: and"


@given(
    st.text(st.sampled_from("ab \u00e9e\u0301小米ß"), max_size=30),
    st.text(st.sampled_from("ab 小米SS"), min_size=1, max_size=10),
)
def test_every_piece_of_a_summary_is_found_still(summary: str, title: str) -> None:
    event = t.event("a", title=title, summary=summary)
    (text,) = texts_of(event)
    found = unicodedata.normalize("NFC", f"{title}\n{text}").casefold()
    for word in summary.split():
        assert unicodedata.normalize("NFC", word).casefold() in found
