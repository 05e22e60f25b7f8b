"""Pages on paper."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.reading.conftest import Reader

MakeReader = Callable[..., "Reader"]


def count_sheets(page: "Page") -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_a_chronology_prints_as_a_document_of_many_pages(reader: MakeReader, many: str) -> None:
    page = reader().open(many)
    assert 12 <= count_sheets(page) <= 40


def test_the_example_prints_whole(reader: MakeReader, example: str) -> None:
    window = reader()
    assert 3 <= count_sheets(window.open(example)) <= 6
    assert 3 <= count_sheets(window.open(f"{example}events/nio-visit/")) <= 8


@pytest.mark.parametrize("is_zoomed", [False, True])
def test_the_drawn_timeline_prints_in_the_width_of_the_paper_with_its_list(
    is_zoomed: bool, reader: MakeReader, example: str
) -> None:
    page = reader(viewport={"width": 1440, "height": 900}).open(f"{example}timeline/")
    titles = page.locator(".tl-list a").count()
    if is_zoomed:
        page.click("[data-do=in]")
        page.wait_for_selector(".tl-live")
    assert 2 <= count_sheets(page) <= 6
    page.set_viewport_size({"width": 680, "height": 960})  # A4 without its margins
    page.emulate_media(media="print")
    box = page.locator(".tl-view > .tl-svg").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 680
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    for hook in (".tl-tools", ".tl-help", ".tl-choices", ".embed-code"):
        assert not page.locator(hook).is_visible(), hook
    assert page.locator(".tl-legend").is_visible()
    assert page.locator(".tl-list a:visible").count() == titles > 17


@pytest.mark.parametrize("is_scripted", [True, False])
def test_what_is_folded_is_on_paper(is_scripted: bool, reader: MakeReader, example: str) -> None:
    page = reader(java_script_enabled=is_scripted).open(example)
    folded = page.locator("details.parts .event").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()
    box = folded.bounding_box()
    assert box is not None
    assert box["height"] > 20


def test_what_only_a_screen_can_use_stays_off_the_paper(reader: MakeReader, example: str) -> None:
    page = reader().open(example)
    page.locator(".search:visible").wait_for()
    page.emulate_media(media="print")
    for hook in (".search", ".scheme", ".filter", ".today", ".sections", ".languages", ".skip"):
        assert not page.locator(hook).first.is_visible(), hook


def test_references_spell_their_addresses_out(reader: MakeReader, example: str) -> None:
    page = reader().open(f"{example}events/nio-visit/")
    page.emulate_media(media="print")
    printed = page.locator(".references .source-title a[href^=http]").first.evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    assert "http" in printed


def test_paper_is_white_whatever_the_reader_chose(reader: MakeReader, example: str) -> None:
    page = reader(color_scheme="dark").open(example)
    page.get_by_label("Colours").select_option("Dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
