"""The example published under /timeline/, and web servers set up as docs/hosting.md says."""

import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.conftest import require_judge
from tests.example.conftest import BuiltSite, build_example
from tests.hosting.header_files import Rule, read_rules

BASE = "/timeline/"


@pytest.fixture(scope="session")
def published(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """With files compressed beforehand, as far as the libraries are there."""
    target = tmp_path_factory.mktemp("published") / "site"
    arguments = ("--base-url", "https://example.org/timeline/", "--precompress")
    return build_example(checkout, target, *arguments)


@pytest.fixture(scope="session")
def rules(published: BuiltSite) -> list[Rule]:
    return read_rules(published.files["_headers"].decode())


@pytest.fixture(scope="session")
def manual(checkout: Path) -> str:
    return (checkout / "docs/hosting.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session", params=["nginx", "caddy"])
def server(
    request: pytest.FixtureRequest,
    published: BuiltSite,
    manual: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address (`127.0.0.1:port`) of a server that was set up from the manual."""
    name = request.param
    program = require_judge(name, shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin"))
    room = tmp_path_factory.mktemp(name)
    start = {"nginx": start_nginx, "caddy": start_caddy}[name]
    with start(program, find_snippet(manual, name), published.folder, room) as address:
        yield address


def find_snippet(manual: str, language: str) -> str:
    (snippet,) = re.findall(rf"^```{language}\n(.*?)^```$", manual, re.MULTILINE | re.DOTALL)
    return str(snippet)


def put_in_place(snippet: str, changes: dict[str, str]) -> str:
    """What everybody changes: address and folder; a change that finds nothing is an error."""
    for old, new in changes.items():
        assert old in snippet
        snippet = snippet.replace(old, new)
    return snippet


@contextmanager
def start_nginx(program: str, snippet: str, folder: Path, room: Path) -> Iterator[str]:
    port = find_port()
    site = put_in_place(
        snippet, {"listen 80": f"listen 127.0.0.1:{port}", "/var/www/timeline": str(folder)}
    )
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    around = "\n".join(f"    {kind}_temp_path {room}/{kind};" for kind in kinds)
    (room / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {room}/pid;\nerror_log {room}/errors;\n"
        f"events {{}}\nhttp {{\n    access_log off;\n{around}\n{site}\n}}\n",
        encoding="utf-8",
    )
    command = [program, "-p", str(room), "-c", "nginx.conf", "-e", f"{room}/errors"]
    with run_server(command, port, {}):
        yield f"127.0.0.1:{port}"


@contextmanager
def start_caddy(program: str, snippet: str, folder: Path, room: Path) -> Iterator[str]:
    port = find_port()
    site = put_in_place(
        snippet,
        {"http://example.org": f"http://127.0.0.1:{port}", "/var/www/timeline": str(folder)},
    )
    (room / "Caddyfile").write_text("{\n\tadmin off\n}\n" + site, encoding="utf-8")
    command = [program, "run", "--config", f"{room}/Caddyfile", "--adapter", "caddyfile"]
    with run_server(command, port, {"HOME": str(room), "XDG_DATA_HOME": str(room)}):
        yield f"127.0.0.1:{port}"


def find_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def run_server(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        wait_for(process, lambda: can_connect(port))
        yield
    finally:
        process.terminate()
        process.communicate()


def wait_for(process: "subprocess.Popen[str]", is_ready: Callable[[], bool]) -> None:
    """Until it is, or the program has ended; then what it said is the failure."""
    while not is_ready():
        try:
            said, _ = process.communicate(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        pytest.fail(f"{process.args!r} ended: {said}")


def can_connect(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
