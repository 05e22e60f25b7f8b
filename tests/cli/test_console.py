"""What the terminal is told, and in which way."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click
import pytest

from site_gen.cli import console as module
from site_gen.cli.console import Console, Progress


@contextmanager
def terminal() -> Iterator[tuple[TextIO, int]]:
    """A stream that is a terminal, and the descriptor at which its screen is read."""
    screen, device = os.openpty()
    with os.fdopen(device, "w", encoding="utf-8") as stream:
        yield stream, screen
    os.close(screen)


def read_screen(stream: TextIO, screen: int) -> str:
    """All that was written so far: a terminal hands it on when it likes, so an end is marked."""
    stream.write("END")
    stream.flush()
    found = b""
    while not found.endswith(b"END"):
        found += os.read(screen, 65_536)
    return found.decode().removesuffix("END")


def make_console(**options: bool | None) -> Console:
    return Console(Path(), **options)  # type: ignore[arg-type]  # quiet, verbose and color


@pytest.fixture(autouse=True)
def _a_terminal_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


# --- colour --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "environment", "on_terminal", "in_pipe"),
    [
        (None, {}, True, False),
        (None, {"TERM": "dumb"}, False, False),
        (None, {"NO_COLOR": "1"}, False, False),
        (None, {"NO_COLOR": ""}, True, False),  # no-color.org: present and not empty
        (None, {"FORCE_COLOR": "1"}, True, True),
        (None, {"FORCE_COLOR": ""}, True, False),
        (None, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        (None, {"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        (True, {}, True, True),
        (True, {"NO_COLOR": "1"}, True, True),
        (False, {}, False, False),
        (False, {"FORCE_COLOR": "1"}, False, False),
    ],
)
def test_the_option_goes_before_the_environment_and_that_before_the_terminal(
    option: bool | None,
    environment: dict[str, str],
    on_terminal: bool,
    in_pipe: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    console = make_console(color=option)
    with terminal() as (stream, _):
        assert console.has_color(stream) is on_terminal
    assert console.has_color(io.StringIO()) is in_pipe


@pytest.mark.parametrize("color", [True, False])
def test_styled_text_is_plain_where_there_is_no_colour(
    color: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_console(color=color).answer(click.style("red", fg="red"))
    assert capsys.readouterr().out == ("\x1b[31mred\x1b[0m\n" if color else "red\n")


# --- streams -------------------------------------------------------------------------------


def test_answers_go_to_stdout_and_messages_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    console = make_console()
    console.answer("answer")
    console.tell("message")
    console.warn("warning")
    assert capsys.readouterr() == ("answer\n", "message\nwarning\n")


def test_a_quiet_run_answers_and_warns(capsys: pytest.CaptureFixture[str]) -> None:
    console = make_console(quiet=True)
    console.answer("answer")
    console.tell("message")
    console.warn("warning")
    assert capsys.readouterr() == ("answer\n", "warning\n")


# --- progress ------------------------------------------------------------------------------


def test_a_bar_grows_and_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0)
    with terminal() as (stream, screen):
        with Progress("rendering", stream) as progress:
            for done in (0, 1, 2):
                progress(done, 2)
        assert read_screen(stream, screen) == (
            f"\rrendering {'░' * 24}   0 %"
            f"\rrendering {'█' * 12}{'░' * 12}  50 %"
            f"\rrendering {'█' * 24} 100 %"
            "\r\x1b[K"
        )


def test_a_bar_is_drawn_once_for_each_percent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0)
    with terminal() as (stream, screen):
        with Progress("rendering", stream) as progress:
            for done in range(10_001):
                progress(done, 1_000_000)
        assert read_screen(stream, screen).count("\r") == 3


def test_short_work_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 3600)
    with terminal() as (stream, screen):
        with Progress("rendering", stream) as progress:
            progress(1, 2)
        assert read_screen(stream, screen) == ""


def test_work_of_nothing_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0)
    with terminal() as (stream, screen):
        with Progress("rendering", stream) as progress:
            progress(0, 0)
        assert read_screen(stream, screen) == ""


@pytest.mark.parametrize(
    ("quiet", "term", "is_shown"),
    [(False, "xterm", True), (True, "xterm", False), (False, "dumb", False)],
)
def test_a_terminal_is_shown_a_bar_unless_told_not_to(
    quiet: bool,
    term: str,
    is_shown: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0)
    monkeypatch.setenv("TERM", term)
    with terminal() as (stream, screen):
        monkeypatch.setattr(sys, "stderr", stream)
        with make_console(quiet=quiet).progress("rendering") as progress:
            progress(1, 2)
        assert bool(read_screen(stream, screen)) is is_shown


def test_a_pipe_is_shown_no_bar_even_with_colour(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with make_console(color=True).progress("rendering") as progress:
        progress(1, 2)
    assert capsys.readouterr() == ("", "")
