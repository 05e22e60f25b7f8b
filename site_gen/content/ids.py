"""Ids: letters and digits of any script, in one Unicode form."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from site_gen.content.fields import FieldType, Reading, read_scalar
from site_gen.content.nodes import Node
from site_gen.content.wording import quote

LONGEST_ID: Final = 200
"""Bytes in UTF-8: an id becomes a folder's name, and file systems take at most 255."""


_ITEM = re.compile(r"([-\u2010-\u2015*\u2022\u2023\u25cf\u30fb\u00b7])\s*(.+)")
"""An item whose mark is another than YAML's, or stands too near."""

_ASCII_ID = re.compile(r"[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*")


def normalize_id(text: str) -> str:
    """Unicode NFC: what the author's keyboard made of an accent must not matter."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_id(text: str) -> bool:
    """Letters and digits of any script, their marks included, and `-` between them."""
    if text.isascii():
        return _ASCII_ID.fullmatch(text) is not None
    inner = text.replace("-", "")
    return (
        bool(inner)
        and not text.startswith("-")
        and not text.endswith("-")
        and all(_is_letter(character) for character in inner)
        and not unicodedata.category(text[0]).startswith("M")
    )


@lru_cache(maxsize=4096)
def _is_letter(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd"


def to_id(text: str) -> str:
    """The nearest id to a text, maybe empty: `Lei Jun!` → `lei-jun`."""
    plain = unicodedata.normalize("NFC", text).lower()
    mapped = "".join(char if _is_letter(char) else "-" for char in plain)
    return re.sub("-+", "-", mapped).strip("-")


def to_short_id(text: str, most_bytes: int) -> str:
    """The nearest id of that length at most, cut between words; empty where there is none."""
    id = to_id(text)
    if len(id.encode()) > most_bytes:
        id = id.encode()[:most_bytes].decode(errors="ignore")
        head = id.rpartition("-")[0]
        id = head if len(head) > len(id) // 2 else id
    id = normalize_id(id.strip("-"))
    return id if is_id(id) else ""


def explain_id(text: str) -> tuple[str, str] | None:
    """Fact and remedy for a text that is no id, None for one that is."""
    if not is_id(text):
        near = to_id(text)
        example = f", such as {quote(near)}" if is_id(near) else ""
        return f"{quote(text)} is not an id", f'use letters, digits and "-" between them{example}'
    if len(text.encode()) > LONGEST_ID:
        return f"the id {quote(text)} is too long", f"use at most {LONGEST_ID} bytes"
    return None


@dataclass(frozen=True)
class Slug(FieldType[str]):
    @property
    def noun(self) -> str:
        return "an id"

    def read(self, node: Node, reading: Reading) -> str | None:
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None:
            return None
        text = normalize_id(scalar.value)
        wrong = self.explain(text)
        if wrong is not None:
            reading.error(scalar, "invalid-id", *wrong)
            return None
        return text

    def explain(self, text: str) -> tuple[str, str] | None:
        """Fact and remedy for a text that is no id of this kind."""
        return explain_id(text)


Target = Literal["event", "entity", "source", "story"]


@dataclass(frozen=True)
class Reference(Slug):
    """The id of something else; that it exists is checked when everything is read."""

    target: Target

    @property
    def noun(self) -> str:
        return f"the id of {'a' if self.target in ('source', 'story') else 'an'} {self.target}"

    def explain(self, text: str) -> tuple[str, str] | None:
        if self.target == "source" and text.startswith(("http://", "https://")):
            fact = f"{quote(text)} is a web address, not the id of a source"
            return fact, "give a source with this url an id, and write that here"
        item = _ITEM.fullmatch(text)
        if item is not None and is_id(item[2]):
            return f"{quote(text)} is not an id", f'write "- {item[2]}" for an item of a list'
        if "," in text:
            listed = ", ".join(part.strip() for part in text.split(","))
            return f"{quote(text)} is not one id", f"write a list for several: [{listed}]"
        return super().explain(text)
