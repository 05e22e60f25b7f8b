"""What is wrong with a text that is not YAML, in words for people who do not know YAML.

libyaml and the pure parser word their errors differently, and of `a: b: c` both say "mapping
values are not allowed"; the table below turns both into one fact and one remedy.
"""

import re
from typing import Any, NamedTuple

import yaml

from site_gen.content.habits import find_habit
from site_gen.content.wording import quote
from site_gen.problems import Location, Problem

_FORBIDDEN = re.compile(
    "[^\\t\\n\\x20-\\x7E\\xA0-\\u2027\\u202F-\\uD7FF\\uE000-\\uFEFE\\uFF00-\\uFFFD"
    "\\U00010000-\\U0010FFFF]"
)
"""What YAML 1.2.2 §5.1 calls not printable; what YAML 1.1 takes for a line break while editors do
not (U+0085, U+2028, U+2029), so that no two programs would count the same lines; and what turns
round the direction of what follows (UAX #9 §2.1, §2.2), so that a reviewer reads other words than
a program does."""

_ISOLATE = re.compile("[\u2066-\u2069]")
_CLOSING_ISOLATE = "\u2069"

_NAMES = {
    "\u0085": "next line",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\ufeff": "byte order mark",
    "\x00": "null",
    "\x1b": "escape",
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "pop directional formatting",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "first strong isolate",
    "\u2069": "pop directional isolate",
}


def find_forbidden(text: str, path: str) -> Problem | None:
    """The first character that no file of the site may hold."""
    found = _FORBIDDEN.search(text)
    at = found.start() if found else _find_loose_isolate(text)
    if at is None:
        return None
    character = text[at]
    name = f" ({_NAMES[character]})" if character in _NAMES else ""
    remedy = "delete it; it often comes along when text is pasted"
    if found is None:
        name = f"{name} without its partner in the same line"
        remedy = "close what U+2066, U+2067 and U+2068 begin with U+2069, or delete it"
    return Problem(
        "error",
        "control-character",
        f"the invisible character U+{ord(character):04X}{name}",
        remedy,
        Location(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)),
    )


def _find_loose_isolate(text: str) -> int | None:
    """Where the direction of a part of a line is set apart and never closed, or closed twice."""
    opened: list[int] = []
    for mark in re.finditer("[\n\u2066-\u2069]", text) if _ISOLATE.search(text) else ():
        if mark[0] == "\n":
            if opened:
                return opened[0]
        elif mark[0] != _CLOSING_ISOLATE:
            opened.append(mark.start())
        elif opened:
            opened.pop()
        else:
            return mark.start()
    return opened[0] if opened else None


class _Case(NamedTuple):
    """`problem` is searched in what the parser says; `at_context` where its context begins."""

    problem: str
    fact: str
    remedy: str
    at_context: bool = False


UNKNOWN_ESCAPE = (
    "a backslash sequence in double quotes that YAML does not know",
    "write \\\\ for a backslash, or use 'single quotes'",
)

NO_BLOCK_HEADER = (
    'something other than a line break after "|" or ">"',
    "begin the text in the next line, indented",
)

_CASES = (
    _Case(
        "tab character",
        "a tab at the beginning of a line",
        "indent with spaces",
    ),
    _Case(
        r"while scanning a.* quoted scalar.*(?:end of stream|document (?:indicator|separator))"
        r"|while scanning a double-quoted scalar.*(?:end of stream|document)",
        "a quotation mark that is never closed",
        "close it; an apostrophe at the beginning of a text needs double quotes around the text",
        at_context=True,
    ),
    _Case("escape", *UNKNOWN_ESCAPE, at_context=True),
    _Case(
        r"flow sequence",
        'a "[" that is never closed, or a comma missing between items',
        'close it with "]"; put a text that begins with [ in double quotes',
        at_context=True,
    ),
    _Case(
        r"flow mapping",
        'a "{" that is never closed, or a comma missing between fields',
        'close it with "}"; put a text that begins with { in double quotes',
        at_context=True,
    ),
    _Case(
        r"simple key.*expected ':'",
        "a line that is neither a field nor part of the text before it",
        'write it as "field: value", or indent it below its field',
        at_context=True,
    ),
    _Case(
        r"sequence entries are not allowed",
        'a "- " in the line of its field',
        'begin the list in the next line, or write it as "[a, b]"',
    ),
    _Case("block scalar", *NO_BLOCK_HEADER),
    _Case(
        r"scanning an (?:alias|anchor)",
        'a text that begins with "*" or "&"',
        "put it in double quotes",
    ),
    _Case(r"tag|'!'", 'a text that begins with "!"', "put it in double quotes"),
    _Case(
        r"expected '-' indicator|block collection",
        "a line of another kind among the items of a list",
        'begin it with "- ", or move it as far left as the fields before the list',
    ),
    _Case(
        r"node content",
        "a character that no text can begin with",
        "put the text in double quotes",
    ),
    _Case(r"mapping keys are not allowed", 'a "? " before a text', "put the text in double quotes"),
)


