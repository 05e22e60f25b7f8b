"""The table of rules holds what the program reports, and nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

from site_gen.rules import ERRORS, WARNINGS

RULES = ERRORS.keys() | WARNINGS.keys()
REPORTING = {
    "BodyFault", "Finding", "Problem", "error", "error_within", "find", "note", "warn",
    "_find", "_note", "_note_at", "_problem", "_report",
}  # fmt: skip  # names, not lines
"""Calls that take a rule, as the first text with nothing but letters and `-`, or after it."""


def read_sources(checkout: Path) -> Iterator[ast.Module]:
    """All of site_gen but the table, and the import of others' formats, whose losses are told
    once, at the import."""
    package = checkout / "site_gen"
    for path in sorted(package.rglob("*.py")):
        if path != package / "rules.py" and "interchange" not in path.parts:
            yield ast.parse(path.read_text(encoding="utf-8"))


def list_texts(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def list_rules(tree: ast.AST) -> Iterator[str]:
    """The texts with a `-` and without a blank that reporting calls are given as they are."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else None
        name = node.func.id if isinstance(node.func, ast.Name) else name
        if name in REPORTING:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    text = argument.value
                    if "-" in text and text.replace("-", "").isalnum():
                        yield text


def test_every_rule_that_is_reported_is_in_the_table(checkout: Path) -> None:
    reported = {rule for tree in read_sources(checkout) for rule in list_rules(tree)}
    assert len(reported) > 40
    assert reported - RULES == set()


def test_every_rule_of_the_table_is_reported(checkout: Path) -> None:
    written = set().union(*map(list_texts, read_sources(checkout)))
    assert RULES - written == set()


def test_no_rule_is_an_error_and_a_warning() -> None:
    assert not ERRORS.keys() & WARNINGS.keys()
