"""Texts in several languages."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from site_gen.dates import lookup_chain

SITE_LANGUAGE = ""
"""Stands for the site's own language where an author wrote a plain string."""


@dataclass(frozen=True, slots=True)
class Localized:
    """A text as one page shows it.

    `lang` is the text's language tag where it is not the page's own, else None: what a page
    shows of another language carries a `lang` attribute (WCAG 2.2, 3.1.2).
    """

    text: str
    lang: str | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one or more languages, in the author's order: `(language tag, text)`."""

    entries: tuple[tuple[str, str], ...]

    def to_language(self, language: str, site_language: str) -> Localized:
        """The wording for a page in `language`; a missing one falls back to the site's.

        A tag matches itself, then its shorter forms (`zh-Hans` takes `zh`; RFC 4647 §3.4).
        """
        index, lang = _choose(self._list_tags(), language, site_language)
        return Localized(self.entries[index][1], lang)

    def has_language(self, language: str, site_language: str) -> bool:
        tags = _index_tags(self._list_tags(), site_language)
        return any(tag in tags for tag in lookup_chain(language.lower()))

    def in_site_language(self, site_language: str) -> str:
        return self.entries[_choose(self._list_tags(), site_language, site_language)[0]][1]

    def _list_tags(self) -> tuple[str, ...]:
        return tuple([tag for tag, _ in self.entries])


def fold_spelling(text: str) -> str:
    """What two spellings of one word have in common: NFC, then case folding (Unicode §3.13)."""
    if text.isascii():
        return text.lower()  # the same, without looking for what ASCII does not have
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


@lru_cache(maxsize=1024)
def _choose(tags: tuple[str, ...], language: str, site_language: str) -> tuple[int, str | None]:
    """Which of the entries with these tags a page in `language` takes, and its `lang`."""
    indexes = _index_tags(tags, site_language)
    for wanted in (language, site_language):
        for tag in lookup_chain(wanted.lower()):
            if tag in indexes:
                return indexes[tag], None if _covers(tag, language) else tag
    return 0, tags[0] or site_language


def _index_tags(tags: tuple[str, ...], site_language: str) -> dict[str, int]:
    return {(tag or site_language).lower(): index for index, tag in enumerate(tags)}


def _covers(tag: str, language: str) -> bool:
    return tag in lookup_chain(language.lower())
