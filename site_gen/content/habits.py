"""What hands and word processors do to a file, and a YAML parser notices lines later, if at all."""

import re
from typing import NamedTuple

from site_gen.content.wording import quote
from site_gen.problems import Location

_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
_HARD_SPACES = "\u00a0\u2007\u202f\u3000"
_INDENT = re.compile(rf"^[ ]*([{_HARD_SPACES}])", re.MULTILINE)
_NO_SPACE = re.compile(
    rf"^[ ]*(?:- +)?(?P<name>[A-Za-z_]+)(?P<sign>:(?=[^\s/])|:(?=[{_HARD_SPACES}])|\uff1a\s*)"
    rf"[{_HARD_SPACES}]*(?P<value>.*)"
)


class Habit(NamedTuple):
    fact: str
    remedy: str
    line: int
    column: int
    length: int = 1

    def place(self, path: str) -> Location:
        return Location(path, self.line, self.column, self.length)


def find_habit(text: str, line: int) -> Habit | None:
    """What may be behind a fault of form in that line, counted from 1; 0 where none is known."""
    conflict = _CONFLICT.search(text)
    if conflict is not None and text.count("<<<<<<< ") and text.count(">>>>>>> "):
        fact = "two versions of the file were left in conflict here"
        remedy = "keep one of them, and remove the lines of <, = and >"
        return Habit(fact, remedy, text.count("\n", 0, conflict.start()) + 1, 1, 7)
    lines = text.split("\n")
    for number in (line, line - 1):
        if 0 < number <= len(lines):
            found = _look_at(lines[number - 1], number)
            if found is not None:
                return found
    return None


def _look_at(line: str, number: int) -> Habit | None:
    indent = _INDENT.match(line)
    if indent is not None:
        fact = f"a wide or no-break space (U+{ord(indent[1]):04X}) at the beginning of a line"
        return Habit(fact, "indent with plain spaces", number, indent.start(1) + 1)
    field = _NO_SPACE.match(line)
    if field is None:
        return None
    after = field["value"][:1]
    shown = f"{field['name']}: {field['value']}" if after else f"{field['name']}: …"
    if field["sign"].startswith("\uff1a"):
        fact = f"a full-width colon after {quote(field['name'])}"
    else:
        fact = f"no plain space after {quote(field['name'] + ':')}"
    return Habit(fact, f"write {quote(shown)}", number, field.start("sign") + 1)