def explain_syntax(error: yaml.YAMLError, text: str, path: str) -> Problem:
    """The parser's error as a Problem; the same for libyaml and the pure parser where possible."""
    said = " ".join(str(error).split())
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None) or mark
    habit = find_habit(text, mark.line + 1 if mark else 0)
    if habit is not None:
        return Problem("error", "yaml-syntax", habit.fact, habit.remedy, habit.place(path))
    character = _character_at(mark, text)
    if "cannot start any token" in said and character == "\t":
        return _problem("a tab at the beginning of a line", "indent with spaces", mark, path)
    if "mapping values are not allowed" in said:
        return _explain_colon(mark, text, path)
    if "cannot start any token" in said and character:
        fact = f"a text that begins with {quote(character)}"
        return _problem(fact, "put it in double quotes", mark, path)
    if "directive" in said or "document start" in said:
        return _explain_directive(text, path)
    if "block collection" not in said and ("expected key" in said or "<block end>" in said):
        return _explain_block(mark, text, path)
    for case in _CASES:
        if re.search(case.problem, said):
            return _problem(case.fact, case.remedy, context if case.at_context else mark, path)
    reason = getattr(error, "problem", None) or "the text is not YAML"
    return _problem(f"this is not YAML: {reason}", "see the line", mark, path)


def _explain_colon(mark: Any, text: str, path: str) -> Problem:
    """A colon that would make a field where none can begin."""
    before = _line_at(mark, text)[: mark.column]
    if ": " in before:
        name, _, words = before.strip().partition(": ")
        remedy = f"put the text after {quote(name + ':')} in double quotes"
        if words[:1] in _CURVED:
            remedy += f', straight ones (") instead of {words[0]}'
        return _problem('a second ": " in one line', remedy, mark, path)
    return _problem(
        "this line is indented further than the fields before it",
        "begin it as far left as the fields that it stands beside",
        mark,
        path,
    )


_CURVED = tuple("“”„‟‘’‚«»「『")


def _line_at(mark: Any, text: str) -> str:
    lines = text.split("\n")
    return lines[mark.line] if mark.line < len(lines) else ""


def _explain_directive(text: str, path: str) -> Problem:
    lines = text.split("\n")
    number = next((n for n, line in enumerate(lines, 1) if line.startswith("%")), 1)
    remedy = "indent it if it is a part of a text, else remove it"
    place = Location(path, number, 1)
    return Problem("error", "yaml-syntax", 'a line that begins with "%"', remedy, place)


def _explain_block(mark: Any, text: str, path: str) -> Problem:
    """Something stands where the next field of a mapping was expected."""
    line = _line_at(mark, text)
    if line[: mark.column].strip():
        return _problem(
            "something follows the end of a value",
            'put the whole text in double quotes, and \\" for a quotation mark inside',
            mark,
            path,
        )
    if line[mark.column :].startswith("- "):
        return _problem(
            'a "- " among fields', "indent it below the field that it belongs to", mark, path
        )
    return _problem(
        "this line is indented otherwise than the fields before it",
        "begin it as far left as the fields that it stands beside",
        mark,
        path,
    )


def _character_at(mark: Any, text: str) -> str:
    return _line_at(mark, text)[mark.column : mark.column + 1] if mark else ""


def _problem(fact: str, remedy: str, mark: Any, path: str) -> Problem:
    place = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path, 1, 1)
    return Problem("error", "yaml-syntax", fact, remedy, place)
