"""What a page that was made anew has in other tags than the one that stands.

Like the check of links, this reads our own output: a tag's attributes are quoted, and `<` stands
in none of them unescaped.
"""

import re
from collections.abc import Iterator
from html import unescape

from site_gen.plan.standing import Patch


def find_difference(patch: Patch) -> Patch:
    """The patch without the tags that both of its sides begin with and both end with.

    What is left has, read by itself, the tags that it has where it stands; for that it may keep
    more than differs.
    """
    fresh, replaced = patch
    start = max(0, fresh.rfind(b"<", 0, _count_same(fresh, replaced)))
    if not _is_read(fresh, start):
        return patch
    fresh, replaced = fresh[start:], replaced[start:]
    same = _count_same(fresh[::-1], replaced[::-1])
    tag = fresh.find(b"<", len(fresh) - same)
    after = len(fresh) - tag if tag >= 0 else 0
    if after:
        inner = Patch(fresh[:-after], replaced[:-after])
        if not any(b"<" in _TOKEN.sub(b"", one) for one in inner):
            return inner
    return Patch(fresh, replaced)


def _count_same(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _is_read(html: bytes, place: int) -> bool:
    """Whether a tag there is one: in no comment, script, style sheet or other tag."""
    for opening in _UNREAD.finditer(html, 0, place):
        if html.find(_ENDS[opening[1].lower()], opening.end(), place) < 0:
            return False
    return html.rfind(b"<", 0, place) <= html.rfind(b">", 0, place)


_UNREAD = re.compile(rb"<(!--|script|style)", re.IGNORECASE)
_ENDS = {b"!--": b"-->", b"script": b"</script", b"style": b"</style"}
_TOKEN = re.compile(
    rb"<!--.*?-->|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>"
    rb"|<(?!(?:script|style)\b)[!/]?[a-zA-Z](?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*>",
    re.DOTALL | re.IGNORECASE,
)
"""A tag from its beginning to its end, or something in which there are none."""


_ID = re.compile(r"\sid\s*=\s*(?=\"([^\"]*)\"|'([^']*)')")


def find_ids(html: bytes) -> Iterator[str]:
    """The ids of all tags, and perhaps of what only looks like one: at a small part of the cost."""
    for double, single in _ID.findall(html.decode("utf-8", "replace")):
        yield unescape(double or single)
