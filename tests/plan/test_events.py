"""What an event's page shows."""

from typing import Any

import pytest

from site_gen.model.records import Citation
from site_gen.model.settings import Kind
from tests.plan import timelines as t


def show(*records: t.Record, id: str = "a", **settings: Any) -> Any:
    return t.page_of(t.plan_of(*records, **settings), f"events/{id}/")


def ids(rows: Any) -> list[str]:
    return [row.id for row in rows]


def numbers(citations: Any) -> list[int]:
    return [one.number for one in citations]


# --- neighbours and relations --------------------------------------------------------------


def test_neighbours_are_those_of_the_whole_order() -> None:
    records = [t.event("a", "2020"), t.event("b", "2021"), t.event("c", "198X")]
    pages = {id: show(*records, id=id) for id in "abc"}
    around = {id: (page.earlier, page.later) for id, page in pages.items()}
    assert around["c"][0] is None
    assert around["c"][1].id == "a"
    assert (around["a"][0].id, around["a"][1].id) == ("c", "b")
    assert around["b"][1] is None


def test_earlier_is_earlier_whatever_the_order_of_the_lists() -> None:
    records = [t.event("a", "2020"), t.event("b", "2021")]
    assert show(*records, id="b", order="descending").earlier.id == "a"


def test_events_of_one_day_stand_by_id() -> None:
    records = [t.event(id, "2024-05-20") for id in ("c", "a", "b")]
    page = show(*records, id="b")
    assert (page.earlier.id, page.later.id) == ("a", "c")


def test_a_larger_event_and_its_parts_know_each_other() -> None:
    records = [
        t.event("show", "2024-04-25/2024-05-04"),
        t.event("b", "2024-05-01", part_of="show"),
        t.event("a", "2024-04-28", part_of="show"),
    ]
    assert ids(show(*records, id="show").parts) == ["a", "b"]
    part = show(*records, id="a")
    assert part.part_of.id == "show"
    assert part.event.part_of.url == "/events/show/"
    assert [one.url for one in part.page.breadcrumbs] == ["/", "/years/2024/", "/events/show/"]


def test_what_led_to_an_event_stands_in_the_authors_order_and_what_followed_by_date() -> None:
    records = [
        t.event("a", "2024-06", follows=["c", "b"]),
        t.event("b", "2024-01"),
        t.event("c", "2024-02"),
        t.event("e", "2024-09", follows=["a"]),
        t.event("d", "2024-08", follows=["a"]),
    ]
    page = show(*records)
    assert ids(page.follows) == ["c", "b"]
    assert ids(page.followed_by) == ["d", "e"]


def test_a_fixed_order_decides_the_neighbours_in_a_story() -> None:
    records = [t.event("a", "2020"), t.event("b", "2021"), t.event("c", "2022")]
    (place,) = show(*records, t.story("thread", "c", "a", "b")).stories
    assert (place.position, place.total) == (2, 3)
    assert (place.earlier.url, place.later.url) == ("/events/c/", "/events/b/")
    assert place.story.url == "/stories/thread/"


def test_a_story_without_an_order_goes_by_date() -> None:
    records = [t.event(id, date, stories=["thread"]) for id, date in (("b", "2020"), ("a", "2021"))]
    (place,) = show(*records, t.story("thread")).stories
    assert (place.position, place.total) == (2, 2)
    assert place.earlier.url == "/events/b/"
    assert place.later is None


def test_an_event_that_only_names_a_story_comes_after_its_fixed_order() -> None:
    records = [t.event("a", "2020", stories=["thread"]), t.event("b", "2021")]
    (place,) = show(*records, t.story("thread", "b")).stories
    assert (place.position, place.total, place.earlier.url) == (2, 2, "/events/b/")


def test_an_event_has_a_place_in_each_of_its_stories() -> None:
    page = show(t.event("a", stories=["one", "two"]), t.story("one"), t.story("two", "a"))
    assert [place.story.url for place in page.stories] == ["/stories/one/", "/stories/two/"]


# --- who took part -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "offices"),
    [
        ("2014-11-24", []),
        ("2014-11-25", ["chairman"]),
        ("2015", ["chairman"]),
        ("2020-06-30", ["chairman"]),
        ("2020-07-01", ["chairman", "president"]),
        ("2020-07-02", ["president"]),
        ("2020", ["chairman", "president"]),
        ("198X", []),
        ("2019/2021", ["chairman", "president"]),
        ("2030/..", ["president"]),
        ("/2014-11-25", ["chairman"]),
    ],
)
def test_roles_are_those_of_the_events_date(date: str, offices: list[str]) -> None:
    roles = (
        t.role("chairman", "2014-11-25", "2020-07-01"),
        t.role("president", "2020-07-01"),
    )
    page = show(t.event("a", date, entities=["li"]), t.entity("li", roles=roles))
    assert [office.title.text for office in page.participants[0].offices] == offices


def test_who_took_part_stands_in_the_authors_order_with_the_part_taken() -> None:
    page = show(
        t.event("a", entities=[("li", "host"), "lei"], place="@beijing"),
        t.entity("lei"),
        t.entity("li"),
        t.entity("beijing", "place"),
    )
    assert [(one.name.url, one.role and one.role.text, one.type) for one in page.participants] == [
        ("/entities/li/", "host", "person"),
        ("/entities/lei/", None, "person"),
    ]
    assert page.event.place.url == "/entities/beijing/"


def test_a_place_may_be_a_text() -> None:
    page = show(t.event("a", place="a booth"))
    assert (page.event.place.text.text, page.event.place.url) == ("a booth", None)


