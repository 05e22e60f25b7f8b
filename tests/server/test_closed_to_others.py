"""Other websites in the author's browser and other machines are hostile: raw requests."""

import os
import re
import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.server.previewing import Preview, serving, until, write_small_site

HIDDEN = "what the author keeps"


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the preview puts its private folder."""
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory, temporary: Path) -> Iterator[Preview]:
    site = write_small_site(tmp_path_factory.mktemp("closed") / "cars")
    (site / ".env").write_text(HIDDEN, encoding="utf-8")
    with serving(site, TMPDIR=str(temporary)) as running:
        yield running


@pytest.fixture(scope="module")
def built(preview: Preview, temporary: Path) -> Path:
    """The private folder's tree; beside it and in it lies what does not belong to the build."""
    (tree,) = temporary.glob("site-gen-preview-*/site")
    (tree.parent / "site-secret.html").write_text(HIDDEN, encoding="utf-8")
    (tree.parent / "site-secret").mkdir()
    (tree.parent / "site-secret/index.html").write_text(HIDDEN, encoding="utf-8")
    (tree / "unlisted.html").write_text(HIDDEN, encoding="utf-8")
    return tree


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def head_of(answer: bytes) -> str:
    return answer.partition(b"\r\n\r\n")[0].decode("latin-1").lower()


def is_well(preview: Preview) -> bool:
    return preview.get("events/orders/").status == 200


# --- whom it answers -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "127.8.9.10", "[::1]", "LOCALHOST"])
def test_it_answers_to_names_of_this_machine(preview: Preview, name: str) -> None:
    assert status_of(preview.ask_target(b"/repo/", Host=f"{name}:{preview.port}")) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "localhost",
        "localhost:1",
        "localhost:{port}.evil.example",
        "localhost.evil.example:{port}",
        "evil.example#localhost:{port}",
        "user@localhost:{port}",
        "localhost:{port}:{port}",
        "localhost:99999999999999999999",
        "[::1",
        "[::1]evil:{port}",
        "192.168.0.1:{port}",
        "0.0.0.0:{port}",
        "",
        " ",
        "\xe9vil:{port}",
        "localhost:{port}/",
        "localhost:٨٠٠٠",
    ],
)
def test_it_does_not_answer_to_other_names(preview: Preview, host: str) -> None:
    field = host.format(port=preview.port).encode()
    answer = preview.ask_raw(
        b"GET /repo/ HTTP/1.1\r\nHost: " + field + b"\r\nConnection: close\r\n\r\n"
    )
    assert status_of(answer) in (400, 403)
    assert b"The orders" not in answer
    assert is_well(preview)


@pytest.mark.parametrize(
    "hosts",
    [[], ["localhost:{port}", "localhost:{port}"], ["localhost:{port}", "evil.example:{port}"]],
)
def test_it_wants_one_name_neither_none_nor_two(preview: Preview, hosts: list[str]) -> None:
    lines = "".join(f"Host: {host.format(port=preview.port)}\r\n" for host in hosts)
    for version in ("1.1", "1.0"):
        request = f"GET /repo/ HTTP/{version}\r\n{lines}Connection: close\r\n\r\n"
        answer = preview.ask_raw(request.encode())
        assert status_of(answer) in (400, 403)
        assert b"The orders" not in answer


@pytest.mark.parametrize(
    "fields",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Origin": "https://{authority}"},
        {"Origin": ""},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "anything"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "script"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
    ],
)
@pytest.mark.parametrize("target", [b"/repo/", b"/.site-gen/changes", b"/.site-gen/state?path=/"])
def test_other_websites_get_nothing(
    preview: Preview, fields: dict[str, str], target: bytes
) -> None:
    given = {name: value.format(authority=preview.authority) for name, value in fields.items()}
    answer = preview.ask_target(target, **given)
    assert status_of(answer) == 403
    assert "access-control" not in head_of(answer)


@pytest.mark.parametrize(
    "fields",
    [
        {"Origin": "http://{authority}", "Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "none", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"},
        {
            "Sec_Fetch_Site": "cross-site",
            "Sec_Fetch_Mode": "navigate",
            "Sec_Fetch_Dest": "document",
        },
    ],
)
def test_the_previews_own_pages_and_followed_links_do(
    preview: Preview, fields: dict[str, str]
) -> None:
    given = {name: value.format(authority=preview.authority) for name, value in fields.items()}
    assert status_of(preview.ask_target(b"/repo/", **given)) == 200


