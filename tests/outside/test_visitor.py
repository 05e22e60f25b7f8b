"""What is concluded from what hosts do, good or bad."""

import socket
from typing import Any

import pytest

from site_gen.outside.manners import Manners, is_any
from site_gen.outside.visitor import Answer, Visitor
from tests.outside.misbehaving import Host


def manners(**changes: Any) -> Manners:
    quick = {"delay": 0.0, "timeout": 5.0, "deadline": 10.0, "pause": lambda _: None}
    return Manners(**{"may_connect": is_any, **quick, **changes})


def visit(url: str, **changes: Any) -> Answer:
    return Visitor(manners(**changes)).visit(url)


@pytest.mark.parametrize(
    ("path", "verdict", "reason"),
    [
        ("/ok", "alive", "it gives 200 As Asked"),
        ("/empty", "alive", "it gives 204 As Asked"),
        ("/moved", "alive", "it gives 200 As Asked"),
        ("/with-fragment", "alive", "it gives 200 As Asked"),
        ("/no-head", "alive", "it gives 200 As Asked"),
        ("/head-resets", "alive", "it gives 200 As Asked"),
        ("/endless", "alive", "it gives 200 OK"),
        ("/missing", "dead", "it gives 404 As Asked"),
        ("/gone", "dead", "it gives 410 As Asked"),
        ("/moved-away", "dead", "it gives 404 As Asked"),
        ("/closed", "closed", "it gives 403 As Asked"),
        ("/paid", "closed", "it gives 402 As Asked"),
        ("/later", "closed", "it gives 429 As Asked"),
        ("/odd", "closed", "it gives 999 As Asked"),
        ("/law", "closed", "it gives 451 As Asked"),
        ("/broken", "silent", "it gives 500 As Asked"),
        ("/teapot", "silent", "it gives 418 As Asked"),
        ("/resets", "silent", "the connection is closed without an answer"),
        ("/garbage", "silent", "its answer is not HTTP"),
        ("/many-headers", "silent", "its answer is not HTTP"),
        ("/loop", "silent", "it redirects in a circle"),
        ("/ping", "silent", "it redirects in a circle"),
        ("/far/1", "silent", "it redirects more than 10 times"),
        ("/to-mail", "silent", "it redirects to what is no web page"),
        ("/to-file", "silent", "it redirects to what is no web page"),
        ("/busy-for-an-hour", "silent", "it gives 503 As Asked"),
    ],
)
def test_each_answer_leads_to_its_conclusion(
    host: Host, path: str, verdict: str, reason: str
) -> None:
    answer = visit(host.url + path)
    assert (answer.verdict, answer.reason) == (verdict, reason)
    assert answer.is_heard or verdict == "silent"


def test_a_host_that_hangs_is_not_waited_for(host: Host) -> None:
    answer = visit(f"{host.url}/hangs", timeout=0.1)
    assert answer == Answer("silent", "it does not answer within 0.1 s", is_heard=False)


def test_an_answer_that_comes_byte_by_byte_is_cut_off(host: Host) -> None:
    answer = visit(f"{host.url}/drips", timeout=20.0, deadline=0.3)
    assert answer == Answer("silent", "its answer takes longer than 0.3 s", is_heard=False)


def test_nothing_is_read_of_a_page_that_answers_head(host: Host) -> None:
    visit(f"{host.url}/ok")
    assert host.asked == [("GET", "/robots.txt"), ("HEAD", "/ok")]


def test_a_host_that_speaks_no_tls_is_silent(host: Host) -> None:
    answer = visit(f"https://127.0.0.1:{host.port}/ok")
    assert (answer.verdict, answer.reason) == ("silent", "no safe connection can be made (TLS)")


def test_a_closed_door_is_silent(host: Host) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        answer = visit(f"http://127.0.0.1:{bound.getsockname()[1]}/")
    assert (answer.verdict, answer.reason) == ("silent", "the connection is refused")


@pytest.mark.parametrize(
    "url", ["http://", "http://a:b/", "ftp://127.0.0.1/", f"http://{'a' * 70}/"]
)
def test_what_is_no_web_address_is_dead(url: str) -> None:
    assert visit(url).verdict == "dead"


# --- manners -------------------------------------------------------------------------------


def test_we_name_ourselves_and_send_no_password(host: Host) -> None:
    visit(f"http://name:secret@127.0.0.1:{host.port}/ok", site="https://chronicle.example/")
    for headers in host.headers:
        assert headers["user-agent"].startswith("site-gen/")
        assert "chronicle.example" in headers["user-agent"]
        assert headers["host"] == f"127.0.0.1:{host.port}"
        assert not {"authorization", "cookie", "referer"} & headers.keys()


