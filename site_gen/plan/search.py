"""`search.json`: what filter and search know of the site, loaded when they are first used."""

from collections.abc import Iterator, Mapping, Sequence

from site_gen.model.records import Entity, Event
from site_gen.model.text import Text
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.contexts import SearchIndex
from site_gen.plan.edition import Edition, slug_of


def plan_search(edition: Edition) -> Iterator[Artifact]:
    yield Artifact(edition.urls.search(), TemplateRecipe("search.json"), make_index(edition))


def make_index(edition: Edition) -> SearchIndex:
    timeline = edition.timeline
    events, urls = timeline.events, edition.urls
    kinds = _places(edition.kinds)
    entities, stories = _places(timeline.entities), _places(timeline.stories)
    tags = {key: tag for key, tag in timeline.tags.items() if slug_of(key)}
    folders = {
        "event": urls.events(),
        "entity": urls.entities(),
        "story": urls.stories(),
        "tag": urls.tags(),
    }
    return SearchIndex(
        folders={name: edition.href(route) for name, route in folders.items()},
        kind_names=tuple((kind.id, kind.label.text) for kind in edition.kinds.values()),
        entity_names=tuple(_entity_names(edition, one) for one in timeline.entities.values()),
        story_names=tuple(
            (id, edition.text(one.title).text) for id, one in timeline.stories.items()
        ),
        tag_names=tuple((slug_of(key), edition.text(tag.text).text) for key, tag in tags.items()),
        ids=tuple(event.id for event in events),
        titles=tuple(edition.text(event.title).text for event in events),
        dates=tuple(edition.date_of(event).words for event in events),
        summaries=tuple(_wording(edition, event.summary) for event in events),
        importance=tuple(event.importance for event in events),
        kinds=tuple(kinds.get(event.kind or "", -1) for event in events),
        entities=_columns(events, timeline.events_by_entity, entities),
        stories=_columns(events, timeline.events_by_story, stories),
        tags=_columns(events, {key: tag.events for key, tag in tags.items()}, _places(tags)),
    )


def _places(named: Mapping[str, object]) -> Mapping[str, int]:
    return {id: place for place, id in enumerate(named)}


def _columns(
    events: Sequence[Event], listed: Mapping[str, Sequence[Event]], places: Mapping[str, int]
) -> tuple[tuple[int, ...], ...]:
    """For each event the places of the lists that have it."""
    found: dict[str, list[int]] = {event.id: [] for event in events}
    for id, place in places.items():
        for event in listed.get(id, ()):
            found[event.id].append(place)
    return tuple(tuple(column) for column in found.values())


def _entity_names(edition: Edition, entity: Entity) -> tuple[str, str, str]:
    """Id, the name as this language shows it, and every other name, in whatever script."""
    shown = edition.text(entity.name).text
    names = [name for text in (entity.name, *entity.aliases) for _, name in text.entries]
    others = [name for name in dict.fromkeys(names) if name != shown]
    return entity.id, shown, " \N{MIDDLE DOT} ".join(others)


def _wording(edition: Edition, text: Text | None) -> str:
    return edition.text(text).text if text else ""
