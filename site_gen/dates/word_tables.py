"""The words that CLDR lacks: circa, since, decades, unknown parts.

One TOML file a language lies in `words/`, named by its BCP 47 tag. A language takes what it lacks
from its parent tag, then from English; so a translation may begin with three lines.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from site_gen.dates.locales import find_locale

_FOLDER = Path(__file__).with_name("words")


@lru_cache(maxsize=64)
def load_words(language: str) -> Mapping[str, str]:
    """The phrases of a language by name, `section.name` for those in a section."""
    words: dict[str, str] = {}
    for tag in _list_tags(language):
        path = _FOLDER / f"{tag}.toml"
        if path.is_file():
            words.update(read_words(path))
    return words


def read_words(path: Path) -> dict[str, str]:
    """One table, without what it takes from others."""
    words: dict[str, str] = {}
    for name, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if isinstance(value, dict):
            words.update({f"{name}.{key}": str(text) for key, text in value.items()})
        else:
            words[name] = str(value)
    return words


def _list_tags(language: str) -> list[str]:
    """From English to the tag itself: for `zh-TW` en, zh, zh-Hant, zh-Hant-TW."""
    locale = find_locale(language)
    subtags = [part for part in (locale.language, locale.script, locale.territory) if part]
    return ["en", *("-".join(subtags[: end + 1]) for end in range(len(subtags)))]
