"""Files that are copied as they are: the theme's assets, and the media that the site shows."""

from collections.abc import Iterator

from site_gen.model.markup import find_mentions, media_name
from site_gen.model.settings import Settings
from site_gen.model.text import Text
from site_gen.model.timeline import Timeline
from site_gen.plan.artifacts import Artifact, AssetFile, Assets, CopyRecipe, ScriptRecipe
from site_gen.plan.urls import media_file, theme_file


def plan_copies(timeline: Timeline, settings: Settings, assets: Assets) -> Iterator[Artifact]:
    digest = assets.theme_digest
    for name, asset in assets.theme.items():
        path = theme_file(name, digest)
        if asset.is_shipped and name.endswith(".js"):
            yield Artifact(path, ScriptRecipe(asset.source, asset.digest))
        else:
            yield _copy(path, asset)
    shown = set(_media_shown(timeline, settings)) if assets.media else set()
    for name in sorted(shown & assets.media.keys()):
        medium = assets.media[name]
        yield _copy(media_file(name, medium.digest), medium)


def _copy(path: str, asset: AssetFile) -> Artifact:
    return Artifact(path, CopyRecipe(asset.source, asset.digest))


def _media_shown(timeline: Timeline, settings: Settings) -> Iterator[str]:
    if settings.logo:
        yield settings.logo
    for event in timeline.events:
        yield from (medium.file for medium in event.media if medium.file)
    for body in _bodies(timeline):
        for _, wording in body.entries:
            if "](" in wording or "]:" in wording:
                mentions = find_mentions(wording)
                yield from (media_name(one.target) for one in mentions if one.role != "citation")


def _bodies(timeline: Timeline) -> Iterator[Text]:
    bodies: tuple[Text | None, ...] = (
        *(event.body for event in timeline.events),
        *(entity.body for entity in timeline.entities.values()),
        *(story.body for story in timeline.stories.values()),
        *(page.body for page in timeline.pages.values()),
    )
    return (body for body in bodies if body)
