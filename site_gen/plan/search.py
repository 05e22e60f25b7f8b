"""What filter and search know of the site, loaded when they are first used.

`search.json` has titles, names and what events can be filtered by; `search-texts.json` follows it
with the summaries, which weigh more than all the rest.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from site_gen.model.records import Entity, Event
from site_gen.model.timeline import entities_of
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.contexts import SearchIndex, SearchTexts
from site_gen.plan.edition import Edition
from site_gen.plan.grounds import list_faces
from site_gen.plan.slugs import slug_of


def plan_search(edition: Edition) -> Iterator[Artifact]:
    urls = edition.urls
    basis = edition.basis(list_faces)
    index = partial(make_index, edition)
    yield Artifact(urls.search(), TemplateRecipe("search.json"), index, basis=basis)
    texts = partial(_find_texts, edition)
    yield Artifact(urls.search_texts(), TemplateRecipe("search-texts.json"), texts, basis=basis)


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
        texts_url=edition.href(urls.search_texts()),
        kind_names=tuple((kind.id, kind.label.text) for kind in edition.kinds.values()),
        entity_names=tuple(_entity_names(edition, one) for one in timeline.entities.values()),
        story_names=tuple(
            (id, edition.text(one.title).text) for id, one in timeline.stories.items()
        ),
        tag_names=tuple((slug_of(key), edition.text(tag.text).text) for key, tag in tags.items()),
        ids=tuple(event.id for event in events),
        titles=tuple(edition.text(event.title).text for event in events),
        dates=tuple(edition.date_of(event).words for event in events),
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


def _find_texts(edition: Edition) -> SearchTexts:
    return SearchTexts(tuple(_find_text(edition, event) for event in edition.timeline.events))


def _find_text(edition: Edition, event: Event) -> str:
    """The summary's words that are not found already, each once, the longest first.

    Searched for are pieces between white space, so whatever is in one of them may go.
    """
    if event.summary is None:
        return ""
    known = [_fold(edition.text(event.title).text)]
    for id in dict.fromkeys(entities_of(event)):
        known.extend(edition.once(_fold_names, id))
    kept: list[str] = []
    words = dict.fromkeys(edition.text(event.summary).text.split())
    for word in sorted(words, key=len, reverse=True):
        folded = _fold(word)
        if not any(folded in text for text in known):
            known.append(folded)
            kept.append(word)
    return " ".join(kept)


def _fold_names(edition: Edition, entity_id: str) -> tuple[str, ...]:
    names = _entity_names(edition, edition.timeline.entities[entity_id])[1:]
    return tuple(_fold(name) for name in names)


def _fold(text: str) -> str:
    """Not more alike than the script finds them, which goes further."""
    return unicodedata.normalize("NFC", text).casefold()
