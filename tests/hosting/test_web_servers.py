"""The example under /timeline/ on the web servers of docs/hosting.md, set up as it says there."""

from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import quote

import pytest

from tests.example.conftest import BuiltSite
from tests.hosting.conftest import BASE
from tests.hosting.header_files import Rule, headers_for

HIDDEN = {"_headers", "_redirects", ".site-gen.json"}
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".js": "javascript",
    ".xml": "text/xml",
    ".csv": "text/csv",
}


class Visitor:
    """One connection for many questions."""

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(address)

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        self._connection.request(method, path, headers=headers)
        answer = self._connection.getresponse()
        return answer, answer.read()

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
def visitor(server: str) -> Iterator[Visitor]:
    with closing(Visitor(server)) as visitor:
        yield visitor


def address_of(file: str) -> str:
    return BASE + quote(file.removesuffix("index.html"))


def test_every_file_answers_with_its_bytes_and_the_headers_that_headers_promises(
    visitor: Visitor, published: BuiltSite, rules: list[Rule]
) -> None:
    wrong = []
    files = [file for file in published.files if file not in HIDDEN]
    assert len(files) > 300
    for file in files:
        answer, content = visitor.ask(address_of(file))
        if answer.status != 200 or content != published.files[file]:
            wrong.append(f"{file}: {answer.status}")
        for name, value in headers_for(rules, address_of(file)).items():
            if answer.headers.get_all(name) != [value]:
                wrong.append(f"{file}: {name}: {answer.headers.get_all(name)}")
        expected = "no-cache" if "/assets/" not in address_of(file) else "immutable"
        assert expected in str(answer.headers["Cache-Control"])
    assert wrong == []


def test_every_link_of_every_page_works(visitor: Visitor, published: BuiltSite) -> None:
    links = {
        link.partition("#")[0]
        for page in published.pages.values()
        for link in page.values_of("href", "src", "data-search", "data-marks")
        if link.startswith("/")
    }
    assert len(links) > 100
    answers = {link: visitor.ask(link, "HEAD")[0].status for link in sorted(links)}
    assert {link: status for link, status in answers.items() if status != 200} == {}


def test_what_is_not_there_is_the_sites_own_page_with_404(
    visitor: Visitor, published: BuiltSite
) -> None:
    for path in ("nowhere/", "events/nowhere/", "assets/nowhere.css", *sorted(HIDDEN)):
        answer, content = visitor.ask(BASE + path)
        assert answer.status == 404, path
        assert content == published.files["404.html"], path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path


def test_a_folder_without_its_slash_leads_to_the_one_with_it(visitor: Visitor) -> None:
    for path in ("/timeline", "/timeline/events/nio-visit", "/timeline/zh"):
        answer, _ = visitor.ask(path)
        assert answer.status in (301, 302, 308), path
        assert answer.headers["Location"].endswith(f"{path}/")
        assert "example.org" not in answer.headers["Location"]


def test_files_are_of_the_types_that_browsers_and_readers_want(
    visitor: Visitor, published: BuiltSite
) -> None:
    for suffix, wanted in TYPES.items():
        file = next(one for one in published.files if one.endswith(suffix) and one not in HIDDEN)
        answer, _ = visitor.ask(address_of(file), "HEAD")
        assert wanted in answer.headers["Content-Type"], file


def test_who_takes_gzip_gets_the_file_that_was_compressed_beforehand(
    visitor: Visitor, published: BuiltSite
) -> None:
    answer, content = visitor.ask(BASE, **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert content == published.files["index.html.gz"]
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_nothing_but_the_site_is_answered(visitor: Visitor) -> None:
    for path in ("/", "/etc/passwd", "/timeline../etc/passwd", "/timeline/../etc/passwd"):
        answer, content = visitor.ask(path)
        assert answer.status != 200 or not content
