"""EDTF dates: parse, bounds, order, words in a language; and CLDR's facts about languages.

Nothing here imports Babel until words are asked for, so that a command without words starts fast.
"""

from site_gen.dates.errors import EdtfError
from site_gen.dates.html import html_datetime
from site_gen.dates.languages import (
    is_known_language,
    language_name,
    month_words,
    plural_form,
    text_direction,
    to_locale,
    year_words,
)
from site_gen.dates.locales import lookup_chain
from site_gen.dates.order import SortKey, sort_key
from site_gen.dates.parse import parse_edtf
from site_gen.dates.points import Clock, Day, Precision
from site_gen.dates.when import When
from site_gen.dates.wording import to_words

__all__ = [
    "Clock",
    "Day",
    "EdtfError",
    "Precision",
    "SortKey",
    "When",
    "html_datetime",
    "is_known_language",
    "language_name",
    "lookup_chain",
    "month_words",
    "parse_edtf",
    "plural_form",
    "sort_key",
    "text_direction",
    "to_locale",
    "to_words",
    "year_words",
]
