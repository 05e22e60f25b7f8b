"""The sitemap and robots.txt."""

from typing import Any

import pytest

from site_gen.model.text import Localized
from site_gen.plan.contexts import Alternate, Frame, NotFoundPage, Site, Sitemap
from site_gen.plan.sitemap import plan_sitemap
from site_gen.plan.urls import Urls
from tests.plan import timelines as t

BASE = "https://example.org/repo/"


def bare_page(number: int) -> Any:
    """A page of which the sitemap sees what it looks at, and no more."""
    frame = Frame("", None, f"{BASE}{number}/", (), (), ())
    site = Site(Localized(""), None, None, None, None, "en", "ltr", "/", {}, {})
    return t.artifact(f"{number}/index.html", NotFoundPage(site, frame, t.words_of("en")))


def files(number: int) -> dict[str, Any]:
    urls = Urls("/repo/", "https://example.org")
    planned = plan_sitemap(urls, [bare_page(each) for each in range(number)])
    return {one.path: one.context for one in planned}


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


def test_what_is_not_to_be_listed_is_not_in_the_sitemap() -> None:
    listed = Alternate("en", "English", "/", BASE, is_current=True)
    frame = Frame("", None, None, (), (), (listed,), is_listed=False)
    page = bare_page(1)
    hidden = t.artifact("x/index.html", NotFoundPage(page.context.site, frame, t.words_of("en")))
    (_, sitemap) = plan_sitemap(Urls("/", "https://a.org"), [hidden])
    assert sitemap.context == Sitemap(())
