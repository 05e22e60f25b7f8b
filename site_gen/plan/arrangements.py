"""Ways to arrange the whole timeline in lanes, and what its pages list."""

from collections.abc import Mapping, Sequence

from site_gen.model.records import Event
from site_gen.plan.contexts import Drawing
from site_gen.plan.drawings import (
    Lanes,
    lanes_by_entity,
    lanes_by_kind,
    lanes_by_story,
    one_lane,
)
from site_gen.plan.edition import Edition

MOST_ENTRIES = 200
"""Events in the list under a drawing: where there are more, it has those with a mark."""


def arrange(edition: Edition, events: Sequence[Event]) -> Mapping[str, Lanes]:
    """The arrangements of lanes that tell events apart, the default first."""
    ways = {
        "stories": lanes_by_story(edition, events),
        "kinds": lanes_by_kind(edition, events),
        "entities": lanes_by_entity(edition, events),
    }
    useful = {name: lanes for name, lanes in ways.items() if len(lanes.labels) > 1}
    return useful or {"all": one_lane(events)}


def listed(events: Sequence[Event], drawing: Drawing | None, edition: Edition) -> list[Event]:
    """The events that the list under a drawing names."""
    if len(events) <= MOST_ENTRIES or drawing is None:
        return list(events)
    marked = {mark.url for mark in drawing.marks}
    urls = edition.urls
    return [event for event in events if edition.href(urls.event(event.id)) in marked]
