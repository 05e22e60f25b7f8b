"""The example in a real browser: accessible, complete without scripts, and asking nobody else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.example.conftest import PAGES_OF_EACH_KIND, BuiltSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DRAWN = ("timeline/", "timeline/entities/", "embed/all/", "embed/onvo/")
LOOKS = [
    # colours, width in px, the tree of a language
    ("light", 1280, ""),
    ("dark", 320, ""),
    ("light", 320, "zh/"),
    ("dark", 1280, "zh/"),
]


def find_violations(page: "Page", axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize(("colors", "width", "tree"), LOOKS)
def test_a_page_of_each_kind_is_accessible_quiet_and_asks_nobody_else(
    *,
    colors: str,
    width: int,
    tree: str,
    chromium: "Browser",
    axe: str,
    serve_tree: Callable[..., str],
    example: BuiltSite,
) -> None:
    root = serve_tree(example.folder)
    told: list[str] = []
    with chromium.new_context(
        color_scheme="dark" if colors == "dark" else "light",
        viewport={"width": width, "height": 900},
    ) as context:
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                None
                if message.location["url"].endswith("/favicon.ico")  # the browser's own wish
                else told.append(f"{page.url}: {message.text}")
            ),
        )
        page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
        page.on(
            "request",
            lambda request: (
                None
                if urlsplit(request.url).netloc == urlsplit(root).netloc
                else told.append(f"{page.url} asks {request.url}")
            ),
        )
        for path in (*PAGES_OF_EACH_KIND, *DRAWN, "years/2024/05/"):
            answer = page.goto(root + ("" if path == "404.html" else tree) + path)
            assert answer is not None
            assert answer.status == 200, path
            assert find_violations(page, axe) == [], path
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert overflow <= 0, f"{path} scrolls sideways by {overflow} px"
    assert told == []


def test_a_page_says_the_same_without_scripts(
    chromium: "Browser", serve_tree: Callable[..., str], example: BuiltSite
) -> None:
    root = serve_tree(example.folder)
    told = []
    for is_scripted in (True, False):
        with chromium.new_context(java_script_enabled=is_scripted) as context:
            page = context.new_page()
            pages = []
            for path in PAGES_OF_EACH_KIND:
                page.goto(root + path)
                if is_scripted:
                    page.locator(".search:visible").wait_for()
                    # What scripts add: search, the switch of colours, filter, the way to today.
                    added = page.locator(".search, .scheme, .filter, .filter-count, .today")
                    added.evaluate_all("elements => elements.forEach((one) => one.remove())")
                pages.append(page.inner_text("body").replace("\n", " ").split())
            told.append(pages)
    assert told[0] == told[1]
    assert "Onvo" in told[1][0]


def test_a_reader_walks_from_the_chronology_to_a_source_and_its_other_language_below_a_base_path(
    page: "Page", serve_tree: Callable[..., str], example_below_repo: BuiltSite
) -> None:
    root = serve_tree(example_below_repo.folder, base="/repo/")
    page.goto(root)
    page.get_by_role("link", name="Lei Jun visits Nio and looks at the Onvo L60").first.click()
    assert page.url == root + "events/nio-visit/"
    page.get_by_role("link", name="中文").click()
    assert page.url == root + "zh/events/nio-visit/"
    assert page.inner_text("h1") == "雷军到访蔚来，察看乐道L60"
    page.locator("#references a[href^='/repo/zh/sources/']").first.click()
    assert page.url.startswith(root + "zh/sources/")
    missing = page.goto(root + "nowhere/")
    assert missing is not None
    assert missing.status == 404
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("base", ["/", "/repo/"])
def test_every_address_answers_200_over_http(
    base: str,
    serve_tree: Callable[..., str],
    example: BuiltSite,
    example_below_repo: BuiltSite,
) -> None:
    site = example if base == "/" else example_below_repo
    host = urlsplit(serve_tree(site.folder, base=base)).netloc
    links = {
        link.partition("#")[0]
        for page in site.pages.values()
        for link in page.values_of("href", "src")
        if link.startswith("/")
    }
    assert len(links) > 100
    with ThreadPoolExecutor(8) as visitors:
        answers = visitors.map(lambda link: (link, fetch_status(host, link)), sorted(links))
        assert [link for link, status in answers if status != 200] == []


def fetch_status(host: str, link: str) -> int:
    connection = HTTPConnection(host)
    try:
        connection.request("HEAD", link)
        return connection.getresponse().status
    finally:
        connection.close()
