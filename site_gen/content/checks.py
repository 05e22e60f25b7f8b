"""What only the whole chronology can tell: ways that lead in circles, twins, spellings.

All of it is found in the extracts of the files; no record is opened.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from site_gen.content.cycles import report_cycles
from site_gen.content.extracts import EventFacts, TagForm, Upward, to_text
from site_gen.content.findings import Findings, Pointer
from site_gen.content.references import Whole
from site_gen.content.wording import quote
from site_gen.dates import parse_edtf
from site_gen.model.records import Event, Origin
from site_gen.model.text import Text, fold_spelling
from site_gen.model.timeline import Timeline


class Located(NamedTuple):
    """An event's facts, and the file that they are from."""

    facts: EventFacts
    path: str

    @property
    def origin(self) -> Origin:
        return Origin(self.path, self.facts.pointer)


def check_whole(
    events: Sequence[Located],
    upward: Iterable[tuple[Upward, str]],
    language: str,
    findings: Findings,
) -> None:
    """Notes all it finds. `events` stand in the chronology's order, `upward` comes with paths."""
    _check_cycles(events, upward, findings)
    _check_twins(events, findings)
    _check_tags(events, language, findings)
    _check_aliases(events, findings)


def report_no_events(findings: Findings) -> None:
    findings.warn(
        Whole(Origin("content/events")),
        (),
        "no-events",
        "the site has no events",
        "write the first into content/events/, a .yaml file with a title and a date",
    )


def _check_cycles(
    events: Sequence[Located], upward: Iterable[tuple[Upward, str]], findings: Findings
) -> None:
    by_id = {event.facts.id: event for event in events}
    larger = {id: (item.facts.part_of,) for id, item in by_id.items() if item.facts.part_of}
    report_cycles("part_of", by_id, larger, findings)
    earlier = {id: item.facts.follows for id, item in by_id.items() if item.facts.follows}
    report_cycles("follows", by_id, earlier, findings)
    edges: Mapping[str, dict[str, tuple[str, ...]]] = {"entity": {}, "source": {}}
    places: dict[str, Whole] = {}
    for item, path in upward:
        edges[item.kind][item.id] = item.targets
        places[item.id] = Whole(Origin(path, item.pointer))
    report_cycles("part_of", places, edges["entity"], findings)
    report_cycles("derived_from", places, edges["source"], findings)


def _check_twins(events: Sequence[Located], findings: Findings) -> None:
    seen: dict[tuple[str, str], Located] = {}
    for event in events:
        first = seen.setdefault((event.facts.title, event.facts.date), event)
        if first is not event:
            fact = f"the event {quote(first.facts.id)} has the same title and date"
            remedy = "merge the two, or tell them apart in their titles"
            findings.warn(event, ("title",), "same-title-and-date", fact, remedy)


def _check_tags(events: Sequence[Located], language: str, findings: Findings) -> None:
    usual = _find_usual_spellings(events, language)
    if not usual:
        return
    for event in events:
        for index, form in enumerate(event.facts.tags):
            spelling = usual.get(form)
            if spelling is not None:
                text = to_text(form).in_site_language(language)
                fact = f"the tag {quote(text)} is elsewhere written {quote(spelling)}"
                pointer: Pointer = ("tags", index)
                remedy = f"write {quote(spelling)}"
                findings.warn(event, pointer, "tag-spelling", fact, remedy, needle=text)


def _find_usual_spellings(events: Iterable[Located], language: str) -> dict[TagForm, str]:
    """For each tag that is elsewhere written otherwise: how it is shown."""
    forms = {form for event in events for form in event.facts.tags}
    spelled = {form: to_text(form).in_site_language(language) for form in forms}
    spellings: dict[str, set[str]] = {}
    for text in set(spelled.values()):
        spellings.setdefault(fold_spelling(text), set()).add(text)
    doubtful = {key for key, texts in spellings.items() if len(texts) > 1}
    if not doubtful:
        return {}
    affected = {form for form, text in spelled.items() if fold_spelling(text) in doubtful}
    shown = _find_shown(events, affected, language)
    return {
        form: usual
        for form in affected
        if spelled[form] != (usual := shown[fold_spelling(spelled[form])])
    }


def _find_shown(events: Iterable[Located], affected: set[TagForm], language: str) -> dict[str, str]:
    """By their keys the spellings of tags that the site shows: which, the Timeline decides."""
    whenever, untitled = parse_edtf("XXXX"), Text((("", ""),))
    tagged = [
        Event(event.facts.id, untitled, whenever, tags=tuple(map(to_text, event.facts.tags)))
        for event in events
        if not affected.isdisjoint(event.facts.tags)
    ]
    tags = Timeline(tuple(tagged), {}, {}, {}, {}, language).tags
    return {key: tag.text.in_site_language(language) for key, tag in tags.items()}


def _check_aliases(events: Sequence[Located], findings: Findings) -> None:
    seen: dict[str, Located] = {}
    for event in events:
        for index, alias in enumerate(event.facts.aliases):
            first = seen.setdefault(alias.strip("/").casefold(), event)
            if first is not event:
                fact = f"the event {quote(first.facts.id)} has the old path {quote(alias)} too"
                pointer: Pointer = ("aliases", index)
                remedy = "keep it in one of the two"
                findings.error(event, pointer, "duplicate-alias", fact, remedy, needle=alias)
