"""Drawings of events: which lanes, what each mark shows, and the words around them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_gen.dates import month_words, parse_edtf, to_words, year_words
from site_gen.dates.bounds import from_ordinal
from site_gen.model.records import Claim, Event
from site_gen.model.text import Localized
from site_gen.plan.contexts import (
    ClusterShown,
    DateShown,
    Drawing,
    LaneShown,
    Link,
    MarkShown,
    ShapeShown,
    ThreadShown,
    TickShown,
)
from site_gen.plan.drawing.layout import (
    BOLD_SIZE,
    LABEL_GAP,
    LABEL_SIZE,
    ROW,
    TARGET,
    Cluster,
    Item,
    Layout,
    Spot,
    lay_out,
    measure_text,
)
from site_gen.plan.drawing.pieces import DAY, Figure, Piece, find_bounds, to_figure
from site_gen.plan.drawing.scale import Scale, fit_scale
from site_gen.plan.drawing.ticks import Tick, find_ticks
from site_gen.plan.drawing_contexts import DrawingEntry, DueShown
from site_gen.plan.edition import Edition
from site_gen.plan.statements import show_status
from site_gen.plan.urls import year_to_edtf

WIDTH = 960
MOST_MARKS = 120
"""Events with a mark of their own, in one drawing."""
MOST_LANES = 8
"""The last of them holds what is in none of the others."""

_AXIS = 34
_HEAD = 26
_FOOT = 10
LEAST = 12
"""Width of the smallest bar: it must not be taken for a dot."""
STUB = 44
"""How far an end that is open or unknown is drawn."""
ARROW = 10
_TICK_SIZE = 12
_TICK_AIR = 18
_NARROWEST_TICKS = 88
MOST_ROWS = {1: 12, 2: 9, 3: 7, 4: 6}
"""By the number of lanes; where there are more, `FEWEST_ROWS`."""
FEWEST_ROWS = 4
SMALL_WIDTH = 704
SMALL_ROWS = 6
SMALL_MARKS = 40


@dataclass(frozen=True, slots=True)
class Lanes:
    """Names of lanes, and for each event the index of its own."""

    labels: tuple[Link, ...]
    of_event: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A claim with a due date; `index` is that of its event, `due` the moment it is up."""

    index: int
    event: Event
    claim: Claim
    due: int


# --- lanes -----------------------------------------------------------------------------------


def lanes_by_story(edition: Edition, events: Sequence[Event]) -> Lanes:
    links = {id: edition.story_link(id) for id in edition.timeline.stories}
    of_event = edition.timeline.stories_by_event
    return _choose_lanes(
        edition, [[story.id for story in of_event.get(event.id, ())] for event in events], links
    )


def lanes_by_entity(edition: Edition, events: Sequence[Event]) -> Lanes:
    links = {id: edition.entity_link(id) for id in edition.timeline.entities}
    return _choose_lanes(
        edition, [[one.entity for one in event.entities] for event in events], links
    )


def lanes_by_kind(edition: Edition, events: Sequence[Event]) -> Lanes:
    links = {id: Link(kind.label, None) for id, kind in edition.kinds.items()}
    return _choose_lanes(edition, [[event.kind] if event.kind else [] for event in events], links)


def one_lane(events: Sequence[Event]) -> Lanes:
    return Lanes((), (0,) * len(events))


def _choose_lanes(edition: Edition, keys: Sequence[Sequence[str]], links: dict[str, Link]) -> Lanes:
    """The fullest lanes, in the order of their first events; each event stands in one lane.

    It is the first of its own that has a lane at all, and so it is drawn once.
    """
    counts = Counter(key for own in keys for key in own if key in links)
    fullest = sorted(counts, key=lambda key: (-counts[key], key))[: MOST_LANES - 1]
    firsts = [next((key for key in own if key in fullest), None) for own in keys]
    used = list(dict.fromkeys(first for first in firsts if first))
    place = {key: index for index, key in enumerate(used)}
    labels = tuple(links[key] for key in used)
    if None in firsts:
        labels = (*labels, Link(Localized(edition.words("timeline_other")), None))
    of_event = tuple(place[first] if first else len(used) for first in firsts)
    return Lanes(labels if used else (), of_event)


# --- the drawing -----------------------------------------------------------------------------


def figures_of(edition: Edition, events: Iterable[Event]) -> tuple[Figure, ...]:
    return tuple(to_figure(event.date, edition.settings.timezone) for event in events)


