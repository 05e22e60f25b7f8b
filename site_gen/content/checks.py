"""What only the whole chronology can tell: wrong kinds, ways that lead in circles, doubtful facts.

The checks here compare records with each other; those of single events are in `doubts`, those of
languages in `translations`.
"""

from datetime import UTC, datetime

from site_gen.content.cycles import report_cycles
from site_gen.content.doubts import Doubts
from site_gen.content.findings import Findings, Pointer
from site_gen.content.references import Resolver, Whole
from site_gen.content.site_fields import ORIGIN, SiteContent
from site_gen.content.translations import check_translations
from site_gen.content.wording import advise, quote
from site_gen.dates import Day
from site_gen.model.records import Event, Origin
from site_gen.model.timeline import Timeline, tag_key


def check_timeline(
    timeline: Timeline, site: SiteContent, resolver: Resolver, now: datetime, findings: Findings
) -> None:
    """Notes all it finds; what a file with errors lacks is not held against it."""
    today = _day_of(now, site)
    _check_cycles(timeline, findings)
    _check_kinds(timeline, site, findings)
    _check_twins(timeline, findings)
    _check_tags(timeline, findings)
    _check_aliases(timeline, findings)
    doubts = Doubts(timeline, today, findings)
    for event in timeline.events:
        if event.origin.path not in findings.shaky:
            doubts.check_event(event)
    if site.settings is not None:
        if site.settings.logo is not None:
            resolver.check_media(Whole(ORIGIN), ("logo",), site.settings.logo)
        if "languages" not in site.broken and "language" not in site.broken:
            check_translations(timeline, site.settings, findings)


def _day_of(now: datetime, site: SiteContent) -> Day:
    here = now.astimezone(site.settings.timezone if site.settings else UTC)
    return Day(here.year, here.month, here.day)


def report_no_events(findings: Findings) -> None:
    findings.warn(
        Whole(Origin("content/events")),
        (),
        "no-events",
        "the site has no events",
        "write the first into content/events/, a .yaml file with a title and a date",
    )


def _check_cycles(timeline: Timeline, findings: Findings) -> None:
    events, entities, sources = timeline.event_by_id, timeline.entities, timeline.sources
    larger = {id: (item.part_of,) for id, item in events.items() if item.part_of}
    report_cycles("part_of", events, larger, findings)
    earlier = {id: item.follows for id, item in events.items() if item.follows}
    report_cycles("follows", events, earlier, findings)
    wholes = {id: item.part_of for id, item in entities.items() if item.part_of}
    report_cycles("part_of", entities, wholes, findings)
    origins = {id: item.derived_from for id, item in sources.items() if item.derived_from}
    report_cycles("derived_from", sources, origins, findings)


def _check_kinds(timeline: Timeline, site: SiteContent, findings: Findings) -> None:
    if site.settings is None or "kinds" in site.broken:
        return
    kinds = tuple(kind.id for kind in site.settings.kinds)
    for event in timeline.events:
        if event.kind is not None and event.kind not in kinds:
            add = f"add it there, as in kinds: {{{event.kind}: {{label: …}}}}"
            fact = f"site.yaml does not list the kind {quote(event.kind)}"
            remedy = advise(event.kind, kinds, otherwise=add)
            findings.error(event, ("kind",), "unknown-kind", fact, remedy)


def _check_twins(timeline: Timeline, findings: Findings) -> None:
    seen: dict[tuple[str, str], Event] = {}
    for event in timeline.events:
        title = event.title.in_site_language(timeline.language)
        first = seen.setdefault((title.casefold(), event.date.text), event)
        if first is not event:
            fact = f"the event {quote(first.id)} has the same title and date"
            remedy = "merge the two, or tell them apart in their titles"
            findings.warn(event, ("title",), "same-title-and-date", fact, remedy)


def _check_tags(timeline: Timeline, findings: Findings) -> None:
    language = timeline.language
    shown = {key: tag.text.in_site_language(language) for key, tag in timeline.tags.items()}
    for event in timeline.events:
        for index, tag in enumerate(event.tags):
            text = tag.in_site_language(language)
            usual = shown[tag_key(text)]
            if text != usual:
                fact = f"the tag {quote(text)} is elsewhere written {quote(usual)}"
                pointer: Pointer = ("tags", index)
                remedy = f"write {quote(usual)}"
                findings.warn(event, pointer, "tag-spelling", fact, remedy, needle=text)


def _check_aliases(timeline: Timeline, findings: Findings) -> None:
    seen: dict[str, Event] = {}
    for event in timeline.events:
        for index, alias in enumerate(event.aliases):
            first = seen.setdefault(alias.strip("/").casefold(), event)
            if first is not event:
                fact = f"the event {quote(first.id)} has the old path {quote(alias)} too"
                pointer: Pointer = ("aliases", index)
                remedy = "keep it in one of the two"
                findings.error(event, pointer, "duplicate-alias", fact, remedy, needle=alias)
