"""Names for files and ids, from dates and titles in any script."""

import re
from dataclasses import dataclass, field

from site_gen.content.ids import to_short_id
from site_gen.dates import parse_edtf

LONGEST_SLUG = 120
"""Bytes of the part that is made of a title: with a date before it and a number after it, an id
stays below its 200 bytes, and a file name below what file systems take."""

_KNOWN_DATE = re.compile(r"(-?)([0-9]{4,})(-[01][0-9](?:-[0-3][0-9])?)?")


def to_slug(text: str, otherwise: str) -> str:
    """The nearest id to a text, cut between words; `otherwise` where nothing of it can stay."""
    return to_short_id(text, LONGEST_SLUG) or otherwise


def to_stem(date: str, title: str) -> str:
    """`1945-05-08-an-end`, `bc0500-a-battle`: sorted by name, the files of one era stand in order.

    Of the date, what is known of its first end: the day at most, nothing after an `X`.
    """
    slug = to_slug(title, "event")
    head = _to_date_part(date)
    return f"{head}-{slug}" if head else slug


def _to_date_part(date: str) -> str:
    when = parse_edtf(date)
    point = when.point
    year = point.year_text.removeprefix("Y")
    if not re.fullmatch("-?[0-9]+", year):
        return ""
    if year.startswith("-"):
        number = int(year[1:])
        return f"bc{number + 1:04d}" if number < 9999 else f"minus{number}"
    month = point.month_text if re.fullmatch("0[1-9]|1[0-2]", point.month_text) else ""
    day = point.day_text if month and re.fullmatch("[0-3][0-9]", point.day_text) else ""
    return "-".join(part for part in (year, month, day) if part)


@dataclass(slots=True)
class Names:
    """Names given so far; a name that is taken gets `-2`, `-3` …, in the order of asking."""

    taken: dict[str, int] = field(default_factory=dict)

    def give(self, wanted: str) -> str:
        """Names that differ only in upper and lower case are one on many disks."""
        name, number = wanted, self.taken.get(wanted.casefold(), 0)
        while name.casefold() in self.taken:
            number = max(number, 1) + 1
            name = f"{wanted}-{number}"
        self.taken[wanted.casefold()] = max(number, 1)
        self.taken.setdefault(name.casefold(), 1)
        return name
