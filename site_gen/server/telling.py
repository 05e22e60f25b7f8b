"""Problems as the browser is told them: plain values, to be put into the page as text."""

from collections.abc import Sequence
from typing import Any

from site_gen.problems import MOST_SHOWN, Problem

_AROUND = 80
"""Characters of a source line that are sent before and after what is meant."""


def tell_problems(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Errors first: only they keep the site from being shown."""
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    return [_tell(problem) for problem in ordered[:MOST_SHOWN]]


def _tell(problem: Problem) -> dict[str, Any]:
    place = problem.location
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity,
        "rule": problem.rule,
        "fact": problem.fact,
        "remedy": problem.remedy,
        "excerpt": _tell_excerpt(problem),
    }


def _tell_excerpt(problem: Problem) -> dict[str, str] | None:
    """The line in three pieces, the middle one being meant; cut where it is long."""
    line, place = problem.excerpt, problem.location
    if line is None or not place.line:
        return None
    first = max(place.column, 1) - 1
    end = first + max(place.length, 1)
    before, meant, after = line[:first], line[first:end], line[end:]
    if len(before) > _AROUND:
        before = f"…{before[-_AROUND:]}"
    if len(meant) > 2 * _AROUND:
        meant, after = f"{meant[: 2 * _AROUND]}", "…"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND]}…"
    return {"before": before, "meant": meant, "after": after}
