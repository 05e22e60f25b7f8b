"""The JSON Schema (draft 2020-12) of `data/timeline.json`, made from the records themselves."""

import json
import types
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from site_gen.dates import When
from site_gen.model.records import Entity, Event, Origin, Party, Source, Story
from site_gen.model.settings import Kind
from site_gen.model.text import Text
from site_gen.plan.edition import Edition
from site_gen.plan.machines.records_json import VERSION, told_members

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REQUIRED = (
    "version", "title", "language", "languages", "timezone", "kinds", "events", "entities",
    "sources", "stories",
)  # fmt: skip  # one name a line would fill the screen
_STRING: Schema = {"type": "string"}
_TEXT: Schema = {
    "description": "A text in one or more languages, by language tag (BCP 47)",
    "type": "object",
    "minProperties": 1,
    "additionalProperties": _STRING,
}
_DATE: Schema = {
    "description": "A date in EDTF (Library of Congress, 2019), exactly as known",
    "type": "string",
    "minLength": 1,
}
_PARTY: Schema = {
    "description": "An entity by its id, or a text",
    "type": "object",
    "properties": {"entity": _STRING, "text": {"$ref": "#/$defs/Text"}},
    "additionalProperties": False,
    "minProperties": 1,
    "maxProperties": 1,
}
_ADDRESS: Schema = {"description": "Where its page is", "type": "string"}
_PLAIN = (When, Text, Party, Origin)
_LISTED: dict[type, Schema] = {
    Event: {"url": _ADDRESS},
    Entity: {"url": _ADDRESS},
    Source: {"page": _ADDRESS},
    Story: {"url": _ADDRESS, "events": {"type": "array", "items": _STRING}},
}
"""What the records of the lists have beside their fields."""


def write_schema(edition: Edition) -> str:
    own = edition.urls.absolute(edition.urls.timeline_schema())
    schema = {
        "$schema": DIALECT,
        **({"$id": own} if own else {}),
        "title": f"A chronology, version {VERSION}",
        "type": "object",
        "properties": {
            "version": {"const": VERSION},
            "$schema": _STRING,
            "url": _STRING,
            **dict.fromkeys(("title", "description", "author", "license"), _ref("Text")),
            "language": _STRING,
            "languages": {"type": "array", "items": _STRING, "minItems": 1},
            "timezone": _STRING,
            "kinds": _list_of(Kind),
            "events": _list_of(Event),
            "entities": _list_of(Entity),
            "sources": _list_of(Source),
            "stories": _list_of(Story),
        },
        "required": list(_REQUIRED),
        "additionalProperties": False,
        "$defs": dict(sorted(_definitions())),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _definitions() -> Iterator[tuple[str, Schema]]:
    yield "Text", _TEXT
    yield "Date", _DATE
    yield "Party", _PARTY
    seen: set[type] = set()
    waiting: list[type] = [Kind, Event, Entity, Source, Story]
    while waiting:
        kind = waiting.pop()
        if kind not in seen:
            seen.add(kind)
            yield kind.__name__, _describe(kind)
            waiting.extend(_inner_records(kind))


def _describe(kind: type) -> Schema:
    hints = get_type_hints(kind)
    told = {name: key for name, key, _ in told_members(kind)}
    found = {told[name]: _describe_type(hints[name]) for name in told}
    if kind is Entity:
        found["ids"] = {"type": "object", "additionalProperties": _STRING}
    required = [
        told[one.name] for one in fields(kind) if one.name in told and one.default is MISSING
    ]
    return {
        "type": "object",
        "properties": {**found, **_LISTED.get(kind, {})},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _describe_type(hint: Any) -> Schema:
    inner, origin = _without_none(hint), get_origin(_without_none(hint))
    if origin is tuple:
        return {"type": "array", "items": _describe_type(get_args(inner)[0])}
    if origin is Literal:
        return {"enum": list(get_args(inner))}
    plain = {str: "string", int: "integer", bool: "boolean"}
    if inner in plain:
        return {"type": plain[inner]}
    return _ref({When: "Date", Text: "Text", Party: "Party"}.get(inner, inner.__name__))


def _inner_records(kind: type) -> Iterator[type]:
    for hint in get_type_hints(kind).values():
        inner = _without_none(hint)
        if get_origin(inner) is tuple:
            inner = get_args(inner)[0]
        if isinstance(inner, type) and is_dataclass(inner) and inner not in _PLAIN:
            yield inner


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list_of(kind: type) -> Schema:
    return {"type": "array", "items": _ref(kind.__name__)}
