"""YAML as nodes that know where they stand: texts, sequences and mappings, nothing else.

Made from libyaml's event stream, or the pure parser's where libyaml is absent. The composer and
the constructors are never called: no implicit types, no anchors, no recursion deeper than
`DEEPEST`, whatever the file holds.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from site_gen.content.syntax import NO_BLOCK_HEADER, UNKNOWN_ESCAPE, explain_syntax, find_forbidden
from site_gen.content.wording import quote
from site_gen.problems import Location, Problem

DEEPEST: Final = 50
MOST_FAULTS: Final = 200
"""Faults of form after which a file is given up: nobody mends more in one go."""

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
PURE_LOADER: Any = yaml.BaseLoader


_TIGHT_COMMENT = re.compile(r"[|>][-+0-9]*#")
_SURROGATE = re.compile("[\\ud800-\\udfff]")


class Scalar(NamedTuple):
    """A text. Lines and columns count characters from 1; the end is the first place after it.

    `style` is "" for a plain text, else the character that begins it: `'`, `"`, `|` or `>`.
    """

    value: str
    line: int
    column: int
    end_line: int
    end_column: int
    style: str

    @property
    def length(self) -> int:
        """Characters to underline: those of the text, or of its first mark where it is long."""
        if self.line == self.end_line:
            return max(self.end_column - self.column, 1)
        return 1


class Entry(NamedTuple):
    key: Scalar
    node: "Node"


class Mapping(NamedTuple):
    """`entries` by key, in the author's order."""

    entries: dict[str, Entry]
    line: int
    column: int

    @property
    def length(self) -> int:
        first = next(iter(self.entries.values()), None)
        return first.key.length if first and first.key.line == self.line else 1


class Sequence(NamedTuple):
    items: list["Node"]
    line: int
    column: int

    @property
    def length(self) -> int:
        return 1


class Broken(NamedTuple):
    """Stands where something was refused that has been reported already."""

    line: int
    column: int

    @property
    def length(self) -> int:
        return 1


Node: TypeAlias = Scalar | Mapping | Sequence | Broken


@dataclass(slots=True)
class _GiveUpError(Exception):
    """Reading on would not help; what is wrong has been noted."""


def locate(path: str, node: Node) -> Location:
    return Location(path, node.line, node.column, node.length)


def parse_nodes(
    text: str, path: str, loader: Any = None
) -> tuple[Node | None, tuple[Problem, ...]]:
    """The one document in the text, None where there is none or its form is broken."""
    forbidden = find_forbidden(text, path)
    if forbidden is not None:
        return None, (forbidden,)
    # What `yaml.parse` does, without its generator: the event stream of the loader's parser.
    parser = (loader or LOADER)(text)
    builder = _Builder(path, text, parser.get_event)
    root: Node | None = None
    try:
        root = builder.build_document()
    except _GiveUpError:
        pass
    except yaml.YAMLError as error:
        builder.problems.append(explain_syntax(error, text, path))
    except (ValueError, OverflowError):
        # The pure parser's: "\U00110000" is no character.
        builder.problems.append(
            Problem(
                "error",
                "yaml-syntax",
                *UNKNOWN_ESCAPE,
                Location(path, 1, 1),
            )
        )
    finally:
        parser.dispose()
    return root, tuple(builder.problems)


