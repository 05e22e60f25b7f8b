"""Markwhen: a header, sections, and entries with a date, a title, properties and a text.

Follows its documentation and parser: properties stand right below an entry's first line, `#tag`s
anywhere in it, sections are `#` headings or `section …`/`endSection` (`group …`/`endGroup`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from site_gen.content.addresses import explain_url
from site_gen.content.wording import quote
from site_gen.interchange.imported import Imported, ImportedEvent, Value
from site_gen.interchange.losses import Losses
from site_gen.interchange.markwhen_dates import Head, HeadReader, Zone, read_zone
from site_gen.interchange.tame_markdown import tame_markdown
from site_gen.interchange.texts import show_address, squeeze
from site_gen.problems import Location

_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")
_TAG = re.compile(r"(?:^|(?<=\s))#(?!\d+(?:\s|$))(\w[\w-]*)")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_OPENING = re.compile(r"\s*(?:section|group)\b:?\s*(.*)", re.IGNORECASE)
_CLOSING = re.compile(r"\s*end\s?(?:section|group)\s*", re.IGNORECASE)
_PROPERTY = re.compile(r"(?!-)(\s*)([\w.-]+):(?:\s+(.*)|)")
_BREAK = re.compile(r"_-_-_break_-_-_\s*")
_DONE = re.compile(r"\[([xX ]?)\]\s*")
_ALL_DEPTHS = 7
"""Deeper than any heading: a `section` ends with its own end alone."""


@dataclass(slots=True)
class _Section:
    title: str
    depth: int
    tags: list[str]
    zone: Zone | None = None


@dataclass(slots=True)
class _Entry:
    """An entry while its lines are read. `lines` is its text, with the number of the first."""

    head: Callable[[Zone | None], Head]
    place: Location
    sections: tuple[_Section, ...]
    properties: dict[str, tuple[str, Location]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def read_markwhen(
    text: str, path: str, losses: Losses, *, day_first: bool | None = None
) -> Imported | None:
    """Entries in the order of the file; None, with the reason noted, where there is none."""
    reader = _Reader(path, losses, HeadReader(bool(day_first)))
    lines = text.split("\n")
    start = reader.read_header(lines)
    if day_first is not None:
        reader.heads = HeadReader(day_first)
    entries = list(reader.read_entries(lines, start))
    if not entries:
        losses.refuse(Location(path), "there is no dated entry in this file", "check its format")
        return None
    events = (reader.finish(entry) for entry in entries)
    reader.found.events = [event for event in events if event is not None]
    return reader.found


@dataclass(slots=True)
class _Reader:
    path: str
    losses: Losses
    heads: HeadReader
    zone: Zone | None = None
    found: Imported = field(default_factory=Imported)

    # --- the header -----------------------------------------------------------------------------

    def read_header(self, lines: list[str]) -> int:
        """The index of the first line after the header, which ends where entries begin."""
        is_fenced = bool(lines) and lines[0].startswith("---")
        for index, line in enumerate(lines):
            if is_fenced and index and line.startswith("---"):
                return index + 1
            if not is_fenced and self._begins(line):
                return index
            if line.strip() and not line.startswith("---") and not _is_comment(line):
                self._read_header_line(line, Location(self.path, index + 1, 1))
        return len(lines)

    def _begins(self, line: str) -> bool:
        return bool(
            self.heads.read(line) or _HEADING.match(line) or _OPENING.fullmatch(line)
        ) and not re.match(r"\s*(?:title|description)\s*:", line, re.IGNORECASE)

    def _read_header_line(self, line: str, place: Location) -> None:
        name, _, value = line.partition(":")
        name, value = name.strip().lower(), _unquote(value)
        if name == "title" and value:
            self.found.title, self.found.title_place = squeeze(value), place
        elif name == "description" and value:
            self.found.description = squeeze(value)
        elif name == "dateformat" and value.lower() in ("d/m/y", "dd/mm/yyyy"):
            self.heads = HeadReader(day_first=True)
        elif name in ("timezone", "tz") and (zone := read_zone(value)):
            self.zone = zone
            self.found.timezone = value if "/" in value else None
        else:
            fact = f"{quote(line.strip())} in the header"
            self.losses.lose(place, fact, "site.yaml has settings of its own")

    # --- entries and sections -------------------------------------------------------------------

    def read_entries(self, lines: list[str], start: int) -> Iterator[_Entry]:
        sections: list[_Section] = []
        entry: _Entry | None = None
        owner: _Entry | _Section | None = None
        is_fresh = False
        for number, line in enumerate(lines[start:], start + 1):
            place = Location(self.path, number, 1)
            if _is_comment(line) or _BREAK.fullmatch(line):
                is_fresh = False
                continue
            section = _read_section(line)
            head = None if section else self.heads.read(line)
            if head or section or _CLOSING.fullmatch(line):
                if entry:
                    yield entry
                entry = None
                self._move(sections, section, line, place)
                if head:
                    entry = _Entry(head, place, tuple(sections))
                owner, is_fresh = entry or section, True
            elif is_fresh and owner and (found := _PROPERTY.fullmatch(line)):
                self._note_property(owner, found, place)
            else:
                is_fresh = False
                if entry:
                    entry.lines.append(line)
                elif line.strip():
                    fact = f"{quote(line.strip())} belongs to no entry"
                    self.losses.lose(place, fact, "write it into the body of an event")
        if entry:
            yield entry

    def _move(
        self, sections: list[_Section], section: _Section | None, line: str, place: Location
    ) -> None:
        if section:
            while sections and section.depth <= sections[-1].depth < _ALL_DEPTHS:
                sections.pop()
            sections.append(section)
        elif _CLOSING.fullmatch(line):
            while sections and sections[-1].depth < _ALL_DEPTHS:
                sections.pop()
            if sections:
                sections.pop()
            else:
                fact = f"{quote(line.strip())}, where no section is open"
                self.losses.lose(place, fact, "remove it, or look for the section's beginning")

    def _note_property(
        self, owner: _Entry | _Section, found: re.Match[str], place: Location
    ) -> None:
        name, value = found[2], _unquote(found[3] or "")
        if isinstance(owner, _Entry):
            owner.properties[name] = (value, place)
        elif name in ("timezone", "tz") and (zone := read_zone(value)):
            owner.zone = zone
        elif not (name.lower() == "style" and value == "section"):
            fact = f"{quote(name)} of the section {quote(owner.title)}"
            self.losses.lose(place, fact, "add it by hand if it matters")

    # --- one entry ------------------------------------------------------------------------------

    def finish(self, entry: _Entry) -> ImportedEvent | None:
        zone = self._find_zone(entry)
        head = entry.head(zone)
        if not head.date:
            self.losses.refuse(entry.place, head.fact, "write its date out, and import again")
            return None
        if head.repeats:
            fact = f"it repeats ({quote(head.repeats)}); only the first date was kept"
            self.losses.lose(entry.place, fact, "write an event for each date that matters")
        title, tags, sources = self._read_title(head.text, entry)
        if not title:
            self.losses.refuse(entry.place, "an entry without a title", "give it one")
            return None
        body = self._read_body(entry)
        id, place = self._read_properties(entry, tags)
        fields: dict[str, Value] = {
            "title": title,
            "date": head.date,
            "body": body,
            "place": place,
            "tags": list(dict.fromkeys(tags)),
            "sources": sources,
        }
        return ImportedEvent(
            entry.place,
            {name: value for name, value in fields.items() if value},
            id,
            tuple(section.title for section in entry.sections[-1:] if section.title),
        )

    def _find_zone(self, entry: _Entry) -> Zone | None:
        """Its own, that of the innermost section that has one, that of the header."""
        for name in ("timezone", "tz"):
            if name in entry.properties:
                value, place = entry.properties.pop(name)
                zone = read_zone(value)
                if zone:
                    return zone
                fact = f"the time zone {quote(value)} is not known"
                self.losses.lose(place, fact, "add the offset by hand, as in 19:00+08:00")
                return None
        zones = [section.zone for section in reversed(entry.sections) if section.zone]
        return zones[0] if zones else self.zone

    def _read_title(self, text: str, entry: _Entry) -> tuple[str, list[str], list[Value]]:
        """Without Markdown, with the tags in it; the links in it become sources."""
        tags = [tag for section in entry.sections for tag in section.tags]
        done = _DONE.match(text)
        if done:
            fact = f"the box {quote(done[0].strip())} before the title"
            self.losses.lose(entry.place, fact, "an event is neither done nor to do")
            text = text[done.end() :]
        tags += _TAG.findall(text)
        plain, facts = tame_markdown(_TAG.sub("", text))
        for fact in facts:
            self.losses.change(entry.place, fact, "look at what became of it")
        sources: list[Value] = []
        for words, address in _LINK.findall(plain):
            if explain_url(address) is None:
                sources.append({"title": squeeze(words) or show_address(address), "url": address})
            else:
                fact = f"the link {quote(address)} in the title"
                self.losses.lose(entry.place, fact, "sources have http or https addresses")
        return squeeze(_STRONG.sub(r"\2", _LINK.sub(r"\1", plain))), tags, sources

    def _read_body(self, entry: _Entry) -> str:
        body, facts = tame_markdown("\n".join(_dedent(entry.lines)))
        for fact in facts:
            self.losses.change(entry.place, fact, "look at what became of it")
        return body

    def _read_properties(self, entry: _Entry, tags: list[str]) -> tuple[str | None, str]:
        """Id and place; tags are added to those of the first line."""
        id, where = None, ""
        for name, (value, place) in entry.properties.items():
            if name == "id" and value:
                id = squeeze(value)
            elif name in ("location", "place") and value:
                where = squeeze(value)
            elif name == "tags" and value:
                tags += [
                    word
                    for part in value.strip("[]").split(",")
                    if (word := squeeze(_unquote(part)).removeprefix("#"))
                ]
            else:
                fact = f"the property {quote(name)}: {quote(value)}"
                self.losses.lose(place, fact, "add it by hand if it matters")
        return id, where


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("//")


def _read_section(line: str) -> _Section | None:
    heading = _HEADING.match(line)
    opening = None if heading else _OPENING.fullmatch(line)
    if heading is None and opening is None:
        return None
    words = heading[2] if heading else (opening[1] if opening else "")
    title = squeeze(_TAG.sub("", words))
    return _Section(title, len(heading[1]) if heading else _ALL_DEPTHS, _TAG.findall(words))


def _unquote(text: str) -> str:
    text = text.strip()
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text


def _dedent(lines: list[str]) -> list[str]:
    """Without the indent that all lines share: in Markwhen it means nothing."""
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    shared = min(indents, default=0)
    return [line[shared:] for line in lines]
