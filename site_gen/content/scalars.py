"""The types of single values: ids, choices, numbers, dates, addresses, paths."""

import re
import unicodedata
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from site_gen.content.fields import FieldType, Reading, read_scalar, report_type
from site_gen.content.nodes import Mapping, Node, Scalar, Sequence
from site_gen.content.wording import advise, guess, list_words, quote
from site_gen.dates import EdtfError, Precision, When, parse_edtf

LONGEST_ID: Final = 200
"""Bytes in UTF-8: an id becomes a folder's name, and file systems take at most 255."""

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
        wrong = explain_id(text)
        if wrong is not None:
            reading.error(scalar, "invalid-id", *wrong)
            return None
        return text


Target = Literal["event", "entity", "source", "story"]


@dataclass(frozen=True)
class Reference(Slug):
    """The id of something else; that it exists is checked when everything is read."""

    target: Target

    @property
    def noun(self) -> str:
        return f"the id of {'a' if self.target in ('source', 'story') else 'an'} {self.target}"


@dataclass(frozen=True)
class Choice(FieldType[str]):
    options: tuple[str, ...]

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
        fact = f"{quote(scalar.value)} is not possible here"
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
class Url(FieldType[str]):
    """An absolute http or https address."""

    @property
    def noun(self) -> str:
        return "a web address, such as https://example.org/report"

    def read(self, node: Node, reading: Reading) -> str | None:
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None:
            return None
        wrong = explain_url(scalar.value)
        if wrong is not None:
            reading.error(scalar, "invalid-url", *wrong)
            return None
        return scalar.value


_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[!#-;=?-\[\]_a-z~]*)?")
_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")


def explain_url(text: str) -> tuple[str, str] | None:
    """Fact and remedy for a text that is no http(s) address, None for one that is."""
    if _PLAIN_URL.fullmatch(text) and "//." not in text:
        return None
    if any(character.isspace() or not character.isprintable() for character in text):
        return f"{quote(text)} holds a space", "remove it, or write %20 for it"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return f"{quote(text)} is not a web address", "check what stands between // and the next /"
    if parts.scheme not in ("http", "https"):
        if _OTHER_SCHEME.match(text):
            return (
                f"{quote(text)} is not an http or https address",
                "give the address of a web page",
            )
        return f"{quote(text)} is not a whole web address", 'begin it with "https://"'
    if not host or host.startswith("."):
        return f"{quote(text)} names no host", "write one as in https://example.org/report"
    return None


@dataclass(frozen=True)
class BaseUrl(Url):
    """Where the site will be: its path is the base path."""

    def read(self, node: Node, reading: Reading) -> str | None:
        url = super().read(node, reading)
        if url is not None and ("?" in url or "#" in url):
            fact = f'{quote(url)} has a "?" or "#"'
            reading.error(node, "invalid-url", fact, "end it with the folder that the site is in")
            return None
        return url


_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
"""BCP 47 (RFC 5646 §2.1) without grandfathered and purely private tags."""

_COUNTRIES = {
    "cn": "zh", "jp": "ja", "kr": "ko", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk", "vn": "vi",
    "english": "en", "chinese": "zh", "german": "de", "french": "fr", "eng": "en", "chi": "zh",
    "zho": "zh", "deu": "de", "fra": "fr",
}  # fmt: skip  # pairs, not lines
"""What people write for a language that is not its tag."""


@lru_cache(maxsize=512)
def canonical_tag(text: str) -> str | None:
    """The tag in the case that RFC 5646 §2.1.1 recommends, None for what is no tag."""
    if text.lower() in _COUNTRIES or not _TAG.fullmatch(text):
        return None
    first, *rest = text.split("-")
    parts = [first.lower()]
    for index, part in enumerate(rest):
        if any(len(before) == 1 for before in rest[:index]):
            parts.append(part.lower())
        elif len(part) == 4 and part.isalpha():
            parts.append(part.title())
        else:
            parts.append(part.upper() if len(part) == 2 else part.lower())
    return "-".join(parts)


def explain_tag(text: str) -> tuple[str, str]:
    meant = _COUNTRIES.get(text.lower())
    fixed = text.replace("_", "-")
    if meant is None and canonical_tag(fixed) is not None:
        meant = canonical_tag(fixed)
    remedy = f"did you mean {quote(meant)}?" if meant else "write one such as en, zh or pt-BR"
    return f"{quote(text)} is not a language tag", remedy


@dataclass(frozen=True)
class LanguageTag(FieldType[str]):
    @property
    def noun(self) -> str:
        return "a language tag, such as en or zh-Hant"

    def read(self, node: Node, reading: Reading) -> str | None:
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None:
            return None
        tag = canonical_tag(scalar.value)
        if tag is None:
            reading.error(scalar, "invalid-language", *explain_tag(scalar.value))
        return tag


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


@dataclass(frozen=True)
class MediaPath(FieldType[str]):
    """A file below content/media/, in Unicode NFC."""

    @property
    def noun(self) -> str:
        return "the name of a file in content/media/"

    def read(self, node: Node, reading: Reading) -> str | None:
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None:
            return None
        wrong = explain_media_path(scalar.value)
        if wrong is not None:
            reading.error(scalar, "invalid-path", *wrong)
            return None
        return unicodedata.normalize("NFC", scalar.value)


def explain_media_path(text: str) -> tuple[str, str] | None:
    parts = text.split("/")
    if "://" in text:
        return f"{quote(text)} is a web address", 'give it as "url", which is shown as a link'
    if ".." in parts or text.startswith("/") or "\\" in text:
        remedy = 'write the file\'s name below content/media/, with "/" between folders'
        return f"{quote(text)} leads out of content/media/", remedy
    if "" in parts or "." in parts:
        return f"{quote(text)} is not the plain name of a file", "remove empty parts and dots"
    return None


_PATH_PARTS = re.compile(r"/?[^\s/?#\\:%<>\"|*]+(?:/[^\s/?#\\:%<>\"|*]+)*/?")


@dataclass(frozen=True)
class OldPath(FieldType[str]):
    """A path on this site that once led to the event."""

    @property
    def noun(self) -> str:
        return "an old path, such as /2024/su7/"

    def read(self, node: Node, reading: Reading) -> str | None:
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None:
            return None
        text = unicodedata.normalize("NFC", scalar.value)
        parts = text.strip("/").split("/")
        if _PATH_PARTS.fullmatch(text) and not {".", ".."} & set(parts):
            return text
        remedy = "write a path below the site's address, such as /2024/su7/"
        reading.error(scalar, "invalid-path", f"{quote(text)} is not a path of this site", remedy)
        return None


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
def _zone_names() -> frozenset[str]:
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
        if scalar.value in _zone_names():
            return ZoneInfo(scalar.value)
        meant = guess(scalar.value, _zone_names()) or self._guess_city(scalar.value)
        remedy = (
            f"did you mean {quote(meant)}?" if meant else "write one such as Asia/Shanghai or UTC"
        )
        reading.error(scalar, "invalid-value", f"unknown time zone {quote(scalar.value)}", remedy)
        return None

    @staticmethod
    def _guess_city(text: str) -> str | None:
        cities = {name.rpartition("/")[2]: name for name in sorted(_zone_names())}
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
