"""One date, season or time: everything that can stand between the signs of intervals and sets."""

import re
from typing import NoReturn

from site_gen.dates import bounds
from site_gen.dates.clocks import parse_clock
from site_gen.dates.errors import EdtfError
from site_gen.dates.points import NO_DOUBTS, Day, Doubt, Point, Precision
from site_gen.dates.when import When

MOST_DIGITS = 40
"""Digits of the longest year, written out; so `Y1E999999999` costs nothing."""

_DATE = re.compile(
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)
_QUARTER = re.compile(r"([?~%]?-?[0-9X]{4}[?~%]?)-Q([1-4])([?~%]?)")
_SIGNIFICANT_YEAR = re.compile(r"([?~%]?)(-?[0-9]{4})S([0-9]+)([?~%]?)")
_LONG_YEAR = re.compile(r"([?~%]?)Y(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?([?~%]?)")
_MARKS = {
    "": Doubt.NONE,
    "?": Doubt.UNCERTAIN,
    "~": Doubt.APPROXIMATE,
    "%": Doubt.BOTH,
}
_KNOWN_DIGITS = {
    # How many leading digits of the year are known, up to the first X or the last significant one.
    0: Precision.UNKNOWN,
    1: Precision.MILLENNIUM,
    2: Precision.CENTURY,
    3: Precision.DECADE,
    4: Precision.YEAR,
}


def parse_date(text: str, at: int = 0) -> When:
    """Read the text of one date that stands `at` characters into the author's text."""
    if "T" in text:
        return _parse_time(text, at)
    match = _DATE.fullmatch(text)
    if match:
        return _read_date(text, match, at)
    match = _QUARTER.fullmatch(text)
    if match:
        year, quarter, mark = match.groups()
        return parse_date(f"{year}-{32 + int(quarter)}{mark}", at)
    match = _SIGNIFICANT_YEAR.fullmatch(text)
    if match:
        return _read_significant_year(text, match, at)
    match = _LONG_YEAR.fullmatch(text)
    if match:
        return _read_long_year(text, match, at)
    return _refuse(text, at)


def _refuse(text: str, at: int) -> NoReturn:
    fact = f'"{text}" is not a date we can read' if text else "the date is empty"
    remedy = "write it as in 1984, 1984-03, 1984-03-28 or 1984/1990"
    raise EdtfError(fact, remedy, at, len(text))


def _read_date(text: str, match: re.Match[str], at: int) -> When:
    before_year, year, after_year, before_month, month, after_month, before_day, day, after_day = (
        match.groups("")
    )
    if year == "-0000":
        raise EdtfError(
            'the year "-0000" does not exist',
            'write "0000" for 1 BC, "-0001" for 2 BC',
            at + match.start(2),
            5,
        )
    marks = (before_year, after_year, before_month, after_month, before_day, after_day)
    point = Point(year, month, day, _spread_marks(*marks) if any(marks) else NO_DOUBTS)
    if month[:1] in ("2", "3", "4") and "X" not in month:
        return _read_division(text, point, match, at)
    if month:
        _check_month(month, match.start(5) + at)
    if day:
        _check_day(day, match.start(8) + at)
    bound = bounds.bound_pattern(year, month, day)
    if bound is None:
        raise _report_missing_day(point, at, len(text))
    precision = _find_precision(point)
    exact_year = None if "X" in year else int(year)
    exact_month = None if exact_year is None or not month or "X" in month else int(month)
    return When(
        text,
        "date",
        precision,
        *bound,
        exact_year,
        exact_month,
        _find_level(point, marks),
        _join_doubts(point),
        point,
    )


def _spread_marks(
    before_year: str,
    after_year: str,
    before_month: str,
    after_month: str,
    before_day: str,
    after_day: str,
) -> tuple[Doubt, Doubt, Doubt]:
    """A mark after a component covers it and all to its left; one before it, only it (level 2)."""
    day = _MARKS[after_day]
    month = day | _MARKS[after_month]
    year = month | _MARKS[after_year]
    return (year | _MARKS[before_year], month | _MARKS[before_month], day | _MARKS[before_day])


def _join_doubts(point: Point) -> Doubt:
    year, month, day = point.doubts
    return year | month | day


def _find_precision(point: Point) -> Precision:
    known = point.year_text.lstrip("-").find("X")
    if known >= 0:
        return _KNOWN_DIGITS[known]
    if not point.month_text or "X" in point.month_text:
        return Precision.YEAR
    return Precision.MONTH if not point.day_text or "X" in point.day_text else Precision.DAY


def _find_level(point: Point, marks: tuple[str, ...]) -> int:
    """The level of a date without time; see the LoC text for what belongs where."""
    year, month, day = point.year_text.lstrip("-"), point.month_text, point.day_text
    last = 5 if day else 3 if month else 1
    if any(mark for place, mark in enumerate(marks) if place != last):
        return 2
    if "X" in year:
        is_plain = not month and year[:2].isdigit() and (year[2:] == "XX" or year[2].isdigit())
        return 1 if is_plain else 2
    if "X" in month:
        return 1 if month == "XX" and day in ("", "XX") else 2
    if "X" in day:
        return 1 if day == "XX" else 2
    return 1 if marks[last] or point.year_text.startswith("-") else 0


def _check_month(month: str, at: int) -> None:
    if not bounds.list_months(month):
        fact = f"month {month} does not exist"
        raise EdtfError(fact, "write 01 to 12, or 21 to 41 for a season or quarter", at, 2)


def _check_day(day: str, at: int) -> None:
    if not bounds.list_days(day):
        raise EdtfError(f"day {day} does not exist", "write 01 to 31", at, 2)


