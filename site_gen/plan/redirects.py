"""Old addresses that lead to where an event stands now."""

from collections.abc import Iterator

from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.contexts import RedirectPage
from site_gen.plan.edition import Edition
from site_gen.plan.urls import to_file


def plan_redirects(edition: Edition) -> Iterator[Artifact]:
    """Only in the site's own language: an alias is a path of the old site as a whole."""
    if edition.urls.prefix:
        return
    for event in edition.timeline.events:
        route = edition.urls.event(event.id)
        for index, alias in enumerate(event.aliases):
            context = RedirectPage(
                language=edition.language,
                title=edition.text(event.title).text,
                url=edition.href(route),
                absolute_url=edition.urls.absolute(route),
            )
            recipe, subject = TemplateRecipe("redirect.html"), f'the alias "{alias}"'
            origin = event.origin.at("aliases", index)
            yield Artifact(alias_file(alias), recipe, context, origin, subject)


def alias_file(alias: str) -> str:
    """`/old/path/` and `old/path` are folders; `old.html` is a file."""
    path = alias.strip("/")
    return path if path.endswith((".html", ".htm")) else to_file(f"{path}/")
