"""What the drawn timeline's templates are given: places as numbers, words as words.

Lengths are in units of the drawing's view box, rounded to a tenth, so that equal drawings are
equal values. Everything inside a lane is measured from the top of the drawing.
"""

from dataclasses import dataclass

from site_gen.model.text import Localized
from site_gen.plan.contexts import DateShown, Frame, Link, PageContext, Site, StatusShown
from site_gen.plan.words import Words


@dataclass(frozen=True, slots=True)
class ShapeShown:
    """One piece of a date: `shape` is point, whole, range or span, from `x` on.

    `fade` is empty, `start`, `end` or `both`. `arrow_start` and `arrow_end` tell that it goes on,
    `lost_start` and `lost_end` that nothing is known of that end; these stand outside `x` and
    `x + width`.
    """

    shape: str
    x: float
    width: float
    fade: str
    arrow_start: bool
    arrow_end: bool
    lost_start: bool
    lost_end: bool


@dataclass(frozen=True, slots=True)
class MarkShown:
    """An event in the drawing; `x` to `x + width` is its target, `y` its middle.

    `label` is the title as far as there is room, empty where there is none, and stands at
    `label_x`; `anchor` is its `text-anchor`. `join` is empty, `or`, `and`: the pieces from
    `join_x` to `join_end` are alternatives, or all of them.
    """

    url: str
    title: Localized
    date: DateShown
    importance: int
    x: float
    width: float
    y: float
    shapes: tuple[ShapeShown, ...]
    join: str
    join_x: float
    join_end: float
    label: str
    label_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class ThreadShown:
    """From an event at (`x`, `y`) to the due date of what was promised there, at `due_x`, `due_y`.

    `status` is its outcome. `label` stands at `label_x`, `anchor` is its `text-anchor`.
    """

    url: str
    title: Localized
    due: DateShown
    status: StatusShown
    x: float
    y: float
    due_x: float
    due_y: float
    label: str
    label_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class ClusterShown:
    """Events that have no room of their own; `url` leads to where they are listed."""

    url: str
    count: int
    x: float
    width: float
    y: float


@dataclass(frozen=True, slots=True)
class LaneShown:
    """A lane from `y` on; `label` is None where there is but one."""

    label: Link | None
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class TickShown:
    """A mark of the axis; its label, in the middle of `label_x`, is empty where it has no room."""

    x: float
    label: str
    label_x: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn timeline: `width` by `height`. `cuts` are the places where the axis is broken.

    `since` and `until` name the ends of the window.
    """

    width: int
    height: float
    axis_y: float
    lanes: tuple[LaneShown, ...]
    ticks: tuple[TickShown, ...]
    cuts: tuple[float, ...]
    marks: tuple[MarkShown, ...]
    threads: tuple[ThreadShown, ...]
    clusters: tuple[ClusterShown, ...]
    total: int
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class DueShown:
    """A promise in the list beside the drawing."""

    url: str
    due: DateShown
    status: StatusShown


@dataclass(frozen=True, slots=True)
class DrawingEntry:
    """An event in the list beside the drawing."""

    url: str
    title: Localized
    date: DateShown
    dues: tuple[DueShown, ...]


@dataclass(frozen=True, slots=True)
class LaneChoice:
    """A way to arrange the lanes: stories, entities or kinds."""

    id: str
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class DrawingSource:
    """Where a script finds what the page leaves out, and what it needs to draw it.

    `marks_url` has the geometry of all events, `titles_url` their titles in parts: `{n}` in it
    stands for the part's number, from 0. `event_url` is an event's address with `{id}` for its id.
    `lanes` names the column of the lanes among those of the geometry.
    """

    marks_url: str
    titles_url: str
    event_url: str
    lanes: str


@dataclass(frozen=True, slots=True)
class TimelinePage(PageContext):
    """`timeline.html`: the drawn timeline. `drawing` is None where there is no event.

    `entries` lists the events, all of them or, where they are very many, those that have a mark
    of their own; `is_whole` tells which. `years` then lead to the rest.
    """

    heading: str
    drawing: Drawing | None
    source: DrawingSource
    choices: tuple[LaneChoice, ...]
    entries: tuple[DrawingEntry, ...]
    is_whole: bool
    years: tuple[Link, ...]
    embed_code: str


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """`embed.html`: a page for a frame on another site; `link` leads back."""

    site: Site
    words: Words
    page: Frame
    title: Localized
    link: str
    drawing: Drawing | None
    source: DrawingSource
    entries: tuple[DrawingEntry, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class DrawingFile:
    """`drawing.json`: what a script loads; `text` is JSON (RFC 8259)."""

    text: str
