"""TimelineJS: JSON of version 3, that of versions 1 and 2, and its sheet as CSV."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from site_gen.content.addresses import explain_url
from site_gen.content.wording import quote
from site_gen.interchange.html_markdown import Converted, find_address, to_markdown, to_plain
from site_gen.interchange.imported import Imported, ImportedEvent, Value
from site_gen.interchange.json_text import JsonObject, locate_pointers, parse_json
from site_gen.interchange.losses import Losses, Pointer
from site_gen.interchange.texts import clean, cut, show_address, squeeze
from site_gen.interchange.timelinejs_dates import DateReader, is_beyond_calendars
from site_gen.interchange.timelinejs_old import locate_old, to_new_timeline

LONGEST_TITLE = 100
"""Characters of a title that is made of a text's beginning."""

ERA = "Era"
"""The kind of event that an era becomes, where the site has it."""

_KNOWN = {
    "timeline": {"title", "events", "eras", "scale"},
    "slide": {
        "start_date", "end_date", "text", "media", "group", "display_date", "unique_id",
        "autolink", "background", "scale",
    },
    "text": {"headline", "text"},
    "media": {
        "url", "caption", "credit", "alt", "title", "link", "link_target", "thumbnail",
    },
    "date": {
        "year", "month", "day", "hour", "minute", "second", "millisecond", "display_date",
    },
}  # fmt: skip  # names, not lines
_BY_HAND = "add it by hand if it matters"
_EMPTY: tuple[Any, ...] = (None, "", {}, [])


def read_timeline(root: Mapping[str, Any], losses: Losses) -> Imported:
    """A timeline of version 3, as documented for its JSON."""
    reader = SlideReader(losses, DateReader(losses, _is_cosmological(root)))
    found = Imported()
    reader.check_names(root, "timeline", ())
    _read_title(root, found, reader)
    for name in ("events", "eras"):
        slides = root.get(name)
        if slides in _EMPTY:
            continue
        if not isinstance(slides, list):
            losses.refuse((name,), f"{quote(name)} is no list", "export it anew")
            continue
        for index, slide in enumerate(slides):
            event = reader.read_event(slide, (name, index), is_era=name == "eras")
            if event is not None:
                found.events.append(event)
    return found


def _is_cosmological(root: Mapping[str, Any]) -> bool:
    scale = root.get("scale")
    if scale:
        return bool(scale == "cosmological")
    events = root.get("events")
    slides = (
        [slide for slide in events if isinstance(slide, dict)] if isinstance(events, list) else []
    )
    return any(
        slide.get("scale") == "cosmological"
        or (
            isinstance(start := slide.get("start_date"), dict)
            and is_beyond_calendars(start.get("year"))
        )
        for slide in slides
    )


def _read_title(root: Mapping[str, Any], found: Imported, reader: "SlideReader") -> None:
    """The title slide names the site; of what else it shows, the site has no place."""
    slide = root.get("title")
    if slide in _EMPTY:
        return
    if not isinstance(slide, dict):
        reader.losses.lose(("title",), '"title" is no slide', "write the title into site.yaml")
        return
    reader.check_names(slide, "slide", ("title",))
    text = reader.read_object(slide, "text", ("title",))
    found.title_place = ("title", "text") if text else ("title",)
    found.title = reader.read_plain(text, "headline", ("title", "text")) or None
    found.description = reader.read_plain(text, "text", ("title", "text")) or None
    for name in ("start_date", "end_date", "display_date", "media", "background", "group"):
        if slide.get(name) not in _EMPTY:
            fact = f'"{name}" of the title slide has no place in site.yaml'
            reader.losses.lose(("title", name), fact, _BY_HAND)


