"""Every command in the manual works as it stands there.

A command is a line of a block (indented, or between fences) that begins with a program's name.
Those of one page are run in their order, in a copy of the example site; `cd` and `>` do what they
say. A line with `[…]`, `…`, words in capitals or `a|b` shows a form and is no command.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import CHECKOUT
from tests.running import plain_environment

PAGES = [
    *(CHECKOUT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((CHECKOUT / "docs").rglob("*.md")),
]
_COMMAND = re.compile(
    r"(?:\$ )?((?:\.venv/bin/)?"
    r"(?:site-gen|python|make|pip|pipx|uvx|cd|mkdir|cp|npx|git|docker)\b.*)"
)
_FORM = re.compile(r"\[|…|\b[A-Z]{3,}\b|\w\|\w|\.\.\.")

_CODE = re.compile(r"(?s:```.*?```)|^    .*$|`[^`\n]*`", re.MULTILINE)

NOT_RUN = {
    "make site": "the first step of every test run",
    "make test": "this is it",
    "make bench": "takes minutes",
    "python -m pip install site-gen": "asks the index for what is not there yet",
    ".venv/bin/python -m pytest tests/dates": "runs with all the others",
    ".venv/bin/python -m ruff check": "make test runs it",
    ".venv/bin/python -m mypy": "make test runs it",
    "site-gen theme diff event.html | git apply -": "only after an upgrade; tests/theme",
}
"""Lines that are commands and are not run here, with the reason."""

_ENDLESS = re.compile(r"(?:\.venv/bin/)?(?:site-gen (?:-C \S+ )?serve|python -m http\.server)\b.*")
"""What runs until it is stopped has tests of its own, in tests/server."""

_MEASURING = re.compile(r"(?:\.venv/bin/)?python (bench/\w+\.py)(.*)")
"""What takes minutes is only looked at."""

FILES = {
    "timeline.json": '{"events": [{"start_date": {"year": "2024"}, "text": {"headline": "One"}}]}',
    "table.csv": "title,date,City,Link\nTwo,2024,Paris,https://example.org/\n",
    "calendar.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\n"
    "UID:1@chronicle.example\r\nDTSTAMP:20240101T000000Z\r\nDTSTART;VALUE=DATE:20240101\r\n"
    "SUMMARY:Three\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "notes.mw": "2024-03-28: Four\n",
}
"""What the pages take to lie in the folder."""


def list_block_lines(page: Path) -> Iterator[str]:
    """The lines of code blocks, without what makes them one."""
    is_fenced = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            is_fenced = not is_fenced
        elif is_fenced:
            yield line
        elif line.startswith("    "):
            yield line[4:]


def list_commands(page: Path) -> list[str]:
    matches = (_COMMAND.fullmatch(line) for line in list_block_lines(page))
    lines = (match[1].partition("  #")[0].rstrip() for match in matches if match)
    return [line for line in lines if not _FORM.search(line)]


def list_runnable(page: Path) -> list[str]:
    lines = list_commands(page)
    others = (_ENDLESS, _MEASURING)
    return [
        line
        for line in lines
        if line not in NOT_RUN and not any(other.fullmatch(line) for other in others)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site folder"
    shutil.copytree(CHECKOUT / "content", site / "content")
    shutil.copy(CHECKOUT / "site.yaml", site)
    for name, text in FILES.items():
        (site / name).write_text(text, encoding="utf-8")
    return site


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """`site-gen` and `python` are those that run the tests, whatever is installed."""
    place = tmp_path / "bin"
    place.mkdir()
    for name, arguments in (("site-gen", "-m site_gen"), ("python", "")):
        program = place / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n')
        program.chmod(0o755)
    return place


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if list_runnable(page)],
    ids=lambda page: page.name,
)
def test_the_commands_of_a_page_work(page: Path, folder: Path, programs: Path) -> None:
    lines = list_runnable(page)
    script = "\n".join(f"{line.removeprefix('.venv/bin/')} || exit 1" for line in lines)
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    run = subprocess.run(
        ["sh", "-x", "-c", script],
        cwd=folder,
        env={**plain_environment(), "PATH": path, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert run.returncode == 0, run.stderr[-2000:]


def test_what_is_not_run_is_still_in_the_manual() -> None:
    found = {line for page in PAGES for line in list_commands(page)}
    assert NOT_RUN.keys() <= found
    assert {"site-gen check", "site-gen new my-timeline"} <= found - NOT_RUN.keys()


def test_measurements_are_there_and_have_the_options_that_the_manual_gives_them() -> None:
    lines = (line for page in PAGES for line in list_commands(page))
    found = [match.groups() for line in lines if (match := _MEASURING.fullmatch(line))]
    assert found
    for path, options in found:
        text = (CHECKOUT / path).read_text(encoding="utf-8")
        assert all(option in text for option in re.findall(r"--\w+", options)), path


def test_every_target_of_make_that_the_manual_names_is_there() -> None:
    targets = set(
        re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    named = {
        line.split()[1]
        for page in PAGES
        for line in list_commands(page)
        if line.startswith("make ")
    }
    assert named
    assert named <= targets


def test_every_link_between_pages_of_the_manual_leads_somewhere() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)\s]+)\)", _CODE.sub("", text)):
            if ":" in target or target.startswith("#"):
                continue
            path, _, heading = target.partition("#")
            assert (page.parent / path).exists(), f"{page.name}: {target}"
            if heading and path.endswith(".md"):
                assert heading in list_headings(page.parent / path), f"{page.name}: {target}"


def list_headings(page: Path) -> set[str]:
    """As anchors that GitHub makes of them."""
    lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", line.lower()).strip().replace(" ", "-") for line in lines}


def test_the_examples_of_claims_are_true() -> None:
    """Every text of them stands in the example site."""
    blocks = re.findall(r"(?s)```yaml\n(.*?)```", (CHECKOUT / "docs/claims.md").read_text("utf-8"))
    assert len(blocks) >= 5
    files = [
        yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  # texts alone, no tags
        for path in sorted((CHECKOUT / "content").rglob("*.yaml"))
    ]
    known = {" ".join(text.split()) for each in files for text in list_texts(each)}
    for block in blocks:
        for text in list_texts(yaml.load(block, yaml.BaseLoader)):  # noqa: S506  # the same
            assert " ".join(text.split()) in known, text


def list_texts(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from list_texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from list_texts(value)
    else:
        yield str(node)
