"""What a reader has to wait for: bytes over the wire, compressed as a host would."""

import gzip
import re
from pathlib import Path

import pytest

KB = 1024
LISTS = ("index.html", "page/2/index.html", "zh/index.html", "entities/entities-0/index.html")


def weigh(*paths: Path) -> int:
    """Bytes, each file compressed by itself."""
    return sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in paths)


@pytest.fixture(params=["example", "many"])
def site(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def test_no_event_page_is_heavier_than_15_kb(site: Path) -> None:
    pages = [*site.glob("events/*/index.html"), *site.glob("zh/events/*/index.html")]
    assert pages
    assert max(map(weigh, pages)) <= 15 * KB


@pytest.mark.parametrize("path", LISTS)
def test_a_list_of_a_hundred_events_is_not_heavier_than_40_kb(path: str, many: Path) -> None:
    assert weigh(many / path) <= 40 * KB


def test_a_full_list_has_a_hundred_events(many: Path) -> None:
    html = (many / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<li class="event ', html)) == 100


def test_all_css_together_is_not_heavier_than_15_kb(site: Path) -> None:
    assert 0 < weigh(*site.glob("assets/**/*.css")) <= 15 * KB


def test_all_scripts_together_are_not_heavier_than_20_kb(site: Path) -> None:
    assert 0 < weigh(*site.glob("assets/**/*.js")) <= 20 * KB


@pytest.mark.parametrize("path", ["search.json", "zh/search.json"])
def test_the_index_of_five_hundred_events_is_not_heavier_than_25_kb(path: str, many: Path) -> None:
    assert weigh(many / path) <= 25 * KB


def test_nothing_but_css_blocks_the_first_paint(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        for script in re.findall(r"<script\b[^>]*>", html):
            # JSON-LD is no script that runs.
            assert 'type="module"' in script or 'type="application/ld+json"' in script, page
        assert "@import" not in html
        for link in re.findall(r"<link\b[^>]*>", html):
            if "stylesheet" in link:
                assert "/assets/" in link, page
    assert not [css for css in site.glob("assets/**/*.css") if "@import" in css.read_text()]
