"""One date, season or time: everything that can stand between the signs of intervals and sets."""

import re
from functools import lru_cache

from site_gen.dates import bounds
from site_gen.dates.clocks import parse_clock
from site_gen.dates.errors import EdtfError
from site_gen.dates.points import NO_DOUBTS, Day, Doubt, Point, Precision
from site_gen.dates.when import When
from site_gen.dates.years import LONG_YEAR, SIGNIFICANT_YEAR, read_long_year, read_significant_year

_DATE = re.compile(
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)
_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
_BEFORE_YEAR, _YEAR, _AFTER_YEAR, _, _MONTH, _, _, _DAY, _ = range(1, 10)
_MARK_GROUPS = (1, 3, 4, 6, 7, 9)
_QUARTER = re.compile(r"([?~%]?-?[0-9X]{4}[?~%]?)-Q([1-4])([?~%]?)")
_COARSE_YEAR = re.compile(r"[0-9]{2}(?:[0-9]X|XX)")
_PRECISIONS = (Precision.UNKNOWN, Precision.MILLENNIUM, Precision.CENTURY, Precision.DECADE)
"""By the number of leading digits of the year that are known."""


def parse_date(text: str, at: int = 0) -> When:
    """Read the text of one date that stands `at` characters into the author's text."""
    when = parse_plain(text)
    if when is not None:
        return when
    if "T" in text:
        return _parse_time(text, at)
    if match := _DATE.fullmatch(text):
        return _read_date(text, match, at)
    if match := _QUARTER.fullmatch(text):
        year, quarter, mark = match.groups()
        return parse_date(f"{year}-{32 + int(quarter)}{mark}", at)
    if match := SIGNIFICANT_YEAR.fullmatch(text):
        return read_significant_year(match, at)
    if match := LONG_YEAR.fullmatch(text):
        return read_long_year(match, at)
    raise _refuse(text, at)


