"""Records as plain values that JSON can carry, and back, by the types of their fields.

What comes back is checked value by value: a text where a text belongs, a word of a Literal, a date
that can be read. So nothing that was tampered with can be taken for a record of another shape.
"""

import types
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache, lru_cache
from sys import intern
from typing import Any, Final, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from site_gen.content.documents import AnyRecord, FileContent
from site_gen.content.findings import BodyUse, Finding, Pointer
from site_gen.content.pages import PagePart
from site_gen.dates import EdtfError, When, parse_edtf
from site_gen.model.records import Entity, Event, Origin, Party, Source, Story
from site_gen.model.text import SITE_LANGUAGE, Text
from site_gen.problems import Location, Problem

Plain = Any
"""None, bool, int, str, and lists and dicts of them."""

UNREADABLE: Final = (
    AttributeError, EdtfError, IndexError, KeyError, RecursionError, TypeError, ValueError,
)  # fmt: skip  # names, not lines
"""What the functions here raise for values that they did not write."""


class _Codec(NamedTuple):
    encode: Callable[[Any], Plain]
    decode: Callable[[Plain], Any]


_RECORDS: Mapping[str, type[AnyRecord]] = {
    "event": Event,
    "entity": Entity,
    "source": Source,
    "story": Story,
    "page": PagePart,
}
_KINDS = {record: kind for kind, record in _RECORDS.items()}


def encode_content(content: FileContent) -> Plain:
    """The records of a sound file, and what their bodies lead to."""
    records = []
    for record in content.records:
        kind: Any = type(record)
        records.append([_KINDS[kind], record.origin.pointer, _codec_of(kind).encode(record)])
    return [records, [[use.kind, use.target, use.pointer, use.nth] for use in content.uses]]


def decode_content(path: str, plain: Plain) -> FileContent:
    """The records and uses; one of UNREADABLE for what `encode_content` has not written."""
    uses = tuple(_decode_use(*use) for use in plain[1])
    return FileContent(path, records=decode_records(path, plain), uses=uses)


def decode_records(path: str, plain: Plain) -> tuple[AnyRecord, ...]:
    """The records alone, which nearly everybody asks for."""
    rows, _ = plain
    records = []
    for kind, pointer, values in rows:
        record: Any = _RECORDS[kind]
        origin = Origin(path, decode_pointer(pointer) if pointer else ())
        records.append(record(**_decode_values(_decoders(record), values), origin=origin))
    return tuple(records)


def decode_pointer(plain: Plain) -> Pointer:
    pointer = tuple(plain)
    if any(type(step) is not str and type(step) is not int for step in pointer):
        raise TypeError("a pointer has texts and numbers")
    return pointer


def _decode_use(kind: Any, target: str, pointer: Plain, nth: int) -> BodyUse:
    if kind not in ("event", "entity", "source", "story", "media"):
        raise ValueError(kind)
    return BodyUse(kind, _check(str, target), decode_pointer(pointer), _check(int, nth))


# --- problems and findings -----------------------------------------------------------------


def encode_finding(finding: Finding) -> Plain:
    """Without the path, which the file that it belongs to says."""
    shown = (finding.severity, finding.rule, finding.fact, finding.remedy)
    return [*shown, finding.pointer, finding.needle, finding.nth]


def decode_finding(path: str, plain: Plain) -> Finding:
    severity, rule, fact, remedy, pointer, needle, nth = plain
    rule, fact, remedy, needle = (_check(str, text) for text in (rule, fact, remedy, needle))
    steps = decode_pointer(pointer)
    nth = _check(int, nth)
    return Finding(_check_severity(severity), rule, fact, remedy, path, steps, needle, nth)


def encode_problem(problem: Problem) -> Plain:
    place = problem.location
    shown = (problem.severity, problem.rule, problem.fact, problem.remedy)
    return [*shown, place.path, place.line, place.column, place.length]


def decode_problem(plain: Plain) -> Problem:
    severity, rule, fact, remedy, path, line, column, length = plain
    rule, fact, remedy, path = (_check(str, text) for text in (rule, fact, remedy, path))
    line, column, length = (_check(int, number) for number in (line, column, length))
    location = Location(path, line, column, length)
    return Problem(_check_severity(severity), rule, fact, remedy, location)


def _check_severity(plain: Plain) -> Literal["error", "warning"]:
    if plain not in ("error", "warning"):
        raise ValueError(plain)
    severity: Literal["error", "warning"] = plain
    return severity


# --- the types of fields -------------------------------------------------------------------


def _check(kind: type[Any], plain: Plain) -> Any:
    if type(plain) is not kind:
        raise TypeError(f"{kind.__name__} expected")
    return plain


def _same(value: Any) -> Any:
    return value


def encode_text(text: Text) -> Plain:
    """A text in the site's language alone as a string, every other as pairs."""
    if len(text.entries) == 1 and text.entries[0][0] == SITE_LANGUAGE:
        return text.entries[0][1]
    return text.entries


