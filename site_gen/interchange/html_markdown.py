"""HTML from elsewhere becomes Markdown, or a plain text, and says what neither can hold.

What a tool shows as paragraphs, emphasis, links, lists,
quotations, headings and code stays that; pictures and embedded players become links.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from site_gen.interchange.html_tokens import read_tokens
from site_gen.interchange.texts import (
    clean,
    escape_markdown,
    escape_words,
    is_link,
    link_addresses,
    show_address,
    squeeze,
)

DEEPEST = 40
"""Lists and quotations inside one another that are told apart."""

_BLOCKS = frozenset(
    [
        "p", "div", "section", "article", "header", "footer", "figure", "figcaption", "address",
        "main", "aside", "center", "dl", "dt", "dd", "table", "tr", "caption", "hr", "pre",
        "h1", "h2", "h3", "h4", "h5", "h6", "body", "html",
    ]
)  # fmt: skip  # names, not lines
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
_NESTING = frozenset(["ul", "ol", "li", "blockquote"])
_PLAIN = frozenset(
    ["a", "br", "ul", "ol", "li", "blockquote", "code", "span", "tbody", "thead", "td", "th", "wbr"]
)
_SILENT = frozenset(["script", "style", "noscript", "template", "head", "title"])
_EMBEDS = {"img": "src", "iframe": "src", "embed": "src", "video": "src", "audio": "src",
           "source": "src", "object": "data"}  # fmt: skip  # pairs, not lines
_TAG = re.compile(r"<[A-Za-z/!?]|&#?\w+;")
_LOOK = frozenset(["style", "color", "face", "size", "bgcolor", "background"])


@dataclass(frozen=True, slots=True)
class Converted:
    """`links` are address and words, in order; `lost` names what could not be kept, once each."""

    text: str
    links: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]


def to_markdown(html: str, *, with_autolinks: bool = False) -> Converted:
    """As a body; `with_autolinks` makes links of bare addresses."""
    converter = _Converter(with_autolinks)
    converter.read(clean(html))
    text = converter.finish()
    return Converted(text, tuple(converter.links), tuple(dict.fromkeys(converter.lost)))


def to_plain(html: str) -> Converted:
    """On one line, without marks; what is emphasised loses only that."""
    if not _TAG.search(html):
        return Converted(squeeze(html), (), ())
    reader = _PlainReader()
    reader.read(clean(html))
    words = squeeze("".join(reader.parts))
    return Converted(words, tuple(reader.links), tuple(dict.fromkeys(reader.lost)))


def find_address(html: str) -> str | None:
    """The first address that a piece of embedding code shows or links to."""
    found = to_markdown(html).links
    return found[0][0] if found else None


class _TokenReader(ABC):
    """Hands tokens on, but for what stands in scripts and the like."""

    def __init__(self) -> None:
        self.links: list[tuple[str, str]] = []
        self.lost: list[str] = []

    def read(self, html: str) -> None:
        silent = ""
        for kind, text, attributes in read_tokens(html):
            if silent:
                silent = "" if kind == "close" and text == silent else silent
            elif kind == "open" and text in _SILENT:
                silent = text
                self.lost.append(f"<{text}>")
            elif kind == "open":
                self.open_tag(text, attributes)
            elif kind == "close":
                self.close_tag(text)
            else:
                self.add_words(text)

    @abstractmethod
    def open_tag(self, tag: str, named: Mapping[str, str]) -> None: ...

    @abstractmethod
    def close_tag(self, tag: str) -> None: ...

    @abstractmethod
    def add_words(self, words: str) -> None: ...


class _PlainReader(_TokenReader):
    """Words, and the links that stood in them."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._href: str | None = None
        self._start = 0

    def open_tag(self, tag: str, named: Mapping[str, str]) -> None:
        if tag == "a":
            self._href, self._start = _read_address(named.get("href")), len(self.parts)
        elif tag in _EMBEDS:
            self.lost.append(f"<{tag}>")
        elif tag == "br" or tag in _BLOCKS or tag == "li":
            self.parts.append(" ")

    def close_tag(self, tag: str) -> None:
        if tag == "a" and self._href:
            words = squeeze("".join(self.parts[self._start :]))
            self.links.append((self._href, words))
            self._href = None
        elif tag in _BLOCKS:
            self.parts.append(" ")

    def add_words(self, words: str) -> None:
        self.parts.append(words)


