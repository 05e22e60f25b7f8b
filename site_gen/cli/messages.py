"""Problems as a terminal, a program or GitHub reads them."""

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import click

from site_gen.problems import MOST_SHOWN, Problem

Format = Literal["text", "json", "github"]
FORMATS = ("text", "json", "github")

LONGEST_LINE = 160
"""Characters of a source line that are shown; of a longer one, those around the caret."""


def write_problems(
    problems: Sequence[Problem], style: Format, folder: Path = Path()
) -> Iterator[str]:
    """One text for each Problem, in the order given, at most 200; then how many more there are.

    For programs (`json`) there is no limit: one JSON object a line. Paths are those below the
    site's `folder`, but for `github`, which knows files from where the program was started.
    """
    if style == "json":
        yield from map(to_json, problems)
        return
    write: Callable[[Problem], str] = to_text
    if style == "github":
        write = partial(to_github, folder=folder)
    yield from map(write, problems[:MOST_SHOWN])
    left = len(problems) - MOST_SHOWN
    if left > 0:
        yield f"… and {left} more problems" if left > 1 else "… and 1 more problem"


def to_text(problem: Problem) -> str:
    """`path:line:column: error: fact; what to do [rule]`, then the source line with a caret."""
    place = problem.location
    where = printable(place.path)
    if place.line:
        where += f":{place.line}:{place.column or 1}"
    color = "red" if problem.severity == "error" else "yellow"
    severity = click.style(problem.severity, fg=color, bold=True)
    rule = click.style(f"[{problem.rule}]", dim=True)
    head = f"{click.style(where, bold=True)}: {severity}: {printable(problem.message)} {rule}"
    return "\n".join([head, *_show_excerpt(problem)])


def to_json(problem: Problem) -> str:
    place = problem.location
    text = json.dumps(
        {
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "severity": problem.severity,
            "message": problem.message,
            "fact": problem.fact,
            "remedy": problem.remedy,
            "rule": problem.rule,
            "excerpt": problem.excerpt,
        },
        ensure_ascii=False,
    )
    return "".join(json.dumps(c)[1:-1] if _is_obeyed(c) else c for c in text)


def to_github(problem: Problem, folder: Path = Path()) -> str:
    """A workflow command: `::error file=…,line=…,col=…,title=…::message`."""
    place = problem.location
    fields = {"file": printable((folder / place.path).as_posix())}
    if place.line:
        fields |= {"line": str(place.line), "col": str(place.column or 1)}
    fields["title"] = problem.rule
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in fields.items())
    return f"::{problem.severity} {listed}::{_escape_message(printable(problem.message))}"


def count_problems(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning`."""
    errors = sum(problem.severity == "error" for problem in problems)
    return f"{count(errors, 'error')}, {count(len(problems) - errors, 'warning')}"


def count(number: int, noun: str) -> str:
    """`1 error`, `2 errors`, `3 entities`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def write_fault(error: Exception) -> str:
    """What has gone wrong in the program itself."""
    kind = f"{type(error).__name__}: {error}".strip().rstrip(".")
    return (
        f"internal error: {kind}; this is a fault of site-gen; please report it with what -v shows"
    )


def printable(text: str) -> str:
    """Without what a terminal would obey: controls and bidirectional overrides are spelled out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_spell(character) for character in text)


def _spell(character: str) -> str:
    if character == "\t":
        return " "
    if _is_obeyed(character):
        return character.encode("unicode_escape").decode("ascii")
    return character


def _is_obeyed(character: str) -> bool:
    """Controls, what directs the text's flow or is not seen, halves of characters, line ends."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _show_excerpt(problem: Problem) -> Iterator[str]:
    place = problem.location
    if problem.excerpt is None or not place.line:
        return
    text, column = _cut_window(problem.excerpt, max(place.column, 1))
    shown = printable(text)
    before = _columns(printable(text[: column - 1]))
    marked = text[column - 1 : column - 1 + max(place.length, 1)]
    carets = max(_columns(printable(marked)), 1)
    number = str(place.line)
    gutter = " " * len(number)
    yield f"  {number} | {shown}".rstrip()
    yield f"  {gutter} | {' ' * before}{click.style('^' * carets, fg='green', bold=True)}"


def _cut_window(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around the column, and the column within it."""
    if len(line) <= LONGEST_LINE:
        return line, column
    first = max(0, min(column - LONGEST_LINE // 2, len(line) - LONGEST_LINE))
    window = line[first : first + LONGEST_LINE]
    head = "…" if first else ""
    tail = "…" if first + LONGEST_LINE < len(line) else ""
    return f"{head}{window}{tail}", column - first + len(head)


def _columns(text: str) -> int:
    """Columns on a terminal: East Asian wide characters take two (Unicode UAX #11)."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _escape_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_message(text).replace(":", "%3A").replace(",", "%2C")
