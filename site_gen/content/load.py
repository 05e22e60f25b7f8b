"""A site folder becomes a Timeline and Settings, or the reasons why it cannot."""

import gc
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from site_gen.content.assemble import assemble, list_known
from site_gen.content.checks import check_whole, report_no_events
from site_gen.content.codec import UNREADABLE
from site_gen.content.fields import Reading
from site_gen.content.files import SETTINGS, Found, decode_text, find_files, read_bytes
from site_gen.content.findings import Findings
from site_gen.content.keeping import find_changes, list_loose, make_pages, place_all
from site_gen.content.leaves import Leaf
from site_gen.content.near import NearIndex
from site_gen.content.nodes import parse_nodes
from site_gen.content.opened import Opened
from site_gen.content.reading import Terms, read_leaves
from site_gen.content.references import References
from site_gen.content.references import Whole as WholeFile
from site_gen.content.registry import Registry, check_page_ids, register
from site_gen.content.shelf import Header, Shelf, fill_shelf, open_shelf
from site_gen.content.site_fields import ORIGIN, SiteContent, read_site
from site_gen.content.translations import check_site_texts
from site_gen.content.verdicts import Whole, judge_leaves
from site_gen.dates import Day
from site_gen.dates.bounds import to_ordinal
from site_gen.digest import digest_bytes
from site_gen.model.imprints import Imprint
from site_gen.model.records import Entity
from site_gen.model.settings import Settings
from site_gen.model.timeline import Timeline
from site_gen.problems import Location, Problem, sort_problems


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site as far as it could be read.

    `timeline` and `settings` are None where site.yaml cannot be relied on. With an error among
    the Problems the timeline may lack records and hold ids that lead nowhere: good for a list,
    not for a plan. `media` are the files of content/media/ by their names there.

    `imprints` has them by `event:<id>`, `entity:<id>` and so on, free pages left out;
    `settings_digest` stands for site.yaml.
    """

    timeline: Timeline | None
    settings: Settings | None
    media: Mapping[str, Path]
    problems: tuple[Problem, ...]
    imprints: Mapping[str, Imprint] = field(default_factory=dict)
    settings_digest: str = ""


def load_site(
    root: Path,
    now: datetime,
    *,
    cache: Path | None = None,
    jobs: int = 1,
    keep: bool = True,
    opened: Opened | None = None,
) -> Loaded:
    """Read everything; `now` (with a zone) decides which targets are past due.

    What was read before is taken from the folder `cache`, and kept there for the next time if
    `keep`; or from what this process has `opened` before, and kept there. Neither that nor the
    number of processes (`jobs`) changes what is loaded. Raises EnvironmentFault where one of these
    processes is killed.
    """
    with without_collection():
        shelf = opened.shelf if opened else open_shelf(cache)
        try:
            return _load(root, now, shelf, jobs, keep=keep, opened=opened)
        except UNREADABLE:
            if opened or not shelf.rows:
                raise
            # What lay on the shelf was not written by us: without it.
            return _load(root, now, Shelf(cache), jobs, keep=keep, opened=None)


@contextmanager
def without_collection() -> Iterator[None]:
    """Nothing made here is garbage, and looking for some costs a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _load(
    root: Path, now: datetime, shelf: Shelf, jobs: int, *, keep: bool, opened: Opened | None
) -> Loaded:
    begin = time.time_ns()
    site_problems, site, settings_digest = _load_settings(root)
    settings = site.settings
    language = settings.language if settings else "en"
    timezone = settings.timezone if settings else UTC
    found = find_files(root)
    terms = Terms(language, timezone, settings_digest)
    leaves = read_leaves(root, found.files, shelf, terms, jobs, opened=opened)
    findings = Findings(site.ignored)
    registry = _register(leaves, found, site, findings)
    assembled = assemble(leaves, language, timezone, findings)
    check_whole(assembled.located, assembled.upward, language, findings)
    references = References(registry, _index_names(leaves), found.media, language, findings)
    _check_site(site, references, assembled.timeline, findings)
    today = _day_of(now, timezone)
    loose = frozenset(list_loose(leaves))
    header = Header(settings_digest, to_ordinal(today), frozenset(found.media), loose)
    known = list_known(leaves, found.media)
    whole = Whole(assembled.timeline, site, known, references, today)
    judge_leaves(leaves, whole, find_changes(leaves, shelf, header), jobs)
    placed = place_all(root, leaves, findings.found)
    if opened:
        opened.keep(leaves, header, begin)
    elif keep:
        fill_shelf(shelf, header, make_pages(leaves, begin))
        for leaf in leaves:
            leaf.blob = None  # the shelf has it, should anybody ask once more
    own = [*site_problems, *found.problems, *(item for leaf in leaves for item in leaf.problems)]
    silenced = site.ignored
    if settings and settings.raw_html != "sanitize":
        silenced |= {"html-dropped"}  # it is shown, then, as text or as it is
    kept = [item for item in own if not _is_silenced(item, silenced)]
    return Loaded(
        assembled.timeline if settings else None,
        settings,
        found.media,
        tuple(sort_problems([*kept, *placed])),
        assembled.imprints,
        settings_digest,
    )


def _register(
    leaves: Sequence[Leaf], found: Found, site: SiteContent, findings: Findings
) -> Registry:
    if not any(file.kind == "event" for file in found.files):
        report_no_events(findings)
    registry = register((item for leaf in leaves for item in leaf.extract.declared), findings)
    check_page_ids(registry, site.settings.languages if site.settings else (), findings)
    for leaf in leaves:
        leaf.entities = registry.entity.declared
    return registry


def _index_names(leaves: Sequence[Leaf]) -> NearIndex:
    """Of the entities; they are opened only if somebody asks for a name."""
    files = [leaf for leaf in leaves if leaf.file.kind == "entity"]
    records = (record for leaf in files for record in leaf.open().records)
    return NearIndex(record for record in records if isinstance(record, Entity))


def _check_site(
    site: SiteContent, references: References, timeline: Timeline, findings: Findings
) -> None:
    if site.settings is None:
        return
    if site.settings.logo is not None:
        references.check_media(WholeFile(ORIGIN), ("logo",), site.settings.logo)
    if "languages" not in site.broken and "language" not in site.broken:
        check_site_texts(site.settings, timeline.pages.values(), findings)


def _day_of(now: datetime, timezone: tzinfo) -> Day:
    here = now.astimezone(timezone)
    return Day(here.year, here.month, here.day)


def _is_silenced(problem: Problem, ignored: frozenset[str]) -> bool:
    return problem.severity == "warning" and problem.rule in ignored


def _load_settings(root: Path) -> tuple[list[Problem], SiteContent, str]:
    """With a digest of what was read."""
    reading = Reading(SETTINGS)
    data = read_bytes(root, SETTINGS)
    text = data if isinstance(data, Problem) else decode_text(data, SETTINGS)
    digest = digest_bytes(repr(data).encode() if isinstance(data, Problem) else data)
    if isinstance(text, Problem):
        reading.problems.append(text)
        return reading.problems, read_site(None, reading), digest
    node, problems = parse_nodes(text, SETTINGS)
    reading.problems.extend(problems)
    site = read_site(node, reading)
    if node is None and not problems:
        fact, remedy = "there is nothing in this file", "write at least a title, as in title: News"
        place = Location(SETTINGS, 1, 1)
        reading.problems.append(Problem("error", "empty-file", fact, remedy, place))
    return reading.problems, site, digest
