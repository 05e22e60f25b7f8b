"""A language's ways to say things about dates: CLDR's patterns and our own words together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from site_gen.dates.almanac import Almanac, find_almanac
from site_gen.dates.word_tables import load_words


@dataclass(frozen=True, slots=True)
class Phrases:
    """`almanac` writes plain dates; `words` are the phrases of the language's table."""

    almanac: Almanac
    words: Mapping[str, str]

    def say(self, name: str, **holes: str) -> str:
        """The phrase with its holes filled."""
        return self.words[name].format(**holes)


@lru_cache(maxsize=64)
def find_phrases(language: str) -> Phrases:
    return Phrases(find_almanac(language), load_words(language))
