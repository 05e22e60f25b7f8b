"""What an author sees in a real browser while saving files."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.server.previewing import PATIENCE, Preview, serving, until, write_small_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'"
)
BROKEN = """\
title: <img src=x onerror="document.title='obeyed'">
date: 2024-13-01
sources: papper
"""
TALL = "body: |\n" + "".join(f"  Paragraph {number}.\n\n" for number in range(200))

Open = Callable[..., "Page"]


@pytest.fixture
def open_page(chromium: "Browser", preview: Preview) -> Iterator[Open]:
    """`open_page("about/")`: in windows of one browser, under a strict policy.

    No test leaves an error or a violation of the policy.
    """
    complaints: list[str] = []
    context = chromium.new_context(viewport={"width": 900, "height": 600})
    context.set_default_timeout(PATIENCE * 1000)

    def add_policy(route: "Route") -> None:
        answer = route.fetch()
        fields = {**answer.headers, "content-security-policy": POLICY}
        route.fulfill(response=answer, headers=fields)

    def is_page(url: str) -> bool:
        return url.startswith(preview.url) and url.endswith("/")

    def open_one(path: str = "") -> "Page":
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(preview.url + path)
        return page

    context.route(is_page, add_policy)
    yield open_one
    context.close()
    assert [one for one in complaints if "404 (Not Found)" not in one] == []


def count_loads(page: "Page") -> list[str]:
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    return loads


def mark(page: "Page") -> None:
    """Something that a reload would take away."""
    page.evaluate("window.isMarked = true")


def is_marked(page: "Page") -> bool:
    return bool(page.evaluate("window.isMarked === true"))


def dialog_of(page: "Page") -> Any:
    return page.locator("site-gen-problems dialog")


def test_a_saved_text_appears_in_the_page_and_scroll_stays(
    preview: Preview, open_page: Open
) -> None:
    preview.write("content/events/tall.yaml", f"title: Tall\ndate: 2024\nsources: paper\n{TALL}")
    preview.await_text("events/tall/", "Paragraph 199")
    page = open_page("events/tall/")
    page.evaluate("scrollTo(0, 1500)")
    preview.replace("content/events/tall.yaml", "Paragraph 30.", "The thirtieth.")
    page.get_by_text("The thirtieth.").wait_for()
    until(lambda: page.evaluate("scrollY") == 1500)


def test_only_pages_that_changed_are_reloaded(preview: Preview, open_page: Open) -> None:
    about, orders = open_page("about/"), open_page("events/orders/")
    mark(about)
    preview.replace("content/events/orders.yaml", "in an hour", "in a minute")
    orders.get_by_text("in a minute").wait_for()
    preview.replace("content/pages/about.md", "What this is.", "What this was.")
    about.get_by_text("What this was.").wait_for()
    assert not is_marked(about)
    mark(orders)
    preview.replace("content/pages/about.md", "What this was.", "What this is.")
    about.get_by_text("What this is.").wait_for()
    assert is_marked(orders)


def test_an_edited_stylesheet_is_swapped_and_what_the_reader_did_stays(
    preview: Preview, open_page: Open, checkout: Path
) -> None:
    style = (checkout / "templates/assets/style.css").read_text(encoding="utf-8")
    page = open_page("events/tall/") if "tall" in preview.get("").text else open_page("")
    mark(page)
    page.locator("input[type=search]").first.fill("half a que")
    page.evaluate("scrollTo(0, 10)")
    before = page.evaluate("scrollY")
    red = "body { background: rgb(1, 2, 3) }"
    preview.write("templates/assets/style.css", f"{style}\n{red}\n")
    background = "getComputedStyle(document.body).backgroundColor"
    until(lambda: page.evaluate(background) == "rgb(1, 2, 3)")
    assert is_marked(page)
    assert page.locator("input[type=search]").first.input_value() == "half a que"
    assert page.evaluate("scrollY") == before
    preview.write("templates/assets/style.css", f"{style}\n{red.replace('3', '4')}\n")
    until(lambda: page.evaluate(background) == "rgb(1, 2, 4)")
    assert page.locator("link[rel=stylesheet][href$='style.css']").count() == 1
    # Scripts that the page asks for only now still stand where it knows them.
    found = page.evaluate(
        """() => {
            const script = document.querySelector('script[src*="/assets/"]').src;
            return fetch(new URL("search.js", script)).then((answer) => answer.status);
        }"""
    )
    assert found == 200


def test_an_edited_script_reloads_pages(preview: Preview, open_page: Open, checkout: Path) -> None:
    script = (checkout / "templates/assets/main.js").read_text(encoding="utf-8")
    page = open_page("about/")
    preview.write("templates/assets/main.js", f"{script}\ndocument.body.dataset.mine = 'yes';\n")
    page.locator("body[data-mine=yes]").wait_for()


def test_a_broken_save_is_explained_over_the_page_until_it_is_mended(
    preview: Preview, open_page: Open
) -> None:
    orders, about = open_page("events/orders/"), open_page("about/")
    mark(orders)
    preview.write("content/events/broken.yaml", BROKEN)
    for page in (orders, about):
        dialog_of(page).wait_for()
    text = dialog_of(orders).inner_text()
    assert "2 errors" in text
    assert "content/events/broken.yaml:2:12" in text
    assert "month 13 does not exist" in text
    assert "date: 2024-13-01" in text
    assert "write 01 to 12" in text
    assert 'did you mean "paper"?' in text
    assert dialog_of(orders).locator("mark").first.inner_text() == "13"
    preview.write("content/events/broken.yaml", BROKEN.replace("-13", "-03"))
    until(lambda: "1 error" in dialog_of(orders).inner_text())
    assert "month 13" not in dialog_of(orders).inner_text()
    preview.write(
        "content/events/broken.yaml",
        BROKEN.replace("-13", "-03").replace("papper", "paper"),
    )
    for page in (orders, about):
        page.locator("site-gen-problems").wait_for(state="detached")
    (preview.site / "content/events/broken.yaml").unlink()
    until(lambda: preview.get("events/broken/").status == 404)


def test_what_stands_in_a_file_is_shown_as_text(preview: Preview, open_page: Open) -> None:
    page = open_page("about/")
    odd = "<img src=x onerror='document.title=1'>"
    text = f'title: Odd\ndate: 2024\nsources: paper\nentities: ["{odd}"]\n'
    preview.write("content/events/odd.yaml", text)
    dialog_of(page).wait_for()
    assert dialog_of(page).locator(".fact").inner_text() == f'"{odd}" is not an id'
    assert odd in dialog_of(page).locator("mark").inner_text()
    assert dialog_of(page).locator("img").count() == 0
    assert page.title() != "1"
    preview.write("content/events/odd.yaml", f"{text}# \u202eturned\n")
    dialog_of(page).get_by_text("\\u{202e}turned").wait_for()
    (preview.site / "content/events/odd.yaml").unlink()
    page.locator("site-gen-problems").wait_for(state="detached")


def test_the_explanation_can_be_put_aside_and_taken_up_again(
    preview: Preview, open_page: Open
) -> None:
    page = open_page("about/")
    preview.write("content/events/broken.yaml", BROKEN)
    dialog_of(page).wait_for()
    page.keyboard.press("Escape")
    dialog_of(page).wait_for(state="hidden")
    page.get_by_role("button", name="2 errors").click()
    dialog_of(page).wait_for()
    page.get_by_role("button", name="Hide").click()
    dialog_of(page).wait_for(state="hidden")
    later = open_page("events/orders/")
    dialog_of(later).wait_for()
    (preview.site / "content/events/broken.yaml").unlink()
    page.locator("site-gen-problems").wait_for(state="detached")


def test_an_error_in_a_template_names_template_and_line(preview: Preview, open_page: Open) -> None:
    page = open_page("about/")
    extends, block = '{% extends "default/page.html" %}', "{% block main %}"
    preview.write(
        "templates/page.html", f"{extends}\n{block}\n{{{{ page.titel }}}}{{% endblock %}}\n"
    )
    dialog_of(page).wait_for()
    assert "templates/page.html:3" in dialog_of(page).inner_text()
    preview.write("templates/page.html", f"{extends}\n{block}\n")
    until(lambda: "titel" not in dialog_of(page).inner_text())
    assert "templates/page.html:" in dialog_of(page).inner_text()
    (preview.site / "templates/page.html").unlink()
    page.locator("site-gen-problems").wait_for(state="detached")


def test_more_tabs_than_a_browser_has_connections_all_follow(
    preview: Preview, open_page: Open
) -> None:
    tabs = [open_page(path) for path in ["events/orders/"] * 5 + ["about/"] * 4]
    preview.replace("content/events/orders.yaml", "Ten thousand", "Eleven thousand")
    preview.replace("content/pages/about.md", "What this", "All that this")
    for tab in tabs[:5]:
        tab.get_by_text("Eleven thousand").wait_for()
    for tab in tabs[5:]:
        tab.get_by_text("All that this").wait_for()
    preview.replace("content/events/orders.yaml", "Eleven thousand", "Ten thousand")
    preview.replace("content/pages/about.md", "All that this", "What this")
    for tab in tabs[5:]:
        tab.get_by_text(re.compile("^What this")).wait_for()


def test_a_tab_that_nobody_sees_waits_until_somebody_does(
    preview: Preview, open_page: Open
) -> None:
    hidden, seen = open_page("about/"), open_page("about/")
    become = """(state) => {
        Object.defineProperty(document, "visibilityState", {value: state, configurable: true});
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    hidden.evaluate(become, "hidden")
    mark(hidden)
    preview.replace("content/pages/about.md", "What this", "Now this")
    seen.get_by_text("Now this").wait_for()
    preview.replace("content/pages/about.md", "Now this", "What this")
    seen.get_by_text(re.compile("^What this")).wait_for()
    preview.replace("content/pages/about.md", "What this", "Then this")
    seen.get_by_text("Then this").wait_for()
    assert is_marked(hidden)
    hidden.evaluate(become, "visible")
    hidden.get_by_text("Then this").wait_for()
    preview.replace("content/pages/about.md", "Then this", "What this")
    preview.await_text("about/", "What this")


def test_a_page_that_goes_away_becomes_the_hosts_404_and_comes_back(
    preview: Preview, open_page: Open
) -> None:
    preview.write("content/events/brief.yaml", "title: Brief\ndate: 2024\nsources: paper\n")
    preview.await_text("events/brief/", "Brief")
    page = open_page("events/brief/")
    file = preview.site / "content/events/brief.yaml"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    page.get_by_role("heading", name="Page not found").wait_for()
    file.write_text(text, encoding="utf-8")
    page.get_by_role("heading", name="Brief").wait_for()


def test_without_shared_workers_a_tab_follows_alone(preview: Preview, open_page: Open) -> None:
    page = open_page("about/")
    page.add_init_script("delete window.SharedWorker")
    page.reload()
    preview.replace("content/pages/about.md", "What this", "Whatever this")
    page.get_by_text("Whatever this").wait_for()
    preview.replace("content/pages/about.md", "Whatever this", "What this")
    page.get_by_text(re.compile("^What this")).wait_for()


def test_a_site_that_cannot_be_built_at_first_is_explained_and_then_shown(
    chromium: "Browser", tmp_path: Path
) -> None:
    site = write_small_site(tmp_path, f"-- content/events/broken.yaml --\n{BROKEN}")
    with serving(site, is_sound=False) as running, chromium.new_context() as context:
        page = context.new_page()
        answer = page.goto(running.url)
        assert answer is not None
        assert answer.status == 503
        dialog_of(page).wait_for()
        assert "month 13 does not exist" in dialog_of(page).inner_text()
        (site / "content/events/broken.yaml").unlink()
        page.wait_for_url("**/repo/")
        page.get_by_role("link", name="The orders").first.wait_for()


def test_a_preview_that_is_started_anew_is_found_again(chromium: "Browser", tmp_path: Path) -> None:
    site = write_small_site(tmp_path)
    with chromium.new_context() as context:
        page = context.new_page()
        with serving(site) as first:
            page.goto(first.url + "about/")
            first.end()
            first.replace("content/pages/about.md", "What this is.", "What this became.")
        with serving(site, port=first.port):
            page.get_by_text("What this became.").wait_for()
