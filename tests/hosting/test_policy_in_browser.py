"""A browser that is sent the headers of `_headers` finds nothing to complain of, and all works."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from tests.building import build_well
from tests.example.conftest import PAGES_OF_EACH_KIND, BuiltSite
from tests.hosting.conftest import BASE
from tests.hosting.header_files import Rule, headers_for, read_rules
from tests.running import read_tree
from tests.sites_in_text import LAUNCH, write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

TYPES = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json",
    "svg": "image/svg+xml", "xml": "text/xml",
}  # fmt: skip  # names, not lines
MORE_PAGES = ["timeline/", "timeline/kinds/", "embed/all/", "embed/ecosystem/", "method/"]


class HostOfHeaders(BaseHTTPRequestHandler):
    """Answers with the site's files and what `_headers` says of their addresses."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, files: dict[str, bytes], rules: list[Rule]) -> None:
        self.files = files
        self.rules = rules
        super().__init__(*args)  # type: ignore[arg-type]  # handed on as they came

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = unquote(path.removeprefix(BASE))
        file += "index.html" if file.endswith("/") or not file else ""
        content = self.files.get(file)
        self.send_response(404 if content is None else 200)
        kind = TYPES.get(file.rpartition(".")[2], "application/octet-stream")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if content else "text/plain")
        for name, value in headers_for(self.rules, path).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
        pass


@contextmanager
def run_host(files: dict[str, bytes], rules: list[Rule]) -> Iterator[str]:
    host = partial(HostOfHeaders, files=files, rules=rules)
    with ThreadingHTTPServer(("127.0.0.1", 0), host) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def root(published: BuiltSite, rules: list[Rule]) -> Iterator[str]:
    with run_host(published.files, rules) as origin:
        yield origin + BASE


@pytest.fixture
def told() -> list[str]:
    """What the browser says on its console, and what its pages fail at."""
    return []


@pytest.fixture
def page(chromium: "Browser", told: list[str]) -> "Iterator[Page]":
    with chromium.new_context() as context:
        page = context.new_page()
        page.on("console", lambda message: note(message, told))
        page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
        yield page


def note(message: "ConsoleMessage", told: list[str]) -> None:
    if not message.location["url"].endswith("/favicon.ico"):  # the browser's own wish
        told.append(f"{message.location['url']}: {message.text}")


def test_no_page_breaks_its_own_policy(page: "Page", root: str, told: list[str]) -> None:
    for path in [*PAGES_OF_EACH_KIND, *MORE_PAGES, "zh/", "zh/timeline/", "zh/embed/all/"]:
        answer = page.goto(root + path)
        assert answer is not None
        assert answer.status == 200, path
        assert "default-src 'none'" in answer.headers["content-security-policy"], path
        assert is_styled(page), path
    assert told == []


def is_styled(page: "Page") -> bool:
    """Our stylesheet was let in: without it a body has the browser's margins."""
    return bool(page.evaluate("getComputedStyle(document.body).margin !== '8px'"))


def test_search_and_timeline_work_under_the_policy(
    page: "Page", root: str, told: list[str]
) -> None:
    page.goto(root)
    page.locator(".search:visible input").fill("Onvo")
    page.locator(".search").get_by_role("link").first.wait_for()
    page.goto(f"{root}timeline/")
    before = page.locator(".tl-svg").first.inner_html()
    page.locator(".tl-tools:visible [data-do='in']").click()
    is_drawn_anew = "(old) => document.querySelector('.tl-svg').innerHTML !== old"
    page.wait_for_function(is_drawn_anew, arg=before)
    assert told == []


def test_whatever_content_may_hold_keeps_the_policy_too(
    page: "Page", told: list[str], tmp_path: Path
) -> None:
    site = write_site(tmp_path, LAUNCH, EVERYTHING)
    (site / "content/media").mkdir()
    (site / "content/media/dot.svg").write_text(DRAWING, encoding="utf-8")
    build_well(site, base_url="https://example.org/timeline/")
    files = read_tree(site / "site")
    with run_host(files, read_rules(files["_headers"].decode())) as origin:
        page.goto(f"{origin}{BASE}events/all/")
        assert is_styled(page)
        assert page.evaluate("[...document.images].every((one) => one.naturalWidth > 0)")
        assert page.locator("img").count() == 2
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == ACCENT
        page.goto(f"{origin}{BASE}old/place/")
        page.wait_for_url("**/events/all/")
        assert told == []
        picture = next(path for path in files if path.endswith(".svg") and "dot" in path)
        page.goto(f"{origin}{BASE}{picture}")
        assert page.evaluate("document.documentElement.tagName") == "svg"
    assert page.title() != "the script ran"


ACCENT = "rgb(1, 2, 3)"
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">
<title>a dot</title><style>circle { fill: red }</style><circle cx="4" cy="4" r="4"/>
<script>document.querySelector("title").textContent = "the script ran"</script></svg>
"""
EVERYTHING = """
    -- site.yaml --
    title: Cars
    params: {accent: "#b3261e"}
    logo: dot.svg
    -- templates/assets/own.css --
    h1 { color: rgb(1 2 3) }
    -- templates/base.html --
    {% extends "default/base.html" %}
    {% block head %}<link rel="stylesheet" href="{{ site.assets["own.css"] }}">{% endblock %}
    -- content/events/all.yaml --
    title: Everything
    date: 2024-05-20
    aliases: /old/place/
    sources: paper
    body: |
      | left | right |
      | :--- | ----: |
      | 1    | 2     |

      ![a dot](dot.svg) and <mark>marked</mark>, <b>bold</b> and a note.[^1]

      ```python
      print("no colours by style")
      ```

      [^1]: Here it is.
"""


def test_a_frame_on_another_site_shows_the_timeline_and_no_other_page(
    page: "Page", root: str, told: list[str]
) -> None:
    framing = (
        f'<!doctype html><title>Others</title><iframe name="open" src="{root}embed/all/"></iframe>'
        f'<iframe name="closed" src="{root}events/nio-visit/"></iframe>'
    )
    with run_host({"others.html": framing.encode()}, []) as elsewhere:
        page.goto(f"{elsewhere}{BASE}others.html")
        timeline, closed = page.frame("open"), page.frame("closed")
        assert timeline is not None
        assert closed is not None
        timeline.locator(".tl-tools:visible [data-do='in']").wait_for()
        assert timeline.locator("h1").count() == 1
        assert closed.url.startswith("chrome-error:")
        (refusal,) = told
        assert "frame-ancestors" in refusal