@dataclass(frozen=True, slots=True)
class SlideReader:
    losses: Losses
    dates: DateReader

    def read_event(
        self, slide: Any, place: Pointer, *, is_era: bool = False
    ) -> ImportedEvent | None:
        """One slide or era; None, with the reason noted, where it cannot become an event."""
        if not isinstance(slide, dict):
            self.losses.refuse(place, "this is no slide", "write it as an object with a start_date")
            return None
        date = self.dates.read_slide(slide, place)
        if date is None:
            return None
        self.check_names(slide, "slide", place)
        text = self.read_object(slide, "text", place)
        media = self.read_object(slide, "media", place)
        body = self._read_body(slide, text, place)
        medium, sources = self._read_media(media, (*place, "media"))
        title = self._read_title(text, body, medium, place)
        if title is None:
            return None
        self._lose_background(slide, place)
        group = self.read_plain(slide, "group", place)
        fields: dict[str, Value] = {
            "title": title,
            "date": date,
            "date_text": self._read_date_text(slide, place),
            "body": body,
            "kind": ERA if is_era else "",
            "sources": sources,
            "media": [medium] if medium else [],
        }
        return ImportedEvent(
            place,
            {name: value for name, value in fields.items() if value},
            squeeze(self.read_text(slide, "unique_id", place)) or None,
            (group,) if group else (),
        )

    # --- texts ----------------------------------------------------------------------------------

    def _read_title(
        self, text: Mapping[str, Any], body: str, medium: Mapping[str, Value], place: Pointer
    ) -> str | None:
        title = self.read_plain(text, "headline", (*place, "text"))
        if title:
            return title
        words = to_plain(str(text.get("text") or "")).text or str(medium.get("caption", ""))
        if not words:
            fact = "a slide without headline and text"
            self.losses.refuse(place, fact, "give it a headline, and import again")
            return None
        source = "text" if body else "caption"
        fact = f"a slide without headline; the beginning of its {source} became its title"
        self.losses.change(place, fact, "give it a title of its own")
        return cut(words, LONGEST_TITLE)

    def _read_body(self, slide: Mapping[str, Any], text: Mapping[str, Any], place: Pointer) -> str:
        html = self.read_text(text, "text", (*place, "text"))
        converted = to_markdown(html, with_autolinks=slide.get("autolink", True) is not False)
        self._report_html(converted, (*place, "text", "text"), "text")
        return converted.text

    def _read_date_text(self, slide: Mapping[str, Any], place: Pointer) -> str:
        """The slide's own wording goes before that of its dates, as TimelineJS has it."""
        whole = self.read_plain(slide, "display_date", place)
        words = {}
        for name in ("start_date", "end_date"):
            date = slide.get(name)
            if isinstance(date, dict):
                self.check_names(date, "date", (*place, name))
                words[name] = self.read_plain(date, "display_date", (*place, name))
        first, last = words.get("start_date", ""), words.get("end_date", "")
        if not whole and first and (last or "end_date" not in words):
            return f"{first} – {last}" if last else first
        for name, word in words.items():
            if word and word != whole:
                fact = f"the wording {quote(word)} of one end of the date"
                remedy = "an event has one wording for its whole date; write it as date_text"
                self.losses.lose((*place, name, "display_date"), fact, remedy)
        return whole

    def _report_html(self, converted: Converted, place: Pointer, name: str) -> None:
        if converted.lost:
            listed = ", ".join(converted.lost[:8]) + (", …" if len(converted.lost) > 8 else "")
            fact = f'"{name}" holds what Markdown has no words for: {listed}'
            self.losses.change(place, fact, "look at what became of it")

    # --- media ----------------------------------------------------------------------------------

    def _read_media(
        self, media: Mapping[str, Any], place: Pointer
    ) -> tuple[dict[str, Value], list[Value]]:
        """The medium, empty without one, and sources for where it and its credit lead."""
        self.check_names(media, "media", place)
        sources: list[Value] = []
        medium: dict[str, Value] = {"url": self._read_media_url(media, place)}
        for name in ("alt", "caption", "credit"):
            words = self._read_linked(media, name, place, sources)
            if words:
                medium[name] = words
        self._read_media_title(media, medium, place)
        self._read_media_link(media, medium, place, sources)
        for name in ("thumbnail", "link_target"):
            if media.get(name) not in (*_EMPTY, media.get("url"), "_self"):
                fact = f'"{name}" says how the medium is shown'
                self.losses.lose((*place, name), fact, "the site decides that itself")
        if medium["url"]:
            return medium, sources
        for name in medium.keys() - {"url"}:
            fact = f'"{name}" belongs to a medium that could not be kept'
            self.losses.lose((*place, name), fact, "write it into the event's body")
        return {}, sources

    def _read_media_url(self, media: Mapping[str, Any], place: Pointer) -> str:
        text = squeeze(self.read_text(media, "url", place))
        if not text:
            return ""
        place = (*place, "url")
        if text.startswith("<"):
            address = find_address(text)
            if address is None or explain_url(address) is not None:
                fact = "embedding code without an address"
                self.losses.lose(place, fact, "link to what it shows in the event's body")
                return ""
            fact = f"embedding code; only its address {quote(address)} was kept"
            self.losses.change(place, fact, "the site links to media elsewhere and loads none")
            return address
        return self._check_url(text, place)

    def _check_url(self, text: str, place: Pointer) -> str:
        address = f"https:{text}" if text.startswith("//") else text
        address = address.replace(" ", "%20")
        wrong = explain_url(address)
        if wrong is None:
            return address
        remedy = "put the file into content/media/ and name it as a medium, with alt"
        self.losses.lose(place, wrong[0], remedy)
        return ""

    def _read_linked(
        self, media: Mapping[str, Any], name: str, place: Pointer, sources: list[Value]
    ) -> str:
        """A plain text; the links in it become sources."""
        converted = to_plain(self.read_text(media, name, place))
        self._report_html(converted, (*place, name), name)
        for address, words in converted.links:
            if explain_url(address) is None:
                _add_source(sources, words or converted.text or show_address(address), address)
            else:
                fact = f"the link {quote(address)} in {quote(name)}"
                self.losses.lose((*place, name), fact, "sources have http or https addresses")
        return converted.text

    def _read_media_title(
        self, media: Mapping[str, Any], medium: dict[str, Value], place: Pointer
    ) -> None:
        title = self.read_plain(media, "title", place)
        if not title or title in (medium.get("caption"), medium.get("alt")):
            return
        if "caption" in medium:
            fact = f"the medium's title {quote(title)}"
            self.losses.lose((*place, "title"), fact, "a medium has one caption; add it there")
        else:
            medium["caption"] = title

    def _read_media_link(
        self,
        media: Mapping[str, Any],
        medium: Mapping[str, Value],
        place: Pointer,
        sources: list[Value],
    ) -> None:
        text = squeeze(self.read_text(media, "link", place))
        address = self._check_url(text, (*place, "link")) if text else ""
        if address:
            words = medium.get("credit") or medium.get("caption") or show_address(address)
            _add_source(sources, str(words), address)

    def _lose_background(self, slide: Mapping[str, Any], place: Pointer) -> None:
        if slide.get("background") not in _EMPTY:
            fact = '"background" says how the slide is shown'
            self.losses.lose((*place, "background"), fact, "name a picture as a medium instead")

    # --- values ---------------------------------------------------------------------------------

    def read_object(self, owner: Mapping[str, Any], name: str, place: Pointer) -> Mapping[str, Any]:
        """An object, checked for names that nothing is known of; empty where there is none."""
        found = owner.get(name)
        if isinstance(found, dict):
            self.check_names(found, name, (*place, name))
            return found
        if found not in _EMPTY:
            self.losses.lose((*place, name), f"{quote(name)} is no object", _BY_HAND)
        return {}

    def read_text(self, owner: Mapping[str, Any], name: str, place: Pointer) -> str:
        """A text as it stands; numbers as TimelineJS shows them."""
        found = owner.get(name)
        if found is None or found is False:
            return ""
        if isinstance(found, (str, int, float)) and not isinstance(found, bool):
            text = str(found)
            if clean(text).count("\n") < text.count("\n") or _has_controls(text):
                fact = f"{quote(name)} holds invisible characters that no file of a site may have"
                self.losses.change((*place, name), fact, "they were left out")
            return clean(text)
        self.losses.lose((*place, name), f"{quote(name)} is no text", _BY_HAND)
        return ""

    def read_plain(self, owner: Mapping[str, Any], name: str, place: Pointer) -> str:
        """A text on one line, without HTML."""
        converted = to_plain(self.read_text(owner, name, place))
        lost = (*converted.lost, *(f"the link {address}" for address, _ in converted.links))
        self._report_html(Converted(converted.text, (), lost), (*place, name), name)
        return converted.text

    def check_names(self, found: Mapping[str, Any], kind: str, place: Pointer) -> None:
        """Notes members that have no meaning here, and those that stand twice."""
        for name, value in found.items():
            if name not in _KNOWN[kind] and value not in _EMPTY:
                self.losses.lose((*place, name), f"{quote(name)} has no meaning here", _BY_HAND)
        for name in found.repeated if isinstance(found, JsonObject) else ():
            fact = f"{quote(name)} stands twice; the last one counts"
            self.losses.lose((*place, name), fact, "keep one of the two")


