"""Where everything stands, spelled in one place."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.dates import parse_edtf
from site_gen.plan.urls import (
    Urls,
    further,
    is_further,
    media_file,
    theme_file,
    to_file,
    web_address,
    year_to_edtf,
)


@pytest.mark.parametrize("prefix", ["", "zh/"])
def test_routes_are_those_of_the_output_tree(prefix: str) -> None:
    urls = Urls("/", None, prefix)
    routes = {
        "": urls.home(),
        "events/a/": urls.event("a"),
        "years/2024/": urls.year(2024),
        "years/2024/05/": urls.month(2024, 5),
        "years/-0043/03/": urls.month(-43, 3),
        "about/": urls.page("about"),
        "entities/": urls.entities(),
        "entities/a/": urls.entity("a"),
        "stories/": urls.stories(),
        "stories/a/": urls.story("a"),
        "tags/": urls.tags(),
        "tags/a/": urls.tag("a"),
        "sources/": urls.sources(),
        "sources/a/": urls.source("a"),
        "targets/": urls.targets(),
        "corrections/": urls.corrections(),
        "404.html": urls.not_found(),
    }
    assert routes == {route: prefix + route for route in routes}


@pytest.mark.parametrize(
    ("year", "written"),
    [
        (2024, "2024"),
        (12, "0012"),
        (0, "0000"),
        (-43, "-0043"),
        (9999, "9999"),
        (-9999, "-9999"),
        (12024, "Y12024"),
        (-12024, "Y-12024"),
    ],
)
def test_a_year_is_written_as_edtf_writes_it(year: int, written: str) -> None:
    assert year_to_edtf(year) == written


@given(st.integers(-(10**9), 10**9))
def test_a_year_in_a_url_is_the_same_year_read_as_a_date(year: int) -> None:
    assert parse_edtf(year_to_edtf(year)).year == year


@pytest.mark.parametrize(
    ("base", "route", "href"),
    [
        ("/", "", "/"),
        ("/", "events/a/", "/events/a/"),
        ("/repo/", "events/a/", "/repo/events/a/"),
        ("/", "tags/乐道/", "/tags/%E4%B9%90%E9%81%93/"),
        ("/时/", "a/", "/%E6%97%B6/a/"),
        ("/", "assets/a b#c?.css", "/assets/a%20b%23c%3F.css"),
    ],
)
def test_links_are_percent_encoded_below_the_base_path(base: str, route: str, href: str) -> None:
    assert Urls(base, None).href(route) == href


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_a_link_decoded_is_the_path_again(route: str) -> None:
    href = Urls("/", "https://example.org").href(route)
    assert href.isascii()
    assert unquote(urlsplit(f"https://example.org{href}").path) == f"/{route}"


def test_whole_urls_need_the_address_of_the_site() -> None:
    assert Urls("/repo/", None).absolute("a/") is None
    assert Urls("/repo/", "https://a.org").absolute("") == "https://a.org/repo/"


def test_further_pages_stand_below_the_first() -> None:
    assert [further("tags/ev/", number) for number in (1, 2)] == ["tags/ev/", "tags/ev/page/2/"]
    assert further("", 3) == "page/3/"


def test_a_folder_is_answered_for_by_its_index() -> None:
    assert [to_file(route) for route in ("", "a/", "a.html")] == [
        "index.html",
        "a/index.html",
        "a.html",
    ]


@pytest.mark.parametrize(
    ("file", "answer"),
    [
        ("page/2/index.html", True),
        ("zh/tags/ev/page/12/index.html", True),
        ("events/page/index.html", False),
        ("events/page-2/index.html", False),
        ("tags/page/index.html", False),
        ("index.html", False),
    ],
)
def test_a_further_page_is_known_by_its_file(file: str, answer: bool) -> None:
    assert is_further(file) is answer


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a.jpg", "assets/media/a.0123456789.jpg"),
        ("maps/a.b/plan", "assets/media/maps/a.b/plan.0123456789"),
        ("LICENSE", "assets/media/LICENSE.0123456789"),
        ("a.min.svg", "assets/media/a.min.0123456789.svg"),
    ],
)
def test_a_medium_bears_the_beginning_of_its_digest(name: str, file: str) -> None:
    assert media_file(name, "0123456789abcdef") == file


def test_the_assets_of_a_theme_stand_together_under_their_common_digest() -> None:
    assert theme_file("main.js", "0123456789abcdef") == "assets/0123456789/main.js"
    assert theme_file("fonts/a.woff2", "0123456789abcdef") == "assets/0123456789/fonts/a.woff2"


def test_media_have_a_folder_of_their_own_among_the_assets() -> None:
    assert media_file("2024/a.jpg", "0123456789abcdef") == "assets/media/2024/a.0123456789.jpg"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org/", "HTTP://example.org/"),
        ("javascript:alert(1)", None),
        (" https://example.org/", None),
        ("//example.org/", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, kept: str | None) -> None:
    assert web_address(url) == kept
