"""The Google Sheet of TimelineJS as CSV, with the columns of version 3 or of version 1."""

import re
from collections.abc import Mapping
from typing import Any

from site_gen.content.wording import quote
from site_gen.interchange.imported import Imported
from site_gen.interchange.losses import Losses, Places, Pointer
from site_gen.interchange.table_text import Row, Table, read_table
from site_gen.interchange.timelinejs import read_timeline
from site_gen.interchange.timelinejs_old import read_clock, read_old_date
from site_gen.problems import Location

COLUMNS: Mapping[str, Pointer] = {
    "year": ("start_date", "year"),
    "month": ("start_date", "month"),
    "day": ("start_date", "day"),
    "endyear": ("end_date", "year"),
    "endmonth": ("end_date", "month"),
    "endday": ("end_date", "day"),
    "displaydate": ("display_date",),
    "headline": ("text", "headline"),
    "text": ("text", "text"),
    "media": ("media", "url"),
    "mediacredit": ("media", "credit"),
    "mediacaption": ("media", "caption"),
    "mediathumbnail": ("media", "thumbnail"),
    "mediaalt": ("media", "alt"),
    "alttext": ("media", "alt"),
    "link": ("media", "link"),
    "group": ("group",),
    "tag": ("group",),
    "background": ("background",),
    "id": ("unique_id",),
    "uniqueid": ("unique_id",),
}
"""Columns that are copied, by their names without spaces; where version 3 has them."""

_CLOCKS = {"time": "start_date", "endtime": "end_date"}
_OLD_DATES = {"startdate": "start_date", "enddate": "end_date"}
_TYPES = {"": "events", "event": "events", "era": "eras", "title": "title", "start": "title"}
_NOT_A_DIGIT = re.compile(r"[\s,]+")


def read_sheet(text: str, path: str, losses: Losses, *, day_first: bool = False) -> Imported | None:
    """None, with the reason noted, where the text is no such sheet."""
    table = read_table(text, path, losses)
    if table is None:
        return None
    keys = {name: name.lower().replace(" ", "").replace("_", "") for name in table.names}
    if not {"year", "startdate"} & set(keys.values()):
        fact = 'this table has neither a column "Year" nor "Start Date"'
        remedy = 'take the columns of TimelineJS\'s template, or import it as "csv"'
        losses.refuse(Location(path, 1, 1), fact, remedy)
        return None
    return _read_rows(table, keys, losses, day_first=day_first)


def _read_rows(
    table: Table, keys: Mapping[str, str], losses: Losses, *, day_first: bool
) -> Imported:
    root: dict[str, Any] = {"events": [], "eras": []}
    lines: dict[Pointer, int] = {}
    for row in table.rows:
        place = Location(table.path, row.line, 1)
        slide, kind = _to_slide(row, keys, place, losses, day_first=day_first)
        if kind == "title" and "title" not in root:
            root["title"] = slide
            lines["title",] = row.line
            continue
        kind = "events" if kind == "title" else kind
        lines[kind, len(root[kind])] = row.line
        root[kind].append(slide)

    def locate(wanted: set[Pointer]) -> Places:
        return {
            pointer: Location(table.path, lines.get(pointer[:2], lines.get(pointer[:1], 1)), 1)
            for pointer in wanted
        }

    losses.locate = locate
    return read_timeline(root, losses)


def _to_slide(
    row: Row, keys: Mapping[str, str], place: Location, losses: Losses, *, day_first: bool
) -> tuple[dict[str, Any], str]:
    """The row as a slide, and the list it belongs to."""
    slide: dict[str, Any] = {}
    kind = "events"
    for name, cell in row.cells.items():
        key, value = keys[name], cell.strip()
        if key in COLUMNS:
            is_number = COLUMNS[key][0].endswith("_date") and len(COLUMNS[key]) == 2  # type: ignore[union-attr]  # a name, never a number
            _put(slide, COLUMNS[key], _NOT_A_DIGIT.sub("", value) if is_number else value)
        elif key in _CLOCKS:
            clock = read_clock(value)
            if not clock:
                fact = f"{quote(value)} in {quote(name)} is no time of day"
                losses.lose(place, fact, "write it as 19:30")
            slide.setdefault(_CLOCKS[key], {}).update(clock)
        elif key in _OLD_DATES:
            slide[_OLD_DATES[key]] = read_old_date(value, place, losses, day_first=day_first)
        elif key == "type":
            kind = _read_type(value, place, losses)
        else:
            fact = f"the column {quote(name)} is none of TimelineJS's: {quote(value)}"
            losses.lose(place, fact, "add it by hand if it matters")
    return slide, kind


def _put(slide: dict[str, Any], pointer: Pointer, value: str) -> None:
    owner = slide
    for name in pointer[:-1]:
        owner = owner.setdefault(str(name), {})
    owner[str(pointer[-1])] = value


def _read_type(value: str, place: Location, losses: Losses) -> str:
    kind = _TYPES.get(value.lower())
    if kind is None:
        fact = f"the type {quote(value)} is neither title nor era"
        losses.lose(place, fact, "the row became an event")
    return kind or "events"
