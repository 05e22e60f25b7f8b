"""The sitemap and robots.txt."""

from typing import Any

import pytest

from site_gen.plan import Edition, open_edition
from site_gen.plan.contexts import PageContext
from site_gen.plan.sitemap import plan_sitemap
from tests.plan import timelines as t

BASE = "https://example.org/repo/"


def edition_of(base_url: str) -> Edition:
    chosen = t.settings_of(base_url=base_url)
    return open_edition(t.timeline_of(), chosen, t.assets_of(), t.words_of("en"), "en")


def files(number: int) -> dict[str, Any]:
    edition = edition_of(BASE)
    pages = [(edition, t.artifact(f"{each}/index.html")) for each in range(number)]
    return {one.path: one.context for one in plan_sitemap(edition.urls, pages)}


def test_the_sitemap_has_every_page_but_those_that_are_no_way_in() -> None:
    events = [
        t.event(f"e{index:03d}", tags=["all"], aliases=["/old/"][: 1 - min(index, 1)])
        for index in range(101)
    ]
    plan = t.plan_of(*events, t.page("about"), base_url=BASE)
    pages = t.context_of(plan, "sitemap.xml").pages
    left_out = {
        "404.html",
        "old/index.html",
        "_headers",
        "_redirects",
        "robots.txt",
        "search.json",
        "search-texts.json",
        "sitemap.xml",
    }
    left_out |= {path for path in plan.artifacts if path.startswith("assets/")}
    left_out |= {path for path in plan.artifacts if "page/2/" in path}
    assert len(left_out) == 13
    left_out |= {path for path in plan.artifacts if path.startswith(("embed/", "timeline/"))}
    left_out.remove("timeline/index.html")
    left_out |= {path for path in plan.artifacts if t.FOR_MACHINES.search(path)}
    expected = {BASE + path.removesuffix("index.html") for path in plan.artifacts.keys() - left_out}
    assert {entry.url for entry in pages} == expected
    assert len(pages) == len(expected)


def test_each_entry_names_the_page_in_every_language() -> None:
    plan = t.plan_of(t.event("a"), languages=("en", "zh"), base_url=BASE)
    pages = t.context_of(plan, "sitemap.xml").pages
    alternates = (("en", f"{BASE}events/a/"), ("zh", f"{BASE}zh/events/a/"))
    found = {entry.url: entry.alternates for entry in pages if "events/a/" in entry.url}
    assert found == {f"{BASE}events/a/": alternates, f"{BASE}zh/events/a/": alternates}


def test_addresses_are_percent_encoded() -> None:
    plan = t.plan_of(t.event("a", tags=["乐道"]), base_url="https://example.org/时/")
    pages = t.context_of(plan, "sitemap.xml").pages
    assert "https://example.org/%E6%97%B6/tags/%E4%B9%90%E9%81%93/" in {one.url for one in pages}


@pytest.mark.parametrize(("base_url", "sitemap"), [(None, None), (BASE, f"{BASE}sitemap.xml")])
def test_without_an_address_there_is_no_sitemap_and_robots_names_none(
    base_url: str | None, sitemap: str | None
) -> None:
    plan = t.plan_of(t.event("a"), base_url=base_url)
    assert ("sitemap.xml" in plan.artifacts) is (sitemap is not None)
    robots: Any = plan.artifacts["robots.txt"].context
    assert robots.sitemap_url == sitemap


def test_fifty_thousand_pages_are_one_sitemap() -> None:
    planned = files(50_000)
    assert planned.keys() == {"robots.txt", "sitemap.xml"}
    assert len(planned["sitemap.xml"].pages) == 50_000


def test_one_page_more_is_a_sitemap_in_parts_with_an_index() -> None:
    planned = files(50_001)
    assert planned["sitemap.xml"].urls == (f"{BASE}sitemap-1.xml", f"{BASE}sitemap-2.xml")
    parts = [planned[f"sitemap-{number}.xml"].pages for number in (1, 2)]
    assert [len(pages) for pages in parts] == [50_000, 1]
    assert parts[1][0].url == f"{BASE}50000/"


def test_the_sitemap_has_the_pages_that_do_not_ask_to_be_left_out() -> None:
    events = [t.event("a", stories=["s"], aliases=["/old/"]), t.event("b")]
    plan = t.plan_of(*events, t.story("s"), t.page("about"), base_url=BASE)
    contexts = {path: one.context for path, one in plan.artifacts.items()}
    pages = {path: one for path, one in contexts.items() if isinstance(one, PageContext)}
    listed = {entry.url for entry in t.context_of(plan, "sitemap.xml").pages}
    assert listed == {one.page.canonical_url for one in pages.values() if one.page.is_listed}
    assert {path for path, one in pages.items() if not one.page.is_listed} >= {"404.html"}
