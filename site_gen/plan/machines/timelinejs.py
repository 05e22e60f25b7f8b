"""`data/timelinejs.json`: the chronology for TimelineJS 3, in one language; and its sheet as CSV.

What an event is there follows from what TimelineJS can show: years, months, days and times that
are known exactly as that. Doubt and spans of months are told in `display_date`, over a date that
is never finer than the record. What has no known year, or no known start, is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_gen.dates import Precision, When
from site_gen.dates.points import RANK
from site_gen.model.records import Event, Medium
from site_gen.model.timeline import entities_of
from site_gen.plan.artifacts import Basis
from site_gen.plan.bibliography import new_references
from site_gen.plan.bodies import show_body
from site_gen.plan.contexts import Markup
from site_gen.plan.edition import Edition
from site_gen.plan.grounds import list_faces
from site_gen.plan.machines.records_json import address
from site_gen.plan.machines.spreadsheet import write_row

ERA = "era"
"""Events of this kind that have a start and an end become eras; so import has it, the other way."""

Parts = dict[str, int | str]

SHEET = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time",
    "Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption",
    "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
)  # fmt: skip  # one name a line would fill the screen
"""The columns of TimelineJS's own sheet, in its order."""

_FURTHEST = 250_000
"""Years from which on JavaScript's dates end, and TimelineJS wants the scale `cosmological`."""


@dataclass(frozen=True, slots=True)
class Slide:
    """An event for TimelineJS. `fields` is what JSON holds beside the texts; `body` is rendered."""

    headline: str
    fields: Mapping[str, object]
    summary: str | None
    body: Markup | None
    url: str


@dataclass(frozen=True, slots=True)
class TimelineJs:
    """`timelinejs.json`."""

    headline: str
    text: str
    scale: str
    events: tuple[Slide, ...]
    eras: tuple[Slide, ...]


def show_timeline(edition: Edition) -> TimelineJs:
    slides = [
        (event, slide) for event in edition.timeline.events if (slide := _slide(edition, event))
    ]
    about = edition.site.description
    return TimelineJs(
        headline=edition.site.title.text,
        text=about.text if about else "",
        scale=edition.once(_find_scale, "scale"),
        events=tuple(slide for event, slide in slides if not is_era(event)),
        eras=tuple(slide for event, slide in slides if is_era(event)),
    )


def find_basis(edition: Edition) -> Basis | None:
    """All but bodies, and the bodies that are shown: of an event without one it may yet be."""
    events = edition.timeline.events
    return edition.basis(list_faces, [f"event:{one.id}" for one in events if not one.summary])


def is_era(event: Event) -> bool:
    return event.kind == ERA and event.date.kind == "interval"


def is_cosmological(edition: Edition) -> bool:
    """Asked for every event, looked up once."""
    return edition.once(_find_scale, "scale") == "cosmological"


def _find_scale(edition: Edition, _: str) -> str:
    years = (event.date.year for event in edition.timeline.events)
    is_deep = any(year is not None and abs(year) > _FURTHEST for year in years)
    return "cosmological" if is_deep else "human"


def _slide(edition: Edition, event: Event) -> Slide | None:
    dates = show_dates(edition, event)
    if dates is None:
        return None
    summary = edition.maybe(event.summary)
    fields: dict[str, object] = {"unique_id": event.id, **dates}
    if medium := _medium(edition, event):
        fields["media"] = medium
    if group := _group(edition, event):
        fields["group"] = group
    return Slide(
        headline=edition.text(event.title).text,
        fields=fields,
        summary=summary.text if summary else None,
        body=_body(edition, event) if _shows_body(event) else None,
        url=address(edition, edition.urls.event(event.id)),
    )


def _shows_body(event: Event) -> bool:
    """Rendering every body once more would double a large build: the summary goes before it."""
    return event.summary is None and event.body is not None


def _body(edition: Edition, event: Event) -> Markup | None:
    return show_body(edition, event.body, new_references(edition))


