"""Where everything will stand, without what will stand there: enough to see what collides."""

from collections.abc import Iterator

from site_gen.model.records import Origin
from site_gen.model.settings import Settings
from site_gen.model.timeline import Timeline
from site_gen.plan.artifacts import Artifact, Assets, TemplateRecipe
from site_gen.plan.copies import plan_copies
from site_gen.plan.edition import language_prefix
from site_gen.plan.redirects import alias_file
from site_gen.plan.slugs import slug_of
from site_gen.plan.urls import Urls, to_file


def plan_routes(timeline: Timeline, settings: Settings, assets: Assets) -> Iterator[Artifact]:
    """An artifact for each path that follows from what authors write, its context left out."""
    for language in settings.languages:
        prefix = language_prefix(settings, language)
        urls = Urls(settings.base_path, settings.origin, prefix)
        yield from _plan_records(timeline, urls)
        yield from _plan_lists(timeline, urls)
    yield from _plan_aliases(timeline)
    yield from plan_copies(timeline, settings, assets)


def _plan_records(timeline: Timeline, urls: Urls) -> Iterator[Artifact]:
    for event in timeline.events:
        yield _at(urls.event(event.id), event.origin)
    for entity in timeline.entities.values():
        yield _at(urls.entity(entity.id), entity.origin)
    for story in timeline.stories.values():
        yield _at(urls.story(story.id), story.origin)
    for source in timeline.sources.values():
        if source.has_page:
            yield _at(urls.source(source.id), source.origin)
    for page in timeline.pages.values():
        yield _at(urls.page(page.id), page.origin)
    for tag in timeline.tags.values():
        if slug := slug_of(tag.key):
            shown = tag.text.in_site_language(timeline.language)
            yield _at(urls.tag(slug), tag.origin, f'the tag "{shown}"')


def _plan_lists(timeline: Timeline, urls: Urls) -> Iterator[Artifact]:
    lists = (urls.home(), urls.entities(), urls.stories(), urls.tags(), urls.sources())
    for route in (*lists, urls.targets(), urls.corrections(), urls.timeline(), urls.not_found()):
        yield _at(route, Origin(""))
    for year in {event.date.year for event in timeline.events} - {None}:
        if year is not None:
            yield _at(urls.year(year), Origin(""))


def _plan_aliases(timeline: Timeline) -> Iterator[Artifact]:
    for event in timeline.events:
        for index, alias in enumerate(event.aliases):
            origin = event.origin.at("aliases", index)
            yield _to_artifact(alias_file(alias), origin, f'the alias "{alias}"')


def _at(route: str, origin: Origin, subject: str = "") -> Artifact:
    return _to_artifact(to_file(route), origin, subject)


def _to_artifact(path: str, origin: Origin, subject: str) -> Artifact:
    """Its origin stands in for the context: two records at one path are not the same."""
    return Artifact(path, TemplateRecipe(""), origin, origin, subject)
