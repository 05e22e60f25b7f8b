"""JSON from elsewhere (RFC 8259), and where in its text a value stands."""

import json
import re
from bisect import bisect_left
from collections import Counter
from typing import Any

from site_gen.content.wording import quote
from site_gen.interchange.losses import Losses, Places, Pointer
from site_gen.problems import Location

_MOST_DIGITS = 40
"""Digits of the longest number that is read as one; a longer one stays a text."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


class JsonObject(dict[str, Any]):
    """`repeated` are the names that stood in it more than once, of which the last won."""

    repeated: tuple[str, ...] = ()


def parse_json(text: str, path: str, losses: Losses) -> Any:
    """The value, None with the reason noted where the text is no JSON."""
    try:
        return json.loads(
            text,
            object_pairs_hook=_make_object,
            parse_int=_read_integer,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        place = Location(path, error.lineno, error.colno)
        fact = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        losses.refuse(place, fact, "mend it, or export it anew")
    except RecursionError:
        losses.refuse(Location(path), "this JSON is nested too deeply", "export it anew")
    except ValueError as error:
        losses.refuse(Location(path), f"this is not JSON: {error}", "write a number")
    return None


def _make_object(pairs: list[tuple[str, Any]]) -> JsonObject:
    made = JsonObject(pairs)
    if len(made) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        made.repeated = tuple(name for name, count in counts.items() if count > 1)
    return made


def _read_integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{quote(name)} is no number")


def locate_pointers(text: str, path: str, wanted: set[Pointer]) -> Places:
    """The places of values in a text that is JSON: of a member, the place of its name.

    A pointer that leads nowhere gets the place of the nearest value above it.
    """
    needed = {pointer[:length] for pointer in wanted for length in range(len(pointer) + 1)}
    offsets = _find_offsets(text, needed)
    breaks = [found.start() for found in re.finditer("\n", text)]
    places = {}
    for pointer in wanted:
        known = pointer
        while known not in offsets:
            known = known[:-1]
        places[pointer] = _to_location(path, breaks, *offsets[known])
    return places


def _find_offsets(text: str, needed: set[Pointer]) -> dict[Pointer, tuple[int, int]]:
    """First character and length, of every needed pointer that exists; () is always there.

    The second of two members with one name wins, as it does for the parser.
    """
    offsets: dict[Pointer, tuple[int, int]] = {(): (0, 1)}
    here: list[str | int] = []
    kinds: list[str] = []
    name: re.Match[str] | None = None
    deepest = max(map(len, needed), default=0)
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "}]":
            kinds.pop()
            here.pop()
            continue
        if sign == ":":
            continue
        if sign == ",":
            if kinds[-1] == "[":
                here[-1] = int(here[-1]) + 1
            continue
        if kinds and kinds[-1] == "{" and name is None:
            name = token
            here[-1] = json.loads(sign, strict=False) if len(here) <= deepest else ""
            continue
        if len(here) <= deepest and tuple(here) in needed:
            mark = name or token
            offsets[tuple(here)] = (mark.start(), len(mark[0]) if len(mark[0]) < 60 else 1)
        name = None
        if sign in "{[":
            kinds.append(sign)
            here.append("" if sign == "{" else 0)
    return offsets


def _to_location(path: str, breaks: list[int], offset: int, length: int) -> Location:
    line = bisect_left(breaks, offset)
    start = breaks[line - 1] + 1 if line else 0
    return Location(path, line + 1, offset - start + 1, length)
