"""The port, and the thread in which requests are answered."""

import asyncio
import errno
import logging
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from site_gen.problems import EnvironmentFault
from site_gen.server.gate import Address

FIRST_PORT = 8000
PORTS_TRIED = 100

DEADLINE = 5.0
"""Seconds that a client may take to send a whole head."""

LONGEST_HEAD = 1 << 14
"""Bytes of a request's first line and fields together."""

_LAST_WORDS = 0.5
"""Seconds that connections are given at the end."""


def bind_port(host: str, port: int | None) -> tuple[list[socket.socket], Address]:
    """Listening sockets, on which connections wait until they are answered.

    Without a port, the first free one from 8000 on; 0 lets the system choose. Raises
    EnvironmentFault.
    """
    candidates = range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if port is None else [port]
    for candidate in candidates:
        with suppress(_Taken):
            return _bind(host, candidate)
    if port is None:
        raise EnvironmentFault(
            f"every port from {FIRST_PORT} to {candidates[-1]} is taken; choose one with --port"
        )
    raise EnvironmentFault(f"port {port} is taken; end what uses it, or choose another with --port")


class _Taken(Exception):
    pass


def _bind(host: str, port: int) -> tuple[list[socket.socket], Address]:
    sockets: list[socket.socket] = []
    try:
        for family, (name, _, *rest) in _resolve(host, port):
            # Where the system chose it for the first, it is that for all.
            same = sockets[0].getsockname()[1] if sockets else port
            sockets.append(_listen(family, (name, same, *rest)))
    except OSError as error:
        for one in sockets:
            one.close()
        if error.errno == errno.EADDRINUSE:
            raise _Taken from error
        reason = error.strerror or str(error)
        raise EnvironmentFault(
            f'the preview cannot listen at "{host}", port {port}: {reason}; choose others with'
            " --host and --port"
        ) from error
    return sockets, Address(host, sockets[0].getsockname()[1])


def _resolve(host: str, port: int) -> list[tuple[socket.AddressFamily, tuple[Any, ...]]]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return list(dict.fromkeys((family, place) for family, _, _, _, place in found))


def _listen(family: socket.AddressFamily, place: tuple[Any, ...]) -> socket.socket:
    one = socket.socket(family, socket.SOCK_STREAM)
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind(place)
        one.listen(1024)
    except OSError:
        one.close()
        raise
    return one


class Listener:
    """The thread of requests. Made by `open_listener`."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def call(self, task: Callable[[], None]) -> None:
        """Runs `task` in that thread, between requests, and waits until it is done."""
        done = Event()

        def run() -> None:
            try:
                task()
            finally:
                done.set()

        self._loop.call_soon_threadsafe(run)
        done.wait()


@contextmanager
def open_listener(app: ASGIApp, sockets: Sequence[socket.socket]) -> Iterator[Listener]:
    """Answers requests until the end, and then ends within half a second whoever still asks."""
    _silence()
    server = uvicorn.Server(_configure(app))
    loops: list[asyncio.AbstractEventLoop] = []
    is_started = Event()

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        is_started.set()
        await server.serve(list(sockets))

    thread = Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    is_started.wait()
    try:
        yield Listener(loops[0])
    finally:
        server.should_exit = True
        thread.join(_LAST_WORDS)


def _configure(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        lifespan="off",
        loop="asyncio",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_graceful_shutdown=0,
    )


def _silence() -> None:
    """What uvicorn has to say holds what strangers have sent; the terminal is not for that."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "asyncio"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL + 1)
        logger.propagate = False
        logger.addHandler(logging.NullHandler())


class _Protocol(H11Protocol):
    """Ends a connection on which a request has begun and does not go on."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the base class has it
        super().connection_made(transport)
        self._set_deadline()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_answering():
            self._drop_deadline()
        elif self._deadline is None:
            self._set_deadline()

    def on_response_complete(self) -> None:
        self._drop_deadline()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._drop_deadline()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request
        return cycle is not None and not cycle.response_complete

    def _set_deadline(self) -> None:
        self._deadline = self.loop.call_later(DEADLINE, self.transport.abort)

    def _drop_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
