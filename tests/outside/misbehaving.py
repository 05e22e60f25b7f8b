"""A host that does everything wrong, and remembers what it was asked."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

STATUSES = {
    "/ok": 200, "/empty": 204, "/missing": 404, "/gone": 410, "/closed": 403, "/paid": 402,
    "/later": 429, "/odd": 999, "/broken": 500, "/teapot": 418, "/law": 451,
}  # fmt: skip  # pairs, not lines
REDIRECTS = {
    "/moved": "/ok", "/moved-away": "/missing", "/loop": "/loop", "/ping": "/pong",
    "/pong": "/ping", "/to-mail": "mailto:desk@chronicle.example", "/to-file": "file:///etc/passwd",
    "/with-fragment": "/ok#here",
}  # fmt: skip  # pairs, not lines


@dataclass
class Host:
    """`asked` are methods and paths in the order of requests; `robots` is its robots.txt."""

    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    robots: tuple[int, str] = (404, "")
    is_over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asked_for(self, path: str) -> list[str]:
        """The methods."""
        return [method for method, asked in self.asked if asked == path]


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        host = self.server.host
        host.asked.append((self.command, self.path))
        host.headers.append({name.lower(): value for name, value in self.headers.items()})
        act: Any = getattr(
            self, "act_" + self.path.strip("/").split("/")[0].replace("-", "_"), None
        )
        if self.path == "/robots.txt":
            self._send(host.robots[0], body=host.robots[1].encode())
        elif self.path in REDIRECTS:
            self._send(302, location=REDIRECTS[self.path])
        elif act:
            act(host)
        else:
            self._send(STATUSES.get(self.path, 200))

    def _send(self, status: int, *, body: bytes = b"", **headers: str) -> None:
        self.send_response(status, "As Asked")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def act_no_head(self, _: Host) -> None:
        self._send(405 if self.command == "HEAD" else 200)

    def act_head_resets(self, _: Host) -> None:
        if self.command == "HEAD":
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self._send(200)

    def act_resets(self, _: Host) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def act_hangs(self, host: Host) -> None:
        host.is_over.wait(30)

    def act_garbage(self, _: Host) -> None:
        self.wfile.write(b"\x00\xff not what you think\r\n\r\n")

    def act_drips(self, host: Host) -> None:
        """A head that never ends, a line at a time: no single step takes long."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not host.is_over.wait(0.02):
            self.wfile.write(b"X-")

    def act_endless(self, host: Host) -> None:
        if self.command == "HEAD":
            self._send(501)
            return
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
        while not host.is_over.is_set():
            self.wfile.write(b"x" * 65536)

    def act_many_headers(self, _: Host) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n")

    def act_far(self, _: Host) -> None:
        number = int(self.path.rpartition("/")[2])
        self._send(302, location=f"/far/{number + 1}")

    def act_busy(self, host: Host) -> None:
        if len(host.asked_for(self.path)) == 1:
            self._send(429, retry_after="7")
        else:
            self._send(200)

    def act_busy_for_an_hour(self, _: Host) -> None:
        self._send(503, retry_after="3600")

    def act_to_elsewhere(self, host: Host) -> None:
        self._send(302, location=f"http://127.0.0.2:{host.port}/ok")

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    host: Host

    def handle_error(self, *_: object) -> None:
        """The other side hangs up on what has no end; that is what is tested."""


@contextmanager
def serve_badly() -> Iterator[Host]:
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.host = Host(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.host
        finally:
            server.host.is_over.set()
            server.shutdown()
            thread.join()
