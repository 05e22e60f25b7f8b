"""A page of each kind for everybody: accessible, quiet, complete without scripts."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.example.conftest import PAGES_OF_EACH_KIND, PageReader
from tests.reading.conftest import BASE

if TYPE_CHECKING:
    from tests.reading.conftest import Reader

MakeReader = Callable[..., "Reader"]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = [*PAGES_OF_EACH_KIND, "entities/xiaomi/", "years/2024/05/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("look", [(320, ""), (1280, "zh/")])
def test_a_page_of_each_kind_is_accessible_and_fits_its_window(
    scheme: str, look: tuple[int, str], reader: MakeReader, example: str, axe: str
) -> None:
    width, tree = look
    window = reader(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    for path in KINDS:
        page = window.open(example + ("" if path == "404.html" else tree) + path)
        page.locator(".search:visible").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.evaluate(axe)
        found = page.evaluate("tags => axe.run({runOnly: tags})", RULES)
        violations = [
            (one["id"], node["html"]) for one in found["violations"] for node in one["nodes"]
        ]
        assert violations == [], path
        page.close()


def test_filter_and_results_are_accessible_when_open(
    reader: MakeReader, many: str, axe: str
) -> None:
    page = reader(viewport={"width": 320, "height": 800}, bypass_csp=True).open(
        f"{many}?kind=report"
    )
    page.locator(".elsewhere:visible").wait_for()
    page.locator(".search input").fill("a")
    page.locator(".search-results a").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate(axe)
    found = page.evaluate("tags => axe.run({runOnly: tags})", RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.parametrize("options", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}])
def test_pages_are_quiet_in_other_modes(
    options: dict[str, str], reader: MakeReader, example: str
) -> None:
    window = reader(**options)
    for path in ("", "events/nio-visit/", "years/2024/"):
        window.open(example + path).close()


# --- without scripts -----------------------------------------------------------------------


@pytest.fixture(scope="session")
def pages(many_folder: Path) -> dict[str, PageReader]:
    return {
        path.relative_to(many_folder).as_posix(): PageReader(path.read_text(encoding="utf-8"))
        for path in many_folder.rglob("*.html")
    }


def test_every_event_is_in_the_chronology_without_scripts(
    reader: MakeReader, many: str, many_folder: Path
) -> None:
    """Titles of all three pages, those of folded parts in the text of the page."""
    wanted = json.loads((many_folder / "search.json").read_text(encoding="utf-8"))["titles"]
    window = reader(java_script_enabled=False)
    found = [
        title
        for path in ("", "page/2/", "page/3/")
        for title in window.open(many + path).locator(".event-title > a").all_text_contents()
    ]
    assert sorted(found) == sorted(wanted)


def test_every_link_leads_to_a_page_and_a_place_on_it(pages: dict[str, PageReader]) -> None:
    ids = {path: set(page.values_of("id")) for path, page in pages.items()}
    wrong = [(path, href) for path, page in pages.items() for href in _lost(path, page, ids)]
    assert wrong == []


def _lost(path: str, page: PageReader, ids: dict[str, set[str]]) -> Iterator[str]:
    here = "https://example.org" + BASE + path.removesuffix("index.html")
    for href in set(page.values_of("href", "src")):
        target = urlsplit(urljoin(here, href))
        if target.netloc != "example.org":
            continue
        file = unquote(target.path.removeprefix(BASE))
        file += "index.html" if not file or file.endswith("/") else ""
        if file.endswith(".html") and (
            file not in ids or (target.fragment and target.fragment not in ids[file])
        ):
            yield href


def test_without_scripts_years_entities_stories_and_tags_lead_to_the_same_events(
    reader: MakeReader, example: str
) -> None:
    window = reader(java_script_enabled=False)
    page = window.open(example)
    for name in ("Stories", "Who and what", "Tags", "Sources"):
        page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
        assert page.locator("h1").inner_text() == name
    page.goto(example)
    page.locator(".overview a").first.click(force=True)
    assert re.fullmatch(rf"{re.escape(example)}years/\d{{4}}/\d\d/", page.url)
