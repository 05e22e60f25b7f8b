"""The content in the formats of others: the files of the site, and what they could not hold."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from site_gen.build import PlannedSite
from site_gen.model.records import Event
from site_gen.plan import Artifact, Assets, Edition, open_edition
from site_gen.plan.machines import bibtex, csl, spreadsheet, timelinejs
from site_gen.plan.machines.calendars import find_dated
from site_gen.plan.machines.calendars import find_losses as find_calendar_losses
from site_gen.plan.machines.timelinejs import TimelineJs
from site_gen.plan.urls import Urls
from site_gen.problems import UsageError
from site_gen.render.pages import make_bytes
from site_gen.render.renderer import Renderer

ExportFormat = Literal["timelinejs", "csv", "ics", "json", "csl", "bibtex"]
Losses = Mapping[str, Sequence[str]]
"""What a format cannot hold, in words, with the ids of the records that have it."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file, and what is not in it.

    `total` counts the records that were to be written, `written` those that were.
    """

    content: bytes
    losses: Losses
    total: int
    written: int


def export_site(
    site: PlannedSite, name: ExportFormat, language: str | None = None, *, as_sheet: bool = False
) -> Export:
    """The same bytes as the site's own file; `as_sheet` is TimelineJS's table of 19 columns.

    Raises UsageError for a language that the site does not have, ValueError for a site without a
    plan.
    """
    if site.plan is None or site.settings is None or site.shown is None:
        raise ValueError("there is no plan")
    languages = site.settings.languages
    chosen = language or languages[0]
    if chosen not in languages:
        listed = ", ".join(languages)
        raise UsageError(f'the site has no language "{chosen}"; write one of them: {listed}')
    words = site.theme.words_for(chosen)
    edition = open_edition(site.shown, site.settings, Assets({}, {}), words, chosen)
    artifact = site.plan.artifacts[_PATHS[name](edition.urls)]
    content = make_bytes(Renderer(site.theme), artifact)
    if as_sheet:
        content = _write_sheet(artifact, content)
    losses = {what: ids for what, ids in _LOSSES[name](edition).items() if ids}
    records = site.shown.sources if name in ("csl", "bibtex") else site.shown.events
    written = len(_WRITTEN[name](edition)) if name in _WRITTEN else len(records)
    return Export(content, losses, len(records), written)


def _write_sheet(artifact: Artifact, content: bytes) -> bytes:
    """The table has the texts that were rendered for the JSON."""
    timeline = artifact.context
    if not isinstance(timeline, TimelineJs):
        raise TypeError(f"{type(timeline).__name__} is no table")
    slides = json.loads(content)
    texts = {
        slide["unique_id"]: slide["text"]["text"] for slide in [*slides["events"], *slides["eras"]]
    }
    return timelinejs.write_sheet(timeline, texts).encode()


def _lose_nothing(edition: Edition) -> Losses:  # noqa: ARG001  # one of the functions of _LOSSES
    return {}


_PATHS: Mapping[ExportFormat, Callable[[Urls], str]] = {
    "timelinejs": Urls.timelinejs,
    "csv": Urls.events_csv,
    "ics": lambda urls: urls.calendar(urls.home()),
    "json": Urls.timeline_json,
    "csl": Urls.sources_csl,
    "bibtex": Urls.sources_bib,
}
_WRITTEN: Mapping[ExportFormat, Callable[[Edition], Sequence[Event]]] = {
    "timelinejs": timelinejs.find_shown,
    "ics": find_dated,
}
"""The others leave no event out."""

_LOSSES: Mapping[ExportFormat, Callable[[Edition], Losses]] = {
    "timelinejs": timelinejs.find_losses,
    "csv": spreadsheet.find_losses,
    "ics": find_calendar_losses,
    "json": _lose_nothing,
    "csl": csl.find_losses,
    "bibtex": bibtex.find_losses,
}
