"""Which files exist and what each may see: pure, without disk, clock or network."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from site_gen.content.findings import Finding
from site_gen.model.imprints import Imprint
from site_gen.model.settings import Settings
from site_gen.model.timeline import Timeline
from site_gen.plan.accent import check_accent, plan_accent
from site_gen.plan.artifacts import (
    Artifact,
    AssetFile,
    Assets,
    CardRecipe,
    CopyRecipe,
    TemplateRecipe,
)
from site_gen.plan.cards import check_cards, plan_cards
from site_gen.plan.contexts import SHARED_PARTS
from site_gen.plan.copies import plan_copies
from site_gen.plan.corrections import plan_corrections
from site_gen.plan.edition import Edition, language_prefix
from site_gen.plan.embeds import plan_embeds
from site_gen.plan.entities import plan_entities
from site_gen.plan.events import plan_events
from site_gen.plan.grounds import Grounds, join_marks
from site_gen.plan.headers import plan_headers, plan_redirect_rules
from site_gen.plan.home import plan_home
from site_gen.plan.machines.calendars import plan_calendars
from site_gen.plan.machines.data_files import plan_data_files
from site_gen.plan.machines.feeds import plan_feeds
from site_gen.plan.machines.oembed import plan_oembed
from site_gen.plan.own_css import check_own_css
from site_gen.plan.pages import plan_not_found, plan_pages
from site_gen.plan.periods import plan_periods
from site_gen.plan.redirects import plan_redirects
from site_gen.plan.routes import plan_routes
from site_gen.plan.search import plan_search
from site_gen.plan.site_plan import SitePlan, collect_artifacts
from site_gen.plan.sitemap import plan_sitemap
from site_gen.plan.sources import plan_sources
from site_gen.plan.stories import plan_stories
from site_gen.plan.tags import check_tags, plan_tags
from site_gen.plan.targets import plan_targets
from site_gen.plan.timeline_page import plan_timeline
from site_gen.plan.urls import Urls
from site_gen.plan.words import Words

__all__ = [
    "SHARED_PARTS",
    "Artifact",
    "AssetFile",
    "Assets",
    "CardRecipe",
    "CopyRecipe",
    "Edition",
    "Planner",
    "SitePlan",
    "TemplateRecipe",
    "Words",
    "check_routes",
    "make_plan",
    "open_edition",
]

Planner = Callable[[Edition], Iterable[Artifact]]
"""Plans one kind of page in one language."""

PLANNERS: tuple[Planner, ...] = (
    plan_home,
    plan_events,
    plan_periods,
    plan_entities,
    plan_stories,
    plan_tags,
    plan_sources,
    plan_targets,
    plan_corrections,
    plan_pages,
    plan_not_found,
    plan_redirects,
    plan_timeline,
    plan_embeds,
    plan_search,
    plan_accent,
    plan_feeds,
    plan_calendars,
    plan_data_files,
    plan_oembed,
    plan_cards,
)


def make_plan(
    timeline: Timeline,
    settings: Settings,
    assets: Assets,
    words: Callable[[str], Words],
    *,
    imprints: Mapping[str, Imprint] | None = None,
    settings_digest: str = "",
    before: Grounds | None = None,
) -> SitePlan:
    """Plan the whole site. `words` gives the interface's words in a language by its tag.

    With `imprints` of the records and a digest that stands for `settings`, artifacts tell what
    they follow from without making it. `before` are the grounds of a plan that this process has
    made of the same site.
    """
    grounds = Grounds(timeline, imprints, assets.media, settings_digest) if imprints else None
    if grounds and before:
        grounds.take_over(before)
    editions = [
        replace(open_edition(timeline, settings, assets, words(tag), tag), grounds=grounds)
        for tag in settings.languages
    ]
    planned = [(edition, one) for edition in editions for one in _plan_edition(edition)]
    pages = [artifact for _, artifact in planned]
    root = Urls(settings.base_path, settings.origin)
    beside = (*plan_sitemap(root, planned), *plan_copies(timeline, settings, assets))
    for_hosts = (*plan_headers(settings, pages), *plan_redirect_rules(pages, root))
    plan = collect_artifacts([*pages, *beside, *for_hosts])
    found = (*_check(timeline, settings, assets), *check_cards(editions))
    plan = replace(plan, findings=(*found, *plan.findings))
    if grounds is None:
        return plan
    ground = join_marks(grounds.ground, *[edition.common_mark for edition in editions])
    return replace(plan, ground=ground, versions=grounds.versions, grounds=grounds)


def check_routes(timeline: Timeline, settings: Settings, assets: Assets) -> SitePlan:
    """What stands in the way of a plan, at a small part of its cost; its artifacts are bare."""
    plan = collect_artifacts(plan_routes(timeline, settings, assets))
    return replace(plan, findings=(*_check(timeline, settings, assets), *plan.findings))


def _check(timeline: Timeline, settings: Settings, assets: Assets) -> Iterator[Finding]:
    yield from check_accent(settings)
    yield from check_own_css(settings, assets)
    yield from check_tags(timeline)


def _plan_edition(edition: Edition) -> Iterator[Artifact]:
    for planner in PLANNERS:
        yield from planner(edition)


def open_edition(
    timeline: Timeline, settings: Settings, assets: Assets, words: Words, language: str
) -> Edition:
    """The site in one of its languages."""
    urls = Urls(settings.base_path, settings.origin, language_prefix(settings, language))
    return Edition(timeline, settings, assets, words, language, urls)
