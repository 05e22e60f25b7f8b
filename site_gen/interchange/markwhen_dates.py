"""Dates of Markwhen as EDTF.

Documented are EDTF of level 0 with `/` between two dates, and else dates with slashes (the month
first unless the header says `dateFormat: d/M/y`), months in words, ISO 8601 times and times of
day, with `-` or `to` between two. `now` as an end is a span that goes on. What is relative to
another entry, or to today, says no date by itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from site_gen.content.wording import quote
from site_gen.dates import notations
from site_gen.interchange.calendar_dates import find_zone
from site_gen.interchange.edtf_text import is_edtf, join_dates

_CLOCK = r"(?:\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m)?|\d{1,2}\s*[ap]m)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_ONE = (
    r"(?:\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?"
    rf"|-?\d{{4}}-\d{{2}}-\d{{2}}(?:,?\s+{_CLOCK})?|-?\d{{4}}-\d{{2}}"
    rf"|\d{{1,2}}/\d{{1,2}}/\d{{4}}(?:,?\s+{_CLOCK})?|\d{{1,2}}/\d{{4}}"
    rf"|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}(?:,?\s+{_CLOCK})?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}(?:,?\s+{_CLOCK})?"
    rf"|{_MONTH}\s+\d{{4}}|\d{{1,5}}\s*BCE?|\d{{4}}|now|{_CLOCK})"
)
_HEAD = re.compile(
    rf"(?P<start>{_ONE})(?:\s*(?P<sign>/|-|\bto\b)\s*(?P<end>{_ONE}))?"
    r"(?P<repeats>\s+every\b[^:]*)?\s*:",
    re.IGNORECASE,
)
_AMOUNT = (
    r"-?\d+\s*(?:(?:week|work|business)\s*)?(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?"
    r"|hours?|h|days?|d|weeks?|w|months?|years?|y)\b"
)
_RELATIVE = re.compile(
    rf"(?:(?:before|after|by)\b[^:]*|[!.]\w[^:]*|(?:{_AMOUNT}[\s,]*)+(?:[/-][^:]*)?"
    rf"|{_ONE}\s*(?:/|-|\bto\b)\s*[^:]*(?:{_AMOUNT}|![\w.]+)[^:]*)\s*:",
    re.IGNORECASE,
)
_TIMED = re.compile(rf"(-?\d{{4}}-\d\d-\d\d|.*?\d{{4}}),?\s+({_CLOCK})", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s*([ap]m)?", re.IGNORECASE)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])?(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)


LONGEST_HEAD = 300
"""Characters before the colon of an entry."""


class Head(NamedTuple):
    """An entry's first line. `date` is EDTF, empty where `fact` says why it cannot be read.

    `repeats` is the wording of how often, empty for what happens once.
    """

    date: str
    text: str
    fact: str = ""
    repeats: str = ""


Zone = ZoneInfo | timezone


@dataclass(frozen=True, slots=True)
class HeadReader:
    day_first: bool = False

    def read(self, line: str) -> Callable[[Zone | None], Head] | None:
        """None for a line that begins no entry; else its head, once its zone is known."""
        line = line.strip()
        head = line[:LONGEST_HEAD]
        if (found := _HEAD.match(head)) is not None:
            text = line[found.end() :].strip()
            return lambda zone: self._read_dates(found, text, zone)
        if (relative := _RELATIVE.match(head)) is not None:
            text = line[relative.end() :].strip()
            words = quote(relative[0].rstrip(" :"))
            fact = f"the date {words} counts from another one"
            return lambda zone: Head("", text, fact)  # noqa: ARG005  # whatever the zone
        return None

    def _read_dates(self, found: re.Match[str], text: str, zone: Zone | None) -> Head:
        repeats = (found["repeats"] or "").strip()
        start = self._read_one(found["start"], zone)
        if not start:
            fact = f"{quote(found['start'])} is no date that stands for itself"
            return Head("", text, fact, repeats)
        if not found["end"]:
            return Head(start, text, "", repeats)
        end = self._read_end(found["end"], start, zone)
        whole = join_dates(start, end) if end else None
        if whole is None:
            words = f"{found['start']} {found['sign']} {found['end']}"
            return Head("", text, f"{quote(words)} is no interval", repeats)
        return Head(whole, text, "", repeats)

    def _read_end(self, text: str, start: str, zone: Zone | None) -> str:
        if text.lower() == "now":
            return ".."
        clock = _read_clock(text) if re.fullmatch(_CLOCK, text, re.IGNORECASE) else ""
        if clock and "T" in start:  # a time alone is on the day of the start
            return _place(f"{start.partition('T')[0]}T{clock}", zone)
        return self._read_one(text, zone)

    def _read_one(self, text: str, zone: Zone | None) -> str:
        """EDTF of one date, empty for one that is none, such as `now`."""
        if "T" in text.upper() and re.match(r"\d{4}-\d{2}-\d{2}T", text, re.IGNORECASE):
            mended = notations.mend_time(text) or ""
            has_zone = re.search(r"(?:Z|[+-]\d{2}:\d{2})$", text, re.IGNORECASE)
            return (mended if has_zone else _place(mended, zone)) if is_edtf(mended) else ""
        timed = _TIMED.fullmatch(text) or re.fullmatch(
            rf"([\d-]+)\s+({_CLOCK})", text, re.IGNORECASE
        )
        if timed is not None:
            day, clock = self._read_day(timed[1]), _read_clock(timed[2])
            return _place(f"{day}T{clock}", zone) if day and clock else ""
        return self._read_day(text)

    def _read_day(self, text: str) -> str:
        text = text.strip().rstrip(",")
        if is_edtf(text):
            return text
        slashed = notations.read_day_first if self.day_first else notations.read_month_first
        for read in (slashed, notations.read_month_first, notations.read_words, notations.read_era):
            found = read(text)
            if found and is_edtf(found):
                return found
        return ""


def _read_clock(text: str) -> str:
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        return ""
    hour, half = int(found[1]), (found[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    seconds = f":{found[3]}" if found[3] else ""
    return f"{hour:02d}:{found[2] or '00'}{seconds}"


def _place(text: str, zone: Zone | None) -> str:
    """A time with the offset that its zone has then; empty for a time that is none."""
    if not is_edtf(text):
        return ""
    if zone is None:
        return text
    try:
        offset = datetime.fromisoformat(text).replace(tzinfo=zone).isoformat()[len(text) :]
    except (ValueError, OverflowError):
        return text
    moved = text + re.sub(r"^:00(?=[+-])", "", offset)
    return moved if is_edtf(moved) else text


def read_zone(text: str) -> Zone | None:
    """`America/New_York`, `+5`, `-05:30`, `UTC+8`."""
    found = _OFFSET.fullmatch(text.strip())
    if found is not None:
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        signed = -minutes if found[1] == "-" else minutes
        return timezone(timedelta(minutes=signed)) if minutes <= 14 * 60 else None
    return find_zone(text) if text.strip() else None
