"""YAML as an author writes it: plain scalars where they can be, block scalars for long texts."""

import json
import re
from collections.abc import Mapping, Sequence

Value = str | int | Sequence["Value"] | Mapping[str, "Value"]

_PLAIN = re.compile(r"[A-Za-z/][^\n:#\[\]{}\"']*")


class Plain(str):
    """Written as it is, also where another reader would take it for a number or a time."""

    __slots__ = ()


def to_yaml(fields: Mapping[str, Value], indent: str = "") -> str:
    """One mapping, ending in a line end. Empty texts and lists are left out."""
    return "".join(
        f"{indent}{name}:{_write_value(value, indent)}"
        for name, value in fields.items()
        if value not in ("", (), [])
    )


def _write_value(value: Value, indent: str) -> str:
    if isinstance(value, str):
        return _write_text(value, indent)
    if isinstance(value, int):
        return f" {value}\n"
    if isinstance(value, Mapping):
        return "\n" + to_yaml(value, f"{indent}  ")
    if all(isinstance(item, str) for item in value):
        return f" [{', '.join(_write_scalar(item) for item in value if isinstance(item, str))}]\n"
    return "\n" + "".join(_write_item(item, f"{indent}  ") for item in value)


def _write_item(item: Value, indent: str) -> str:
    if isinstance(item, Mapping):
        text = to_yaml(item, f"{indent}  ")
        return f"{indent}- {text[len(indent) + 2 :]}"
    return f"{indent}-{_write_value(item, indent)}"


def _write_text(text: str, indent: str) -> str:
    if "\n" not in text:
        return f" {_write_scalar(text)}\n"
    lines = (f"{indent}  {line}\n" if line else "\n" for line in text.splitlines())
    return " |\n" + "".join(lines)


def _write_scalar(text: str) -> str:
    # A comma would end an item of a flow list; digits first would be a number or a time to most.
    is_plain = isinstance(text, Plain) or (_PLAIN.fullmatch(text) and "," not in text)
    return text if is_plain else json.dumps(text, ensure_ascii=False)
