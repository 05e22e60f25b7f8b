"""The sitemap and robots.txt, for search engines."""

from collections.abc import Iterator, Sequence

from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.contexts import PageContext, Robots, Sitemap, SitemapEntry, SitemapIndex
from site_gen.plan.urls import Urls, is_further

MOST_URLS = 50_000
"""In one sitemap file (sitemaps.org protocol 0.9, "Sitemap file format")."""


def plan_sitemap(urls: Urls, artifacts: Sequence[Artifact]) -> Iterator[Artifact]:
    """Every page but 404, redirects and further list pages; nothing where no address is known."""
    entries = [entry for artifact in artifacts if (entry := _entry(artifact))]
    sitemap_url = urls.absolute("sitemap.xml")
    yield Artifact("robots.txt", TemplateRecipe("robots.txt"), Robots(sitemap_url))
    if sitemap_url is None:
        return
    if len(entries) <= MOST_URLS:
        yield _sitemap("sitemap.xml", entries)
        return
    parts = [entries[first : first + MOST_URLS] for first in range(0, len(entries), MOST_URLS)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield from (_sitemap(name, part) for name, part in zip(names, parts, strict=True))
    locations = tuple(urls.absolute(name) or name for name in names)
    index = SitemapIndex(locations)
    yield Artifact("sitemap.xml", TemplateRecipe("sitemap-index.xml"), index)


def _sitemap(name: str, entries: Sequence[SitemapEntry]) -> Artifact:
    return Artifact(name, TemplateRecipe("sitemap.xml"), Sitemap(tuple(entries)))


def _entry(artifact: Artifact) -> SitemapEntry | None:
    context = artifact.context
    if not isinstance(context, PageContext):
        return None
    page = context.page
    if page.canonical_url is None or is_further(artifact.path):
        return None
    alternates = tuple(
        (one.language, one.absolute_url) for one in page.alternates if one.absolute_url
    )
    return SitemapEntry(page.canonical_url, alternates)
