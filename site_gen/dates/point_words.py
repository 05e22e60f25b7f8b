"""One date, season or time in words."""

from typing import NamedTuple

from site_gen.dates.bounds import DIVISIONS, count_days, list_days, list_months
from site_gen.dates.phrases import Phrases
from site_gen.dates.points import Day, Doubt, Point, Precision
from site_gen.dates.when import When

_SEASONS = ("spring", "summer", "autumn", "winter")
_PARTS = {
    Precision.SEASON: "season",
    Precision.QUARTER: "quarter",
    Precision.QUADRIMESTER: "third",
    Precision.SEMESTER: "half",
}
_MOST_LISTED_DAYS = 3
_LEAP_YEAR = 2000


class Saying(NamedTuple):
    """A text, and whether it is a date to which a mere "c." can be put."""

    text: str
    is_plain: bool = True


def say_date(when: When, phrases: Phrases) -> str:
    """A date with its doubt, and with its time and zone."""
    if when.clock:
        return add_zone(say_time(when, phrases), when.offset, phrases)
    return _add_doubt(_say_point(when.point, phrases), when.point, phrases)


def is_division(point: Point) -> bool:
    """A season, quarter, quadrimester or semester."""
    return "X" not in point.month_text and int(point.month_text or 0) in DIVISIONS


def say_time(when: When, phrases: Phrases) -> str:
    """Day and time, without the zone."""
    day = say_clock_day(when, phrases)
    return phrases.almanac.join_time(day, say_clock(when, phrases))


def say_clock_day(when: When, phrases: Phrases) -> str:
    first = when.point.first
    return phrases.almanac.write_day(first.year, [first.month], [first.day])


def say_clock(when: When, phrases: Phrases) -> str:
    return phrases.almanac.write_time(when.clock) if when.clock else ""


def add_zone(text: str, offset: int | None, phrases: Phrases) -> str:
    if offset is None:
        return text
    hours, minutes = divmod(abs(offset), 60)
    zone = "UTC"
    if offset:
        zone += f"{'−' if offset < 0 else '+'}{hours}" + (f":{minutes:02d}" if minutes else "")
    return phrases.say("zone", time=text, zone=zone)


def _say_point(point: Point, phrases: Phrases) -> Saying:
    if point.significant:
        return Saying(_say_significant(point, phrases), is_plain=False)
    if is_division(point):
        return _say_division(point, phrases)
    if not point.month_text:
        return _say_year(point, phrases)
    if point.month_text == "XX":
        return _say_unknown_month(point, phrases)
    return _say_months(point, phrases)


def _say_significant(point: Point, phrases: Phrases) -> str:
    almanac = phrases.almanac
    return phrases.say(
        "significant",
        year=almanac.write_year(_read_year(point.year_text)),
        first=almanac.write_year(point.first.year),
        last=almanac.write_year(point.last.year),
    )


def _read_year(text: str) -> int:
    digits, _, exponent = text.lstrip("Y").partition("E")
    return int(digits) * int(10 ** int(exponent or 0))


def _say_year(point: Point, phrases: Phrases) -> Saying:
    """A year, a decade, or what is known of a year whose digits are not."""
    text = point.year_text
    if "X" not in text:
        return Saying(phrases.almanac.write_year(point.first.year))
    if text[:3].isdigit() and text >= "100":
        return Saying(phrases.say("decade", year=str(point.first.year)))
    return Saying(_say_some_year(point, phrases), is_plain=False)


def _say_some_year(point: Point, phrases: Phrases) -> str:
    """One year of those that the pattern allows; for parts of a year, which a decade has not."""
    text, almanac = point.year_text, phrases.almanac
    if text == "XXXX":
        return phrases.words["unknown_year"]
    if text.rstrip("X").count("X"):
        return phrases.say("year_pattern", pattern=text)
    first, last = point.first.year, point.last.year
    if is_division(point) and point.last.month < DIVISIONS[int(point.month_text)][0]:
        last -= 1  # a winter ends in the year after its own
    return phrases.say("some_year", first=almanac.write_year(first), last=almanac.write_year(last))


def _say_division(point: Point, phrases: Phrases) -> Saying:
    number = int(point.month_text)
    precision = DIVISIONS[number][2]
    is_exact = "X" not in point.year_text
    if is_exact:
        year = phrases.almanac.write_year(point.first.year)
    else:
        year = _say_some_year(point, phrases)
    if precision is Precision.SEASON:
        return Saying(_say_season(number, year, phrases, is_exact=is_exact), is_exact)
    if precision is Precision.QUARTER:
        return Saying(_say_quarter(number - 32, year, phrases, is_exact=is_exact), is_exact)
    name = f"third_{number - 36}" if precision is Precision.QUADRIMESTER else f"half_{number - 39}"
    return Saying(phrases.say(name, year=year), is_exact)


