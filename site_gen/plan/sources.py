"""A page for each source with everything that rests on it, and the list of sources."""

from collections.abc import Iterator, Sequence
from functools import partial

from site_gen.dates import SortKey, When, sort_key
from site_gen.model.records import Claim, Event, Source
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.bibliography import show_source
from site_gen.plan.chronology import (
    ListPage,
    chronology_pages,
    page_title,
    paginate,
    part_of_page,
)
from site_gen.plan.contexts import Chronology, SourceEntry, SourcePage, SourcesPage
from site_gen.plan.edition import Edition, PageFields
from site_gen.plan.grounds import Grounds
from site_gen.plan.statements import show_claim_row
from site_gen.plan.urls import to_file


def plan_sources(edition: Edition) -> Iterator[Artifact]:
    sources = [source for source in edition.timeline.sources.values() if source.has_page]
    yield from _plan_list(edition, sources)
    for source in sources:
        yield from _plan_source(edition, source)


def _plan_list(edition: Edition, sources: list[Source]) -> Iterator[Artifact]:
    for page in paginate(edition, edition.urls.sources(), _newest_first(edition, sources)):
        context = partial(_show_list, edition, page, len(sources))
        basis = edition.basis(partial(_list_index_marks, edition, page, len(sources)))
        yield Artifact(to_file(page.route), TemplateRecipe("sources.html"), context, basis=basis)


def _list_index_marks(
    edition: Edition, page: ListPage[Source], total: int, grounds: Grounds
) -> Iterator[str]:
    yield f"{page.number}/{total}"
    events = edition.timeline.events_by_source
    for source in page.items:
        yield f"{len(events.get(source.id, ()))} {grounds.face(f'source:{source.id}')}"


def _show_list(edition: Edition, page: ListPage[Source], total: int) -> SourcesPage:
    events, title = edition.timeline.events_by_source, edition.words("sources")
    return SourcesPage(
        **edition.common(route=page.route, title=page_title(edition, title, page)),
        sources=tuple(
            SourceEntry(show_source(edition, source.id), len(events.get(source.id, ())))
            for source in page.items
        ),
        pager=page.pager,
        total=total,
    )


def _newest_first(edition: Edition, sources: list[Source]) -> list[Source]:
    """By date of publication, newest first; equal ones and those without a date by id."""
    zone = edition.settings.timezone
    dated = [(source.published, source) for source in sources if source.published]
    undated = [source for source in sources if not source.published]

    def key(pair: tuple[When, Source]) -> SortKey:
        return sort_key(pair[0], zone)

    return [source for _, source in sorted(dated, key=key, reverse=True)] + undated


def _plan_source(edition: Edition, source: Source) -> Iterator[Artifact]:
    route, recipe = edition.urls.source(source.id), TemplateRecipe("source.html")
    events = edition.timeline.events_by_source.get(source.id, ())
    claims = edition.timeline.claims_by_source.get(source.id, ())
    basis = edition.basis(partial(_list_marks, edition, source, events))
    for page, chronology in chronology_pages(edition, route, events, beside=claims):
        frame = partial(_frame_page, edition, source, page)
        context = partial(_show_page, edition, source, page, frame, chronology)
        yield Artifact(
            to_file(page.route), recipe, context, source.origin, basis=basis, frame=frame
        )


def _list_marks(
    edition: Edition, source: Source, events: Sequence[Event], grounds: Grounds
) -> Iterator[str]:
    """Of the source, of those that rely on it, and of the events that cite it, in which its claims
    are. It has no body.
    """
    yield grounds.face(f"source:{source.id}")
    yield grounds.faces(events)
    for other in edition.timeline.derived_sources.get(source.id, ()):
        yield grounds.face(f"source:{other.id}")


def _frame_page(edition: Edition, source: Source, page: ListPage[Event]) -> PageFields:
    return edition.common(
        route=page.route,
        title=page_title(edition, edition.text(source.title).text, page),
        parents=(edition.parent("sources", edition.urls.sources()),),
    )


def _show_page(
    edition: Edition,
    source: Source,
    page: ListPage[Event],
    frame: "partial[PageFields]",
    chronology: "partial[Chronology]",
) -> SourcePage:
    """The sources that rely on it stand on the first page of its events."""
    timeline = edition.timeline
    claims = part_of_page(timeline.claims_by_source.get(source.id, ()), page.number)
    derived = timeline.derived_sources.get(source.id, ()) if page.number == 1 else ()
    rows = [(show_claim_row(edition, *claim), _contradicts(source, claim[1])) for claim in claims]
    return SourcePage(
        **frame(),
        source=show_source(edition, source.id),
        chronology=chronology(),
        supported=tuple(row for row, against in rows if not against),
        contradicted=tuple(row for row, against in rows if against),
        derived=tuple(edition.source_link(other) for other in derived),
    )


def _contradicts(source: Source, claim: Claim) -> bool:
    return any(one.source == source.id and not one.supports for one in claim.sources)
