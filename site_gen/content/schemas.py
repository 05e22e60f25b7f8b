"""The tables of fields as JSON Schema, draft-07, for editors that complete and explain.

An editor sees what YAML 1.2 makes of a text: `2024` is a number to it, `true` neither text nor
number. So a schema takes everything that a check takes, in each of these types, and refuses what
can be told without knowing other files, the calendar, or how a number was written. The one
exception are `null` and `~`: to us texts, to an editor the same as nothing at all.
"""

import json
from functools import singledispatch
from typing import Any, Final, Literal, TypeAlias

from site_gen.content.addresses import OLD_PATH, BaseUrl, MediaPath, OldPath, Url
from site_gen.content.citation_fields import CITATION
from site_gen.content.entity_fields import ENTITY, STORY
from site_gen.content.event_fields import EVENT, MediumField
from site_gen.content.fields import (
    Field,
    FieldType,
    ListOf,
    MapOf,
    Record,
    RecordType,
    ShortRecord,
)
from site_gen.content.ids import LONGEST_ID, Slug
from site_gen.content.languages import LanguageTag
from site_gen.content.scalars import Boolean, Choice, Edtf, Integer, PlainString
from site_gen.content.site_fields import SITE, RuleName
from site_gen.content.site_types import Color, FrameAncestors, FreeMapping, TimeZone, zone_names
from site_gen.content.source_fields import INLINE_SOURCE, SOURCE, EventCitation
from site_gen.content.texts import PartyField, TextField
from site_gen.rules import WARNINGS

Schema: TypeAlias = dict[str, Any]
Described = Literal["event", "entity", "source", "story", "site"]

TABLES: Final[dict[Described, RecordType]] = {
    "event": EVENT,
    "entity": ENTITY,
    "source": SOURCE,
    "story": STORY,
    "site": SITE,
}
DIALECT: Final = "http://json-schema.org/draft-07/schema#"
"""The newest that yaml-language-server supports in full."""

_SCALAR: Final = ["string", "number", "boolean"]
_NOT_BLANK: Final = r"\S"
_ID: Final = r"^[^\x00-/:-@\[-`{-\x7f](?:[^\x00-,./:-@\[-`{-\x7f]*[^\x00-/:-@\[-`{-\x7f])?$"
"""Of ASCII: letters, digits and inner `-`. Which other characters are letters, Unicode tells."""
_TAG: Final = r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$"
_ADDRESS: Final = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s\"<>\\^`{|}]+$"
_BASE: Final = _ADDRESS.replace(r"\s", r"\s?#")
_PART: Final = r"(?!\.{1,2}(?:/|$))[^/\\]+"
_DATE: Final = {
    "any": r"^[-0-9XYESTZQ~?%/:.,+\[\]{} ]*[0-9X][-0-9XYESTZQ~?%/:.,+\[\]{} ]*$",
    "day-or-time": r"^\s*[-Y0-9]+-[0-9]{2}-[0-9]{2}(?:T[0-9:]+(?:Z|[+-][0-9:]+)?)?\s*$",
    "zoned-time": r"^\s*[-Y0-9]+-[0-9]{2}-[0-9]{2}T[0-9:]+(?:Z|[+-][0-9:]+)\s*$",
}
"""The characters of EDTF and their rough order; the calendar knows more."""


def to_json_schema(name: Described) -> Schema:
    """What a file of this kind may hold: one record, or a list of several with their ids."""
    table = TABLES[name]
    record = f"#/definitions/{name}"
    forms: list[Schema] = [{"$ref": record}]
    if table is not SITE:
        listed = {"allOf": [{"$ref": record}, {"required": ["id"]}]}
        forms.append({"type": "array", "minItems": 1, "items": listed})
    return {
        "$schema": DIALECT,
        "title": table.noun.capitalize(),
        **_any_of(tuple(forms)),
        "definitions": {name: _to_object(table)},
    }


def write_json_schema(what: Described) -> str:
    """The text of its file, the same for a new site and for one that is refreshed."""
    return json.dumps(to_json_schema(what), ensure_ascii=False, indent=1) + "\n"


def _to_object(table: RecordType) -> Schema:
    return {
        "type": "object",
        "properties": {field.name: _to_property(field) for field in table.fields},
        "required": [field.name for field in table.required],
        "additionalProperties": False,
    }


def _to_property(field: Field) -> Schema:
    meaning = field.meaning[0].upper() + field.meaning[1:]
    description = f"{meaning}.\nWrite {field.type.noun}.\nExample: {field.example}"
    return {"description": description, **_any_of(_describe(field.type))}


def _any_of(forms: tuple[Schema, ...]) -> Schema:
    return forms[0] if len(forms) == 1 else {"anyOf": list(forms)}


def _is_scalar(form: Schema) -> bool:
    return form.get("type") not in ("object", "array")


@singledispatch
def _describe(kind: FieldType[Any]) -> tuple[Schema, ...]:
    """The forms that a value may take, the scalar ones apart from lists and mappings."""
    raise NotImplementedError(f"no schema for {kind!r}")