@dataclass(slots=True)
class _Builder:
    path: str
    text: str
    next_event: Callable[[], Any]
    problems: list[Problem] = field(default_factory=list)
    depth: int = 0

    def build_document(self) -> Node | None:
        root: Node | None = None
        for number, start in enumerate(self._list_starts()):
            if number:
                self._note_at(
                    start,
                    "several-documents",
                    "a second YAML document begins here",
                    'remove the "---" line, or give the rest a file of its own',
                )
                raise _GiveUpError
            if start.tags or start.version:
                self._note_at(
                    start,
                    "tag",
                    "YAML directives are not used here",
                    'remove the lines that begin with "%"',
                )
            root = self._build(self.next_event())
        return root

    def _list_starts(self) -> Iterator[Any]:
        while (event := self.next_event()) is not None:
            if type(event) is DocumentStartEvent:
                yield event

    def _build(self, event: Any) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_properties(event)
            start, end, style = event.start_mark, event.end_mark, event.style
            scalar = Scalar(
                event.value,
                start.line + 1,
                start.column + 1,
                end.line + 1,
                end.column + 1,
                style or "",
            )
            if style == '"' and not event.value.isprintable():
                self._refuse_escapes(scalar)
            elif style and style in "|>" and _TIGHT_COMMENT.match(self.text, start.index):
                # libyaml takes it for a comment, the pure parser and YAML 1.2.2 §6.6 do not.
                self._note(scalar, "yaml-syntax", *NO_BLOCK_HEADER)
                raise _GiveUpError
            return scalar
        return self._build_rare(event)

    def _build_rare(self, event: Any) -> Node:
        kind = type(event)
        if kind is AliasEvent:
            self._note_at(
                event,
                "anchor",
                f"aliases such as {quote('*' + event.anchor)} are not used here",
                "write the value out; a text that begins with * goes in double quotes",
            )
            return Broken(event.start_mark.line + 1, event.start_mark.column + 1)
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if self.depth == DEEPEST:
            self._note_at(
                event,
                "too-deep",
                f"nested deeper than {DEEPEST}",
                "no field needs it; look for brackets that are never closed",
            )
            raise _GiveUpError
        self.depth += 1
        is_mapping = kind is MappingStartEvent
        node = self._build_mapping(event) if is_mapping else self._build_list(event)
        self.depth -= 1
        return node

    def _build_list(self, start: Any) -> Sequence:
        items: list[Node] = []
        while type(event := self.next_event()) is not SequenceEndEvent:
            items.append(self._build(event))
        return Sequence(items, start.start_mark.line + 1, start.start_mark.column + 1)

    def _build_mapping(self, start: Any) -> Mapping:
        entries: dict[str, Entry] = {}
        while type(event := self.next_event()) is not MappingEndEvent:
            key = self._build(event)
            node = self._build(self.next_event())
            if type(key) is Scalar and self._is_good_key(key, entries):
                entries[key.value] = Entry(key, node)
            elif type(key) is Mapping or type(key) is Sequence:
                self._note(
                    key, "key-not-text", "a key must be a text", "write a name before the colon"
                )
        return Mapping(entries, start.start_mark.line + 1, start.start_mark.column + 1)

    def _is_good_key(self, key: Scalar, entries: dict[str, Entry]) -> bool:
        if not key.value:
            self._note(key, "key-not-text", "a key is empty", "write a name before the colon")
        elif key.value == "<<" and not key.style:
            self._note(key, "anchor", 'merge keys ("<<") are not used here', "write the fields out")
        elif key.value in entries:
            first = entries[key.value].key.line
            self._note(
                key,
                "duplicate-key",
                f"{quote(key.value)} is written twice, first in line {first}",
                "keep one of the two",
            )
        else:
            return True
        return False

    def _refuse_escapes(self, scalar: Scalar) -> None:
        """Only "..." can hold a character that the check of the whole text did not see."""
        found = find_forbidden(scalar.value, self.path)
        if found is not None and _SURROGATE.search(scalar.value):
            # libyaml's scanner refuses what the pure one lets through.
            self._note(scalar, "yaml-syntax", *UNKNOWN_ESCAPE)
            raise _GiveUpError
        if found is not None:
            self._note(scalar, found.rule, found.fact, found.remedy)

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._note_at(
                event,
                "anchor",
                f"anchors such as {quote('&' + event.anchor)} are not used here",
                "remove it; a text that begins with & goes in double quotes",
            )
        if event.tag is not None:
            self._note_at(
                event,
                "tag",
                f"YAML tags such as {quote(event.tag)} are not used here",
                "remove it; a text that begins with ! goes in double quotes",
            )

    def _note_at(self, event: Any, rule: str, fact: str, remedy: str) -> None:
        mark = event.start_mark
        self._note(Broken(mark.line + 1, mark.column + 1), rule, fact, remedy)

    def _note(self, node: Node, rule: str, fact: str, remedy: str) -> None:
        self.problems.append(Problem("error", rule, fact, remedy, locate(self.path, node)))
        if len(self.problems) >= MOST_FAULTS:
            raise _GiveUpError
