"""What fields are: a type, a meaning and an example; and the types made of other types.

A record type is one table of fields. Reading, the manual and the JSON Schema come from it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from site_gen.content.nodes import Broken, Mapping, Node, Scalar, Sequence, locate
from site_gen.content.wording import guess, list_words, quote
from site_gen.problems import Location, Problem

T = TypeVar("T")


@dataclass(slots=True)
class Reading:
    """One file being read: where Problems go."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, node: Node, rule: str, fact: str, remedy: str) -> None:
        self.problems.append(Problem("error", rule, fact, remedy, locate(self.path, node)))

    def warn(self, node: Node, rule: str, fact: str, remedy: str) -> None:
        self.problems.append(Problem("warning", rule, fact, remedy, locate(self.path, node)))

    def error_within(
        self, node: Scalar, rule: str, fact: str, remedy: str, *, offset: int, length: int
    ) -> None:
        """Underlines a part of a text; of a text over several lines, its beginning."""
        place = locate(self.path, node)
        if node.line == node.end_line and node.style != '"':
            quotes = 1 if node.style else 0
            column = node.column + quotes + offset
            place = Location(self.path, node.line, column, max(length, 1))
        self.problems.append(Problem("error", rule, fact, remedy, place))


class FieldType(ABC, Generic[T]):
    """How a field reads its node: the value, or None when a Problem was noted instead."""

    @abstractmethod
    def read(self, node: Node, reading: Reading) -> T | None: ...

    @property
    @abstractmethod
    def noun(self) -> str:
        """What to write, for messages and the manual: "a date", "a list of ids"."""

    @property
    def stand_in(self) -> T | None:
        """Takes the place of a required value that was refused; never published."""
        return None


@dataclass(frozen=True)
class Field:
    """One line of a record's table.

    `attribute` is the model's name for it where that differs (`from` is a word of Python's).
    """

    name: str
    type: FieldType[Any]
    meaning: str
    example: str
    required: bool = False
    attribute: str = ""

    @property
    def key(self) -> str:
        return self.attribute or self.name


@dataclass(frozen=True)
class RecordType:
    """A table of fields.

    `mistaken` leads from names that people try to the one that is meant, `misplaced` from names
    that belong elsewhere to what to do.
    """

    noun: str
    fields: tuple[Field, ...]
    mistaken: Lookup[str, str] = field(default_factory=dict)
    misplaced: Lookup[str, str] = field(default_factory=dict)
    by_name: Lookup[str, Field] = field(init=False)
    required: tuple[Field, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {field.name: field for field in self.fields})
        needed = tuple(field for field in self.fields if field.required)
        object.__setattr__(self, "required", needed)

    def read_values(self, node: Node, reading: Reading) -> "Values | None":
        """The good values; None if the node is no mapping."""
        if type(node) is not Mapping:
            _report_no_mapping(self, node, reading)
            return None
        found: dict[str, Any] = {}
        meant: set[str | None] = set()
        by_name = self.by_name
        for name, (key, inner) in node.entries.items():
            known = by_name.get(name)
            if known is None:
                meant.add(self._report_unknown(key, reading))
            elif has_value(inner, name, reading):
                value = known.type.read(inner, reading)
                if value is not None:
                    found[known.key] = value
        return Values(found, self._list_missing(node, found, meant, reading))

    def _list_missing(
        self, node: Mapping, found: dict[str, Any], meant: set[str | None], reading: Reading
    ) -> tuple[Field, ...]:
        """Required fields without a good value; those that nothing was said about are reported."""
        missing = [known for known in self.required if known.key not in found]
        for known in missing:
            if known.name not in node.entries and known.name not in meant:
                reading.error(
                    node,
                    "missing-field",
                    f"{self.noun} without {quote(known.name)}",
                    f"add one, such as {_one_line(known.example)}",
                )
        return tuple(missing)

    def _report_unknown(self, key: Scalar, reading: Reading) -> str | None:
        """The field that was probably meant."""
        elsewhere = self.misplaced.get(key.value)
        if elsewhere is not None:
            fact = f"{quote(key.value)} does not belong here"
            reading.error(key, "unknown-field", fact, elsewhere)
            return None
        names = list(self.by_name)
        meant = self.mistaken.get(key.value) or self._find_plural(key.value)
        meant = meant or guess(key.value, names)
        reading.error(
            key,
            "unknown-field",
            f"unknown field {quote(key.value)}",
            f"did you mean {quote(meant)}?"
            if meant
            else f"{self.noun} has {list_words(names, 'and')}",
        )
        return meant

    def _find_plural(self, name: str) -> str | None:
        """The field that takes several of what was written as one: `story`, `tag`."""
        forms = (f"{name}s", f"{name.removesuffix('y')}ies")
        return next((form for form in forms if form in self.by_name), None)


