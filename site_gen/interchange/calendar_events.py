"""iCalendar (RFC 5545): the entries of a calendar as events."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from site_gen.content.addresses import explain_url
from site_gen.content.wording import quote
from site_gen.interchange.calendar_dates import CalendarDates, find_zone, write_moment
from site_gen.interchange.calendar_text import (
    Component,
    ContentLine,
    read_components,
    read_text_value,
    split_values,
)
from site_gen.interchange.html_markdown import to_markdown, to_plain
from site_gen.interchange.imported import Imported, ImportedEvent, Value
from site_gen.interchange.losses import Losses
from site_gen.interchange.texts import cut, show_address, squeeze, to_paragraphs
from site_gen.problems import Location

BOOKKEEPING = frozenset(
    [
        "UID", "DTSTAMP", "SEQUENCE", "TRANSP", "PRODID", "VERSION", "CALSCALE", "METHOD",
        "REFRESH-INTERVAL", "X-LEFT-OUT",
    ]
)  # fmt: skip  # one name a line would fill the screen
"""What only serves the exchange between calendars; it is left out without a word."""

_READ = frozenset(
    [
        "SUMMARY", "DTSTART", "DTEND", "DURATION", "DESCRIPTION", "LOCATION", "CATEGORIES", "URL",
        "ATTACH", "IMAGE", "STATUS", "CLASS", "CREATED", "LAST-MODIFIED",
    ]
)  # fmt: skip  # names, not lines
_SEVERAL = frozenset(["CATEGORIES", "ATTACH", "IMAGE"])
_REPEATS = {
    "RRULE": "it repeats",
    "RDATE": "it has further dates",
    "EXRULE": "it is excepted by a rule",
    "EXDATE": "it is left out on some dates",
    "RECURRENCE-ID": "it replaces one date of an entry that repeats",
}
_CALENDAR_TITLES = {
    "X-WR-CALNAME": "title",
    "NAME": "title",
    "X-WR-CALDESC": "description",
    "DESCRIPTION": "description",
}
_HTML = re.compile(
    r"</?(?:p|br|a|b|i|u|em|strong|ul|ol|li|div|span|html|body)\b[^>]*>", re.IGNORECASE
)
_BY_HAND = "add it by hand if it matters"


def read_calendar(text: str, path: str, losses: Losses) -> Imported | None:
    """None, with the reason noted, where the text is no calendar."""
    calendars = [part for part in read_components(text, path, losses) if part.name == "VCALENDAR"]
    if not calendars:
        losses.refuse(Location(path), "there is no VCALENDAR in this file", "export it as .ics")
        return None
    found = Imported()
    for calendar in calendars:
        _read_titles(calendar, found, losses)
        reader = _EntryReader(losses, CalendarDates(losses, _read_zones(calendar)))
        for part in calendar.parts:
            if part.name == "VEVENT":
                event = reader.read(part)
                found.events += [event] if event else []
            elif part.name != "VTIMEZONE":
                fact = f"{quote(part.name)} is no entry of a chronology"
                losses.refuse(part.place, fact, "make an event of it by hand")
    return found


def _read_titles(calendar: Component, found: Imported, losses: Losses) -> None:
    for line in calendar.lines:
        words = squeeze(read_text_value(line.value))
        kind = _CALENDAR_TITLES.get(line.name)
        if kind == "title" and found.title in (None, words):
            found.title, found.title_place = words, line.place
        elif kind == "description" and found.description in (None, words):
            found.description = words
        elif line.name == "X-WR-TIMEZONE" and find_zone(words):
            found.timezone = words
        elif line.name not in BOOKKEEPING:
            fact = f"{line.name} {quote(words)} of the whole calendar"
            losses.lose(line.place, fact, _BY_HAND)


def _read_zones(calendar: Component) -> Mapping[str, ZoneInfo]:
    """The calendar's own names of zones, where it says which place they mean."""
    zones = {}
    for part in calendar.parts:
        name, place = part.find("TZID"), part.find("X-LIC-LOCATION")
        if part.name == "VTIMEZONE" and name and place:
            zone = find_zone(place.value)
            if zone is not None:
                zones[name.value] = zone
    return zones


