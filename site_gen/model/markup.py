"""The links and citations that Markdown bodies carry, as one grammar.

    [Lei Jun](entity:lei-jun)      a link by id: entity, event, story or source
    [@cnevpost-visit, para. 3]     a citation of a source, with a locator
    ![A crowd](crowd.jpg)          a picture of content/media/

The check of references, the numbering of citations and the rendering all read it here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

LinkKind = Literal["entity", "event", "story", "source"]
LINK_KINDS: tuple[LinkKind, ...] = ("entity", "event", "story", "source")

ID_PATTERN = r"[^\W_]+(?:-+[^\W_]+)*"
"""Letters and digits of any script, with `-` between them (content format, "id")."""

CITATION_PATTERN = r"\[@([^\],\n]+)(?:,[ \t]*([^\]\n]+))?\]"
"""Groups: the source's id as written, the locator or None."""

_CODE = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\n).)*?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_CITATION = re.compile(r"(?<!\\)" + CITATION_PATTERN)
_DESTINATION = re.compile(
    r"(?P<image>!\[[^\[\]\n]*)?(?<!\\)\]\([ \t]*<?"
    r"(?P<inline>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)"
    r"|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?(?P<defined>[^\s<>]+)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One link or citation in a body: `start` and `end` bound its target, in characters."""

    role: Literal["citation", "link", "image"]
    target: str
    start: int
    end: int


def find_mentions(body: str) -> Iterator[Mention]:
    """Citations, then links and pictures, outside code; each in the order of the text."""
    plain = blank_code(body)
    for found in _CITATION.finditer(plain):
        yield Mention("citation", found[1].strip(), found.start(1), found.end(1))
    yield from _find_links(plain)


def cited_sources(body: str) -> Iterator[str]:
    """Ids in the order in which they are cited, repeats included."""
    if "@" in body:
        for found in _CITATION.finditer(blank_code(body)):
            yield found[1].strip()


def split_target(href: str) -> tuple[LinkKind, str] | None:
    """`entity:lei-jun` → `("entity", "lei-jun")`; None for a destination of another form."""
    head, colon, tail = href.partition(":")
    for kind in LINK_KINDS:
        if colon and head == kind:
            return kind, tail
    return None


def blank_code(body: str) -> str:
    """The body with code spans and fenced code turned into spaces, offsets kept."""
    if "`" not in body and "~~~" not in body:
        return body
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)


def _find_links(plain: str) -> Iterator[Mention]:
    for found in _DESTINATION.finditer(plain):
        group = "inline" if found["inline"] is not None else "defined"
        role: Literal["link", "image"] = "image" if found["image"] else "link"
        yield Mention(role, found[group], found.start(group), found.end(group))
