"""Web addresses, old paths of the site, and the names of its media."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from site_gen.content.fields import FieldType, Reading, read_scalar
from site_gen.content.nodes import Node
from site_gen.content.wording import quote


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


_FOREIGN = re.compile(r"[\"<>\\^`{|}]")
"""What is neither reserved nor unreserved (RFC 3986 §2.2, §2.3), and ends an attribute or a tag."""


_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")


def explain_url(text: str) -> tuple[str, str] | None:
    """Fact and remedy for a text that is no http(s) address, None for one that is."""
    if _PLAIN_URL.fullmatch(text) and "//." not in text:
        return None
    if any(character.isspace() or not character.isprintable() for character in text):
        return f"{quote(text)} holds a space", "remove it, or write %20 for it"
    foreign = _FOREIGN.search(text)
    if foreign is not None:
        remedy = f"write %{ord(foreign[0]):02X} for it, or remove it"
        return f"{quote(text)} holds a {foreign[0]}, which no web address has", remedy
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


OLD_PATH = r"/?[^\s/?#\\:%<>\"|*]+(?:/[^\s/?#\\:%<>\"|*]+)*/?"
_PATH_PARTS = re.compile(OLD_PATH)


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
