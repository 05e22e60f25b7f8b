"""Whether the links between the written pages lead anywhere.

This reads our own output, which is well-formed: a tag's attributes are quoted, and `<` stands in
no attribute unescaped. It is a few regular expressions rather than a parser, so that 10,000 pages
take seconds.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import chain
from urllib.parse import unquote

_ATTRIBUTES = rb"\s[^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+"
_TAG = re.compile(
    rb"<!--.*?-->"
    # The first letter stands by itself: so most tags need not be tried as one of these.
    rb"|<[sS](?i:(?P<raw>cript|tyle)\b([^>]*)>(?:[^<]++|<(?!/s(?P=raw)\s*>))*+</s(?P=raw)\s*>)"
    rb"|<[a-zA-Z][^\s/>]*+(%b)>" % _ATTRIBUTES,
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"\s([a-zA-Z:-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_LINKING = frozenset(("href", "src", "srcset", "poster", "action", "data", "content", "xlink:href"))
_REFRESH = re.compile(r"\s*\d+\s*;\s*url\s*=\s*(.+)", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_PAGE = "index.html"
_END_WITH_SLASH = 'write the link with "/" at its end'
_MEND_OR_MAKE = "mend the link or make the page"


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What the check needs of one page; it may be kept as long as the page is the same."""

    links: tuple[str, ...]
    """As written, entities resolved, each once, in the order of the page; none with a scheme."""
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """What is wrong with a link of the page, and what to do about it."""

    page: str
    href: str
    fact: str
    remedy: str


def scan_links(html: bytes) -> PageLinks:
    """Of one page in UTF-8."""
    tags = _TAG.findall(html)
    distinct = {raw or plain: None for _, raw, plain in tags}
    found = [one for one in map(_known.__getitem__, distinct) if one is not _NOTHING]
    links = dict.fromkeys(chain.from_iterable([links for links, _ in found]))
    ids = frozenset(chain.from_iterable([ids for _, ids in found]))
    return PageLinks(tuple(links), ids)


_Found = tuple[tuple[str, ...], tuple[str, ...]]
"""Links and ids."""
_NOTHING: _Found = (), ()


_LONGEST_KEPT = 1000
"""Bytes; a longer tag, with a drawing's path in it, is hardly met again and fills memory."""

_MOST_KEPT = 30_000


class _Known(dict[bytes, _Found]):
    """What was found in the attributes of tags: most of these stand on many pages, in the
    navigation, in lists, at the page's foot.
    """

    def __missing__(self, attributes: bytes) -> _Found:
        found = _read_attributes(attributes)
        if len(attributes) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[attributes] = found
        return found


_known = _Known()


def _read_attributes(attributes: bytes) -> _Found:
    links: list[str] = []
    ids: list[str] = []
    for name, double, single in _ATTRIBUTE.findall(attributes.decode("utf-8", "replace")):
        if name == "id":
            ids.append(unescape(double or single))
        elif name in _LINKING:
            links += _read_urls(name, unescape(double or single))
    inner = [link for link in links if _is_internal(link)]
    return (tuple(inner), tuple(ids)) if inner or ids else _NOTHING


def find_broken_links(
    pages: Iterable[tuple[str, bytes]], paths: Collection[str], base_path: str
) -> list[BrokenLink]:
    """Of the pages given by path and bytes; see `check_links`."""
    return check_links({path: scan_links(html) for path, html in pages}, paths, base_path)