@dataclass(frozen=True, slots=True)
class _EntryReader:
    losses: Losses
    dates: CalendarDates

    def read(self, entry: Component) -> ImportedEvent | None:
        status = self._read_word(entry, "STATUS")
        if status == "CANCELLED":
            fact = "this entry was cancelled"
            self.losses.refuse(entry.place, fact, "write an event about that if it matters")
            return None
        date = self.dates.read_span(entry)
        if date is None:
            return None
        body = self._read_body(entry)
        title = self._read_title(entry, body)
        if title is None:
            return None
        self._report_rest(entry, status)
        fields: dict[str, Value] = {
            "title": title,
            "date": date,
            "body": body,
            "place": self._read_text(entry, "LOCATION"),
            "tags": self._read_tags(entry),
            "sources": self._read_sources(entry),
            "media": self._read_media(entry),
            "published": self._read_edit(entry, "CREATED"),
            "updated": self._read_edit(entry, "LAST-MODIFIED"),
            "draft": self._read_draft(entry),
        }
        return ImportedEvent(entry.place, {name: value for name, value in fields.items() if value})

    # --- texts ----------------------------------------------------------------------------------

    def _read_text(self, entry: Component, name: str) -> str:
        line = entry.find(name)
        return squeeze(read_text_value(line.value)) if line else ""

    def _read_word(self, entry: Component, name: str) -> str:
        return self._read_text(entry, name).upper()

    def _read_title(self, entry: Component, body: str) -> str | None:
        title = self._read_text(entry, "SUMMARY")
        if title:
            return title
        words = to_plain(self._read_text(entry, "DESCRIPTION")).text
        if not words or not body:
            fact = "an entry without SUMMARY and DESCRIPTION"
            self.losses.refuse(entry.place, fact, "give it a summary, and import again")
            return None
        fact = "an entry without SUMMARY; the beginning of its description became its title"
        self.losses.change(entry.place, fact, "give it a title of its own")
        return cut(words, 100)

    def _read_body(self, entry: Component) -> str:
        line = entry.find("DESCRIPTION")
        if line is None:
            return ""
        text = read_text_value(line.value)
        if not _HTML.search(text):
            return to_paragraphs(text)
        converted = to_markdown(text.replace("\n", "<br>"), with_autolinks=True)
        if converted.lost:
            fact = f"DESCRIPTION holds what Markdown has no words for: {', '.join(converted.lost)}"
            self.losses.change(line.place, fact, "look at what became of it")
        return converted.text

    def _read_tags(self, entry: Component) -> list[Value]:
        lines = (line for line in entry.lines if line.name == "CATEGORIES")
        words = (squeeze(word) for line in lines for word in split_values(line.value))
        return list(dict.fromkeys(word for word in words if word))

    # --- addresses ------------------------------------------------------------------------------

    def _read_sources(self, entry: Component) -> list[Value]:
        line = entry.find("URL")
        if line is None or not line.value.strip():
            return []
        address = self._read_address(line)
        return [{"title": show_address(address), "url": address}] if address else []

    def _read_media(self, entry: Component) -> list[Value]:
        media: list[Value] = []
        for line in entry.lines:
            if line.name in ("ATTACH", "IMAGE"):
                if line.parameters.get("VALUE", "").upper() == "BINARY":
                    fact = f"a file inside the calendar ({line.name})"
                    remedy = "save it into content/media/ and name it as a medium, with alt"
                    self.losses.lose(line.place, fact, remedy)
                    continue
                address = self._read_address(line)
                name = squeeze(line.parameters.get("FILENAME", ""))
                medium: dict[str, Value] = {"url": address}
                if name:
                    medium["caption"] = name
                media += [medium] if address else []
        return media

    def _read_address(self, line: ContentLine) -> str:
        address = squeeze(line.value).replace(" ", "%20")
        wrong = explain_url(address)
        if wrong is not None:
            self.losses.lose(line.place, f"{line.name}: {wrong[0]}", _BY_HAND)
            return ""
        return address

    # --- the rest -------------------------------------------------------------------------------

    def _read_edit(self, entry: Component, name: str) -> str:
        line = entry.find(name)
        moment = self.dates.read_moment(line) if line else None
        if line and moment is None:
            self.losses.lose(line.place, f"{name} {quote(line.value)} is no time", _BY_HAND)
        return write_moment(moment) if isinstance(moment, datetime) and moment.tzinfo else ""

    def _read_draft(self, entry: Component) -> str:
        """What its owner does not show to everybody is not published by an import."""
        line = entry.find("CLASS")
        if line is None or self._read_word(entry, "CLASS") == "PUBLIC":
            return ""
        fact = f"this entry is {squeeze(line.value).lower()}; it became a draft"
        self.losses.change(line.place, fact, 'remove "draft" to publish it')
        return "true"

    def _report_rest(self, entry: Component, status: str) -> None:
        seen: set[str] = set()
        for line in entry.lines:
            if line.name in _REPEATS:
                fact = f"{line.name}: {_REPEATS[line.name]}; only the date given was kept"
                self.losses.lose(line.place, fact, "write an event for each date that matters")
            elif line.name in seen and line.name not in _SEVERAL | BOOKKEEPING:
                fact = f"{line.name} stands twice; the first one counts"
                self.losses.lose(line.place, fact, "keep one of the two")
            elif line.name == "STATUS" and status != "CONFIRMED":
                fact = f"the status {quote(squeeze(line.value))}"
                self.losses.lose(line.place, fact, "say in the body how sure it is")
            elif line.name not in _READ | BOOKKEEPING:
                fact = f"{line.name} {quote(squeeze(read_text_value(line.value)))}"
                self.losses.lose(line.place, fact, _BY_HAND)
            seen.add(line.name)
        for part in entry.parts:
            self.losses.lose(part.place, f"{quote(part.name)} of an entry", _BY_HAND)
