"""Content lines of iCalendar (RFC 5545 §3.1, §3.3.11)."""

import re

LINE_OCTETS = 75
"""Without the line end."""

_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_SPECIAL = re.compile(r"[\\;,\n]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\x85]")


def text_line(name: str, value: str) -> str:
    """A property whose value is text, escaped and folded."""
    plain = _CONTROLS.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n"))
    return fold(f"{name}:{_SPECIAL.sub(lambda found: _ESCAPES[found[0]], plain)}")


def list_line(name: str, values: tuple[str, ...]) -> str:
    """A property with several texts, a comma between them."""
    escaped = (_SPECIAL.sub(lambda found: _ESCAPES[found[0]], _one_line(each)) for each in values)
    return fold(f"{name}:{','.join(escaped)}")


def fold(line: str) -> str:
    """The line with its end, in pieces of at most 75 octets; no character is divided."""
    if len(line) <= LINE_OCTETS // 4 or len(line.encode()) <= LINE_OCTETS:
        return f"{line}\r\n"
    if line.isascii():
        rest = range(LINE_OCTETS, len(line), LINE_OCTETS - 1)
        pieces = [line[:LINE_OCTETS], *(line[at : at + LINE_OCTETS - 1] for at in rest)]
    else:
        pieces = _cut(line)
    return "\r\n ".join(pieces) + "\r\n"


def _cut(line: str) -> list[str]:
    """Pieces of at most 75 octets, and of 74 after the first, which a space precedes."""
    pieces, octets, at, room = [], line.encode(), 0, LINE_OCTETS
    while at < len(octets):
        end = min(at + room, len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        pieces.append(octets[at:end].decode())
        at, room = end, LINE_OCTETS - 1
    return pieces


def _one_line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())
