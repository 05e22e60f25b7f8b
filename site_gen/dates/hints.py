"""What an author may have meant by a text that is not EDTF: "did you mean".

A suggestion is made only if it is itself a date that we accept.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from site_gen.dates import notations
from site_gen.dates.drafts import translate_draft
from site_gen.dates.errors import EdtfError
from site_gen.dates.when import When

Parse = Callable[[str], When]


class Correction(NamedTuple):
    """A kind of mistake: what is wrong, and how to mend the text or a half of it.

    The fact follows the quoted text; where it is empty, the parser's own fact says it best.
    """

    fact: str
    mend: Callable[[str], str | None]


_DAY_FIRST = Correction("is written day first", notations.read_day_first)
_MONTH_FIRST = Correction("is written month first", notations.read_month_first)
_CORRECTIONS = (
    Correction("has digits or signs that are not ASCII", notations.fold_characters),
    Correction("has spaces, which a date has not", notations.remove_spaces),
    Correction("has small letters where EDTF has capitals", notations.capitalize),
    Correction("is the 2012 draft of EDTF", translate_draft),
    Correction("", notations.mend_time),
    Correction("is not how EDTF writes a day or month", notations.read_separators),
    _DAY_FIRST,
    _MONTH_FIRST,
    Correction("is in words", notations.read_words),
    Correction("is in words", notations.read_centuries),
    Correction("names its era in words", notations.read_era),
    Correction("is in words", notations.read_circa),
    Correction('is an interval without its "/"', notations.read_range),
    Correction('is an interval without its "/"', notations.read_short_range),
    Correction("lacks the unknown digits, which are written X", notations.fill_digits),
    Correction("has fewer than four digits", notations.pad_year),
    Correction(
        "needs a Y for more than four digits, and no month or day", notations.mark_long_year
    ),
    Correction("is the 2012 draft of EDTF", notations.name_hemisphere),
    Correction('has a "+", which a year has not', lambda text: text.removeprefix("+")),
    Correction('has a "\\" where EDTF has a "/"', lambda text: text.replace("\\", "/")),
)


def improve_error(text: str, error: EdtfError, parse: Parse) -> EdtfError:
    """The error with a suggestion, where one can be made; it underlines characters of the text."""
    start, length = min(error.offset, max(len(text) - 1, 0)), error.length
    fact, remedy = error.fact, error.remedy
    for mistake, suggestions in _find_suggestions(text, parse):
        if mistake and not any(map(str.isalnum, text[start : start + length])):
            start, length = 0, len(text)  # a sign alone says nothing: name the whole
        fact = f'"{text[start : start + length]}" {mistake}' if mistake else fact
        remedy = f"did you mean {' or '.join(suggestions)}?"
        break
    return EdtfError(fact, remedy, start, length)


def _find_suggestions(text: str, parse: Parse) -> Iterator[tuple[str, list[str]]]:
    folded = notations.fold_characters(text)
    for written in dict.fromkeys((text, folded, folded.strip())):
        for correction in _CORRECTIONS:
            first = _try(correction, written, parse)
            if first is None:
                continue
            second = _find_other_reading(correction, written, parse)
            yield (
                correction.fact,
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
