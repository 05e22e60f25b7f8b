"""TimelineJS versions 1 and 2 in the words of version 3."""

import re
from collections.abc import Mapping
from typing import Any

from site_gen.content.wording import quote
from site_gen.interchange.losses import Locator, Losses, Place, Places, Pointer

OLD_NAMES: Mapping[Pointer, Pointer] = {
    ("text", "headline"): ("headline",),
    ("text", "text"): ("text",),
    ("text",): ("headline",),
    ("media", "url"): ("asset", "media"),
    ("media",): ("asset",),
    ("start_date",): ("startDate",),
    ("end_date",): ("endDate",),
    ("group",): ("tag",),
}
"""Where in a slide of version 1 stands what version 3 has elsewhere."""

_SLIDE_PLACES = {"events": "date", "eras": "era"}
_ROOT = {"headline", "type", "text", "startDate", "asset", "date", "era"}
_SLIDE = {"startDate", "endDate", "headline", "text", "tag", "asset", "classname"}
_ASSET = {"media", "credit", "caption", "thumbnail", "classname"}

_SPLIT = re.compile(r"\s*,\s*")
_SLASHED = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(-?\d+)(?:\s+(\S.*))?")
_DASHED = re.compile(r"(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T\s]+(\S.*))?)?)?")
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.]?(\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?\s*([AaPp])?\.?(?:[Mm]\.?)?"
)
_PARTS = ("year", "month", "day", "hour", "minute", "second", "millisecond")


def to_new_timeline(timeline: Mapping[str, Any], losses: Losses) -> dict[str, Any]:
    """The whole, as version 3 has it; what has no counterpart there is noted."""
    for name in timeline.keys() - _ROOT:
        fact = f"{quote(name)} has no meaning in a chronology"
        losses.lose(("timeline", name), fact, "add it by hand if it matters")
    new: dict[str, Any] = {"title": _to_new_slide(timeline, ("timeline",), losses, is_title=True)}
    for name, old in _SLIDE_PLACES.items():
        slides = timeline.get(old)
        if isinstance(slides, list):
            new[name] = [
                _to_new_slide(slide, ("timeline", old, index), losses)
                for index, slide in enumerate(slides)
            ]
        elif slides:
            losses.refuse(("timeline", old), f"{quote(old)} is no list", "export it anew")
    return new


def _to_new_slide(slide: Any, place: Pointer, losses: Losses, *, is_title: bool = False) -> Any:
    if not isinstance(slide, dict):
        return slide
    new: dict[str, Any] = {"text": {"headline": slide.get("headline"), "text": slide.get("text")}}
    asset = slide.get("asset")
    if isinstance(asset, dict):
        for name in asset.keys() - _ASSET:
            fact = f"{quote(name)} of the asset is not known"
            losses.lose((*place, "asset", name), fact, "add it by hand if it matters")
        names = {"url": "media", "caption": "caption", "credit": "credit", "thumbnail": "thumbnail"}
        new["media"] = {name: asset.get(old) for name, old in names.items()}
    elif asset:
        new["media"] = asset
    if is_title:
        return new
    for name in slide.keys() - _SLIDE:
        losses.lose((*place, name), f"{quote(name)} is not known", "add it by hand if it matters")
    new["group"] = slide.get("tag")
    for name, old in (("start_date", "startDate"), ("end_date", "endDate")):
        found = slide.get(old)
        if found not in (None, ""):
            new[name] = read_old_date(str(found), (*place, old), losses)
    return new


def locate_old(locate: Locator, wanted: set[Pointer]) -> Places:
    """Places in a text of version 1, of pointers in the words of version 3."""
    old = {pointer: _to_old_pointer(pointer) for pointer in wanted}
    found = locate(set(old.values()))
    return {pointer: found[old[pointer]] for pointer in wanted}


def _to_old_pointer(pointer: Pointer) -> Pointer:
    match pointer:
        case ("title", *rest):
            return ("timeline", *_to_old_tail(tuple(rest)))
        case ("events" | "eras" as name, int() as index, *rest):
            return ("timeline", _SLIDE_PLACES[str(name)], index, *_to_old_tail(tuple(rest)))
        case _:
            return pointer


def _to_old_tail(tail: Pointer) -> Pointer:
    for length in (2, 1):
        known = OLD_NAMES.get(tail[:length])
        if known:
            return (*known, *tail[length:])
    return tail


def read_old_date(
    text: str, place: Place, losses: Losses, *, day_first: bool = False
) -> dict[str, Any]:
    """`2011,12,10,7,2`, `12/10/2011 7:02`, `12/2011`, `2011-12-10`, `2011` as a date of version 3.

    With slashes the month comes first, as TimelineJS has it, unless `day_first`. Empty where it
    is none of them.
    """
    text = text.strip()
    if "," in text and "/" not in text:
        parts = [
            int(part) if part.isdecimal() and part.isascii() else part
            for part in _SPLIT.split(text)
        ]
        return dict(zip(_PARTS, parts, strict=False))
    if slashed := _SLASHED.fullmatch(text):
        first, second, year, clock = slashed.groups()
        if len(year) < 3:
            return {}
        month, day = (second, first) if day_first or first is None else (first, second)
        return {"year": year, "month": month, "day": day} | _read_rest(clock, place, losses)
    if dashed := _DASHED.fullmatch(text):
        year, month, day, clock = dashed.groups()
        return {"year": year, "month": month, "day": day} | _read_rest(clock, place, losses)
    return {}


def _read_rest(clock: str | None, place: Place, losses: Losses) -> dict[str, Any]:
    if not clock:
        return {}
    parts = read_clock(clock)
    if not parts:
        fact = f"{quote(clock)} is no time of day"
        losses.lose(place, fact, "write it as 19:30; the day was kept")
    return parts


def read_clock(text: str) -> dict[str, Any]:
    """`19:30`, `7.30 pm`, `1930`, `7pm` as parts of a date; empty for what is none."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return {}
    hour, half = int(found[1]), (found[4] or "").lower()
    if half and not 1 <= hour <= 12:
        return {}
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return {"hour": str(hour), "minute": found[2], "second": found[3]}
