"""The first and last day that a date allows, in the proleptic Gregorian calendar.

Day counts are integers over any year, because `datetime` ends at the years 1 and 9999.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from site_gen.dates.points import Day, Precision

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

DIVISIONS: dict[int, tuple[int, int, Precision]] = {
    # number: (first month, how many months, precision); LoC level 1 "Seasons" and
    # level 2 "Sub-year groupings". The text gives no months for seasons: ours are those of
    # meteorology, 21-24 and 25-28 of the northern, 29-32 of the southern hemisphere.
    21: (3, 3, Precision.SEASON),
    22: (6, 3, Precision.SEASON),
    23: (9, 3, Precision.SEASON),
    24: (12, 3, Precision.SEASON),
    25: (3, 3, Precision.SEASON),
    26: (6, 3, Precision.SEASON),
    27: (9, 3, Precision.SEASON),
    28: (12, 3, Precision.SEASON),
    29: (9, 3, Precision.SEASON),
    30: (12, 3, Precision.SEASON),
    31: (3, 3, Precision.SEASON),
    32: (6, 3, Precision.SEASON),
    33: (1, 3, Precision.QUARTER),
    34: (4, 3, Precision.QUARTER),
    35: (7, 3, Precision.QUARTER),
    36: (10, 3, Precision.QUARTER),
    37: (1, 4, Precision.QUADRIMESTER),
    38: (5, 4, Precision.QUADRIMESTER),
    39: (9, 4, Precision.QUADRIMESTER),
    40: (1, 6, Precision.SEMESTER),
    41: (7, 6, Precision.SEMESTER),
}


def is_leap_year(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def count_days(year: int, month: int) -> int:
    """How many days the month has."""
    if month == 2 and is_leap_year(year):
        return 29
    return _LENGTHS[month - 1]


def to_ordinal(day: Day) -> int:
    """Days since 1970-01-01, negative before it."""
    # Years are counted from March, so that the leap day is the last of its year.
    year = day.year - (day.month <= 2)
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((day.month + 9) % 12) + 2) // 5 + day.day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146_097 + day_of_era - 719_468


def from_ordinal(ordinal: int) -> Day:
    """The inverse of `to_ordinal`."""
    era, day_of_era = divmod(ordinal + 719_468, 146_097)
    year_of_era = (
        day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = (shifted + 2) % 12 + 1
    year = era * 400 + year_of_era + (month <= 2)
    return Day(year, month, day_of_year - (153 * shifted + 2) // 5 + 1)


def list_digits(pattern: str, *, descending: bool = False) -> Iterator[int]:
    """Every number that the pattern stands for, in order; `X` is any digit."""
    any_digit = "9876543210" if descending else "0123456789"
    choices = (any_digit if digit == "X" else digit for digit in pattern)
    return (int("".join(digits)) for digits in product(*choices))


def list_years(pattern: str, *, descending: bool = False) -> Iterator[int]:
    """Every year of a four-digit pattern, in the order of time. There is no year -0000."""
    if "X" not in pattern:
        return iter((int(pattern),))
    if not pattern.startswith("-"):
        return list_digits(pattern, descending=descending)
    below_zero = list_digits(pattern[1:], descending=not descending)
    return (-year for year in below_zero if year)


@lru_cache(maxsize=121)  # every pattern of two digits or X
def list_months(pattern: str) -> tuple[int, ...]:
    """The months 1 to 12 that a two-digit pattern allows."""
    return tuple(month for month in list_digits(pattern) if 1 <= month <= 12)


@lru_cache(maxsize=121)
def list_days(pattern: str) -> tuple[int, ...]:
    """The days 1 to 31 that a two-digit pattern allows."""
    return tuple(day for day in list_digits(pattern) if 1 <= day <= 31)


def bound_division(earliest_year: int, latest_year: int, number: int) -> tuple[Day, Day]:
    """A season, quarter, quadrimester or semester; a winter ends in the year after its own."""
    first_month, length, _ = DIVISIONS[number]
    extra, last_month = divmod(first_month + length - 2, 12)
    last_year, last_month = latest_year + extra, last_month + 1
    last = Day(last_year, last_month, count_days(last_year, last_month))
    return Day(earliest_year, first_month, 1), last


def bound_pattern(years: str, months: str, days: str) -> tuple[Day, Day] | None:
    """The first and last real day of a pattern with `X`; None if it has no such day."""
    month_choices = list_months(months or "XX")
    day_choices = list_days(days or "XX")
    # In a leap year every day of any year exists; so nothing is missed by asking one first.
    if not any(day <= count_days(2000, month) for month in month_choices for day in day_choices):
        return None
    first = _find_day(list_years(years), month_choices, day_choices)
    last = _find_day(list_years(years, descending=True), month_choices[::-1], day_choices[::-1])
    return (first, last) if first and last else None


def _find_day(years: Iterable[int], months: Sequence[int], days: Sequence[int]) -> Day | None:
    for year in years:
        for month in months:
            for day in days:
                if day <= count_days(year, month):
                    return Day(year, month, day)
    return None
