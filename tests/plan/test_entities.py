"""Pages of entities, and the list of them."""

from typing import Any

import pytest

from site_gen.model.records import Ticker
from tests.plan import timelines as t


def show(*records: t.Record, **settings: Any) -> Any:
    return t.page_of(t.plan_of(*records, **settings), "entities/lei/")


def ids(page: Any) -> list[str]:
    groups = page.chronology.groups
    return [row.id for year in groups for month in year.months for row in month.rows]


def test_an_entity_has_the_events_where_it_took_part_was_the_place_or_spoke() -> None:
    page = show(
        t.entity("lei"),
        t.event("a", entities=["lei"]),
        t.event("b", place="@lei"),
        t.event("c", claims=[t.claim("c1", by=["@lei"])]),
        t.event("d", entities=["lei"], place="@lei"),
        t.event("e", place="lei"),
    )
    assert ids(page) == ["a", "b", "c", "d"]


def test_what_an_entity_said_is_on_its_page() -> None:
    page = show(
        t.entity("lei"),
        t.event("a", claims=[t.claim("c1", by=["@lei", "a friend"]), t.claim("c2")]),
    )
    (row,) = page.claims
    assert (row.claim.url, row.event.url) == ("/events/a/#c1", "/events/a/")
    assert row.claim.citations == ()


def test_names_in_other_languages_are_shown() -> None:
    lei = t.entity("lei", name={"en": "Lei Jun", "zh": "雷军"})
    plan = t.plan_of(lei, languages=("en", "zh"))
    english, chinese = (t.page_of(plan, f"{folder}entities/lei/") for folder in ("", "zh/"))
    assert english.name.text == "Lei Jun"
    assert [(one.language, one.language_name, one.text) for one in english.names] == [
        ("zh", "Chinese", "雷军")
    ]
    assert chinese.name.text == "雷军"
    assert [(one.language, one.text) for one in chinese.names] == [("en", "Lei Jun")]


def test_relations_are_seen_from_both_sides() -> None:
    plan = t.plan_of(
        t.entity("xiaomi", "organization", competes_with=("nio",)),
        t.entity("nio", "organization"),
        t.entity("su7", "product", made_by=("xiaomi",)),
        t.entity("su7-max", "product", made_by=("xiaomi",), part_of=("su7",)),
    )

    def relations(id: str) -> dict[str, list[str]]:
        shown = t.page_of(plan, f"entities/{id}/").relations
        return {one.label: [link.url.split("/")[-2] for link in one.entities] for one in shown}

    assert relations("xiaomi") == {"Makes": ["su7", "su7-max"], "Competes with": ["nio"]}
    assert relations("nio") == {"Competes with": ["xiaomi"]}
    assert relations("su7") == {"Has as parts": ["su7-max"], "Made by": ["xiaomi"]}
    assert relations("su7-max") == {"Part of": ["su7"], "Made by": ["xiaomi"]}


def test_rivals_that_name_each_other_are_named_once() -> None:
    plan = t.plan_of(t.entity("lei", competes_with=("li",)), t.entity("li", competes_with=("lei",)))
    (relation,) = t.page_of(plan, "entities/lei/").relations
    assert [link.url for link in relation.entities] == ["/entities/li/"]


@pytest.mark.parametrize(
    ("scheme", "value", "url"),
    [
        ("wikidata", "Q123", "https://www.wikidata.org/wiki/Q123"),
        ("LEI", "A/B", "https://search.gleif.org/#/record/A/B"),
        ("wikidata", '"><b> Q', "https://www.wikidata.org/wiki/%22%3E%3Cb%3E%20Q"),
        ("house", "12", None),
    ],
)
def test_identifiers_lead_to_registers_that_are_known(
    scheme: str, value: str, url: str | None
) -> None:
    (shown,) = show(t.entity("lei", ids=((scheme, value),))).identifiers
    assert (shown.scheme, shown.value, shown.url) == (scheme, value, url)


def test_roles_are_told_with_their_time_their_place_and_their_sources() -> None:
    chair = t.role("chair", "2010-04", "2020", org="@xiaomi", sources=["paper"])
    page = show(
        t.entity("lei", roles=(chair,), body="See [@other]."),
        t.entity("xiaomi", "organization"),
        t.source("paper"),
        t.source("other"),
    )
    (office,) = page.roles
    assert (office.since.words, office.until.words) == ("April 2010", "2020")
    assert office.organization.url == "/entities/xiaomi/"
    assert [one.number for one in office.citations] == [2]
    assert [one.source.title.text for one in page.references] == ["Report other", "Report paper"]


def test_the_first_page_of_a_long_timeline_has_what_is_not_the_timeline() -> None:
    events = [t.event(f"e{index:03d}", claims=[t.claim("c1", by=["@lei"])]) for index in range(101)]
    lei = t.entity("lei", body="See [@paper].", roles=(t.role("chair", sources=["paper"]),))
    plan = t.plan_of(lei, t.source("paper"), *events)
    first, second = (t.page_of(plan, f"entities/lei/{tail}") for tail in ("", "page/2/"))
    assert (len(first.claims), len(first.roles), len(first.references)) == (100, 1, 1)
    assert [row.claim.url for row in second.claims] == ["/events/e100/#c1"]
    assert (second.roles, second.references, second.body) == ((), (), None)
    assert ids(second) == ["e100"]
    assert second.name == first.name


def test_more_than_a_hundred_claims_go_on_on_further_pages_of_few_events() -> None:
    claims = [t.claim(f"said-{at}", by=["@lei"]) for at in range(201)]
    plan = t.plan_of(t.entity("lei"), t.event("a", claims=claims))
    pages = [t.page_of(plan, f"entities/lei/{tail}") for tail in ("", "page/2/", "page/3/")]
    assert [len(page.claims) for page in pages] == [100, 100, 1]
    assert pages[2].claims[0].claim.id == "said-200"
    assert [ids(page) for page in pages] == [["a"], [], []]
    assert pages[0].chronology.pager.total == 3
    assert "entities/lei/page/4/index.html" not in plan.artifacts


def test_the_list_of_entities_goes_by_type_and_counts_events() -> None:
    plan = t.plan_of(
        t.entity("xiaomi", "organization", summary="A maker"),
        t.entity("lei"),
        t.entity("li"),
        t.event("a", entities=["lei", "xiaomi"]),
        t.event("b", entities=["lei"]),
    )
    groups = t.page_of(plan, "entities/").groups
    assert [(one.type, one.label) for one in groups] == [
        ("person", "People"),
        ("organization", "Organizations"),
    ]
    assert [(one.link.url, one.count) for one in groups[0].entities] == [
        ("/entities/lei/", 2),
        ("/entities/li/", 0),
    ]
    assert groups[1].entities[0].summary.text == "A maker"


def test_tickers_aliases_and_links_are_shown() -> None:
    page = show(
        t.entity(
            "lei",
            aliases=["雷布斯"],
            tickers=(Ticker("HKEX", "1810"),),
            links=("https://example.org/",),
        )
    )
    assert page.tickers == ("HKEX: 1810",)
    assert [one.text for one in page.aliases] == ["雷布斯"]
    assert page.links == ("https://example.org/",)
