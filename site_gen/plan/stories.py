"""A page for each story, and the list of stories."""

from collections.abc import Iterator, Sequence
from functools import partial

from site_gen.model.records import Event, Story
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.bibliography import new_references
from site_gen.plan.bodies import show_body
from site_gen.plan.cards import link_card
from site_gen.plan.chronology import ListPage, chronology_pages, page_title, paginate
from site_gen.plan.contexts import Chronology, CountedLink, StoriesPage, StoryPage
from site_gen.plan.drawings import draw_small, in_time
from site_gen.plan.edition import Edition, PageFields
from site_gen.plan.embeds import embed_code
from site_gen.plan.grounds import Grounds
from site_gen.plan.urls import to_file


def plan_stories(edition: Edition) -> Iterator[Artifact]:
    route = edition.urls.stories()
    shown = partial(_show_all, edition)
    yield Artifact(to_file(route), TemplateRecipe("stories.html"), shown, basis=edition.basis())
    for story in edition.timeline.stories.values():
        yield from _plan_story(edition, story)


def _show_all(edition: Edition) -> StoriesPage:
    return StoriesPage(
        **edition.common(route=edition.urls.stories(), title=edition.words("stories")),
        stories=story_links(edition),
    )


def story_links(edition: Edition) -> tuple[CountedLink, ...]:
    return tuple(
        CountedLink(
            edition.story_link(story.id),
            len(edition.timeline.events_by_story[story.id]),
            edition.maybe(story.summary),
        )
        for story in edition.timeline.stories.values()
    )


def _plan_story(edition: Edition, story: Story) -> Iterator[Artifact]:
    route = edition.urls.story(story.id)
    events = edition.timeline.events_by_story[story.id]
    recipe, find_marks = TemplateRecipe("story.html"), partial(_list_marks, events)
    basis = edition.basis(find_marks, (f"story:{story.id}",))
    for page, chronology in _story_pages(edition, story, route, events):
        frame = partial(_frame_page, edition, story, page)
        context = partial(_show_page, edition, story, page, frame, chronology)
        yield Artifact(to_file(page.route), recipe, context, story.origin, basis=basis, frame=frame)


def _list_marks(events: Sequence[Event], grounds: Grounds) -> tuple[str, ...]:
    return (grounds.faces(events),)


def _frame_page(edition: Edition, story: Story, page: ListPage[Event]) -> PageFields:
    return edition.common(
        route=page.route,
        title=page_title(edition, edition.text(story.title).text, page),
        description=edition.maybe(story.summary),
        parents=(edition.parent("stories", edition.urls.stories()),),
        **link_card(edition, story),
    )


def _show_page(
    edition: Edition,
    story: Story,
    page: ListPage[Event],
    frame: "partial[PageFields]",
    chronology: "partial[Chronology]",
) -> StoryPage:
    """What is said of the story itself stands on the first page of its events."""
    is_first = page.number == 1
    events = edition.timeline.events_by_story[story.id]
    references = new_references(edition)
    body = show_body(edition, story.body, references) if is_first else None
    title = edition.text(story.title)
    return StoryPage(
        **frame(),
        title=title,
        summary=edition.maybe(story.summary),
        body=body,
        is_fixed_order=bool(story.events),
        events=edition.rows(page.items) if story.events else (),
        chronology=chronology(),
        references=references.to_list(),
        drawing=draw_small(edition, in_time(edition, events)) if is_first else None,
        embed_code=embed_code(edition, story.id, title.text) if is_first else "",
    )


def _story_pages(
    edition: Edition, story: Story, route: str, events: Sequence[Event]
) -> Iterator[tuple[ListPage[Event], "partial[Chronology]"]]:
    """A fixed order has no years to stand under: its chronology only counts and leads on."""
    if not story.events:
        yield from chronology_pages(edition, route, events, f"story={story.id}")
        return
    for page in paginate(edition, route, events):
        yield page, partial(Chronology, (), page.pager, len(events))
