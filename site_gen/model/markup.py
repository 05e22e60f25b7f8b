"""The links and citations that Markdown bodies carry, as one grammar.

    [Lei Jun](entity:lei-jun)      a link by id: entity, event, story or source
    [@cnevpost-visit, para. 3]     a citation of a source, with a locator
    ![A crowd](crowd.jpg)          a picture of content/media/

The check of references, the numbering of citations and the rendering all read it here.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

LinkKind = Literal["entity", "event", "story", "source"]
LINK_KINDS: tuple[LinkKind, ...] = ("entity", "event", "story", "source")

LINK_SCHEMES = ("http", "https", "mailto", "tel")
"""Where a link may lead besides ids and paths of the site."""

_FLOW = (
    "p br hr h2 h3 h4 h5 h6 blockquote pre div section ul ol li dl dt dd figure figcaption "
    "table caption thead tbody tfoot tr th td details summary"
)
_PHRASING = (
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span "
    "strong sub sup time u var wbr"
)
HTML_TAGS = frozenset(f"{_FLOW} {_PHRASING}".split())

HTML_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": frozenset({"lang", "dir", "class", "id"}),
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "dfn": frozenset({"title"}),
    "img": frozenset({"src", "alt", "title", "loading", "width", "height"}),
    "ol": frozenset({"start", "reversed"}),
    "li": frozenset({"value"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "td": frozenset({"colspan", "rowspan"}),
    "time": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "section": frozenset({"aria-label"}),
}
"""What raw HTML in a body may hold when it is sanitised; all else is left out.

`class` and `id` only with values of our own: an author's would reach into the page.
"""

CITATION_PATTERN = r"\[@([^\[\],\n]+)(?:,([^\[\]\n]+))?\]"
"""Groups: the source's id as written, the locator or None."""

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_NOT_NEWLINE = re.compile(r"[^\n]")
_TICKS_OR_BREAK = re.compile(r"(?<!\\)`+|\n[ \t]*\n")
# Each begins with letters of its own, which `re` looks for quickly; what stands before is asked
# afterwards.
_CITATION = re.compile(CITATION_PATTERN)
_INLINE = re.compile(r"\]\([ \t]*<?([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)")
_DEFINED = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
_LONGEST_ALT = 5_000
_IMAGE_TEXT = re.compile(r"!\[[^\[\]\n]*")


@dataclass(frozen=True, slots=True)
class Mention:
    """One link or citation in a body: `start` and `end` bound its target, in characters."""

    role: Literal["citation", "link", "image"]
    target: str
    start: int
    end: int


def find_mentions(body: str) -> Iterator[Mention]:
    """Citations, then links and pictures, then definitions, outside code; each in order."""
    plain = blank_code(body)
    for found in _find_citations(plain):
        yield Mention("citation", found[1].strip(), found.start(1), found.end(1))
    yield from _find_links(plain)


@lru_cache(maxsize=32_768)  # feeds, lists of sources and rows ask for the same bodies
def cited_sources(body: str) -> tuple[str, ...]:
    """Ids in the order in which they are cited, repeats included."""
    if "@" not in body:
        return ()
    return tuple([found[1].strip() for found in _find_citations(blank_code(body))])


def split_target(href: str) -> tuple[LinkKind, str] | None:
    """`entity:lei-jun` → `("entity", "lei-jun")`; None for a destination of another form."""
    head, colon, tail = href.partition(":")
    for kind in LINK_KINDS:
        if colon and head == kind:
            return kind, tail
    return None


def media_name(href: str) -> str:
    """`a%20crowd.jpg` → `a crowd.jpg`: the name in content/media/ that a destination means."""
    return unicodedata.normalize("NFC", unquote(href))


def blank_code(body: str) -> str:
    """The body with code spans and fenced code turned into spaces, offsets kept.

    Takes time in proportion to the body's length, whatever is in it.
    """
    if "`" not in body and "~~~" not in body:
        return body
    return _blank_spans(_blank_fences(body))


def _blank_fences(body: str) -> str:
    """A fence goes on to a line that repeats its mark, or to the end."""
    lines, mark = body.split("\n"), ""
    for index, line in enumerate(lines):
        found = _FENCE.match(line)
        if mark:
            lines[index] = " " * len(line)
            if found and found[1].startswith(mark) and not line.strip().strip(mark[0]):
                mark = ""
        elif found:
            mark = found[1]
            lines[index] = " " * len(line)
    return "\n".join(lines)


def _blank_spans(body: str) -> str:
    """A span goes from a run of backticks to the next of the same length in its paragraph."""
    runs: list[re.Match[str]] = []
    closing: list[int] = []
    waiting: dict[int, int] = {}
    for found in _TICKS_OR_BREAK.finditer(body):
        if found[0][0] == "\n":
            waiting.clear()
            continue
        length = len(found[0])
        if length in waiting:
            closing[waiting[length]] = len(runs)
        waiting[length] = len(runs)
        runs.append(found)
        closing.append(0)
    return _cut_spans(body, runs, closing)


def _cut_spans(body: str, runs: list[re.Match[str]], closing: list[int]) -> str:
    """`closing` has for each run the index of the one that may close it, 0 for none."""
    parts, kept, index = [], 0, 0
    while index < len(runs):
        if closing[index]:
            start, end = runs[index].start(), runs[closing[index]].end()
            parts += [body[kept:start], _NOT_NEWLINE.sub(" ", body[start:end])]
            kept, index = end, closing[index]
        index += 1
    return "".join([*parts, body[kept:]])


def _find_citations(plain: str) -> Iterator[re.Match[str]]:
    for found in _CITATION.finditer(plain):
        if not _is_escaped(plain, found.start()):
            yield found


def _find_links(plain: str) -> Iterator[Mention]:
    for found in _INLINE.finditer(plain):
        if not _is_escaped(plain, found.start()):
            role: Literal["link", "image"] = "image" if _is_image(plain, found.start()) else "link"
            yield Mention(role, found[1], found.start(1), found.end(1))
    if "]:" in plain:
        for found in _DEFINED.finditer(plain):
            yield Mention("link", found[1], found.start(1), found.end(1))


def _is_escaped(plain: str, index: int) -> bool:
    return index > 0 and plain[index - 1] == "\\"


def _is_image(plain: str, bracket: int) -> bool:
    """Whether the bracket closes what `![` began."""
    opening = plain.rfind("[", max(0, bracket - _LONGEST_ALT), bracket)
    return opening > 0 and _IMAGE_TEXT.fullmatch(plain, opening - 1, bracket) is not None
