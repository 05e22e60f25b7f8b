"""`site-gen serve` as a process of its own, asked over real connections."""

import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, TypeVar

from tests.running import PROGRAM, plain_environment
from tests.sites_in_text import LAUNCH, write_site

T = TypeVar("T")

PATIENCE = 120.0
"""Seconds after which a test gives up; never how long something is meant to take."""

SITE = """
    -- site.yaml --
    title: Cars
    base_url: https://example.org/repo/
    -- content/events/orders.yaml --
    title: The orders
    date: 2024-04-28
    sources: paper
    body: |
      Ten thousand in an hour.
    -- content/pages/about.md --
    ---
    title: About
    ---
    What this is.
"""
"""Below /repo/, with two events and a free page."""


def until(ask: Callable[[], T]) -> T:
    """The answer, once there is one that counts as true."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := ask()):
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.01)
    return answer


@dataclass(frozen=True)
class Answer:
    """What came back; `fields` by their names in lower case."""

    status: int
    fields: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Served:
    """A preview that runs. Made by `serving`."""

    def __init__(self, site: Path, run: subprocess.Popen[str]) -> None:
        self.site = site
        self.run = run
        self.said: list[str] = []
        """The lines on stderr so far."""
        self._lines: Queue[str | None] = Queue()
        self._start_reading(run.stderr)

    def _start_reading(self, stream: IO[str] | None) -> None:
        assert stream is not None

        def read() -> None:
            for line in stream:
                self._lines.put(line.rstrip("\n"))
            self._lines.put(None)

        Thread(target=read, daemon=True).start()

    def find_url(self) -> str:
        """Waits for the line that tells it."""
        assert self.run.stdout is not None
        line = self.run.stdout.readline()
        found = re.fullmatch(r"serving (http://\S+) until Ctrl-C\n", line)
        assert found, (line, self.read_rest())
        return found[1]

    def await_line(self, pattern: str) -> re.Match[str]:
        """The next line on stderr in which it is found; those before it are in `said`."""
        while True:
            try:
                line = self._lines.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError(f"never said {pattern!r}, but {self.said}") from None
            assert line is not None, f"ended without {pattern!r}: {self.said}"
            self.said.append(line)
            if found := re.search(pattern, line):
                return found

    def read_rest(self) -> list[str]:
        """What it says until it ends."""
        while (line := self._lines.get(timeout=PATIENCE)) is not None:
            self.said.append(line)
        return self.said

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Its exit code, after a signal."""
        self.run.send_signal(number)
        return self.run.wait(PATIENCE)

    def write(self, path: str, text: str) -> None:
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """In place, as some editors save."""
        text = (self.site / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))


class Preview(Served):
    """One that answers already, at `url`."""

    def __init__(self, site: Path, run: subprocess.Popen[str], *, is_sound: bool) -> None:
        super().__init__(site, run)
        self.url = self.find_url()
        self.await_line(" made in " if is_sound else "there is nothing to show yet$")
        found = re.match(r"http://([^/]+):(\d+)(/.*)", self.url)
        assert found
        self.host, self.port, self.base = found[1].strip("[]"), int(found[2]), found[3]

    @property
    def authority(self) -> str:
        return f"{self.host}:{self.port}"

    def get(self, path: str, method: str = "GET", **fields: str) -> Answer:
        """Of a path below the base path, or of one from the root that begins with `/`."""
        target = path if path.startswith("/") else self.base + path
        connection = HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            names = {name.replace("_", "-"): value for name, value in fields.items()}
            connection.request(method, target, headers=names)
            got = connection.getresponse()
            found = {name.lower(): value for name, value in got.getheaders()}
            return Answer(got.status, found, got.read())
        finally:
            connection.close()

    def await_text(self, path: str, text: str) -> None:
        until(lambda: text in self.get(path).text)

    @contextmanager
    def connected(self) -> Iterator[socket.socket]:
        with socket.create_connection((self.host, self.port), timeout=PATIENCE) as connection:
            yield connection

    def ask_raw(self, request: bytes) -> bytes:
        """All that comes back until the other end closes."""
        with self.connected() as connection:
            connection.sendall(request)
            answer = b""
            while piece := connection.recv(65536):
                answer += piece
            return answer

    def ask_target(self, target: bytes, **fields: str) -> bytes:
        """A well-formed GET of a target as it is."""
        given = {"Host": self.authority, "Connection": "close", **fields}
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items())
        return self.ask_raw(b"GET " + target + b" HTTP/1.1\r\n" + lines.encode() + b"\r\n")


def start(
    site: Path,
    *arguments: str,
    port: int | None = 0,
    before: Sequence[str] = (),
    **environment: str,
) -> subprocess.Popen[str]:
    """`site-gen serve` at a port that the system chooses, or another; `before` comes before it."""
    ports = [] if port is None else ["--port", str(port)]
    return subprocess.Popen(
        [*before, *PROGRAM, "serve", *ports, *arguments],
        cwd=site,
        env={**plain_environment(), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="backslashreplace",
    )


@contextmanager
def serving(
    site: Path,
    *arguments: str,
    is_sound: bool = True,
    port: int | None = 0,
    **environment: str,
) -> Iterator[Preview]:
    """A preview of the site, ended at the end if the test has not ended it."""
    with start(site, *arguments, port=port, **environment) as run:
        try:
            yield Preview(site, run, is_sound=is_sound)
        finally:
            run.terminate()
            run.wait(PATIENCE)


def write_small_site(folder: Path, *more: str) -> Path:
    return write_site(folder, LAUNCH, SITE, *more)