# --- references ----------------------------------------------------------------------------


def test_sources_are_numbered_in_the_order_body_event_claims_media() -> None:
    page = show(
        t.event(
            "a",
            body="One [@e], again [@e, p. 3].",
            sources=["d", "e"],
            claims=[
                t.claim("c1", "c", t.contradicts("b")),
                t.claim("c2", "d", outcome=t.outcome("met", sources=["a"])),
            ],
            media=[t.medium(url="https://example.org/v", source="f")],
        ),
        *(t.source(id) for id in "abcdef"),
    )
    titles = [one.source.title.text for one in page.references]
    assert titles == [f"Report {id}" for id in "edcbaf"]
    assert [one.number for one in page.references] == [1, 2, 3, 4, 5, 6]
    assert [one.anchor for one in page.references] == [f"ref-{n}" for n in range(1, 7)]
    assert page.body.numbers == {"e": 1}
    assert numbers(page.citations) == [2, 1]
    assert page.claims[1].outcome.citations[0].number == 5
    assert page.media[0].citation.number == 6


def test_what_contradicts_a_claim_stands_apart() -> None:
    disputed = t.claim("c1", "with", t.contradicts("against"))
    page = show(t.event("a", claims=[disputed]), t.source("with"), t.source("against"))
    (shown,) = page.claims
    assert [one.title.text for one in shown.citations] == ["Report with"]
    assert [one.title.text for one in shown.contradictions] == ["Report against"]
    assert page.event.signs == ("disputed",)
    assert page.event.source_count == 2


def test_a_citation_shows_where_in_the_source_and_a_remark() -> None:
    citation = Citation("paper", t.text("para. 3"), t.text("names another day"))
    page = show(t.event("a", sources=[citation]), t.source("paper"))
    (shown,) = page.citations
    assert (shown.locator.text, shown.note.text) == ("para. 3", "names another day")


def test_only_the_citations_of_the_bodys_own_language_are_numbered() -> None:
    records: list[t.Record] = [
        t.event("a", body={"en": "See [@english].", "zh": "见 [@chinese]。"}, sources=["chinese"]),
        t.source("english"),
        t.source("chinese"),
    ]
    plan = t.plan_of(*records, languages=("en", "zh"))
    english, chinese = (t.page_of(plan, f"{folder}events/a/") for folder in ("", "zh/"))
    assert english.body.numbers == {"english": 1}
    assert numbers(english.citations) == [2]
    assert chinese.body.numbers == {"chinese": 1}
    assert [one.source.title.text for one in chinese.references] == ["Report chinese"]


def test_a_citation_in_code_is_text() -> None:
    page = show(t.event("a", body="Write `[@paper]`."), t.source("paper"))
    assert page.references == ()


def test_a_reference_without_a_page_of_its_own_leads_nowhere() -> None:
    inline = t.source("x/1", has_page=False, url="https://example.org/report")
    page = show(t.event("a", sources=["x/1"]), inline)
    (reference,) = page.references
    assert reference.source.page_url is None
    assert reference.source.url == "https://example.org/report"


# --- the rest of the page ------------------------------------------------------------------


def test_a_missing_translation_falls_back_and_says_its_language() -> None:
    records = [t.event("a", title={"en": "Launch", "zh": "发布"}, summary="A summary")]
    plan = t.plan_of(*records, languages=("en", "zh"))
    row = t.page_of(plan, "zh/events/a/").event
    assert (row.title.text, row.title.lang) == ("发布", None)
    assert (row.summary.text, row.summary.lang) == ("A summary", "en")
    assert t.page_of(plan, "events/a/").event.summary.lang is None


def test_the_authors_own_wording_of_the_date_replaces_ours_and_not_the_machines() -> None:
    row = show(t.event("a", "1915-03", date_text="early spring 1915")).event
    assert row.date.words == "early spring 1915"
    assert (row.date.datetime, row.date.edtf) == ("1915-03", "1915-03")


def test_signs_tell_of_dispute_withdrawal_and_correction() -> None:
    page = show(
        t.event(
            "a",
            claims=[t.claim("c1", status="disputed"), t.claim("c2", status="retracted")],
            corrections=[t.correction("2024-06-01", kind="retraction")],
        )
    )
    assert page.event.signs == ("disputed", "retracted", "corrected")
    (corrected,) = page.corrections
    assert (corrected.kind, corrected.label) == ("retraction", "Retraction")
    assert corrected.date.edtf == "2024-06-01"


def test_media_are_pictures_files_or_links() -> None:
    media = [
        t.medium("su7.JPG", alt="A car", caption="The car", credit="Staff"),
        t.medium("report.pdf", alt="The report"),
        t.medium(url="https://example.org/video.jpg"),
    ]
    page = show(t.event("a", media=media), media=["su7.JPG", "report.pdf"])
    assert [(one.is_image, one.is_external) for one in page.media] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert page.media[0].url.startswith("/assets/media/su7.")
    assert page.media[0].caption.text == "The car"
    assert page.media[2].url == "https://example.org/video.jpg"


def test_a_kind_is_shown_as_site_yaml_names_it() -> None:
    kind = Kind("launch", t.text("Launch"), "#cc3333")
    page = show(t.event("a", kind="launch"), kinds=(kind,))
    assert (page.event.kind.label.text, page.event.kind.color) == ("Launch", "#cc3333")


def test_tags_lead_to_their_pages_once_each() -> None:
    page = show(t.event("a", tags=["EV", "ev", "乐道"]))
    assert [one.url for one in page.tags] == ["/tags/ev/", "/tags/%E4%B9%90%E9%81%93/"]
