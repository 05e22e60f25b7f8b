"""What the corpus says only from one side, told from the other: for generators that cannot ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.corpus import Corpus, Happening, Statement
from bench.moments import Moment
from bench.prose import to_plain_markdown
from bench.yaml_text import Value


@dataclass(frozen=True, slots=True)
class Relations:
    """Events by id, and by the id of the whole or of the event before them.

    `edited` is the day of the newest source of each event: by it feeds know what is new.
    """

    event_by_id: Mapping[str, Happening]
    parts_of: Mapping[str, list[Happening]]
    followers_of: Mapping[str, list[Happening]]
    edited: Mapping[str, str]


def relate(corpus: Corpus) -> Relations:
    published = {source.id: source.published for source in corpus.sources}
    return Relations(
        {event.id: event for event in corpus.events},
        _group((event.part_of, event) for event in corpus.events),
        _group((event.follows, event) for event in corpus.events),
        {event.id: max(published[id] for id in event.sources) for event in corpus.events},
    )


def date_fields(moment: Moment) -> dict[str, Value]:
    """The date in EDTF and in words, and as much of it as HTML, ISO 8601 and calendars can say.

    Others are told what we find out from EDTF alone.
    """
    begin, end = moment.calendar_span
    fields: dict[str, Value] = {
        "edtf": moment.edtf,
        "when": moment.words,
        "iso": moment.iso,
        "datetime": "" if "/" in moment.iso else moment.iso,
        "calendar_begin": begin,
        "calendar_end": end,
        "ongoing_since": moment.month_name if moment.is_ongoing else "",
    }
    return {name: value for name, value in fields.items() if value}


def number_sources(event: Happening) -> dict[str, int]:
    """The number that each source has among the references of the event's page, from 1."""
    return {source: at for at, source in enumerate(event.sources, 1)}


def plain_body(event: Happening) -> str:
    """The body in Markdown that any generator reads."""
    return to_plain_markdown(event.body, number_sources(event))


def claim_fields(event: Happening) -> list[dict[str, Value]]:
    """Its claims with the sources by number; what is not known is left out."""
    numbers = number_sources(event)
    return [_claim_fields(claim, numbers) for claim in event.claims]


def _claim_fields(claim: Statement, numbers: Mapping[str, int]) -> dict[str, Value]:
    fields: dict[str, Value] = {
        "text": claim.text,
        "by": claim.by,
        "status": claim.status,
        "source": numbers[claim.sources[0]],
    }
    if claim.against:
        fields["against"] = numbers[claim.against]
    if claim.due:
        fields |= {"due": claim.due, "outcome": claim.outcome}
    return fields


def _group(pairs: Iterable[tuple[str, Happening]]) -> dict[str, list[Happening]]:
    groups: dict[str, list[Happening]] = {}
    for id, event in pairs:
        if id:
            groups.setdefault(id, []).append(event)
    return groups