def promises_of(edition: Edition, events: Sequence[Event]) -> tuple[Promise, ...]:
    return tuple(
        Promise(index, event, claim, find_bounds(claim.due, edition.settings.timezone)[1])
        for index, event in enumerate(events)
        for claim in event.claims
        if claim.due
    )


def scale_of(figures: Sequence[Figure], promises: Sequence[Promise]) -> Scale:
    """The scale that shows every event and every due date."""
    extents = [(figure.start, figure.end) for figure in figures]
    dues = [(promise.due - 1, promise.due) for promise in promises]
    return fit_scale([*extents, *dues])


def draw(edition: Edition, events: Sequence[Event], lanes: Lanes) -> Drawing | None:
    """None where there is nothing to draw."""
    rows = MOST_ROWS.get(len(lanes.labels), FEWEST_ROWS) if lanes.labels else MOST_ROWS[1]
    return _Draft(edition, events, lanes).draw(rows, MOST_MARKS) if events else None


def draw_small(edition: Edition, events: Sequence[Event]) -> Drawing | None:
    """A few rows in one lane, to go with a list; None where one date says as much."""
    if len(events) < 2:
        return None
    return _Draft(edition, events, one_lane(events), SMALL_WIDTH).draw(SMALL_ROWS, SMALL_MARKS)


def in_time(edition: Edition, events: Iterable[Event]) -> tuple[Event, ...]:
    """In the order of time, whatever order a story has fixed."""
    position = edition.timeline.position
    return tuple(sorted(events, key=lambda event: position[event.id]))


def show_entries(edition: Edition, events: Sequence[Event]) -> tuple[DrawingEntry, ...]:
    return tuple(
        DrawingEntry(
            url=row.url,
            title=row.title,
            date=row.date,
            dues=tuple(_show_due(edition, event, claim) for claim in event.claims if claim.due),
        )
        for event, row in zip(events, edition.rows(events), strict=True)
    )


def _show_due(edition: Edition, event: Event, claim: Claim) -> DueShown:
    href = edition.href(edition.urls.event(event.id))
    assert claim.due is not None  # noqa: S101 # asked by the caller
    outcome = claim.outcome.status if claim.outcome else "open"
    status = show_status(edition, "outcome", outcome)
    return DueShown(f"{href}#{claim.id}", edition.when(claim.due), status)


