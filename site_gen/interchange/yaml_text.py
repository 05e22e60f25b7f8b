"""Content files as an author would have written them.

What may stand without quotes is asked of our own reader, so that no rule of YAML is known twice.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from site_gen.content.nodes import Mapping as MappingNode
from site_gen.content.nodes import Scalar, parse_nodes
from site_gen.interchange.imported import Value

WIDTH = 98
"""Characters of a line, where the text has places to break it."""

_SHORT = re.compile(r"[^\W_][\w .-]*")
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ()+./'%~?-]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def write_yaml(fields: Mapping[str, Value]) -> str:
    """A file of these fields, in this order; texts are free of control characters."""
    return "".join(f"{line}\n" for line in _write_fields(fields, 0))


def _write_fields(fields: Mapping[str, Value], indent: int) -> Iterator[str]:
    space = " " * indent
    for name, value in fields.items():
        if isinstance(value, str):
            first, *rest = _write_text(value, indent + 2, len(name) + 2 + indent)
            yield f"{space}{_write_key(name)}: {first}"
            yield from rest
        elif isinstance(value, Mapping):
            yield f"{space}{_write_key(name)}:"
            yield from _write_fields(value, indent + 2)
        else:
            yield from _write_list(name, value, indent)


def _write_key(name: str) -> str:
    return name if _is_plain(name, "{}: x") else _quote(name)


def _write_list(name: str, items: Sequence[Value], indent: int) -> Iterator[str]:
    """One short text stands alone, a few in brackets, all else one an item."""
    head = f"{' ' * indent}{name}:"
    if all(isinstance(item, str) and _SHORT.fullmatch(item) for item in items):
        words = ", ".join(map(str, items))
        line = f"{head} {words}" if len(items) == 1 else f"{head} [{words}]"
        if len(line) <= WIDTH and (len(items) > 1 or _is_plain(words)):
            yield line
            return
    yield head
    for item in items:
        yield from _write_item(item, indent + 2)


def _write_item(item: Value, indent: int) -> Iterator[str]:
    space = " " * indent
    if isinstance(item, str):
        first, *rest = _write_text(item, indent + 2, indent + 2)
        yield f"{space}- {first}"
        yield from rest
    elif isinstance(item, Mapping):
        first, *rest = _write_fields(item, indent + 2)
        yield f"{space}- {first.lstrip()}"
        yield from rest


def _write_text(text: str, indent: int, column: int) -> list[str]:
    """The text's first line as it stands after its name, then the others whole."""
    if "\n" in text:
        return _write_block(text, indent)
    if column + len(text) > WIDTH and " " in text.strip() and "  " not in text:
        lines = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        if " ".join(lines) == text:
            return [">-", *(" " * indent + line for line in lines)]
    return [text if _is_plain(text) else _quote(text)]


def _write_block(text: str, indent: int) -> list[str]:
    """A literal block; its last line end is only our way to end a file."""
    lines = text.split("\n")
    if lines[0].startswith(" ") or not lines[0] or not lines[-1]:
        return [_quote(text)]
    return ["|", *(" " * indent + line if line else "" for line in lines)]


def _is_plain(text: str, frame: str = "x: {}") -> bool:
    """Whether it reads as itself without quotes; `frame` is where it stands."""
    if frame == "x: {}" and _SAFE.fullmatch(text) and not text.endswith(" "):
        return True
    if "\t" in text:  # the pure parser takes it for an indent
        return False
    node, problems = parse_nodes(frame.format(text), "")
    if problems or not isinstance(node, MappingNode) or len(node.entries) != 1:
        return False
    key, entry = next(iter(node.entries.items()))
    if frame != "x: {}":
        return key == text
    inner = entry.node
    return isinstance(inner, Scalar) and inner.value == text and not inner.style


def _quote(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'
