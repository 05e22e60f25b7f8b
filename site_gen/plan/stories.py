"""A page for each story, and the list of stories."""

from collections.abc import Iterator

from site_gen.model.records import Story
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.bibliography import new_references
from site_gen.plan.chronology import chronology_pages, page_title
from site_gen.plan.contexts import CountedLink, StoriesPage, StoryPage
from site_gen.plan.edition import Edition
from site_gen.plan.urls import to_file


def plan_stories(edition: Edition) -> Iterator[Artifact]:
    route = edition.urls.stories()
    context = StoriesPage(
        **edition.common(route=route, title=edition.words("stories")),
        stories=story_links(edition),
    )
    yield Artifact(to_file(route), TemplateRecipe("stories.html"), context)
    for story in edition.timeline.stories.values():
        yield from _plan_story(edition, story)


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
    """A fixed order is shown whole on the first page; an order by date goes on page by page."""
    route = edition.urls.story(story.id)
    events = edition.timeline.events_by_story[story.id]
    references = new_references(edition)
    body = edition.markup(story.body, references)
    title = edition.text(story.title)
    parents = (edition.parent("stories", edition.urls.stories()),)
    dated = () if story.events else events
    for page, chronology in chronology_pages(edition, route, dated):
        is_first = page.number == 1
        context = StoryPage(
            **edition.common(
                route=page.route,
                title=page_title(edition, title.text, page),
                description=edition.maybe(story.summary),
                parents=parents,
            ),
            title=title,
            summary=edition.maybe(story.summary),
            body=body if is_first else None,
            is_fixed_order=bool(story.events),
            events=edition.rows(events) if story.events else (),
            chronology=chronology,
            references=references.to_list() if is_first else (),
        )
        yield Artifact(to_file(page.route), TemplateRecipe("story.html"), context, story.origin)
