"""`_headers` as hosts read it: rules of a pattern and, indented, what is sent where it matches."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A star matches whatever follows."""

    pattern: str
    headers: tuple[tuple[str, str], ...]

    def matches(self, path: str) -> bool:
        parts = map(re.escape, self.pattern.split("*"))
        return re.fullmatch(".*".join(parts), path) is not None


def read_rules(text: str) -> list[Rule]:
    rules: list[Rule] = []
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[-1] = Rule(rules[-1].pattern, (*rules[-1].headers, (name, value)))
        else:
            rules.append(Rule(line, ()))
    return rules


def headers_for(rules: list[Rule], path: str) -> dict[str, str]:
    """Raises AssertionError where two rules set one header: hosts understand that differently."""
    found: dict[str, str] = {}
    for name, value in _all_headers(rules, path):
        assert name not in found, f"{path} gets {name} twice"
        found[name] = value
    return found


def _all_headers(rules: list[Rule], path: str) -> Iterator[tuple[str, str]]:
    for rule in rules:
        if rule.matches(path):
            yield from rule.headers