@dataclass(frozen=True, slots=True)
class Values:
    """What a record's mapping says, by attribute; `missing` is required and has no good value."""

    found: dict[str, Any]
    missing: tuple[Field, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.missing

    def fill(self) -> bool:
        """Put stand-ins for what is missing, so that all the rest can be checked too.

        False where there is none: nothing stands in for an id.
        """
        for known in self.missing:
            value = known.type.stand_in
            if value is None:
                return False
            self.found[known.key] = value
        return True


def has_value(node: Node, name: str, reading: Reading) -> bool:
    """A field that is named must have a value: an empty one is more often forgotten than meant."""
    if type(node) is Broken:
        return False
    if type(node) is Scalar and not node.value.strip():
        reading.error(
            node, "no-value", f"{quote(name)} has no value", "write one, or remove the line"
        )
        return False
    return True


def read_scalar(node: Node, noun: str, reading: Reading) -> Scalar | None:
    """The node if it is a text that says something."""
    if type(node) is Scalar:
        if node.value.strip():
            return node
        reading.error(node, "no-value", "there is no value here", f"write {noun}")
    else:
        report_type(node, noun, reading)
    return None


def report_type(node: Node, noun: str, reading: Reading) -> None:
    if type(node) is not Broken:
        reading.error(node, "wrong-type", f"{_describe(node)} stands here", f"write {noun}")


def _describe(node: Node) -> str:
    if type(node) is Sequence:
        return "a list"
    return "a mapping of fields" if type(node) is Mapping else "a text"


def _report_no_mapping(record: RecordType, node: Node, reading: Reading) -> None:
    first = (record.required or record.fields)[0]
    report_type(node, f"{record.noun} as fields, such as {_one_line(first.example)}", reading)


def _one_line(example: str) -> str:
    return example.split("\n", 1)[0]


@dataclass(frozen=True)
class Record(FieldType[T]):
    """A mapping with fields of its own."""

    record: RecordType
    build: Callable[..., T]

    @property
    def noun(self) -> str:
        return self.record.noun

    def read(self, node: Node, reading: Reading) -> T | None:
        values = self.record.read_values(node, reading)
        return self.build(**values.found) if values and values.fill() else None


@dataclass(frozen=True)
class ShortRecord(FieldType[T]):
    """A mapping, or the value of its main field alone: `lei-jun` for `{id: lei-jun}`."""

    record: RecordType
    build: Callable[..., T]
    short: str

    @property
    def noun(self) -> str:
        return f"{self._field.type.noun}, or {self.record.noun} as fields"

    @property
    def _field(self) -> Field:
        return self.record.by_name[self.short]

    def read(self, node: Node, reading: Reading) -> T | None:
        if type(node) is Mapping:
            values = self.record.read_values(node, reading)
            return self.build(**values.found) if values and values.fill() else None
        main = self._field
        value = main.type.read(node, reading)
        return None if value is None else self.build(**{main.key: value})


@dataclass(frozen=True)
class ListOf(FieldType[tuple[T, ...]]):
    """A list; `single` lets one item that is a text stand alone. `distinct` items differ."""

    item: FieldType[T]
    single: bool = True
    distinct: bool = False

    @property
    def noun(self) -> str:
        return f"a list, each item {self.item.noun}"

    def read(self, node: Node, reading: Reading) -> tuple[T, ...] | None:
        if type(node) is Sequence:
            nodes = node.items
        elif type(node) is Scalar and self.single:
            nodes = [node]
        else:
            self._report(node, reading)
            return None
        found: list[T] = []
        seen: set[T] = set()
        for inner in nodes:
            value = self.item.read(inner, reading)
            if value is None:
                continue
            if not self.distinct:
                found.append(value)
            elif value in seen:
                self._report_repeated(inner, reading)
            else:
                found.append(value)
                seen.add(value)
        return tuple(found)

    def _report(self, node: Node, reading: Reading) -> None:
        if type(node) is not Broken:
            remedy = 'begin each item with "- "'
            if type(node) is Scalar:
                remedy = f"{remedy}: {self.item.noun}"
            elif type(node) is Mapping and node.entries:
                remedy = f'{remedy}, as in "- {{{next(iter(node.entries))}: …}}"'
            reading.error(node, "wrong-type", f"{_describe(node)} where a list belongs", remedy)

    def _report_repeated(self, node: Node, reading: Reading) -> None:
        shown = quote(node.value) if type(node) is Scalar else "this item"
        reading.warn(node, "repeated-item", f"{shown} stands twice in this list", "remove one")


@dataclass(frozen=True)
class MapOf(FieldType[tuple[Any, ...]]):
    """A mapping with free keys; `build` takes a key and a value."""

    key: FieldType[str]
    value: FieldType[Any]
    build: Callable[[str, Any], Any]
    noun_text: str

    @property
    def noun(self) -> str:
        return self.noun_text

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...] | None:
        if type(node) is not Mapping:
            report_type(node, self.noun, reading)
            return None
        found = []
        for name, (key, inner) in node.entries.items():
            good = self.key.read(key, reading)
            if has_value(inner, name, reading):
                value = self.value.read(inner, reading)
                if good is not None and value is not None:
                    found.append(self.build(good, value))
        return tuple(found)
