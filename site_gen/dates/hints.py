"""What an author may have meant by a text that is not EDTF: "did you mean".

A suggestion is made only if it is itself a date that we accept.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from site_gen.dates import notations, sayings
from site_gen.dates.drafts import translate_draft
from site_gen.dates.errors import EdtfError
from site_gen.dates.when import When

Parse = Callable[[str], When]


class Correction(NamedTuple):
    """A kind of mistake: what is wrong, and how to mend the text or a half of it.

    The fact follows the quoted text; where it is empty, the parser's own fact says it best.
    `is_of_whole`: not of the part that the parser stumbled over. `also` is said after the remedy.
    """

    fact: str
    mend: Callable[[str], str | None]
    is_of_whole: bool = False
    also: str = ""


_WORDS = 'an event may keep the words in "date_text"'
_DAY_FIRST = Correction("is written day first", notations.read_day_first)
_MONTH_FIRST = Correction("is written month first", notations.read_month_first)
_CORRECTIONS = (
    Correction("has digits or signs that are not ASCII", notations.fold_characters),
    Correction("has spaces, which a date has not", notations.remove_spaces),
    Correction("has small letters where EDTF has capitals", notations.capitalize),
    Correction("is the 2012 draft of EDTF", translate_draft),
    Correction("", notations.mend_time),
    Correction("is not how EDTF writes a day or month", notations.read_separators),
    Correction("shortens its end", sayings.read_short_end, is_of_whole=True),
    Correction("has a year of two digits", sayings.read_short_year, is_of_whole=True),
    _DAY_FIRST,
    _MONTH_FIRST,
    Correction("is not how EDTF writes such a time", sayings.read_week, is_of_whole=True),
    Correction("is in words", sayings.read_half),
    Correction("is in words", sayings.read_year_first),
    Correction("is in words", sayings.read_days_of_month, is_of_whole=True),
    Correction("is in words", notations.read_words),
    Correction("is in words", notations.read_centuries),
    Correction("names its era in words", notations.read_era),
    Correction("is in words", notations.read_circa),
    Correction("is in words", sayings.read_between, is_of_whole=True),
    Correction('is an interval without its "/"', notations.read_range, is_of_whole=True),
    Correction("shortens its second year", notations.read_short_range, is_of_whole=True),
    Correction("has an hour of twelve", sayings.read_twelve_hours, is_of_whole=True),
    Correction(
        "names a zone",
        sayings.drop_zone,
        is_of_whole=True,
        also='after it comes the offset, such as "+08:00"',
    ),
    Correction("is no date", sayings.admit_ignorance, is_of_whole=True, also=_WORDS),
    Correction("is in words", sayings.read_limit, is_of_whole=True, also=_WORDS),
    Correction("is in words", sayings.read_part, is_of_whole=True, also=_WORDS),
    Correction("names more than one date", sayings.read_choice, is_of_whole=True),
    Correction("lacks the unknown digits, which are written X", notations.fill_digits),
    Correction("has fewer than four digits", notations.pad_year),
    Correction(
        "needs a Y for more than four digits, and no month or day", notations.mark_long_year
    ),
    Correction("has a year with Y, which has no months in EDTF", notations.end_at_long_year),
    Correction("has a Y, which stands only before five digits or more", notations.drop_year_mark),
    Correction("is the 2012 draft of EDTF", notations.name_hemisphere),
    Correction('has a "+", which a year has not', lambda text: text.removeprefix("+")),
    Correction('has a "\\" where EDTF has a "/"', lambda text: text.replace("\\", "/")),
    Correction("has something around the date", sayings.unwrap, is_of_whole=True),
    Correction("names more than one date", sayings.read_pair, is_of_whole=True),
    Correction("goes on after the date", sayings.keep_front, is_of_whole=True, also=_WORDS),
)


def improve_error(text: str, error: EdtfError, parse: Parse) -> EdtfError:
    """The error with a suggestion, where one can be made; it underlines characters of the text."""
    start, length = min(error.offset, max(len(text) - 1, 0)), error.length
    fact, remedy = error.fact, error.remedy
    for mistake, suggestions in _find_suggestions(text, parse):
        is_sign = not any(map(str.isalnum, text[start : start + length]))
        if mistake.is_of_whole or (mistake.fact and is_sign):
            start, length = 0, len(text)  # a sign alone says nothing: name the whole
        said = _TWO_READINGS if mistake is _DAY_FIRST and len(suggestions) > 1 else mistake.fact
        fact = f'"{text[start : start + length].strip(_QUOTE)}" {said}' if said else fact
        remedy = f"did you mean {' or '.join(suggestions)}?"
        if mistake.also:
            remedy = f"{remedy} {mistake.also[0].upper()}{mistake.also[1:]}"
        break
    return EdtfError(fact, remedy, start, length)


_TWO_READINGS = "can be read in two ways"
_QUOTE = '"'
"""Of a text that has quotation marks of its own, they are not told twice."""


def _find_suggestions(text: str, parse: Parse) -> Iterator[tuple[Correction, list[str]]]:
    folded = notations.fold_characters(text)
    for written in dict.fromkeys((text, folded, folded.strip())):
        for correction in _CORRECTIONS:
            first = _try(correction, written, parse)
            if first is None:
                continue
            second = _find_other_reading(correction, written, parse)
            yield (
                correction,
                list(dict.fromkeys(f'"{when}"' for when in (first, second) if when)),
            )


def _find_other_reading(correction: Correction, text: str, parse: Parse) -> When | None:
    """03/04/2024 may be either day; 19 may be the century or the year."""
    if correction is _DAY_FIRST:
        return _try(_MONTH_FIRST, text, parse)
    if correction.mend is notations.fill_digits:
        return _try(Correction("", notations.pad_year), text, parse)
    return None


def _try(correction: Correction, text: str, parse: Parse) -> When | None:
    """The date that the mended text is; of an interval, each end may be mended for itself."""
    for mended in (correction.mend(text), _mend_ends(correction, text)):
        if mended and mended != text:
            try:
                return parse(mended)
            except EdtfError:
                continue
    return None


def _mend_ends(correction: Correction, text: str) -> str | None:
    if "/" not in text:
        return None
    return "/".join(correction.mend(half) or half for half in text.split("/"))
