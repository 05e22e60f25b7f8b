"""The example as it lies on disk: whole, valid, linked, and with the facts of its sources."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.content_example.test_facts import ADDRESSES, FACTS, NAMES, OUTCOMES, TICKERS, load_record
from tests.example.conftest import BuiltSite
from tests.running import run_site_gen

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

DAY = r"(\d{4,})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
CLOCK = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?"
ZONE = r"(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)"
DATETIME_VALUES = [
    r"\d{4,}",  # HTML standard, "The time element": a valid year string
    r"\d{4,}-(0[1-9]|1[0-2])",  # month string
    DAY,  # date string
    rf"{DAY}[T ]{CLOCK}({ZONE})?",  # local date and time, and global ones
    r"\d{4,}-W(0[1-9]|[1-4]\d|5[0-3])",  # week string
]


def test_a_strict_check_has_nothing_to_say(checkout: Path) -> None:
    run = run_site_gen(checkout, "check", "--strict")
    assert (run.returncode, run.stdout) == (0, "")


def test_it_has_all_its_pages_in_both_languages(checkout: Path, example: BuiltSite) -> None:
    routes = set(run_site_gen(checkout, "list", "routes").stdout.splitlines())
    assert routes == example.files.keys() - {".site-gen.json"}
    english = {path for path in example.pages if not path.startswith("zh/")}
    chinese = {path.removeprefix("zh/") for path in example.pages if path.startswith("zh/")}
    assert english - {"404.html"} == chinese - {"404.html"}


def test_every_event_has_its_page_with_its_title_in_each_language(
    checkout: Path, example: BuiltSite
) -> None:
    events = [path.stem for path in (checkout / "content/events").glob("*.yaml")]
    assert len(events) >= 14
    for event in events:
        title = load_record(f"events/{event}")["title"]
        assert title["en"] in example.pages[f"events/{event}/index.html"].text
        assert title["zh"] in example.pages[f"zh/events/{event}/index.html"].text
        assert title["en"] in example.pages["index.html"].text
        assert title["zh"] in example.pages["zh/index.html"].text


SHOWN_AS_WORDS = re.compile(r"[\[{]?(\.\.)?\d{4}-\d{2}(-\d{2})?.*|beijing|shanghai")
"""Facts that are a date or an id in the file, and words on the page: other tests read those."""


@pytest.mark.parametrize(
    ("record", "fact"), [found for found in FACTS if not SHOWN_AS_WORDS.fullmatch(found[1])]
)
def test_a_fact_of_the_sources_stands_on_its_page(
    example: BuiltSite, record: str, fact: str
) -> None:
    english, chinese = (f"{tree}{record}/index.html" for tree in ("", "zh/"))
    assert fact in example.pages[english].text or fact in example.pages[chinese].text


JSON_LD = {"type": "application/ld+json"}
"""A script that is data: no browser runs it."""

DATES_IN_WORDS = [
    ("su7-launch", "28 March 2024", "2024年3月28日"),
    ("auto-china-2024", "25 April", "2024年4月25日"),
    ("bloomberg-suv-report", "13 May 2024", "2024年5月13日"),
    ("onvo-unveiling", "15 May 2024", "2024年5月15日"),
    ("nio-visit", "20 May 2024", "2024年5月20日"),
    ("xiaomi-100000th-car", "13 November 2024", "2024年11月13日"),
    ("onvo-president-change", "2 April 2025", "2025年4月2日"),
    ("yu7-launch", "26 June 2025", "2025年6月26日"),
]


@pytest.mark.parametrize(("event", "english", "chinese"), DATES_IN_WORDS)
def test_an_event_page_says_its_date_in_the_page_s_language(
    example: BuiltSite, event: str, english: str, chinese: str
) -> None:
    assert english in example.pages[f"events/{event}/index.html"].text
    assert chinese in example.pages[f"zh/events/{event}/index.html"].text


@pytest.mark.parametrize("entity", NAMES)
def test_an_entity_s_page_has_both_its_names(example: BuiltSite, entity: str) -> None:
    page = example.pages[f"entities/{entity}/index.html"].text
    assert all(name in page for name in NAMES[entity])


@pytest.mark.parametrize("entity", TICKERS)
def test_a_company_s_page_has_its_tickers(example: BuiltSite, entity: str) -> None:
    page = example.pages[f"entities/{entity}/index.html"].text
    for exchange, symbol in TICKERS[entity]:
        assert exchange in page
        assert symbol in page


@pytest.mark.parametrize("source", ADDRESSES)
def test_a_source_s_page_leads_to_where_it_was_read(example: BuiltSite, source: str) -> None:
    assert ADDRESSES[source] in example.pages[f"sources/{source}/index.html"].values_of("href")


def test_the_page_of_targets_has_each_statement_about_the_future(example: BuiltSite) -> None:
    for language, tree in (("en", ""), ("zh", "zh/")):
        page = example.pages[f"{tree}targets/index.html"]
        links = page.values_of("href")
        for event, claim, *_ in OUTCOMES:
            home = "/" + tree
            assert f"{home}events/{event}/#{claim}" in links, (language, event, claim)


def test_the_nu_checker_finds_no_error_in_page_or_style(
    example: BuiltSite, vnu: Callable[[Path], list[str]]
) -> None:
    assert vnu(example.folder) == []


def test_every_datetime_is_legal_in_html(example: BuiltSite) -> None:
    values = {value for page in example.pages.values() for value in page.values_of("datetime")}
    assert len(values) > 10
    assert [v for v in values if not any(re.fullmatch(p, v) for p in DATETIME_VALUES)] == []


def test_every_page_has_one_heading_a_title_a_language_and_ids_of_its_own(
    example: BuiltSite,
) -> None:
    for path, page in example.pages.items():
        tags = [tag for tag, _ in page.elements]
        head = tags[: tags.index("body")]  # a drawing has titles too
        assert tags.count("h1") == head.count("title") == tags.count("main") == 1, path
        (language,) = [found["lang"] for tag, found in page.elements if tag == "html"]
        assert language == ("zh" if path.startswith("zh/") else "en"), path
        ids = page.values_of("id")
        assert len(ids) == len(set(ids)), path


def test_a_page_loads_nothing_from_elsewhere_and_runs_only_its_own(
    example: BuiltSite,
) -> None:
    for path, page in example.pages.items():
        for tag, found in page.elements:
            assert tag not in ("iframe", "object", "embed"), path
            assert tag != "script" or found.get("src") or found == JSON_LD, path
            loaded = found.get("src") or (
                found.get("href") if tag == "link" and found.get("rel") == "stylesheet" else None
            )
            assert not urlsplit(loaded or "").netloc, (path, loaded)
            assert "style" not in found, path
    for path, content in example.files.items():
        if path.endswith(".css"):
            assert not re.search(rb"@import|url\(\s*['\"]?(https?:)?//", content), path


@pytest.mark.parametrize("base", ["/", "/repo/"])
def test_every_link_and_asset_is_there(
    base: str, example: BuiltSite, example_below_repo: BuiltSite
) -> None:
    site = example if base == "/" else example_below_repo
    for path, page in site.pages.items():
        here = "http://site" + base + path.removesuffix("index.html")
        for link in page.values_of("href", "src"):
            target = urlsplit(urljoin(here, link))
            if target.netloc != "site":
                continue
            assert target.path.startswith(base), (path, link)
            file = unquote(target.path.removeprefix(base))
            file += "index.html" if not file or file.endswith("/") else ""
            assert file in site.files, (path, link)
            if target.fragment and file in site.pages:
                assert unquote(target.fragment) in site.pages[file].values_of("id"), (path, link)


def test_every_page_but_404_is_reached_from_the_first(example: BuiltSite) -> None:
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in example.pages:
            continue
        reached.add(path)
        here = "http://site/" + path.removesuffix("index.html")
        for link in example.pages[path].values_of("href"):
            target = urlsplit(urljoin(here, link))
            if target.netloc == "site":
                file = unquote(target.path.removeprefix("/"))
                waiting.append(file + "index.html" if not file or file.endswith("/") else file)
    missed = {path for path in example.pages if not path.endswith("404.html")} - reached
    missed = {path for path in missed if not is_frame(path)}
    # The menu leaves out what is empty, and nothing was corrected yet.
    assert missed <= {"corrections/index.html", "zh/corrections/index.html"}


def is_frame(path: str) -> bool:
    """A page for the frames of other sites: nothing here leads to it."""
    return path.startswith(("embed/", "zh/embed/"))


def test_the_sitemap_has_each_page_once(example: BuiltSite) -> None:
    root = ET.fromstring(example.files["sitemap.xml"])  # noqa: S314  # our own build
    assert root.tag == SITEMAP + "urlset"
    places = [found.text or "" for found in root.iter(SITEMAP + "loc")]
    assert len(places) == len(set(places))
    assert all(place.startswith("https://example.org/") for place in places)
    files = {unquote(urlsplit(place).path).removeprefix("/") + "index.html" for place in places}
    pages = {path for path in example.pages if not path.endswith("404.html")}
    assert files == {path for path in pages if not is_frame(path)}


def test_robots_txt_leads_to_the_sitemap(example: BuiltSite) -> None:
    robots = example.files["robots.txt"].decode().splitlines()
    assert "Sitemap: https://example.org/sitemap.xml" in robots
    assert robots[0] == "User-agent: *"


def test_no_file_knows_the_machine_it_was_built_on(checkout: Path, example: BuiltSite) -> None:
    machine = [str(checkout), str(example.folder), str(Path.home()), "/tmp/", "/home/"]  # noqa: S108  # looked for, not used
    for path, content in example.files.items():
        text = content.decode()
        assert not [one for one in machine if len(one) > 2 and one in text], path


def test_two_sites_under_two_base_paths_differ_in_nothing_but_that(
    example: BuiltSite, example_below_repo: BuiltSite
) -> None:
    assert example.files.keys() == example_below_repo.files.keys()
    page, below = (
        site.files["events/nio-visit/index.html"] for site in (example, example_below_repo)
    )
    back = below.replace(b"http://localhost/repo/", b"https://example.org/")
    assert re.sub(rb'"/repo/', b'"/', back) == page
