"""The example site, built once for all tests of this folder."""

from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.running import read_tree, run_site_gen


class PageReader(HTMLParser):
    """A page's elements with their attributes, its ids, and what it says."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(text)
        self.close()
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values_of(self, *names: str) -> list[str]:
        return [found[name] for _, found in self.elements for name in names if name in found]


@dataclass(frozen=True)
class BuiltSite:
    """`pages` are the HTML files by their paths."""

    folder: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        return read_tree(self.folder)

    @cached_property
    def pages(self) -> dict[str, PageReader]:
        return {
            path: PageReader(content.decode())
            for path, content in self.files.items()
            if path.endswith(".html")
        }


def build_example(checkout: Path, target: Path, *arguments: str) -> BuiltSite:
    run = run_site_gen(checkout, "build", "-o", target, "--as-of", "2026-11-22", *arguments)
    assert run.returncode == 0, run.stderr
    return BuiltSite(target)


@pytest.fixture(scope="session")
def example(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return build_example(checkout, tmp_path_factory.mktemp("example") / "site")


@pytest.fixture(scope="session")
def example_below_repo(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """As a project page of a code host: below /repo/."""
    target = tmp_path_factory.mktemp("example-below") / "site"
    return build_example(checkout, target, "--base-url", "http://localhost/repo/")


PAGES_OF_EACH_KIND = [
    "",
    "404.html",
    "about/",
    "corrections/",
    "entities/",
    "entities/lei-jun/",
    "events/nio-visit/",
    "events/su7-launch/",
    "sources/",
    "sources/cnevpost-visit/",
    "stories/",
    "stories/ecosystem/",
    "tags/",
    "tags/ecosystem/",
    "targets/",
    "years/2024/",
]
