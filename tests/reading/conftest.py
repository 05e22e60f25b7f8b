"""Sites to read in a real browser, sent as a careful host sends them."""

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.building import build_well
from tests.many_events import build_many

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'"
)
BASE = "/repo/"


class StrictHost(SimpleHTTPRequestHandler):
    """A static host below `BASE` with a strict Content-Security-Policy."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(BASE):
            return super().translate_path("/nothing-outside-the-base-path")
        return super().translate_path("/" + path.removeprefix(BASE))

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
        pass


@pytest.fixture(scope="session")
def serve_strictly() -> Iterator[Callable[[Path], str]]:
    """`serve_strictly(folder)` gives the URL at which the folder is served from then on."""
    with ExitStack() as servers:

        def serve(folder: Path) -> str:
            host = functools.partial(StrictHost, directory=str(folder))
            server = servers.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), host))
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_address[1]}{BASE}"

        yield serve


@pytest.fixture(scope="session")
def example_folder(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("example")
    shutil.copy(checkout / "site.yaml", site)
    shutil.copytree(checkout / "content", site / "content")
    build_well(site, base_url=f"https://example.org{BASE}")
    return site / "site"


@pytest.fixture(scope="session")
def example(serve_strictly: Callable[[Path], str], example_folder: Path) -> str:
    """The address of the example."""
    return serve_strictly(example_folder)


@pytest.fixture(scope="session")
def many_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_many(tmp_path_factory.getbasetemp(), 300, f"https://example.org{BASE}")


@pytest.fixture(scope="session")
def many(serve_strictly: Callable[[Path], str], many_folder: Path) -> str:
    """The address of a site of three hundred events."""
    return serve_strictly(many_folder)


@dataclass
class Reader:
    """A browser window that remembers what went wrong in it."""

    context: "BrowserContext"
    complaints: list[str] = field(default_factory=list)

    def open(self, url: str) -> "Page":
        page = self.context.new_page()
        page.on("console", lambda message: self.complaints.append(f"{url}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(f"{url}: {error}"))
        page.on("request", lambda request: self._look_at(urlsplit(url).netloc, request.url))
        page.goto(url)
        return page

    def _look_at(self, host: str, asked: str) -> None:
        if urlsplit(asked).netloc != host:
            self.complaints.append(f"asks {asked}")


@pytest.fixture
def reader(chromium: "Browser") -> Iterator[Callable[..., Reader]]:
    """`reader(color_scheme="dark")`: no test leaves an error, a violation or a foreign request."""
    readers: list[Reader] = []

    def make(**options: Any) -> Reader:
        readers.append(Reader(chromium.new_context(**options)))
        return readers[-1]

    yield make
    for one in readers:
        one.context.close()
    assert [complaint for one in readers for complaint in one.complaints] == []
