"""Light pages for frames on other sites: the whole timeline, and each story."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from site_gen.model.records import NOWHERE, Event, Origin, Story
from site_gen.model.text import Localized
from site_gen.plan.arrangements import listed
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.contexts import Drawing
from site_gen.plan.drawing_contexts import EmbedPage
from site_gen.plan.drawing_files import describe_source, drawing_basis, plan_files
from site_gen.plan.drawings import draw, in_time, one_lane, show_entries
from site_gen.plan.edition import Edition
from site_gen.plan.urls import to_file

WHOLE = "all"
"""Stands for the whole timeline where a story's id would stand (command line, output tree)."""


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """What a frame shows: `files` is the route of its script's files, `home` where it leads back.

    `arrangement` names the lanes in those files. `draw` draws the same drawing whenever asked.
    """

    title: Localized
    home: str
    events: Sequence[Event]
    arrangement: str
    draw: Callable[[], Drawing | None]
    files: str


def embed_code(edition: Edition, story: str, title: str) -> str:
    """What others paste into a page of theirs; empty where the site's address is not known."""
    url = edition.urls.absolute(edition.urls.embed(story))
    if url is None:
        return ""
    return (
        f'<iframe src="{escape(url)}" title="{escape(title)}"'
        ' width="100%" height="480" loading="lazy"></iframe>'
    )


def plan_embeds(edition: Edition) -> Iterator[Artifact]:
    """A frame for each story; `plan_whole_frame` makes that of the whole."""
    for story in edition.timeline.stories.values():
        if story.id != WHOLE:
            yield from _plan_story(edition, story)


def plan_whole_frame(
    edition: Edition, arrangement: str, draw_it: Callable[[], Drawing | None]
) -> Artifact:
    home = edition.urls.timeline()
    events, title = edition.timeline.events, edition.site.title
    excerpt = _Excerpt(title, home, events, arrangement, draw_it, home)
    return _plan_frame(edition, WHOLE, excerpt, NOWHERE)


def _plan_story(edition: Edition, story: Story) -> Iterator[Artifact]:
    events = in_time(edition, edition.timeline.events_by_story[story.id])
    lanes = one_lane(events)
    home, files = edition.urls.story(story.id), edition.urls.embed(story.id)
    draw_it = partial(draw, edition, events, lanes)
    excerpt = _Excerpt(edition.text(story.title), home, events, "all", draw_it, files)
    yield _plan_frame(edition, story.id, excerpt, story.origin)
    if events:
        yield from plan_files(edition, files, events, {"all": lanes})


def _plan_frame(edition: Edition, name: str, excerpt: _Excerpt, origin: Origin) -> Artifact:
    route = edition.urls.embed(name)
    context = partial(_show_frame, edition, route, excerpt)
    recipe, basis = TemplateRecipe("embed.html"), drawing_basis(edition, excerpt.events)
    return Artifact(to_file(route), recipe, context, origin, basis=basis)


def _show_frame(edition: Edition, route: str, excerpt: _Excerpt) -> EmbedPage:
    drawing = excerpt.draw()
    entries = listed(excerpt.events, drawing, edition)
    return EmbedPage(
        **edition.common(route, excerpt.title.text, is_listed=False),
        title=excerpt.title,
        home_url=edition.href(excerpt.home),
        drawing=drawing,
        source=describe_source(edition, excerpt.files, excerpt.arrangement),
        entries=show_entries(edition, entries),
        is_whole=len(entries) == len(excerpt.events),
    )
