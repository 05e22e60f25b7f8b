"""Something wrong that was found in a record, before its place in the file is looked up."""

from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from site_gen.model.records import Origin
from site_gen.problems import Severity

Pointer: TypeAlias = tuple[str | int, ...]
"""The way to a value inside a file: `("claims", 0, "status")`."""


WHOLE_FILE: Pointer = ("/",)
"""Leads to no line: the file's name is meant."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`needle` is a part of the text that `pointer` leads to, `nth` which occurrence, from 0."""

    severity: Severity
    rule: str
    fact: str
    remedy: str
    path: str
    pointer: Pointer = ()
    needle: str = ""
    nth: int = 0


class HasOrigin(Protocol):
    @property
    def origin(self) -> Origin: ...


@dataclass(frozen=True, slots=True)
class BodyUse:
    """A link, citation or picture in a Markdown body that must lead to something."""

    kind: Literal["event", "entity", "source", "story", "media"]
    target: str
    pointer: Pointer
    nth: int


@dataclass(slots=True)
class Findings:
    """Collects findings; warnings that site.yaml silences are not even looked up."""

    ignored: frozenset[str] = frozenset()
    found: list[Finding] = field(default_factory=list)

    def error(
        self,
        record: HasOrigin,
        pointer: Pointer,
        rule: str,
        fact: str,
        remedy: str,
        *,
        needle: str = "",
        nth: int = 0,
    ) -> None:
        origin = record.origin
        pointer = origin.pointer + pointer
        self.found.append(Finding("error", rule, fact, remedy, origin.path, pointer, needle, nth))

    def warn(
        self,
        record: HasOrigin,
        pointer: Pointer,
        rule: str,
        fact: str,
        remedy: str,
        *,
        needle: str = "",
    ) -> None:
        if rule not in self.ignored:
            origin = record.origin
            pointer = origin.pointer + pointer
            self.found.append(Finding("warning", rule, fact, remedy, origin.path, pointer, needle))
