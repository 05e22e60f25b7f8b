"""Citations as BibTeX, for LaTeX: ASCII keys, braces balanced, what LaTeX would obey escaped.

The file is UTF-8. `year`, `month` and `day` stand only where the date is exactly that; every other
date is a note in words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from site_gen.dates import When, to_words
from site_gen.digest import digest_value
from site_gen.model.records import Source
from site_gen.plan.edition import Edition
from site_gen.plan.machines.csl import find_common_losses
from site_gen.plan.machines.moments import is_day, is_exact, is_month, is_timed

TYPES = {"article": "article", "book": "book", "filing": "techreport", "release": "techreport"}
HOMES = {"article": "journal", "book": "publisher", "techreport": "institution"}
"""Where each type has its publisher."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip  # one character a line would fill the screen
_OBEYED = re.compile(r"[\\{}~^&%$#_]")
_BLANKS = re.compile(r"\s+")
_KEY = re.compile(r"[A-Za-z0-9/-]+")
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "\n": "%0A"})

Field = tuple[str, str]


def write_sources(edition: Edition) -> str:
    entries = (cite_source(edition, one) for one in edition.timeline.sources.values())
    return "\n".join(entries) or "% no sources\n"


def cite_source(edition: Edition, source: Source) -> str:
    kind = TYPES.get(source.kind or "", "misc")
    home = HOMES.get(kind, "howpublished")
    fields: list[Field] = [("title", f"{{{{{escape(edition.text(source.title).text)}}}}}")]
    if source.author:
        names = " and ".join(f"{{{escape(edition.text(one).text)}}}" for one in source.author)
        fields.append(("author", f"{{{names}}}"))
    if source.publisher:
        name = edition.party(source.publisher).text.text
        fields.append((home, f"{{{escape(name)}}}"))
    fields += date_fields(source.published)
    if source.url:
        fields.append(("url", f"{{{escape_address(source.url)}}}"))
    if source.lang:
        fields.append(("language", f"{{{escape(source.lang)}}}"))
    notes = list(_notes(edition, source.published, source.accessed))
    return write_entry(kind, make_key(source.id), fields, notes)


def escape(text: str) -> str:
    """On one line, every character that LaTeX would obey made a letter."""
    plain = _BLANKS.sub(" ", text).strip()
    return _OBEYED.sub(lambda found: _ESCAPES[found[0]], plain)


def make_key(id: str) -> str:
    """The id, or where it has letters beyond ASCII, which BibTeX cannot sort, a digest of it."""
    return id.replace("/", "-") if _KEY.fullmatch(id) else f"id-{digest_value(id)[:12]}"


def write_entry(kind: str, key: str, fields: list[Field], notes: list[str]) -> str:
    if notes:
        fields = [*fields, ("note", f"{{{'; '.join(map(escape, notes))}}}")]
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields)
    return f"@{kind}{{{key},\n{lines}\n}}\n"


def date_fields(when: When | None) -> Iterator[Field]:
    """Year, month and day of an exact date; nothing for any other."""
    if when is None or not is_exact(when):
        return
    day = when.point.first
    has_day = is_day(when) or is_timed(when)
    if has_day or is_month(when) or not when.point.month_text:
        yield "year", f"{{{day.year}}}"
    if has_day or is_month(when):
        yield "month", _MONTHS[day.month - 1]
    if has_day:
        yield "day", f"{{{day.day}}}"


def date_notes(issued: When | None, language: str) -> Iterator[str]:
    """The date in words where no field can hold it."""
    if issued and not dict(date_fields(issued)):
        yield to_words(issued, language)


def _notes(edition: Edition, issued: When | None, accessed: When | None) -> Iterator[str]:
    yield from date_notes(issued, edition.language)
    if accessed:
        yield f"{edition.words('accessed')} {to_words(accessed, edition.language)}"


def escape_address(url: str) -> str:
    """Nothing in it may close the braces; `%` stays, which url fields take as it is."""
    return url.translate(_IN_ADDRESS)


def find_losses(edition: Edition) -> Mapping[str, Sequence[str]]:
    """What an entry has no place for, with the ids of the sources that have it."""
    sources = list(edition.timeline.sources.values())
    return {
        "dates told in words only": [
            one.id for one in sources if one.published and not dict(date_fields(one.published))
        ],
        "notes": [one.id for one in sources if one.note],
        "archived copies": [one.id for one in sources if one.archived],
        **find_common_losses(sources),
    }
