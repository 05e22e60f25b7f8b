"""Reading a chronology: folding, filter, today, search, colours."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.reading.conftest import Reader

MakeReader = Callable[..., "Reader"]


def titles(page: "Page") -> list[str]:
    """Of the rows to be seen, those on other pages included."""
    rows = page.locator(".event:visible > .event-title > a, .elsewhere .brief a:visible")
    return rows.all_inner_texts()


def wait_for_count(page: "Page") -> str:
    page.locator(".filter-count:not(:empty)").wait_for()
    return page.inner_text(".filter-count")


def expect_count(page: "Page", count: str) -> None:
    from playwright.sync_api import expect

    expect(page.locator(".filter-count")).to_have_text(count)


# --- filter --------------------------------------------------------------------------------


def test_a_filter_is_in_the_address_and_the_back_button_undoes_it(
    reader: MakeReader, example: str
) -> None:
    page = reader().open(example)
    whole = titles(page)
    page.locator(".filter > summary").click()
    page.get_by_label("Kind").select_option("Meeting")
    assert wait_for_count(page) == "2 events shown"
    assert page.url == f"{example}?kind=meeting"
    assert len(titles(page)) == 3, "a folded part needs the event that it stands below"
    page.get_by_label("Who and what").select_option("Nio")
    page.wait_for_url("**/?kind=meeting&entity=nio")
    expect_count(page, "1 event shown")
    assert titles(page) == ["Lei Jun visits Nio and looks at the Onvo L60"]
    page.go_back()
    expect_count(page, "2 events shown")
    page.go_back()
    expect_count(page, "")
    assert titles(page) == whole
    assert page.url == example


def test_a_shared_address_shows_the_same_filter(reader: MakeReader, example: str) -> None:
    page = reader().open(f"{example}?q=onvo&importance=1")
    count = wait_for_count(page)
    assert page.get_by_label("Words").input_value() == "onvo"
    assert page.get_by_label("Importance").input_value() == "1"
    assert count == f"{len(titles(page))} events shown"
    page.get_by_role("button", name="Clear the filter").click()
    expect_count(page, "")
    assert page.url == example


@pytest.mark.parametrize(
    ("path", "query", "count"),
    [("?q=小米", "", "events shown"), ("zh/?q=xiaomi", "", "个事件"), ("?q=ＮＩＯ", "", "shown")],
)
def test_words_are_found_in_any_script(
    path: str, query: str, count: str, reader: MakeReader, example: str
) -> None:
    page = reader().open(example + path + query)
    assert count in wait_for_count(page)
    assert titles(page)


def test_a_summary_s_words_are_found(reader: MakeReader, example: str) -> None:
    page = reader().open(f"{example}?q=27+minutes+ten")
    assert wait_for_count(page) == "1 event shown"
    assert "Fifty thousand orders for the SU7 in 27 minutes" in titles(page)


def test_a_filter_reaches_the_other_pages_of_a_long_list(reader: MakeReader, many: str) -> None:
    page = reader().open(f"{many}?kind=launch")
    count = int(wait_for_count(page).split()[0])
    assert 60 < count < 150
    assert page.locator(".elsewhere .brief a").count() > 0
    assert len(titles(page)) == count
    assert page.locator(".pager:visible").count() == 0
    page.locator(".elsewhere .brief a").first.click()
    page.wait_for_url("**/events/*/")


def test_a_list_of_one_entity_filters_that_entity_s_events(reader: MakeReader, many: str) -> None:
    page = reader().open(f"{many}entities/entities-0/?importance=1")
    count = int(wait_for_count(page).split()[0])
    assert 0 < count < 30
    assert len(titles(page)) == count


def test_the_filter_is_worked_with_the_keyboard_alone(reader: MakeReader, example: str) -> None:
    page = reader().open(example)
    page.locator(".filter > summary").wait_for()
    page.locator(".filter > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("orders")
    assert wait_for_count(page) == "2 events shown"
    page.go_back()
    expect_count(page, "")


# --- search --------------------------------------------------------------------------------


def test_the_index_is_not_loaded_before_it_is_used(reader: MakeReader, example: str) -> None:
    window = reader()
    page = window.context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(example, wait_until="networkidle")
    assert not [url for url in asked if url.endswith(".json")]
    page.get_by_role("searchbox").first.fill("nio")
    page.locator(".search-results a").first.wait_for()
    assert [url for url in asked if url.endswith(".json")] == [
        f"{example}search.json",
        f"{example}search-texts.json",
    ]


@pytest.mark.parametrize("words", ["小米", "xiao", "ｘｉａｏＭＩ"])
def test_a_name_is_found_by_any_part_in_any_script(
    words: str, reader: MakeReader, example: str
) -> None:
    page = reader().open(f"{example}events/nio-visit/")
    page.get_by_role("searchbox").fill(words)
    page.locator(".search-results a").first.wait_for()
    assert page.locator(".search-results a").first.inner_text() == "Xiaomi"


def test_results_are_walked_with_arrows_and_left_with_escape(
    reader: MakeReader, example: str
) -> None:
    page = reader().open(f"{example}about/")
    box = page.get_by_role("searchbox")
    box.fill("visits nio")
    page.locator(".search-results a").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href").endswith("/events/nio-visit/")
    page.keyboard.press("ArrowUp")
    assert box.evaluate("element => element === document.activeElement")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.locator(".search-results:visible").count() == 0
    assert box.evaluate("element => element === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/repo/?q=visits+nio")
    assert wait_for_count(page) == "1 event shown"


def test_results_that_come_late_leave_the_reader_where_they_walked_to(
    reader: MakeReader, example: str
) -> None:
    page = reader().open(f"{example}about/")
    held: list[Route] = []

    def hold(route: "Route") -> None:
        held.append(route)

    page.route("**/search-texts.json", hold)
    with page.expect_request("**/search-texts.json"):
        page.get_by_role("searchbox").fill("visits nio")
    page.locator(".search-results a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.evaluate("document.activeElement.dataset.early = ''")
    held[0].continue_()
    page.locator(".search-results [data-early]").wait_for(state="detached")
    page.wait_for_function("document.activeElement.href?.endsWith('/events/nio-visit/')")
    assert page.locator(".search-results:visible").count() == 1


def test_how_many_results_there_are_is_announced(reader: MakeReader, example: str) -> None:
    page = reader().open(f"{example}zh/")
    page.get_by_role("searchbox").first.fill("乐道")
    page.locator(".search [role=status]:not(:empty)").wait_for(state="attached")
    assert page.locator(".search [role=status]").text_content() in {
        f"{number} 条结果" for number in range(2, 30)
    }


# --- today ---------------------------------------------------------------------------------


def test_today_leads_to_the_page_and_event_where_it_is(reader: MakeReader, many: str) -> None:
    page = reader().open(many)
    page.clock.set_fixed_time("2015-06-15")
    page.get_by_role("button", name="Go to today").click()
    page.wait_for_url("**/page/2/#today")
    year = page.evaluate("document.activeElement.closest('.year').id")
    assert year in {"y2014", "y2015"}


# --- folded parts --------------------------------------------------------------------------


def test_parts_are_folded_and_open_with_the_keyboard(reader: MakeReader, example: str) -> None:
    page = reader().open(example)
    part = page.get_by_role("link", name="Fifty thousand orders for the SU7 in 27 minutes")
    assert not part.is_visible()
    page.locator("details.parts > summary").first.focus()
    page.keyboard.press("Enter")
    assert part.is_visible()


def test_the_headings_of_year_and_month_stay_in_view(reader: MakeReader, many: str) -> None:
    page = reader(viewport={"width": 1280, "height": 600}).open(many)
    tops = page.evaluate(
        """() => {
          const year = document.querySelectorAll('.year')[1];
          const row = [...year.querySelectorAll('.month:last-child .event')].at(-1);
          scrollTo({top: scrollY + row.getBoundingClientRect().top - 70, behavior: 'instant'});
          const group = row.closest('.month');
          const headings = [group.parentElement.children[0], group.children[0]];
          return headings.map((heading) => heading.getBoundingClientRect().top);
        }"""
    )
    year, month = tops
    assert year == pytest.approx(0, abs=1)
    assert 0 < month < 60


# --- colours -------------------------------------------------------------------------------


def test_a_choice_of_colours_holds_on_every_page_until_it_is_taken_back(
    reader: MakeReader, example: str
) -> None:
    window = reader(color_scheme="light")
    page = window.open(example)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_label("Colours").select_option("Dark")
    dark = page.evaluate(paper)
    assert dark != light
    other = window.open(f"{example}about/")
    other.locator("[data-scheme=dark]").wait_for()
    assert other.evaluate(paper) == dark
    other.get_by_label("Colours").select_option("Auto")
    assert other.evaluate(paper) == light
    page.locator(":root:not([data-scheme])").wait_for()
    assert page.evaluate(paper) == light


def test_the_switch_stands_only_where_it_works(reader: MakeReader, example: str) -> None:
    page = reader(java_script_enabled=False).open(example)
    for hook in (".search", ".scheme", ".filter", "[data-today]"):
        assert page.locator(hook).count() == 1
        assert not page.locator(hook).is_visible()
