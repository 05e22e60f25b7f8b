"""A time of day with its UTC offset (EDTF level 0, Date and Time; ISO 8601-1, 4.3)."""

import re
from typing import NamedTuple

from site_gen.dates.errors import EdtfError
from site_gen.dates.points import Clock

_CLOCK = re.compile(
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?"
)
_FURTHEST = 14 * 60
"""Minutes: places on earth keep -12:00 to +14:00; up to -14:00 we only warn."""


class Reading(NamedTuple):
    """A time of day as read; `offset` is in minutes from UTC, None without a zone."""

    clock: Clock
    offset: int | None
    canonical: str
    warnings: tuple[str, ...] = ()


def parse_clock(text: str, at: int) -> Reading:
    """Read what follows the `T`."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        fact = f'"{text}" is not a time of day' if text else "no time of day follows the T"
        remedy = "write hh:mm or hh:mm:ss, then nothing, Z or an offset such as +08:00"
        raise EdtfError(fact, remedy, at, len(text))
    hours, minutes, seconds, utc, sign, offset_hours, offset_minutes = match.groups()
    clock = Clock(int(hours), int(minutes), None if seconds is None else int(seconds))
    _check_clock(clock, match, at)
    if sign is None:
        return Reading(clock, 0 if utc else None, text)
    offset = int(offset_hours) * 60 + int(offset_minutes or 0)
    place = at + match.start(5)
    _check_offset(sign, offset, int(offset_minutes or 0), text[match.start(5) :], place)
    signed = -offset if sign == "-" else offset
    canonical = text if offset_minutes else f"{text}:00"
    return Reading(clock, signed, canonical, _warn_of(signed, canonical[match.start(5) :]))


def _check_clock(clock: Clock, match: re.Match[str], at: int) -> None:
    if clock.hour > 23:
        remedy = "write 00 to 23"
        if clock.hour == 24:
            remedy += "; midnight at the end of a day is T00:00:00 of the next day"
        raise EdtfError(f"hour {match[1]} does not exist", remedy, at, 2)
    if clock.minute > 59:
        raise EdtfError(f"minute {match[2]} does not exist", "write 00 to 59", at + 3, 2)
    if clock.second is not None and clock.second > 59:
        raise EdtfError(f"second {match[3]} does not exist", "write 00 to 59", at + 6, 2)


def _check_offset(sign: str, offset: int, minutes: int, written: str, at: int) -> None:
    if minutes > 59:
        fact = f"minute {minutes} of the UTC offset does not exist"
        raise EdtfError(fact, "write 00 to 59", at, len(written))
    if offset > _FURTHEST:
        fact = f'the UTC offset "{written}" is further than any place keeps'
        raise EdtfError(fact, "write one from -12:00 to +14:00", at, len(written))
    if sign == "-" and offset == 0:
        fact = f'the UTC offset "{written}" does not exist'
        raise EdtfError(fact, "write Z for UTC, or leave the offset out", at, len(written))


def _warn_of(offset: int, written: str) -> tuple[str, ...]:
    if offset >= -12 * 60:
        return ()
    return (f'no place keeps the UTC offset "{written}"; they lie between -12:00 and +14:00',)
