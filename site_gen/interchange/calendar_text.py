"""Content lines and components of iCalendar (RFC 5545 §3.1, §3.2, §3.6).

A reader of our own: the libraries for it tell no lines, and a loss without its place cannot be
looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from site_gen.content.wording import quote
from site_gen.interchange.losses import Losses
from site_gen.problems import Location

DEEPEST = 20
"""Components inside one another."""

_HEAD = re.compile(r"([A-Za-z0-9-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)", re.DOTALL)
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=((?:\"[^\"]*\"|[^\";])*)")
_ESCAPE = re.compile(r"\\([\\;,nN])")


class ContentLine(NamedTuple):
    """`name` and the names of `parameters` in capitals; `value` as it stands, escapes included."""

    name: str
    parameters: dict[str, str]
    value: str
    place: Location


@dataclass(slots=True)
class Component:
    name: str
    place: Location
    lines: list[ContentLine] = field(default_factory=list)
    parts: "list[Component]" = field(default_factory=list)

    def find(self, name: str) -> ContentLine | None:
        return next((line for line in self.lines if line.name == name), None)


def read_components(text: str, path: str, losses: Losses) -> list[Component]:
    """The calendars of a file; what stands outside them, and lines that are none, are noted."""
    root = Component("", Location(path))
    open_ones = [root]
    for line in _read_lines(text, path, losses):
        here = open_ones[-1]
        if line.name == "BEGIN":
            inner = Component(line.value.strip().upper(), line.place)
            here.parts.append(inner)
            if len(open_ones) > DEEPEST:
                losses.refuse(line.place, "nested too deeply", "export the calendar anew")
                return root.parts
            open_ones.append(inner)
        elif line.name == "END":
            if len(open_ones) == 1 or line.value.strip().upper() != here.name:
                fact = f"{quote(line.value)} ends here, but did not begin"
                losses.lose(line.place, fact, "export the calendar anew")
            else:
                open_ones.pop()
        else:
            here.lines.append(line)
    for left in open_ones[1:]:
        losses.lose(left.place, f"{quote(left.name)} does not end", "the file may be cut off")
    return root.parts


def _read_lines(text: str, path: str, losses: Losses) -> Iterator[ContentLine]:
    for number, folded in _unfold(text):
        place = Location(path, number, 1)
        found = _HEAD.fullmatch(folded)
        if found is None:
            fact = f"this line is none of a calendar: {quote(folded)}"
            losses.lose(place, fact, "export the calendar anew")
            continue
        parameters = {
            name.upper(): value.strip('"') for name, value in _PARAMETER.findall(found[2])
        }
        name = found[1].upper()
        yield ContentLine(name, parameters, found[3], Location(path, number, 1, len(name)))


def _unfold(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers; one that begins with a space goes on the line before."""
    pieces: list[str] = []
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t") and pieces:
            pieces.append(line[1:])
            continue
        if pieces:
            yield start, "".join(pieces)
        pieces, start = ([line] if line.strip() else []), number
    if pieces:
        yield start, "".join(pieces)


def read_text_value(value: str) -> str:
    """Without the escapes of RFC 5545 §3.3.11."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def split_values(value: str) -> list[str]:
    """At commas that are not escaped."""
    return [read_text_value(part) for part in re.findall(r"(?:\\.|[^,\\])+", value)]
