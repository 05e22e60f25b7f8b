"""What hosts ask of programs: robots.txt (RFC 9309)."""

from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from site_gen.outside.exchange import Failure, Reply
from site_gen.outside.manners import PRODUCT
from site_gen.outside.turnstile import Ask

MOST_BYTES = 500 * 1024
"""RFC 9309 §2.5."""
MOST_REDIRECTS = 5
"""RFC 9309 §2.3.1.2."""
LONGEST_DELAY = 30.0
"""Seconds that a `Crawl-delay` may ask for; it is no part of the standard."""


@dataclass(slots=True)
class _Rules:
    lock: Lock = field(default_factory=Lock)
    parser: RobotFileParser | None = None
    failure: Failure | None = None


class Robots:
    """The rules of each host, asked for once. `ask` makes one request."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._rules: dict[str, _Rules] = {}
        self._lock = Lock()

    def check(self, url: str) -> None:
        """Raises Failure where the host does not want us there, or cannot be reached at all."""
        rules = self._find(url)
        if rules.failure is not None:
            raise rules.failure
        if rules.parser is not None and not rules.parser.can_fetch(PRODUCT, url):
            raise Failure("closed", "its robots.txt asks programs to stay away")

    def find_delay(self, url: str) -> float:
        parser = self._find(url).parser
        wanted = parser.crawl_delay(PRODUCT) if parser else None
        return min(float(wanted), LONGEST_DELAY) if wanted else 0.0

    def _find(self, url: str) -> _Rules:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            rules = self._rules.setdefault(origin, _Rules())
        with rules.lock:
            if rules.parser is None and rules.failure is None:
                try:
                    rules.parser = self._read(f"{origin}/robots.txt")
                except Failure as failure:
                    rules.failure = failure
        return rules

    def _read(self, url: str) -> RobotFileParser:
        reply = self._fetch(url)
        parser = RobotFileParser()
        if reply.status >= 500 or reply.status == 429:
            # RFC 9309 §2.3.1.4: as long as it cannot be had, nothing is allowed.
            raise Failure("closed", f"its robots.txt cannot be had ({reply.status})")
        allowed = reply.status >= 400 or reply.status in range(300, 400)
        parser.parse([] if allowed else reply.body.decode("utf-8", "replace").splitlines())
        return parser

    def _fetch(self, url: str) -> Reply:
        reply = self._ask("GET", url, MOST_BYTES)
        for _ in range(MOST_REDIRECTS):
            target = reply.headers.get("location")
            if reply.status not in range(300, 400) or not target:
                break
            url = urljoin(url, target)
            reply = self._ask("GET", url, MOST_BYTES)
        return reply
