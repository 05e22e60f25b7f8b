"""Years, months, days and times as a language writes them, by CLDR.

CLDR's patterns are filled here and not by Babel, whose own formatting ends at the years 1 and 9999
and lets the stand-alone names of months and quarters (`LLLL`, `qqqq`) of one locale leak into the
next. So only the "format" names are read, full dates come from the `long` format, and a pattern
that asks for a stand-alone month gets the other one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from site_gen.dates.locales import find_locale
from site_gen.dates.points import Clock, Day, Precision

if TYPE_CHECKING:
    from babel import Locale

_TOKEN = re.compile(
    r"'(?P<literal>[^']*)'|(?P<field>(?P<letter>[A-Za-z])(?P=letter)*)|(?P<other>.)"
)
_ERA_BEFORE = 1000
"""Years below it bear their era, because `44` or `409` alone would not read as a year."""
_SPACES = str.maketrans({"\u2009": " ", "\u202f": " "})
_FULL_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Almanac:
    """A locale's way to write dates. Several months or days in one date are alternatives."""

    locale: "Locale"

    def write_year(self, year: int) -> str:
        if year < _ERA_BEFORE:
            return self._fill(self._find_pattern("Gy", "y G"), year)
        return self._fill(self._find_pattern("y", "y"), year)

    def write_month(self, year: int, months: Sequence[int]) -> str:
        if year < _ERA_BEFORE:
            return self._fill(self._find_pattern("GyMMM", "MMMM y G"), year, months)
        return self._fill(self._find_pattern("yMMMM", "MMMM y"), year, months)

    def write_day(self, year: int, months: Sequence[int], days: Sequence[int]) -> str:
        if year < _ERA_BEFORE:
            return self._fill(self._find_pattern("GyMMMd", "d MMMM y G"), year, months, days)
        return self._fill(str(self.locale.date_formats["long"].pattern), year, months, days)

    def write_yearless(self, months: Sequence[int], days: Sequence[int]) -> str:
        """`25 December`, or `December` without days."""
        if days:
            return self._fill(self._find_pattern("MMMMd", "d MMMM"), 0, months, days)
        numeric = re.search("(?<!M)MM?(?!M)[^A-Za-z']+", self._find_pattern("yMMMM", "MMMM y"))
        return self._fill(numeric[0].strip() if numeric else "MMMM", 0, months)

    def write_span(self, start: Day, end: Day, precision: Precision) -> str | None:
        """`25 April – 4 May 2024`; None where CLDR has no pattern or a year bears its era."""
        if min(start.year, end.year) < _ERA_BEFORE:
            return None
        skeletons = {Precision.YEAR: "y", Precision.MONTH: "yMMMM", Precision.DAY: "yMMMd"}
        shared = "M" if start.year == end.year else "y"
        greatest = "d" if (start.year, start.month) == (end.year, end.month) else shared
        patterns = self.locale.interval_formats.get(skeletons[precision], {}).get(greatest)
        if not patterns or len(patterns) != 2:
            return None
        first, last = (_widen(pattern) for pattern in patterns)
        return self._fill(first, start.year, [start.month], [start.day]) + self._fill(
            last, end.year, [end.month], [end.day]
        )

    def write_time(self, clock: Clock) -> str:
        width = "short" if clock.second is None else "medium"
        pattern = str(self.locale.time_formats[width].pattern)
        if re.search("[^Hhmsa]", re.sub("'[^']*'|[^A-Za-z]", "", pattern)):
            # Day periods such as "in the evening" need rules that Babel does not have.
            pattern = "HH:mm" if clock.second is None else "HH:mm:ss"
        return _fill_fields(pattern, lambda field: self._write_clock_field(field, clock))

    def join_time(self, date: str, time: str) -> str:
        pattern = str(self.locale.datetime_formats["long"])
        return re.sub("'([^']*)'", r"\1", pattern).replace("{1}", date).replace("{0}", time)

    def write_quarter(self, number: int, width: str) -> str:
        return str(self.locale.quarters["format"][width][number])

    def list_alternatives(self, items: Sequence[str]) -> str:
        return self._join(items, "or")

    def list_all(self, items: Sequence[str]) -> str:
        return self._join(items, "standard")

    def write_number(self, number: int) -> str:
        """Digits in groups from five on, so that long years can be read."""
        digits = str(number)
        if len(digits) <= _FULL_YEAR_DIGITS:
            return digits
        symbols: Any = self.locale.number_symbols
        return f"{number:,}".replace(",", symbols.get("latn", symbols).get("group", ","))

    def _find_pattern(self, skeleton: str, default: str) -> str:
        found = self.locale.datetime_skeletons.get(skeleton)
        return _widen(str(found.pattern) if found else default)

    def _fill(
        self, pattern: str, year: int, months: Sequence[int] = (), days: Sequence[int] = ()
    ) -> str:
        def write(field: str) -> str:
            if field[0] in "yu":
                return self.write_number(year if year > 0 else 1 - year)
            if field[0] == "G":
                return str(self.locale.eras["abbreviated"][0 if year <= 0 else 1])
            if field[0] in "ML":
                return self.list_alternatives([self._name_month(month, field) for month in months])
            # An ordinal sign after the day belongs to each of several days: "8., 18. oder 28."
            sign = "." if "d." in pattern else ""
            return self.list_alternatives([f"{day:0{len(field)}d}{sign}" for day in days])[
                : -1 if sign else None
            ]

        return _fill_fields(pattern, write)

    def _name_month(self, month: int, field: str) -> str:
        if len(field) < 3:
            return f"{month:0{len(field)}d}"
        width = "abbreviated" if len(field) == 3 else "wide"
        return str(self.locale.months["format"][width][month])

    def _write_clock_field(self, field: str, clock: Clock) -> str:
        if field[0] == "a":
            periods = self.locale.day_periods["format"]["abbreviated"]
            return str(periods["am" if clock.hour < 12 else "pm"])
        values = {
            "H": clock.hour,
            "h": clock.hour % 12 or 12,
            "m": clock.minute,
            "s": clock.second or 0,
        }
        return f"{values[field[0]]:0{len(field)}d}"

    def _join(self, items: Sequence[str], style: str) -> str:
        if len(items) < 2:
            return "".join(items)
        patterns = self.locale.list_patterns.get(style) or self.locale.list_patterns["standard"]
        if len(items) == 2:
            return _pair(patterns["2"], items[0], items[1])
        text = _pair(patterns["start"], items[0], items[1])
        for item in items[2:-1]:
            text = _pair(patterns["middle"], text, item)
        return _pair(patterns["end"], text, items[-1])


@lru_cache(maxsize=64)
def find_almanac(language: str) -> Almanac:
    """The almanac of a language tag; English without a region is written the British way."""
    locale = find_locale(language)
    return Almanac(find_locale("en-GB") if str(locale) == "en" else locale)


def _widen(pattern: str) -> str:
    """With whole names of months, where CLDR has a pattern for short ones only."""
    return re.sub(r"(?<![ML])[ML]{3}(?![ML])", "MMMM", pattern)


def _fill_fields(pattern: str, write: Callable[[str], str]) -> str:
    parts = []
    for token in _TOKEN.finditer(pattern):
        if token["field"]:
            parts.append(write(token["field"]))
        else:
            parts.append(token["literal"] or token["other"] or "'")
    return "".join(parts).translate(_SPACES)


def _pair(pattern: str, first: str, second: str) -> str:
    before, _, rest = pattern.partition("{0}")
    between, _, after = rest.partition("{1}")
    return f"{before}{first}{between}{second}{after}"