# --- dates ---------------------------------------------------------------------------------


def show_dates(edition: Edition, event: Event) -> dict[str, object] | None:
    """`start_date`, `end_date`, `display_date`; None where there is no year to start from."""
    when, is_deep = event.date, is_cosmological(edition)
    ends = (when.start, when.end) if when.kind == "interval" else (when, None)
    start = show_parts(ends[0], is_deep=is_deep) if ends[0] else None
    if start is None:
        return None
    found: dict[str, object] = {"start_date": start}
    end = show_parts(ends[1], is_deep=is_deep) if ends[1] else None
    if end:
        found["end_date"] = end
    if event.date_text or not _says_all(when, is_deep=is_deep):
        found["display_date"] = edition.date_of(event).words
    return found


def show_parts(when: When, *, is_deep: bool = False) -> Parts | None:
    """Year, month, day and clock as far as they are known.

    TimelineJS has no year 0: -1 is 1 BCE. A numeric hour 0 is no time to it, so clocks are text.
    """
    if when.members:
        return _shared_parts(when, is_deep=is_deep)
    if when.year is None or when.point.significant:
        return None
    if is_deep:
        return {"year": when.year}
    parts: Parts = {"year": when.year if when.year > 0 else when.year - 1}
    if RANK[when.precision] >= RANK[Precision.MONTH] and when.month is not None:
        parts["month"] = when.month
        if RANK[when.precision] >= RANK[Precision.DAY]:
            parts["day"] = when.point.first.day
    if when.clock:
        parts |= {"hour": str(when.clock.hour), "minute": f"{when.clock.minute:02d}"}
        if when.clock.second is not None:
            parts["second"] = f"{when.clock.second:02d}"
    return parts


def _shared_parts(when: When, *, is_deep: bool) -> Parts | None:
    """What all members of a set have in common, from the year down."""
    all_parts = [show_parts(one, is_deep=is_deep) for one in when.members]
    first = all_parts[0]
    shared: Parts = {}
    for name, value in (first or {}).items():
        if any(parts is None or parts.get(name) != value for parts in all_parts):
            break
        shared[name] = value
    # A member that is a span reaches beyond what its first day says.
    is_within = when.earliest and when.latest and when.earliest.year == when.latest.year
    if not shared or not is_within:
        return None
    same_month = when.earliest and when.latest and when.earliest.month == when.latest.month
    return shared if same_month else {"year": shared["year"]}


def _says_all(when: When, *, is_deep: bool) -> bool:
    """Whether the parts alone say what the record says."""
    if when.kind == "interval":
        return bool(
            when.start
            and when.end
            and _says_all(when.start, is_deep=is_deep)
            and _says_all(when.end, is_deep=is_deep)
        )
    if when.kind != "date" or when.doubt or "X" in when.text or when.point.significant:
        return False
    if is_deep:
        return when.precision is Precision.YEAR
    plain = (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.MINUTE, Precision.SECOND)
    return when.precision in plain and when.offset is None


# --- media and groups ----------------------------------------------------------------------


def _medium(edition: Edition, event: Event) -> dict[str, str]:
    if not event.media:
        return {}
    medium = event.media[0]
    found = {"url": _medium_url(edition, medium)}
    for name in ("caption", "credit", "alt"):
        text = getattr(medium, name)
        if text:
            found[name] = edition.text(text).text
    return found


def _medium_url(edition: Edition, medium: Medium) -> str:
    if medium.file:
        return f"{edition.urls.origin or ''}{edition.media_url(medium.file) or ''}"
    return medium.url or ""


def _group(edition: Edition, event: Event) -> str | None:
    """The first story, else the kind."""
    stories = edition.timeline.stories_by_event.get(event.id, ())
    if stories:
        return edition.text(stories[0].title).text
    kind = edition.kind_of(event)
    return kind.label.text if kind and event.kind != ERA else None


