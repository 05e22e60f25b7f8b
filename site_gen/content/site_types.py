"""The types of values that only site.yaml has."""

import re
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from site_gen.content.fields import FieldType, Reading, read_scalar, report_type
from site_gen.content.nodes import Mapping, Node, Scalar, Sequence
from site_gen.content.wording import guess, list_words, quote


@dataclass(frozen=True)
class Color(FieldType[str]):
    @property
    def noun(self) -> str:
        return 'a colour, such as "#c33" or "#cc3333"'

    def read(self, node: Node, reading: Reading) -> str | None:
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None:
            return None
        if re.fullmatch(r"#(?:[0-9A-Fa-f]{3}){1,2}", scalar.value):
            return scalar.value.lower()
        remedy = 'write it as "#c33" or "#cc3333", in quotes'
        reading.error(scalar, "invalid-value", f"{quote(scalar.value)} is not a colour", remedy)
        return None


@cache
def zone_names() -> frozenset[str]:
    return frozenset((files("tzdata") / "zones").read_text("utf-8").split())


@dataclass(frozen=True)
class TimeZone(FieldType[ZoneInfo]):
    """A name of the IANA time zone database; never the machine's own zone."""

    @property
    def noun(self) -> str:
        return "a time zone, such as Asia/Shanghai"

    def read(self, node: Node, reading: Reading) -> ZoneInfo | None:
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None:
            return None
        if scalar.value in zone_names():
            return ZoneInfo(scalar.value)
        meant = guess(scalar.value, zone_names()) or self._guess_city(scalar.value)
        remedy = (
            f"did you mean {quote(meant)}?" if meant else "write one such as Asia/Shanghai or UTC"
        )
        reading.error(scalar, "invalid-value", f"unknown time zone {quote(scalar.value)}", remedy)
        return None

    @staticmethod
    def _guess_city(text: str) -> str | None:
        cities = {name.rpartition("/")[2]: name for name in sorted(zone_names())}
        city = guess(text.rpartition("/")[2].replace(" ", "_"), cities)
        return cities[city] if city else None


@dataclass(frozen=True)
class FrameAncestors(FieldType[str]):
    """Who may show the site in a frame (CSP `frame-ancestors`): it becomes part of a header."""

    examples: tuple[str, ...] = field(default=("self", "none", "https://example.org"))

    @property
    def noun(self) -> str:
        return list_words(self.examples)

    def read(self, node: Node, reading: Reading) -> str | None:
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None:
            return None
        for part in scalar.value.split():
            if part not in ("self", "none", "*") and not re.fullmatch(
                r"https?://(?:\*\.)?[A-Za-z0-9.-]+(?::\d+)?", part
            ):
                fact = f"{quote(part)} cannot stand in frame_ancestors"
                reading.error(scalar, "invalid-value", fact, f"write {self.noun}")
                return None
        return " ".join(scalar.value.split())


@dataclass(frozen=True)
class FreeMapping(FieldType[Lookup[str, Any]]):
    """A mapping that holds anything: texts, lists and mappings, all as they are written."""

    @property
    def noun(self) -> str:
        return "names and values of your own"

    def read(self, node: Node, reading: Reading) -> Lookup[str, Any] | None:
        if type(node) is not Mapping:
            report_type(node, self.noun, reading)
            return None
        return {name: _to_plain(entry.node) for name, entry in node.entries.items()}


def _to_plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return tuple(_to_plain(item) for item in node.items)
    if isinstance(node, Mapping):
        return {name: _to_plain(entry.node) for name, entry in node.entries.items()}
    return None
