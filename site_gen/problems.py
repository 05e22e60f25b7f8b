"""What can be wrong, where it is wrong, and the errors that end a run.

    Exception
    └── SiteGenError            cannot go on; `exit_code` says how the program ends
        ├── UsageError          2   wrong usage, or no site.yaml found
        └── EnvironmentFault    3   disk full, no permission, output locked or not ours

A mistake in the content is never an exception: it is a `Problem`, and all Problems of a run
are collected, sorted and shown together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

Severity = Literal["error", "warning"]

MOST_SHOWN = 200
"""Problems shown of one run; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file of the site.

    `path` is relative to the site folder, with `/` between parts. `line` and `column` count
    characters from 1; 0 means that the file as a whole is meant. `length` is the number of
    characters that the caret underlines, at least 1.
    """

    path: str
    line: int = 0
    column: int = 0
    length: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the content, the settings or a template.

    `fact` says what is wrong, `remedy` what to do about it, `rule` is the name by which
    `check.ignore` in site.yaml silences a warning. `excerpt` is the source line, without its
    line end, or None where there is none to show.
    """

    severity: Severity
    rule: str
    fact: str
    remedy: str
    location: Location
    excerpt: str | None = None

    @property
    def message(self) -> str:
        """The fact, then the remedy."""
        return f"{self.fact}; {self.remedy}" if self.remedy else self.fact

    def with_excerpt(self, excerpt: str | None) -> "Problem":
        return replace(self, excerpt=excerpt)


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """In the order of files, lines and columns; errors first where the place is the same."""
    return sorted(problems, key=_position)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def _position(problem: Problem) -> tuple[str, int, int, str, str, str]:
    place = problem.location
    return (place.path, place.line, place.column, problem.severity, problem.rule, problem.fact)


class SiteGenError(Exception):
    """Cannot go on. The message is one or more whole sentences for the person at the terminal."""

    exit_code: ClassVar[int] = 1


class UsageError(SiteGenError):
    """Wrong usage, or no site.yaml found (exit 2)."""

    exit_code = 2


class EnvironmentFault(SiteGenError):
    """The machine does not allow it: disk full, no permission, output not ours (exit 3)."""

    exit_code = 3
