"""The drawn timeline: in lanes by story, by entity and by kind, each on a page of its own."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from site_gen.model.records import Event
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.contexts import Drawing, Link
from site_gen.plan.drawing_contexts import LaneChoice, TimelinePage
from site_gen.plan.drawing_files import describe_source, plan_files
from site_gen.plan.drawings import (
    Lanes,
    draw,
    lanes_by_entity,
    lanes_by_kind,
    lanes_by_story,
    one_lane,
    show_entries,
)
from site_gen.plan.edition import Edition
from site_gen.plan.periods import year_links
from site_gen.plan.urls import to_file

MOST_ENTRIES = 200
"""Events in the list under a drawing: where there are more, it has those with a mark."""


def plan_timeline(edition: Edition) -> Iterator[Artifact]:
    route = edition.urls.timeline()
    events = edition.timeline.events
    arrangements = arrange(edition, events)
    first = next(iter(arrangements))
    for name, lanes in arrangements.items():
        own_route = route if name == first else edition.urls.timeline_by(name)
        yield _plan_page(edition, own_route, name, lanes, tuple(arrangements))
    yield from plan_files(edition, route, events, dict(arrangements))


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


def embed_code(edition: Edition, story: str, title: str) -> str:
    """What others paste into a page of theirs; empty where the site's address is not known."""
    url = edition.urls.absolute(edition.urls.embed(story))
    if url is None:
        return ""
    return (
        f'<iframe src="{escape(url)}" title="{escape(title)}"'
        ' width="100%" height="480" loading="lazy"></iframe>'
    )


def _plan_page(
    edition: Edition, route: str, name: str, lanes: Lanes, names: Sequence[str]
) -> Artifact:
    events = edition.timeline.events
    drawing = draw(edition, events, lanes)
    entries = listed(events, drawing, edition)
    heading = edition.words("timeline")
    context = TimelinePage(
        **edition.common(
            route=route,
            title=heading if name == names[0] else f"{heading} – {_name(edition, name)}",
            parents=()
            if name == names[0]
            else (edition.parent("timeline", edition.urls.timeline()),),
        ),
        heading=heading,
        drawing=drawing,
        source=describe_source(edition, edition.urls.timeline(), name),
        choices=tuple(_choices(edition, route, names)),
        entries=show_entries(edition, entries),
        is_whole=len(entries) == len(events),
        years=_years(edition) if len(entries) < len(events) else (),
        embed_code=embed_code(edition, "all", edition.site.title.text),
    )
    return Artifact(to_file(route), TemplateRecipe("timeline.html"), context)


def _choices(edition: Edition, route: str, names: Sequence[str]) -> Iterator[LaneChoice]:
    for name in names if len(names) > 1 else ():
        own = edition.urls.timeline() if name == names[0] else edition.urls.timeline_by(name)
        yield LaneChoice(name, _name(edition, name), edition.href(own), own == route)


def _name(edition: Edition, name: str) -> str:
    return edition.words(f"timeline_by_{name}")


def _years(edition: Edition) -> tuple[Link, ...]:
    return tuple(counted.link for counted in year_links(edition))
