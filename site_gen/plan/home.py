"""The home page: the whole chronology."""

from collections.abc import Iterator
from functools import cached_property, partial

from site_gen.digest import digest_value
from site_gen.model.records import Event
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.chronology import ListPage, chronology_pages, page_title
from site_gen.plan.contexts import Chronology, ChronologyPage, CountedLink, Overview
from site_gen.plan.edition import Edition, PageFields
from site_gen.plan.grounds import Grounds
from site_gen.plan.overview import draw_overview
from site_gen.plan.periods import year_links
from site_gen.plan.stories import story_links
from site_gen.plan.urls import to_file

MOST_STORIES = 12
"""Beside the chronology, on a phone above it."""


def plan_home(edition: Edition) -> Iterator[Artifact]:
    around = _Around(edition)
    events = edition.timeline.events
    for page, chronology in chronology_pages(edition, edition.urls.home(), events, "all"):
        frame = partial(_frame_page, edition, page)
        context = partial(_show_page, frame, chronology, around)
        recipe, find_marks = TemplateRecipe("chronology.html"), partial(_list_marks, page, around)
        basis = edition.basis(find_marks)
        yield Artifact(to_file(page.route), recipe, context, basis=basis, frame=frame)


def _list_marks(page: ListPage[Event], around: "_Around", grounds: Grounds) -> tuple[str, ...]:
    return str(page.number), around.mark, grounds.faces(page.items)


class _Around:
    """What stands around the list on each of its pages, made once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    @cached_property
    def years(self) -> tuple[CountedLink, ...]:
        return year_links(self._edition)

    @cached_property
    def stories(self) -> tuple[CountedLink, ...]:
        return story_links(self._edition)

    @property
    def all_stories(self) -> CountedLink | None:
        """Where the rest is, if there is a rest."""
        total, edition = len(self.stories), self._edition
        link = edition.parent("stories", edition.urls.stories())
        return CountedLink(link, total) if total > MOST_STORIES else None

    @cached_property
    def mark(self) -> str:
        """Stands for all of it, and for the dates with which the pages begin."""
        dates = tuple(str(event.sort or event.date) for event in self._edition.timeline.events)
        shown = tuple(event.date.text for event in self._edition.timeline.events)
        return digest_value((self.years, self.stories, dates, shown))

    @cached_property
    def overview(self) -> Overview | None:
        return draw_overview(self._edition, self._edition.timeline.events)


def _frame_page(edition: Edition, page: ListPage[Event]) -> PageFields:
    return edition.common(
        route=page.route,
        title=page_title(edition, edition.site.title.text, page),
        description=edition.site.description,
    )


def _show_page(
    frame: "partial[PageFields]", chronology: "partial[Chronology]", around: _Around
) -> ChronologyPage:
    return ChronologyPage(
        **frame(),
        chronology=chronology(),
        years=around.years,
        stories=_choose_stories(around.stories),
        overview=around.overview,
        all_stories=around.all_stories,
    )


def _choose_stories(stories: tuple[CountedLink, ...]) -> tuple[CountedLink, ...]:
    """The largest where there are many, in the order of the list."""
    if len(stories) <= MOST_STORIES:
        return stories
    largest = set(sorted(range(len(stories)), key=lambda at: -stories[at].count)[:MOST_STORIES])
    return tuple(one for at, one in enumerate(stories) if at in largest)
