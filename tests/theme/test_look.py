"""The stylesheet, and the pages as a browser lays them out."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.theme.samples import FRAMED

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def served_samples(sample_tree: Path, serve_tree: Callable[..., str]) -> str:
    return serve_tree(sample_tree, base="/base/")


@pytest.fixture(scope="session")
def css(checkout: Path) -> str:
    return (checkout / "templates/assets/style.css").read_text("utf-8")


def test_the_stylesheet_reads_from_the_right_as_from_the_left(css: str) -> None:
    sides = r"(?:margin|padding|border|inset)-(?:left|right)\b"
    physical = rf"\b{sides}|\b(?:left|right)\s*:|: (?:left|right);"
    assert re.findall(physical, css) == []


def test_the_stylesheet_asks_nobody_else(css: str) -> None:
    assert "url(" not in css
    assert "@import" not in css


def test_a_colour_is_written_once_as_a_token(css: str) -> None:
    rules = re.sub(r"--[a-z-]+: (?:#[0-9a-f]+|light-dark\([^)]*\))", "", css)
    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[;\s])", rules) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_pages_are_accessible_and_never_wider_than_the_window(
    scheme: str, width: int, chromium: "Browser", axe: str, served_samples: str
) -> None:
    with chromium.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]  # "light" or "dark"
        viewport={"width": width, "height": 800},
    ) as context:
        page = context.new_page()
        for name in FRAMED:
            page.goto(f"{served_samples}en-rich/{name}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            page.evaluate(axe)
            found = page.evaluate("tags => axe.run({runOnly: tags})", RULES)
            violations = [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]
            assert violations == [], name
