"""Plain tables: a header, and an event in each row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_gen.content.addresses import explain_url
from site_gen.content.event_fields import EVENT
from site_gen.content.fields import Reading
from site_gen.content.nodes import Scalar
from site_gen.content.wording import list_words, quote
from site_gen.interchange.edtf_text import join_dates
from site_gen.interchange.imported import Imported, ImportedEvent, Value
from site_gen.interchange.loose_dates import read_loose_date
from site_gen.interchange.losses import Losses
from site_gen.interchange.table_text import Row, Table, read_table
from site_gen.interchange.tame_markdown import tame_markdown
from site_gen.interchange.texts import show_address, squeeze
from site_gen.plan.machines.spreadsheet import BETWEEN, DERIVED
from site_gen.problems import Location, UsageError

FIELDS = (
    "id", "title", "date", "end", "date_text", "summary", "body", "kind", "importance", "place",
    "entities", "tags", "stories", "part_of", "follows", "source", "source_title", "media", "alt",
    "caption", "credit", "license", "published", "updated", "draft",
)  # fmt: skip  # names, not lines
"""What a column may become; `end` is the end of the date, `source` and `media` are addresses."""

SYNONYMS: Mapping[str, str] = {
    "name": "title",
    "headline": "title",
    "event": "title",
    "start": "date",
    "start_date": "date",
    "when": "date",
    "end_date": "end",
    "display_date": "date_text",
    "description": "body",
    "text": "body",
    "content": "body",
    "notes": "body",
    "type": "kind",
    "category": "kind",
    "location": "place",
    "where": "place",
    "who": "entities",
    "participants": "entities",
    "tag": "tags",
    "keywords": "tags",
    "story": "stories",
    "group": "stories",
    "sources": "source",
    "url": "source",
    "link": "source",
    "link_title": "source_title",
    "image": "media",
}
"""Names of columns that are understood too; upper case, spaces and `-` make no difference."""

USUAL_IMPORTANCE = "2"
"""What an author leaves out, because it means the same."""

_SEPARATOR = re.compile(r"\s*[;|\n]\s*")
_COMMA = re.compile(r"\s*,\s*")
_YES_OR_NO = {"true": "true", "yes": "true", "1": "true", "false": "", "no": "", "0": ""}


def read_event_table(
    text: str,
    path: str,
    losses: Losses,
    columns: Mapping[str, str],
    *,
    day_first: bool | None = None,
) -> Imported | None:
    """None, with the reason noted, where the text is no table with titles and dates.

    `columns` leads from our fields to the table's columns. Raises UsageError where it names a
    field or a column that does not exist.
    """
    table = read_table(text, path, losses)
    if table is None:
        return None
    chosen = _choose_columns(table, columns)
    missing = [name for name in ("title", "date") if name not in chosen]
    if missing:
        fact = f"no column is called {list_words(map(quote, missing))}"
        remedy = f"say which one it is, as in --map {missing[0]}=Event"
        losses.refuse(Location(path, 1, 1), fact, remedy)
        return None
    is_ours = set(DERIVED) < set(table.names)
    _report_unused(table, chosen, losses, (*DERIVED, "claims") if is_ours else ())
    if is_ours:
        _report_counted(table, losses)
    reader = _RowReader(path, chosen, losses, day_first, has_commas=not is_ours)
    found = (reader.read(row) for row in table.rows)
    return Imported([event for event in found if event is not None])


def _choose_columns(table: Table, columns: Mapping[str, str]) -> dict[str, str]:
    """From our fields to the table's columns: what was asked for, then what bears a known name."""
    for ours, theirs in columns.items():
        if ours not in FIELDS:
            raise UsageError(f"there is no field {quote(ours)}; --map takes {list_words(FIELDS)}")
        if theirs not in table.names:
            known = list_words([quote(name) for name in table.names if name], "and")
            raise UsageError(f"there is no column {quote(theirs)}; the table has {known}")
    chosen = dict(columns)
    free = [name for name in table.names if name and name not in columns.values()]
    plain = {name: re.sub(r"[\s-]+", "_", name.lower()) for name in free}
    for wanted in (FIELDS, SYNONYMS):
        for name in free:
            ours = plain[name] if wanted is FIELDS else SYNONYMS.get(plain[name], "")
            if ours in FIELDS and ours not in chosen and name not in chosen.values():
                chosen[ours] = name
    return chosen


def _report_unused(
    table: Table, chosen: Mapping[str, str], losses: Losses, derived: Sequence[str]
) -> None:
    """`derived` are columns of which nothing is lost, or of which each row is told."""
    for name in table.names:
        if not name or name in chosen.values() or name in derived:
            continue
        lines = [row.line for row in table.rows if name in row.cells]
        if lines:
            rows = "1 row has" if len(lines) == 1 else f"{len(lines)} rows have"
            fact = f"the column {quote(name)} is not imported, and {rows} something in it"
            remedy = f"name the field that it is, as in --map place={name}"
            losses.lose(Location(table.path, lines[0], 1), fact, remedy)


def _report_counted(table: Table, losses: Losses) -> None:
    """Our own tables only count the claims of an event."""
    for row in table.rows:
        number = row.cells.get("claims", "0")
        if number != "0":
            claims = "1 claim is" if number == "1" else f"{squeeze(number)} claims are"
            fact = f"{claims} counted here, and not told"
            losses.lose(Location(table.path, row.line, 1), fact, "write them by hand")


