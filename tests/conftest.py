"""What many tests need: a plain environment, and the judges that look at the written site.

A judge that is not installed (see tests/install-judges) skips its tests with the reason; where
CI is set it fails them.
"""

import functools
import json
import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHECKOUT = Path(__file__).resolve().parent.parent
CHROMIUM = Path("/usr/bin/chromium")
JUDGES = CHECKOUT / "tests/judges/node_modules"
VNU = JUDGES / "vnu-jar/build/dist/vnu.jar"
AXE = JUDGES / "axe-core/axe.min.js"

# Nothing is timed. In CI the examples are the same each time: a red run is about the change.
settings.register_profile("site_gen", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("site_gen")


@pytest.fixture(scope="session", autouse=True)
def _plain_environment() -> Iterator[None]:
    """What the program reads from the environment is set by the test that means it."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("SITE_GEN_BASE_URL", "SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR"):
            environment.delenv(name, raising=False)
        heard = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # where `nohup` runs the tests
        yield
        signal.signal(signal.SIGHUP, heard)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder with pyproject.toml."""
    return CHECKOUT


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """A real browser, without a window and without the network beyond this machine."""
    if not CHROMIUM.exists():
        _without(f"{CHROMIUM} is missing")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: "Browser") -> "Iterator[Page]":
    """A fresh page with cookies, cache and storage of its own."""
    with chromium.new_context() as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core, for `page.evaluate`; afterwards `axe.run()` is there."""
    if not AXE.exists():
        _without("axe-core is not installed")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def vnu() -> Callable[[Path], list[str]]:
    """The Nu HTML checker: its errors about every HTML file below a folder, `path:line: error`."""
    java = shutil.which("java")
    if java is None:
        _without("there is no java")
    if not VNU.exists():
        _without("vnu-jar is not installed")
    return functools.partial(_vnu_errors, java)


@pytest.fixture
def serve_tree() -> Iterator[Callable[..., str]]:
    """Serves a folder over HTTP: `serve_tree(folder, base="/repo/")` gives the URL of its root.

    As a static host would: `…/` is `…/index.html`, a missing page is 404.html with status 404,
    and what lies outside the base path is not there.
    """
    with ExitStack() as servers:

        def serve(folder: Path, base: str = "/") -> str:
            return servers.enter_context(_served(folder, base))

        yield serve


def require_judge(name: str, path: str | None) -> str:
    """`path` where the program is; otherwise its tests are skipped, or fail in CI."""
    if path is None:
        _without(f"{name} is missing")
    return path


def _without(fact: str) -> NoReturn:
    message = f"{fact}; run tests/install-judges"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def _vnu_errors(java: str, folder: Path) -> list[str]:
    options = ["--errors-only", "--skip-non-html", "--stdout", "--exit-zero-always"]
    run = subprocess.run(
        [java, "-jar", str(VNU), *options, "--format", "json", str(folder)],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    return [_vnu_line(message, folder) for message in json.loads(run.stdout)["messages"]]


def _vnu_line(message: dict[str, str | int], folder: Path) -> str:
    path = Path(unquote(urlsplit(str(message.get("url", ""))).path))
    where = path.relative_to(folder.resolve()) if path.is_relative_to(folder.resolve()) else path
    return f"{where}:{message.get('lastLine', 0)}: {message['message']}"


class _StaticHost(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, base: str, folder: Path) -> None:
        self.base = base
        self.folder = folder
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]  # handed on as they came

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base):
            return str(self.folder / "\N{REPLACEMENT CHARACTER}")
        return super().translate_path("/" + path.removeprefix(self.base))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        missing = self.folder / "404.html"
        if code != 404 or not missing.is_file():
            super().send_error(code, message, explain)
            return
        body = missing.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
        pass


@contextmanager
def _served(folder: Path, base: str) -> Iterator[str]:
    if not re.fullmatch(r"/(.*/)?", base):
        message = f'base "{base}" does not begin and end with "/"'
        raise ValueError(message)
    host = functools.partial(_StaticHost, base=base, folder=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), host) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{base}"
        finally:
            server.shutdown()
            thread.join()
