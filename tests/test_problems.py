"""Problems and the errors that end a run."""

import random

import pytest

from site_gen.problems import (
    EnvironmentFault,
    Location,
    Problem,
    SiteGenError,
    UsageError,
    has_errors,
    sort_problems,
)


def problem(path: str = "a.yaml", line: int = 1, column: int = 1, **fields: str) -> Problem:
    values = {"severity": "error", "rule": "r", "fact": "f", "remedy": "m", **fields}
    return Problem(location=Location(path, line, column), **values)  # type: ignore[arg-type]  # severity is one of the two literals


def test_problems_stand_in_the_order_of_files_lines_and_columns() -> None:
    ordered = [
        problem("a.yaml", 0, 0),
        problem("a.yaml", 2, 9),
        problem("a.yaml", 10, 1),
        problem("a.yaml", 10, 3, severity="error", rule="z"),
        problem("a.yaml", 10, 3, severity="warning", rule="a"),
        problem("a.yaml", 10, 3, severity="warning", rule="b"),
        problem("b.yaml", 1, 1),
    ]
    for seed in range(5):
        shuffled = list(ordered)
        random.Random(seed).shuffle(shuffled)
        assert sort_problems(shuffled) == ordered


def test_a_message_is_the_fact_and_what_to_do() -> None:
    assert problem(fact="it rains", remedy="take a coat").message == "it rains; take a coat"
    assert problem(fact="it rains", remedy="").message == "it rains"


def test_an_excerpt_changes_nothing_else() -> None:
    plain = problem()
    shown = plain.with_excerpt("title: x")
    assert (shown.excerpt, shown.with_excerpt(None)) == ("title: x", plain)


def test_warnings_are_no_errors() -> None:
    assert not has_errors([])
    assert not has_errors([problem(severity="warning")])
    assert has_errors([problem(severity="warning"), problem()])


@pytest.mark.parametrize(("kind", "code"), [(UsageError, 2), (EnvironmentFault, 3)])
def test_an_error_knows_how_the_program_ends(kind: type[SiteGenError], code: int) -> None:
    assert kind.exit_code == code
    assert issubclass(kind, SiteGenError)
