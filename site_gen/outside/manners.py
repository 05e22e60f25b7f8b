"""How we behave on other people's machines, and which of them we speak to at all."""

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass

from site_gen import __version__

PRODUCT = "site-gen"
"""By this name robots.txt may speak of us (RFC 9309 §2.2.1)."""

USUAL_PORTS = frozenset({80, 443, 8080, 8443})
"""Of public hosts no other ports are asked: nobody is to try doors through us."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether everybody can reach it: neither loopback, private, link-local, nor set aside.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, Teredo, NAT64) is what that one is.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def is_any(address: str) -> bool:  # noqa: ARG001  # stands in for `is_public`
    return True


@dataclass(frozen=True, slots=True)
class Manners:
    """`delay`, `timeout`, `deadline` and `patience` are seconds.

    A host is asked again after `delay` at the earliest, and waited for if it asks us to come back
    within `patience`. `timeout` is for each step of an answer, `deadline` for the whole of it.
    `may_connect` decides about numeric addresses, after every lookup and redirect.
    """

    may_connect: Callable[[str], bool] = is_public
    site: str | None = None
    delay: float = 1.0
    timeout: float = 20.0
    deadline: float = 40.0
    patience: float = 60.0
    hosts: int = 16
    pause: Callable[[float], None] = time.sleep

    @property
    def agent(self) -> str:
        """The User-Agent; with the site's address, so that who wonders can ask."""
        about = f"link check of {self.site}" if self.site else "link check"
        return f"{PRODUCT}/{__version__} ({about})"

    def may_use(self, port: int) -> bool:
        return port in USUAL_PORTS or self.may_connect is not is_public
