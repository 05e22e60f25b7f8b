"""The check of links, page by page as they are made, at the cost of what has changed.

A page that stays as it is was checked when it was made. Its links can only have broken where a
file or an id is gone that was there before: pages that named such an id are known from the ledger,
and for a file that is gone the pages that stay are looked through once more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from site_gen.digest import digest_bytes
from site_gen.output.compression import Encodings, compress
from site_gen.output.ledger import Entry
from site_gen.output.links import BrokenLink, Doubt, LinkCheck, PageLinks, has_fragment, scan_links
from site_gen.output.staging import Staging

NO_LINKS = PageLinks((), frozenset())


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a process tells of a file that it has written.

    `targets` are the ids on other pages that it links to: `events/a/index.html#c1`. `beside` has
    the digests of its compressed forms by their paths.
    """

    digest: str
    ids: frozenset[str] = frozenset()
    doubts: tuple[Doubt, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f"{one.file}#{one.fragment}" for one in self.doubts))


def write_and_inspect(
    staging: Staging, check: LinkCheck, encodings: Encodings, path: str, content: bytes
) -> Inspected:
    """Write a file of the site, also compressed, and look at its links where it is a page."""
    staging.write(path, content)
    beside = []
    for place, compressed in compress(path, content, encodings):
        staging.write(place, compressed)
        beside.append((place, digest_bytes(compressed)))
    if not path.endswith(".html"):
        return Inspected(digest_bytes(content), beside=tuple(beside))
    scanned = scan_links(content)
    doubts = tuple(check.look_at(path, scanned))
    return Inspected(digest_bytes(content), scanned.ids, doubts, tuple(beside))


def with_forms(made: Mapping[str, Inspected]) -> dict[str, Inspected]:
    """What was made and its compressed forms, as files of their own."""
    forms = {place: digest for one in made.values() for place, digest in one.beside}
    return {**made, **{place: Inspected(digest) for place, digest in forms.items()}}


def find_broken(
    output: Path,
    check: LinkCheck,
    *,
    made: Mapping[str, Inspected],
    kept: Mapping[str, Entry],
    before: Mapping[str, str],
) -> Iterator[BrokenLink]:
    """In the new site: of `made`, which is staged, and of what is `kept` as it stands in `output`.

    `before` has the files that are published now, by path.
    """

    @cache
    def find_page(path: str) -> PageLinks | None:
        if path in made:
            return PageLinks((), made[path].ids) if path.endswith(".html") else None
        return _scan_published(output, path) if path.endswith(".html") and path in kept else None

    for path, inspected in made.items():
        settled = (doubt.settle(path, find_page) for doubt in inspected.doubts)
        yield from filter(None, settled)
    for path in _find_suspects(made, kept, before):
        doubts = check.look_at(path, _scan_published(output, path))
        yield from filter(None, (doubt.settle(path, find_page) for doubt in doubts))


def _find_suspects(
    made: Mapping[str, Inspected], kept: Mapping[str, Entry], before: Mapping[str, str]
) -> list[str]:
    """The kept pages whose links may have broken."""
    pages = [path for path in kept if path.endswith(".html")]
    if any(path not in made and path not in kept for path in before):
        return pages
    return [path for path in pages if any(_is_gone(one, made) for one in kept[path].targets)]


def _is_gone(target: str, made: Mapping[str, Inspected]) -> bool:
    """Whether a page that was made anew lacks the id that a page that stays leads to."""
    path, _, fragment = target.partition("#")
    page = made.get(path)
    return page is not None and not has_fragment(page.ids, fragment)


def _scan_published(output: Path, path: str) -> PageLinks:
    try:
        return scan_links((output / path).read_bytes())
    except FileNotFoundError:
        return NO_LINKS
