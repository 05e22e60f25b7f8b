"""Dates for the corpus: in EDTF for us, in words and with a place in the order for the others."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from bench.vocabulary import MONTHS

FIRST_YEAR, LAST_YEAR = 1990, 2026

Order = tuple[int, int, int, int]
"""Year, month and day (0 where not known), then a number of its own."""

_EXACT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d[+-]\d\d:\d\d)?)?)?")

_DAY_LENGTH = len("2024-03-28")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened. `month` is 0 where it is not known; years are astronomical."""

    edtf: str
    words: str
    year: int
    month: int = 0
    day: int = 0

    @property
    def year_name(self) -> str:
        """As EDTF writes it: `-0043`."""
        return f"-{-self.year:04}" if self.year < 0 else f"{self.year:04}"

    @property
    def month_name(self) -> str:
        """`2024-03`, or nothing where the month is not known."""
        return f"{self.year_name}-{self.month:02}" if self.month else ""

    @property
    def iso(self) -> str:
        """As ISO 8601-1 writes it, an interval with `/`; nothing where that cannot say as much."""
        return self.edtf if all(map(_EXACT.fullmatch, self.edtf.split("/"))) else ""

    @property
    def is_ongoing(self) -> bool:
        """Whether it began in a month that is known, and has no end."""
        return self.edtf.endswith("/..")

    @property
    def calendar_span(self) -> tuple[str, str]:
        """`DTSTART` and `DTEND` (RFC 5545): days, or one moment in UTC; empty for all else."""
        first, _, last = self.iso.partition("/")
        if "T" in first:
            return f"{datetime.fromisoformat(first).astimezone(UTC):%Y%m%dT%H%M%SZ}", ""
        if len(first) < _DAY_LENGTH:
            return "", ""
        after = date.fromisoformat(last or first) + timedelta(days=1)
        return first.replace("-", ""), f"{after:%Y%m%d}"


def _say_day(year: int, month: int, day: int) -> str:
    return f"{day} {MONTHS[month - 1]} {year}"


def _day(rng: Random) -> tuple[int, int, int]:
    # The last year ends before the corpus does: nothing in it is still to come.
    year = rng.randint(FIRST_YEAR, LAST_YEAR)
    return year, rng.randint(1, 9 if year == LAST_YEAR else 12), rng.randint(1, 28)


def _on_a_day(rng: Random) -> Moment:
    year, month, day = _day(rng)
    return Moment(f"{year}-{month:02}-{day:02}", _say_day(year, month, day), year, month, day)


def _at_a_time(rng: Random) -> Moment:
    year, month, day = _day(rng)
    clock = f"{rng.randint(6, 22):02}:{rng.choice((0, 15, 30, 45)):02}"
    words = f"{_say_day(year, month, day)}, {clock} (UTC+1)"
    return Moment(f"{year}-{month:02}-{day:02}T{clock}+01:00", words, year, month, day)


def _in_a_month(rng: Random) -> Moment:
    year, month, _ = _day(rng)
    mark, before = rng.choice((("", ""), ("", ""), ("?", ""), ("~", "c. ")))
    after = " (uncertain)" if mark == "?" else ""
    words = f"{before}{MONTHS[month - 1]} {year}{after}"
    return Moment(f"{year}-{month:02}{mark}", words, year, month)


def _in_a_year(rng: Random) -> Moment:
    year, _, _ = _day(rng)
    mark, before = rng.choice((("", ""), ("~", "c. ")))
    return Moment(f"{year}{mark}", f"{before}{year}", year)


def _in_a_quarter(rng: Random) -> Moment:
    year, quarter = rng.randint(FIRST_YEAR, LAST_YEAR - 1), rng.randint(1, 4)
    return Moment(f"{year}-Q{quarter}", f"Q{quarter} {year}", year)


def _in_a_decade(rng: Random) -> Moment:
    decade = rng.randint(199, 201)
    return Moment(f"{decade}X", f"{decade}0s", decade * 10)


def _over_days(rng: Random) -> Moment:
    year, month, day = _day(rng)
    last = min(day + rng.randint(1, 9), 28)
    edtf = f"{year}-{month:02}-{day:02}/{year}-{month:02}-{last:02}"
    return Moment(edtf, f"{day} to {_say_day(year, month, last)}", year, month, day)


def _from_a_month_on(rng: Random) -> Moment:
    year, month = rng.randint(FIRST_YEAR, LAST_YEAR - 1), rng.randint(1, 12)
    words = f"since {MONTHS[month - 1]} {year}"
    return Moment(f"{year}-{month:02}/..", words, year, month)


def _long_ago(rng: Random) -> Moment:
    year = -rng.randint(20, 330)
    return Moment(f"-{-year:04}", f"{1 - year} BC", year)


_SHARES: tuple[tuple[float, Callable[[Random], Moment]], ...] = (
    (0.58, _on_a_day),
    (0.15, _in_a_month),
    (0.06, _in_a_year),
    (0.06, _at_a_time),
    (0.06, _over_days),
    (0.03, _in_a_quarter),
    (0.02, _from_a_month_on),
    (0.02, _in_a_decade),
    (0.02, _long_ago),
)


def draw_moment(rng: Random) -> Moment:
    """A date of any precision; most are days, a few are BCE, intervals or decades."""
    at = rng.random()
    for share, draw in _SHARES:
        if at < share:
            return draw(rng)
        at -= share
    return _on_a_day(rng)
