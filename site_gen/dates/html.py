"""The value of `<time datetime>` (WHATWG HTML, 2.3.5 "Dates and times").

HTML has months, days, years from 1 with four digits or more, and times with or without a zone.
It has no doubt, no interval, no season and no year before 1; it would read `-0044` as a UTC offset.
"""

from site_gen.dates.points import Clock, Precision
from site_gen.dates.when import When

_LEGAL = (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.MINUTE, Precision.SECOND)


def html_datetime(when: When) -> str | None:
    """The legal value that says the same as the date; None where HTML has none."""
    point = when.point
    if when.kind != "date" or when.doubt or when.precision not in _LEGAL:
        return None
    if when.year is None or when.year < 1 or "X" in when.text or point.significant:
        return None
    parts = [f"{when.year:04d}", point.month_text, point.day_text]
    date = "-".join(part for part in parts if part)
    return date if point.clock is None else date + _write_time(point.clock, point.offset)


def _write_time(clock: Clock, offset: int | None) -> str:
    time = f"T{clock.hour:02d}:{clock.minute:02d}"
    if clock.second is not None:
        time += f":{clock.second:02d}"
    if offset is None:
        return time
    if offset == 0:
        return time + "Z"
    hours, minutes = divmod(abs(offset), 60)
    return f"{time}{'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}"