def check_links(
    pages: Mapping[str, PageLinks], paths: Collection[str], base_path: str
) -> list[BrokenLink]:
    """In the order of the pages, then of the links on each; see `LinkCheck`.

    A fragment is looked for where the target is among `pages`.
    """
    check = LinkCheck(paths, base_path)
    return [
        broken
        for page, scanned in pages.items()
        for doubt in check.look_at(page, scanned)
        if (broken := doubt.settle(page, pages.get))
    ]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A link that is broken, by `fact`, or whose fragment is to be looked for in `file`."""

    href: str
    file: str
    fragment: str
    fact: str = ""
    remedy: str = ""

    def settle(self, page: str, find_page: Callable[[str], PageLinks | None]) -> BrokenLink | None:
        """`find_page` gives the scan of a page by its path, or None where there is none."""
        if self.fact:
            return BrokenLink(page, self.href, self.fact, self.remedy)
        target = find_page(self.file)
        if target is None or has_fragment(target.ids, self.fragment):
            return None
        fact = f'"{self.file}" has no id "{unquote(self.fragment)}"'
        return BrokenLink(page, self.href, fact, "mend the link or give the id")


class LinkCheck:
    """Where the links of a site lead: one page at a time, so that processes can share the work.

    `paths` is every file of the site, `base_path` the path that the site stands under, such as
    `/` or `/repo/`. Links with a scheme or a host are not looked at.
    """

    def __init__(self, paths: Collection[str], base_path: str) -> None:
        self._paths = paths if isinstance(paths, set | frozenset | dict) else frozenset(paths)
        stripped = base_path.strip("/")
        self._base = f"/{stripped}/" if stripped else "/"
        self._absolute: dict[str, Doubt | None] = {}

    def look_at(self, page: str, scanned: PageLinks) -> list[Doubt]:
        """What is wrong or cannot be told from this page alone, in the order of its links."""
        doubts = [doubt for href in scanned.links if (doubt := self.look_up(page, href))]
        return [one for one in doubts if one.file != page or one.settle(page, {page: scanned}.get)]

    def look_up(self, page: str, href: str) -> Doubt | None:
        """Of one link; None where it surely leads somewhere."""
        if href[:1] != "/":
            return self._question(page, href)
        if href not in self._absolute:
            self._absolute[href] = self._question(page, href)
        return self._absolute[href]

    def _question(self, page: str, href: str) -> Doubt | None:
        address, _, fragment = href.partition("#")
        target = _resolve(page, address.partition("?")[0], self._base)
        if target is None:
            fact = f'it leads out of the site, which stands under "{self._base}"'
            return Doubt(href, "", "", fact, "write it relative")
        file = target + _PAGE if not target or target.endswith("/") else target
        if file in self._paths:
            return Doubt(href, file, fragment) if fragment else None
        if f"{file}/{_PAGE}" in self._paths:
            return Doubt(href, file, fragment, f'"{file}" is a folder', _END_WITH_SLASH)
        return Doubt(href, file, fragment, f'the site has no "{file}"', _MEND_OR_MAKE)


def _read_urls(name: str, value: str) -> list[str]:
    if name == "srcset":
        return [one.split()[0] for one in value.split(",") if one.strip()]
    if name == "content":
        found = _REFRESH.fullmatch(value)
        return [found[1].strip().strip("'\"")] if found else []
    return [value.strip()]


def _is_internal(link: str) -> bool:
    return not link.startswith("//") and not _SCHEME.match(link)


def has_fragment(ids: Collection[str], fragment: str) -> bool:
    """Whether a page with these ids has the place (HTML Standard §7.4.6.4): as written, then
    percent-decoded; "top" is always there.
    """
    plain = fragment.partition(":~:")[0]
    return plain in ids or unquote(plain) in ids or plain.lower() == "top" or not plain


def _resolve(page: str, address: str, base: str) -> str | None:
    """The path on the site, with `/` at the end for a folder; None for one outside of the base."""
    if not address:
        return page
    address = unquote(address)
    if address.startswith("/"):
        return _join([], address[len(base) :]) if address.startswith(base) else None
    return _join(page.split("/")[:-1], address)


def _join(parts: list[str], address: str) -> str | None:
    """RFC 3986 §5.2.4, except that a way above the root leads nowhere."""
    *folders, last = address.split("/")
    if last in (".", ".."):
        folders, last = [*folders, last], ""
    for name in folders:
        if name == "..":
            if not parts:
                return None
            parts.pop()
        elif name not in ("", "."):
            parts.append(name)
    return "/".join([*parts, last])
