"""EDTF text to `When` (Library of Congress, 4 February 2019; ISO 8601-2:2019).

A text in brackets goes to `sets`, one with a slash to `intervals`, and each date in them, or a
text that is one, to `dates`. Plain years, months and days are read here, for speed.
"""

import re

from site_gen.dates.bounds import count_days
from site_gen.dates.dates import parse_date
from site_gen.dates.errors import EdtfError
from site_gen.dates.hints import improve_error
from site_gen.dates.intervals import parse_interval
from site_gen.dates.points import Day, Point, Precision
from site_gen.dates.sets import parse_set
from site_gen.dates.when import When

LONGEST = 500
"""Characters of the longest text that is looked at."""

_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")


def parse_edtf(text: str) -> When:
    """Read a date, interval or set; EdtfError for everything else, whatever the text."""
    when = _parse_plain(text)
    if when is not None:
        return when
    if len(text) > LONGEST:
        raise EdtfError(
            f"this date is {len(text)} characters long",
            f"write at most {LONGEST}",
            0,
            len(text),
        )
    try:
        return _parse_whole(text)
    except EdtfError as error:
        raise improve_error(text, error, _parse_whole) from None


def _parse_whole(text: str) -> When:
    if text[:1] in ("[", "{"):
        return parse_set(text)
    if "/" in text:
        return parse_interval(text)
    return parse_date(text)


def _parse_plain(text: str) -> When | None:
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
        if first.day > count_days(year, month):
            return None
    elif month:
        precision = Precision.MONTH
        first, last = Day(year, month, 1), Day(year, month, count_days(year, month))
    point = Point(first, last, year_text, month_text, day_text)
    return When(text, "date", precision, first, last, year, month or None, point)
