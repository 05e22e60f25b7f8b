"""The small values that a parsed date is made of."""

from dataclasses import dataclass
from enum import IntFlag, StrEnum
from typing import NamedTuple


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar; year 0 is 1 BC, years are of any size."""

    year: int
    month: int
    day: int


class Clock(NamedTuple):
    """A time of day; `second` is None where the author gave hours and minutes only."""

    hour: int
    minute: int
    second: int | None = None

    @property
    def seconds(self) -> int:
        """Seconds since midnight."""
        return self.hour * 3600 + self.minute * 60 + (self.second or 0)


class Precision(StrEnum):
    """How finely a date is known, from the coarsest to the finest.

    It is the precision of what is *known*: `1985-04-XX` is a month, `1985-XX-25` a year,
    `15XX-12-25` a century. UNKNOWN is a year of which no digit is known (`XXXX-12-25`).
    """

    UNKNOWN = "unknown"
    MILLENNIUM = "millennium"
    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    SEMESTER = "semester"
    QUADRIMESTER = "quadrimester"
    QUARTER = "quarter"
    SEASON = "season"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


RANK = {precision: rank for rank, precision in enumerate(Precision)}
"""Coarse before fine."""


class Doubt(IntFlag):
    """What `?`, `~` and `%` say about a component (EDTF level 1, Qualification of a date)."""

    NONE = 0
    UNCERTAIN = 1
    APPROXIMATE = 2
    BOTH = 3

    @classmethod
    def from_mark(cls, mark: str) -> "Doubt":
        """The doubt of `?`, `~`, `%`, or of no mark."""
        return _DOUBTS[mark]


_DOUBTS = {"": Doubt.NONE, "?": Doubt.UNCERTAIN, "~": Doubt.APPROXIMATE, "%": Doubt.BOTH}
NO_DOUBTS = (Doubt.NONE, Doubt.NONE, Doubt.NONE)


@dataclass(frozen=True, slots=True)
class Point:
    """One date, season or time, component by component, as the author wrote it.

    `first` and `last` are the days that bound it. `year_text` is the year without marks (`1984`,
    `-0044`, `19XX`, `Y17E7`), `month_text` also holds the seasons and divisions 21 to 41, and both
    it and `day_text` are empty where absent. `doubts` belong to year, month and day, group marks
    already spread out. `significant` is the number of significant digits after `S`, 0 without.
    `offset` is in minutes from UTC.
    """

    first: Day
    last: Day
    year_text: str
    month_text: str = ""
    day_text: str = ""
    doubts: tuple[Doubt, Doubt, Doubt] = NO_DOUBTS
    significant: int = 0
    clock: Clock | None = None
    offset: int | None = None
