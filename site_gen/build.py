"""The pipeline: files become a Timeline, a SitePlan, bytes, and a published tree."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from site_gen.content.addresses import explain_url
from site_gen.content.findings import Finding
from site_gen.content.load import load_site, without_collection
from site_gen.content.opened import Opened
from site_gen.content.places import attach_excerpts, place_findings
from site_gen.dates import When, parse_edtf, sort_key
from site_gen.model.settings import Settings
from site_gen.model.timeline import Timeline
from site_gen.output.compression import (
    NO_ENCODINGS,
    Encodings,
    drop_incomplete,
    find_encodings,
    find_key,
    find_original,
)
from site_gen.output.errand import Errand
from site_gen.output.inspection import Inspected, Inspection, find_broken, with_forms
from site_gen.output.keeping import Keeping, find_ground
from site_gen.output.ledger import Entry, Ledger
from site_gen.output.links import BrokenLink, LinkCheck
from site_gen.output.portability import find_unsafe_paths
from site_gen.output.report import BuildOptions, BuildReport, Skipped
from site_gen.output.states import ProcessState, Publishing, State, StateFolder
from site_gen.plan import Artifact, Assets, SitePlan, check_routes, make_plan
from site_gen.plan.grounds import Grounds
from site_gen.problems import Location, Problem, UsageError, has_errors, sort_problems
from site_gen.render.bodies import BODIES
from site_gen.render.environment import Compiled, learn_compiled
from site_gen.render.faults import BodyFault, RenderFault, TemplateFault
from site_gen.render.fonts import find_fonts
from site_gen.render.pages import Progress, render_all
from site_gen.render.renderer import Renderer
from site_gen.render.theme import Theme, load_theme, read_media
from site_gen.render.theme_checks import check_languages, check_use

CACHE_FOLDER = "cache"
"""In the state folder: what was read, for the next build to take from there."""

WORTH_COMPILING_AHEAD = 1000
"""Events below which the plan is made sooner than another process has compiled the templates."""

BODIES_A_FILE = 2
"""Rendered bodies that are kept for each file of the site: those of now, and as many older ones."""

MakePlan = Callable[[Timeline, Settings, Assets], SitePlan]

_NEW_OBJECTS = 10_000
"""While pages are made, until garbage is looked for among them: a page has thousands."""

_SECONDS = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class PlannedSite:
    """Everything up to the plan. `plan` is None where the content cannot be used.

    `shown` is the timeline without what is left out on purpose, None where there is no plan.
    `compiling` is the process that compiles the templates meanwhile, where that pays.
    """

    timeline: Timeline | None
    settings: Settings | None
    theme: Theme
    plan: SitePlan | None
    skipped: Skipped
    problems: tuple[Problem, ...]
    shown: Timeline | None = None
    compiling: Errand[Compiled] | None = None

    @property
    def base_path(self) -> str:
        return self.settings.base_path if self.settings else "/"

    def is_sound(self, *, strict: bool) -> bool:
        """Whether it may be published; `strict` lets no warning pass."""
        if self.plan is None or has_errors(self.problems):
            return False
        return not (strict and self.problems)


def plan_site(
    options: BuildOptions,
    *,
    keep: bool = False,
    plan_files: MakePlan | None = None,
    opened: Opened | None = None,
    before: Grounds | None = None,
) -> PlannedSite:
    """Read a site folder and plan its pages; nothing is written, except for the cache if `keep`.

    `plan_files` makes the plan; by default it is a whole one. `opened` and `before` are what
    this process has read and planned before. Raises UsageError for a base URL that is none,
    EnvironmentFault where a file cannot be read.
    """
    cache = None if options.clean else options.state_folder / CACHE_FOLDER
    loaded = load_site(
        options.site, options.now, cache=cache, jobs=options.jobs, keep=keep, opened=opened
    )
    settings = _with_base_url(loaded.settings, options.base_url)
    theme = load_theme(options.site)
    is_large = loaded.timeline is not None and len(loaded.timeline.events) >= WORTH_COMPILING_AHEAD
    is_worth_it = keep and opened is None and options.jobs > 1 and is_large
    compiling = Errand(Renderer(theme).compile_all, is_worth_it=is_worth_it)
    problems = [*loaded.problems, *theme.problems, *Renderer(theme).check_own_templates()]
    problems.extend(check_use(theme))
    if settings:
        problems.extend(place_findings(options.site, check_languages(theme, settings)))
    plan, timeline, skipped = None, None, Skipped(0, ())
    if loaded.timeline and settings and not has_errors(problems):
        timeline, skipped = _leave_out(loaded.timeline, options, settings)
        media, unreadable = read_media(loaded.media)
        problems.extend(unreadable)
        fonts = find_fonts(theme.assets) if settings.cards and find_spec("PIL") else None
        assets = Assets(theme.assets, media, fonts)
        if plan_files:
            plan = plan_files(timeline, settings, assets)
        else:
            plan = make_plan(
                timeline,
                settings,
                assets,
                theme.words_for,
                imprints=loaded.imprints,
                settings_digest=f"{loaded.settings_digest} {settings.base_url}",
                before=before,
            )
        unsafe = find_unsafe_paths(plan.artifacts, options.site)
        problems.extend(place_findings(options.site, [*plan.findings, *unsafe]))
    problems = _without_silenced(problems, settings)
    shown = attach_excerpts(sort_problems(problems), options.site)
    return PlannedSite(
        loaded.timeline, settings, theme, plan, skipped, tuple(shown), timeline, compiling
    )


def check_site(options: BuildOptions) -> PlannedSite:
    """Like `plan_site`, at the cost of reading: of the plan only where everything will stand."""
    return plan_site(options, plan_files=check_routes)


def build_site(
    options: BuildOptions, progress: Progress, own: ProcessState | None = None
) -> BuildReport:
    """Build and publish a site; `progress` is told how many files are done, of how many.

    Whoever builds again and again hands over the same state of its `own`, and the site goes into
    that state's folder. Raises EnvironmentFault and UsageError, as `plan_site` does.
    """
    if own:
        options = replace(options, output=own.folder)
    state = own or StateFolder(options)
    state.note_site()
    with without_collection():
        return _build(options, state, progress)


@contextmanager
def _collection_of_new() -> Iterator[None]:
    """Rendering makes garbage; to look for it among the records too would cost far more."""
    was_enabled, thresholds = gc.isenabled(), gc.get_threshold()
    gc.freeze()
    gc.enable()
    gc.set_threshold(_NEW_OBJECTS, *thresholds[1:])
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
        if not was_enabled:
            gc.disable()


def _build(options: BuildOptions, state: State, progress: Progress) -> BuildReport:
    site = plan_site(options, keep=True, opened=state.opened, before=state.grounds)
    if site.plan is None or not site.is_sound(strict=options.strict):
        if site.compiling:
            site.compiling.close()
        return BuildReport(site.problems, is_published=False)
    with state.open_publication() as publication:
        with _collection_of_new():
            made = _make_files(
                site, site.plan, state, publication, options=options, progress=progress
            )
        if made.problems:
            shown = attach_excerpts(sort_problems([*site.problems, *made.problems]), options.site)
            return BuildReport(tuple(shown), is_published=False)
        files = {path: entry.digest for path, entry in made.ledger.entries.items()}
        before = publication.published
        publication.publish(files)
        state.keep_ledger(made.ledger)
        state.keep_grounds(site.plan.grounds)
        changed = frozenset(path for path, _ in files.items() ^ before.items())
        report = _report(site, made, changed)
        state.leave_receipt(report, files, _find_next_change(site, options.now))
    return report


# --- the steps -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Made:
    """All files of the site: from what and what; `rendered` are those made in this build."""

    ledger: Ledger
    rendered: frozenset[str]
    problems: tuple[Problem, ...]


def _without_silenced(problems: list[Problem], settings: Settings | None) -> list[Problem]:
    silenced = settings.ignored_rules if settings else frozenset()
    return [one for one in problems if one.severity == "error" or one.rule not in silenced]


def _with_base_url(settings: Settings | None, base_url: str | None) -> Settings | None:
    if settings is None or base_url is None:
        return settings
    wrong = explain_url(base_url)
    if wrong is None and ("?" in base_url or "#" in base_url):
        wrong = (f'"{base_url}" has a "?" or "#"', "end it with the folder that the site is in")
    if wrong is not None:
        raise UsageError(f"the base URL {wrong[0]}; {wrong[1]}")
    return replace(settings, base_url=base_url)


def _leave_out(
    timeline: Timeline, options: BuildOptions, settings: Settings
) -> tuple[Timeline, Skipped]:
    """Without the drafts and without what is to be published later."""
    now = sort_key(parse_edtf(options.now.astimezone(UTC).strftime(_SECONDS)), settings.timezone)

    def is_due(publish_from: When) -> bool:
        return sort_key(publish_from, settings.timezone) <= now

    shown = timeline.visible(drafts=options.drafts, is_due=is_due)
    absent = [event for event in timeline.events if event.id not in shown.event_by_id]
    drafts = sum(event.draft and not options.drafts for event in absent)
    waiting = sorted(
        (event.publish_from for event in absent if event.publish_from and not event.draft),
        key=lambda when: sort_key(when, settings.timezone),
    )
    return shown, Skipped(drafts, tuple(str(when) for when in waiting))


def _find_next_change(site: PlannedSite, now: datetime) -> datetime | None:
    """The first moment after `now` at which the same files may give something else; None where
    that may be at any time.

    A day's turn may bring warnings, of targets past due for one; a scheduled event appears.
    """
    if site.settings and site.settings.cards:
        return None  # the fonts of the machine may change without a word
    zones = (UTC, site.settings.timezone if site.settings else UTC)
    days = (now.astimezone(zone).replace(hour=0, minute=0, second=0) for zone in zones)
    moments = [day + timedelta(days=1) for day in days]
    moments += [datetime.fromisoformat(text) for text in site.skipped.scheduled]
    return min(moments)


def _make_files(
    site: PlannedSite,
    plan: SitePlan,
    state: State,
    publication: Publishing,
    *,
    options: BuildOptions,
    progress: Progress,
) -> _Made:
    """Render what is not yet published as it should be; keep the rest."""
    artifacts, before = plan.artifacts, publication.published
    ledger, passages = state.read_ledger(), state.read_passages()
    encodings = find_encodings() if options.precompress else NO_ENCODINGS
    standing = _find_standing(plan, ledger, options.output_folder, before, encodings)
    ground = find_ground(plan)
    keeping = Keeping(
        ledger,
        standing,
        ground=ground,
        versions=plan.versions,
        find_template=site.theme.template_digest,
        recall=partial(passages.recall, options.output_folder, before),
    )
    BODIES.expect(state.read_bodies)
    BODIES.share(publication.staging.folder)
    if site.compiling:
        learn_compiled(site.compiling.take() or {})
    renderer = Renderer(site.theme)
    renderer.share(publication.staging.folder)
    check = LinkCheck(artifacts.keys(), site.base_path)
    try:
        done = render_all(
            renderer,
            list(artifacts.values()),
            Inspection(publication.staging, check, encodings).write,
            keeping,
            jobs=options.jobs,
            progress=progress,
        )
        state.keep_bodies(BODIES.take_new(), most=BODIES_A_FILE * len(artifacts))
    finally:
        # No file may be open in a folder that is to be exchanged or removed (NFS).
        renderer.close()
        if state.opened is None:
            BODIES.forget()
    finished = with_forms(done.finished)
    made = {
        path: Entry(
            find_key(done.keys, path),
            one.digest,
            _join_targets(standing[path], one) if one.is_partial else one.targets,
        )
        for path, one in finished.items()
    }
    kept = {
        path: entry
        for path, entry in standing.items()
        if (path if path in artifacts else find_original(path)) not in made
    }
    entries = {**kept, **made}
    if done.passages:
        digests = {path: entry.digest for path, entry in entries.items()}
        state.keep_passages(passages.with_made(done.passages, digests))
    problems = _to_problems(done.faults, options.site)
    if not problems:
        output = options.output_folder
        broken = find_broken(
            output, publication.staging, check, made=finished, entries=entries, before=before
        )
        problems = _place_broken(dict.fromkeys(broken), artifacts, options.site)
    return _Made(Ledger(entries, ground, plan.versions), frozenset(made), tuple(problems))


def _join_targets(before: Entry, now: Inspected) -> tuple[str, ...]:
    """Where a page leads of which a part is what it was: perhaps too many, never too few."""
    return tuple(dict.fromkeys((*before.targets, *now.targets)))


def _find_standing(
    plan: SitePlan,
    ledger: Ledger,
    output: Path,
    published: Mapping[str, str],
    encodings: Encodings,
) -> dict[str, Entry]:
    """Of the ledger's entries those of files that stand as it says, with their compressed forms."""
    standing = {
        path: entry
        for path in plan.artifacts
        if (entry := ledger.entries.get(path)) and published.get(path) == entry.digest
    }
    return drop_incomplete(standing, ledger.entries, output, published, encodings)


