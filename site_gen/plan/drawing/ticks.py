"""Where the axis bears a mark: at round years, months, days, hours or minutes."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_gen.dates import Day
from site_gen.dates.bounds import from_ordinal, to_ordinal
from site_gen.plan.drawing.pieces import DAY
from site_gen.plan.drawing.scale import Scale

YEAR = 31_556_952
"""Seconds in the mean year of the Gregorian calendar."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A step of the axis: `count` years, months or seconds, and about how many seconds it lasts."""

    kind: str
    count: int
    seconds: int


_CLOCK = (1, 2, 5, 10, 15, 30)
_SHORT = (
    *(Unit("minute", n * 60, n * 60) for n in _CLOCK),
    *(Unit("minute", n * 3600, n * 3600) for n in (1, 2, 3, 6, 12)),
    *(Unit("day", n * DAY, n * DAY) for n in (1, 2, 7)),
    *(Unit("month", n, n * YEAR // 12) for n in (1, 3, 6)),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """`kind` is that of the unit: year, month, day or minute; at midnight it is the day."""

    moment: int
    kind: str


def choose_unit(seconds: float) -> Unit:
    """The smallest unit that lasts at least so long."""
    for unit in _SHORT:
        if unit.seconds >= seconds:
            return unit
    return next(unit for unit in _long_units() if unit.seconds >= seconds)


def find_ticks(scale: Scale, *, width: float, widest: float) -> Iterator[Tick]:
    """Marks at least `widest` apart on a drawing `width` wide; breaks bear none."""
    for first, last in scale.segments():
        room = (last.place - first.place) * width
        if room < widest:
            continue
        unit = choose_unit((last.moment - first.moment) / room * widest)
        for moment in list_moments(unit, first.moment, last.moment):
            yield Tick(moment, "day" if _is_midnight(moment, unit) else unit.kind)


def list_moments(unit: Unit, start: int, end: int) -> Iterator[int]:
    """The multiples of the unit from `start` up to and with `end`."""
    index = _index_at(unit, start)
    while (moment := _moment_of(unit, index)) <= end:
        if moment >= start:
            yield moment
        index += 1


def _is_midnight(moment: int, unit: Unit) -> bool:
    """Where the clock's marks meet the beginning of a day, its date says more than 00:00."""
    return unit.kind == "minute" and moment % DAY == 0


def _index_at(unit: Unit, moment: int) -> int:
    if unit.kind in ("year", "month"):
        day = from_ordinal(moment // DAY)
        months = day.year * 12 + day.month - 1
        return months // (unit.count * 12 if unit.kind == "year" else unit.count)
    return moment // unit.count


def _moment_of(unit: Unit, index: int) -> int:
    if unit.kind == "year":
        return to_ordinal(Day(_round_year(unit.count, index), 1, 1)) * DAY
    if unit.kind == "month":
        year, month = divmod(index * unit.count, 12)
        return to_ordinal(Day(year, month + 1, 1)) * DAY
    return index * unit.count


def _round_year(count: int, index: int) -> int:
    """Years before Christ are round as they are written: 500 BC is the year -499."""
    return index * count + 1 if count > 1 and index <= 0 else index * count


def _long_units() -> Iterator[Unit]:
    power = 1
    while True:
        for count in (power, 2 * power, 5 * power):
            yield Unit("year", count, count * YEAR)
        power *= 10
