"""What came of asking for an address: robots.txt, HEAD, GET, redirects, second tries."""

import email.utils
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin, urlsplit

from site_gen.outside.exchange import Failure, Reply, Verdict, exchange
from site_gen.outside.manners import Manners
from site_gen.outside.robots import Robots
from site_gen.outside.turnstile import Turnstile, host_of

MOST_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_CLOSED = frozenset({401, 402, 403, 405, 406, 407, 429, 451, 999})
"""What hosts say to programs while they would serve a reader, or to a reader who has paid; 999 is
what one large network answers to all programs."""
_BUSY = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Answer:
    """`is_heard`: the host itself said something. `is_cut_off`: it may be us without a network."""

    verdict: Verdict
    reason: str
    is_heard: bool = True
    is_cut_off: bool = False


class Visitor:
    """Asks for addresses; may be used by several threads."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._turnstile = Turnstile(manners)
        self._robots = Robots(self._ask)

    def visit(self, url: str) -> Answer:
        """Never raises: whatever goes wrong over there is an answer."""
        try:
            return self._follow(url)
        except Failure as failure:
            return Answer(
                failure.verdict,
                failure.reason,
                is_heard=failure.verdict == "closed",
                is_cut_off=failure.is_cut_off,
            )

    def _follow(self, url: str) -> Answer:
        seen: set[str] = set()
        for _ in range(MOST_REDIRECTS):
            if url in seen:
                return Answer("silent", "it redirects in a circle")
            seen.add(url)
            reply = self._knock(url)
            target = reply.headers.get("location")
            if reply.status not in _REDIRECTS or not target:
                return _judge(reply)
            url = urldefrag(urljoin(url, target)).url
            if urlsplit(url).scheme not in ("http", "https"):
                return Answer("silent", "it redirects to what is no web page")
        return Answer("silent", f"it redirects more than {MOST_REDIRECTS} times")

    def _knock(self, url: str) -> Reply:
        """HEAD, and GET where that is not answered well: many hosts have no good answer to it."""
        self._robots.check(url)
        self._turnstile.hold(host_of(url), self._robots.find_delay(url))
        try:
            reply = self._ask("HEAD", url)
        except Failure as failure:
            if failure.verdict != "silent" or failure.is_cut_off:
                raise
            return self._ask("GET", url)
        if reply.status < 400:
            return reply
        if reply.status in _BUSY:
            wait = _read_delay(reply)
            if wait is None or wait > self._manners.patience:
                return reply
            self._turnstile.hold(host_of(url), wait)
        return self._ask("GET", url)

    def _ask(self, method: str, url: str, most_bytes: int = 0) -> Reply:
        with self._turnstile.enter(host_of(url)):
            return exchange(method, url, self._manners, most_bytes=most_bytes)


def _judge(reply: Reply) -> Answer:
    said = f"it gives {reply.status} {reply.phrase}".rstrip()
    if reply.status < 400:
        return Answer("alive", said)
    if reply.status in _GONE:
        return Answer("dead", said)
    return Answer("closed" if reply.status in _CLOSED else "silent", said)


def _read_delay(reply: Reply) -> float | None:
    """`Retry-After` in seconds, as a number or a date (RFC 9110 §10.2.3)."""
    text = reply.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    zoned = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (zoned - datetime.now(UTC)).total_seconds())
