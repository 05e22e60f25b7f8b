"""A page for each tag, and the list of tags."""

from collections.abc import Iterator

from site_gen.content.findings import Finding
from site_gen.content.ids import LONGEST_ID
from site_gen.model.timeline import Timeline
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.chronology import chronology_pages, page_title
from site_gen.plan.contexts import CountedLink, TagPage, TagsPage
from site_gen.plan.edition import Edition
from site_gen.plan.overview import draw_overview
from site_gen.plan.slugs import slug_of
from site_gen.plan.urls import to_file


def check_tags(timeline: Timeline) -> Iterator[Finding]:
    """A tag becomes an address, which needs letters or digits, and takes as many as an id.

    Two tags with one address collide later.
    """
    for tag in timeline.tags.values():
        shown, slug = tag.text.in_site_language(timeline.language), slug_of(tag.key)
        if not slug:
            fact = f'the tag "{shown}" has neither a letter nor a digit, and so no address'
            remedy = "write it as a word"
        elif len(slug.encode()) > LONGEST_ID:
            fact = f'the tag "{shown}" is too long for an address'
            remedy = f"use at most {LONGEST_ID} bytes"
        else:
            continue
        path, pointer = tag.origin.path, tag.origin.pointer
        yield Finding("error", "invalid-value", fact, remedy, path, pointer)


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
        text, slug = edition.text(tag.text), slug_of(tag.key)
        if not slug:
            continue
        tag_route, subject = edition.urls.tag(slug), f'the tag "{text.text}"'
        overview = draw_overview(edition, tag.events)
        pages = chronology_pages(edition, tag_route, tag.events, f"tag={slug}")
        for page, chronology in pages:
            shown = TagPage(
                **edition.common(
                    route=page.route,
                    title=page_title(edition, text.text, page),
                    parents=parents,
                ),
                tag=text,
                chronology=chronology,
                overview=overview,
            )
            recipe = TemplateRecipe("tag.html")
            yield Artifact(to_file(page.route), recipe, shown, tag.origin, subject)
