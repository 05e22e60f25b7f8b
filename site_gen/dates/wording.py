"""A date, interval or set in words: exactly what is known, in the language of the page."""

from functools import lru_cache

from site_gen.dates.phrases import Phrases, find_phrases
from site_gen.dates.point_words import (
    add_zone,
    is_division,
    say_clock,
    say_clock_day,
    say_date,
    say_time,
)
from site_gen.dates.points import Precision
from site_gen.dates.when import When

_COMPACT = (Precision.YEAR, Precision.MONTH, Precision.DAY)


@lru_cache(maxsize=16_384)
def to_words(when: When, language: str) -> str:
    """What is known of the date, in a BCP 47 language; English words where the language has none.

    Plain `en` is British: day, month, year.
    """
    return _say(when, find_phrases(language))


def _say(when: When, phrases: Phrases) -> str:
    if when.kind == "date":
        return say_date(when, phrases)
    if when.kind == "interval":
        return _say_interval(when, phrases)
    return _say_set(when, phrases)


def _say_interval(when: When, phrases: Phrases) -> str:
    if when.start and when.end:
        return _say_range(when.start, when.end, phrases)
    if when.start:
        name = "since" if when.end_edge == "open" else "end_unknown"
        return phrases.say(name, date=_say(when.start, phrases))
    if when.end:
        name = "until" if when.start_edge == "open" else "start_unknown"
        return phrases.say(name, date=_say(when.end, phrases))
    return when.text


def _say_range(start: When, end: When, phrases: Phrases) -> str:
    if start == end:
        return say_date(start, phrases)
    if start.clock and start.offset == end.offset:
        return add_zone(_say_time_range(start, end, phrases), start.offset, phrases)
    if _is_compact(start) and _is_compact(end) and start.precision == end.precision:
        first, last = start.point.first, end.point.first
        span = phrases.almanac.write_span(first, last, start.precision)
        if span:
            return span
    return phrases.say("range", start=say_date(start, phrases), end=say_date(end, phrases))


def _is_compact(when: When) -> bool:
    """Nothing is said of the date but its numbers, so that two can share a month or year."""
    is_exact = when.year is not None and "X" not in when.text and not is_division(when.point)
    return is_exact and not when.doubt and when.precision in _COMPACT


def _say_time_range(start: When, end: When, phrases: Phrases) -> str:
    if start.point.first != end.point.first:
        return phrases.say("range", start=say_time(start, phrases), end=say_time(end, phrases))
    start_clock, end_clock = say_clock(start, phrases), say_clock(end, phrases)
    clocks = phrases.say("time_range", start=start_clock, end=end_clock)
    return phrases.almanac.join_time(say_clock_day(start, phrases), clocks)


def _say_set(when: When, phrases: Phrases) -> str:
    is_one = when.kind == "one_of"
    members = [_say_member(member, phrases, is_one=is_one) for member in when.members]
    only = when.members[0]
    if len(members) == 1 and only.start and only.end and only.start != only.end:
        return phrases.say("one_within" if is_one else "all_within", range=members[0])
    if is_one:
        return phrases.almanac.list_alternatives(members)
    return phrases.almanac.list_all(members)


def _say_member(member: When, phrases: Phrases, *, is_one: bool) -> str:
    if member.kind == "date" or (member.start and member.end):
        return _say(member, phrases)
    known = member.start or member.end or member
    name = ("or" if is_one else "and") + ("_later" if member.start else "_earlier")
    return phrases.say(name, date=say_date(known, phrases))