@_describe.register
def _(_kind: TextField) -> tuple[Schema, ...]:
    text: Schema = {"type": _SCALAR, "pattern": _NOT_BLANK}
    by_language: Schema = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": _TAG},
        "additionalProperties": text,
    }
    return text, by_language


@_describe.register
def _(kind: PartyField) -> tuple[Schema, ...]:
    return _describe(kind.text)


@_describe.register
def _(_kind: Slug) -> tuple[Schema, ...]:
    # A number may be an id, such as 1984, and so may `true`.
    return ({"type": _SCALAR, "pattern": _ID, "maxLength": LONGEST_ID, "minimum": 0},)


@_describe.register
def _(kind: Choice) -> tuple[Schema, ...]:
    return ({"enum": list(kind.options)},)


@_describe.register
def _(kind: Integer) -> tuple[Schema, ...]:
    return (
        {"type": "integer", "minimum": kind.lowest, "maximum": kind.highest},
        {"type": "string", "pattern": rf"^0*[0-9]{{1,{len(str(kind.highest))}}}$"},
    )


@_describe.register
def _(_kind: Boolean) -> tuple[Schema, ...]:
    return {"type": "boolean"}, {"enum": ["true", "false"]}


@_describe.register
def _(kind: Edtf) -> tuple[Schema, ...]:
    kinds = ["string", "integer"] if kind.shape == "any" else "string"
    return ({"type": kinds, "pattern": _DATE[kind.shape]},)


@_describe.register
def _(_kind: PlainString) -> tuple[Schema, ...]:
    return ({"type": _SCALAR, "pattern": _NOT_BLANK},)


@_describe.register
def _(kind: Url) -> tuple[Schema, ...]:
    return ({"type": "string", "pattern": _BASE if isinstance(kind, BaseUrl) else _ADDRESS},)


@_describe.register
def _(_kind: MediaPath) -> tuple[Schema, ...]:
    return ({"type": _SCALAR, "pattern": f"^{_PART}(?:/{_PART})*$"},)


@_describe.register
def _(_kind: OldPath) -> tuple[Schema, ...]:
    return ({"type": _SCALAR, "pattern": f"^{OLD_PATH}$"},)


@_describe.register
def _(_kind: LanguageTag) -> tuple[Schema, ...]:
    return ({"type": "string", "pattern": _TAG},)


@_describe.register
def _(_kind: Color) -> tuple[Schema, ...]:
    return ({"type": "string", "pattern": "^#(?:[0-9A-Fa-f]{3}){1,2}$"},)


@_describe.register
def _(_kind: TimeZone) -> tuple[Schema, ...]:
    return ({"enum": sorted(zone_names())},)


@_describe.register
def _(_kind: FrameAncestors) -> tuple[Schema, ...]:
    source = r"(?:self|none|\*|https?://(?:\*\.)?[A-Za-z0-9.-]+(?::[0-9]+)?)"
    return ({"type": "string", "pattern": rf"^\s*{source}(?:\s+{source})*\s*$"},)


@_describe.register
def _(_kind: RuleName) -> tuple[Schema, ...]:
    return ({"enum": sorted(WARNINGS)},)


@_describe.register
def _(_kind: FreeMapping) -> tuple[Schema, ...]:
    return ({"type": "object"},)


@_describe.register(Record)
def _(kind: Record[Any]) -> tuple[Schema, ...]:
    return (_to_object(kind.record),)


@_describe.register(ShortRecord)
def _(kind: ShortRecord[Any]) -> tuple[Schema, ...]:
    return (*_describe(kind.record.by_name[kind.short].type), _to_object(kind.record))


@_describe.register
def _(_kind: EventCitation) -> tuple[Schema, ...]:
    # Which of the two mappings is meant shows in the fields; no mapping can be both.
    short = _describe(CITATION.by_name["id"].type)
    return (*short, _to_object(CITATION), _to_object(INLINE_SOURCE))


@_describe.register
def _(kind: MediumField) -> tuple[Schema, ...]:
    file: Schema = {"required": ["file", "alt"], "not": {"required": ["url"]}}
    link: Schema = {"required": ["url"], "not": {"required": ["file"]}}
    return ({**_to_object(kind.record), "anyOf": [file, link]},)


@_describe.register(ListOf)
def _(kind: ListOf[Any]) -> tuple[Schema, ...]:
    forms = _describe(kind.item)
    alone = tuple(form for form in forms if _is_scalar(form)) if kind.single else ()
    return (*alone, {"type": "array", "items": _any_of(forms)})


@_describe.register
def _(kind: MapOf) -> tuple[Schema, ...]:
    (key,) = _describe(kind.key)
    names = {name: key[name] for name in ("pattern", "maxLength") if name in key}
    values = _any_of(_describe(kind.value))
    return ({"type": "object", "propertyNames": names, "additionalProperties": values},)
