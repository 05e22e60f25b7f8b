"""The sitemap and robots.txt, for search engines."""

from collections.abc import Iterator, Sequence
from functools import partial

from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.contexts import Robots, Sitemap, SitemapEntry, SitemapIndex
from site_gen.plan.edition import Edition
from site_gen.plan.urls import Urls, is_further

MOST_URLS = 50_000
"""In one sitemap file (sitemaps.org protocol 0.9, "Sitemap file format")."""

UNLISTED = ("redirect.html", "embed.html")
"""Templates of pages that ask search engines to stay out, beside that of 404.html."""


def plan_sitemap(urls: Urls, pages: Sequence[tuple[Edition, Artifact]]) -> Iterator[Artifact]:
    """Every page but 404, redirects, frames and further list pages; nothing where no address is
    known. `pages` is the plan so far, each artifact with the edition that it belongs to.
    """
    sitemap_url = urls.absolute("sitemap.xml")
    yield Artifact("robots.txt", TemplateRecipe("robots.txt"), Robots(sitemap_url))
    if sitemap_url is None:
        return
    listed = [(edition, one.path) for edition, one in pages if _is_listed(one)]
    if len(listed) <= MOST_URLS:
        yield _plan_part("sitemap.xml", listed)
        return
    parts = [listed[first : first + MOST_URLS] for first in range(0, len(listed), MOST_URLS)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield from (_plan_part(name, part) for name, part in zip(names, parts, strict=True))
    locations = tuple(urls.absolute(name) or name for name in names)
    index = SitemapIndex(locations)
    yield Artifact("sitemap.xml", TemplateRecipe("sitemap-index.xml"), index)


def _is_listed(artifact: Artifact) -> bool:
    recipe, path = artifact.recipe, artifact.path
    if not isinstance(recipe, TemplateRecipe) or not path.endswith("index.html"):
        return False
    return recipe.template not in UNLISTED and not is_further(path)


def _plan_part(name: str, listed: Sequence[tuple[Edition, str]]) -> Artifact:
    basis = listed[0][0].basis() if listed else None
    return Artifact(name, TemplateRecipe("sitemap.xml"), partial(_show_part, listed), basis=basis)


def _show_part(listed: Sequence[tuple[Edition, str]]) -> Sitemap:
    return Sitemap(tuple(_show_entry(edition, path) for edition, path in listed))


def _show_entry(edition: Edition, path: str) -> SitemapEntry:
    route = path.removesuffix("index.html")
    alternates = tuple(
        (one.language, one.absolute_url) for one in edition.alternates(route) if one.absolute_url
    )
    return SitemapEntry(edition.urls.absolute(route) or route, alternates)