@dataclass(slots=True)
class _Block:
    """A list, an item of one, a quotation, or the whole: lines are put before those inside."""

    kind: str
    count: int = 0
    parts: list[str] = field(default_factory=list)

    def join(self) -> str:
        """With blank lines between parts, but for a list of short items."""
        is_tight = self.kind in ("ul", "ol") and not any("\n\n" in part for part in self.parts)
        return ("\n" if is_tight else "\n\n").join(self.parts)


class _Converter(_TokenReader):
    def __init__(self, with_autolinks: bool) -> None:
        super().__init__()
        self._with_autolinks = with_autolinks
        self._blocks = [_Block("all")]
        self._inline: list[str] = []
        self._marks: list[tuple[str, int]] = []
        self._href: str | None = None
        self._link_start = 0
        self._prefix = ""
        self._verbatim: list[str] | None = None

    # --- what is read ---------------------------------------------------------------

    def open_tag(self, tag: str, named: Mapping[str, str]) -> None:
        if self._verbatim is None:
            self._begin_tag(tag, named)
        self._note_loss(tag, named)

    def close_tag(self, tag: str) -> None:
        if tag == "pre":
            self._end_verbatim()
        elif self._verbatim is not None:
            pass
        elif tag == "a":
            self._close_link()
        elif tag in _NESTING:
            self._close_block(tag)
        elif tag in _BLOCKS:
            self._flush()
        elif tag in ("td", "th"):
            self._inline.append(" ")
        elif tag in _MARKS or tag == "code":
            self._close_mark(tag)

    def add_words(self, words: str) -> None:
        if self._verbatim is not None:
            self._verbatim.append(words)
        else:
            self._inline.append(self._to_words(words))

    def _begin_tag(self, tag: str, named: Mapping[str, str]) -> None:
        if tag == "br":
            self._inline.append("\n")
        elif tag in _NESTING:
            self._open_block(tag)
        elif tag in _BLOCKS:
            self._begin(tag)
        elif tag in _MARKS or tag == "code":
            self._marks.append((tag, len(self._inline)))
        elif tag == "a":
            self._open_link(named.get("href"))
        elif tag in _EMBEDS:
            self._embed(tag, named)

    def finish(self) -> str:
        self._end_verbatim()
        self._flush()
        while len(self._blocks) > 1:
            self._close_block(self._blocks[-1].kind)
        return self._blocks[0].join()

    # --- words inside a paragraph ---------------------------------------------------------------

    def _to_words(self, data: str) -> str:
        flat = re.sub(r"\s+", " ", data)
        if not self._with_autolinks or self._href:
            return escape_words(flat)
        return link_addresses(flat)

    def _close_mark(self, tag: str) -> None:
        """Emphasis around its words; blank space at its ends stands outside."""
        place = next((n for n, mark in enumerate(self._marks) if mark[0] == tag), None)
        if place is None:
            return
        start = self._marks[place][1]
        del self._marks[place:]
        inner = "".join(self._inline[start:])
        words = inner.strip()
        del self._inline[start:]
        if not words or "\n" in words:
            self._inline.append(inner)
            return
        marked = _to_code(words) if tag == "code" else f"{_MARKS[tag]}{words}{_MARKS[tag]}"
        before = inner[: len(inner) - len(inner.lstrip())]
        self._inline.append(f"{before}{marked}{inner[len(inner.rstrip()) :]}")

    def _open_link(self, href: str | None) -> None:
        self._close_link()
        self._href, self._link_start = _read_address(href), len(self._inline)
        if self._href is None and href:
            self.lost.append("a link that is no web address")

    def _close_link(self) -> None:
        if self._href is None:
            return
        href, self._href = self._href, None
        words = " ".join("".join(self._inline[self._link_start :]).split())
        del self._inline[self._link_start :]
        self.links.append((href, words))
        if words:
            self._inline.append(f"[{words}]({_to_target(href)})")

    def _embed(self, tag: str, named: Mapping[str, str]) -> None:
        address = _read_address(named.get(_EMBEDS[tag]))
        if address is None:
            if named.get(_EMBEDS[tag]) or tag == "img":
                self.lost.append(f"<{tag}>")
            return
        words = squeeze(named.get("alt") or named.get("title") or "") or show_address(address)
        self.links.append((address, words))
        self._inline.append(f"[{escape_markdown(words)}]({_to_target(address)})")
        self.lost.append(f"<{tag}> (now a link)")

    def _note_loss(self, tag: str, named: Mapping[str, str]) -> None:
        known = _BLOCKS | _MARKS.keys() | _PLAIN | _SILENT | _EMBEDS.keys()
        if tag not in known or tag in ("table", "dl"):
            self.lost.append(f"<{tag}>")
        for name in sorted(_LOOK & named.keys()):
            self.lost.append(f"{name}=… of <{tag}>")

    # --- paragraphs, lists, quotations ----------------------------------------------------------

    def _begin(self, tag: str) -> None:
        self._flush()
        if tag == "pre":
            self._verbatim = []
        elif tag == "hr":
            self._blocks[-1].parts.append("---")
        elif re.fullmatch("h[1-6]", tag):
            self._prefix = "#" * int(tag[1]) + " "

    def _flush(self) -> None:
        """The paragraph that has been read goes into its block."""
        self._close_link()
        self._marks.clear()
        lines = [" ".join(line.split()) for line in "".join(self._inline).split("\n")]
        prefix, self._prefix = self._prefix, ""
        self._inline.clear()
        for paragraph in _split_at_blank(lines):
            if prefix:
                self._blocks[-1].parts.append(prefix + " ".join(paragraph))
            else:
                words = "  \n".join(_escape_start(line) for line in paragraph)
                self._blocks[-1].parts.append(words)

    def _open_block(self, tag: str) -> None:
        self._flush()
        if tag == "li" and self._blocks[-1].kind == "li":
            self._close_block("li")
        if len(self._blocks) < DEEPEST:
            self._blocks.append(_Block(tag))

    def _close_block(self, tag: str) -> None:
        self._flush()
        if not any(block.kind == tag for block in self._blocks[1:]):
            return
        while (block := self._blocks.pop()).kind != tag:
            self._put(block)
        self._put(block)

    def _put(self, block: _Block) -> None:
        """A block that has ended goes into the one around it."""
        outer = self._blocks[-1]
        if not block.parts:
            return
        inner = block.join()
        if block.kind == "blockquote":
            inner = "\n".join(f"> {line}" if line else ">" for line in inner.split("\n"))
        elif block.kind == "li":
            outer.count += 1
            mark = f"{outer.count}. " if outer.kind == "ol" else "- "
            if "\n" in inner:  # what goes on below an item stands four spaces in
                mark, inner = mark.ljust(4), inner.replace("\n", "\n    ")
            inner = re.sub(r"(?m)^ +$", "", mark + inner)
        outer.parts.append(inner)

    def _end_verbatim(self) -> None:
        if self._verbatim is None:
            return
        text = "".join(self._verbatim).strip("\n")
        self._verbatim = None
        if text.strip():
            fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text) or [""]))
            self._blocks[-1].parts.append(f"{fence}\n{text}\n{fence}")


def _escape_start(line: str) -> str:
    found = re.match(r"([#>+-]|\d+(?=[.)])|[:=~|])", line)
    if found is None or line.startswith("---"):
        return line
    if found[0].isdigit():
        return f"{found[0]}\\{line[found.end() :]}"
    if found[0] in ":=~|":
        return f"&#{ord(found[0])};{line[1:]}"
    return f"\\{line}"


def _split_at_blank(lines: Sequence[str]) -> list[list[str]]:
    """Two line breaks in a row begin a paragraph."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def _read_address(text: str | None) -> str | None:
    """An address that a body may link to; one without a scheme gets https."""
    address = (text or "").strip()
    if address.startswith("//"):
        address = f"https:{address}"
    address = address.replace(" ", "%20")
    return address if is_link(address) else None


def _to_target(address: str) -> str:
    """As it may stand in the round brackets of a Markdown link."""
    return address.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")


def _to_code(words: str) -> str:
    plain = unescape(re.sub(r"\\([\\`*_\[\]])", r"\1", words))
    fence = "`" * (max(map(len, re.findall("`+", plain)), default=0) + 1)
    pad = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{pad}{plain}{pad}{fence}"