@pytest.mark.parametrize("agent", ["*", "site-gen"])
def test_robots_txt_is_asked_once_and_obeyed(host: Host, agent: str) -> None:
    host.robots = (200, f"User-agent: {agent}\nDisallow: /private/\n")
    visitor = Visitor(manners())
    inside, outside = visitor.visit(f"{host.url}/private/a"), visitor.visit(f"{host.url}/ok")
    assert inside.verdict == "closed"
    assert inside.reason == "its robots.txt asks programs to stay away"
    assert outside.verdict == "alive"
    assert host.asked == [("GET", "/robots.txt"), ("HEAD", "/ok")]


def test_what_robots_txt_says_to_others_is_not_for_us(host: Host) -> None:
    host.robots = (200, "User-agent: greedy\nDisallow: /\n")
    assert visit(f"{host.url}/ok").verdict == "alive"


def test_where_robots_txt_is_broken_nothing_is_asked(host: Host) -> None:
    host.robots = (500, "")
    assert visit(f"{host.url}/ok") == Answer("closed", "its robots.txt cannot be had (500)")
    assert host.asked == [("GET", "/robots.txt")]


def test_a_host_that_does_not_answer_is_not_asked_again(host: Host) -> None:
    visitor = Visitor(manners())
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        first = visitor.visit(f"{url}/a")
    assert visitor.visit(f"{url}/b") == first


def test_between_two_requests_to_a_host_there_is_a_pause(host: Host) -> None:
    pauses: list[float] = []
    visit(f"{host.url}/ok", delay=50.0, pause=pauses.append)
    assert len(pauses) == 1  # robots.txt, then the page
    assert 40 < pauses[0] <= 50


def test_the_pause_that_robots_txt_asks_for_is_kept(host: Host) -> None:
    host.robots = (200, "User-agent: *\nCrawl-delay: 20\n")
    pauses: list[float] = []
    visit(f"{host.url}/ok", pause=pauses.append)
    assert 10 < max(pauses) <= 20


def test_a_busy_host_is_asked_again_after_the_time_that_it_names(host: Host) -> None:
    pauses: list[float] = []
    assert visit(f"{host.url}/busy", pause=pauses.append).verdict == "alive"
    assert host.asked_for("/busy") == ["HEAD", "GET"]
    assert 0 < max(pauses) <= 7


def test_a_host_that_is_busy_for_long_is_left_alone(host: Host) -> None:
    visit(f"{host.url}/busy-for-an-hour")
    assert host.asked_for("/busy-for-an-hour") == ["HEAD"]


# --- what content must not make us do ------------------------------------------------------


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433"])
def test_a_private_address_is_not_asked_however_it_is_written(host: Host, name: str) -> None:
    answer = Visitor(Manners(delay=0.0)).visit(f"http://{name}:8080/")
    assert answer.verdict == "private"
    assert "which is not public" in answer.reason


def test_a_redirect_to_a_private_address_is_not_followed(host: Host) -> None:
    """127.0.0.1 stands for a public address here."""
    answer = visit(f"{host.url}/to-elsewhere", may_connect="127.0.0.1".__eq__)
    assert answer.verdict == "private"
    assert '"127.0.0.2" is the address 127.0.0.2, which is not public' in answer.reason
    assert host.asked == [("GET", "/robots.txt"), ("HEAD", "/to-elsewhere")]


def test_a_name_with_one_private_address_among_its_addresses_is_not_asked(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(name: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, (address, port)) for address in ("127.0.0.1", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    url = f"http://news.example:{host.port}/ok"
    assert visit(url, may_connect="127.0.0.1".__eq__).verdict == "private"
    assert host.asked == []


def test_the_address_that_was_judged_is_the_one_that_is_asked(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere at the second look (DNS rebinding) is not looked up twice."""
    looks: list[str] = []

    def look_up(name: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        looks.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert visit(f"http://news.example:{host.port}/ok").verdict == "alive"
    assert looks == ["news.example"] * 2  # once for each of the two requests
    assert host.headers[1]["host"] == f"news.example:{host.port}"


def test_an_odd_port_of_a_public_host_is_not_tried() -> None:
    answer = Visitor(Manners(delay=0.0)).visit("http://1.1.1.1:22/")
    assert (answer.verdict, answer.reason) == ("closed", "port 22 is not asked")
