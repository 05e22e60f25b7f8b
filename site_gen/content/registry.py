"""Which ids exist, and what was meant by one that does not."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from site_gen.content.documents import Declared
from site_gen.content.files import Kind
from site_gen.content.findings import WHOLE_FILE, Findings
from site_gen.content.ids import to_id
from site_gen.content.wording import guess, quote
from site_gen.model.records import Origin

_MOST_GUESSES = 200
"""Looking for the nearest of 10,000 ids takes a while, and 200 Problems are shown at most."""


@dataclass(slots=True)
class Names:
    """The ids of one kind, with the place of each."""

    noun: str
    origins: dict[str, Origin] = field(default_factory=dict)
    guesses: dict[str, str | None] = field(default_factory=dict)

    def __contains__(self, id: str) -> bool:
        return id in self.origins

    def guess(self, id: str) -> str | None:
        if id not in self.guesses:
            if len(self.guesses) >= _MOST_GUESSES:
                return None
            writable = [known for known in self.origins if "/" not in known]
            self.guesses[id] = guess(to_id(id), writable)
        return self.guesses[id]


@dataclass(frozen=True, slots=True)
class Registry:
    event: Names
    entity: Names
    source: Names
    story: Names
    page: Names

    def names(self, kind: Kind) -> Names:
        names: Names = getattr(self, kind)
        return names


@dataclass(frozen=True, slots=True)
class _Place:
    origin: Origin


def register(declared: Iterable[Declared], findings: Findings) -> Registry:
    """All ids, with an error for each that is used twice."""
    registry = Registry(
        Names("event"), Names("entity"), Names("source"), Names("story"), Names("page")
    )
    # Folders of the site that differ only in case are one folder on many disks.
    seen: dict[tuple[Kind, str], Declared] = {}
    for item in declared:
        first = seen.setdefault((item.kind, item.id.casefold()), item)
        if first is item or item.kind == "page":
            registry.names(item.kind).origins.setdefault(item.id, item.origin)
        else:
            _report_twice(item, first, findings)
            registry.names(item.kind).origins.setdefault(item.id, item.origin)
    return registry


def _report_twice(item: Declared, first: Declared, findings: Findings) -> None:
    noun = f"{'an' if item.kind in ('event', 'entity') else 'a'} {item.kind}"
    if item.id == first.id:
        fact = f"{quote(item.id)} is already the id of {noun} in {_describe(first.origin)}"
    else:
        fact = (
            f"the id {quote(item.id)} differs only in case from {quote(first.id)}"
            f" in {_describe(first.origin)}"
        )
    place = _Place(item.origin)
    findings.error(place, ("id",), "duplicate-id", fact, "give one of them another id")


def _describe(origin: Origin) -> str:
    match origin.pointer:
        case (int() as index, *_):
            return f"{origin.path}, item {index + 1}"
        case _:
            return origin.path


RESERVED = frozenset(
    [
        "events", "years", "entities", "stories", "tags", "sources", "targets", "corrections",
        "timeline", "embed", "oembed", "data", "assets", "feed", "page",
    ]
)  # fmt: skip  # words, not lines
"""First parts of the site's own paths (the output tree); no free page may have them."""


def check_page_ids(registry: Registry, languages: Iterable[str], findings: Findings) -> None:
    tags = {tag.casefold() for tag in languages}
    for id, origin in registry.page.origins.items():
        if id.casefold() in RESERVED:
            fact = f"the site has a page of its own at /{id}/"
        elif id.casefold() in tags:
            fact = f"the site in the language {quote(id)} stands at /{id}/"
        else:
            continue
        findings.error(_Place(origin), WHOLE_FILE, "reserved-id", fact, "rename the file")
