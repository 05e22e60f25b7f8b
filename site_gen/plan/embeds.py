"""Light pages for frames on other sites: the whole timeline, and each story."""

from collections.abc import Iterator, Sequence

from site_gen.model.records import NOWHERE, Event, Origin
from site_gen.model.text import Localized
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.drawing_contexts import EmbedPage
from site_gen.plan.drawing_files import describe_source, plan_files
from site_gen.plan.drawings import Lanes, draw, one_lane, show_entries
from site_gen.plan.edition import Edition
from site_gen.plan.timeline_page import arrange, listed
from site_gen.plan.urls import to_file

WHOLE = "all"
"""Stands for the whole timeline where a story's id would stand (command line, output tree)."""


def plan_embeds(edition: Edition) -> Iterator[Artifact]:
    events = edition.timeline.events
    name, lanes = next(iter(arrange(edition, events).items()))
    home, title = edition.urls.timeline(), edition.site.title
    files = edition.urls.timeline()
    yield _plan_embed(edition, WHOLE, title, home, events, (name, lanes, files), NOWHERE)
    for story in edition.timeline.stories.values():
        if story.id == WHOLE:
            continue
        thread = sorted(
            edition.timeline.events_by_story[story.id],
            key=lambda event: edition.timeline.position[event.id],
        )
        own = ("all", one_lane(thread), edition.urls.embed(story.id))
        route, text = edition.urls.story(story.id), edition.text(story.title)
        yield _plan_embed(edition, story.id, text, route, thread, own, story.origin)
        yield from plan_files(edition, edition.urls.embed(story.id), thread, {"all": own[1]})


def _plan_embed(
    edition: Edition,
    story: str,
    title: Localized,
    home: str,
    events: Sequence[Event],
    lanes: tuple[str, Lanes, str],
    origin: Origin,
) -> Artifact:
    route = edition.urls.embed(story)
    name, own, files = lanes
    drawing = draw(edition, events, own)
    entries = listed(events, drawing, edition)
    context = EmbedPage(
        site=edition.site,
        words=edition.words,
        page=edition.frame(route, title.text, is_listed=False),
        title=title,
        link=edition.href(home),
        drawing=drawing,
        source=describe_source(edition, files, name),
        entries=show_entries(edition, entries),
        is_whole=len(entries) == len(events),
    )
    return Artifact(to_file(route), TemplateRecipe("embed.html"), context, origin)
