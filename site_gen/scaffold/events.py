"""A new event's file, as an author would begin it."""

import json
import os
from pathlib import Path
from typing import Final

from site_gen.content.documents import read_document
from site_gen.content.fields import Reading
from site_gen.content.files import SETTINGS, ContentFile, find_files, read_text
from site_gen.content.ids import to_short_id
from site_gen.content.languages import canonical_tag, explain_tag
from site_gen.content.nodes import Mapping, Scalar, parse_nodes
from site_gen.content.site_fields import read_site
from site_gen.content.wording import list_words, quote
from site_gen.problems import Problem, UsageError
from site_gen.scaffold.hosts import STARTER
from site_gen.scaffold.placing import place_files
from site_gen.scaffold.sites import LANGUAGES, SCHEMAS

FOLDER: Final = "content/events"
LONGEST_SLUG: Final = 100
"""Bytes of an id that is made of a title."""


def add_event(site: Path, title: str, date: str, language: str | None) -> str:
    """Write the file and give its path below the site's folder.

    `language` is the title's, None the site's own. Raises UsageError for a title, date or language
    that cannot be used, and for an event that is there; EnvironmentFault where the machine refuses.
    """
    title, date = " ".join(title.split()), date.strip()
    if not title:
        raise UsageError('the title is empty; write what happened, as in "The bridge is finished"')
    if not date:
        raise UsageError("the date is empty; write one, such as 2024, 2024-05 or 2024-05-20")
    path = f"{FOLDER}/{to_slug(title)}.yaml"
    tag, is_own = _settle_language(site, language)
    text = write_event(title if is_own else {tag: title}, date, tag, has_schema=_has_schema(site))
    _refuse_wrong(path, text)
    _refuse_taken(site, path)
    place_files(site, {path: text})
    return path


def to_slug(title: str) -> str:
    """The nearest id, cut between words where it is long. Raises UsageError if there is none."""
    slug = to_short_id(title, LONGEST_SLUG)
    if not slug:
        fact = f"the title {quote(title)} has no letter or digit to name a file by"
        raise UsageError(f"{fact}; use one with letters, and change it in the file afterwards")
    return slug


def write_event(title: str | dict[str, str], date: str, tag: str, *, has_schema: bool) -> str:
    """The file's text; what an author may want to add stands in it as comments."""
    comments = tag if tag in LANGUAGES else LANGUAGES[0]
    rest = (STARTER / comments / "event.yaml").read_text(encoding="utf-8")
    lines = ["# yaml-language-server: $schema=../../.schema/event.json"] if has_schema else []
    if isinstance(title, str):
        lines.append(f"title: {_write_scalar(title)}")
    else:
        lines.append("title:")
        lines += [f"  {name}: {_write_scalar(words)}" for name, words in title.items()]
    return "\n".join([*lines, f"date: {_write_scalar(date)}", "", rest])


def _write_scalar(text: str) -> str:
    """Without quotes where our own reader gives the same text back, else in double quotes."""
    node, problems = parse_nodes(f"x: {text}\n", "")
    if not problems and isinstance(node, Mapping) and len(node.entries) == 1:
        inner = node.entries["x"].node if "x" in node.entries else None
        if isinstance(inner, Scalar) and inner.value == text and not inner.style:
            return text
    return json.dumps(text, ensure_ascii=False)


def _has_schema(site: Path) -> bool:
    return (site / SCHEMAS / "event.json").is_file()


def _settle_language(site: Path, language: str | None) -> tuple[str, bool]:
    """The title's language, and whether it is the site's own."""
    problems: list[Problem] = []
    text = read_text(site, SETTINGS)
    node = parse_nodes(text, SETTINGS)[0] if isinstance(text, str) else None
    settings = read_site(node, Reading(SETTINGS, problems)).settings
    if language is None:
        return (settings.language if settings else LANGUAGES[0]), True
    tag = canonical_tag(language)
    if tag is None:
        raise UsageError("; ".join(explain_tag(language)))
    if settings is None:
        raise UsageError(f"{SETTINGS} cannot be read for its languages; run site-gen check")
    if tag not in settings.languages:
        fact = f"{quote(tag)} is not one of the site's languages ({list_words(settings.languages)})"
        raise UsageError(f'{fact}; add it to "languages" in {SETTINGS}, or choose one of them')
    return tag, tag == settings.language


def _refuse_wrong(path: str, text: str) -> None:
    """What a check would say of the file."""
    for problem in read_document(ContentFile(path, "event"), text).problems:
        if problem.severity == "error":
            raise UsageError(problem.message)


def _refuse_taken(site: Path, path: str) -> None:
    """An event of that name, wherever it lies: its id would be the same."""
    wanted = Path(path).name.casefold()
    for file in find_files(site).files:
        if file.kind == "event" and Path(file.path).name.casefold() == wanted:
            fact = f'"{file.path}" is there already, and nothing is overwritten'
            raise UsageError(f"{fact}; choose another title, or edit that file")
    if os.path.lexists(site / path):
        fact = f'"{path}" is there already, and nothing is overwritten'
        raise UsageError(f"{fact}; rename or remove it first")
