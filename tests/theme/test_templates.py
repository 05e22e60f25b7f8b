"""Every template with everything and with as little as may be."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from site_gen.plan import contexts
from site_gen.render.theme import Theme
from tests.theme.conftest import RenderSample
from tests.theme.samples import ASSETS, FRAMED, PAGES, TEMPLATES, Sampler

HOSTILE = """<script>alert("1")</script><b style='color:red' onclick="x()">&amp; {{ 7 * 7 }}"""
HOSTILE_URL = """/base/?a="><script>alert(1)</script>&b='"""

both = pytest.mark.parametrize("is_rich", [True, False], ids=["rich", "lean"])
languages = pytest.mark.parametrize("language", ["en", "zh"])


class Page(HTMLParser):
    """What a page's tags say, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in tags]


def test_every_context_has_a_template(checkout: Path) -> None:
    pages = {
        each
        for each in vars(contexts).values()
        if isinstance(each, type)
        and issubclass(each, contexts.PageContext)
        and each is not contexts.PageContext
    }
    assert pages <= set(TEMPLATES.values())
    for name in TEMPLATES:
        assert (checkout / "templates" / name).is_file()


@both
@languages
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_asks_for_nothing_that_its_context_lacks(
    name: str, language: str, is_rich: bool, render_sample: RenderSample
) -> None:
    assert render_sample(name, is_rich=is_rich, language=language)


@both
@pytest.mark.parametrize("name", PAGES)
def test_no_text_and_no_address_breaks_out_of_its_place(
    name: str, is_rich: bool, render_sample: RenderSample
) -> None:
    html = render_sample(name, is_rich=is_rich, text=HOSTILE, url=HOSTILE_URL)
    page = Page(html)
    assert not page.named("style")
    scripts = page.named("script")
    facts = [each for each in scripts if each == {"type": "application/ld+json"}]
    assert len(facts) == html.count('<script type="application/ld+json">') <= 1
    for script in (each for each in scripts if each not in facts):
        assert script == {"type": "module", "src": script["src"]}
        assert script["src"] in ASSETS.values()
    assert not [name for _, each in page.tags for name in each if name.startswith("on")]
    assert not [each for _, each in page.tags if "style" in each]
    assert "alert(&#34;1&#34;)" in html
    assert "&amp;amp;" in html, "an ampersand of the text is escaped once more"
    assert "&amp;lt;" not in html, "and nothing is escaped twice"
    assert "{{ 7 * 7 }}" in html, "a text is never a template"


@pytest.mark.parametrize("name", ["sitemap.xml", "sitemap-index.xml"])
def test_sitemaps_are_well_formed_whatever_the_addresses(
    name: str, render_sample: RenderSample
) -> None:
    xml = render_sample(name, is_rich=True, url=HOSTILE_URL)
    tree = ET.fromstring(xml)  # noqa: S314  # our own text
    found = [each.text for each in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert found == [HOSTILE_URL, HOSTILE_URL]


def test_robots_name_the_sitemap_when_its_address_is_known(render_sample: RenderSample) -> None:
    url = "https://example.org/sitemap.xml"
    assert f"\nSitemap: {url}\n" in render_sample("robots.txt", is_rich=True, url=url)
    assert "Sitemap" not in render_sample("robots.txt", is_rich=False)


def test_the_index_is_json_that_html_cannot_break_out_of(render_sample: RenderSample) -> None:
    index = render_sample("search.json", is_rich=True, text=HOSTILE)
    assert HOSTILE in json.loads(index)["titles"]
    assert "<" not in index


def test_the_index_has_letters_of_every_script_as_they_are(render_sample: RenderSample) -> None:
    assert "小米" in render_sample("search.json", is_rich=True, text="小米")


@both
@pytest.mark.parametrize("name", PAGES)
def test_headings_begin_with_one_h1_and_skip_no_level(
    name: str, is_rich: bool, render_sample: RenderSample
) -> None:
    html = render_sample(name, is_rich=is_rich)
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for higher, lower in pairwise(levels):
        assert lower <= higher + 1


@languages
@pytest.mark.parametrize("name", FRAMED)
def test_a_page_says_its_language_and_where_its_parts_are(
    name: str, language: str, render_sample: RenderSample
) -> None:
    page = Page(render_sample(name, is_rich=True, language=language))
    assert page.named("html") == [{"lang": language, "dir": "ltr"}]
    assert [each["id"] for each in page.named("main")] == ["main"]
    assert page.named("a")[0]["href"] == "#main"
    names = [each.get("aria-label") or each.get("aria-labelledby") for each in page.named("nav")]
    assert all(names)
    ids = [each["id"] for _, each in page.tags if "id" in each]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", FRAMED)
def test_a_text_of_another_language_says_so(name: str, render_sample: RenderSample) -> None:
    html = render_sample(name, is_rich=True, text="Ein Satz")
    assert '<span lang="de" dir="auto">Ein Satz</span>' in html


@pytest.mark.parametrize("name", FRAMED)
def test_a_date_is_a_time_only_where_html_has_a_value_for_it(
    name: str, render_sample: RenderSample
) -> None:
    page = Page(render_sample(name, is_rich=True))
    assert all(each.get("datetime") == "2024-05-20" for each in page.named("time"))


def test_a_picture_of_ours_is_shown_and_one_from_elsewhere_is_a_link(
    theme: Theme, render_context: Callable[[str, object], str]
) -> None:
    rich = Sampler(theme.words_for("en"), True, "A car", "/car.jpg")
    ours = rich.record(contexts.MediumShown)
    foreign = replace(ours, is_external=True, url="https://example.org/car.jpg")
    event = rich.record(contexts.EventPage)
    page = Page(render_context("event.html", replace(event, media=(ours, foreign))))
    shown = [each for each in page.named("img") if each["alt"]]
    assert [(each["src"], each["alt"], each["lang"]) for each in shown] == [
        ("/car.jpg", "A car", "de")
    ]
    assert "https://example.org/car.jpg" in [each.get("href") for each in page.named("a")]


def test_a_page_that_is_not_listed_asks_robots_to_stay_out(render_sample: RenderSample) -> None:
    noindex = '<meta name="robots" content="noindex">'
    assert noindex not in render_sample("event.html", is_rich=True)
    assert noindex in render_sample("event.html", is_rich=False)
    assert noindex in render_sample("redirect.html", is_rich=True)


def test_a_redirect_leads_on_by_itself_and_by_a_link(render_sample: RenderSample) -> None:
    html = render_sample("redirect.html", is_rich=False, url="/base/new/")
    assert '<meta http-equiv="refresh" content="0; url=/base/new/">' in html
    assert '<a href="/base/new/">' in html
    assert '<link rel="canonical" href="/base/new/">' in html


@both
def test_pages_are_valid_html(
    is_rich: bool, sample_tree: Path, vnu: Callable[[Path], list[str]]
) -> None:
    for language in ("en", "zh"):
        assert vnu(sample_tree / f"{language}-{'rich' if is_rich else 'lean'}") == []
