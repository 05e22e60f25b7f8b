"""Texts that would be markup if a page believed them: each is shown, none is obeyed."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.building import build
from tests.running import read_tree
from tests.sites_in_text import write_site

HOSTILE = (
    "</title></script>\"'><script>alert(1)</script>&amp;&lt;b&gt;"
    " <img src=x onerror=alert(2)> --> ]]>"
)
"""With a number before it in each field, so that a missing one is known."""

BODY = (
    "<script>alert(3)</script> <b onclick=alert(4)>bold</b> <iframe src='https://x.org'></iframe>"
    " <a href='javascript:alert(5)'>a</a> <svg onload=alert(6)></svg> <style>*{color:red}</style>"
)


_SHOWN = re.compile(r"hostile-\d+(?!-|\d)")


@dataclass
class Marks:
    """Hands out the hostile text, each time with the next number before it."""

    handed_out: list[str] = field(default_factory=list)

    def __call__(self) -> str:
        self.handed_out.append(f"hostile-{len(self.handed_out) + 1:02} {HOSTILE}")
        return json.dumps(self.handed_out[-1])


def write_hostile_site(folder: Path, mark: Marks) -> Path:
    return write_site(
        folder,
        f"""
        -- site.yaml --
        title: {mark()}
        description: {mark()}
        author: {mark()}
        license: {mark()}
        base_url: https://example.org/
        kinds: {{launch: {{label: {mark()}}}}}
        -- content/sources/paper.yaml --
        kind: article
        title: {mark()}
        publisher: {mark()}
        author: [{mark()}]
        url: "https://example.org/?a='&lt;b=(c)"
        note: {mark()}
        -- content/entities/maker.yaml --
        type: organization
        name: {mark()}
        aliases: [{mark()}]
        summary: {mark()}
        body: {json.dumps(BODY)}
        roles: [{{title: {mark()}, org: {mark()}, from: 2020}}]
        tickers: [{{exchange: {mark()}, symbol: {mark()}}}]
        ids: {{wikidata: {mark()}}}
        -- content/stories/thread.yaml --
        title: {mark()}
        summary: {mark()}
        body: {json.dumps(BODY)}
        -- content/pages/about.md --
        ---
        title: {mark()}
        summary: {mark()}
        ---
        {BODY}
        -- content/media/plan.svg --
        <svg xmlns="http://www.w3.org/2000/svg"></svg>
        -- content/events/launch.yaml --
        title: {mark()}
        date: 2024-03-28
        date_text: {mark()}
        summary: {mark()}
        body: {json.dumps(BODY)}
        kind: launch
        place: {mark()}
        entities: [{{id: maker, role: {mark()}}}]
        tags: [{mark()}]
        stories: thread
        sources: [{{id: paper, locator: {mark()}, note: {mark()}}}]
        media:
          - file: plan.svg
            alt: {mark()}
            caption: {mark()}
            credit: {mark()}
            license: {mark()}
        corrections:
          - {{date: 2024-06-01, text: {mark()}}}
        claims:
          - text: {mark()}
            by: [{mark()}]
            quote: {mark()}
            note: {mark()}
            status: target
            due: 2025
            sources: [{{id: paper, locator: {mark()}}}]
            outcome: {{status: met, text: {mark()}}}
            history: [{{status: reported, date: 2024, note: {mark()}}}]
        """,
    )


class Reading(HTMLParser):
    """What a browser would take for elements, attributes and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.data_blocks: list[str] = []
        self._is_in_data = self._is_in_drawing = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = [(name, value or "") for name, value in attributes]
        self._is_in_data = found == [("type", "application/ld+json")]
        if tag == "script" and not self._is_in_data and not is_own_module(found):
            self.tags.add("foreign script")
        if tag == "form" and ("role", "search") not in found and not dict(found).get("class"):
            self.tags.add("foreign form")
        self._is_in_drawing |= tag in ("svg", "pre", "textarea")
        self.tags.add(tag)
        self.attributes.extend(found)

    def handle_endtag(self, tag: str) -> None:
        self._is_in_data = False
        self._is_in_drawing &= tag not in ("svg", "pre", "textarea")

    def handle_data(self, data: str) -> None:
        if self._is_in_data:
            self.data_blocks.append(data)
        elif not self._is_in_drawing:  # a long label ends with "…", BibTeX has escapes
            self.text += data


def is_own_module(attributes: list[tuple[str, str]]) -> bool:
    found = dict(attributes)
    return found.keys() == {"type", "src"} and found["src"].startswith("/assets/")


@pytest.fixture(scope="module")
def marks() -> Marks:
    return Marks()


@pytest.fixture(scope="module")
def tree(marks: Marks, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = write_hostile_site(tmp_path_factory.mktemp("hostile"), marks)
    report = build(site)
    assert report.is_published, report.problems
    return read_tree(site / "site")


@pytest.fixture(scope="module")
def pages(tree: dict[str, bytes]) -> dict[str, Reading]:
    found = {}
    for path, content in tree.items():
        if path.endswith(".html"):
            found[path] = Reading()
            found[path].feed(content.decode())
            found[path].close()
    return found


def test_no_page_has_an_element_or_attribute_of_an_author_s_text(pages: dict[str, Reading]) -> None:
    for path, page in pages.items():
        assert not page.tags & {"foreign script", "foreign form"}, path
        assert not page.tags & {"iframe", "object", "embed"}, path
        assert all(isinstance(json.loads(block), dict) for block in page.data_blocks), path
        assert "style" not in page.tags, path
        for name, value in page.attributes:
            assert not name.startswith("on"), (path, name)
            if name in ("href", "src"):
                assert not value.lower().startswith("javascript:"), (path, value)


def test_every_text_is_shown_whole_somewhere(pages: dict[str, Reading], marks: Marks) -> None:
    shown = "\n".join(page.text for page in pages.values())
    values = {value for page in pages.values() for _, value in page.attributes}
    for text in marks.handed_out:
        assert text in shown or text in values, text


def test_wherever_a_text_is_shown_it_is_shown_whole(pages: dict[str, Reading]) -> None:
    for path, page in pages.items():
        # A tag's address, which citations spell out, has its text too, with hyphens.
        assert len(_SHOWN.findall(page.text)) == page.text.count(HOSTILE), path
        for name, value in page.attributes:
            is_address = name in ("href", "hreflang") or value.startswith(("https://", "/"))
            if "hostile-" in value and not is_address:
                assert HOSTILE in value, (path, name)


def test_the_sitemap_is_still_xml(tree: dict[str, bytes]) -> None:
    ET.fromstring(tree["sitemap.xml"])  # noqa: S314  # written by the test itself


def test_the_nu_checker_finds_no_error_in_it(
    tree: dict[str, bytes], vnu: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    for path, content in tree.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert vnu(tmp_path) == []


def test_a_character_that_reverses_what_follows_is_refused_with_its_place(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """
        -- site.yaml --
        title: Cars
        -- content/events/launch.yaml --
        title: "The \u202egpj.exe"
        date: 2024
        """,
    )
    report = build(tmp_path)
    problem = report.problems[0]
    assert (problem.location.path, problem.location.line) == ("content/events/launch.yaml", 1)