class _Draft:
    """A drawing while it is made."""

    def __init__(
        self, edition: Edition, events: Sequence[Event], lanes: Lanes, width: int = WIDTH
    ) -> None:
        self.edition = edition
        self.width = width
        self.events = events
        self.lanes = lanes
        self.figures = figures_of(edition, events)
        self.promises = promises_of(edition, events)
        self.scale = scale_of(self.figures, self.promises)
        self.shapes = [tuple(map(self._shape, figure.pieces)) for figure in self.figures]

    def draw(self, most_rows: int, most_marks: int) -> Drawing:
        count = max(len(self.lanes.labels), 1)
        layout = lay_out(
            [*self._event_items(), *self._promise_items()],
            lanes=count,
            width=self.width,
            most_rows=most_rows,
            most_items=most_marks,
        )
        clusters = [own for one in layout.clusters if (own := self._without_promises(one))]
        lanes = tuple(self._show_lanes(layout, {one.lane for one in clusters}))
        marks = {spot.key: self._mark(spot, lanes) for spot in layout.spots if self._is_event(spot)}
        threads = tuple(
            self._thread(spot, lanes, marks)
            for spot in layout.spots
            if not self._is_event(spot) and self._promise(spot).index in marks
        )
        first, last = self._ends()
        return Drawing(
            width=self.width,
            height=lanes[-1].y + lanes[-1].height + 1,
            axis_y=_AXIS,
            lanes=lanes,
            ticks=tuple(self._show_ticks()),
            cuts=tuple(
                _round(
                    (self.scale.knots[at].place + self.scale.knots[at + 1].place) / 2 * self.width
                )
                for at in self.scale.breaks
            ),
            marks=tuple(marks.values()),
            threads=threads,
            clusters=tuple(self._show_cluster(one, lanes) for one in clusters),
            total=len(self.events),
            first=first,
            last=last,
        )

    def _ends(self) -> tuple[DateShown, DateShown]:
        """As their authors know them: the drawing's own limits would be invented."""
        timezone = self.edition.settings.timezone
        bounds = [find_bounds(event.date, timezone) for event in self.events]
        places = range(len(bounds))
        first = min(places, key=lambda place: bounds[place][0])
        last = max(places, key=lambda place: (bounds[place][1], place))
        return self.edition.date_of(self.events[first]), self.edition.date_of(self.events[last])

    # --- what is to be placed

    def _event_items(self) -> Iterator[Item]:
        for index, (event, shapes) in enumerate(zip(self.events, self.shapes, strict=True)):
            left, right = _reach(shapes)
            label = self.edition.text(event.title).text
            lane = self.lanes.of_event[index]
            size = BOLD_SIZE if event.importance == 1 else LABEL_SIZE
            yield Item(index, lane, left, right, event.importance * 2, label, size)

    def _promise_items(self) -> Iterator[Item]:
        for number, promise in enumerate(self.promises):
            ends = (self._middle(promise.index), self._x(promise.due))
            lane = self.lanes.of_event[promise.index]
            importance = promise.event.importance * 2 + 1
            key = len(self.events) + number
            left, right = min(ends) - 4, max(ends) + 10
            yield Item(key, lane, left, right, importance, self._outcome_label(promise))

    def _outcome_label(self, promise: Promise) -> str:
        return _show_due(self.edition, promise.event, promise.claim).status.label

    def _is_event(self, spot: Spot) -> bool:
        return spot.key < len(self.events)

    def _promise(self, spot: Spot) -> Promise:
        return self.promises[spot.key - len(self.events)]

    def _without_promises(self, cluster: Cluster) -> Cluster | None:
        keys = tuple(key for key in cluster.keys if key < len(self.events))
        return Cluster(cluster.lane, cluster.left, cluster.right, keys) if keys else None

    # --- where it stands

    def _x(self, moment: int) -> float:
        return self.scale.place(moment) * self.width

    def _middle(self, index: int) -> float:
        left, right = _reach(self.shapes[index])
        return (max(left, 0) + min(right, self.width)) / 2

    def _shape(self, piece: Piece) -> ShapeShown:
        """What goes on does so to the edge; an alternative without a bound only points there."""
        left, right = self._x(piece.start), self._x(piece.end)
        is_span = piece.shape == "span"
        if piece.start_end == "open":
            left = 0 if is_span else left - STUB
        if piece.end_end == "open":
            right = self.width if is_span else right + STUB
        before = piece.start_end == "open" or left < 0
        after = piece.end_end == "open" or right > self.width
        left, right = min(max(left, 0), self.width), min(max(right, 0), self.width)
        is_dot = piece.shape == "point" and right - left <= TARGET
        if not is_dot:
            left, right = _widen(left, right, LEAST + (before + after) * ARROW, self.width)
            left, right = left + before * ARROW, right - after * ARROW
        return ShapeShown(
            # A day that takes much room is not a dot any more, but a day as a whole.
            shape="whole" if piece.shape == "point" and not is_dot else piece.shape,
            x=_round(left),
            width=_round(right - left),
            fade=_fade(piece),
            arrow_start=before and not is_dot,
            arrow_end=after and not is_dot,
            lost_start=piece.start_end == "unknown",
            lost_end=piece.end_end == "unknown",
        )

    def _show_lanes(self, layout: Layout, clustered: set[int]) -> Iterator[LaneShown]:
        y = float(_AXIS)
        for index, rows in enumerate(layout.rows):
            label = self.lanes.labels[index] if self.lanes.labels else None
            inside = (rows + (index in clustered)) * ROW
            height = (_HEAD if label else _FOOT) + inside + _FOOT
            yield LaneShown(label, y, height)
            y += height

    def _row_y(self, lane: LaneShown, row: int) -> float:
        return lane.y + (_HEAD if lane.label else _FOOT) + row * ROW + ROW / 2

    def _mark(self, spot: Spot, lanes: Sequence[LaneShown]) -> MarkShown:
        event, shapes = self.events[spot.key], self.shapes[spot.key]
        left, right = _reach(shapes)
        lack = max(TARGET - (right - left), 0) / 2
        left, right = left - lack, right + lack
        label_x = {
            "after": right + LABEL_GAP - lack / 2,
            "before": left - LABEL_GAP + lack / 2,
            "inside": left + LABEL_GAP * 2,
        }.get(spot.side, left)
        centers = [one.x + one.width / 2 for one in shapes]
        return MarkShown(
            url=self.edition.href(self.edition.urls.event(event.id)),
            title=self.edition.text(event.title),
            date=self.edition.date_of(event),
            importance=event.importance,
            x=_round(left),
            width=_round(right - left),
            y=self._row_y(lanes[self.lanes.of_event[spot.key]], spot.row),
            shapes=shapes,
            join=self.figures[spot.key].join,
            join_x=_round(min(centers)),
            join_end=_round(max(centers)),
            label=spot.label,
            label_x=_round(label_x),
            anchor="end" if spot.side == "before" else "start",
            is_inside=spot.side == "inside",
        )

    def _thread(
        self, spot: Spot, lanes: Sequence[LaneShown], marks: dict[int, MarkShown]
    ) -> ThreadShown:
        promise = self._promise(spot)
        shown = _show_due(self.edition, promise.event, promise.claim)
        due_x = min(self._x(promise.due), self.width - 10)
        is_before = spot.side == "before"
        return ThreadShown(
            url=shown.url,
            title=self.edition.text(promise.claim.text),
            due=shown.due,
            status=shown.status,
            x=_round(self._middle(promise.index)),
            y=marks[promise.index].y,
            due_x=_round(due_x),
            due_y=self._row_y(lanes[self.lanes.of_event[promise.index]], spot.row),
            label=spot.label,
            label_x=_round(due_x - 14 if is_before else due_x + 14),
            anchor="end" if is_before else "start",
        )

    def _show_cluster(self, cluster: Cluster, lanes: Sequence[LaneShown]) -> ClusterShown:
        lane = lanes[cluster.lane]
        first = self.events[cluster.keys[0]]
        urls = self.edition.urls
        year = first.date.year
        route = urls.year(year) if year is not None else urls.event(first.id)
        return ClusterShown(
            url=self.edition.href(route),
            count=len(cluster.keys),
            x=_round(cluster.left + 2),
            width=_round(cluster.right - cluster.left - 4),
            y=lane.y + lane.height - _FOOT - ROW / 2,
        )

    # --- the axis

    def _show_ticks(self) -> Iterator[TickShown]:
        room = float(_NARROWEST_TICKS)
        ticks: list[Tick] = []
        labels: list[str] = []
        for _ in range(3):  # wider words need wider steps, whose words may be wider again
            ticks = list(find_ticks(self.scale, width=self.width, widest=room))
            labels = [self._tick_words(tick) for tick in ticks]
            longest = max((measure_text(label, _TICK_SIZE) for label in labels), default=0)
            if longest + _TICK_AIR <= room:
                break
            room = longest + _TICK_AIR
        taken = 0.0
        for tick, label in zip(ticks, labels, strict=True):
            half = measure_text(label, _TICK_SIZE) / 2
            center = min(max(self._x(tick.moment), half), self.width - half)
            is_free = center - half >= taken
            yield TickShown(_round(self._x(tick.moment)), label if is_free else "", _round(center))
            taken = center + half + _TICK_AIR if is_free else taken

    def _tick_words(self, tick: Tick) -> str:
        return moment_words(tick.moment, tick.kind, self.edition.language)


