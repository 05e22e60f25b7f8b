"""A date in words (plain for now)."""

from site_gen.dates.when import When


def to_words(when: When, language: str) -> str:
    del language
    return str(when)


def month_words(year: int, month: int, language: str) -> str:
    del language
    return f"{year:04d}-{month:02d}"


def year_words(year: int, language: str) -> str:
    del language
    return f"{year:04d}"