def decode_text(plain: Plain) -> Text:
    if type(plain) is str:
        return _recall_text(plain) if len(plain) <= _SHORT else _to_text(plain)
    if type(plain) is not list or not plain:
        raise TypeError("a text expected")
    return Text(tuple((_check(str, tag), _check(str, words)) for tag, words in plain))


def _to_text(words: str) -> Text:
    return Text(((SITE_LANGUAGE, words),))


_recall_text = lru_cache(maxsize=4096)(_to_text)
"""Short ones are often the same: tags, roles, names."""

_SHORT = 30
"""Characters up to which a text is likely to be met again: ids above all."""


@lru_cache(maxsize=8192)
def parse_canonical(text: str) -> When:
    when = parse_edtf(text)
    if when.text != text:
        raise ValueError(text)
    return when


def _encode_party(party: Party) -> Plain:
    if party.text is None:
        raise TypeError("references are settled already")
    return encode_text(party.text)


def _decode_str(plain: Plain) -> str:
    if type(plain) is not str:
        raise TypeError("a text expected")
    return intern(plain) if len(plain) <= _SHORT else plain


def _decode_when(plain: Plain) -> When:
    if type(plain) is not str:
        raise TypeError("a date expected")
    return parse_canonical(plain)


_SIMPLE: Mapping[Any, _Codec] = {
    str: _Codec(_same, _decode_str),
    int: _Codec(_same, lambda plain: _check(int, plain)),
    bool: _Codec(_same, lambda plain: _check(bool, plain)),
    Text: _Codec(encode_text, decode_text),
    When: _Codec(str, _decode_when),
    Party: _Codec(_encode_party, lambda plain: Party(None, decode_text(plain))),
}


@cache
def _codec_of(hint: Hashable) -> _Codec:
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    arguments = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not types.NoneType)
        return _codec_or_none(_codec_of(inner))
    if get_origin(hint) is Literal:
        return _codec_of_words(frozenset(arguments))
    if get_origin(hint) is tuple:
        if arguments[-1] is Ellipsis:
            return _codec_of_list(_codec_of(arguments[0]))
        return _codec_of_row(tuple(_codec_of(argument) for argument in arguments))
    return _codec_of_record(hint)


def _codec_or_none(codec: _Codec) -> _Codec:
    encode, decode = codec
    return _Codec(
        lambda value: None if value is None else encode(value),
        lambda plain: None if plain is None else decode(plain),
    )


def _codec_of_words(words: frozenset[Any]) -> _Codec:
    known = {word: word for word in words}

    def decode(plain: Plain) -> Any:
        if plain not in known:
            raise ValueError(plain)
        return known[plain]  # one for all records that have it

    return _Codec(_same, decode)


def _codec_of_list(item: _Codec) -> _Codec:
    encode, decode_item = item

    def decode(plain: Plain) -> tuple[Any, ...]:
        if type(plain) is not list:
            raise TypeError("a list expected")
        return tuple([decode_item(inner) for inner in plain])

    return _Codec(lambda values: [encode(value) for value in values], decode)


def _codec_of_row(items: Sequence[_Codec]) -> _Codec:
    def encode(values: Any) -> Plain:
        return [item.encode(value) for item, value in zip(items, values, strict=True)]

    def decode(plain: Plain) -> tuple[Any, ...]:
        return tuple(item.decode(inner) for item, inner in zip(items, plain, strict=True))

    return _Codec(encode, decode)


class _Column(NamedTuple):
    name: str
    codec: _Codec
    default: Any


@cache
def _columns(record: Any) -> tuple[_Column, ...]:
    hints = get_type_hints(record)
    return tuple(
        _Column(known.name, _codec_of(hints[known.name]), known.default)
        for known in fields(record)
        if known.name != "origin"
    )


@cache
def _decoders(record: Any) -> "_Decoders":
    return {column.name: column.codec.decode for column in _columns(record)}


_Decoders = Mapping[str, Callable[[Plain], Any]]


def _decode_values(decoders: _Decoders, plain: Plain) -> dict[str, Any]:
    return {name: decoders[name](value) for name, value in plain.items()}


def _codec_of_record(record: Any) -> _Codec:
    """A record as a mapping of those fields that differ from their default."""

    def encode(value: Any) -> Plain:
        plain = {}
        for name, codec, default in _columns(record):
            inner = getattr(value, name)
            if default is MISSING or inner != default:
                plain[name] = codec.encode(inner)
        return plain

    def decode(plain: Plain) -> Any:
        return record(**_decode_values(_decoders(record), plain))

    has_lists = any(get_origin(hint) is tuple for hint in get_type_hints(record).values())
    return _Codec(encode, decode if has_lists else _recalling(decode))


def _recalling(decode: Callable[[Plain], Any]) -> Callable[[Plain], Any]:
    """For what is short, and often the same: who took part, what is cited."""

    @lru_cache(maxsize=8192)
    def recall(values: tuple[tuple[str, Plain], ...]) -> Any:
        return decode(dict(values))

    def decode_or_recall(plain: Plain) -> Any:
        try:
            return recall(tuple(plain.items()))
        except TypeError:  # a text in several languages
            return decode(plain)

    return decode_or_recall
