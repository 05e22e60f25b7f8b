"""Which ids exist, and what was meant by one that does not."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from site_gen.content.documents import Declared
from site_gen.content.files import FOLDERS, Kind
from site_gen.content.findings import WHOLE_FILE, Findings
from site_gen.content.ids import to_id
from site_gen.content.wording import guess, quote

_MOST_GUESSES = 200
"""Looking for the nearest of 10,000 ids takes a while, and 200 Problems are shown at most."""


@dataclass(slots=True)
class Names:
    """The ids of one kind, with the place of each."""

    noun: str
    declared: dict[str, Declared] = field(default_factory=dict)
    guesses: dict[str, str | None] = field(default_factory=dict)

    def __contains__(self, id: str) -> bool:
        return id in self.declared

    def guess(self, id: str) -> str | None:
        if id not in self.guesses:
            if len(self.guesses) >= _MOST_GUESSES:
                return None
            writable = [known for known in self.declared if "/" not in known]
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


def register(declared: Iterable[Declared], findings: Findings) -> Registry:
    """All ids, with an error for each that is used twice."""
    registry = Registry(
        Names("event"), Names("entity"), Names("source"), Names("story"), Names("page")
    )
    # Folders of the site that differ only in case are one folder on many disks.
    seen: dict[tuple[Kind, str], Declared] = {}
    known = {kind: registry.names(kind).declared for kind in FOLDERS.values()}
    for item in declared:
        first = seen.setdefault((item.kind, item.id.casefold()), item)
        if first is not item and item.kind != "page":
            _report_twice(item, first, findings)
        known[item.kind].setdefault(item.id, item)
    return registry


def _report_twice(item: Declared, first: Declared, findings: Findings) -> None:
    noun = f"{'an' if item.kind in ('event', 'entity') else 'a'} {item.kind}"
    if item.id == first.id:
        fact = f"{quote(item.id)} is already the id of {noun} in {_describe(first)}"
    else:
        fact = (
            f"the id {quote(item.id)} differs only in case from {quote(first.id)}"
            f" in {_describe(first)}"
        )
    findings.error(item, ("id",), "duplicate-id", fact, "give one of them another id")


def _describe(declared: Declared) -> str:
    match declared.pointer:
        case (int() as index, *_):
            return f"{declared.path}, item {index + 1}"
        case _:
            return declared.path


RESERVED = frozenset(
    [
        "events", "years", "entities", "stories", "tags", "sources", "targets", "corrections",
        "timeline", "embed", "oembed", "data", "assets", "feed", "page",
    ]
)  # fmt: skip  # words, not lines
"""First parts of the site's own paths (the output tree); no free page may have them."""


def check_page_ids(registry: Registry, languages: Iterable[str], findings: Findings) -> None:
    tags = {tag.casefold() for tag in languages}
    for id, declared in registry.page.declared.items():
        if id.casefold() in RESERVED:
            fact = f"the site has a page of its own at /{id}/"
        elif id.casefold() in tags:
            fact = f"the site in the language {quote(id)} stands at /{id}/"
        else:
            continue
        findings.error(declared, WHOLE_FILE, "reserved-id", fact, "rename the file")
