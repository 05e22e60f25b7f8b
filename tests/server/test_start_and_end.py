"""How a preview begins and ends: ports, options, signals, and what is left of it."""

import re
import shlex
import shutil
import signal
import socket
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from site_gen.server import workshop
from tests.building import NOW
from tests.running import read_tree, run_site_gen
from tests.server.previewing import Preview, Served, serving, start, until, write_small_site

DRAFT = """
    -- content/events/draft.yaml --
    title: The draft
    date: 2024
    sources: paper
    draft: true
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_small_site(tmp_path / "cars")


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def take_port() -> socket.socket:
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    return taken


# --- ports and hosts -----------------------------------------------------------------------


def test_a_port_that_is_taken_ends_it_with_3_and_is_named(site: Path) -> None:
    with take_port() as taken:
        port = taken.getsockname()[1]
        run = run_site_gen(site, "serve", "--port", str(port))
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr == (
        f"error: port {port} is taken; end what uses it, or choose another with --port\n"
    )


def test_without_a_port_it_takes_the_next_free_one(site: Path) -> None:
    with socket.socket() as first:
        try:
            first.bind(("127.0.0.1", 8000))
            first.listen()
        except OSError:
            pass  # somebody else has it, which does as well
        with serving(site, port=None) as preview:
            assert 8000 < preview.port < 8100
            assert preview.get("").status == 200


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--port", "70000"], 2, "70000"),
        (["--port", "web"], 2, "web"),
        (["--host", ""], 2, "--host is empty"),
        (["--host", "no.such.host.invalid"], 3, 'cannot listen at "no.such.host.invalid"'),
        (["--host", "203.0.113.1"], 3, 'cannot listen at "203.0.113.1"'),
    ],
)
def test_where_it_cannot_listen_it_says_so(
    site: Path, arguments: list[str], code: int, told: str
) -> None:
    run = run_site_gen(site, "serve", *arguments)
    assert (run.returncode, run.stdout) == (code, "")
    assert told in run.stderr
    assert "Traceback" not in run.stderr


def test_a_folder_that_is_no_site_ends_it_with_2(tmp_path: Path) -> None:
    run = run_site_gen(tmp_path, "serve")
    assert (run.returncode, run.stdout) == (2, "")
    assert "has no site.yaml" in run.stderr


def test_another_host_is_warned_of_and_answers_to_its_address(site: Path) -> None:
    everywhere = "0.0.0.0"  # noqa: S104 - what is warned of
    with serving(site, "--host", everywhere) as preview:
        assert '"0.0.0.0" can be reached by others' in preview.said[0]
        assert preview.url.startswith("http://127.0.0.1:")
        assert preview.get("").status == 200
        assert preview.get("", Host=f"{everywhere}:{preview.port}").status == 200
        assert preview.get("", Host=f"192.0.2.1:{preview.port}").status == 403
        assert preview.get("", Host=f"evil.example:{preview.port}").status == 403


def test_it_listens_at_this_machine_alone(site: Path) -> None:
    with serving(site) as preview:
        listening = Path("/proc/net/tcp").read_text(encoding="ascii")
        ours = re.findall(rf": ([0-9A-F]{{8}}):{preview.port:04X} 00000000:0000 0A", listening)
        assert ours == ["0100007F"]
        assert not [line for line in preview.said if "warning" in line]


def test_ipv6_and_localhost_are_as_good(site: Path) -> None:
    if not has_ipv6():
        pytest.skip("this machine has no IPv6")
    with serving(site, "--host", "::1") as preview:
        assert preview.url.startswith("http://[::1]:")
        assert preview.get("").status == 200
    with serving(site, "--host", "localhost") as preview:
        assert preview.get("").status == 200


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as one:
            one.bind(("::1", 0))
    except OSError:
        return False
    return True


# --- options -------------------------------------------------------------------------------


def test_drafts_are_shown_where_asked_for(tmp_path: Path) -> None:
    site = write_small_site(tmp_path, DRAFT)
    with serving(site) as preview:
        assert preview.get("events/draft/").status == 404
    with serving(site, "--drafts") as preview:
        assert preview.get("events/draft/").status == 200


def test_the_browser_is_opened_where_asked_for(site: Path, tmp_path: Path) -> None:
    note = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {shlex.quote(str(note))}\n', encoding="utf-8")
    browser.chmod(0o755)
    with serving(site, "--open", BROWSER=f"{browser} %s") as preview:
        assert until(lambda: note.is_file() and note.read_text(encoding="utf-8")) == preview.url


def test_without_a_browser_to_open_it_says_so_and_goes_on(site: Path) -> None:
    with serving(site, "--open", BROWSER="/nowhere/browser %s", PATH="/nowhere") as preview:
        preview.await_line("no browser was found; open it yourself")
        assert preview.get("").status == 200


def test_the_base_url_of_the_environment_goes_before_that_of_site_yaml(site: Path) -> None:
    with serving(site, SITE_GEN_BASE_URL="https://example.org/other/") as preview:
        assert preview.base == "/other/"
        assert preview.get("").status == 200


def test_what_ends_the_first_build_ends_the_preview(site: Path, temporary: Path) -> None:
    run = run_site_gen(
        site, "serve", "--port", "0", SITE_GEN_BASE_URL="example.org", TMPDIR=str(temporary)
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith('error: the base URL "example.org" is not')
    assert list(temporary.iterdir()) == []


def test_a_line_tells_of_each_rebuild_what_was_saved_how_many_pages_and_how_long(
    site: Path,
) -> None:
    with serving(site) as preview:
        assert re.fullmatch(r"(\d+) of \1 pages made in \d+\.\d\d s", preview.said[-1])
        preview.replace("content/pages/about.md", "What", "That")
        line = preview.await_line("about").string
        assert re.fullmatch(r"content/pages/about\.md: 1 of \d+ pages made in \d+\.\d\d s", line)


# --- the end -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)]
)
def test_a_signal_ends_it_and_nothing_is_left(
    site: Path, temporary: Path, number: signal.Signals, code: int
) -> None:
    before = read_tree(site)
    with serving(site, TMPDIR=str(temporary)) as preview, ExitStack() as stack:
        assert [path.name[:17] for path in temporary.iterdir()] == ["site-gen-preview-"]
        follow = f"GET /.site-gen/changes HTTP/1.1\r\nHost: {preview.authority}\r\n\r\n"
        for _ in range(3):
            connection = stack.enter_context(preview.connected())
            connection.sendall(follow.encode())
            assert connection.recv(1)
        assert preview.end(number) == code
        assert preview.read_rest()[-1] == "the preview has ended"
    assert list(temporary.iterdir()) == []
    assert read_tree(site) == before
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", preview.port))


def test_what_is_told_to_ignore_a_closed_terminal_does(site: Path) -> None:
    with start(site, before=["nohup"]) as run:
        preview = Preview(site, run, is_sound=True)
        run.send_signal(signal.SIGHUP)
        preview.replace("content/pages/about.md", "What", "That")
        preview.await_text("about/", "That this is.")
        assert preview.end() == 143


def test_it_can_be_ended_during_the_first_build(site: Path, temporary: Path) -> None:
    (site / "content/sources").mkdir(exist_ok=True)
    for index in range(3000):
        file = site / f"content/sources/s{index}.yaml"
        file.write_text(f"title: Source {index}\n", encoding="utf-8")
    with start(site, TMPDIR=str(temporary)) as run:
        try:
            served = Served(site, run)
            until(lambda: list(temporary.glob("site-gen-preview-*/site.staging/*")))
            assert served.end(signal.SIGINT) == 130
            assert served.read_rest() == ["the preview has ended"]
        finally:
            run.kill()  # or leaving this block would wait for it
    assert list(temporary.iterdir()) == []


def test_what_a_killed_preview_left_is_removed_by_a_later_one(site: Path, temporary: Path) -> None:
    with serving(site, TMPDIR=str(temporary)) as preview:
        preview.run.kill()
        preview.run.wait()
    (left,) = temporary.iterdir()
    with serving(site, TMPDIR=str(temporary)) as running:
        assert left.is_dir()  # so young, it may be one that starts just now
        set_back(left)
        set_back(next(one for one in temporary.iterdir() if one != left))
        with serving(site, TMPDIR=str(temporary)):
            assert not left.exists()
            assert running.get("").status == 200


def test_a_large_folder_is_removed_after_the_end(
    site: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "MOST_REMOVED", 3)
    monkeypatch.setattr(workshop, "remove_tree", None)
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with workshop.open_workshop(site, drafts=False, base_url=None, jobs=1) as made:
        assert made.build(NOW, lambda _, __: None).is_published
        assert made.exhibit is not None
        assert (made.exhibit.folder / "index.html").is_file()
    until(lambda: not list(temporary.iterdir()))


def set_back(folder: Path) -> None:
    subprocess.run(["touch", "-d", "2020-01-01", str(folder)], check=True)


def test_its_folder_is_for_this_user_alone(site: Path, temporary: Path) -> None:
    with serving(site, TMPDIR=str(temporary)):
        (folder,) = temporary.iterdir()
        assert folder.stat().st_mode & 0o077 == 0


# --- where the kernel does not tell --------------------------------------------------------


@pytest.mark.parametrize("fault", ["inotify_init1:error=EMFILE", "inotify_add_watch:error=ENOSPC"])
def test_where_the_kernel_cannot_watch_it_looks_for_itself(
    site: Path, tmp_path: Path, fault: str
) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed; run tests/install-judges")
    call = fault.partition(":")[0]
    log = ["-o", str(tmp_path / "log")]
    # -D: what is started is the program, and strace stands aside.
    before = [strace, "-D", "-f", "-qq", *log, "-e", f"trace={call}", "-e", f"inject={fault}"]
    with start(site, before=before) as run:
        preview = Preview(site, run, is_sound=True)
        preview.await_line("the kernel does not tell of saves here .*; looking every second")
        for text in ("That this is.", "That it is."):
            preview.write("content/pages/about.md", f"---\ntitle: About\n---\n{text}\n")
            preview.await_text("about/", text)
        assert preview.end() == 143
        assert len([line for line in preview.read_rest() if "looking" in line]) == 1
