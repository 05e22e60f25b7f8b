"""EDTF text to `When` (Library of Congress, 4 February 2019; ISO 8601-2:2019).

A text in brackets goes to `sets`, one with a slash to `intervals`, and each date in them, or a
text that is one, to `dates`.
"""

from site_gen.dates.dates import parse_date, parse_plain
from site_gen.dates.errors import EdtfError
from site_gen.dates.hints import improve_error
from site_gen.dates.intervals import parse_interval
from site_gen.dates.sets import parse_set
from site_gen.dates.when import When

LONGEST = 500
"""Characters of the longest text that is looked at."""


def parse_edtf(text: str) -> When:
    """Read a date, interval or set; EdtfError for everything else, whatever the text."""
    when = parse_plain(text)
    if when is not None:
        return when
    if len(text) > LONGEST:
        raise EdtfError(
            f"this date is {len(text)} characters long",
            f"write at most {LONGEST}",
            0,
            len(text),
        )
    try:
        return _parse_whole(text)
    except EdtfError as error:
        raise improve_error(text, error, _parse_whole) from None


def _parse_whole(text: str) -> When:
    if text[:1] in ("[", "{"):
        return parse_set(text)
    if "/" in text:
        return parse_interval(text)
    return parse_date(text)
