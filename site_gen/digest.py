"""A stable digest of a value: the same for equal values in every process, run and machine.

BLAKE2b (RFC 7693) with 16 bytes of output, written as 32 hexadecimal digits.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

_SIZE = 16


def digest_bytes(data: bytes) -> str:
    return blake2b(data, digest_size=_SIZE).hexdigest()


def digest_value(value: object) -> str:
    """Digest a tree of frozen dataclasses, tuples, lists, mappings, strings, bytes, numbers, None.

    Mappings count in the order of their sorted keys. A value that carries its own digest, in an
    attribute of that name, counts by it alone. Raises TypeError for anything else: what
    cannot be compared by value has no business in a context.
    """
    parts: list[str] = []
    _encode(value, parts.append)
    return digest_bytes("".join(parts).encode("utf-8", "surrogatepass"))


def _encode(value: Any, write: Callable[[str], object]) -> None:
    kind = type(value)
    if kind is str:
        write(f"s{len(value)}:{value}")
    elif value is None or kind is bool or kind is int or kind is float:
        write(f"{value!r};")
    elif kind is tuple or kind is list:
        write(f"{'(' if kind is tuple else '['}{len(value)}:")
        for item in value:
            _encode(item, write)
    else:
        _encode_rare(value, write)


def _encode_rare(value: Any, write: Callable[[str], object]) -> None:
    own = getattr(value, "digest", None)
    if isinstance(own, str):
        write(f"d{type(value).__name__}{own};")
    elif is_dataclass(value):
        kind: Any = type(value)
        name, values = _members(kind)
        write(f"<{name}:")
        for item in values(value):
            _encode(item, write)
    elif isinstance(value, Enum):
        write(f"e{type(value).__name__}.{value.name};")
    elif isinstance(value, Mapping):
        write(f"{{{len(value)}:")
        for key in sorted(value):
            _encode(key, write)
            _encode(value[key], write)
    elif isinstance(value, tuple):
        _encode(tuple(value), write)
    elif isinstance(value, bytes):
        write(f"b{len(value)}:{value.hex()}")
    elif isinstance(value, str):
        _encode(str(value), write)
    else:
        raise TypeError(f"{type(value).__name__} has no stable digest")


@cache
def _members(kind: Any) -> tuple[str, Callable[[Any], tuple[Any, ...]]]:
    """The class's name, and a function that reads its fields as a tuple."""
    names = [field.name for field in fields(kind)]
    if not names:
        return kind.__qualname__, lambda _: ()
    if len(names) == 1:
        (name,) = names
        return kind.__qualname__, lambda value: (getattr(value, name),)
    return kind.__qualname__, attrgetter(*names)
