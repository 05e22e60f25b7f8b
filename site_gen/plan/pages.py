"""Free pages, and the page for what is not found."""

from collections.abc import Iterator

from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.bibliography import new_references
from site_gen.plan.bodies import resolve_body
from site_gen.plan.contexts import FreePage, NotFoundPage
from site_gen.plan.edition import Edition
from site_gen.plan.urls import to_file


def plan_pages(edition: Edition) -> Iterator[Artifact]:
    for page in edition.timeline.pages.values():
        route = edition.urls.page(page.id)
        references = new_references(edition)
        body = resolve_body(edition, page.body, references)
        title, summary = edition.text(page.title), edition.maybe(page.summary)
        context = FreePage(
            **edition.common(route=route, title=title.text, description=summary),
            title=title,
            summary=summary,
            body=body,
            references=references.to_list(),
        )
        yield Artifact(to_file(route), TemplateRecipe("page.html"), context, page.origin)


def plan_not_found(edition: Edition) -> Iterator[Artifact]:
    route = edition.urls.not_found()
    title = edition.words("not_found")
    context = NotFoundPage(**edition.common(route=route, title=title, is_listed=False))
    yield Artifact(route, TemplateRecipe("404.html"), context, basis=edition.basis())
