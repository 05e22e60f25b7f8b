"""A page for each event."""

from collections.abc import Iterator
from functools import partial

from site_gen.dates import When, year_words
from site_gen.model.records import Citation, Correction, Event, Medium, Role
from site_gen.model.records import Participant as TakingPart
from site_gen.model.roles import roles_at
from site_gen.model.text import Localized, fold_spelling
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.bibliography import new_references
from site_gen.plan.bodies import show_body
from site_gen.plan.cards import link_card
from site_gen.plan.contexts import (
    CorrectionShown,
    EventPage,
    EventRow,
    Link,
    MediumShown,
    Office,
    Participant,
    StoryPlace,
)
from site_gen.plan.edition import Edition, PageFields
from site_gen.plan.grounds import Grounds
from site_gen.plan.references import References
from site_gen.plan.statements import show_claim
from site_gen.plan.urls import to_file, web_address

IMAGE_SUFFIXES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")

RECIPE = TemplateRecipe("event.html")


def plan_events(edition: Edition) -> Iterator[Artifact]:
    for event in edition.timeline.events:
        route = edition.urls.event(event.id)
        frame = partial(_frame_event, edition, event, route)
        page = partial(_show_event, edition, event, frame)
        basis = edition.basis(partial(_list_marks, edition, event), (f"event:{event.id}",))
        yield Artifact(to_file(route), RECIPE, page, event.origin, basis=basis, frame=frame)


def _list_marks(edition: Edition, event: Event, grounds: Grounds) -> list[str]:
    """Of those that it leads to, and of the spelling that each of its tags has elsewhere."""
    timeline = edition.timeline
    position = timeline.position[event.id]
    around = timeline.events[max(0, position - 1) : position + 2]
    related = (*timeline.parts.get(event.id, ()), *timeline.followed_by.get(event.id, ()))
    marks = [grounds.faces(around), grounds.faces(related)]
    for story in timeline.stories_by_event.get(event.id, ()):
        thread = timeline.events_by_story[story.id]
        place = edition.thread_positions[story.id][event.id]
        near = grounds.faces(thread[max(0, place - 1) : place + 2])
        marks += [grounds.face(f"story:{story.id}"), f"{place}/{len(thread)}", near]
    tags = [timeline.tags[timeline.key_of(tag)] for tag in event.tags]
    return [*marks, *[repr(tag.text.entries) for tag in tags]]


def _frame_event(edition: Edition, event: Event, route: str) -> PageFields:
    pictures = (edition.media_url(one.file) for one in event.media if one.file and _is_image(one))
    return edition.common(
        route=route,
        title=edition.text(event.title).text,
        description=edition.maybe(event.summary),
        parents=_parents(edition, event),
        **link_card(edition, event, next((url or "" for url in pictures), None)),
    )


def _show_event(edition: Edition, event: Event, frame: "partial[PageFields]") -> EventPage:
    timeline = edition.timeline
    references = new_references(edition)
    row = edition.row(event)
    # The order of these lines is the order in which sources get their numbers.
    body = show_body(edition, event.body, references)
    citations = references.cite_all(event.sources)
    claims = tuple(show_claim(edition, event, claim, references) for claim in event.claims)
    media = tuple(show_medium(edition, medium, references) for medium in event.media)
    earlier, later = _neighbours(edition, timeline.events, timeline.position[event.id])
    return EventPage(
        **frame(),
        event=row,
        participants=tuple(_participant(edition, one, event.date) for one in event.entities),
        body=body,
        claims=claims,
        citations=citations,
        references=references.to_list(),
        media=media,
        tags=_tags(edition, event),
        part_of=edition.maybe_row(event.part_of),
        parts=edition.rows(timeline.parts.get(event.id, ())),
        follows=edition.rows(
            timeline.event_by_id[id] for id in event.follows if id in timeline.event_by_id
        ),
        followed_by=edition.rows(timeline.followed_by.get(event.id, ())),
        earlier=earlier,
        later=later,
        stories=tuple(_story_places(edition, event)),
        corrections=tuple(show_correction(edition, one) for one in event.corrections),
        published=edition.maybe_when(event.published),
        updated=edition.maybe_when(event.updated),
    )


def show_office(edition: Edition, role: Role, references: References | None = None) -> Office:
    return Office(
        title=edition.text(role.title),
        organization=edition.maybe_party(role.org),
        since=edition.maybe_when(role.since),
        until=edition.maybe_when(role.until),
        citations=references.cite_all(role.sources) if references else (),
    )


def show_correction(edition: Edition, correction: Correction) -> CorrectionShown:
    return CorrectionShown(
        date=edition.when(correction.date),
        kind=correction.kind,
        label=edition.words(f"correction_{correction.kind}"),
        text=edition.text(correction.text),
    )


def show_medium(edition: Edition, medium: Medium, references: References) -> MediumShown:
    return MediumShown(
        url=(edition.media_url(medium.file) if medium.file else web_address(medium.url)) or "",
        is_image=_is_image(medium),
        is_external=medium.file is None,
        alt=edition.maybe(medium.alt),
        caption=edition.maybe(medium.caption),
        credit=edition.maybe(medium.credit),
        license=edition.maybe(medium.license),
        citation=references.cite(Citation(medium.source)) if medium.source else None,
    )


def _is_image(medium: Medium) -> bool:
    return (medium.file or "").lower().endswith(IMAGE_SUFFIXES)


def _participant(edition: Edition, one: TakingPart, date: When) -> Participant:
    entity = edition.timeline.entities[one.entity]
    return Participant(
        name=edition.entity_link(entity.id),
        type=entity.type,
        role=edition.maybe(one.role),
        offices=tuple(show_office(edition, role) for role in roles_at(entity, date)),
    )


def _parents(edition: Edition, event: Event) -> tuple[Link, ...]:
    """The event's year, and the larger event that it belongs to."""
    year = event.date.year
    parents = []
    if year is not None:
        heading = Localized(year_words(year, edition.language))
        parents.append(Link(heading, edition.href(edition.urls.year(year))))
    larger = edition.timeline.event_by_id.get(event.part_of or "")
    return (*parents, edition.event_link(larger)) if larger else tuple(parents)


def _tags(edition: Edition, event: Event) -> tuple[Link, ...]:
    keys = (fold_spelling(tag.in_site_language(edition.settings.language)) for tag in event.tags)
    return tuple(edition.tag_link(edition.timeline.tags[key]) for key in dict.fromkeys(keys))


def _neighbours(
    edition: Edition, events: tuple[Event, ...], position: int
) -> tuple[EventRow | None, EventRow | None]:
    earlier = edition.row(events[position - 1]) if position > 0 else None
    later = edition.row(events[position + 1]) if position + 1 < len(events) else None
    return earlier, later


def _story_places(edition: Edition, event: Event) -> Iterator[StoryPlace]:
    for story in edition.timeline.stories_by_event.get(event.id, ()):
        thread = edition.timeline.events_by_story[story.id]
        position = edition.thread_positions[story.id][event.id]
        earlier = thread[position - 1] if position > 0 else None
        later = thread[position + 1] if position + 1 < len(thread) else None
        yield StoryPlace(
            story=edition.story_link(story.id),
            position=position + 1,
            total=len(thread),
            earlier=edition.event_link(earlier) if earlier else None,
            later=edition.event_link(later) if later else None,
        )