def _has_controls(text: str) -> bool:
    return (
        re.search("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]", text)
        is not None
    )


def _add_source(sources: list[Value], title: str, address: str) -> None:
    if all(not isinstance(known, dict) or known["url"] != address for known in sources):
        sources.append({"title": title, "url": address})


_ASSIGNMENT = re.compile(r"\s*(?:var\s+)?[A-Za-z_$][\w$.]*\s*=(?=\s*\{)")


def looks_like_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[") or _ASSIGNMENT.match(text) is not None


def read_timelinejs_json(text: str, path: str, losses: Losses) -> Imported | None:
    """A file of any version; None with the reason noted where it is none of them.

    Versions 1 and 2 also took a script, `storyjs_jsonp_data = {…};`.
    """
    script = _ASSIGNMENT.match(text)
    if script is not None:
        text = " " * script.end() + text[script.end() :].rstrip().removesuffix(";")
    root = parse_json(text, path, losses)
    if losses.found:
        return None
    losses.locate = partial(locate_pointers, text, path)
    if isinstance(root, dict) and isinstance(root.get("events"), list):
        return read_timeline(root, losses)
    if isinstance(root, dict) and isinstance(root.get("timeline"), dict):
        losses.locate = partial(locate_old, losses.locate)
        return read_timeline(to_new_timeline(root["timeline"], losses), losses)
    fact = 'this JSON is no timeline: it has neither "events" nor "timeline"'
    losses.refuse((), fact, "export it from TimelineJS as JSON")
    return None
