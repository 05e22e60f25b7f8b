"""A page for each tag, and the list of tags."""

from collections.abc import Iterator

from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.chronology import chronology_pages, page_title
from site_gen.plan.contexts import CountedLink, TagPage, TagsPage
from site_gen.plan.edition import Edition
from site_gen.plan.urls import to_file


def plan_tags(edition: Edition) -> Iterator[Artifact]:
    route = edition.urls.tags()
    tags = edition.timeline.tags.values()
    context = TagsPage(
        **edition.common(route=route, title=edition.words("tags")),
        tags=tuple(CountedLink(edition.tag_link(tag), len(tag.events)) for tag in tags),
    )
    yield Artifact(to_file(route), TemplateRecipe("tags.html"), context)
    parents = (edition.parent("tags", route),)
    for tag in tags:
        text = edition.text(tag.text)
        tag_route = edition.urls.tag(edition.tag_slugs[tag.key])
        for page, chronology in chronology_pages(edition, tag_route, tag.events):
            shown = TagPage(
                **edition.common(
                    route=page.route,
                    title=page_title(edition, text.text, page),
                    parents=parents,
                ),
                tag=text,
                chronology=chronology,
            )
            yield Artifact(to_file(page.route), TemplateRecipe("tag.html"), shown)
