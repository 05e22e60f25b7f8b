"""Dates in tables and notes: EDTF first, then what can mean only one thing."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from site_gen.content.wording import quote
from site_gen.dates import notations
from site_gen.interchange.edtf_text import explain_edtf, is_edtf


class LooseDate(NamedTuple):
    """`edtf` is empty where the text cannot be read; `fact` and `remedy` then say why.

    With a date, they say what of it was lost, and are empty where nothing was.
    """

    edtf: str
    fact: str = ""
    remedy: str = ""


_FRACTION = re.compile(r"T.*\d[.,](\d+)|\d:\d\d:\d\d[.,](\d+)")
_SURE = (
    notations.read_separators,
    notations.mend_time,
    notations.read_words,
    notations.read_era,
)


def read_loose_date(text: str, *, day_first: bool | None = None) -> LooseDate:
    """`2024-03-28`, `28 March 2024`, `2024/3/28 7:05`; `03/04/2024` only if told which is first."""
    text = " ".join(text.split())
    wrong = explain_edtf(text)
    if wrong is None:
        return LooseDate(text)
    for edtf in _list_readings(text):
        if is_edtf(edtf):
            return _note_fraction(text, edtf)
    slashed = _read_slashed(text, day_first)
    return slashed or LooseDate("", *wrong)


def _list_readings(text: str) -> Iterator[str]:
    folded = notations.fold_characters(text)
    yield folded
    for read in _SURE:
        found = read(folded)
        if found:
            yield found
    day, space, clock = folded.partition(" ")
    mended = notations.read_separators(day)
    if space and mended:
        yield notations.mend_time(f"{mended} {clock}") or ""


def _note_fraction(text: str, edtf: str) -> LooseDate:
    found = _FRACTION.search(text)
    digits = (found[1] or found[2]) if found else ""
    if digits.strip("0"):
        return LooseDate(edtf, f"the fraction of a second in {quote(text)}", "EDTF has none")
    return LooseDate(edtf)


def _read_slashed(text: str, day_first: bool | None) -> LooseDate | None:
    """A day and a month before the year, in whichever order; a time may follow."""
    date, _, clock = text.partition(" ")
    readings = {True: notations.read_day_first(date), False: notations.read_month_first(date)}
    good = {first: edtf for first, edtf in readings.items() if edtf and is_edtf(edtf)}
    if not good:
        return None
    if day_first is not None:
        if day_first not in good:
            order = "day" if day_first else "month"
            fact = f"{quote(text)} is no date with the {order} first"
            return LooseDate("", fact, "mend it")
        edtf = good[day_first]
    elif len(set(good.values())) > 1:
        fact = f"{quote(text)} may be {' or '.join(sorted(good.values()))}"
        return LooseDate("", fact, "import again with --day-first or --month-first")
    else:
        edtf = next(iter(good.values()))
    if not clock:
        return LooseDate(edtf)
    timed = notations.mend_time(f"{edtf} {clock}")
    if timed and is_edtf(timed):
        return _note_fraction(text, timed)
    return LooseDate(edtf, f"{quote(clock)} is no time of day", "write it as 19:30")