def _to_problems(faults: Sequence[tuple[Artifact, RenderFault]], site: Path) -> list[Problem]:
    """A body stands in feeds too; its fault is told once, for the page of the record itself.

    A line of a template fails for every page made with it; it is told once, for the first.
    """
    problems: dict[Location, Problem] = {}
    findings = []
    of_pages = [one for one in faults if one[0].path.endswith(".html")]
    for artifact, fault in of_pages or faults:
        if isinstance(fault, TemplateFault):
            problems.setdefault(fault.problem.location, fault.problem)
        elif isinstance(fault, BodyFault):
            findings.append(_find(artifact, fault.rule, fault.fact, fault.remedy))
        else:
            raise fault
    return [*problems.values(), *place_findings(site, findings)]


def _place_broken(
    broken: Iterable[BrokenLink], artifacts: Mapping[str, Artifact], site: Path
) -> list[Problem]:
    findings = [
        _find(
            artifacts[one.page],
            "broken-link",
            f'the page "{one.page}" links to "{one.href}": {one.fact}',
            one.remedy,
            one.href,
        )
        for one in broken
    ]
    return place_findings(site, findings)


def _find(artifact: Artifact, rule: str, fact: str, remedy: str, needle: str = "") -> Finding:
    origin = artifact.origin
    path = origin.path or "site.yaml"
    return Finding("error", rule, fact, remedy, path, (*origin.pointer, "body"), needle)


def _report(site: PlannedSite, made: _Made, changed: frozenset[str]) -> BuildReport:
    pages = {path for path in made.ledger.entries if path.endswith(".html")}
    return BuildReport(
        problems=site.problems,
        is_published=True,
        pages=len(pages),
        written=len(pages & made.rendered),
        skipped=site.skipped,
        changed=changed,
    )
