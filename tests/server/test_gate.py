import pytest

from site_gen.server.gate import Address


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (Address("127.0.0.1", 8000), "http://127.0.0.1:8000"),
        (Address("localhost", 80), "http://localhost"),
        (Address("::1", 8000), "http://[::1]:8000"),
        (Address("0.0.0.0", 8000), "http://127.0.0.1:8000"),  # noqa: S104 - no binding
        (Address("::", 8000), "http://127.0.0.1:8000"),
        (Address("desk.example", 8000), "http://desk.example:8000"),
    ],
)
def test_the_author_is_told_an_address_that_a_browser_can_open(address: Address, url: str) -> None:
    assert address.url == url


def test_only_loopback_is_closed() -> None:
    closed = ("127.0.0.1", "127.1.2.3", "::1", "localhost", "::ffff:127.0.0.1")
    assert all(Address(host, 8000).is_closed for host in closed)
    open_ones = ("0.0.0.0", "::", "192.168.1.2", "desk.example", "localhost.example")  # noqa: S104 - no binding
    assert not any(Address(host, 8000).is_closed for host in open_ones)


def test_a_name_given_as_host_is_ours_in_any_case_and_with_our_port() -> None:
    address = Address("Desk.Example", 8000)
    assert address.is_meant("desk.example:8000", "192.168.1.2")
    assert not address.is_meant("desk.example", "192.168.1.2")
    assert not address.is_meant("192.168.1.2:8000", "192.168.1.2")
    assert not address.is_meant("other.example:8000", "192.168.1.2")


def test_port_80_need_not_be_named() -> None:
    assert Address("localhost", 80).is_meant("localhost", "127.0.0.1")
    assert Address("localhost", 80).is_meant("localhost:80", "127.0.0.1")


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::"])  # noqa: S104 - no binding
def test_where_we_listen_everywhere_the_address_of_arrival_is_ours(everywhere: str) -> None:
    address = Address(everywhere, 8000)
    assert address.is_meant("192.168.1.2:8000", "192.168.1.2")
    assert address.is_meant("192.168.1.2:8000", "::ffff:192.168.1.2")
    assert address.is_meant("[fe80::1]:8000", "fe80::1")
    assert not address.is_meant("192.168.1.3:8000", "192.168.1.2")
    assert not address.is_meant("evil.example:8000", "192.168.1.2")
    assert not address.is_meant("evil.example:8000", "evil.example")
    assert not address.is_meant("evil.example:8000", "")
