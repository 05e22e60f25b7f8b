"""EDTF text to `When` (Library of Congress, 4 February 2019; ISO 8601-2:2019).

    parse_edtf ── plain YYYY, YYYY-MM, YYYY-MM-DD: `_parse_plain`, for speed
               ├─ [...] and {...}: `sets`
               ├─ a/b: `intervals`
               └─ anything else: `dates`
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
    year = int(year_text)
    point = Point(year_text, month_text, day_text)
    if not month_text:
        first, last = Day(year, 1, 1), Day(year, 12, 31)
        return When(text, "date", Precision.YEAR, first, last, year, None, point=point)
    month = int(month_text)
    length = count_days(year, month)
    if not day_text:
        first, last = Day(year, month, 1), Day(year, month, length)
        return When(text, "date", Precision.MONTH, first, last, year, month, point=point)
    day = Day(year, month, int(day_text))
    if day.day > length:
        return None
    return When(text, "date", Precision.DAY, day, day, year, month, point=point)
