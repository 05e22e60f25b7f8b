"""HTML as a stream of texts and tags, in time that grows with its length alone.

The standard library's `html.parser` takes minutes over 60 KB of `<a <a <a …` in the Pythons that we
support; what was written for it to be hostile stays a text here.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple

_TAG = re.compile(
    r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)"
    r"(?P<attributes>(?:[\s/](?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?)>"
    r"|<(?P<comment>!--)|<[!?][^<>]*>"
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?")


class Token(NamedTuple):
    """`text` of a "text" has its character references resolved; of a tag it is the name."""

    kind: Literal["text", "open", "close"]
    text: str
    attributes: dict[str, str]


def read_tokens(html: str) -> Iterator[Token]:
    """Comments, declarations and processing instructions are left out."""
    at, start = 0, 0
    while (found := _TAG.search(html, at)) is not None:
        end = found.end()
        if found["comment"]:
            closed = html.find("-->", found.end())
            if closed < 0:
                break
            end = closed + 3
        if found.start() > start:
            yield Token("text", unescape(html[start : found.start()]), {})
        if found["name"]:
            yield _read_tag(found)
        at = start = end
    if start < len(html):
        yield Token("text", unescape(html[start:]), {})


def _read_tag(found: re.Match[str]) -> Token:
    name = found["name"].lower()
    if found["slash"]:
        return Token("close", name, {})
    attributes = {
        key.lower(): unescape(value[1:-1] if value[:1] in ("'", '"') else value)
        for key, value in _ATTRIBUTE.findall(found["attributes"])
    }
    return Token("open", name, attributes)
