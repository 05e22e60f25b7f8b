"""What an author sees in an editor, asked of the server behind the YAML extension of many."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from site_gen.scaffold.sites import LANGUAGES
from tests.conftest import JUDGES, require_judge
from tests.running import plain_environment
from tests.scaffold.asking import ask

SERVER = JUDGES / "yaml-language-server/bin/yaml-language-server"


class Editor:
    """A client of the Language Server Protocol 3.17, over pipes."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._asked = 0
        self.ask("initialize", processId=None, rootUri=None, capabilities={"textDocument": {}})
        self._send(method="initialized", params={})

    def open(self, path: Path, text: str) -> list[tuple[int, str]]:
        """Lines, counted from 1, with what is marked there."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        while True:
            message = self._receive()
            found = message.get("params", {})
            if "diagnostics" in found and found["uri"] == path.as_uri():
                marks = found["diagnostics"]
                return sorted((one["range"]["start"]["line"] + 1, one["message"]) for one in marks)

    def ask(self, method: str, **params: Any) -> Any:
        self._asked += 1
        self._send(id=self._asked, method=method, params=params)
        while True:
            message = self._receive()
            if message.get("id") == self._asked and "method" not in message:
                return message["result"]

    def ask_at(self, method: str, path: Path, line: int) -> Any:
        """About the beginning of a line, counted from 1."""
        place = {"line": line - 1, "character": 0}
        return self.ask(method, textDocument={"uri": path.as_uri()}, position=place)

    def _receive(self) -> dict[str, Any]:
        """The next message; what the server itself asks is answered with nothing."""
        assert self._process.stdout is not None
        length = 0
        while (header := self._process.stdout.readline()) != b"\r\n":
            assert header, "the server has ended"
            name, _, value = header.partition(b":")
            length = int(value) if name == b"Content-Length" else length
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "id" in message and "method" in message:
            nothing = [None] * len(message["params"].get("items", [])) or None
            self._send(id=message["id"], result=nothing)
        return message

    def _send(self, **message: Any) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    node = require_judge("node", shutil.which("node"))
    server = require_judge("yaml-language-server", str(SERVER) if SERVER.exists() else None)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([node, server, "--stdio"], env=plain_environment(), **pipes) as process:  # type: ignore[call-overload]  # the pipes are those of one overload
        yield Editor(process)
        process.kill()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_editor_has_nothing_to_mark_in_a_new_site(
    language: str, editor: Editor, tmp_path: Path
) -> None:
    ask(tmp_path, "new", "mine", "--lang", language)
    ask(tmp_path / "mine", "add", "蔚来: 2024", "--date", "[2024-05-15,2024-05-16]")
    files = sorted((tmp_path / "mine").rglob("*.yaml"))
    assert len(files) == 9
    for path in files:
        assert editor.open(path, path.read_text(encoding="utf-8")) == []


def test_an_editor_marks_mistakes_explains_fields_and_offers_those_that_are_left(
    editor: Editor, tmp_path: Path
) -> None:
    ask(tmp_path, "new", "mine")
    path = tmp_path / "mine/content/events/x.yaml"
    lines = [
        "# yaml-language-server: $schema=../../.schema/event.json",
        "title: 1984",
        "date: next spring",
        "titel: x",
        "importance: 7",
        "",
    ]
    marks = editor.open(path, "\n".join(lines))
    assert [line for line, _ in marks] == [3, 4, 5]
    assert marks[1] == (4, "Property titel is not allowed.")
    explained = editor.ask_at("textDocument/hover", path, 3)["contents"]["value"]
    assert "When it happened." in explained
    assert "2024-03-28" in explained
    offered = editor.ask_at("textDocument/completion", path, 6)["items"]
    names = {item["label"] for item in offered}
    assert {"summary", "sources", "claims", "place"} <= names
    assert not {"title", "date", "importance"} & names
