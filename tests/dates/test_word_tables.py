"""The tables of words that translators extend."""

from pathlib import Path
from string import Formatter

import pytest

import site_gen.dates
from site_gen.dates.word_tables import load_words, read_words

FOLDER = Path(site_gen.dates.__file__).with_name("words")
ENGLISH = read_words(FOLDER / "en.toml")
OTHERS = sorted(path for path in FOLDER.glob("*.toml") if path.stem != "en")


def find_holes(text: str) -> set[str]:
    return {hole for _, hole, _, _ in Formatter().parse(text) if hole is not None}


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_a_table_has_only_known_names_with_their_holes(path: Path) -> None:
    words = read_words(path)
    assert set(words) <= set(ENGLISH)
    either = {"quarter", "quarter_alone"}  # each language takes the short or the long name
    for name, text in words.items():
        if name in either:
            assert find_holes(text) <= {"short", "long", "year"}
        else:
            assert find_holes(text) == find_holes(ENGLISH[name]), name


@pytest.mark.parametrize("language", ["zh", "de"])
def test_the_whole_table_is_translated(language: str) -> None:
    assert set(read_words(FOLDER / f"{language}.toml")) == set(ENGLISH)


def test_what_a_table_lacks_comes_from_its_parent_then_from_english() -> None:
    assert load_words("en-US")["seasons.autumn"] == "fall"
    assert load_words("en-US")["circa"] == ENGLISH["circa"]
    assert load_words("zh-HK")["circa"] == "約{date}"
    assert load_words("zh-HK")["decade"] == "{year}年代"
    assert load_words("fr") == ENGLISH
