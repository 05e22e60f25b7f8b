"""One request and the head of its answer, whatever the other side does.

The standard library's HTTP, because it lets us choose the address that we connect to: a name is
looked up once, what it leads to is judged, and to that the connection is made. See
docs/decisions/outside.md.
"""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import EHOSTUNREACH, ENETUNREACH
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from typing import Any, Literal
from urllib.parse import SplitResult, quote, urlsplit

from site_gen.outside.manners import Manners

Verdict = Literal["alive", "dead", "silent", "closed", "private"]
"""silent: no answer, or none that a reader could use. closed: it does not answer programs.
private: not asked, because it is no public address."""

_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_MOST_ADDRESSES = 3
_URL_SIGNS = "/%:=&?~#+!$,;'@()*[]"


class Failure(Exception):
    """No answer. `is_cut_off`: it may be us who are without a network."""

    def __init__(self, verdict: Verdict, reason: str, *, is_cut_off: bool = False) -> None:
        super().__init__(reason)
        self.verdict = verdict
        self.reason = reason
        self.is_cut_off = is_cut_off


@dataclass(frozen=True, slots=True)
class Reply:
    """`body` is only as much of it as was wanted; `headers` have small letters."""

    status: int
    phrase: str
    headers: Mapping[str, str]
    body: bytes = b""


def exchange(method: str, url: str, manners: Manners, *, most_bytes: int = 0) -> Reply:
    """Ask once, follow nothing. Reads the head and at most `most_bytes`; raises Failure."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.hostname
    except ValueError:
        raise Failure("dead", "it is not a web address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise Failure("dead", "it is not a web address")
    addresses = _find_addresses(host, port, manners)
    if not manners.may_use(port):
        raise Failure("closed", f"port {port} is not asked")
    with _watch(manners) as watch:
        watch.connect(addresses, host if _is_tls(parts) else None)
        reply = _speak(method, parts, watch, manners, most_bytes)
        watch.require_time()
        return reply


def _is_tls(parts: SplitResult) -> bool:
    return parts.scheme == "https"


# --- where to ------------------------------------------------------------------------------


def _find_addresses(host: str, port: int, manners: Manners) -> list[tuple[Any, Any]]:
    """Families and socket addresses of the host; none where a single one of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in _NO_SUCH_NAME:
            raise Failure("dead", f'there is no host "{host}"') from None
        reason = f'the name "{host}" cannot be looked up'
        raise Failure("silent", reason, is_cut_off=True) from None
    except (UnicodeError, ValueError):
        raise Failure("dead", f'"{host}" cannot be the name of a host') from None
    for *_, address in found:
        if not manners.may_connect(str(address[0])):
            reason = f'"{host}" is the address {address[0]}, which is not public'
            raise Failure("private", reason)
    return [(family, address) for family, *_, address in found[:_MOST_ADDRESSES]]


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


class _Watch:
    """The socket of one exchange, which a timer shuts when the deadline has come.

    Timeouts of the socket alone would not end an answer that comes byte by byte.
    """

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.is_over = False
        self.socket: socket.socket | None = None
        self.timer = Timer(manners.deadline, self._end)
        self.timer.daemon = True

    def connect(self, addresses: list[tuple[Any, Any]], tls_name: str | None) -> None:
        for number, (family, address) in enumerate(addresses, 1):
            self.socket = socket.socket(family, socket.SOCK_STREAM)
            self.socket.settimeout(self.manners.timeout)
            try:
                self.socket.connect(address)
                break
            except OSError:
                self.socket.close()
                if number == len(addresses):
                    raise
        if tls_name and self.socket:
            self.socket = _tls().wrap_socket(
                self.socket, server_hostname=tls_name, do_handshake_on_connect=False
            )
            self.socket.do_handshake()

    def require_time(self) -> None:
        """What was cut off may look like an answer."""
        if self.is_over:
            reason = f"its answer takes longer than {self.manners.deadline:g} s"
            raise Failure("silent", reason) from None

    def _end(self) -> None:
        self.is_over = True
        if self.socket is not None:
            with suppress(OSError):  # it may have ended by itself in this moment
                self.socket.shutdown(socket.SHUT_RDWR)


@contextmanager
def _watch(manners: Manners) -> Iterator[_Watch]:
    watch = _Watch(manners)
    watch.timer.start()
    try:
        yield watch
    except Failure:
        raise
    except (OSError, HTTPException, ValueError) as error:
        watch.require_time()
        raise _explain(error, manners) from None
    finally:
        watch.timer.cancel()
        if watch.socket is not None:
            watch.socket.close()


def _explain(error: Exception, manners: Manners) -> Failure:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Failure("silent", f"its certificate is not valid ({error.verify_message})")
    if isinstance(error, ssl.SSLError):
        return Failure("silent", "no safe connection can be made (TLS)")
    if isinstance(error, TimeoutError):
        return Failure("silent", f"it does not answer within {manners.timeout:g} s")
    if isinstance(error, ConnectionRefusedError):
        return Failure("silent", "the connection is refused")
    if isinstance(error, OSError) and error.errno in (ENETUNREACH, EHOSTUNREACH):
        return Failure("silent", "there is no way to its network", is_cut_off=True)
    if isinstance(error, ConnectionError):
        return Failure("silent", "the connection is closed without an answer")
    return Failure("silent", "its answer is not HTTP")


# --- what is said --------------------------------------------------------------------------


def _speak(
    method: str, parts: SplitResult, watch: _Watch, manners: Manners, most_bytes: int
) -> Reply:
    connection = HTTPConnection(parts.hostname or "", timeout=manners.timeout)
    connection.sock = watch.socket
    target = quote(parts.path or "/", _URL_SIGNS)
    if parts.query:
        target += f"?{quote(parts.query, _URL_SIGNS)}"
    connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
    # Neither name nor password that stand in an address are sent.
    connection.putheader("Host", parts.netloc.rpartition("@")[2].encode("idna").decode())
    connection.putheader("User-Agent", manners.agent)
    connection.putheader("Accept", "*/*")
    connection.putheader("Connection", "close")
    connection.endheaders()
    with connection.getresponse() as response:
        return _read(response, most_bytes)


def _read(response: HTTPResponse, most_bytes: int) -> Reply:
    headers = {name.lower(): value for name, value in response.getheaders()}
    body = response.read(most_bytes) if most_bytes else b""
    return Reply(response.status, " ".join(response.reason.split())[:60], headers, body)
