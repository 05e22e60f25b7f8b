"""Entities and stories."""

from dataclasses import dataclass
from typing import get_args

from site_gen.content.addresses import Url
from site_gen.content.citation_fields import CITATIONS
from site_gen.content.fields import Field, ListOf, MapOf, Reading, Record, RecordType
from site_gen.content.ids import Reference, Slug
from site_gen.content.nodes import Mapping, Node
from site_gen.content.scalars import Choice, Edtf, PlainString
from site_gen.content.texts import Markdown, PartyField, TextField
from site_gen.model.records import EntityType, Role, Ticker

ROLE = RecordType(
    "a role",
    (
        Field("title", TextField(), "the office or task", "title: Chief executive", required=True),
        Field("org", PartyField(), "where", "org: xiaomi"),
        Field("from", Edtf(), "since when", "from: 2010-04", attribute="since"),
        Field("to", Edtf(), "until when", "to: 2025-04-02", attribute="until"),
        Field("sources", CITATIONS, "where it is known from", "sources: nio-release"),
    ),
    {"role": "title", "name": "title", "organization": "org", "since": "from", "until": "to"},
)


@dataclass(frozen=True)
class RoleField(Record[Role]):
    """A role; it may not end before it begins."""

    def read(self, node: Node, reading: Reading) -> Role | None:
        role = super().read(node, reading)
        if role is not None and _ends_before_it_begins(role) and type(node) is Mapping:
            fact = f"this role ends in {role.until}, before it begins in {role.since}"
            reading.error(node.entries["to"].node, "invalid-date", fact, "check both dates")
            return None
        return role


def _ends_before_it_begins(role: Role) -> bool:
    first = role.since.earliest if role.since else None
    last = role.until.latest if role.until else None
    return first is not None and last is not None and last < first


TICKER = RecordType(
    "a ticker",
    (
        Field(
            "exchange", PlainString("an exchange"), "the exchange", "exchange: NYSE", required=True
        ),
        Field("symbol", PlainString("a symbol"), "the symbol there", "symbol: NIO", required=True),
    ),
)

_ENTITIES = ListOf(Reference("entity"), distinct=True)

ENTITY = RecordType(
    "an entity",
    (
        Field("id", Slug(), "default: the file's name", "id: lei-jun"),
        Field(
            "type",
            Choice(get_args(EntityType), "a type of entity"),
            "who or what it is",
            "type: person",
            required=True,
        ),
        Field("name", TextField(), "its name", "name: {en: Lei Jun, zh: 雷军}", required=True),
        Field("aliases", ListOf(TextField(), distinct=True), "other names", "aliases: Xiaomi Corp"),
        Field("summary", TextField(), "one or two sentences", "summary: Founder of Xiaomi."),
        Field("body", Markdown(), "more about it", "body: He founded [Xiaomi](entity:xiaomi)."),
        Field(
            "roles",
            ListOf(RoleField(ROLE, Role), single=False),
            "offices, shown as of an event's date",
            "roles:\n  - {title: Chief executive, org: xiaomi, from: 2010-04}",
        ),
        Field("part_of", _ENTITIES, "what it belongs to", "part_of: nio"),
        Field("made_by", _ENTITIES, "who makes it", "made_by: xiaomi-ev"),
        Field("competes_with", _ENTITIES, "its competitors", "competes_with: tesla-model-3"),
        Field(
            "tickers",
            ListOf(Record(TICKER, Ticker), single=False),
            "where its shares are traded",
            "tickers:\n  - {exchange: NYSE, symbol: NIO}",
        ),
        Field(
            "ids",
            MapOf(
                PlainString("a name"),
                PlainString("an identifier"),
                lambda name, value: (name, value),
                "identifiers by their kind, as in {wikidata: Q1}",
            ),
            "its identifiers elsewhere",
            "ids: {wikidata: Q2003, isin: US62914V1061}",
        ),
        Field(
            "links", ListOf(Url(), distinct=True), "its own pages", "links: https://www.nio.com/"
        ),
    ),
    {
        "title": "name",
        "kind": "type",
        "description": "summary",
        "text": "body",
        "also_known_as": "aliases",
        "role": "roles",
        "url": "links",
        "website": "links",
        "link": "links",
        "parent": "part_of",
        "maker": "made_by",
        "competitors": "competes_with",
        "ticker": "tickers",
    },
)

STORY = RecordType(
    "a story",
    (
        Field("id", Slug(), "default: the file's name", "id: ecosystem"),
        Field(
            "title", TextField(), "its title", "title: One ecosystem for all cars", required=True
        ),
        Field("summary", TextField(), "one or two sentences", "summary: How Xiaomi asked rivals."),
        Field(
            "body", Markdown(), "more about it", "body: It began at [the show](event:auto-china)."
        ),
        Field(
            "events",
            ListOf(Reference("event"), distinct=True),
            "its events in a fixed order; default: those that name the story, by date",
            "events: [su7-launch, nio-visit]",
        ),
    ),
    {"name": "title", "description": "summary", "text": "body"},
)

PAGE = RecordType(
    "a page",
    (
        Field("title", TextField(), "its title", "title: About this site", required=True),
        Field("summary", TextField(), "one or two sentences", "summary: Who we are."),
    ),
    {"name": "title", "description": "summary"},
)
"""What stands between the `---` lines of a free page."""
