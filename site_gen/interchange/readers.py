"""The formats that can be imported, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from site_gen.interchange.calendar_events import read_calendar
from site_gen.interchange.imported import Imported
from site_gen.interchange.input_text import note_invisible
from site_gen.interchange.losses import Losses
from site_gen.interchange.markwhen import read_markwhen
from site_gen.interchange.table_events import read_event_table
from site_gen.interchange.timelinejs import looks_like_json, read_timelinejs_json
from site_gen.interchange.timelinejs_sheet import read_sheet


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`columns` leads from our fields to the columns of a table.

    `day_first` says how `03/04/2024` is to be read; None where nobody said it.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None


Reader = Callable[[str, str, ImportOptions, Losses], Imported | None]
"""Reads a text and its path; None where it is none of the format, with the reason noted."""


def _read_timelinejs(
    text: str, path: str, options: ImportOptions, losses: Losses
) -> Imported | None:
    """JSON begins with a bracket, or with the name of a variable; a sheet with its columns."""
    if looks_like_json(text):
        return read_timelinejs_json(text, path, losses)
    return read_sheet(text, path, losses, day_first=bool(options.day_first))


def _read_csv(text: str, path: str, options: ImportOptions, losses: Losses) -> Imported | None:
    note_invisible(text, path, losses)
    return read_event_table(text, path, losses, options.columns, day_first=options.day_first)


def _read_ics(text: str, path: str, _: ImportOptions, losses: Losses) -> Imported | None:
    note_invisible(text, path, losses)
    return read_calendar(text, path, losses)


def _read_markwhen(text: str, path: str, options: ImportOptions, losses: Losses) -> Imported | None:
    note_invisible(text, path, losses)
    return read_markwhen(text, path, losses, day_first=options.day_first)


def recognize(text: str, path: str, asked: str) -> str | None:
    """Another format than the one asked for, as which the text can be read."""
    for name, read in READERS.items():
        is_sheet = asked == "csv" and name == "timelinejs" and not looks_like_json(text)
        if name == asked or is_sheet:
            continue  # a table with other names of columns wants --map
        if read(text, path, ImportOptions(), Losses()) is not None:
            return name
    return None


READERS: Mapping[str, Reader] = {
    "csv": _read_csv,
    "ics": _read_ics,
    "markwhen": _read_markwhen,
    "timelinejs": _read_timelinejs,
}