def parse_plain(text: str) -> When | None:
    """The shapes that nearly every date has; None for other shapes and for days that are not."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    year_text, month_text, day_text = match.groups("")
    year, month = int(year_text), int(month_text or 0)
    precision = Precision.YEAR
    first, last = Day(year, 1, 1), Day(year, 12, 31)
    if day_text:
        precision = Precision.DAY
        first = last = Day(year, month, int(day_text))
        if first.day > bounds.count_days(year, month):
            return None
    elif month:
        precision = Precision.MONTH
        first, last = Day(year, month, 1), Day(year, month, bounds.count_days(year, month))
    point = Point(first, last, year_text, month_text, day_text)
    return When(text, "date", precision, first, last, year, month or None, point)


def _refuse(text: str, at: int) -> EdtfError:
    fact = f'"{text}" is not a date we can read' if text else "the date is empty"
    remedy = "write it as in 1984, 1984-03, 1984-03-28 or 1984/1990"
    return EdtfError(fact, remedy, at, len(text))


def _read_date(text: str, match: re.Match[str], at: int) -> When:
    year, month, day = match[_YEAR], match[_MONTH] or "", match[_DAY] or ""
    if year == "-0000":
        fact = 'the year "-0000" does not exist'
        raise EdtfError(fact, 'write "0000" for 1 BC, "-0001" for 2 BC', at + match.start(_YEAR), 5)
    marks = tuple([match[group] or "" for group in _MARK_GROUPS])
    doubts = spread_marks(marks) if any(marks) else NO_DOUBTS
    if month[:1] in ("2", "3", "4") and "X" not in month:
        return _read_division(text, match, doubts, at)
    if month and not bounds.list_months(month):
        raise _report_month(month, day, at + match.start(_MONTH))
    if day and not bounds.list_days(day):
        fact = f"day {day} does not exist"
        raise EdtfError(fact, "write 01 to 31", at + match.start(_DAY), 2)
    span = bounds.bound_pattern(year, month, day)
    if span is None:
        raise _report_missing_day(year, month, day, at)
    exact_year = None if "X" in year else int(year)
    return When(
        text,
        "date",
        _find_precision(year, month, day),
        *span,
        exact_year,
        None if exact_year is None or not month or "X" in month else int(month),
        Point(*span, year, month, day, doubts),
        _find_level(year, month, day, marks),
        join_doubts(doubts),
    )


@lru_cache(maxsize=4096)  # every arrangement of the four marks in six places
def spread_marks(marks: tuple[str, ...]) -> tuple[Doubt, Doubt, Doubt]:
    """The doubt of year, month and day, from the six marks before and after each of them.

    A mark after a component covers it and all to its left; one before it, only it (level 2,
    Qualification).
    """
    before_year, after_year, before_month, after_month, before_day, after_day = marks
    day = Doubt.from_mark(after_day)
    month = day | Doubt.from_mark(after_month)
    year = month | Doubt.from_mark(after_year)
    return (
        year | Doubt.from_mark(before_year),
        month | Doubt.from_mark(before_month),
        day | Doubt.from_mark(before_day),
    )


@lru_cache(maxsize=64)  # flags are slow to join
def join_doubts(doubts: tuple[Doubt, Doubt, Doubt]) -> Doubt:
    return doubts[0] | doubts[1] | doubts[2]


def _find_precision(year: str, month: str, day: str) -> Precision:
    known = year.lstrip("-").find("X")
    if known >= 0:
        return _PRECISIONS[known]
    if not month or "X" in month:
        return Precision.YEAR
    return Precision.MONTH if not day or "X" in day else Precision.DAY


def _find_level(year: str, month: str, day: str, marks: tuple[str, ...]) -> int:
    """Level 1 has one mark, after the whole date, and `X` from the right in whole components."""
    last = 5 if day else 3 if month else 1
    if any(mark for place, mark in enumerate(marks) if place != last):
        return 2
    if "X" in year + month + day:
        return 1 if _is_unspecified_from_the_right(year.lstrip("-"), month, day) else 2
    return 1 if marks[last] or year.startswith("-") else 0


def _is_unspecified_from_the_right(year: str, month: str, day: str) -> bool:
    if "X" in year:
        return not month and _COARSE_YEAR.fullmatch(year) is not None
    return day in ("", "XX") and (month == "XX" or (day == "XX" and "X" not in month))


def _report_month(month: str, day: str, at: int) -> EdtfError:
    remedy = "write 01 to 12"
    if not day:
        remedy += ", or 21 to 41 for a season or part of the year"
    return EdtfError(f"month {month} does not exist", remedy, at, 2)


def _report_missing_day(year: str, month: str, day: str, at: int) -> EdtfError:
    written = f"{year}-{month}-{day}"
    fact = f'"{written}" does not exist'
    if "X" in written:
        return EdtfError(fact, "no day fits it; change the day or write XX", at, len(written))
    last = bounds.count_days(int(year), int(month))
    if (month, day) == ("02", "29"):
        fact += f", {year} was not a leap year"
    remedy = f"the last day of that month is {year}-{month}-{last}"
    return EdtfError(fact, remedy, at, len(written))


def _read_division(
    text: str, match: re.Match[str], doubts: tuple[Doubt, Doubt, Doubt], at: int
) -> When:
    """Seasons (level 1), and the parts of the year 25 to 41 (level 2, Sub-year groupings)."""
    year, number = match[_YEAR], int(match[_MONTH])
    place = at + match.start(_MONTH)
    if number not in bounds.DIVISIONS:
        raise _report_month(match[_MONTH], match[_DAY] or "", place)
    if match[_DAY]:
        fact = f"{number} is a season or a part of the year, which has no days"
        raise EdtfError(fact, "leave the day out, or write a month from 01 to 12", place, 2)
    first_year = next(bounds.list_years(year))
    last_year = next(bounds.list_years(year, descending=True))
    span = bounds.bound_division(first_year, last_year, number)
    is_exact = "X" not in year
    has_group_mark = bool(match[_BEFORE_YEAR] or match[_AFTER_YEAR] or match[4])
    return When(
        text,
        "date",
        bounds.DIVISIONS[number][2] if is_exact else _find_precision(year, "", ""),
        *span,
        int(year) if is_exact else None,
        None,
        Point(*span, year, match[_MONTH], "", doubts),
        2 if number > 24 or not is_exact or has_group_mark else 1,
        join_doubts(doubts),
    )


def _parse_time(text: str, at: int) -> When:
    """A day and a time of day (level 0), our `hh:mm` included."""
    day_text, _, clock_text = text.partition("T")
    day = parse_plain(day_text)
    if day is None:
        match = _DATE.fullmatch(day_text)
        if match is None:
            raise _refuse(text, at)
        day = _read_date(day_text, match, at)
    if day.precision is not Precision.DAY or day.doubt:
        fact = f'"{day_text}" is not one certain day, and only such a day can have a time'
        raise EdtfError(fact, "leave the time out, or write YYYY-MM-DDThh:mm", at, len(text))
    reading = parse_clock(clock_text, at + len(day_text) + 1)
    only = day.point.first
    return When(
        f"{day_text}T{reading.canonical}",
        "date",
        Precision.MINUTE if reading.clock.second is None else Precision.SECOND,
        only,
        only,
        day.year,
        day.month,
        Point(
            only,
            only,
            day.point.year_text,
            day.point.month_text,
            day.point.day_text,
            clock=reading.clock,
            offset=reading.offset,
        ),
        day.level,
        warnings=reading.warnings,
    )