@pytest.mark.parametrize(
    "target", [b"/repo/", b"/", b"/nothing", b"/.site-gen/preview.js", b"/.site-gen/state?path=/x"]
)
def test_every_answer_keeps_other_origins_out(preview: Preview, target: bytes) -> None:
    head = head_of(preview.ask_target(target))
    assert "cross-origin-resource-policy: same-origin" in head
    assert "x-content-type-options: nosniff" in head
    assert "access-control" not in head
    assert "server:" not in head


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"]
)
def test_it_can_only_be_looked_at(preview: Preview, method: str) -> None:
    for path in ("/repo/", "/.site-gen/changes", "/.site-gen/preview.js"):
        request = (
            f"{method} {path} HTTP/1.1\r\nHost: {preview.authority}\r\nContent-Length: 4\r\n"
            "Connection: close\r\n\r\nbody"
        )
        answer = preview.ask_raw(request.encode())
        assert status_of(answer) == 405
        assert "allow: get, head" in head_of(answer)


# --- what it sends -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "../site-secret.html",
        "../site-secret/",
        "../../../../etc/passwd",
        "%2e%2e/site-secret.html",
        "%2E%2E%2Fsite-secret.html",
        "..%2fsite-secret.html",
        "%252e%252e/site-secret.html",
        "%252e%252e%252fsite-secret.html",
        "..\\site-secret.html",
        "..%5csite-secret.html",
        "%c0%ae%c0%ae/site-secret.html",
        "%c0%ae%c0%ae%c0%afsite-secret.html",
        "%e0%80%ae%e0%80%ae/site-secret.html",
        "%uff0e%uff0e/site-secret.html",
        "..%00/site-secret.html",
        "events/orders/index.html%00.png",
        "events/../../site-secret.html",
        "events/orders/../../unlisted.html",
        "./unlisted.html",
        "unlisted.html",
        "/unlisted.html",
        "//etc/passwd",
        "%2fetc%2fpasswd",
        "-secret.html",
        "-secret/",
        ".site-gen.json",
        "%2esite-gen.json",
        "../site.staging/index.html",
        "_headers",
        "_redirects",
        ".env",
        "assets/",
        "assets",
        "events//orders/",
        "events/orders//",
        "EVENTS/orders/",
        "events/%",
        "events/%zz",
        "%",
    ],
)
def test_nothing_is_sent_that_the_build_does_not_list(
    preview: Preview, built: Path, path: str
) -> None:
    assert (built / "unlisted.html").is_file()
    for target in (f"/repo/{path}", f"/repo{path}", f"/{path}"):
        answer = preview.ask_target(target.encode())
        assert status_of(answer) in (307, 400, 404), target
        assert HIDDEN.encode() not in answer
        assert b"root:" not in answer
        location = re.search(r"\nlocation: (\S+)", head_of(answer))
        assert location is None or re.match(r"/(?!/)", location[1])


def test_folders_are_not_listed(preview: Preview) -> None:
    for path in ("assets/", "data/", "assets/media/"):
        answer = preview.get(path)
        assert answer.status == 404
        assert "timeline.json" not in answer.text
        assert "matching.js" not in answer.text


def test_a_listed_file_that_has_become_a_link_out_is_not_sent(
    preview: Preview, built: Path
) -> None:
    page = built / "about/index.html"
    text = page.read_bytes()
    page.unlink()
    page.symlink_to(built.parent / "site-secret.html")
    assert preview.get("about/").status == 404
    page.unlink()
    (built / "about").rmdir()
    (built / "about").symlink_to(built.parent / "site-secret")
    assert preview.get("about/").status == 404
    (built / "about").unlink()
    (built / "about").mkdir()
    os.mkfifo(page)
    assert preview.get("about/").status == 404
    page.unlink()
    assert preview.get("about/").status == 404
    page.write_bytes(text)
    assert preview.get("about/").status == 200


