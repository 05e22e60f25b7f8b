"""A stable digest of a value: the same for equal values in every process, run and machine.

BLAKE2b (RFC 7693) with 16 bytes of output, written as 32 hexadecimal digits.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, partial
from hashlib import blake2b, file_digest
from io import BufferedIOBase
from operator import attrgetter
from pathlib import Path
from typing import Any

_SIZE = 16


def digest_bytes(data: bytes) -> str:
    return blake2b(data, digest_size=_SIZE).hexdigest()


def pass_digesting(chunks: Iterable[bytes], tell: Callable[[str], object]) -> Iterator[bytes]:
    """The chunks as they are; at their end `tell` gets what `digest_bytes` gives of all of them."""
    running = blake2b(digest_size=_SIZE)
    for chunk in chunks:
        running.update(chunk)
        yield chunk
    tell(running.hexdigest())


def digest_stream(file: BufferedIOBase) -> str:
    """As `digest_bytes` of all that is left in the file."""
    return file_digest(file, partial(blake2b, digest_size=_SIZE)).hexdigest()


@cache
def digest_program(*patterns: str) -> str:
    """Of our own modules that these patterns find, below the package's folder.

    By their text, not their times: those of an installation say nothing.
    """
    here = Path(__file__).parent
    modules = [module for pattern in patterns for module in sorted(here.glob(pattern))]
    return digest_value([digest_bytes(module.read_bytes()) for module in modules])


def digest_value(value: object) -> str:
    """Digest one value; see `Digester`."""
    return Digester().digest(value)


class Digester:
    """Digests trees of frozen dataclasses, tuples, lists, mappings, strings, bytes, numbers, None.

    Mappings count in the order of their sorted keys. A value that carries its own digest, in an
    attribute of that name, counts by it alone. Values of the types in `shared` stand in many
    trees and are digested once each; they are kept alive as long as the Digester is.
    """

    def __init__(self, shared: Collection[type] = ()) -> None:
        self._shared = frozenset(shared)
        self._known: dict[int, tuple[object, str]] = {}

    def digest(self, value: object) -> str:
        """Raises TypeError for what cannot be compared by value: it belongs in no context."""
        return digest_bytes(self._encode(value).encode("utf-8", "surrogatepass"))

    def _encode(self, value: Any) -> str:
        kind = type(value)
        if kind is str:
            return f"s{len(value)}:{value}"
        if value is None or kind is bool or kind is int or kind is float:
            return f"{value!r};"
        if kind is tuple or kind is list:
            mark = "(" if kind is tuple else "["
            return f"{mark}{len(value)}:{''.join(map(self._encode, value))}"
        if kind in self._shared:
            return self._encode_shared(value)
        return self._encode_rare(value)

    def _encode_shared(self, value: object) -> str:
        known = self._known.get(id(value))
        if known is None:
            encoded = self._encode_rare(value).encode("utf-8", "surrogatepass")
            known = self._known[id(value)] = (value, f"d{digest_bytes(encoded)};")
        return known[1]

    def _encode_rare(self, value: Any) -> str:
        kind: Any = type(value)
        if _has_own_digest(kind):
            return f"d{kind.__name__}{value.digest};"
        members = _find_members(kind)
        if members:
            name, values = members
            return f"<{name}:{''.join(map(self._encode, values(value)))}"
        if isinstance(value, Mapping):
            pairs = (self._encode(key) + self._encode(value[key]) for key in sorted(value))
            return f"{{{len(value)}:{''.join(pairs)}"
        return self._encode_scalar(value)

    def _encode_scalar(self, value: Any) -> str:
        if isinstance(value, Enum):
            return f"e{type(value).__name__}.{value.name};"
        if isinstance(value, tuple):
            return self._encode(tuple(value))
        if isinstance(value, bytes):
            return f"b{len(value)}:{value.hex()}"
        if isinstance(value, str):
            return self._encode(str(value))
        raise TypeError(f"{type(value).__name__} has no stable digest")


@cache
def _has_own_digest(kind: type) -> bool:
    if is_dataclass(kind):
        return any(field.name == "digest" for field in fields(kind))
    return hasattr(kind, "digest")


@cache
def _find_members(kind: type[Any]) -> tuple[str, Callable[[Any], tuple[Any, ...]]] | None:
    """A dataclass's name, and a function that reads its fields as a tuple."""
    if not is_dataclass(kind):
        return None
    title, names = str(kind.__qualname__), [field.name for field in fields(kind)]
    if not names:
        return title, lambda _: ()
    if len(names) == 1:
        (name,) = names
        return title, lambda value: (getattr(value, name),)
    return title, attrgetter(*names)
