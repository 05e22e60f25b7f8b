"""Other ways to write a date, which authors use when they do not think of EDTF.

Each function gives the EDTF text that may have been meant, or None. Whether it is a real date is
for the caller to try.
"""

import re
import unicodedata

from site_gen.dates.bounds import from_ordinal, to_ordinal
from site_gen.dates.points import Day

_DASHES = re.compile("[\u2010-\u2015\u2212\u00ad]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTH_FIRST = re.compile(
    _NAME + r"(?: +(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?)?,? +(?P<year>[0-9]{4})"
)
_DAY_FIRST = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)? +" + _NAME + r",? +(?P<year>[0-9]{4})"
)
_SEASON = re.compile(r"(spring|summer|autumn|fall|winter),? +(-?[0-9]{4})")
_QUARTER = re.compile(r"q([1-4])[ /-]*([0-9]{4})|([0-9]{4}) *-?q([1-4])")
_CHINESE = re.compile(r"([0-9]{4})年(?:([0-9]{1,2})月(?:([0-9]{1,2})日?)?)?")
_ERA = re.compile(r"([0-9]{1,5}) *(bce?|ad|ce)|(ad) *([0-9]{1,4})")
_CIRCA = re.compile(r"(?:circa|about|around|approx|ca|c)\.? *(.+)")
_SINCE = re.compile(r"(since|from|until|till|to) +(.+)")
_RANGE = re.compile(r"(.+?)(?: *--+ *| +- +| +to +|\.\.)(.+)")
_YEARS = re.compile(r"([0-9]{4}[?~%]?)-([0-9]{4}[?~%]?)")
_LONGEST_SHORT_RANGE = 40
_SHORT_YEARS = re.compile(r"([0-9]{2})([0-9]{2})[-/]([0-9]{2})")


