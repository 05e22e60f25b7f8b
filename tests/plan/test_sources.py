"""Pages of sources with everything that rests on them, and the list of them."""

from typing import Any

import pytest

from site_gen.model.records import ArchivedCopy
from tests.plan import timelines as t


def show(*records: t.Record, **settings: Any) -> Any:
    return t.page_of(t.plan_of(*records, **settings), "sources/paper/")


def test_sources_stand_newest_first_and_undated_ones_last() -> None:
    plan = t.plan_of(
        t.source("a", published="2024-03"),
        t.source("b"),
        t.source("c", published="2024-05-20"),
        t.source("e", published="2024-03"),
        t.source("d", published="2024-05-20T09:00+08:00"),
    )
    shown = t.page_of(plan, "sources/").sources
    assert [one.source.page_url for one in shown] == [
        f"/sources/{id}/" for id in ("d", "c", "a", "e", "b")
    ]


def test_a_long_list_of_sources_goes_on() -> None:
    plan = t.plan_of(*(t.source(f"s{index:03d}") for index in range(101)))
    first, second = (t.page_of(plan, f"sources/{tail}") for tail in ("", "page/2/"))
    assert (len(first.sources), len(second.sources)) == (100, 1)
    assert first.pager.next_url == "/sources/page/2/"
    assert (first.total, second.total) == (101, 101)


def test_the_list_counts_the_events_that_cite_a_source_anywhere() -> None:
    plan = t.plan_of(
        t.source("paper"),
        t.event("a", sources=["paper"], body="Again [@paper]."),
        t.event("b", body="See [@paper]."),
        t.event("c", claims=[t.claim("c1", t.contradicts("paper"))]),
        t.event("d", media=[t.medium(url="https://example.org/", source="paper")]),
        t.event("e"),
    )
    (entry,) = t.page_of(plan, "sources/").sources
    assert entry.count == 4
    chronology = t.page_of(plan, "sources/paper/").chronology
    rows = [row.id for year in chronology.groups for month in year.months for row in month.rows]
    assert rows == ["a", "b", "c", "d"]


def test_events_that_cite_a_source_go_on_after_a_hundred() -> None:
    claims = [t.claim("c1", "paper")]
    events = [t.event(f"e{index:03d}", sources=["paper"], claims=claims) for index in range(101)]
    plan = t.plan_of(t.source("paper"), *events)
    first, second = (t.page_of(plan, f"sources/paper/{tail}") for tail in ("", "page/2/"))
    assert (first.chronology.total, second.chronology.total) == (101, 101)
    assert first.chronology.pager.next_url == "/sources/paper/page/2/"
    assert second.page.title.endswith("Page 2 of 2")
    assert (len(first.supported), len(second.supported)) == (100, 1)


def test_a_source_tells_what_it_supports_from_what_it_contradicts() -> None:
    page = show(
        t.source("paper"),
        t.event(
            "a",
            claims=[
                t.claim("c1", "paper"),
                t.claim("c2", t.contradicts("paper")),
                t.claim("c3", outcome=t.outcome("met", sources=["paper"])),
                t.claim("c4"),
            ],
        ),
    )
    assert [row.claim.id for row in page.supported] == ["c1", "c3"]
    assert [row.claim.id for row in page.contradicted] == ["c2"]


def test_more_than_a_hundred_claims_that_rest_on_a_source_go_on() -> None:
    claims = [t.claim(f"c{at}", "paper") for at in range(60)]
    claims += [t.claim(f"d{at}", sources=[t.contradicts("paper")]) for at in range(60)]
    plan = t.plan_of(t.source("paper"), t.event("a", claims=claims))
    pages = [t.page_of(plan, f"sources/paper/{tail}") for tail in ("", "page/2/")]
    shown = [(len(page.supported), len(page.contradicted)) for page in pages]
    assert shown == [(60, 40), (0, 20)]


def test_what_relies_on_a_source_is_told_on_both_pages() -> None:
    plan = t.plan_of(t.source("leak"), t.source("report", derived_from=("leak",)))
    assert [one.url for one in t.page_of(plan, "sources/leak/").derived] == ["/sources/report/"]
    report = t.page_of(plan, "sources/report/").source
    assert [one.url for one in report.derived_from] == ["/sources/leak/"]


def test_a_source_without_an_id_has_neither_page_nor_entry() -> None:
    plan = t.plan_of(t.event("a", sources=["x/1"]), t.source("x/1", has_page=False))
    assert t.routes_of(plan) == {"events/a/", "years/2024/", "years/2024/05/"}
    assert t.page_of(plan, "sources/").sources == ()


def test_everything_known_of_a_source_is_shown() -> None:
    shown = show(
        t.source(
            "paper",
            title={"zh": "报道"},
            kind="article",
            publisher="@nio",
            author=["A desk"],
            url="https://example.org/1",
            archived=ArchivedCopy("https://example.org/2", t.when("2024-06")),
            published="2024-05-20",
            accessed="2024-06-01",
            access="removed",
            anonymous=True,
            note="A remark",
            lang="zh",
        ),
        t.entity("nio", "organization"),
    ).source
    assert (shown.title.text, shown.title.lang) == ("报道", "zh")
    assert (shown.kind, shown.publisher.url) == ("Article", "/entities/nio/")
    assert (shown.url, shown.archived_url) == ("https://example.org/1", "https://example.org/2")
    assert (shown.archived.words, shown.accessed.words) == ("June 2024", "1 June 2024")
    assert (shown.access, shown.is_removed, shown.is_anonymous) == (
        "No longer online",
        True,
        True,
    )
    assert (shown.language, shown.lang) == ("Chinese", "zh")
    assert (shown.note.text, [one.text for one in shown.authors]) == ("A remark", ["A desk"])


@pytest.mark.parametrize(
    ("lang", "site", "name"),
    [(None, "en", None), ("en", "en", None), ("en-GB", "en", None), ("zh", "en", "Chinese")],
)
def test_the_language_of_a_source_is_named_where_it_is_foreign(
    lang: str | None, site: str, name: str | None
) -> None:
    assert show(t.source("paper", lang=lang), languages=(site,)).source.language == name
