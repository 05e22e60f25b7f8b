"""What a chronology consists of: events, claims, sources, entities, stories, pages.

Every value is frozen and knows neither files nor HTML. `Origin` says where a value was written,
for messages only; it takes no part in comparison.
"""

from dataclasses import dataclass, field
from typing import Literal

from site_gen.dates import When
from site_gen.model.text import Text

ClaimStatus = Literal[
    "confirmed", "reported", "disputed", "target", "forecast", "condition", "retracted"
]
OutcomeStatus = Literal["met", "missed", "partly", "dropped", "pending"]
CorrectionKind = Literal["correction", "clarification", "update", "retraction"]
EntityType = Literal["person", "organization", "product", "place", "series"]
SourceKind = Literal[
    "article", "video", "social", "filing", "court", "release", "interview", "dataset",
    "book", "broadcast", "image", "leak", "archive", "other",
]  # fmt: skip  # one kind a line would fill the screen
Access = Literal["open", "paywall", "offline", "removed"]

FUTURE_STATUSES: frozenset[str] = frozenset({"target", "forecast"})
"""Statuses of statements about the future that time will settle."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands: `path` relative to the site folder; `pointer` leads to it inside."""

    path: str
    pointer: tuple[str | int, ...] = ()

    def at(self, *steps: str | int) -> "Origin":
        """A value inside the record."""
        return Origin(self.path, self.pointer + steps)


NOWHERE = Origin("")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something named by a field that takes "entity id or text".

    Exactly one of the two is set once the references are resolved.
    """

    entity: str | None
    text: Text | None


@dataclass(frozen=True, slots=True)
class Citation:
    """That something rests on a source, or is contradicted by it (`supports` false)."""

    source: str
    locator: Text | None = None
    note: Text | None = None
    supports: bool = True


@dataclass(frozen=True, slots=True)
class Participant:
    entity: str
    role: Text | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """An earlier status of a claim."""

    status: ClaimStatus
    date: When | None = None
    sources: tuple[Citation, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a target or forecast."""

    status: OutcomeStatus
    date: When | None = None
    event: str | None = None
    text: Text | None = None
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says. `by` empty: the sources in their own voice, if there are any."""

    id: str
    text: Text
    by: tuple[Party, ...] = ()
    said: When | None = None
    quote: Text | None = None
    sources: tuple[Citation, ...] = ()
    status: ClaimStatus = "reported"
    note: Text | None = None
    due: When | None = None
    outcome: Outcome | None = None
    history: tuple[StatusChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture or file of `content/media/` (`file`), or a link to one elsewhere (`url`)."""

    file: str | None = None
    url: str | None = None
    alt: Text | None = None
    caption: Text | None = None
    credit: Text | None = None
    license: Text | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    date: When
    text: Text
    kind: CorrectionKind = "correction"


@dataclass(frozen=True, slots=True)
class Event:
    """One dated thing that happened, or will."""

    id: str
    title: Text
    date: When
    date_text: Text | None = None
    sort: When | None = None
    summary: Text | None = None
    body: Text | None = None
    kind: str | None = None
    importance: int = 2
    place: Party | None = None
    entities: tuple[Participant, ...] = ()
    tags: tuple[Text, ...] = ()
    stories: tuple[str, ...] = ()
    part_of: str | None = None
    follows: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[Citation, ...] = ()
    media: tuple[Medium, ...] = ()
    corrections: tuple[Correction, ...] = ()
    published: When | None = None
    updated: When | None = None
    draft: bool = False
    publish_from: When | None = None
    aliases: tuple[str, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ArchivedCopy:
    url: str
    date: When | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is known from.

    `id` of a source written inline without one is a key that no author can write; it has no page.
    """

    id: str
    title: Text
    kind: SourceKind | None = None
    publisher: Party | None = None
    author: tuple[Text, ...] = ()
    url: str | None = None
    archived: ArchivedCopy | None = None
    published: When | None = None
    accessed: When | None = None
    lang: str | None = None
    derived_from: tuple[str, ...] = ()
    anonymous: bool = False
    access: Access | None = None
    note: Text | None = None
    has_page: bool = True
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Role:
    """An office or task that an entity held from `since` until `until` (fields `from` and `to`)."""

    title: Text
    org: Party | None = None
    since: When | None = None
    until: When | None = None
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticker:
    exchange: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what: a person, an organization, a product, a place, a series."""

    id: str
    type: EntityType
    name: Text
    aliases: tuple[Text, ...] = ()
    summary: Text | None = None
    body: Text | None = None
    roles: tuple[Role, ...] = ()
    part_of: tuple[str, ...] = ()
    made_by: tuple[str, ...] = ()
    competes_with: tuple[str, ...] = ()
    tickers: tuple[Ticker, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Story:
    """A thread through events; `events` fixes their order, else it is that of their dates."""

    id: str
    title: Text
    summary: Text | None = None
    body: Text | None = None
    events: tuple[str, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Page:
    """A free page; `body` has an entry for each language that it is written in."""

    id: str
    title: Text
    summary: Text | None
    body: Text
    origin: Origin = field(default=NOWHERE, compare=False)
