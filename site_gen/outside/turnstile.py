"""One at a time, and with a pause between two: how often a host is asked."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol
from urllib.parse import urlsplit

from site_gen.outside.exchange import Reply
from site_gen.outside.manners import Manners


class Ask(Protocol):
    """One request by method, address, and the bytes of the body to read. Raises Failure."""

    def __call__(self, method: str, url: str, most_bytes: int = 0) -> Reply: ...


@dataclass(slots=True)
class _Host:
    lock: Lock = field(default_factory=Lock)
    next_turn: float = 0.0


class Turnstile:
    """Hosts by name; for a host that asked for more patience `hold` moves its next turn."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def enter(self, host: str) -> Iterator[None]:
        """Waits until it is our turn; the next comes after the delay."""
        found = self._find(host)
        with found.lock:
            wait = found.next_turn - time.monotonic()
            if wait > 0:
                self._manners.pause(wait)
            try:
                yield
            finally:
                found.next_turn = time.monotonic() + self._manners.delay

    def hold(self, host: str, seconds: float) -> None:
        found = self._find(host)
        found.next_turn = max(found.next_turn, time.monotonic() + seconds)

    def _find(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


def host_of(url: str) -> str:
    """Empty for what is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
