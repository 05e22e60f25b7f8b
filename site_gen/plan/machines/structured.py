"""JSON-LD with schema.org's words: what a page says, for search engines and other programs.

Made from the page's own context while it is rendered, so that a page depends on nothing more.
Dates stand only where ISO 8601 can say exactly as much.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from site_gen.dates import EdtfError, parse_edtf
from site_gen.plan import contexts as shown
from site_gen.plan.machines.moments import to_iso8601

Node = dict[str, Any]

ENTITY_TYPES = {
    "person": "Person",
    "organization": "Organization",
    "product": "Product",
    "place": "Place",
    "series": "Series",
}

ATTENDING = ("person", "organization")
"""Types that can be the `attendee` of an Event."""

_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))
"""So that no text can end the `<script>` that holds it, or begin a comment in it (WHATWG HTML)."""


_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_structured(page: shown.PageContext) -> str:
    """The text of `<script type="application/ld+json">`; empty where a page is not to be found."""
    if not page.page.is_listed:
        return ""
    graph = [node for node in _describe(page) if node]
    text = _to_json({"@context": "https://schema.org", "@graph": graph})
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


def _describe(page: shown.PageContext) -> Iterator[Node]:
    writer = _Writer(page)
    if isinstance(page, shown.EventPage):
        yield from writer.describe_event(page)
    elif isinstance(page, shown.EntityPage):
        yield from writer.describe_entity(page)
    elif isinstance(page, shown.SourcePage):
        yield writer.describe_source_page(page)
    elif isinstance(page, shown.FreePage):
        yield writer.page_node("WebPage")
    elif isinstance(page, shown.ChronologyPage):
        yield writer.site_node()
        yield writer.collection(_rows_of(page.chronology))
    else:
        yield writer.collection(_links_of(page))
    yield writer.breadcrumbs()


def _rows_of(chronology: shown.Chronology) -> Iterator[shown.Link]:
    for year in chronology.groups:
        for month in year.months:
            yield from (shown.Link(row.title, row.url) for row in month.rows)


def _links_of(page: shown.PageContext) -> Iterator[shown.Link]:
    """What a page that lists things leads to, in its order."""
    match page:
        case shown.StoryPage() if page.events:
            yield from (shown.Link(row.title, row.url) for row in page.events)
        case shown.PeriodPage() | shown.StoryPage() | shown.TagPage():
            yield from _rows_of(page.chronology)
        case shown.EntitiesPage():
            yield from (one.link for group in page.groups for one in group.entities)
        case shown.StoriesPage():
            yield from (one.link for one in page.stories)
        case shown.TagsPage():
            yield from (one.link for one in page.tags)
        case shown.SourcesPage():
            sources = (entry.source for entry in page.sources)
            yield from (shown.Link(one.title, one.page_url) for one in sources)
        case shown.TargetsPage():
            yield from (
                shown.Link(row.claim.text, row.claim.url)
                for group in page.groups
                for row in group.claims
            )
        case shown.CorrectionsPage():
            yield from (entry.event for entry in page.corrections)


class _Writer:
    """Describes one page; addresses are whole where the site's own is known."""

    def __init__(self, page: shown.PageContext) -> None:
        self._site = page.site
        self._frame = page.page
        canonical = page.page.canonical_url
        self._origin = "/".join(canonical.split("/", 3)[:3]) if canonical else ""
        self._url = canonical or ""

    # --- pages -----------------------------------------------------------------------------

    def describe_event(self, page: shown.EventPage) -> Iterator[Node]:
        sources = [self._reference(one) for one in page.references]
        yield _plain(
            {
                **self.page_node("Article"),
                "headline": page.event.title.text,
                "datePublished": _iso(page.published),
                "dateModified": _iso(page.updated),
                "author": self._publisher(self._site.author),
                "publisher": self._publisher(self._site.title),
                "image": self._images(page.media),
                "keywords": [tag.text.text for tag in page.tags],
                "temporalCoverage": _iso(page.event.date),
                "about": self._event(page),
                "mentions": [self._mention(one) for one in page.participants],
                "citation": sources,
                "correction": [_correction(one) for one in page.corrections],
                "hasPart": [{"@id": f"{self._url}#{claim.id}"} for claim in page.claims],
            }
        )
        for claim in page.claims:
            yield self._claim(claim, page)

    def describe_entity(self, page: shown.EntityPage) -> Iterator[Node]:
        yield self.collection(_rows_of(page.chronology), about={"@id": f"{self._url}#about"})
        links = [*page.links, *(one.url for one in page.identifiers if one.url)]
        yield _plain(
            {
                "@type": _entity_type(page),
                "@id": f"{self._url}#about",
                "name": page.name.text,
                "alternateName": _distinct(
                    *(one.text for one in page.names), *(one.text for one in page.aliases)
                ),
                "description": page.summary.text if page.summary else None,
                "url": self._url or None,
                "sameAs": [self._whole(link) for link in links],
                "identifier": [
                    {"@type": "PropertyValue", "propertyID": one.scheme, "value": one.value}
                    for one in page.identifiers
                ],
                "tickerSymbol": list(page.tickers) if page.type == "organization" else None,
                **self._offices(page),
            }
        )

    def describe_source_page(self, page: shown.SourcePage) -> Node:
        return {**self.page_node("WebPage"), "mainEntity": self._source(page.source)}

    def site_node(self) -> Node:
        site = self._site
        return _plain(
            {
                "@type": "WebSite",
                "name": site.title.text,
                "description": site.description.text if site.description else None,
                "url": self._whole(site.home_url),
                "inLanguage": site.language,
                "publisher": self._publisher(site.author or site.title),
            }
        )

    def page_node(self, kind: str) -> Node:
        return _plain(
            {
                "@type": kind,
                "@id": f"{self._url}#page",
                "url": self._url or None,
                "name": self._frame.title,
                "description": self._frame.description,
                "inLanguage": self._site.language,
            }
        )

    def collection(self, links: Iterable[shown.Link], about: Node | None = None) -> Node:
        items = [
            _plain(
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": None if link.url else link.text.text,
                    "url": self._whole(link.url),
                }
            )
            for position, link in enumerate(links, start=1)
        ]
        listed = {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}
        return _plain({**self.page_node("CollectionPage"), "about": about, "mainEntity": listed})

    def breadcrumbs(self) -> Node:
        """From the home page down to this one, which has no address here: it is the page."""
        if not self._frame.breadcrumbs:
            return {}
        crumbs: list[Node] = [
            {"name": crumb.text.text, "item": self._whole(crumb.url)}
            for crumb in self._frame.breadcrumbs
        ]
        crumbs.append({"name": self._frame.title, "item": self._url or None})
        items = [
            _plain({"@type": "ListItem", "position": position, **crumb})
            for position, crumb in enumerate(crumbs, start=1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}

    # --- what pages speak of ---------------------------------------------------------------

    def _event(self, page: shown.EventPage) -> Node:
        start, end = _ends(page.event.date)
        row = page.event
        return _plain(
            {
                "@type": "Event",
                "@id": f"{self._url}#event",
                "name": row.title.text,
                "startDate": start,
                "endDate": end,
                "location": self._named("Place", row.place) if row.place else None,
                "superEvent": self._other(page.part_of) if page.part_of else None,
                "subEvent": [self._other(part) for part in page.parts],
                "attendee": [
                    self._attendee(one) for one in page.participants if one.type in ATTENDING
                ],
            }
        )

    def _other(self, row: shown.EventRow) -> Node:
        return _plain({"@type": "Event", "name": row.title.text, "url": self._whole(row.url)})

    def _attendee(self, one: shown.Participant) -> Node:
        node = self._participant(one)
        if one.role is None:
            return node
        return {"@type": "Role", "roleName": one.role.text, "attendee": node}

    def _mention(self, one: shown.Participant) -> Node:
        """Who attends is described there, and only pointed to here."""
        node = self._participant(one)
        return {"@id": node["@id"]} if one.type in ATTENDING and "@id" in node else node

    def _participant(self, one: shown.Participant) -> Node:
        return self._named(ENTITY_TYPES.get(one.type, "Thing"), one.name)

    def _named(self, kind: str, link: shown.Link) -> Node:
        url = self._whole(link.url)
        node = {"@type": kind, "name": link.text.text, "url": url}
        return _plain({**node, "@id": f"{url}#about"} if url else node)

    def _claim(self, claim: shown.ClaimShown, page: shown.EventPage) -> Node:
        numbers = {one.number for one in claim.citations}
        appearances = [one.anchor for one in page.references if one.number in numbers]
        return _plain(
            {
                "@type": "Claim",
                "@id": f"{self._url}#{claim.id}",
                "text": claim.text.text,
                "author": [self._named("Thing", one) for one in claim.by],
                "datePublished": _iso(claim.said),
                "creativeWorkStatus": claim.status.label,
                "appearance": [{"@id": f"{self._url}#{anchor}"} for anchor in appearances],
                "isPartOf": {"@id": f"{self._url}#page"},
            }
        )

    def _reference(self, one: shown.Reference) -> Node:
        return {"@id": f"{self._url}#{one.anchor}", **self._source(one.source)}

    def _source(self, source: shown.SourceShown) -> Node:
        return _plain(
            {
                "@type": "CreativeWork",
                "name": source.title.text,
                "url": source.url or self._whole(source.page_url),
                "author": [{"@type": "Thing", "name": one.text} for one in source.authors],
                "publisher": self._named("Organization", source.publisher)
                if source.publisher
                else None,
                "datePublished": _iso(source.published),
                "archivedAt": source.archived_url,
                "inLanguage": source.lang,
            }
        )

    def _offices(self, page: shown.EntityPage) -> Node:
        """What a person did where, and since when; other entities have no such property."""
        if page.type != "person":
            return {}
        at_home = [self._office(one) for one in page.roles if one.organization]
        elsewhere = [_occupation(one) for one in page.roles if not one.organization]
        return {"worksFor": at_home, "hasOccupation": elsewhere}

    def _office(self, office: shown.Office) -> Node:
        organization = office.organization
        return _plain(
            {
                "@type": "OrganizationRole",
                "roleName": office.title.text,
                "startDate": _iso(office.since),
                "endDate": _iso(office.until),
                "worksFor": self._named("Organization", organization) if organization else None,
            }
        )

    def _publisher(self, name: Any) -> Node | None:
        if name is None:
            return None
        logo = self._whole(self._site.logo_url)
        return _plain({"@type": "Organization", "name": name.text, "logo": logo})

    def _images(self, media: Sequence[shown.MediumShown]) -> list[str]:
        found = (self._whole(one.url) for one in media if one.is_image and not one.is_external)
        return [url for url in found if url]

    def _whole(self, url: str | None) -> str | None:
        return f"{self._origin}{url}" if url and url.startswith("/") else url


def _entity_type(page: shown.EntityPage) -> str:
    """What is traded has a symbol, and only a Corporation has one."""
    if page.type == "organization" and page.tickers:
        return "Corporation"
    return ENTITY_TYPES.get(page.type, "Thing")


def _occupation(office: shown.Office) -> Node:
    return _plain(
        {
            "@type": "Role",
            "hasOccupation": {"@type": "Occupation", "name": office.title.text},
            "startDate": _iso(office.since),
            "endDate": _iso(office.until),
        }
    )


def _correction(one: shown.CorrectionShown) -> Node:
    return _plain(
        {"@type": "CorrectionComment", "text": one.text.text, "datePublished": _iso(one.date)}
    )


def _iso(date: shown.DateShown | None) -> str | None:
    return _to_iso(date.edtf) if date else None


def _ends(date: shown.DateShown) -> tuple[str | None, str | None]:
    """Start and end; a date that is one has no end of its own."""
    start, _, end = (_to_iso(date.edtf) or "").partition("/")
    return start or None, end or None


@lru_cache(maxsize=4096)
def _to_iso(edtf: str) -> str | None:
    try:
        return to_iso8601(parse_edtf(edtf))
    except EdtfError:
        return None


def _distinct(*names: str) -> list[str]:
    return list(dict.fromkeys(names))


def _plain(node: Node) -> Node:
    """Without what is not known; a number is known, be it 0."""
    return {name: value for name, value in node.items() if value or value == 0}