@dataclass(frozen=True, slots=True)
class _RowReader:
    path: str
    columns: Mapping[str, str]
    losses: Losses
    day_first: bool | None
    has_commas: bool = True
    """Whether commas may stand between several; in our own tables only semicolons do."""

    def read(self, row: Row) -> ImportedEvent | None:
        place = Location(self.path, row.line, 1)
        cells = {
            ours: row.cells[theirs] for ours, theirs in self.columns.items() if theirs in row.cells
        }
        title = squeeze(cells.get("title", ""))
        if not title:
            self.losses.refuse(place, "a row without a title", "give it one, and import again")
            return None
        date = self._read_date(cells, place)
        if date is None:
            return None
        fields: dict[str, Value] = {"title": title, "date": date}
        for name in ("date_text", "summary", "kind", "place"):
            fields[name] = squeeze(cells.get(name, ""))
        fields["body"] = self._read_body(cells.get("body", ""), place)
        fields["tags"] = list(dict.fromkeys(self._split(cells.get("tags", ""))))
        for name in ("importance", "published", "updated"):
            fields[name] = self._read_checked(name, squeeze(cells.get(name, "")), place)
        if fields["importance"] == USUAL_IMPORTANCE:
            del fields["importance"]
        fields["draft"] = self._read_draft(squeeze(cells.get("draft", "")), place)
        fields["sources"] = self._read_sources(cells, place)
        fields["media"] = self._read_media(cells, place)
        return ImportedEvent(
            place,
            {name: value for name, value in fields.items() if value},
            squeeze(cells.get("id", "")) or None,
            tuple(self._split(cells.get("stories", ""))),
            tuple(self._split(cells.get("entities", ""))),
            squeeze(cells.get("part_of", "")),
            tuple(self._split(cells.get("follows", ""))),
        )

    def _split(self, text: str, *, with_commas: bool = True) -> list[str]:
        """At semicolons, bars and line ends; at commas where there is none of these."""
        if not self.has_commas:
            return [word for part in text.split(BETWEEN.strip()) if (word := squeeze(part))]
        parts = _SEPARATOR.split(text)
        if len(parts) == 1 and with_commas:
            parts = _COMMA.split(text)
        return [word for part in parts if (word := squeeze(part).removeprefix("#"))]

    def _read_date(self, cells: Mapping[str, str], place: Location) -> str | None:
        text = cells.get("date", "")
        if not text.strip():
            self.losses.refuse(place, "a row without a date", "give it one, and import again")
            return None
        start = read_loose_date(text, day_first=self.day_first)
        if not start.edtf:
            self.losses.refuse(place, start.fact, start.remedy)
            return None
        if start.fact:
            self.losses.lose(place, start.fact, start.remedy)
        if "end" not in cells:
            return start.edtf
        end = read_loose_date(cells["end"], day_first=self.day_first)
        if end.fact:
            self.losses.lose(place, f"the end of the date: {end.fact}", end.remedy)
        whole = join_dates(start.edtf, end.edtf) if end.edtf else start.edtf
        if whole is None:
            fact = f"{quote(start.edtf)} and {quote(end.edtf)} make no interval"
            self.losses.lose(place, fact, "only the first was kept; mend the date by hand")
        return whole or start.edtf

    def _read_body(self, text: str, place: Location) -> str:
        body, facts = tame_markdown(text)
        for fact in facts:
            self.losses.change(place, fact, "look at what became of it")
        return body

    def _read_checked(self, name: str, text: str, place: Location) -> str:
        """A value that its field takes; empty, with the reason noted, for another."""
        if not text:
            return ""
        if name in ("published", "updated"):
            text = read_loose_date(text, day_first=self.day_first).edtf or text
        reading = Reading(self.path)
        scalar = Scalar(text, 1, 1, 1, len(text) + 1, "")
        if EVENT.by_name[name].type.read(scalar, reading) is not None:
            return text
        for problem in reading.problems[:1]:
            self.losses.lose(place, f"{quote(name)}: {problem.fact}", problem.remedy)
        return ""

    def _read_draft(self, text: str, place: Location) -> str:
        if text.lower() not in (*_YES_OR_NO, ""):
            self.losses.lose(place, f"the draft {quote(text)}", "write true or false")
        return _YES_OR_NO.get(text.lower(), "")

    def _read_sources(self, cells: Mapping[str, str], place: Location) -> list[Value]:
        title = squeeze(cells.get("source_title", ""))
        sources: list[Value] = []
        for text in self._split(cells.get("source", ""), with_commas=False):
            if explain_url(text) is None:
                sources.append({"title": title or show_address(text), "url": text})
            else:
                sources.append({"title": text})
        if title and not sources:
            sources.append({"title": title})
        elif title and not any(isinstance(one, dict) and "url" in one for one in sources):
            fact = f"the title {quote(title)} of a source without an address"
            self.losses.lose(place, fact, "add it by hand")
        return sources

    def _read_media(self, cells: Mapping[str, str], place: Location) -> list[Value]:
        medium: dict[str, Value] = {"url": squeeze(cells.get("media", ""))}
        for name in ("alt", "caption", "credit", "license"):
            words = squeeze(cells.get(name, ""))
            if words:
                medium[name] = words
        if len(medium) == 1 and not medium["url"]:
            return []
        wrong = (
            explain_url(str(medium["url"])) if medium["url"] else ("a medium without address", "")
        )
        if wrong is None:
            return [medium]
        remedy = "put the file into content/media/ and name it as a medium, with alt"
        self.losses.lose(place, wrong[0], remedy)
        return []
