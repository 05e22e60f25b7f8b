"""What CLDR knows about languages, for the rest of the program.

A language is a BCP 47 tag (`en`, `zh-Hant`, `pt-BR`). Unknown subtags are dropped from the right;
a language unknown altogether has the facts of English.
"""

from functools import lru_cache
from typing import Literal

from site_gen.dates.almanac import find_almanac
from site_gen.dates.locales import find_locale, find_territory, parse_tag

Direction = Literal["ltr", "rtl"]


def is_known_language(tag: str) -> bool:
    """CLDR has the language; a region or script in the tag must be known with it."""
    return tag.isascii() and "_" not in tag and parse_tag(tag) is not None


@lru_cache(maxsize=1024)
def plural_form(language: str, n: int) -> str:
    """The CLDR plural category of a number of things: zero, one, two, few, many or other."""
    return str(find_locale(language).plural_form(n))


def text_direction(language: str) -> Direction:
    return "rtl" if find_locale(language).text_direction == "rtl" else "ltr"


@lru_cache(maxsize=256)
def language_name(language: str, shown_in: str | None = None) -> str:
    """The language's name in the language `shown_in`; by default its own: English, 中文, 繁體中文.

    The tag itself where CLDR has no name.
    """
    if not is_known_language(language):
        return language
    locale = find_locale(language)
    if shown_in:
        return str(locale.get_display_name(find_locale(shown_in)) or language)
    names = [language.replace("-", "_"), str(locale).rpartition("_")[0], str(locale)]
    for name in names:
        if name in locale.languages:
            return str(locale.languages[name])
    return str(locale.get_display_name(locale) or language)


@lru_cache(maxsize=256)
def to_locale(tag: str) -> str:
    """Language and territory as Open Graph writes them: `en_US`, `zh_CN`; by CLDR the likeliest."""
    locale = find_locale(tag)
    territory = find_territory(locale)
    return f"{locale.language}_{territory}" if territory else str(locale.language)


@lru_cache(maxsize=16_384)
def year_words(year: int, language: str) -> str:
    """`2024`, `2024年`, `44 BC`; the year is astronomical, 0 is 1 BC."""
    return find_almanac(language).write_year(year)


@lru_cache(maxsize=65_536)
def month_words(year: int, month: int, language: str) -> str:
    """`March 2024`, `2024年3月`."""
    return find_almanac(language).write_month(year, (month,))
