"""docs/template-values.md, written from the classes of the contexts.

After a change there: python -m tests.theme.values_manual
"""

import inspect
import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from site_gen.plan import machine_contexts
from site_gen.plan.contexts import PageContext
from site_gen.plan.late import Late
from site_gen.plan.machines.timelinejs import TimelineJs
from tests.theme.samples import TEMPLATES

PATH = Path(__file__).resolve().parents[2] / "docs/template-values.md"

CONTEXTS: Mapping[str, type] = {
    **TEMPLATES,
    "feed.xml": machine_contexts.Feed,
    "feed.json": machine_contexts.Feed,
    "parts/feed-entry.xml": machine_contexts.FeedEntry,
    "parts/feed-entry.json": machine_contexts.FeedEntry,
    "parts/feed-content.html": machine_contexts.FeedEntry,
    "timelinejs.json": TimelineJs,
}

HEAD = """# What templates see

This page is written from the code; how to use it stands in [templates.md](templates.md). A template
has the variables of its table and no others. What each is stands below under [Values](#values),
with its own fields: in `event.html`, `event.title.text` is the title. `text` stands for a plain
text, `X or none` for what may be absent, `list of X` for any number, none included.

"""


def write_manual() -> str:
    return HEAD + "\n".join((*_write_templates(), "## Values", "", *_write_values()))


def _write_templates() -> Iterator[str]:
    yield "## Templates\n"
    for name, context in CONTEXTS.items():
        yield f"### {name}\n"
        yield f"{_describe(context)}\n"
        rows = [*_rows(context)]
        yield from ("| variable | is |", "| --- | --- |", *rows) if rows else ("No variables.",)
        yield ""


def _write_values() -> Iterator[str]:
    for kind in sorted(_find_values(), key=lambda kind: kind.__name__):
        yield f"### {kind.__name__}\n"
        yield f"{_describe(kind)}\n"
        yield from ("| field | is |", "| --- | --- |", *_rows(kind), "")


def _rows(kind: type) -> Iterator[str]:
    hints = get_type_hints(kind)
    return (f"| `{one.name}` | {_show(hints[one.name])} |" for one in fields(kind))


def _describe(kind: type) -> str:
    written = inspect.cleandoc(kind.__dict__.get("__doc__") or "")
    return "" if written.startswith(f"{kind.__name__}(") else written


def _find_values() -> set[type]:
    found: set[type] = set()
    waiting: list[Any] = list(CONTEXTS.values())
    while waiting:
        for hint in get_type_hints(waiting.pop()).values():
            new = {kind for kind in _kinds_in(hint) if kind not in found}
            found |= new
            waiting.extend(new)
    return found - set(CONTEXTS.values()) - {PageContext}


def _kinds_in(hint: Any) -> Iterator[type]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for inner in get_args(hint):
        yield from _kinds_in(inner)


def _find_heading(kind: type) -> str:
    """What GitHub makes of a heading: of the value, or of the first template that is given it."""
    template = next((name for name, context in CONTEXTS.items() if context is kind), None)
    return re.sub(r"[^\w -]", "", (template or kind.__name__).lower())


_NAMES = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    float: "number",
    Any: "anything",
    object: "anything",
}


def _show(hint: Any) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Late:
        return _show(inner[0])
    if origin in (Union, types.UnionType):
        shown = [_show(one) for one in inner if one is not type(None)]
        return " or ".join([*shown, *(["none"] if type(None) in inner else [])])
    if origin is tuple and inner[-1] is Ellipsis:
        return f"list of {_show(inner[0])}"
    if origin is tuple:
        return f"({', '.join(map(_show, inner))})"
    if origin is not None:
        return f"mapping from {_show(inner[0])} to {_show(inner[1])}"
    if is_dataclass(hint) and isinstance(hint, type):
        name = hint.__name__
        return f"[{name}](#{_find_heading(hint)})"
    return _NAMES[hint]


if __name__ == "__main__":
    PATH.write_text(write_manual(), encoding="utf-8")
