"""A page for each tag, and the list of tags."""

from collections.abc import Iterator
from functools import partial

from site_gen.content.findings import Finding
from site_gen.content.ids import LONGEST_ID
from site_gen.model.records import Event
from site_gen.model.timeline import Tag, Timeline
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.chronology import ListPage, chronology_pages, page_title
from site_gen.plan.contexts import Chronology, CountedLink, TagPage, TagsPage
from site_gen.plan.edition import Edition, PageFields
from site_gen.plan.grounds import Grounds
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
    shown = partial(_show_all, edition)
    yield Artifact(to_file(route), TemplateRecipe("tags.html"), shown, basis=edition.basis())
    for tag in edition.timeline.tags.values():
        text, slug = edition.text(tag.text), slug_of(tag.key)
        if not slug:
            continue
        tag_route, subject = edition.urls.tag(slug), f'the tag "{text.text}"'
        basis = edition.basis(partial(_list_marks, tag))
        pages = chronology_pages(edition, tag_route, tag.events, f"tag={slug}")
        for page, chronology in pages:
            frame = partial(_frame_page, edition, tag, page)
            context = partial(_show_page, edition, tag, frame, chronology)
            recipe, file = TemplateRecipe("tag.html"), to_file(page.route)
            yield Artifact(file, recipe, context, tag.origin, subject, basis, frame)


def _list_marks(tag: Tag, grounds: Grounds) -> tuple[str, ...]:
    return repr(tag.text.entries), grounds.faces(tag.events)


def _show_all(edition: Edition) -> TagsPage:
    tags = edition.timeline.tags.values()
    return TagsPage(
        **edition.common(route=edition.urls.tags(), title=edition.words("tags")),
        tags=tuple(CountedLink(edition.tag_link(tag), len(tag.events)) for tag in tags),
    )


def _frame_page(edition: Edition, tag: Tag, page: ListPage[Event]) -> PageFields:
    return edition.common(
        route=page.route,
        title=page_title(edition, edition.text(tag.text).text, page),
        parents=(edition.parent("tags", edition.urls.tags()),),
    )


def _show_page(
    edition: Edition, tag: Tag, frame: "partial[PageFields]", chronology: "partial[Chronology]"
) -> TagPage:
    return TagPage(
        **frame(),
        tag=edition.text(tag.text),
        chronology=chronology(),
        overview=draw_overview(edition, tag.events),
    )