def test_a_target_may_be_absolute_if_it_names_us(preview: Preview) -> None:
    ours = f"http://{preview.authority}/repo/events/orders/".encode()
    assert status_of(preview.ask_target(ours)) == 200
    for target in (
        b"http://evil.example/repo/",
        b"http://evil.example@" + preview.authority.encode() + b"/repo/",
        b"https://" + preview.authority.encode() + b"/repo/",
        b"ftp://" + preview.authority.encode() + b"/repo/",
        b"*",
        b"repo/",
        b"file:///etc/passwd",
        b"http:///repo/",
    ):
        answer = preview.ask_target(target)
        assert status_of(answer) in (400, 403, 404), target
        assert b"The orders" not in answer


def test_a_redirect_never_leads_elsewhere(preview: Preview) -> None:
    for target in (b"/repo/events/orders", b"/repo", b"/", b"/repo/events/orders?a=//evil.example"):
        answer = preview.ask_target(target)
        assert status_of(answer) == 307
        assert "\nlocation: /repo/" in head_of(answer)
    for target in (
        b"//evil.example",
        b"//evil.example/..",
        b"/\\evil.example",
        b"/%2fevil.example",
    ):
        assert "\nlocation:" not in head_of(preview.ask_target(target))


# --- what it stands ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "request_",
    [
        b"\r\n\r\n",
        b"\x00\x01\x02\x03\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64,
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"GET /\x1b[31m HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n folded: yes\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
    ],
    ids=range(16),
)
def test_what_is_no_request_is_refused_and_does_no_harm(preview: Preview, request_: bytes) -> None:
    with preview.connected() as connection:
        try:
            connection.sendall(request_)
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(65536)
        except ConnectionError:
            answer = b""
        assert not answer or status_of(answer) in (400, 403, 431)
    assert is_well(preview)


def test_half_requests_and_clients_that_do_not_listen_hold_nobody_up(preview: Preview) -> None:
    with ExitStack() as stack:
        for index in range(60):
            connection = stack.enter_context(preview.connected())
            begun = b"GET /repo/ HTTP/1.1\r\nHost: " + preview.authority.encode()
            connection.sendall(begun[: index % len(begun)] if index % 2 else begun + b"\r\n\r\n")
        assert is_well(preview)
        preview.replace("content/pages/about.md", "What this is.", "What this is, then.")
        preview.await_text("about/", "What this is, then.")


def test_a_request_that_does_not_go_on_is_ended(preview: Preview) -> None:
    with preview.connected() as connection:
        connection.sendall(b"GET /repo/ HTTP/1.1\r\nHos")
        with suppress(ConnectionResetError):
            assert connection.recv(1) == b""


def test_a_client_that_leaves_in_the_middle_does_no_harm(preview: Preview) -> None:
    host = preview.authority
    for target in ("/repo/", "/.site-gen/changes", "/repo/data/timeline.json"):
        for _ in range(20):
            with preview.connected() as connection:
                connection.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert is_well(preview)


def test_pages_are_answered_while_hundreds_of_tabs_follow(preview: Preview) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, 2048), hard), hard))
    follow = f"GET /.site-gen/changes HTTP/1.1\r\nHost: {preview.authority}\r\n\r\n".encode()
    with ExitStack() as stack:
        followers = [stack.enter_context(preview.connected()) for _ in range(300)]
        for one in followers:
            one.sendall(follow)
        streams = [stack.enter_context(one.makefile("rb")) for one in followers]
        before = {read_turn(stream) for stream in streams}
        assert len(before) == 1
        assert is_well(preview)
        preview.replace("content/events/orders.yaml", "in an hour", "in a day")
        assert before.isdisjoint(after := {read_turn(stream) for stream in streams})
        assert len(after) == 1
        assert "in a day" in preview.get("events/orders/").text


def read_turn(stream: object) -> bytes:
    for line in stream:  # type: ignore[attr-defined]  # a file of bytes
        if line.startswith(b"data: "):
            return bytes(line)
    raise AssertionError("the stream has ended")


def test_nothing_that_was_sent_reaches_the_terminal(preview: Preview) -> None:
    said = len(preview.said)
    for target in (b"/%1b%5b31m", b"/repo/%0d%0aevil", b"/\xe2\x80\xae"):
        preview.ask_target(target)
    preview.write("content/events/\x1b[31mred.yaml", "title: Red\ndate: 2024\nsources: paper\n")
    line = preview.await_line(r"red\.yaml").string
    assert "\x1b" not in line
    assert "\\x1b[31mred.yaml" in line
    assert not [one for one in preview.said[said:] if "evil" in one or "\u202e" in one]
    until(lambda: is_well(preview))