def _report_missing_day(point: Point, at: int, length: int) -> EdtfError:
    written = f"{point.year_text}-{point.month_text}-{point.day_text}"
    fact = f'"{written}" does not exist'
    if "X" in written:
        return EdtfError(fact, "no day fits it; change the day, or write XX for it", at, length)
    if (point.month_text, point.day_text) == ("02", "29"):
        fact += f", {point.year_text} was not a leap year"
    last = bounds.count_days(int(point.year_text), int(point.month_text))
    return EdtfError(fact, f"{point.year_text}-{point.month_text} ends on day {last}", at, length)


def _read_division(text: str, point: Point, match: re.Match[str], at: int) -> When:
    """Seasons (level 1), and the groupings 25 to 41 (level 2)."""
    number = int(point.month_text)
    place = at + match.start(5)
    if number not in bounds.DIVISIONS:
        fact = f"month {number} does not exist"
        remedy = "write 01 to 12, or 21 to 41 for a season or quarter"
        raise EdtfError(fact, remedy, place, 2)
    if point.day_text:
        fact = f"{number} is a season or a part of the year, which has no days"
        raise EdtfError(fact, "leave the day out, or write a month from 01 to 12", place, 2)
    marks = tuple(match.group(place) or "" for place in (1, 3, 4, 6))
    year = point.year_text
    first_year = next(bounds.list_years(year))
    last_year = next(bounds.list_years(year, descending=True))
    is_exact = "X" not in year
    is_second_level = number > 24 or not is_exact or any(marks[:3])
    return When(
        text,
        "date",
        bounds.DIVISIONS[number][2] if is_exact else _find_precision(point),
        *bounds.bound_division(first_year, last_year, number),
        int(year) if is_exact else None,
        None,
        2 if is_second_level else 1,
        _join_doubts(point),
        point,
    )


def _read_significant_year(text: str, match: re.Match[str], at: int) -> When:
    """`1950S2`: some year from 1900 to 1999, estimated to be 1950 (level 2)."""
    before, year, digits, after = match.groups()
    if year == "-0000":
        raise EdtfError('the year "-0000" does not exist', 'write "0000" for 1 BC', at, len(text))
    return _make_year(text, year, int(year), digits, before + after, at, 2)


def _read_long_year(text: str, match: re.Match[str], at: int) -> When:
    """`Y170000002` (level 1), `Y17E7` and `Y171010000S3` (level 2)."""
    before, sign, digits, exponent, significant, after = match.groups()
    if len(exponent or "") > 3 or len(digits) + int(exponent or 0) > MOST_DIGITS:
        fact = f"a year of more than {MOST_DIGITS} digits"
        raise EdtfError(fact, f"write a year of at most {MOST_DIGITS} digits", at, len(text))
    if digits.startswith("0"):
        remedy = f'write "{sign}{int(digits):04d}"'
        raise EdtfError(f'"{text}" begins with zero after the Y', remedy, at, len(text))
    if not exponent and len(digits) < 5:
        fact = f'"{text}" has a Y before a year of four digits or fewer'
        raise EdtfError(fact, f'write "{sign}{digits:0>4}"', at, len(text))
    year = int(sign + digits) * 10 ** int(exponent or 0)
    level = 2 if exponent or significant or before else 1
    year_text = f"Y{sign}{digits}" + (f"E{exponent}" if exponent else "")
    return _make_year(text, year_text, year, significant or "", before + after, at, level)


def _make_year(
    text: str, year_text: str, year: int, significant: str, marks: str, at: int, level: int
) -> When:
    if len(marks) > 1:
        raise EdtfError(
            f'"{text}" has a mark on both sides', 'write one mark, "%" for both', at, len(text)
        )
    if significant and (len(significant) > 2 or int(significant) == 0):
        fact = f'"S{significant}" is no number of significant digits'
        place = at + text.index("S")
        raise EdtfError(fact, "write S1 or more", place, len(significant) + 1)
    digits = len(str(abs(year)))
    if year_text[:1] != "Y":
        digits = 4
    unknown = max(digits - int(significant), 0) if significant else 0
    step = 10**unknown
    lower = abs(year) // step * step
    first, last = lower, lower + step - 1
    if year < 0:
        first, last = -last, -max(first, 1)
    doubt = _MARKS[marks]
    precision = _KNOWN_DIGITS[max(4 - unknown, 1)]
    return When(
        text,
        "date",
        precision,
        Day(first, 1, 1),
        Day(last, 12, 31),
        None if unknown else year,
        None,
        level,
        doubt,
        Point(year_text, doubts=(doubt, Doubt.NONE, Doubt.NONE), significant=int(significant or 0)),
    )


def _parse_time(text: str, at: int) -> When:
    """A day and a time of day (level 0), our `hh:mm` included."""
    day_text, _, clock_text = text.partition("T")
    match = _DATE.fullmatch(day_text)
    if match is None:
        _refuse(text, at)
    day = _read_date(day_text, match, at)
    if day.precision is not Precision.DAY or day.doubt or day.point is None:
        fact = f'"{day_text}" is not one certain day, and only such a day can have a time'
        raise EdtfError(fact, "leave the time out, or write YYYY-MM-DDThh:mm", at, len(text))
    clock, offset, canonical, warnings = parse_clock(clock_text, at + len(day_text) + 1)
    point = day.point
    return When(
        f"{day_text}T{canonical}",
        "date",
        Precision.MINUTE if clock.second is None else Precision.SECOND,
        day.earliest,
        day.latest,
        day.year,
        day.month,
        day.level,
        point=Point(point.year_text, point.month_text, point.day_text, clock=clock, offset=offset),
        warnings=warnings,
    )
