"""The types of single values: choices, numbers, dates, short texts."""

from collections.abc import Mapping as Lookup
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from site_gen.content.fields import FieldType, Reading, read_scalar
from site_gen.content.nodes import Mapping, Node, Sequence
from site_gen.content.wording import advise, list_words, quote
from site_gen.dates import EdtfError, Precision, When, parse_edtf


@dataclass(frozen=True)
class Choice(FieldType[str]):
    """One of a few words; `of` says in messages what they are ("a status of a claim")."""

    options: tuple[str, ...]
    of: str

    @property
    def noun(self) -> str:
        return list_words(self.options)

    @property
    def stand_in(self) -> str:
        return self.options[0]

    def read(self, node: Node, reading: Reading) -> str | None:
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None or scalar.value in self.options:
            return scalar.value if scalar else None
        fact = f"{quote(scalar.value)} is not {self.of}"
        reading.error(scalar, "invalid-value", fact, advise(scalar.value, self.options))
        return None


@dataclass(frozen=True)
class Integer(FieldType[int]):
    lowest: int
    highest: int

    @property
    def noun(self) -> str:
        return f"a whole number from {self.lowest} to {self.highest}"

    def read(self, node: Node, reading: Reading) -> int | None:
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None:
            return None
        text = scalar.value
        if text.isascii() and text.isdigit() and len(text) < 10:
            number = int(text)
            if self.lowest <= number <= self.highest:
                return number
        fact = f"{quote(text)} is not {self.noun}"
        reading.error(scalar, "invalid-value", fact, f"write one, such as {self.lowest}")
        return None


_YES_OR_NO = {"yes": "true", "on": "true", "1": "true", "no": "false", "off": "false", "0": "false"}


@dataclass(frozen=True)
class Boolean(FieldType[bool]):
    @property
    def noun(self) -> str:
        return "true or false"

    def read(self, node: Node, reading: Reading) -> bool | None:
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None:
            return None
        if scalar.value in ("true", "false"):
            return scalar.value == "true"
        meant = scalar.value.lower()
        meant = _YES_OR_NO.get(meant, meant)
        remedy = f"write {meant}" if meant in ("true", "false") else "write true or false"
        fact = f"{quote(scalar.value)} is neither true nor false"
        reading.error(scalar, "invalid-value", fact, remedy)
        return None


Shape = Literal["any", "day-or-time", "zoned-time"]


_SHAPES: Lookup[Shape, str] = {
    "any": "a date, such as 2024, 2024-05 or 2024-05-20",
    "day-or-time": "a day or a time, such as 2024-05-20 or 2024-05-20T09:00+08:00",
    "zoned-time": "a time with its zone, such as 2024-05-20T09:00+08:00",
}


_UNQUOTED: Lookup[type, tuple[str, str]] = {
    Sequence: ("a list", "[1984,1985]"),
    Mapping: ("a mapping of fields", "{1984,1985}"),
}
"""What YAML makes of a set of dates that stands without quotation marks."""


@dataclass(frozen=True)
class Edtf(FieldType[When]):
    """A date by EDTF; `shape` narrows it."""

    shape: Shape = "any"

    @property
    def noun(self) -> str:
        return _SHAPES[self.shape]

    @property
    def stand_in(self) -> When:
        return parse_edtf("XXXX")

    def read(self, node: Node, reading: Reading) -> When | None:
        if self.shape == "any" and type(node) in _UNQUOTED:
            what, example = _UNQUOTED[type(node)]
            remedy = f'put a set of dates into quotation marks, as in "{example}"'
            reading.error(node, "wrong-type", f"{what} stands here", remedy)
            return None
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None:
            return None
        try:
            when = _parse(scalar.value)
        except EdtfError as error:
            reading.error_within(
                scalar,
                "invalid-date",
                error.fact,
                error.remedy,
                offset=error.offset,
                length=error.length,
            )
            return None
        for warning in when.warnings:
            fact, _, remedy = warning.partition("; ")
            reading.warn(scalar, "date-offset", fact, remedy or "check the offset")
        if not self._fits(when):
            fact = f"{quote(scalar.value)} is not exact enough here"
            reading.error(scalar, "invalid-date", fact, f"write {self.noun}")
            return None
        return when

    def _fits(self, when: When) -> bool:
        if self.shape == "any":
            return True
        if when.kind != "date" or when.is_uncertain or when.is_approximate:
            return False
        if self.shape == "zoned-time":
            return when.clock is not None and when.offset is not None
        return when.precision in (Precision.DAY, Precision.MINUTE, Precision.SECOND)


_parse = lru_cache(maxsize=8192)(parse_edtf)


@dataclass(frozen=True)
class PlainString(FieldType[str]):
    """A short text without languages, such as a ticker symbol."""

    noun_text: str

    @property
    def noun(self) -> str:
        return self.noun_text

    def read(self, node: Node, reading: Reading) -> str | None:
        scalar = read_scalar(node, self.noun, reading)
        return scalar.value.strip() if scalar else None
