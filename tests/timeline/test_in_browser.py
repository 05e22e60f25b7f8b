"""The drawn timeline in a real browser: whole without scripts, alive with them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.timeline.conftest import DATES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Serve = Callable[..., str]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEW = ".tl-view"
BARE = re.compile(r"/timeline/$")


@pytest.fixture
def told(page: "Page") -> Iterator[list[str]]:
    """What the browser complains of; a test that asks for it must leave it empty."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


@pytest.fixture
def timeline(page: "Page", told: list[str], looks: Path, serve_tree: Serve) -> "Page":
    """The page of the drawn timeline, still, with motion reduced."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(serve_tree(looks) + "timeline/")
    return page


def labels(page: "Page") -> list[str]:
    return page.locator(".tl-body .tl-label").all_text_contents()


def shown(page: "Page") -> int:
    return page.locator(".tl-body .tl-mark").count()


def wait_for_view(page: "Page") -> str:
    page.wait_for_url(re.compile("#.+/.+"))
    return page.url


# --- without scripts -----------------------------------------------------------------------


def test_without_scripts_every_title_is_a_link_and_every_event_is_drawn(
    chromium: "Browser", looks: Path, serve_tree: Serve
) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(serve_tree(looks) + "timeline/")
        titles = page.locator(".tl-list a:not(.tl-due)").all_text_contents()
        assert sorted(titles) == sorted(f"Event {id}" for id in (*DATES, "target"))
        assert page.locator(".tl-body .tl-mark").count() + hidden(page) == len(titles)
        assert not page.locator(".tl-tools").is_visible()
        page.locator(".tl-list a", has_text="Event caesar").click()
        assert page.url.endswith("/events/caesar/")


def hidden(page: "Page") -> int:
    counts = page.locator(".tl-cluster text").all_text_contents()
    return sum(int(count.removeprefix("+")) for count in counts if count != "+12")


def test_about_1984_is_drawn_unlike_a_day_of_1984(
    chromium: "Browser", looks: Path, serve_tree: Serve
) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(serve_tree(looks) + "timeline/")
        drawn = {
            id: page.locator(f'.tl-mark[href$="/{id}/"]').inner_html()
            for id in ("about", "day", "unknown-day", "open", "lost", "choice")
        }
    assert "url(#tl-soft-both)" in drawn["about"]
    assert "tl-dot" in drawn["day"]
    assert "url(#tl-hatch)" in drawn["unknown-day"]
    assert "tl-arrow" in drawn["open"]
    assert "tl-lost" in drawn["lost"]
    assert "tl-join-or" in drawn["choice"]


def test_a_target_is_tied_to_its_due_date_and_marked_by_its_outcome(timeline: "Page") -> None:
    thread = timeline.locator(".tl-body .tl-thread").first
    assert "status-missed" in (thread.get_attribute("class") or "")
    assert thread.locator(".tl-sign").text_content() == "✗"
    assert timeline.locator(".tl-due").inner_text() == "Due: 1986, ✗ Missed"


def test_many_events_stay_below_two_thousand_nodes_and_lead_to_all(
    page: "Page", told: list[str], crowd: Path, serve_tree: Serve
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(serve_tree(crowd) + "timeline/")
    count = "document.querySelectorAll('*').length"
    assert page.evaluate(count) < 2000
    assert shown(page) + hidden(page) == 1500
    assert page.get_by_role("link", name="1947", exact=True).get_attribute("href") == "/years/1947/"
    for _ in range(4):
        page.click("[data-do=in]")
        assert page.evaluate(count) < 2000
    wait_for_view(page)
    assert shown(page) > 20


# --- zoom, pan, address ----------------------------------------------------------------------


def test_nothing_is_loaded_before_it_is_needed(
    page: "Page", looks: Path, serve_tree: Serve
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(serve_tree(looks) + "timeline/")
    page.wait_for_load_state("networkidle")
    assert "marks.json" not in asked
    page.click("[data-do=in]")
    wait_for_view(page)
    assert {"marks.json", "titles-0.json"} <= set(asked)


def test_buttons_zoom_and_move_and_the_address_keeps_the_view(timeline: "Page") -> None:
    timeline.click("[data-do=in]")
    closer = wait_for_view(timeline)
    timeline.click("[data-do=later]")
    timeline.wait_for_function("before => location.href !== before", arg=closer)
    moved = timeline.url
    ticks = timeline.locator(".tl-tick").all_text_contents()
    timeline.reload()
    timeline.wait_for_selector(".tl-live")
    timeline.wait_for_function(
        "ticks => [...document.querySelectorAll('.tl-tick')].map(one => one.textContent).join()"
        " === ticks.join()",
        arg=ticks,
    )
    assert timeline.url == moved
    timeline.click("[data-do=whole]")
    timeline.wait_for_url(BARE)


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(timeline: "Page") -> None:
    timeline.set_viewport_size({"width": 1000, "height": 500})
    timeline.locator(VIEW).hover()
    timeline.mouse.wheel(0, 120)
    timeline.wait_for_function("scrollY > 0")
    assert BARE.search(timeline.url)
    timeline.keyboard.down("Control")
    timeline.mouse.wheel(0, -300)
    timeline.keyboard.up("Control")
    wait_for_view(timeline)


def test_dragging_moves_and_does_not_open_an_event(timeline: "Page") -> None:
    timeline.click("[data-do=in]")
    before = wait_for_view(timeline)
    box = timeline.locator(VIEW).bounding_box()
    assert box
    timeline.mouse.move(box["x"] + 600, box["y"] + 80)
    timeline.mouse.down()
    timeline.mouse.move(box["x"] + 300, box["y"] + 80, steps=5)
    timeline.mouse.up()
    timeline.wait_for_function("before => location.href !== before", arg=before)
    assert "/timeline/#" in timeline.url


def test_two_fingers_zoom(timeline: "Page") -> None:
    timeline.evaluate(
        """view => {
            const box = document.querySelector(view).getBoundingClientRect();
            const send = (type, pointerId, x) => document.querySelector(view).dispatchEvent(
                new PointerEvent(type, {pointerId, clientX: box.left + x, clientY: box.top + 50,
                    bubbles: true, pointerType: "touch", isPrimary: pointerId === 1}));
            Element.prototype.setPointerCapture = () => {};
            send("pointerdown", 1, 300); send("pointerdown", 2, 400);
            send("pointermove", 1, 200); send("pointermove", 2, 600);
            send("pointerup", 1, 200); send("pointerup", 2, 600);
        }""",
        VIEW,
    )
    wait_for_view(timeline)


def test_an_address_that_names_no_view_shows_the_whole(timeline: "Page") -> None:
    for wrong in ("#nonsense", "#2024-01-01/2023-01-01", "#%E4%B8"):
        timeline.goto(timeline.url.partition("#")[0] + wrong)
        timeline.reload()
        assert shown(timeline) > 10


def test_the_day_of_an_event_shows_its_hours(timeline: "Page") -> None:
    timeline.goto(timeline.url + "#1984-05-01T17:00/1984-05-01T23:00")
    timeline.reload()
    timeline.wait_for_selector(".tl-live")
    assert "Event evening" in labels(timeline)
    assert any("19:00" in tick for tick in timeline.locator(".tl-tick").all_text_contents())


# --- the keyboard and assistive technology -----------------------------------------------------


def test_the_keyboard_alone_reaches_zooms_and_opens(timeline: "Page") -> None:
    said = timeline.locator(".tl-said")
    timeline.focus("[data-do=whole]")
    timeline.keyboard.press("Tab")
    assert timeline.evaluate("document.activeElement.className").startswith("tl-view")
    timeline.keyboard.press("Home")
    timeline.wait_for_selector(".tl-active")
    assert said.text_content() == "1 of 16: 15 March 44 BC, Event caesar"
    timeline.keyboard.press("ArrowRight")
    timeline.wait_for_function("document.querySelector('.tl-said').textContent.startsWith('2 of')")
    timeline.keyboard.press("ArrowLeft")
    timeline.wait_for_function("document.querySelector('.tl-said').textContent.startsWith('1 of')")
    timeline.keyboard.press("End")
    timeline.wait_for_function("document.querySelector('.tl-said').textContent.startsWith('16 of')")
    timeline.keyboard.press("+")
    view = wait_for_view(timeline)
    timeline.keyboard.press("-")
    timeline.wait_for_function("before => location.href !== before", arg=view)
    timeline.keyboard.press("0")
    timeline.wait_for_url(BARE)
    timeline.keyboard.press("Enter")
    timeline.wait_for_url("**/events/open/")


def test_escape_leaves_and_tab_goes_on_to_the_list(timeline: "Page") -> None:
    timeline.focus(VIEW)
    timeline.keyboard.press("Home")
    timeline.wait_for_selector(".tl-active")
    timeline.keyboard.press("Escape")
    assert timeline.evaluate("document.activeElement === document.body")
    assert timeline.locator(".tl-active").count() == 0
    timeline.focus(VIEW)
    timeline.keyboard.press("Tab")
    assert timeline.evaluate("document.activeElement.closest('.tl-list') !== null")


def test_a_change_of_the_view_is_announced(timeline: "Page") -> None:
    timeline.click("[data-do=in]")
    wait_for_view(timeline)
    assert timeline.locator(".tl-said").get_attribute("aria-live") == "polite"
    assert " to " in (timeline.locator(".tl-said").text_content() or "")


def test_targets_are_large_enough(timeline: "Page") -> None:
    timeline.click("[data-do=in]")
    wait_for_view(timeline)
    sizes = timeline.evaluate(
        "[...document.querySelectorAll('.tl-body .tl-target, .tl-tools button')]"
        ".map(one => one.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    )
    assert len(sizes) > 5
    assert min(sizes) >= 23.9


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_every_page_with_a_drawing_is_accessible(  # noqa: PLR0917 # fixtures come by name
    scheme: str, width: int, page: "Page", axe: str, looks: Path, serve_tree: Serve
) -> None:
    root = serve_tree(looks)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in ("timeline/", "zh/timeline/", "stories/long/", "embed/long/"):
        page.goto(root + path)
        if path != "stories/long/":
            page.click("[data-do=in]")
            page.wait_for_selector(".tl-live")
        page.evaluate(axe)
        found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
        assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == [], path
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, path


def test_in_the_colours_of_the_system_marks_can_be_told_from_the_ground(
    chromium: "Browser", looks: Path, serve_tree: Serve
) -> None:
    with chromium.new_context(forced_colors="active") as context:
        page = context.new_page()
        page.goto(serve_tree(looks) + "timeline/")
        ink = page.evaluate("getComputedStyle(document.querySelector('.tl-dot')).fill")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ink != ground


# --- frames ------------------------------------------------------------------------------------


def test_a_frame_on_another_page_shows_the_story_and_leads_back(
    page: "Page", told: list[str], looks: Path, serve_tree: Serve, tmp_path: Path
) -> None:
    root = serve_tree(looks)
    page.goto(root + "stories/long/")
    page.locator(".embed-code summary").click()
    code = page.locator(".embed-code textarea").input_value()
    assert 'src="https://example.org/embed/long/"' in code
    host = "<!doctype html><link rel=icon href=data:,>" + code.replace("https://example.org/", root)
    (tmp_path / "index.html").write_text(host, encoding="utf-8")
    page.goto(serve_tree(tmp_path))
    frame = page.frame_locator("iframe")
    assert frame.locator("h1").inner_text() == "A long story"
    frame.locator("[data-do=in]").click()
    frame.locator(".tl-live").wait_for()
    frame.get_by_role("link", name="Read on at Looks").click()
    page.wait_for_url("**/stories/long/")


def test_frames_ask_search_engines_to_stay_out(looks: Path) -> None:
    for path in ("embed/all/", "embed/long/", "zh/embed/long/"):
        assert '<meta name="robots" content="noindex">' in (looks / path / "index.html").read_text()
    assert "/embed/" not in (looks / "sitemap.xml").read_text()
    assert "/timeline/" in (looks / "sitemap.xml").read_text()
