"""What a script loads to draw what the page leaves out: geometry, and titles in parts.

The geometry (`marks.json`) is loaded when a reader first zooms; a part of the titles when events
of that part are to be named. Neither depends on bodies or sources, so an edited text changes none
of them. The format is an agreement between this module and `timeline-geometry.js`.
"""

import json
from collections.abc import Iterator, Sequence
from functools import partial

from site_gen.model.records import Event
from site_gen.plan.artifacts import Artifact, Basis, TemplateRecipe
from site_gen.plan.drawing.pieces import Figure
from site_gen.plan.drawing_contexts import DrawingFile, DrawingSource
from site_gen.plan.drawings import Lanes, figures_of, promises_of, scale_of
from site_gen.plan.edition import Edition
from site_gen.plan.grounds import Grounds

TITLES = 500
"""Titles in one file."""

SHAPES = ("point", "whole", "range", "span")
ENDS = ("hard", "soft", "open", "unknown")
JOINS = ("", "or", "and")


def describe_source(edition: Edition, route: str, lanes: str) -> DrawingSource:
    """Where the files of the drawing at `route` are."""
    return DrawingSource(
        marks_url=edition.href(f"{route}marks.json"),
        titles_url=edition.href(f"{route}titles-") + "{n}.json",
        event_url=edition.href(edition.urls.event("")[:-1]) + "{id}/",
        lanes=lanes,
    )


def plan_files(
    edition: Edition, route: str, events: Sequence[Event], arrangements: dict[str, Lanes]
) -> Iterator[Artifact]:
    """The files of one drawing; `arrangements` are its lanes by the names of their columns."""
    recipe = TemplateRecipe("drawing.json")
    marks = partial(_show_marks, edition, events, arrangements)
    basis = drawing_basis(edition, events)
    yield Artifact(f"{route}marks.json", recipe, marks, basis=basis)
    # By importance, then time: the first part names what stays in view when there is no room.
    ranked = sorted(events, key=lambda event: event.importance)
    for number, first in enumerate(range(0, len(ranked), TITLES)):
        part = ranked[first : first + TITLES]
        titles = partial(_show_titles, edition, part)
        basis = edition.basis(partial(_list_titles, part))
        yield Artifact(f"{route}titles-{number}.json", recipe, titles, basis=basis)


def drawing_basis(edition: Edition, events: Sequence[Event]) -> Basis | None:
    """Of a drawing of these events, and of what lanes it may have."""
    return edition.basis(partial(_list_faces_and_all, events))


def _list_titles(events: Sequence[Event], grounds: Grounds) -> tuple[str, ...]:
    return (grounds.faces(events),)


def _list_faces_and_all(events: Sequence[Event], grounds: Grounds) -> tuple[str, ...]:
    return grounds.faces(events), grounds.all_faces


def _show_marks(
    edition: Edition, events: Sequence[Event], arrangements: dict[str, Lanes]
) -> DrawingFile:
    return DrawingFile(_write(_geometry(edition, events, arrangements)))


def _show_titles(edition: Edition, events: Sequence[Event]) -> DrawingFile:
    rows = edition.rows(events)
    return DrawingFile(_write([[row.id, row.title.text, row.date.words] for row in rows]))


def _geometry(
    edition: Edition, events: Sequence[Event], arrangements: dict[str, Lanes]
) -> dict[str, object]:
    """For each event: importance, its lane in each arrangement, how its pieces are joined.

    Then three numbers for each piece: shape + 4 * start's end + 16 * end's end; start; end.
    """
    figures, promises = figures_of(edition, events), promises_of(edition, events)
    scale = scale_of(figures, promises)
    columns = [lanes.of_event for lanes in arrangements.values()]
    return {
        "knots": [[knot.moment, round(knot.place, 6)] for knot in scale.knots],
        "breaks": scale.breaks,
        "part": TITLES,
        "columns": list(arrangements),
        "marks": [
            [event.importance, *(column[index] for column in columns), *_encode(figures[index])]
            for index, event in enumerate(events)
        ],
        "threads": [
            [one.index, one.due, one.claim.outcome.status if one.claim.outcome else "open"]
            for one in promises
        ],
    }


def _encode(figure: Figure) -> Iterator[int]:
    yield JOINS.index(figure.join)
    for piece in figure.pieces:
        ends = 4 * ENDS.index(piece.start_end) + 16 * ENDS.index(piece.end_end)
        yield SHAPES.index(piece.shape) + ends
        yield piece.start
        yield piece.end


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
