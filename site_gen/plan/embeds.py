"""Light pages for frames on other sites: the whole timeline, and each story."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_gen.model.records import NOWHERE, Event, Origin, Story
from site_gen.model.text import Localized
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.drawing_contexts import EmbedPage
from site_gen.plan.drawing_files import describe_source, plan_files
from site_gen.plan.drawings import Lanes, draw, in_time, one_lane, show_entries
from site_gen.plan.edition import Edition
from site_gen.plan.timeline_page import arrange, listed
from site_gen.plan.urls import to_file

WHOLE = "all"
"""Stands for the whole timeline where a story's id would stand (command line, output tree)."""


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """What a frame shows: `files` is the route of its script's files, `home` where it leads back.

    `arrangement` names the lanes in those files.
    """

    title: Localized
    home: str
    events: Sequence[Event]
    arrangement: str
    lanes: Lanes
    files: str


def plan_embeds(edition: Edition) -> Iterator[Artifact]:
    yield _plan_frame(edition, WHOLE, _show_whole(edition), NOWHERE)
    for story in edition.timeline.stories.values():
        if story.id != WHOLE:
            excerpt = _show_story(edition, story)
            yield _plan_frame(edition, story.id, excerpt, story.origin)
            lanes = {excerpt.arrangement: excerpt.lanes}
            yield from plan_files(edition, excerpt.files, excerpt.events, lanes)


def _show_whole(edition: Edition) -> _Excerpt:
    events, home = edition.timeline.events, edition.urls.timeline()
    name, lanes = next(iter(arrange(edition, events).items()))
    return _Excerpt(edition.site.title, home, events, name, lanes, home)


def _show_story(edition: Edition, story: Story) -> _Excerpt:
    """In the order of time, whatever order the story has fixed: it is a timeline."""
    events = in_time(edition, edition.timeline.events_by_story[story.id])
    home, files = edition.urls.story(story.id), edition.urls.embed(story.id)
    return _Excerpt(edition.text(story.title), home, events, "all", one_lane(events), files)


def _plan_frame(edition: Edition, name: str, excerpt: _Excerpt, origin: Origin) -> Artifact:
    route = edition.urls.embed(name)
    drawing = draw(edition, excerpt.events, excerpt.lanes)
    entries = listed(excerpt.events, drawing, edition)
    context = EmbedPage(
        site=edition.site,
        words=edition.words,
        page=edition.frame(route, excerpt.title.text, is_listed=False),
        title=excerpt.title,
        link=edition.href(excerpt.home),
        drawing=drawing,
        source=describe_source(edition, excerpt.files, excerpt.arrangement),
        entries=show_entries(edition, entries),
        is_whole=len(entries) == len(excerpt.events),
    )
    return Artifact(to_file(route), TemplateRecipe("embed.html"), context, origin)
