"""What CLDR knows about languages; Babel is imported inside the functions, and only here and in
the words of dates, so that a command that needs no words starts fast.

A language is a BCP 47 tag (`en`, `zh-Hant`, `pt-BR`). Unknown subtags are dropped from the right;
a language unknown altogether has the facts of English.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

Direction = Literal["ltr", "rtl"]


@lru_cache(maxsize=64)
def find_locale(language: str) -> "Locale":
    """The locale nearest to the tag; plain `en` is itself here, `words` makes it British."""
    subtags = language.replace("_", "-").split("-")
    for length in range(len(subtags), 0, -1):
        locale = _parse_locale("-".join(subtags[:length]))
        if locale:
            return locale
    from babel import Locale  # noqa: PLC0415  # imported late, see the module's docstring

    return Locale("en")


def _parse_locale(tag: str) -> "Locale | None":
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  # imported late, see above

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@lru_cache(maxsize=64)
def is_known_language(tag: str) -> bool:
    """CLDR has the language; regions and scripts must be known with it."""
    return tag.isascii() and "_" not in tag and _parse_locale(tag) is not None


@lru_cache(maxsize=1024)
def plural_form(language: str, n: int) -> str:
    """The CLDR plural category of a number of things: zero, one, two, few, many or other."""
    return str(find_locale(language).plural_form(n))


@lru_cache(maxsize=64)
def text_direction(language: str) -> Direction:
    return "rtl" if find_locale(language).text_direction == "rtl" else "ltr"


@lru_cache(maxsize=64)
def language_name(language: str) -> str:
    """The language's own name for itself: English, 中文, 繁體中文; the tag where CLDR has none."""
    if not is_known_language(language):
        return language
    locale = find_locale(language)
    subtags = str(locale).split("_")
    for length in range(len(subtags), 1, -1):
        name = locale.languages.get("_".join(subtags[:length]))
        if name and length == len(language.split("-")):
            return str(name)
    return str(locale.get_display_name(locale) or language)
