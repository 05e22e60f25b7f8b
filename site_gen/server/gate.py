"""Whom the preview talks to: this machine's own browser, on pages of the preview itself.

Any website that the author visits can make the browser ask us (cross-site requests), or have its
own name lead to this machine (DNS rebinding). Neither gets an answer. No request changes anything.
"""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = ("GET", "HEAD")

ON_EVERY_ANSWER = (
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
)

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?")
_ABSOLUTE = re.compile(rb"http://(?P<host>[^/?#]*)(?P<path>/.*)?", re.IGNORECASE | re.DOTALL)
_HTTP = 80


@dataclass(frozen=True, slots=True)
class Address:
    """Where we listen: what `--host` said, and the port."""

    host: str
    port: int

    @property
    def is_closed(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)

    @property
    def url(self) -> str:
        """For the author's own browser: scheme, host and port."""
        host = "127.0.0.1" if self.is_everywhere else self.host
        host = f"[{host}]" if ":" in host else host
        return f"http://{host}" + (f":{self.port}" if self.port != _HTTP else "")

    @property
    def is_everywhere(self) -> bool:
        """Whether it stands for every address of this machine."""
        found = _parse_ip(self.host)
        return found is not None and found.is_unspecified

    def is_meant(self, host: str, arrived: str) -> bool:
        """Whether a Host field (RFC 9110 §7.2) names us.

        `arrived` is the address of this machine at which the connection came in: where we listen
        everywhere, it is our name too.
        """
        found = _HOST.fullmatch(host)
        if not found or int(found["port"] or _HTTP) != self.port:
            return False
        name = found["name"].strip("[]").lower()
        if is_loopback(name) or name == self.host.lower():
            return True
        return self.is_everywhere and _parse_ip(name) == _parse_ip(arrived) is not None


def is_loopback(name: str) -> bool:
    found = _parse_ip(name)
    return found.is_loopback if found else name.lower() in ("localhost", "localhost.")


def _parse_ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


class Gate:
    """The outermost part of the application; `on_fault` is told what went wrong inside."""

    def __init__(
        self, app: ASGIApp, address: Address, on_fault: Callable[[Exception], None]
    ) -> None:
        self._app = app
        self._address = address
        self._on_fault = on_fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *ON_EVERY_ANSWER]
            await send(message)

        refusal = self._refuse(scope)
        app = self._app if refusal is None else refusal
        try:
            await app(scope, receive, send_guarded)
        except Exception as error:  # noqa: BLE001  # no request may end the preview
            self._on_fault(error)

    def _refuse(self, scope: Scope) -> PlainTextResponse | None:
        fields: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            fields.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
        if not self._is_for_us(scope, fields):
            return _say(403, "This preview answers to this machine's own names alone.")
        if not _is_from_us(fields):
            return _say(403, "This preview is not for other websites.")
        if scope["method"] not in METHODS:
            allowed = ", ".join(METHODS)
            return _say(405, "A preview can only be looked at.", {"Allow": allowed})
        return None

    def _is_for_us(self, scope: Scope, fields: dict[str, list[str]]) -> bool:
        """Of an absolute target (RFC 9112 §3.2.2) the rest is left for those inside."""
        hosts = list(fields.get("host", ()))
        if absolute := _ABSOLUTE.fullmatch(scope["raw_path"]):
            hosts.append(absolute["host"].decode("latin-1"))
            scope["raw_path"] = absolute["path"] or b"/"
            scope["path"] = scope["raw_path"].decode("latin-1")
        arrived = (scope.get("server") or ("", 0))[0]
        return bool(hosts) and all(self._address.is_meant(host, arrived) for host in hosts)


def _is_from_us(fields: dict[str, list[str]]) -> bool:
    """By Origin (RFC 6454) and Fetch Metadata (W3C): links from elsewhere may be followed."""
    ours = [f"http://{host}" for host in fields["host"]]
    if any(origin not in ours for origin in fields.get("origin", ())):
        return False
    sites = set(fields.get("sec-fetch-site", ()))
    if sites <= {"same-origin", "none"}:
        return True
    return fields.get("sec-fetch-mode") == ["navigate"] and fields.get("sec-fetch-dest") == [
        "document"
    ]


def _say(status: int, text: str, headers: dict[str, str] | None = None) -> PlainTextResponse:
    return PlainTextResponse(f"{text}\n", status, {"Cache-Control": "no-store", **(headers or {})})
