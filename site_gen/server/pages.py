"""A page as the preview sends it: with a script in its head that reloads it when it has changed.

The script is put into what is sent and is never in a file.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape

from site_gen.digest import digest_bytes, digest_value

OWN_FOLDER = "/.site-gen/"
"""Where the preview's own scripts are asked for. No site has such a path: it is hidden."""

_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_STYLESHEET = re.compile(
    rb"""<link\s[^>]*?rel=["']?stylesheet["']?[^>]*>""",
    re.IGNORECASE,
)
_HREF = re.compile(rb"""\shref=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_THEME_FOLDER = re.compile(rb"assets/[0-9a-f]{10}/")
_ACCENT = re.compile(rb"assets/accent-[0-9a-f]{6}-[0-9a-f]{6}\.css")


def inject_script(page: bytes, identity: str) -> bytes:
    """The page with the script at the end of its head, or at the beginning where it has none."""
    tag = f'<script type="module" src="{OWN_FOLDER}preview.js" data-page="{identity}"></script>'
    end = _HEAD_END.search(page)
    at = end.start() if end else 0
    if not end and (doctype := re.match(rb"\s*<!doctype[^>]*>", page, re.IGNORECASE)):
        at = doctype.end()
    return page[:at] + tag.encode() + page[at:]


def identify_page(page: bytes, files: Mapping[str, str]) -> str:
    """The same for two pages that differ in their stylesheets alone, which can be swapped.

    What else the theme sends along, scripts above all, counts as part of the page.
    """
    plain = _ACCENT.sub(b"assets/accent.css", _THEME_FOLDER.sub(b"assets/", page))
    return digest_value((digest_bytes(plain), _digest_scripts(_Files(files))))


def find_stylesheets(page: bytes) -> list[str]:
    """Where the page's stylesheets stand, as its links say."""
    links = (_HREF.search(tag) for tag in _STYLESHEET.findall(page))
    return [unescape((link[1] or link[2]).decode()) for link in links if link]


class _Files:
    """A build's list, known by being the same object: to compare two of them takes too long."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files

    def __hash__(self) -> int:
        return id(self.files)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Files) and self.files is other.files


@lru_cache(maxsize=2)
def _digest_scripts(listing: _Files) -> str:
    """Of the theme's files but its stylesheets."""
    found = {
        path.partition("/")[2].partition("/")[2]: digest
        for path, digest in listing.files.items()
        if _THEME_FOLDER.match(path.encode()) and not path.endswith(".css")
    }
    return digest_value(found)
