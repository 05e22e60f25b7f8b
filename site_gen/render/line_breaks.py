"""A title in lines of about equal length, broken where its script allows it.

The rules are the plain ones of UAX #14: between words, and between the characters of scripts that
write without spaces, but never before a closing mark or after an opening one.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

NEVER_FIRST = frozenset(
    "、。，．・：；？！）」』】》〉〕｝”’…—–ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%‰,.:;?!)]}»"
)
NEVER_LAST = frozenset("（「『【《〈〔｛“‘([{«")
AFTER = frozenset("-–—/·")
"""What a line may end with inside of a word."""

ELLIPSIS = "…"


def break_lines(text: str, width: float, measure: Callable[[str], float], most: int) -> list[str]:
    """As few lines as possible, and then as even as possible, but for more than `most`.

    A word too long is cut.
    """
    pieces = [(piece, measure(piece)) for piece in _cut_words(text, width, measure)]
    lines = _fill(pieces, width)
    if len(lines) > most:
        return lines
    low, high = max((length for _, length in pieces), default=0), width
    for _ in range(8):
        middle = (low + high) / 2
        if len(_fill(pieces, middle)) <= len(lines):
            high = middle
        else:
            low = middle
    return _fill(pieces, high)


def shorten(
    lines: list[str], number: int, width: float, measure: Callable[[str], float]
) -> list[str]:
    """No more lines than `number`; the last says that there was more."""
    if len(lines) <= number:
        return lines
    last = lines[number - 1]
    while last and measure(last + ELLIPSIS) > width:
        last = last[:-1]
    return [*lines[: number - 1], last.rstrip(" ,.;:，。；：、") + ELLIPSIS]


def _fill(pieces: list[tuple[str, float]], width: float) -> list[str]:
    lines: list[str] = [""]
    used = 0.0
    for piece, length in pieces:
        if lines[-1] and used + length > width + 0.01 and not piece.isspace():
            lines.append("")
            used = 0.0
        if lines[-1] or not piece.isspace():
            lines[-1] += piece
            used += length
    return [line.strip() for line in lines]


def _cut_words(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Pieces between which a line may end; a space is a piece of its own."""
    # A dash between words stays with the one before it.
    for piece in _list_pieces(re.sub(" (?=[–—])", "\u00a0", " ".join(text.split()))):
        if measure(piece) <= width or len(piece) == 1:
            yield piece
            continue
        part = ""
        for character in piece:
            if part and measure(part + character) > width:
                yield part
                part = ""
            part += character
        yield part


def _list_pieces(text: str) -> Iterator[str]:
    piece = ""
    for character in text:
        if piece and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if " " in (before, after):
        return True
    if after in NEVER_FIRST or before in NEVER_LAST or unicodedata.combining(after):
        return False
    if before.isdigit() and _is_wide(after):
        return False  # 3月, 28.9万: the number and what it counts
    return before in AFTER or _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
