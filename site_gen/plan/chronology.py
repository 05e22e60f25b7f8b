"""Events under years and months, and long lists on pages of a hundred."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Generic, TypeVar

from site_gen.dates import When, month_words, parse_edtf, to_words, year_words
from site_gen.model.records import Event
from site_gen.plan.contexts import Chronology, EventRow, MonthGroup, Pager, YearGroup
from site_gen.plan.edition import Edition
from site_gen.plan.urls import further, year_to_edtf

PAGE_SIZE = 100
"""Items on one page of a list (command line, "The output tree")."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[T]):
    """One page of a long list: `number` counts from 1; `pager` is None where there is one page."""

    route: str
    number: int
    items: tuple[T, ...]
    pager: Pager | None


def paginate(
    edition: Edition, route: str, items: Sequence[T], beside: Sequence[object] = ()
) -> Iterator[ListPage[T]]:
    """At least one page, the first at `route` itself.

    As many as a second list that goes on `beside` the first needs: `part_of_page` cuts that one.
    """
    total = max(1, -(-max(len(items), len(beside)) // PAGE_SIZE))
    urls = tuple(edition.href(further(route, number)) for number in range(1, total + 1))
    for number in range(1, total + 1):
        yield ListPage(
            route=further(route, number),
            number=number,
            items=part_of_page(items, number),
            pager=_pager(urls, number) if total > 1 else None,
        )


def part_of_page(items: Sequence[T], number: int) -> tuple[T, ...]:
    """What stands on a page of a list, counted from 1."""
    return tuple(items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])


def page_title(edition: Edition, title: str, page: ListPage[T]) -> str:
    """The title, with the number of a further page."""
    if page.number == 1 or page.pager is None:
        return title
    place = edition.words("page_of", current=page.number, total=page.pager.total)
    return f"{title} – {place}"


def chronology_pages(
    edition: Edition,
    route: str,
    events: Sequence[Event],
    scope: str = "",
    beside: Sequence[object] = (),
) -> Iterator[tuple[ListPage[Event], "partial[Chronology]"]]:
    """The events in the site's order, page by page, and what shows them. `scope` as in
    `Chronology`.
    """
    ordered = events if edition.settings.order == "ascending" else events[::-1]
    starts = tuple(str(event.sort or event.date) for event in ordered[::PAGE_SIZE])
    for page in paginate(edition, route, ordered, beside):
        pager = replace(page.pager, starts=starts) if page.pager else None
        yield page, partial(show_chronology, edition, page.items, pager, len(events), scope)


def show_chronology(
    edition: Edition, events: Sequence[Event], pager: Pager | None, total: int, scope: str = ""
) -> Chronology:
    """Runs of one year, and in them runs of one month, in the order given."""
    anchors: Counter[str] = Counter()
    groups = tuple(
        _year_group(edition, tuple(run), anchors)
        for _, run in groupby(events, key=lambda event: _year_key(edition, event))
    )
    return Chronology(groups, pager, total, scope)


def fold_parts(edition: Edition, events: Sequence[Event]) -> tuple[EventRow, ...]:
    """Rows of events that stand together, those that are part of another of them below it.

    What is part of an event elsewhere, in another month or on another page, keeps its place.
    """
    here = {event.id for event in events}
    below: dict[str | None, list[Event]] = defaultdict(list)
    for event in events:
        below[event.part_of if event.part_of in here else None].append(event)

    def show(event: Event) -> EventRow:
        parts = tuple(show(part) for part in below.get(event.id, ()))
        return edition.once(_fold, (event.id, parts)) if parts else edition.row(event)

    return tuple(show(event) for event in below[None])


def _fold(edition: Edition, folded: tuple[str, tuple[EventRow, ...]]) -> EventRow:
    event_id, parts = folded
    return replace(edition.row(edition.timeline.event_by_id[event_id]), parts=parts)


def _pager(urls: tuple[str, ...], number: int) -> Pager:
    return Pager(
        current=number,
        total=len(urls),
        previous_url=urls[number - 2] if number > 1 else None,
        next_url=urls[number] if number < len(urls) else None,
        urls=urls,
    )


def _year_key(edition: Edition, event: Event) -> str:
    """A known year, else the words of a coarser time: "1980s" is not 1980."""
    year = event.date.year
    return year_to_edtf(year) if year is not None else _coarse_words(edition, event)


def _coarse_words(edition: Edition, event: Event) -> str:
    return to_words(_coarse_year(event.date), edition.language)


def _coarse_year(when: When) -> When:
    """What is known of the year alone: `198X` of `198X-05?`, `1950S2` of itself (LoC, level 2)."""
    point = when.point
    significant = f"S{point.significant}" if point.significant else ""
    return parse_edtf(f"{point.year_text}{significant}")


def _year_group(edition: Edition, events: tuple[Event, ...], anchors: "Counter[str]") -> YearGroup:
    year = events[0].date.year
    runs = [tuple(run) for _, run in groupby(events, key=lambda event: event.date.month)]
    months = tuple(_month_group(edition, run, anchors, is_first=run is runs[0]) for run in runs)
    if year is None:
        heading, url = _coarse_words(edition, events[0]), None
        anchor = "time"
    else:
        heading = year_words(year, edition.language)
        url = edition.href(edition.urls.year(year))
        anchor = f"y{year_to_edtf(year)}"
    return YearGroup(_unique(anchor, anchors), heading, url, months)


def _month_group(
    edition: Edition, events: tuple[Event, ...], anchors: "Counter[str]", *, is_first: bool
) -> MonthGroup:
    """Events without a month need a heading unless they begin their year.

    Without one they would seem to belong to the month before them.
    """
    year, month = events[0].date.year, events[0].date.month
    rows = fold_parts(edition, events)
    if year is None or month is None:
        heading = None if year is None or is_first else year_words(year, edition.language)
        return MonthGroup(_unique("undated", anchors), heading, None, rows)
    return MonthGroup(
        anchor=_unique(f"m{year_to_edtf(year)}-{month:02d}", anchors),
        heading=month_words(year, month, edition.language),
        url=edition.href(edition.urls.month(year, month)),
        rows=rows,
    )


def _unique(anchor: str, anchors: "Counter[str]") -> str:
    anchors[anchor] += 1
    return anchor if anchors[anchor] == 1 else f"{anchor}-{anchors[anchor]}"
