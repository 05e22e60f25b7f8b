"""Texts from elsewhere, made such as a content file may hold."""

import re

from site_gen.model.markup import LINK_SCHEMES

_FORBIDDEN = re.compile(
    "[^\\t\\n\\x20-\\x7E\\xA0-\\u2027\\u202F-\\uD7FF\\uE000-\\uFEFE\\uFF00-\\uFFFD"
    "\\U00010000-\\U0010FFFF]"
)
"""What content files refuse (docs/content-format.md, "What a file may hold")."""

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{3,}")


def find_invisible(line: str) -> re.Match[str] | None:
    """The first character that a content file refuses and that is no end of a line."""
    return _FORBIDDEN.search(_BREAKS.sub(" ", line))


def clean(text: str) -> str:
    """Without invisible controls and halves of characters; every line end is LF."""
    return text if text.isascii() and text.isprintable() else _clean(text)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text))


def squeeze(text: str) -> str:
    """On one line, with single spaces."""
    return _SPACES.sub(" ", clean(text)).strip()


def trim_lines(text: str) -> str:
    """Several lines, without tabs and blank space at the ends; blank lines stand alone."""
    lines = (line.rstrip() for line in clean(text).expandtabs(4).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n").rstrip()


def cut(text: str, longest: int) -> str:
    """At most so many characters, cut between words where that is not far away."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    space = head.rfind(" ", longest // 2)
    return (head[:space] if space > 0 else head).rstrip(" ,;:.-") + "…"


_SPECIAL = re.compile(r"[\\`*_\[\]]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_MARK = re.compile(r"(?m)^(\s*)([#>+-]|:(?=\s)|\d+(?=[.)])|[=~|])")


def escape_markdown(text: str) -> str:
    """A plain text as Markdown that shows it as it is."""
    return _LINE_MARK.sub(_escape_mark, escape_words(text))


def escape_words(words: str) -> str:
    """Without the marks that only count at a line's beginning."""
    return _SPECIAL.sub(r"\\\g<0>", _ENTITY.sub("&amp;", words)).replace("<", "&lt;")


def _escape_mark(found: re.Match[str]) -> str:
    space, mark = found[1], found[2]
    if mark.isdigit():
        return f"{space}{mark}\\"
    if mark in ":=~|":
        return f"{space}&#{ord(mark)};"
    return f"{space}\\{mark}"


def to_paragraphs(text: str) -> str:
    """A plain text of several lines as Markdown: a line stays a line, an address becomes a link.

    Two spaces at the end of a line make it a break (Markdown), where another line follows.
    """
    plain = [line.strip() for line in trim_lines(text).split("\n")]
    lines = [_LINE_MARK.sub(_escape_mark, link_addresses(line)) for line in plain]
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    return "\n".join(f"{line}  " if line and after else line for line, after in pairs)


_URL = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]")


def link_addresses(words: str) -> str:
    """Words in Markdown, bare addresses as links; marks that begin a line are not looked at."""
    parts, kept = [], 0
    for found in _URL.finditer(words):
        parts += [escape_words(words[kept : found.start()]), f"<{found[0]}>"]
        kept = found.end()
    return "".join([*parts, escape_words(words[kept:])])


def find_scheme(url: str) -> str | None:
    """`https://…` → `https`; None without one."""
    found = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*):", url)
    return found[1].lower() if found else None


def is_link(url: str) -> bool:
    """Whether a body may link to it by itself: an address outside the site."""
    return find_scheme(url) in LINK_SCHEMES and url.isprintable() and " " not in url


def show_address(address: str) -> str:
    """An address as words: without its scheme, `www.` and what follows `?`."""
    plain = re.sub(r"^(?:https?://(?:www\.)?|mailto:|tel:)", "", address).partition("?")[0]
    return plain.rstrip("/") or address
