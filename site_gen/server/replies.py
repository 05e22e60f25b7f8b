"""Answers to GET and HEAD as RFC 9110 has them: entity tags and ranges."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from starlette.responses import Response, StreamingResponse

CHUNK = 1 << 16

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.IGNORECASE)
_TAG = re.compile(r'(?:W/)?("[^"]*")')


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says of the version and the part that it wants; empty where nothing."""

    method: str
    none_match: str = ""
    range: str = ""
    if_range: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """`tag` is a strong entity tag with its quotation marks (RFC 9110 §8.8.3)."""

    body: bytes | BinaryIO
    size: int
    media_type: str
    tag: str

    def close(self) -> None:
        if not isinstance(self.body, bytes):
            self.body.close()


def reply(asked: Asked, content: Content, status: int = 200) -> Response:
    """The whole, a part, or that nothing has changed. A file is closed once it is sent or not."""
    headers = {"ETag": content.tag, "Cache-Control": "no-cache"}
    if status != 200:
        return _send(asked, content, status, headers, (0, content.size))
    if _is_known(asked.none_match, content.tag):
        content.close()
        return Response(status_code=304, headers=headers)
    headers["Accept-Ranges"] = "bytes"
    is_wanted = asked.method == "GET" and asked.if_range in ("", content.tag)
    part = find_range(asked.range, content.size) if is_wanted else None
    if part is None:
        return _send(asked, content, 200, headers, (0, content.size))
    if part == "outside":
        content.close()
        headers["Content-Range"] = f"bytes */{content.size}"
        return Response(status_code=416, headers=headers)
    headers["Content-Range"] = f"bytes {part[0]}-{part[1] - 1}/{content.size}"
    return _send(asked, content, 206, headers, part)


def find_range(text: str, size: int) -> tuple[int, int] | Literal["outside"] | None:
    """First byte and the one after the last, or None for the whole.

    Of several ranges, and of what is not understood, the whole is sent (RFC 9110 §14.2).
    """
    found = _RANGE.fullmatch(text.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        length = min(int(found[2]), size)
        return (size - length, size) if length else "outside"
    first = int(found[1])
    if found[2] and int(found[2]) < first:
        return None
    end = min(int(found[2]) + 1, size) if found[2] else size
    return (first, end) if first < size else "outside"


def _is_known(none_match: str, tag: str) -> bool:
    """By weak comparison (RFC 9110 §13.1.2)."""
    return none_match.strip() == "*" or tag in _TAG.findall(none_match)


def _send(
    asked: Asked, content: Content, status: int, headers: dict[str, str], part: tuple[int, int]
) -> Response:
    first, end = part
    headers = {
        **headers,
        "Content-Type": content.media_type,
        "Content-Length": str(end - first),
    }
    if asked.method == "HEAD":
        content.close()
        return Response(status_code=status, headers=headers)
    if isinstance(content.body, bytes):
        return Response(content.body[first:end], status, headers)
    return StreamingResponse(_read(content.body, first, end), status, headers)


async def _read(file: BinaryIO, first: int, end: int) -> AsyncIterator[bytes]:
    with file:
        file.seek(first)
        while first < end:
            chunk = file.read(min(CHUNK, end - first))
            if not chunk:
                return
            first += len(chunk)
            yield chunk
