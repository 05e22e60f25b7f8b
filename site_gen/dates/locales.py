"""The CLDR locale that belongs to a language tag.

Babel is imported inside the function and nowhere at the top of a module, so that a command that
needs no words starts fast.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@lru_cache(maxsize=64)
def find_locale(language: str) -> "Locale":
    """The locale nearest to a BCP 47 tag: unknown subtags are dropped from the right.

    A language that CLDR does not have gets English.
    """
    subtags = language.replace("_", "-").split("-")
    for length in range(len(subtags), 0, -1):
        locale = parse_tag("-".join(subtags[:length]))
        if locale:
            return locale
    from babel import Locale  # noqa: PLC0415  # imported late, see the module's docstring

    return Locale("en")


@lru_cache(maxsize=64)
def parse_tag(tag: str) -> "Locale | None":
    """The locale of exactly this tag; None if CLDR does not have it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  # imported late, see above

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