# --- the sheet -----------------------------------------------------------------------------


def write_sheet(timeline: TimelineJs, texts: Mapping[str, str]) -> str:
    """The 19 columns; `texts` are the slides' texts in HTML, by `unique_id`. Title and eras too."""
    rows = [SHEET, _title_row(timeline)]
    rows += [_row(slide, texts, "") for slide in timeline.events]
    rows += [_row(slide, texts, "era") for slide in timeline.eras]
    return "".join(write_row(row, numbers=True) for row in rows)


def _title_row(timeline: TimelineJs) -> tuple[str, ...]:
    cells = dict.fromkeys(SHEET, "")
    cells |= {"Headline": timeline.headline, "Text": timeline.text, "Type": "title"}
    return tuple(cells.values())


def _row(slide: Slide, texts: Mapping[str, str], kind: str) -> tuple[str, ...]:
    fields = slide.fields
    media = _mapping(fields.get("media"))
    cells = dict.fromkeys(SHEET, "")
    cells |= _date_cells("", _mapping(fields.get("start_date")))
    cells |= _date_cells("End ", _mapping(fields.get("end_date")))
    cells |= {
        "Display Date": str(fields.get("display_date", "")),
        "Headline": slide.headline,
        "Text": texts.get(str(fields["unique_id"]), ""),
        "Media": str(media.get("url", "")),
        "Media Credit": str(media.get("credit", "")),
        "Media Caption": str(media.get("caption", "")),
        "Alt Text": str(media.get("alt", "")),
        "Type": kind,
        "Group": str(fields.get("group", "")),
    }
    return tuple(cells.values())


def _date_cells(prefix: str, parts: Mapping[str, object]) -> dict[str, str]:
    cells = {
        f"{prefix}{name.capitalize()}": str(parts[name])
        for name in ("year", "month", "day")
        if name in parts
    }
    if "hour" in parts:
        clock = [f"{int(str(parts['hour'])):02d}", str(parts["minute"])]
        cells[f"{prefix}Time"] = ":".join(
            [*clock, *([str(parts["second"])] if "second" in parts else [])]
        )
    return cells


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


# --- what is lost --------------------------------------------------------------------------


def find_shown(edition: Edition) -> list[Event]:
    """Those that have a slide or an era."""
    return [event for event in edition.timeline.events if show_dates(edition, event)]


def find_losses(edition: Edition) -> Mapping[str, Sequence[str]]:
    """What TimelineJS cannot hold, with the ids of the events that have it."""
    shown = find_shown(edition)
    return {
        "events without a year to start from, left out": [
            event.id for event in edition.timeline.events if not show_dates(edition, event)
        ],
        "dates told in words only (doubt, seasons, sets, open ends, zones)": [
            event.id
            for event in shown
            if not _says_all(event.date, is_deep=is_cosmological(edition))
        ],
        "bodies, where the summary is shown": [e.id for e in shown if e.summary and e.body],
        "media after the first": [e.id for e in shown if len(e.media) > 1],
        "texts in other languages": [e.id for e in shown if len(e.title.entries) > 1],
        "claims": [e.id for e in shown if e.claims],
        "sources": [e.id for e in shown if edition.timeline.sources_by_event[e.id]],
        "entities and places": [e.id for e in shown if next(entities_of(e), None) or e.place],
        "tags": [e.id for e in shown if e.tags],
        "stories and kinds after the group": [e.id for e in shown if _count_groups(edition, e) > 1],
        "relations to other events": [e.id for e in shown if e.part_of or e.follows],
        "corrections": [e.id for e in shown if e.corrections],
    }


def _count_groups(edition: Edition, event: Event) -> int:
    return len(edition.timeline.stories_by_event.get(event.id, ())) + bool(event.kind)


def list_slides(timeline: TimelineJs) -> Iterator[Slide]:
    yield from timeline.events
    yield from timeline.eras
