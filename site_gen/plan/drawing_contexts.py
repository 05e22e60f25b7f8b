"""What the pages of the drawn timeline are given; the drawing itself is in `contexts`."""

from dataclasses import dataclass

from site_gen.model.text import Localized
from site_gen.plan.contexts import (
    DateShown,
    Drawing,
    Frame,
    Link,
    PageContext,
    Site,
    StatusShown,
)
from site_gen.plan.words import Words


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
    """`embed.html`: a page for a frame on another site; `home_url` leads back."""

    site: Site
    words: Words
    page: Frame
    title: Localized
    home_url: str
    drawing: Drawing | None
    source: DrawingSource
    entries: tuple[DrawingEntry, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class DrawingFile:
    """`drawing.json`: what a script loads; `text` is JSON (RFC 8259)."""

    text: str