def moment_words(moment: int, kind: str, language: str) -> str:
    """`1984`, `April 1985`, `1 May 1984`, `1 May 1984, 12:30`, as the unit of the axis asks."""
    day = from_ordinal(moment // DAY)
    if kind == "year":
        return year_words(day.year, language)
    if kind == "month":
        return month_words(day.year, day.month, language)
    if abs(day.year) > 9999:
        return year_words(day.year, language)
    text = f"{year_to_edtf(day.year)}-{day.month:02d}-{day.day:02d}"
    if kind == "minute":
        minutes = moment % DAY // 60
        text += f"T{minutes // 60:02d}:{minutes % 60:02d}"
    return to_words(parse_edtf(text), language)


def _fade(piece: Piece) -> str:
    is_start, is_end = piece.start_end == "soft", piece.end_end == "soft"
    return "both" if is_start and is_end else "start" if is_start else "end" if is_end else ""


def _reach(shapes: Sequence[ShapeShown]) -> tuple[float, float]:
    """From the first to the last piece, arrows and ends that are not known included."""
    left = min(one.x - one.lost_start * STUB - one.arrow_start * ARROW for one in shapes)
    right = max(one.x + one.width + one.lost_end * STUB + one.arrow_end * ARROW for one in shapes)
    return left, right


def _widen(left: float, right: float, least: float, width: int) -> tuple[float, float]:
    """A stretch at least so wide, around the same middle as far as the drawing's edges allow."""
    lack = least - (right - left)
    if lack <= 0:
        return left, right
    left = min(max(left - lack / 2, 0), width - least)
    return left, left + least


def _round(length: float) -> float:
    return round(length, 1)
