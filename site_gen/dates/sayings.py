"""How people say dates when they do not think of notation at all: words around a date, two dates
in one phrase, weeks, halves of a year.

As in `notations`, each function gives the EDTF text that may have been meant, or None.
"""

import re
from contextlib import suppress
from datetime import date, timedelta

from site_gen.dates.notations import mend_time, read_words

_QUOTES = "\"'“”„‟‘’«»「」`"
_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
_AROUND = re.compile(
    rf"{_WEEKDAY}[.,]* +(?P<after>.+)"
    rf"|(?P<before>.+?)(?:\s*,?\s*\(?{_WEEKDAY}\.?\)?|\s*\([^()]*\)"
    r"|\s*[.,;:!\u2026\u3002]+|(?<=-[0-9][0-9])[zZ])"
)
_DATE_IN_FRONT = re.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)[\s,;:]+[^\W\d].*")
_LIMIT = re.compile(r"(before|by|after)\s+([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)")
_PART = re.compile(
    r"(?:(?:the )?(?:early|mid(?:dle)?|late|beginning|start|end)(?: of| in|-)?|in)[\s-]+(.+)"
)
_BETWEEN = re.compile(r"between (.+) and (.+)|from (.+?) (?:to|until|till) (.+)")
_CHOICE = re.compile(r"(.+?)(?: +or +| *\| *)(.+)")
_PAIR = re.compile(r"(.+?)(?: +and +| *& *| *[,;] *)(.+)")
_HALF = re.compile(r"h([12])[ /-]*([0-9]{4})|([0-9]{4})[ /-]*h([12])|([12])h[ /-]*([0-9]{4})")
_FIRST_HALF = re.compile(r"(?:the )?(first|second) half of ([0-9]{4})")
_WEEK = re.compile(r"([0-9]{4})-?w([0-9]{2})(?:-?([1-7]))?")
_DAY_OF_YEAR = re.compile(r"([0-9]{4})-([0-9]{3})")
_YEAR_FIRST = re.compile(r"([0-9]{4}),? +([a-z]+)\.?(?: +([0-9]{1,2}))?")
_MONTH_BETWEEN = re.compile(r"([0-9]{1,2})[-/. ]([a-z]{3,9})[-/. ]([0-9]{4})")
_DAYS_OF_MONTH = re.compile(
    r"(?P<one>[0-9]{1,2}) *(?:-|/|to) *(?P<two>[0-9]{1,2}) +(?P<month>[a-z]+\.?,? +[0-9]{4})"
    r"|(?P<name>[a-z]+)\.? +(?P<first>[0-9]{1,2}) *(?:-|/|to) *(?P<last>[0-9]{1,2}),? +"
    r"(?P<year>[0-9]{4})"
)
_SHORT_END = re.compile(r"([0-9]{4}-(?:[0-9]{2}-)?)([0-9]{2})/([0-9]{2})")
_SHORT_DAYS = re.compile(r"([0-9]{4}-[0-9]{2}-)([0-9]{2})-([0-9]{2})")
_CLOCK = re.compile(
    r"(.+?)[T ]+([0-9]{1,2})(?::([0-9]{2}))?(?::[0-9]{2})? *([ap])\.?m\.?", re.IGNORECASE
)
_ZONE = re.compile(
    r"([^/]+[0-9]:[0-9]{2}(?::[0-9]{2})?(?:[+-][0-9]{2}:[0-9]{2})?) *(?!Z$)[A-Za-z\[(][^0-9]*"
)


def unwrap(text: str) -> str | None:
    """`"2024"` in quotation marks of its own, `2024-03-28…`, `Thursday, 2024-03-28`."""
    stripped = text.strip(_QUOTES + " ")
    match = _AROUND.fullmatch(stripped) or _AROUND.fullmatch(stripped.lower())
    if match is None:
        return stripped
    inner = match["after"] or match["before"]
    return read_words(inner) or inner


def keep_front(text: str) -> str | None:
    """The date at the beginning of `2024-03-28 in the evening`."""
    match = _DATE_IN_FRONT.fullmatch(text)
    return match[1] if match else None


def read_limit(text: str) -> str | None:
    """`before 1970`: one day, not known which, the last of them in 1969."""
    match = _LIMIT.fullmatch(text.lower())
    if match is None:
        return None
    if match[1] == "by":
        return f"[..{match[2]}]"
    step = -1 if match[1] == "before" else 1
    moved = _move(match[2], step)
    if moved is None:
        return None
    return f"[..{moved}]" if step < 0 else f"[{moved}..]"


def _move(text: str, step: int) -> str | None:
    """The year, month or day before or after."""
    numbers = [int(part) for part in text.split("-")]
    with suppress(ValueError, OverflowError):
        if len(numbers) == 3:
            return (date(*numbers) + timedelta(days=step)).isoformat()
        if len(numbers) == 2:
            months = numbers[0] * 12 + numbers[1] - 1 + step
            return f"{months // 12:04d}-{months % 12 + 1:02d}"
        return f"{numbers[0] + step:04d}"
    return None


