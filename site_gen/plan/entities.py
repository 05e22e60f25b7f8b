"""A page for each entity with its own timeline, and the list of entities."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import get_args

from site_gen.dates import language_name
from site_gen.model.records import Entity, EntityType, Event
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.bibliography import new_references
from site_gen.plan.bodies import show_body
from site_gen.plan.cards import link_card
from site_gen.plan.chronology import ListPage, chronology_pages, page_title, part_of_page
from site_gen.plan.contexts import (
    Chronology,
    CountedLink,
    EntitiesPage,
    EntityGroup,
    EntityPage,
    Identifier,
    Name,
    Relation,
)
from site_gen.plan.drawings import draw_small
from site_gen.plan.edition import Edition, PageFields
from site_gen.plan.events import show_office
from site_gen.plan.grounds import Grounds
from site_gen.plan.statements import show_claim_row
from site_gen.plan.urls import encode_path, to_file, web_address

REGISTERS = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "lei": "https://search.gleif.org/#/record/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "ror": "https://ror.org/{}",
    "gnd": "https://d-nb.info/gnd/{}",
}
"""Where the identifiers of well-known registers lead."""


def plan_entities(edition: Edition) -> Iterator[Artifact]:
    route = edition.urls.entities()
    shown = partial(_show_all, edition)
    yield Artifact(to_file(route), TemplateRecipe("entities.html"), shown, basis=edition.basis())
    for entity in edition.timeline.entities.values():
        yield from _plan_entity(edition, entity)


def _show_all(edition: Edition) -> EntitiesPage:
    return EntitiesPage(
        **edition.common(route=edition.urls.entities(), title=edition.words("entities")),
        groups=tuple(_groups(edition)),
    )


def _groups(edition: Edition) -> Iterator[EntityGroup]:
    timeline = edition.timeline
    for kind in get_args(EntityType):
        entities = tuple(
            CountedLink(
                edition.entity_link(entity.id),
                len(timeline.events_by_entity.get(entity.id, ())),
                edition.maybe(entity.summary),
            )
            for entity in timeline.entities.values()
            if entity.type == kind
        )
        if entities:
            yield EntityGroup(kind, edition.words(f"entity_type_{kind}"), entities)


def _plan_entity(edition: Edition, entity: Entity) -> Iterator[Artifact]:
    route, recipe = edition.urls.entity(entity.id), TemplateRecipe("entity.html")
    events = edition.timeline.events_by_entity.get(entity.id, ())
    claims = edition.timeline.claims_by_entity.get(entity.id, ())
    find_marks, scope = partial(_list_marks, edition, entity, events), f"entity={entity.id}"
    basis = edition.basis(find_marks, (f"entity:{entity.id}",))
    for page, chronology in chronology_pages(edition, route, events, scope, claims):
        frame = partial(_frame_entity, edition, entity, page)
        context = partial(_show_entity, edition, entity, page, frame, chronology)
        yield Artifact(
            to_file(page.route), recipe, context, entity.origin, basis=basis, frame=frame
        )


def _list_marks(
    edition: Edition, entity: Entity, events: Sequence[Event], grounds: Grounds
) -> Iterator[str]:
    """Of those that name it, and of its events, in which its claims are."""
    yield grounds.faces(events)
    for relation, named in edition.inverse_relations.items():
        for id in named.get(entity.id, ()):
            yield f"{relation} {grounds.face(f'entity:{id}')}"


def _frame_entity(edition: Edition, entity: Entity, page: ListPage[Event]) -> PageFields:
    return edition.common(
        route=page.route,
        title=page_title(edition, edition.text(entity.name).text, page),
        description=edition.maybe(entity.summary),
        parents=(edition.parent("entities", edition.urls.entities()),),
        **link_card(edition, entity),
    )


def _show_entity(
    edition: Edition,
    entity: Entity,
    page: ListPage[Event],
    frame: "partial[PageFields]",
    chronology: "partial[Chronology]",
) -> EntityPage:
    """What is said of the entity itself stands on the first page of its events, what it said
    page by page as they do.
    """
    timeline, is_first = edition.timeline, page.number == 1
    references = new_references(edition)
    # The order of these lines is the order in which sources get their numbers.
    body = show_body(edition, entity.body, references) if is_first else None
    roles = tuple(show_office(edition, role, references) for role in entity.roles if is_first)
    claims = part_of_page(timeline.claims_by_entity.get(entity.id, ()), page.number)
    events = timeline.events_by_entity.get(entity.id, ())
    return EntityPage(
        **frame(),
        name=edition.text(entity.name),
        type=entity.type,
        type_label=edition.words(f"entity_kind_{entity.type}"),
        names=_names(edition, entity),
        aliases=tuple(edition.text(alias) for alias in entity.aliases),
        summary=edition.maybe(entity.summary),
        body=body,
        roles=roles,
        relations=tuple(_relations(edition, entity)),
        tickers=tuple(f"{ticker.exchange}: {ticker.symbol}" for ticker in entity.tickers),
        identifiers=tuple(_identifier(scheme, value) for scheme, value in entity.ids),
        links=tuple(filter(web_address, entity.links)),
        chronology=chronology(),
        claims=tuple(show_claim_row(edition, event, claim) for event, claim in claims),
        references=references.to_list(),
        drawing=draw_small(edition, events) if is_first else None,
    )


def _names(edition: Edition, entity: Entity) -> tuple[Name, ...]:
    """The names in languages other than the page's."""
    shown = edition.text(entity.name).text
    entries = ((tag or edition.settings.language, text) for tag, text in entity.name.entries)
    return tuple(
        Name(tag, language_name(tag, edition.language), text)
        for tag, text in entries
        if text != shown
    )


def _relations(edition: Edition, entity: Entity) -> Iterator[Relation]:
    inverse = edition.inverse_relations
    competitors = (*entity.competes_with, *inverse["competes_with"].get(entity.id, ()))
    related = (
        ("part_of", entity.part_of),
        ("has_parts", inverse["part_of"].get(entity.id, ())),
        ("made_by", entity.made_by),
        ("makes", inverse["made_by"].get(entity.id, ())),
        ("competes_with", tuple(dict.fromkeys(competitors))),
    )
    for key, ids in related:
        if ids:
            links = tuple(edition.entity_link(id) for id in ids)
            yield Relation(edition.words(f"relation_{key}"), links)


def _identifier(scheme: str, value: str) -> Identifier:
    pattern = REGISTERS.get(scheme.lower())
    return Identifier(scheme, value, pattern.format(encode_path(value)) if pattern else None)
