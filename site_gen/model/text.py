"""Texts in several languages."""

import unicodedata
from dataclasses import dataclass

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
        words = self._by_tag(site_language)
        for wanted in (language, site_language):
            for tag in lookup_chain(wanted.lower()):
                if tag in words:
                    return Localized(words[tag], None if _covers(tag, language) else tag)
        tag, text = self.entries[0]
        return Localized(text, tag or site_language)

    def has_language(self, language: str, site_language: str) -> bool:
        words = self._by_tag(site_language)
        return any(tag in words for tag in lookup_chain(language.lower()))

    def in_site_language(self, site_language: str) -> str:
        return self.to_language(site_language, site_language).text

    def _by_tag(self, site_language: str) -> dict[str, str]:
        return {(tag or site_language).lower(): text for tag, text in self.entries}


def fold_spelling(text: str) -> str:
    """What two spellings of one word have in common: NFC, then case folding (Unicode §3.13)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _covers(tag: str, language: str) -> bool:
    return tag in lookup_chain(language.lower())
