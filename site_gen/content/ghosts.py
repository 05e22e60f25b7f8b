"""Records that are opened when somebody looks at them, and only as far as he looks.

Of ten thousand events a rebuild looks at few, and asks all others for their dates and tags. A ghost
is an Event (Entity, Source, Story) in every respect: of its type, equal to it, with the same
values. Only its id is there from the beginning.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from site_gen.content.files import Kind
from site_gen.model.records import Entity, Event, Source, Story

OpenFields = Callable[[str], Mapping[str, Any]]
"""Given the name of a field, the values of that one at least, by their names."""


def make_ghost(kind: Kind, id: str, open_fields: OpenFields) -> Any:
    """The record of that kind and id with the values which `open_fields` gives."""
    record = _GHOSTS[kind]
    ghost = record.__new__(record)
    _set(ghost, "id", id)
    _set(ghost, "open_fields", open_fields)
    return ghost


_set = object.__setattr__


class _Ghost:
    """What ghosts of all kinds have in common; `values` and `compared` read their fields."""

    __slots__ = ()
    solid: type[Any]
    names: frozenset[str]
    values: Callable[[Any], tuple[Any, ...]]
    compared: Callable[[Any], tuple[Any, ...]]

    def __getattr__(self, name: str) -> Any:
        """Called for what has no value yet."""
        if name not in type(self).names:
            raise AttributeError(name)
        values = self.open_fields(name)
        # Those that had values too: all of one record come from one place.
        for field, value in values.items():
            _set(self, field, value)
        return values[name]

    def __eq__(self, other: object) -> bool:
        kind = type(self)
        return isinstance(other, kind.solid) and kind.compared(self) == kind.compared(other)

    def __hash__(self) -> int:
        return hash(type(self).compared(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """As the record itself, wherever it is sent."""
        kind = type(self)
        return kind.solid, kind.values(self)


def _define_ghost(solid: type[Any]) -> Any:
    namespace = {
        "__slots__": ("open_fields",),
        "solid": solid,
        "names": frozenset(field.name for field in fields(solid)),
        "values": _reader_of([field.name for field in fields(solid)]),
        "compared": _reader_of([field.name for field in fields(solid) if field.compare]),
    }
    # Digests and messages name the class: to them a ghost is what it stands for.
    return type(solid.__name__, (_Ghost, solid), namespace)


def _reader_of(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    read = attrgetter(*names)

    def read_all(record: Any) -> tuple[Any, ...]:
        read(record)
        # The last field that was opened may have changed the first.
        return read(record)

    return staticmethod(read_all)


_GHOSTS: dict[Kind, Any] = {
    "event": _define_ghost(Event),
    "entity": _define_ghost(Entity),
    "source": _define_ghost(Source),
    "story": _define_ghost(Story),
}
