"""Which addresses a body may lead to."""

import re
from html import unescape

from site_gen.model.markup import LINK_SCHEMES

_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_HEAD = re.compile(r"[^/?#:]*:")


def unescape_url(written: str) -> str:
    """The address with character references made characters.

    Only whole ones: `&copy=1` is a query, and stays one.
    """
    return _REFERENCE.sub(lambda found: unescape(found[0]), written).strip()


def is_allowed(url: str) -> bool:
    """Relative, or of an allowed scheme.

    A browser drops tabs, line ends and leading control characters from an address (WHATWG URL,
    §4.4), so that a scheme can be spelt with a tab in it: what is invisible does not count.
    """
    head = _HEAD.match(_INVISIBLE.sub("", url))
    return head is None or head[0][:-1].lower() in LINK_SCHEMES


def is_relative(url: str) -> bool:
    return _HEAD.match(url) is None and not url.startswith(("//", "\\\\", "/\\", "\\/"))
