"""Years with significant digits, and years of more than four digits."""

import re

from site_gen.dates.errors import EdtfError
from site_gen.dates.points import Day, Doubt, Point, Precision
from site_gen.dates.when import When

MOST_DIGITS = 40
"""Digits of the longest year, written out; so `Y1E999999999` costs nothing."""

SIGNIFICANT_YEAR = re.compile(r"([?~%]?)(-?[0-9]{4})S([0-9]+)([?~%]?)")
LONG_YEAR = re.compile(r"([?~%]?)Y(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?([?~%]?)")

_PRECISIONS = (Precision.YEAR, Precision.DECADE, Precision.CENTURY, Precision.MILLENNIUM)
"""By the number of digits that are not significant; more than three count as a millennium."""


def read_significant_year(match: re.Match[str], at: int) -> When:
    """`1950S2`: some year from 1900 to 1999, estimated to be 1950 (level 2)."""
    year = match[2]
    if year == "-0000":
        fact = 'the year "-0000" does not exist'
        raise EdtfError(fact, 'write "0000" for 1 BC, "-0001" for 2 BC', at + match.start(2), 5)
    significant = _read_significant(match, 3, at)
    return _make_year(match, at, year, int(year), significant)


def read_long_year(match: re.Match[str], at: int) -> When:
    """`Y170000002` (level 1), `Y17E7` and `Y171010000S3` (level 2)."""
    text, sign, digits, exponent = match[0], match[2], match[3], match[4]
    if len(exponent or "") > 3 or len(digits) + int(exponent or 0) > MOST_DIGITS:
        fact = f"this year has more than {MOST_DIGITS} digits"
        raise EdtfError(fact, f"write a year of at most {MOST_DIGITS} digits", at, len(text))
    if digits.startswith("0") or (not exponent and len(digits) < 5):
        fact = f'"{text}" has a Y, which stands only before a year of five digits or more'
        raise EdtfError(fact, f'write "{_write_plain_year(sign, int(digits))}"', at, len(text))
    year = int(sign + digits) * 10 ** int(exponent or 0)
    year_text = f"Y{sign}{digits}" + (f"E{exponent}" if exponent else "")
    significant = _read_significant(match, 5, at) if match[5] else 0
    return _make_year(match, at, year_text, year, significant)


def _write_plain_year(sign: str, year: int) -> str:
    if year > 9999:
        return f"Y{sign}{year}"
    return f"{sign if year else ''}{year:04d}"


def _read_significant(match: re.Match[str], group: int, at: int) -> int:
    written = match[group]
    if len(written) > 2 or int(written) == 0:
        fact = f'"S{written}" does not say how many digits are significant'
        place = at + match.start(group) - 1
        raise EdtfError(fact, "write S1 or more, S2 for a century", place, len(written) + 1)
    return int(written)


def _make_year(match: re.Match[str], at: int, year_text: str, year: int, significant: int) -> When:
    text, before, after = match[0], match[1], match[match.re.groups]
    if before and after:
        fact = f'"{text}" has a mark on both sides'
        raise EdtfError(fact, 'write one mark after it, "%" for both', at, len(text))
    digits = max(len(str(abs(year))), 4) if year_text[0] != "Y" else len(str(abs(year)))
    unknown = max(digits - significant, 0) if significant else 0
    first, last = _bound_year(year, 10**unknown)
    doubt = Doubt.from_mark(before or after)
    point = Point(
        Day(first, 1, 1),
        Day(last, 12, 31),
        year_text,
        doubts=(doubt, Doubt.NONE, Doubt.NONE),
        significant=significant if unknown else 0,
    )
    is_level_two = bool(significant or before or "E" in year_text)
    return When(
        text,
        "date",
        _PRECISIONS[min(unknown, 3)],
        point.first,
        point.last,
        None if unknown else year,
        None,
        point,
        2 if is_level_two else 1,
        doubt,
    )


def _bound_year(year: int, step: int) -> tuple[int, int]:
    """The years that share the significant digits; those of -1950 with two are -1999 to -1900."""
    lowest = abs(year) // step * step
    if year < 0:
        return -(lowest + step - 1), -max(lowest, 1)
    return lowest, lowest + step - 1