def _say_season(number: int, year: str, phrases: Phrases, *, is_exact: bool) -> str:
    name = phrases.words[f"seasons.{_SEASONS[(number - 21) % 4]}"]
    if is_exact:
        text = phrases.say("season", season=name, year=year)
    else:
        text = phrases.say("in_year", date=name, year=year)
    if number < 25:
        return text
    return phrases.say("northern" if number < 29 else "southern", date=text)


def _say_quarter(number: int, year: str, phrases: Phrases, *, is_exact: bool) -> str:
    short = phrases.almanac.write_quarter(number, "abbreviated")
    long = phrases.almanac.write_quarter(number, "wide")
    if is_exact:
        return phrases.say("quarter", short=short, long=long, year=year)
    alone = phrases.say("quarter_alone", short=short, long=long)
    return phrases.say("in_year", date=alone, year=year)


def _say_unknown_month(point: Point, phrases: Phrases) -> Saying:
    year, is_plain = _say_year(point, phrases)
    if "X" in point.year_text:
        year = _say_some_year(point, phrases)
    if not point.day_text:
        return Saying(phrases.say("month_unknown", date=year), is_plain)
    if point.day_text == "XX":
        return Saying(phrases.say("month_and_day_unknown", date=year), is_plain)
    days = [str(day) for day in list_days(point.day_text)]
    listed = phrases.almanac.list_alternatives(days)
    return Saying(phrases.say("day_of_unknown_month", date=year, day=listed), is_plain)


def _say_months(point: Point, phrases: Phrases) -> Saying:
    """A month that is known, or one of a few; with its day, where there is one."""
    has_day = point.day_text not in ("", "XX")
    months, days = _list_real_days(point)
    if not has_day:
        days = []
    if "X" in point.year_text:
        date = phrases.almanac.write_yearless(months, days)
        year = _say_year(point, phrases).text
        saying = Saying(phrases.say("in_year", date=date, year=year), is_plain=False)
    else:
        saying = _say_days(point.first.year, months, days, phrases)
    if point.day_text == "XX":
        return Saying(phrases.say("day_unknown", date=saying.text), saying.is_plain)
    return saying


def _list_real_days(point: Point) -> tuple[list[int], list[int]]:
    """The months and days that the digits allow, without those that no year has together."""
    year = point.first.year if "X" not in point.year_text else _LEAP_YEAR
    months = list_months(point.month_text)
    days = list_days(point.day_text or "XX")
    longest = max(count_days(year, month) for month in months)
    return (
        [month for month in months if days[0] <= count_days(year, month)],
        [day for day in days if day <= longest],
    )


def _say_days(year: int, months: list[int], days: list[int], phrases: Phrases) -> Saying:
    almanac = phrases.almanac
    if not days:
        return Saying(almanac.write_month(year, months))
    is_run = days == list(range(days[0], days[-1] + 1))
    if len(months) == 1 and len(days) > _MOST_LISTED_DAYS and is_run:
        span = almanac.write_span(
            Day(year, months[0], days[0]), Day(year, months[0], days[-1]), Precision.DAY
        )
        if span:
            return Saying(phrases.say("one_day_of", dates=span), is_plain=False)
    return Saying(almanac.write_day(year, months, days))


def _add_doubt(saying: Saying, point: Point, phrases: Phrases) -> str:
    present = 1 + bool(point.month_text) + bool(point.day_text)
    doubts = point.doubts[:present]
    if len(set(doubts)) > 1:
        notes = _note_doubts(point, doubts, phrases)
        return phrases.say("partly", date=saying.text, notes=notes)
    doubt, text = doubts[0], saying.text
    if doubt is Doubt.NONE:
        return text
    if doubt is Doubt.UNCERTAIN:
        return phrases.say("uncertain", date=text)
    if not saying.is_plain:
        name = "approximate" if doubt is Doubt.APPROXIMATE else "uncertain_approximate"
        return phrases.say(name, date=text)
    text = phrases.say("circa", date=text)
    return text if doubt is Doubt.APPROXIMATE else phrases.say("uncertain", date=text)


def _note_doubts(point: Point, doubts: tuple[Doubt, ...], phrases: Phrases) -> str:
    """Which parts are in which doubt: "year uncertain; day approximate"."""
    middle = "month"
    if is_division(point):
        middle = _PARTS[DIVISIONS[int(point.month_text)][2]]
    names = [phrases.words[f"parts.{part}"] for part in ("year", middle, "day")]
    notes = []
    kinds = (
        (Doubt.UNCERTAIN, "note_uncertain"),
        (Doubt.APPROXIMATE, "note_approximate"),
        (Doubt.BOTH, "note_both"),
    )
    for kind, phrase in kinds:
        parts = [name for name, doubt in zip(names, doubts, strict=False) if doubt is kind]
        if parts:
            notes.append(phrases.say(phrase, parts=phrases.almanac.list_all(parts)))
    return phrases.words["note_separator"].join(notes)
