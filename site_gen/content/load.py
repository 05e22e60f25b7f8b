"""A site folder becomes a Timeline and Settings, or the reasons why it cannot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from site_gen.content.checks import check_timeline, report_no_events
from site_gen.content.documents import FileContent, read_document, unreadable_document
from site_gen.content.fields import Reading
from site_gen.content.files import SETTINGS, ContentFile, Found, find_files, read_text
from site_gen.content.findings import Findings
from site_gen.content.near import NearIndex
from site_gen.content.nodes import parse_nodes
from site_gen.content.page_parts import join_pages
from site_gen.content.pages import PagePart
from site_gen.content.places import place_findings
from site_gen.content.references import Resolver, resolve_all
from site_gen.content.registry import check_page_ids, register
from site_gen.content.site_fields import SiteContent, read_site
from site_gen.model.records import Entity, Event, Source, Story
from site_gen.model.settings import Settings
from site_gen.model.timeline import Timeline, order_events
from site_gen.problems import Location, Problem, UsageError, has_errors, sort_problems


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site as far as it could be read.

    `timeline` and `settings` are None where site.yaml cannot be relied on. With an error among
    the Problems the timeline may lack records and hold ids that lead nowhere: good for a list,
    not for a plan. `media` are the files of content/media/ by their names there.
    """

    timeline: Timeline | None
    settings: Settings | None
    media: Mapping[str, Path]
    problems: tuple[Problem, ...]


def find_site(start: Path) -> Path:
    """The folder itself if it holds site.yaml; UsageError if not."""
    try:
        (start / SETTINGS).lstat()
    except OSError:
        raise UsageError(_advise_missing(start)) from None
    return start


def _advise_missing(start: Path) -> str:
    if not start.is_dir():
        return f'there is no folder "{start}"; check the path after -C'
    for name in ("site.yml", "Site.yaml", "site.yaml.txt"):
        if (start / name).exists():
            return f'"{start}" holds {name}; rename it to {SETTINGS}'
    return f'"{start}" has no {SETTINGS}; run in the folder that has one, or name it with -C'


def load_site(root: Path, now: datetime) -> Loaded:
    """Read everything; `now` (with a zone) decides which targets are past due."""
    site_problems, site = _load_settings(root)
    found = find_files(root)
    contents = [load_document(root, file) for file in found.files]
    shaky = (item.path for item in contents if has_errors(item.problems))
    findings = Findings(site.ignored, frozenset(shaky))
    if not any(file.kind == "event" for file in found.files):
        report_no_events(findings)
    timeline = _resolve(contents, site, found, findings, now)
    problems = [
        *site_problems,
        *found.problems,
        *(problem for content in contents for problem in content.problems),
    ]
    kept = [item for item in problems if not _is_silenced(item, site.ignored)]
    kept.extend(place_findings(root, findings.found))
    return Loaded(
        timeline if site.settings else None, site.settings, found.media, tuple(sort_problems(kept))
    )


def load_document(root: Path, file: ContentFile) -> FileContent:
    """One file, read anew, by itself."""
    text = read_text(root, file.path)
    if isinstance(text, Problem):
        return unreadable_document(file, text)
    return read_document(file, text)


def _is_silenced(problem: Problem, ignored: frozenset[str]) -> bool:
    return problem.severity == "warning" and problem.rule in ignored


def _load_settings(root: Path) -> tuple[list[Problem], SiteContent]:
    reading = Reading(SETTINGS)
    text = read_text(root, SETTINGS)
    if isinstance(text, Problem):
        reading.problems.append(text)
        return reading.problems, read_site(None, reading)
    node, problems = parse_nodes(text, SETTINGS)
    reading.problems.extend(problems)
    site = read_site(node, reading)
    if node is None and not problems:
        fact, remedy = "there is nothing in this file", "write at least a title, as in title: News"
        place = Location(SETTINGS, 1, 1)
        reading.problems.append(Problem("error", "empty-file", fact, remedy, place))
    return reading.problems, site


def _resolve(
    contents: Iterable[FileContent],
    site: SiteContent,
    found: Found,
    findings: Findings,
    now: datetime,
) -> Timeline:
    """What only the whole can tell: ids, references, cycles, and what looks doubtful."""
    contents = list(contents)
    registry = register((item for content in contents for item in content.declared), findings)
    near = NearIndex(
        record for content in contents for record in content.records if isinstance(record, Entity)
    )
    settings = site.settings
    timezone = settings.timezone if settings else UTC
    language = settings.language if settings else "en"
    resolver = Resolver(registry, near, found.media, language, findings)
    records = list(resolve_all(resolver, contents))
    parts = [record for record in records if isinstance(record, PagePart)]
    timeline = Timeline(
        events=order_events((item for item in records if isinstance(item, Event)), timezone),
        entities=_by_id(item for item in records if isinstance(item, Entity)),
        sources=_by_id(item for item in records if isinstance(item, Source)),
        stories=_by_id(item for item in records if isinstance(item, Story)),
        pages=join_pages(parts, language, findings),
        language=language,
    )
    check_page_ids(registry, settings.languages if settings else (), findings)
    check_timeline(timeline, site, resolver, now, findings)
    return timeline


_R = TypeVar("_R", Entity, Source, Story)


def _by_id(records: Iterable[_R]) -> dict[str, _R]:
    return {record.id: record for record in sorted(records, key=lambda record: record.id)}
