"""The CLDR locale that belongs to a language tag.

Babel is imported inside the function and nowhere at the top of a module, so that a command that
needs no words starts fast.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@lru_cache(maxsize=1024)
def lookup_chain(tag: str) -> tuple[str, ...]:
    """`zh-Hans-CN` → `zh-Hans-CN`, `zh-Hans`, `zh` (RFC 4647 §3.4)."""
    parts = tag.split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


@lru_cache(maxsize=64)
def find_locale(language: str) -> "Locale":
    """The locale nearest to a BCP 47 tag: unknown subtags are dropped from the right.

    A language that CLDR does not have gets English.
    """
    for tag in lookup_chain(language.replace("_", "-")):
        locale = parse_tag(tag)
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


def find_territory(locale: "Locale") -> str | None:
    """Where the language is most at home, by CLDR's likely subtags (UTS #35): US, CN."""
    from babel.core import get_global  # noqa: PLC0415  # imported late, see above

    if locale.territory:
        return str(locale.territory)
    likely = get_global("likely_subtags")
    with_script = f"{locale.language}_{locale.script}" if locale.script else ""
    found = likely.get(with_script) or likely.get(locale.language) or ""
    return str(found).rpartition("_")[2] or None