def fold_characters(text: str) -> str:
    """Full-width forms and typographic dashes as ASCII has them."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text))


def remove_spaces(text: str) -> str | None:
    return re.sub(r"\s+", "", text) if re.search(r"[0-9]", text) else None


def capitalize(text: str) -> str:
    return text.upper()


def read_words(text: str) -> str | None:
    """`March 28, 2024`, `28 March 2024`, `Spring 2002`, `Q3 2024`, `2024年3月28日`."""
    lower = text.lower()
    if match := _MONTH_FIRST.fullmatch(lower) or _DAY_FIRST.fullmatch(lower):
        month = _MONTHS.index(match["name"][:3]) + 1
        day = f"-{int(match['day']):02d}" if match["day"] else ""
        return f"{match['year']}-{month:02d}{day}"
    if match := _SEASON.fullmatch(lower):
        return f"{match[2]}-{_SEASONS[match[1]]}"
    if match := _QUARTER.fullmatch(lower):
        return f"{match[2] or match[3]}-Q{match[1] or match[4]}"
    if match := _CHINESE.fullmatch(text):
        return "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])
    return None


def read_era(text: str) -> str | None:
    """`44 BC` is the year -0043, because the year 0 is 1 BC."""
    match = _ERA.fullmatch(text.lower())
    if match is None:
        return None
    year = int(match[1] or match[4])
    if (match[2] or match[3]).startswith("b"):
        year = 1 - year
    sign, long = ("-" if year < 0 else ""), ("Y" if abs(year) > 9999 else "")
    return f"{long}{sign}{abs(year):04d}"


def read_centuries(text: str) -> str | None:
    """`1980s`, `19th century`."""
    lower = text.lower()
    if match := re.fullmatch(r"([0-9]{3})0'?s", lower):
        return f"{match[1]}X"
    if match := re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th) century", lower):
        return f"{int(match[1]) - 1:02d}XX"
    return None


def read_circa(text: str) -> str | None:
    match = _CIRCA.fullmatch(text.lower())
    return f"{read_era(match[1]) or match[1]}~" if match else None


def read_range(text: str) -> str | None:
    """`1984-1990`, `1984 to 1990`, `1984..`, `since 2004`."""
    lower = text.lower()
    if match := _YEARS.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    if match := _SINCE.fullmatch(lower):
        return f"{match[2]}/.." if match[1] in ("since", "from") else f"../{match[2]}"
    if match := re.fullmatch(r"(\.\.)([^.]+)|([^.]+)(\.\.)", text):
        return f"../{match[2]}" if match[1] else f"{match[3]}/.."
    if match := _RANGE.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    return None


def read_short_range(text: str) -> str | None:
    """`1984-90`, where 90 is no month; so long a time as in `2024-99` is rather a wrong month."""
    match = _SHORT_YEARS.fullmatch(text)
    if match is None or not 0 < int(match[3]) - int(match[2]) <= _LONGEST_SHORT_RANGE:
        return None
    return f"{match[1]}{match[2]}/{match[1]}{match[3]}"


def read_separators(text: str) -> str | None:
    """`2024-3-28`, `2024/03/28`, `2024.03.28`, `20240328`."""
    match = re.fullmatch(r"(-?[0-9]{4})([-/.])([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?", text)
    match = match or re.fullmatch(r"([0-9]{4})()([0-9]{2})([0-9]{2})", text)
    if match is None:
        return None
    day = f"-{int(match[4]):02d}" if match[4] else ""
    return f"{match[1]}-{int(match[3]):02d}{day}"


def read_day_first(text: str) -> str | None:
    match = _match_year_last(text)
    return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else None


def read_month_first(text: str) -> str | None:
    """`03/28/2024`, `03/2024`."""
    if match := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{4})", text):
        return f"{match[2]}-{int(match[1]):02d}"
    match = _match_year_last(text)
    return f"{match[3]}-{int(match[1]):02d}-{int(match[2]):02d}" if match else None


def _match_year_last(text: str) -> re.Match[str] | None:
    return re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", text)


def pad_year(text: str) -> str | None:
    """The year 44, not the century 44."""
    match = re.fullmatch(r"(-?)([0-9]{1,3})([?~%]?)", text)
    if match is None or not int(match[2]):
        return None
    return f"{match[1]}{int(match[2]):04d}{match[3]}"


def fill_digits(text: str) -> str | None:
    """`19` and `193` as ISO 8601-2 writes centuries and decades."""
    match = re.fullmatch(r"(-?[0-9]{2,3})([?~%]?)", text)
    return f"{match[1]}{'X' * (4 - len(match[1].lstrip('-')))}{match[2]}" if match else None


def mark_long_year(text: str) -> str | None:
    """`12345` needs a `Y`; and EDTF gives such a year no months."""
    match = re.fullmatch(r"(-?[1-9][0-9]{4,})[?~%]?(?:-.*)?", text)
    return f"Y{match[1]}" if match else None


def end_at_long_year(text: str) -> str | None:
    """`Y12024-03`: EDTF gives a year with `Y` no months."""
    match = re.fullmatch(r"(Y-?[1-9][0-9]{4,})-.+", text)
    return match[1] if match else None


def drop_year_mark(text: str) -> str | None:
    """`Y2024-03`: a year of four digits has no `Y`."""
    return text[1:] if re.fullmatch(r"Y-?[0-9]{4}-.+", text) else None


def name_hemisphere(text: str) -> str | None:
    """`2001-21^southernHemisphere` of the draft is 2001-29."""
    match = re.fullmatch(r"(-?[0-9]{4})-2([1-4])\^(.+)", text)
    if match is None:
        return None
    return f"{match[1]}-{int(match[2]) + (28 if 'south' in match[3].lower() else 24)}"


def mend_time(text: str) -> str | None:
    """One-digit hours, fractions of a second, offsets without colon, a space for the `T`."""
    match = re.fullmatch(
        r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ] *([0-9]{1,2})(?::?([0-9]{1,2}))?(?::?([0-9]{1,2}))?"
        r"(?:[.,][0-9]+)? *(?:([Zz])|([-+])([0-9]{1,2}):?([0-9]{2})?)?",
        text,
    )
    if match is None:
        return None
    day, hour, minute, second, utc, sign, offset_hours, offset_minutes = match.groups()
    if hour == "24" and not int(minute or 0) and not int(second or 0):
        day, hour = _find_next_day(day), "00"
    time = f"{int(hour):02d}:{int(minute or 0):02d}" + (f":{int(second):02d}" if second else "")
    offset = f"{sign}{int(offset_hours):02d}:{offset_minutes or '00'}" if sign else ""
    return f"{day}T{time}{'Z' if utc else offset}"


def _find_next_day(day: str) -> str:
    year, month, number = day[:-6], day[-5:-3], day[-2:]
    following = from_ordinal(to_ordinal(Day(int(year), min(int(month), 12) or 1, int(number))) + 1)
    sign = "-" if following.year < 0 else ""
    return f"{sign}{abs(following.year):04d}-{following.month:02d}-{following.day:02d}"
