"""Tables of the interface's words: one TOML file a language, checked as it is read.

    home = "Home"
    by = "by {name}"
    sources_count = { one = "{n} source", other = "{n} sources" }

The keys of such a table are plural categories of CLDR.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from site_gen.content.wording import advise
from site_gen.plan.words import Forms
from site_gen.problems import Location, Problem

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""Plural categories of CLDR (UTS #35, Language Plural Rules)."""

_TOML_LINE = 'write each line as in home = "Home"'


@dataclass(frozen=True, slots=True)
class WordTable:
    """What one file says: its usable words, and what is wrong with the others."""

    shown: str
    text: str
    forms: Mapping[str, Forms]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=64)  # a preview reads the same again after every save
def read_table(content: bytes, shown: str) -> WordTable:
    """`shown` is the file's path as Problems name it."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = _problem("the file is not UTF-8", "save it as UTF-8", Location(shown, line))
        return WordTable(shown, "", {}, (problem,))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return WordTable(shown, text, {}, (_syntax_problem(str(error), shown, text),))
    return _check_values(values, shown, text)


def check_against_english(
    table: WordTable, english: Mapping[str, Forms], called: str = "English"
) -> Iterator[Problem]:
    """A translation fills in the same values as the English wording, which messages call so."""
    for key, forms in table.forms.items():
        if key in english:
            wanted, given = _placeholders(english[key]), _placeholders(forms)
            # A wording for exactly one or two need not repeat the number.
            for name in sorted((wanted ^ given) - {"n"} | (given - wanted)):
                yield _misfit(table, key, name, called, is_missing=name in wanted)


def check_use_of_words(
    table: WordTable, known: Collection[str], templates: Collection[str]
) -> Iterator[Problem]:
    """Words that are neither `known` to the theme nor named in the site's own templates.

    A template may put the name together, as in `words("mood_" ~ mood)`: its beginning is enough.
    """
    if table.forms.keys() <= set(known):
        return
    named = {name for text in templates for _, name in _QUOTED.findall(text)}
    beginnings = tuple(name for name in named if name.endswith(("_", "-")))
    for key in table.forms:
        if key not in known and key not in named and not key.startswith(beginnings):
            fact = f'no page asks for the word "{key}"'
            remedy = advise(key, tuple(known), "remove it")
            place = _find_key(table, key)
            text = table.text.split("\n")[place.line - 1] if place.line else None
            yield Problem("warning", "unknown-word", fact, remedy, place, text)


_QUOTED = re.compile(r"""(["'])([\w-]+)\1""")


def _misfit(table: WordTable, key: str, name: str, called: str, *, is_missing: bool) -> Problem:
    if is_missing:
        fact = f'the wording of "{key}" lacks "{{{name}}}", which the {called} one has'
        return _problem(fact, "add it", _find_key(table, key))
    fact = f'the wording of "{key}" has "{{{name}}}", which the {called} one does not have'
    return _problem(fact, "remove it, or write the name as there", _find_key(table, key))


def _check_values(values: Mapping[str, object], shown: str, text: str) -> WordTable:
    plain = WordTable(shown, text, {}, ())
    forms: dict[str, Forms] = {}
    problems: list[Problem] = []
    for key, value in values.items():
        faults = list(_find_faults(key, value))
        place = _find_key(plain, key)
        problems.extend(_problem(fact, remedy, place) for fact, remedy in faults)
        if not faults:
            forms[key] = value  # type: ignore[assignment] # _find_faults has shown that it is Forms
    return WordTable(shown, text, forms, tuple(problems))


def _find_faults(key: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield from _find_format_faults(key, value)
        return
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        yield (f'"{key}" is neither a text nor a table of texts', 'write a text in "quotes"')
        return
    for category, wording in value.items():
        if category not in CATEGORIES:
            known = ", ".join(CATEGORIES)
            yield (f'"{key}" has the unknown plural form "{category}"', f"known are {known}")
        yield from _find_format_faults(key, wording)
    if "other" not in value:
        yield (f'"{key}" has no form "other"', "add it: it is used where no other form fits")


def _find_format_faults(key: str, wording: str) -> Iterator[tuple[str, str]]:
    try:
        fields = list(Formatter().parse(wording))
    except ValueError:
        yield (f'"{key}" has a brace without its partner', 'write values as "{name}"')
        return
    for _, name, detail, conversion in fields:
        # Attributes and formats in a wording would reach into the program.
        if name is not None and (not name.isidentifier() or detail or conversion):
            yield (f'"{key}" has a value that is not a plain name', 'write values as "{name}"')


def _placeholders(forms: Forms) -> set[str]:
    wordings = [forms] if isinstance(forms, str) else forms.values()
    names = (name for wording in wordings for _, name, _, _ in Formatter().parse(wording))
    return {name for name in names if name is not None}


def _syntax_problem(message: str, shown: str, text: str) -> Problem:
    found = re.search(r"^(.*?) ?\(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    if found is None:
        return _problem(f"this is not TOML: {message}", _TOML_LINE, Location(shown))
    line, column = int(found[2] or text.count("\n") + 1), int(found[3] or 1)
    fact = f"this is not TOML: {found[1].replace(chr(39), chr(34))}"
    return _problem(fact, _TOML_LINE, Location(shown, line, column), text)


def _find_key(table: WordTable, key: str) -> Location:
    pattern = rf"^[ \t]*\[?[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=.\]]"
    found = re.search(pattern, table.text, re.MULTILINE)
    line = table.text.count("\n", 0, found.start()) + 1 if found else 0
    return Location(table.shown, line, 1 if found else 0)


def _problem(fact: str, remedy: str, place: Location, text: str = "") -> Problem:
    lines = text.split("\n")
    excerpt = lines[place.line - 1] if 0 < place.line <= len(lines) and text else None
    return Problem("error", "words-table", fact, remedy, place, excerpt)
