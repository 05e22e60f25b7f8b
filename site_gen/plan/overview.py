"""A small drawing of how many events there are when, and of the gaps between them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from site_gen.dates import month_words, year_words
from site_gen.model.records import Event
from site_gen.plan.contexts import Overview, OverviewBar, OverviewGap, OverviewLabel
from site_gen.plan.edition import Edition

MOST_MONTHS = 60
MOST_BINS = 120
"""Bars beyond which the next coarser unit is taken."""

MOST_LABELS = 6
"""What fits under a drawing as wide as a small phone."""

HEIGHT = 48
"""Of the highest bar, in pixels."""

LEAST_HEIGHT = 4
FEWEST_EVENTS = 3
LONG_GAP = 0.1
"""A gap is drawn from this share of the whole on."""

FEW_MONTHS = 14
"""Months of which only the first and the last are named."""

LABEL_ROOM = 0.15
"""The share of the drawing that a label takes on a small phone."""

SPARE = 0.15
"""The share of a bar's width that is left empty beside it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Time cut into equal bins, from `first` to `last`, both included.

    With `years` None a bin is a month, counted from January of year 0; else so many years.
    """

    years: int | None
    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    def bin_of(self, event: Event) -> int | None:
        """None where the date is less exact than a bin."""
        year, month = event.date.year, event.date.month
        if year is None:
            return None
        if self.years:
            return year // self.years
        return year * 12 + month - 1 if month is not None else None


def draw_overview(
    edition: Edition, events: Sequence[Event], scale: Scale | None = None
) -> Overview | None:
    """None where there is too little to draw. `scale` is found from the events where not given."""
    scale = scale or find_scale(events)
    if scale is None or scale.length < 2:
        return None
    bins: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        place = scale.bin_of(event)
        if place is not None:
            bins[place].append(event)
    if sum(map(len, bins.values())) < FEWEST_EVENTS:
        return None
    canvas = _Canvas(edition, scale)
    gaps = find_gaps(sorted(bins), max(2, round(scale.length * LONG_GAP)))
    return Overview(
        bars=tuple(_bars(canvas, bins)),
        gaps=tuple(OverviewGap(*canvas.place(first, last)) for first, last in gaps),
        labels=_labels(canvas),
        sentences=tuple(_sentences(canvas, bins, gaps, len(events))),
    )


def year_scale(year: int) -> Scale:
    """The twelve months of a year."""
    return Scale(None, year * 12, year * 12 + 11)


def find_scale(events: Sequence[Event]) -> Scale | None:
    """Months where few years are to be shown and most months are known, else years, tens and on."""
    dates = [event.date for event in events if event.date.year is not None]
    years = [date.year for date in dates if date.year is not None]
    if not years:
        return None
    months = [
        date.year * 12 + date.month - 1
        for date in dates
        if date.year is not None and date.month is not None
    ]
    span = (max(years) - min(years) + 1) * 12
    if span <= MOST_MONTHS and len(months) * 2 > len(dates):
        return Scale(None, min(months), max(months))
    size = 1
    while max(years) // size - min(years) // size >= MOST_BINS:
        size *= 10
    return Scale(size, min(years) // size, max(years) // size)


def find_gaps(bins: Sequence[int], least: int) -> list[tuple[int, int]]:
    """First and last of every run of at least `least` bins between those that have events."""
    return [(one + 1, other - 1) for one, other in pairwise(bins) if other - one - 1 >= least]


@dataclass(frozen=True, slots=True)
class _Canvas:
    """Where a bin is drawn, in percent, and what it is called."""

    edition: Edition
    scale: Scale

    def place(self, first: int, last: int, spare: float = 0) -> tuple[float, float]:
        """Left edge and width of the bins from `first` to `last`."""
        unit = 100 / self.scale.length
        width = unit * (last - first + 1)
        x = unit * (first - self.scale.first)
        return round(x + unit * spare / 2, 2), round(width - unit * spare, 2)

    def name(self, place: int) -> str:
        language, years = self.edition.language, self.scale.years
        if years is None:
            return month_words(place // 12, place % 12 + 1, language)
        first = year_words(place * years, language)
        if years == 1:
            return first
        last = year_words(place * years + years - 1, language)
        return self.edition.words("period_span", first=first, last=last)

    def url(self, place: int, events: Sequence[Event]) -> str:
        """The page of the month or year; of a longer time, that of its first year with events."""
        edition, years = self.edition, self.scale.years
        if years is None:
            return edition.href(edition.urls.month(place // 12, place % 12 + 1))
        first = min(event.date.year for event in events if event.date.year is not None)
        return edition.href(edition.urls.year(first))


def _bars(canvas: _Canvas, bins: Mapping[int, Sequence[Event]]) -> list[OverviewBar]:
    highest = max(map(len, bins.values()))
    bars = []
    for place, events in sorted(bins.items()):
        x, width = canvas.place(place, place, SPARE)
        height = max(LEAST_HEIGHT, round(HEIGHT * len(events) / highest))
        bars.append(
            OverviewBar(
                canvas.name(place), len(events), canvas.url(place, events), x, width, height
            )
        )
    return bars


def _labels(canvas: _Canvas) -> tuple[OverviewLabel, ...]:
    """Years under the bins that begin them, as many as there is room for."""
    scale = canvas.scale
    if scale.years is None and scale.length <= FEW_MONTHS:
        ends = (scale.first, scale.last)
        return tuple(_label(canvas, place, canvas.name(place)) for place in ends)
    unit = 12 if scale.years is None else 1
    years = _round_years(-(-scale.first // unit), scale.last // unit)
    if unit * years[0] - scale.first > scale.length * LABEL_ROOM:
        years = [scale.first // unit, *years]
    size, language = scale.years or 1, canvas.edition.language
    return tuple(
        _label(canvas, max(year * unit, scale.first), year_words(year * size, language))
        for year in years
    )


def _round_years(first: int, last: int) -> list[int]:
    """At most MOST_LABELS from `first` to `last`: every one, second, fifth, tenth and so on."""
    sizes = (size * 10**power for power in range(30) for size in (1, 2, 5))
    step = next(size for size in sizes if last // size - -(-first // size) < MOST_LABELS)
    return list(range(-(-first // step) * step, last + 1, step))


def _label(canvas: _Canvas, place: int, text: str) -> OverviewLabel:
    """It begins with its bin, or near the drawing's far end ends with it."""
    x, width = canvas.place(place, place)
    is_late = place - canvas.scale.first > canvas.scale.length * (1 - LABEL_ROOM)
    return OverviewLabel(text, round(x + width, 2) if is_late else x, "end" if is_late else "start")


def _sentences(
    canvas: _Canvas,
    bins: Mapping[int, Sequence[Event]],
    gaps: Sequence[tuple[int, int]],
    total: int,
) -> list[str]:
    words = canvas.edition.words
    counts = Counter({place: len(events) for place, events in bins.items()})
    most = max(counts.values())
    peaks = [place for place, count in sorted(counts.items()) if count == most]
    found = []
    if len(peaks) == 1:
        count = words("event_count", count=most)
        found.append(words("overview_peak", period=canvas.name(peaks[0]), count_words=count))
    if gaps:
        first, last = max(gaps, key=lambda gap: gap[1] - gap[0])
        span = words("period_span", first=canvas.name(first), last=canvas.name(last))
        found.append(words("overview_gap", span=span))
    undrawn = total - counts.total()
    if undrawn:
        found.append(words("overview_undrawn", count=undrawn))
    return found
