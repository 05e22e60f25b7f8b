"""TimelineJS's date objects as EDTF.

A part counts as TimelineJS counts it (`TLDate.findBestFormat`): what JavaScript takes for false is
not there, so that a numeric hour 0 is no time and the text "0" is midnight. A negative year is
shown without its sign as "BCE" and there is no year zero (`Language.formatJSDate`); on the
cosmological scale (`BigDate`) a year is a plain number, and nothing is finer than a year.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_gen.content.wording import quote
from site_gen.interchange.edtf_text import drop_time, is_edtf, join_dates, write_year
from site_gen.interchange.losses import Losses, Pointer

_CLOCK = ("hour", "minute", "second")
_FINER = ("month", "day", "hour", "minute", "second", "millisecond")
_RANGES = {"month": (1, 12), "day": (1, 31), "hour": (0, 23), "minute": (0, 59), "second": (0, 59)}
_INTEGER = re.compile(r"-?[0-9]{1,40}")


class _NoNumberError(ValueError):
    """A part that TimelineJS would refuse."""


@dataclass(frozen=True, slots=True)
class DateReader:
    """`is_cosmological` is the scale of the whole timeline."""

    losses: Losses
    is_cosmological: bool = False

    def read_slide(self, slide: Mapping[str, Any], place: Pointer) -> str | None:
        """The date of a slide or era; None, with the reason noted, where it has none to use."""
        found = slide.get("start_date")
        start_place = (*place, "start_date")
        if not isinstance(found, dict):
            fact = '"start_date" is absent' if found is None else '"start_date" is no date object'
            here = place if found is None else start_place
            self.losses.refuse(here, fact, "give it at least a year, and import again")
            return None
        start = self._read_date(found, start_place)
        if start is None:
            fact = '"start_date" has no year that can be read'
            self.losses.refuse(start_place, fact, "give it one, and import again")
            return None
        return self._join_end(start, slide.get("end_date"), (*place, "end_date"))

    def _join_end(self, start: str, found: Any, place: Pointer) -> str:
        if found in (None, "", {}):
            return start
        end = self._read_date(found, place) if isinstance(found, dict) else None
        if end is None:
            fact = '"end_date" has no year that can be read'
            self.losses.lose(place, fact, "add the end of the interval by hand")
            return start
        if ("T" in start) != ("T" in end):
            fact = "one end of the interval has a time and the other has none"
            self.losses.lose(place, fact, "both became days; add a time to both ends or to none")
            start, end = drop_time(start), drop_time(end)
        whole = join_dates(start, end)
        if whole is None:
            fact = f"the end {quote(end)} lies before the start {quote(start)}"
            self.losses.lose(place, fact, "only the start was kept; mend the date by hand")
        return whole or start

    def _read_date(self, found: Mapping[str, Any], place: Pointer) -> str | None:
        """As fine as its parts are good; each part that is not is noted."""
        year = self._read_year(found, place)
        if year is None:
            return None
        parts = {name: self._read_part(found, name, place) for name in _FINER}
        self._report_orphans(year, parts, place)
        return self._write(year, parts, place)

    def _read_year(self, found: Mapping[str, Any], place: Pointer) -> str | None:
        try:
            number = _to_number(found.get("year"))
        except _NoNumberError:
            return None
        if number is None:
            return None
        if self.is_cosmological:
            text = write_year(number)
        elif number == 0:
            fact = "there is no year 0 in TimelineJS: -1 is 1 BCE, and 1 is the year after it"
            self.losses.lose((*place, "year"), fact, "write -1 or 1")
            return None
        else:
            text = write_year(number + 1 if number < 0 else number)
        return text if is_edtf(text) else None

    def _read_part(self, found: Mapping[str, Any], name: str, place: Pointer) -> int | None:
        value = found.get(name)
        try:
            number = _to_number(value)
        except _NoNumberError:
            self._lose_part(value, name, place, "is no whole number")
            return None
        if number is None or (number == 0 and not isinstance(value, str)):
            return None
        lowest, highest = _RANGES.get(name, (0, 0))
        if not lowest <= number <= highest:
            wrong = "is finer than a second" if name == "millisecond" else "does not exist"
            if number:
                self._lose_part(value, name, place, wrong)
            return None
        return number

    def _lose_part(self, value: Any, name: str, place: Pointer, wrong: str) -> None:
        shown = quote(value) if isinstance(value, str) else str(value)[:40]
        fact = f"the {name} {shown} {wrong}"
        self.losses.lose((*place, name), fact, "the date was kept as exactly as it can be read")

    def _report_orphans(self, year: str, parts: dict[str, int | None], place: Pointer) -> None:
        """What is finer than a part that is absent says nothing; it is noted."""
        is_known = not (year.startswith("Y") or self.is_cosmological)
        for name in ("month", "day"):
            if parts[name] is not None and not is_known:
                self._lose_part(parts[name], name, place, "stands where nothing is finer than this")
                parts[name] = None
            is_known = is_known and parts[name] is not None
        if not is_known:
            self._lose_clock(parts, place)

    def _lose_clock(self, parts: Mapping[str, int | None], place: Pointer) -> None:
        for name in _CLOCK:
            if parts[name] is not None:
                self._lose_part(parts[name], name, place, "belongs to no day")

    def _write(self, year: str, parts: Mapping[str, int | None], place: Pointer) -> str:
        if parts["month"] is None:
            return year
        month = f"{year}-{parts['month']:02d}"
        if parts["day"] is None:
            return month
        day = f"{month}-{parts['day']:02d}"
        if not is_edtf(day):
            self._lose_part(parts["day"], "day", place, f"does not exist in {month}")
            self._lose_clock(parts, place)
            return month
        if all(parts[name] is None for name in _CLOCK):
            return day
        clock = f"{parts['hour'] or 0:02d}:{parts['minute'] or 0:02d}"
        seconds = "" if parts["second"] is None else f":{parts['second']:02d}"
        return f"{day}T{clock}{seconds}"


def _to_number(value: Any) -> int | None:
    """None for what TimelineJS takes for absent."""
    if value is None or value is False:
        return None
    if isinstance(value, str):
        text = value.strip()
        if text and not _INTEGER.fullmatch(text):
            raise _NoNumberError
        return int(text) if text else None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return int(value)
    raise _NoNumberError


def is_beyond_calendars(value: Any) -> bool:
    """Whether a year is one that JavaScript's dates cannot hold (`_ensureValidScale`)."""
    try:
        number = _to_number(value)
    except _NoNumberError:
        return False
    return number is not None and not -271_820 <= number <= 275_759
