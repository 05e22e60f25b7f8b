"""What an import could not keep, collected with its place in the file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from site_gen.problems import Location, Problem

Pointer: TypeAlias = tuple[str | int, ...]
"""The way to a value in a JSON text: `("events", 3, "start_date", "hour")`."""

Place: TypeAlias = Location | Pointer
"""A pointer is looked up in the file when there is a Problem, not kept for every value."""

Rule = Literal["changed-field", "lost-field", "not-imported"]

RULES: Mapping[Rule, str] = {
    "changed-field": "something was kept in another form than it had",
    "lost-field": "something has no place in a content file, or could not be read",
    "not-imported": "a whole row, slide or entry, or the whole file, was left out",
}


@dataclass(frozen=True, slots=True)
class Loss:
    rule: Rule
    fact: str
    remedy: str
    place: Place


Places: TypeAlias = Mapping[Pointer, Location]
Locator: TypeAlias = Callable[[set[Pointer]], Places]


@dataclass(slots=True)
class Losses:
    """Everything that was lost or changed, in the order in which it was found.

    `locate` finds the places of pointers; a format that uses them sets it.
    """

    found: list[Loss] = field(default_factory=list)
    locate: Locator = field(default=lambda wanted: {})  # noqa: ARG005  # the signature of a Locator

    def lose(self, place: Place, fact: str, remedy: str) -> None:
        """A part of something that is imported otherwise."""
        self.found.append(Loss("lost-field", fact, remedy, place))

    def change(self, place: Place, fact: str, remedy: str) -> None:
        """Kept, but not as it was."""
        self.found.append(Loss("changed-field", fact, remedy, place))

    def refuse(self, place: Place, fact: str, remedy: str) -> None:
        """A whole event, or the whole file."""
        self.found.append(Loss("not-imported", fact, remedy, place))

    def keep_refusals(self) -> None:
        """Forget what was lost of a file of which nothing is kept."""
        self.found = [loss for loss in self.found if loss.rule == "not-imported"] or self.found

    def to_problems(self, path: str, lines: Sequence[str]) -> list[Problem]:
        """In the order of the file, with their places and source lines."""
        pointers = {loss.place for loss in self.found if not isinstance(loss.place, Location)}
        places = self.locate(pointers) if pointers else {}
        problems = [_to_problem(loss, path, lines, places) for loss in self.found]
        return sorted(problems, key=_position)


def _position(problem: Problem) -> tuple[int, int]:
    return problem.location.line, problem.location.column


def _to_problem(loss: Loss, path: str, lines: Sequence[str], places: Places) -> Problem:
    if isinstance(loss.place, Location):
        place = loss.place
    else:
        place = places.get(loss.place) or Location(path)
    severity: Literal["error", "warning"] = "error" if loss.rule == "not-imported" else "warning"
    excerpt = lines[place.line - 1] if 0 < place.line <= len(lines) else None
    return Problem(severity, loss.rule, loss.fact, loss.remedy, place, excerpt)
