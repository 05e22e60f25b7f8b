"""The parts of a chronology that one may subscribe to: all of it, or an entity, a story, a tag."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_gen.model.records import NOWHERE, Event, Origin
from site_gen.plan.edition import Edition
from site_gen.plan.slugs import slug_of


@dataclass(frozen=True, slots=True)
class Slice:
    """`route` is that of its page; `origin` and `subject` as in `Artifact`."""

    route: str
    title: str
    summary: str | None
    events: Sequence[Event]
    origin: Origin = NOWHERE
    subject: str = ""


def find_slices(edition: Edition) -> Iterator[Slice]:
    """The whole first."""
    yield _whole(edition)
    timeline, urls = edition.timeline, edition.urls
    for entity in timeline.entities.values():
        route, events = urls.entity(entity.id), timeline.events_by_entity.get(entity.id, ())
        summary = edition.maybe(entity.summary)
        yield Slice(
            route,
            _title(edition, edition.text(entity.name).text),
            summary.text if summary else None,
            events,
            entity.origin,
        )
    for story in timeline.stories.values():
        summary = edition.maybe(story.summary)
        yield Slice(
            urls.story(story.id),
            _title(edition, edition.text(story.title).text),
            summary.text if summary else None,
            timeline.events_by_story[story.id],
            story.origin,
        )
    for tag in timeline.tags.values():
        slug = slug_of(tag.key)
        if slug:
            name = edition.text(tag.text).text
            title = _title(edition, name)
            yield Slice(urls.tag(slug), title, None, tag.events, tag.origin, f'the tag "{name}"')


def slice_marks(part: Slice) -> tuple[str, ...]:
    """What tells one slice from another, beside its events."""
    return (part.title, part.summary or "-", part.route)


def _whole(edition: Edition) -> Slice:
    about = edition.site.description
    return Slice(
        edition.urls.home(),
        edition.site.title.text,
        about.text if about else None,
        edition.timeline.events,
    )


def _title(edition: Edition, name: str) -> str:
    return f"{name} – {edition.site.title.text}"
