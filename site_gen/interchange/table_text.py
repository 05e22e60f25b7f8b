"""Tables as CSV (RFC 4180), with the line of each row."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from site_gen.content.wording import quote
from site_gen.interchange.losses import Losses
from site_gen.problems import Location

SIGNS: Final = (",", ";", "\t")
"""What may stand between cells; the one that the first line has most of."""


MOST_COLUMNS: Final = 500

_DEFUSED = re.compile(r"'[=+@\t\r＝＋－＠-]")


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` by the names in the header, without those that are empty."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    path: str
    names: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(text: str, path: str, losses: Losses) -> Table | None:
    """None, with the reason noted, where the text is no table with a header."""
    rows: list[Row] = []
    numbered = _number_rows(text)
    try:
        head_line, head = next(numbered, (1, []))
        names = _read_head(head[: MOST_COLUMNS + 1], Location(path, head_line, 1), losses)
        rows.extend(
            Row(line, _read_cells(cells, names, Location(path, line, 1), losses))
            for line, cells in numbered
            if any(cell.strip() for cell in cells)
        )
    except csv.Error as error:
        line = _find_line(text)
        fact = f"the table breaks off: {error}"
        losses.refuse(
            Location(path, line, 1), fact, "look for a quotation mark that is never closed"
        )
        return None
    if len(names) > MOST_COLUMNS:
        fact = f"the first line has more than {MOST_COLUMNS} columns"
        losses.refuse(Location(path, 1, 1), fact, "check what separates the cells")
        return None
    if not any(names):
        losses.refuse(Location(path), "there is no header", "name the columns in the first line")
        return None
    return Table(path, names, tuple(rows))


def _make_reader(text: str) -> Any:
    head = text.split("\n", 1)[0]
    sign = max(SIGNS, key=head.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)


def _number_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line in which they begin."""
    reader = _make_reader(text)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _find_line(text: str) -> int:
    """The first line of the row that cannot be read."""
    reader = _make_reader(text)
    line = 1
    try:
        for _ in reader:
            line = reader.line_num + 1
    except csv.Error:
        return line
    return line


def _read_head(cells: list[str], place: Location, losses: Losses) -> tuple[str, ...]:
    names: list[str] = []
    for cell in cells:
        name = cell.strip()
        if name in names and name:
            fact = f"two columns are called {quote(name)}; only the first was read"
            losses.lose(place, fact, "give them different names")
            name = ""
        names.append(name)
    return tuple(names)


def _read_cells(
    cells: list[str], names: tuple[str, ...], place: Location, losses: Losses
) -> dict[str, str]:
    found = {}
    for number, cell in enumerate(cells):
        if not cell.strip():
            continue
        if number < len(names) and names[number]:
            found[names[number]] = _undo_defusing(cell)
        else:
            fact = f"the cell {quote(cell.strip())} stands in no column with a name of its own"
            losses.lose(place, fact, "name the column in the first line")
    return found


def _undo_defusing(cell: str) -> str:
    """Spreadsheets are kept from running a cell by a `'` before its first sign; it is no text."""
    return cell[1:] if _DEFUSED.match(cell) else cell
