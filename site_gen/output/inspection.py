"""The check of links, page by page as they are made, at the cost of what has changed.

A page that stays as it is was checked when it was made, and so was what a page that is made anew
takes from the one that stands. Its links can only have broken where a file or an id is gone that
was there before: pages that named such an id are known from the ledger, and for a file that is gone
the pages that stay are looked through once more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from site_gen.digest import digest_bytes, pass_digesting
from site_gen.output.compression import Encodings, compress
from site_gen.output.differences import find_difference, find_ids
from site_gen.output.ledger import Entry
from site_gen.output.links import (
    BrokenLink,
    Doubt,
    LinkCheck,
    PageLinks,
    has_fragment,
    scan_links,
)
from site_gen.output.staging import Staging
from site_gen.plan.standing import Patch

NO_LINKS = PageLinks((), frozenset())


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a process tells of a file that it has written.

    `is_partial`: ids and doubts are only those of what was not taken from the page that stands.
    `targets` are the ids on other pages that it links to: `events/a/index.html#c1`. `beside` has
    the digests of its compressed forms by their paths.

    The ids, of which few pages are ever asked, are `joined`: those of all pages wait for the end.
    """

    digest: str
    joined: str = ""
    doubts: tuple[Doubt, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    is_partial: bool = False

    @property
    def ids(self) -> frozenset[str]:
        return _split(self.joined)

    @property
    def targets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f"{one.file}#{one.fragment}" for one in self.doubts))


@dataclass(frozen=True, slots=True)
class Inspection:
    """Writes files of the site, compressed as well, and looks at their links."""

    staging: Staging
    check: LinkCheck
    encodings: Encodings

    def write(self, path: str, chunks: Iterable[bytes], patch: Patch | None) -> Inspected:
        """`patch` is what of a page was not taken from the one that stands, None where it was
        all made. A large file of which nothing more is to be known is never held as a whole.
        """
        if not self.encodings and not path.endswith(".html"):
            told: list[str] = []
            self.staging.write_chunks(path, pass_digesting(chunks, told.append))
            return Inspected(told[0])
        return self._write_whole(path, b"".join(chunks), patch)

    def _write_whole(self, path: str, content: bytes, patch: Patch | None) -> Inspected:
        self.staging.write(path, content)
        beside = []
        for place, compressed in compress(path, content, self.encodings):
            self.staging.write(place, compressed)
            beside.append((place, digest_bytes(compressed)))
        digest = digest_bytes(content)
        if not path.endswith(".html"):
            return Inspected(digest, beside=tuple(beside))
        if patch is not None:
            changed = find_difference(patch)
            ids, doubts = self._look_at(path, changed.fresh)
            # Whatever leads to a place on the page, from itself or another, finds it as before.
            has_all_ids = ids.issuperset(find_ids(changed.replaced))
            if has_all_ids and all(one.file != path for one in doubts):
                return Inspected(digest, _join(ids), doubts, tuple(beside), is_partial=True)
        ids, doubts = self._look_at(path, content)
        return Inspected(digest, _join(ids), doubts, tuple(beside))

    def _look_at(self, path: str, content: bytes) -> tuple[frozenset[str], tuple[Doubt, ...]]:
        scanned = scan_links(content)
        return scanned.ids, tuple(self.check.look_at(path, scanned))


_BETWEEN = "\0"
"""Which no page has: it is no character in HTML (HTML Standard §13.2.3.5)."""


def _join(ids: Iterable[str]) -> str:
    return _BETWEEN.join(ids)


@lru_cache(maxsize=1000)
def _split(joined: str) -> frozenset[str]:
    return frozenset(joined.split(_BETWEEN)) if joined else frozenset()


def with_forms(made: Mapping[str, Inspected]) -> dict[str, Inspected]:
    """What was made and its compressed forms, as files of their own."""
    forms = {place: digest for one in made.values() for place, digest in one.beside}
    return {**made, **{place: Inspected(digest) for place, digest in forms.items()}}


def find_broken(
    output: Path,
    staging: Staging,
    check: LinkCheck,
    *,
    made: Mapping[str, Inspected],
    entries: Mapping[str, Entry],
    before: Mapping[str, str],
) -> Iterator[BrokenLink]:
    """In the new site, of all `entries`: of `made`, which is staged, and of what stays as it stands
    in `output`.

    `before` has the files that are published now, by path.
    """

    def scan(path: str) -> PageLinks:
        return _scan_file(Path(staging.place(path)) if path in made else output / path)

    @cache
    def find_page(path: str) -> PageLinks | None:
        if not path.endswith(".html") or path not in entries:
            return None
        known = made.get(path)
        return PageLinks((), known.ids) if known and not known.is_partial else scan(path)

    for path, inspected in made.items():
        settled = (doubt.settle(path, find_page) for doubt in inspected.doubts)
        yield from filter(None, settled)
    for path in _find_suspects(made, entries, before):
        doubts = check.look_at(path, scan(path))
        yield from filter(None, (doubt.settle(path, find_page) for doubt in doubts))


def _find_suspects(
    made: Mapping[str, Inspected], entries: Mapping[str, Entry], before: Mapping[str, str]
) -> list[str]:
    """The pages that stay, or of which something stays, whose links may have broken."""
    whole = {path for path, one in made.items() if not one.is_partial}
    pages = [path for path in entries if path.endswith(".html") and path not in whole]
    if any(path not in entries for path in before):
        return pages
    return [path for path in pages if any(_is_gone(one, made) for one in entries[path].targets)]


def _is_gone(target: str, made: Mapping[str, Inspected]) -> bool:
    """Whether a page that was made anew lacks the id that a page that stays leads to."""
    path, _, fragment = target.partition("#")
    page = made.get(path)
    return page is not None and not page.is_partial and not has_fragment(page.ids, fragment)


def _scan_file(place: Path) -> PageLinks:
    try:
        return scan_links(place.read_bytes())
    except FileNotFoundError:
        return NO_LINKS
