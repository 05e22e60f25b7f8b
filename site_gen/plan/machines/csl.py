"""Citations as CSL-JSON (citationstyles.org, CSL-JSON 1.0.2), for reference managers.

Dates have parts only as far as they are known; what is doubtful, a span of years or before the
year 1 stands in words.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from site_gen.dates import Precision, When, to_words
from site_gen.model.records import Source
from site_gen.plan.edition import Edition
from site_gen.plan.machines.records_json import dump

Item = dict[str, Any]

TYPES = {
    "article": "article-newspaper",
    "video": "motion_picture",
    "social": "post",
    "filing": "report",
    "court": "legal_case",
    "release": "report",
    "interview": "interview",
    "dataset": "dataset",
    "book": "book",
    "broadcast": "broadcast",
    "image": "graphic",
    "leak": "document",
    "archive": "document",
    "other": "document",
}
CONTAINED = ("article-newspaper", "post", "post-weblog", "broadcast", "webpage")
"""Types whose publisher is the container that they appeared in."""

_SEASONS = {"21": 1, "22": 2, "23": 3, "24": 4}


def write_sources(edition: Edition) -> str:
    """Every source, one a line, in the words of the site's own language."""
    items = [dump(show_source(edition, one)) for one in edition.timeline.sources.values()]
    return "[" + ",\n".join(items) + "]\n"


def show_source(edition: Edition, source: Source) -> Item:
    kind = TYPES.get(source.kind or "", "webpage" if source.url else "document")
    publisher = edition.party(source.publisher).text.text if source.publisher else None
    shown: Item = {
        "id": source.id,
        "type": kind,
        "title": edition.text(source.title).text,
        "container-title" if kind in CONTAINED else "publisher": publisher,
        "author": [{"literal": edition.text(one).text} for one in source.author],
        "issued": show_date(source.published, edition.language) if source.published else None,
        "accessed": show_date(source.accessed, edition.language) if source.accessed else None,
        "URL": source.url,
        "language": source.lang,
        "genre": edition.words("source_kind_release") if source.kind == "release" else None,
        "note": " ".join(_remarks(edition, source)) or None,
    }
    return {name: value for name, value in shown.items() if value}


def show_date(when: When, language: str) -> Item:
    """A date variable: `date-parts`, with `season` or `circa` where they apply, or `literal`."""
    start, end = (when.start, when.end) if when.kind == "interval" else (when, None)
    if when.kind in ("date", "interval") and start and (when.kind == "date" or end):
        parts = [_parts(one) for one in (start, end) if one]
        if all(parts):
            season = _SEASONS.get(start.point.month_text) if when.kind == "date" else None
            is_circa = bool(when.doubt)
            return {
                "date-parts": parts,
                **({"season": season} if season else {}),
                **({"circa": True} if is_circa else {}),
            }
    return {"literal": to_words(when, language)}


def _parts(when: When) -> list[int] | None:
    """Year, month and day as far as they are known; None where the year alone would say more."""
    point, year = when.point, when.year
    if year is None or year < 1 or point.significant or when.is_uncertain:
        return None
    if when.precision is Precision.SEASON:
        return [year] if point.month_text in _SEASONS else None
    if when.precision is Precision.YEAR:
        return [year] if not point.month_text else None
    if when.precision is Precision.MONTH:
        return [year, point.first.month] if not point.day_text else None
    if when.precision in (Precision.DAY, Precision.MINUTE, Precision.SECOND):
        return list(point.first)
    return None


def _remarks(edition: Edition, source: Source) -> Iterator[str]:
    if source.note:
        yield edition.text(source.note).text
    if source.archived:
        yield f"{edition.words('archived_copy')}{edition.words('colon')}{source.archived.url}"


def find_losses(edition: Edition) -> Mapping[str, Sequence[str]]:
    """What an item has no place for, with the ids of the sources that have it."""
    sources = list(edition.timeline.sources.values())
    return {
        "dates told in words only": [
            one.id
            for one in sources
            if one.published and "literal" in show_date(one.published, edition.language)
        ],
        **find_common_losses(sources),
    }


def find_common_losses(sources: Sequence[Source]) -> Mapping[str, Sequence[str]]:
    return {
        "titles in other languages": [one.id for one in sources if len(one.title.entries) > 1],
        "what a source relies on": [one.id for one in sources if one.derived_from],
        "that it relies on unnamed people": [one.id for one in sources if one.anonymous],
        "how it can be read": [one.id for one in sources if one.access],
    }
