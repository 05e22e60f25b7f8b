"""The home page: the whole chronology."""

from collections.abc import Iterator

from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.chronology import chronology_pages, page_title
from site_gen.plan.contexts import ChronologyPage, CountedLink
from site_gen.plan.edition import Edition
from site_gen.plan.overview import draw_overview
from site_gen.plan.periods import year_links
from site_gen.plan.stories import story_links
from site_gen.plan.urls import to_file

MOST_STORIES = 12
"""Beside the chronology, on a phone above it."""


def plan_home(edition: Edition) -> Iterator[Artifact]:
    title = edition.site.title.text
    years, stories = year_links(edition), story_links(edition)
    events = edition.timeline.events
    overview = draw_overview(edition, events)
    all_stories = CountedLink(edition.parent("stories", edition.urls.stories()), len(stories))
    for page, chronology in chronology_pages(edition, edition.urls.home(), events, "all"):
        context = ChronologyPage(
            **edition.common(
                route=page.route,
                title=page_title(edition, title, page),
                description=edition.site.description,
            ),
            chronology=chronology,
            years=years,
            stories=_choose_stories(stories),
            overview=overview,
            all_stories=all_stories if len(stories) > MOST_STORIES else None,
        )
        yield Artifact(to_file(page.route), TemplateRecipe("chronology.html"), context)


def _choose_stories(stories: tuple[CountedLink, ...]) -> tuple[CountedLink, ...]:
    """The largest where there are many, in the order of the list."""
    if len(stories) <= MOST_STORIES:
        return stories
    largest = set(sorted(range(len(stories)), key=lambda at: -stories[at].count)[:MOST_STORIES])
    return tuple(one for at, one in enumerate(stories) if at in largest)