def read_part(text: str) -> str | None:
    """`late 1970s`, `end of 2024`: EDTF has no words for parts of a time."""
    match = _PART.fullmatch(text.lower())
    if match is None:
        return None
    inner = match[1]
    if decade := re.fullmatch(r"([0-9]{3})0'?s", inner):
        return f"{decade[1]}X"
    return read_words(inner) or inner


def read_between(text: str) -> str | None:
    """`between 1984 and 1990` is one day of these years, `from 1984 to 1990` all of them."""
    match = _BETWEEN.fullmatch(text.lower())
    if match is None:
        return None
    return f"[{match[1]}..{match[2]}]" if match[1] else f"{match[3]}/{match[4]}"


def read_choice(text: str) -> str | None:
    match = _CHOICE.fullmatch(text.lower())
    return f"[{match[1]},{match[2]}]" if match else None


def read_pair(text: str) -> str | None:
    match = _PAIR.fullmatch(text.lower())
    return f"{{{match[1]},{match[2]}}}" if match else None


def read_half(text: str) -> str | None:
    """`H1 2024` is 2024-40 (EDTF level 2, Sub-year groupings)."""
    lower = text.lower()
    if match := _FIRST_HALF.fullmatch(lower):
        return f"{match[2]}-{40 if match[1] == 'first' else 41}"
    match = _HALF.fullmatch(lower)
    if match is None:
        return None
    half, year = match[1] or match[4] or match[5], match[2] or match[3] or match[6]
    return f"{year}-{39 + int(half)}"


def read_week(text: str) -> str | None:
    """Weeks and days of the year (ISO 8601-1:2019, 5.2.3 and 5.2.4)."""
    with suppress(ValueError):
        if match := _WEEK.fullmatch(text.lower()):
            year, week = int(match[1]), int(match[2])
            if match[3]:
                return date.fromisocalendar(year, week, int(match[3])).isoformat()
            first, last = (date.fromisocalendar(year, week, day) for day in (1, 7))
            return f"{first}/{last}"
        if match := _DAY_OF_YEAR.fullmatch(text):
            day = date(int(match[1]), 1, 1) + timedelta(days=int(match[2]) - 1)
            return day.isoformat() if day.year == int(match[1]) else None
    return None


def read_year_first(text: str) -> str | None:
    """`2024 March 28`, `2024 summer`, `28-Mar-2024`."""
    lower = text.lower()
    if match := _YEAR_FIRST.fullmatch(lower):
        day = f" {match[3]}" if match[3] else ""
        return read_words(f"{match[2]}{day} {match[1]}")
    if match := _MONTH_BETWEEN.fullmatch(lower):
        return read_words(" ".join(match.groups()))
    return None


def read_days_of_month(text: str) -> str | None:
    """`28-29 March 2024`, `March 28-29, 2024`."""
    match = _DAYS_OF_MONTH.fullmatch(text.lower())
    if match is None:
        return None
    first, last = match["one"] or match["first"], match["two"] or match["last"]
    month = match["month"] or f"{match['name']} {match['year']}"
    ends = [read_words(f"{day} {month}") for day in (first, last)]
    return "/".join(end for end in ends if end) if all(ends) else None


def read_short_end(text: str) -> str | None:
    """`2024-03-28/29`, `2024-03/04`, `2024-03-28-29`."""
    match = _SHORT_END.fullmatch(text) or _SHORT_DAYS.fullmatch(text)
    return f"{match[1]}{match[2]}/{match[1]}{match[3]}" if match else None


def read_short_year(text: str) -> str | None:
    """`24-03-28`, taken to be of this century."""
    match = re.fullmatch(r"([0-9]{2})-([0-9]{2})-([0-9]{2})", text)
    return f"20{text}" if match else None


def read_twelve_hours(text: str) -> str | None:
    """`2024-03-28 7:00 PM`."""
    match = _CLOCK.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    hour = int(match[2]) % 12 + (12 if match[4].lower() == "p" else 0)
    day = read_words(match[1]) or match[1]
    return f"{day}T{hour:02d}:{match[3] or '00'}"


def drop_zone(text: str) -> str | None:
    """`2024-03-28 19:00 CST`: a zone by name says too little or too much."""
    match = _ZONE.fullmatch(text)
    return (mend_time(match[1]) or match[1]) if match else None


def admit_ignorance(text: str) -> str | None:
    known = {"unknown", "tbd", "tba", "tbc", "n.d.", "nd", "?", "??", "null", "none", "n/a", "~"}
    return "XXXX" if text.lower() in known else None
