"""A page for each year and month in which something is known to have happened."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from site_gen.dates import Day, When, month_words, year_words
from site_gen.digest import digest_value
from site_gen.model.records import Event
from site_gen.model.text import Localized
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.chronology import ListPage, chronology_pages, page_title
from site_gen.plan.contexts import Chronology, CountedLink, Link, Overview, PeriodPage
from site_gen.plan.edition import Edition, PageFields
from site_gen.plan.grounds import Grounds
from site_gen.plan.overview import draw_overview, year_scale
from site_gen.plan.urls import to_file

_FOR_EVER = Day(10**12, 1, 1)

FindContinuing = Callable[[Day], Sequence[Event]]
"""The events that last into a period, by its first day."""


class _Lasting(NamedTuple):
    """An interval that had certainly begun by `began`, and not ended before `ended`."""

    event: Event
    began: Day
    ended: Day


def plan_periods(edition: Edition) -> Iterator[Artifact]:
    years = _group(edition.timeline.events, lambda date: date.year)
    lasting = list(_find_lasting(edition.timeline.events))
    # Asked for each page of a period, and for its mark.
    find_continuing = cache(partial(_lasting_into, lasting))
    for index, (year, events) in enumerate(years.items()):
        months = _group(events, lambda date: date.month)
        yield from _plan_period(
            edition,
            route=edition.urls.year(year),
            heading=year_words(year, edition.language),
            events=events,
            around=partial(_around_year, edition, years, index, months, find_continuing),
        )
        yield from _plan_months(edition, year, months, find_continuing)


def year_links(edition: Edition) -> tuple[CountedLink, ...]:
    """The years that have a page, with the number of their events."""
    years = _group(edition.timeline.events, lambda date: date.year)
    return tuple(
        CountedLink(_year_link(edition, year), len(events)) for year, events in years.items()
    )


def _plan_months(
    edition: Edition,
    year: int,
    months: Mapping[int, Sequence[Event]],
    find_continuing: FindContinuing,
) -> Iterator[Artifact]:
    for index, (month, events) in enumerate(months.items()):
        yield from _plan_period(
            edition,
            route=edition.urls.month(year, month),
            heading=month_words(year, month, edition.language),
            events=events,
            around=partial(_around_month, edition, year, months, index, find_continuing),
            parents=(_year_link(edition, year),),
        )


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the list of a period's events."""

    continuing: Sequence[Event]
    neighbours: tuple[Link | None, Link | None]
    months: tuple[CountedLink, ...] = ()
    draw: Callable[[], Overview | None] = lambda: None


def _around_year(
    edition: Edition,
    years: Mapping[int, Sequence[Event]],
    index: int,
    months: Mapping[int, Sequence[Event]],
    find_continuing: FindContinuing,
) -> _Around:
    year = list(years)[index]
    return _Around(
        continuing=find_continuing(Day(year, 1, 1)),
        neighbours=_year_neighbours(edition, list(years), index),
        months=_month_links(edition, year, months),
        draw=partial(draw_overview, edition, years[year], year_scale(year)),
    )


def _around_month(
    edition: Edition,
    year: int,
    months: Mapping[int, Sequence[Event]],
    index: int,
    find_continuing: FindContinuing,
) -> _Around:
    return _Around(
        continuing=find_continuing(Day(year, list(months)[index], 1)),
        neighbours=_month_neighbours(edition, year, list(months), index),
    )


def _plan_period(
    edition: Edition,
    *,
    route: str,
    heading: str,
    events: Sequence[Event],
    around: "partial[_Around]",
    parents: tuple[Link, ...] = (),
) -> Iterator[Artifact]:
    recipe, find_marks = TemplateRecipe("period.html"), partial(_list_marks, events, around)
    basis = edition.basis(find_marks)
    for page, chronology in chronology_pages(edition, route, events):
        frame = partial(_frame_page, edition, heading, page, parents)
        context = partial(
            _show_page, edition, heading, page, frame=frame, chronology=chronology, around=around
        )
        yield Artifact(to_file(page.route), recipe, context, basis=basis, frame=frame)


def _list_marks(
    events: Sequence[Event], around: "partial[_Around]", grounds: Grounds
) -> tuple[str, ...]:
    """Of the events, of those that last into the period, and of what leads to other periods."""
    found = around()
    links = digest_value((found.neighbours, found.months))
    return grounds.faces(events), grounds.faces(found.continuing), links


def _frame_page(
    edition: Edition, heading: str, page: ListPage[Event], parents: tuple[Link, ...]
) -> PageFields:
    title = page_title(edition, heading, page)
    return edition.common(route=page.route, title=title, parents=parents)


def _show_page(
    edition: Edition,
    heading: str,
    page: ListPage[Event],
    *,
    frame: "partial[PageFields]",
    chronology: "partial[Chronology]",
    around: "partial[_Around]",
) -> PeriodPage:
    found = around()
    return PeriodPage(
        **frame(),
        heading=heading,
        chronology=chronology(),
        continuing=edition.rows(found.continuing) if page.number == 1 else (),
        months=found.months,
        earlier=found.neighbours[0],
        later=found.neighbours[1],
        overview=found.draw(),
    )


def _group(events: Sequence[Event], key: Callable[[When], int | None]) -> dict[int, list[Event]]:
    """Events by a year or month that is exactly known, in its order; the others are left out."""
    found: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        value = key(event.date)
        if value is not None:
            found[value].append(event)
    return dict(sorted(found.items()))


def _find_lasting(events: Sequence[Event]) -> Iterator[_Lasting]:
    for event in events:
        date = event.date
        began = date.start.latest if date.kind == "interval" and date.start else None
        ended = date.end.earliest if date.end else None
        if ended is None and date.end_edge == "open":
            ended = _FOR_EVER
        if began is not None and ended is not None:
            yield _Lasting(event, began, ended)


def _lasting_into(lasting: Sequence[_Lasting], first: Day) -> list[Event]:
    """Intervals that certainly began before the day `first` and certainly lasted into it.

    Where the ends are coarser than the period, nothing is said: of 2023/2024 it is not known
    whether it had begun by March 2023.
    """
    return [one.event for one in lasting if one.began < first <= one.ended]


def _year_link(edition: Edition, year: int) -> Link:
    return Link(
        Localized(year_words(year, edition.language)), edition.href(edition.urls.year(year))
    )


def _month_link(edition: Edition, year: int, month: int) -> Link:
    return Link(
        Localized(month_words(year, month, edition.language)),
        edition.href(edition.urls.month(year, month)),
    )


def _month_links(
    edition: Edition, year: int, months: Mapping[int, Sequence[Event]]
) -> tuple[CountedLink, ...]:
    return tuple(
        CountedLink(_month_link(edition, year, month), len(events))
        for month, events in months.items()
    )


def _year_neighbours(
    edition: Edition, years: list[int], index: int
) -> tuple[Link | None, Link | None]:
    earlier = _year_link(edition, years[index - 1]) if index else None
    later = _year_link(edition, years[index + 1]) if index + 1 < len(years) else None
    return earlier, later


def _month_neighbours(
    edition: Edition, year: int, months: list[int], index: int
) -> tuple[Link | None, Link | None]:
    earlier = _month_link(edition, year, months[index - 1]) if index else None
    later = _month_link(edition, year, months[index + 1]) if index + 1 < len(months) else None
    return earlier, later
