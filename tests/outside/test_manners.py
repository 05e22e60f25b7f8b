"""Whom we speak to at all."""

import pytest

from site_gen.outside.manners import Manners, is_any, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.0.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1",  # noqa: S104  # addresses, not a bind
        "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00::1", "ff02::1",
        "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:0a00:1::1",
        "64:ff9b::7f00:1", "64:ff9b::10.0.0.1",
    ],
)  # fmt: skip  # addresses, not lines
def test_addresses_that_not_everybody_reaches_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "64:ff9b::8.8.8.8"])
def test_addresses_that_everybody_reaches_are_public(address: str) -> None:
    assert is_public(address)


def test_public_hosts_are_asked_at_the_ports_of_the_web_alone() -> None:
    assert Manners().may_use(443)
    assert not Manners().may_use(22)
    assert Manners(is_any).may_use(9000)


def test_we_say_who_we_are_and_for_whom() -> None:
    assert Manners().agent.startswith("site-gen/")
    assert "https://chronicle.example/" in Manners(site="https://chronicle.example/").agent
