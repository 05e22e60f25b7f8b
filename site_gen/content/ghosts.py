"""Records that are opened when somebody looks at them.

Of ten thousand events a rebuild looks at few. A ghost is an Event (Entity, Source, Story) in every
respect: of its type, equal to it, with the same values. Only its id is there from the beginning.
"""

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from site_gen.content.documents import AnyRecord
from site_gen.content.files import Kind
from site_gen.model.records import Entity, Event, Source, Story


def make_ghost(kind: Kind, id: str, open_record: Callable[[], AnyRecord]) -> Any:
    """The record of that kind and id which `open_record` gives."""
    record = _GHOSTS[kind]
    ghost = record.__new__(record)
    _set(ghost, "id", id)
    _set(ghost, "open_record", open_record)
    return ghost


_set = object.__setattr__


class _Ghost:
    """What ghosts of all kinds have in common; `values` and `compared` read their fields."""

    __slots__ = ()
    solid: type[Any]
    names: tuple[str, ...]
    setters: tuple[Callable[[Any, Any], None], ...]
    values: Callable[[Any], tuple[Any, ...]]
    compared: Callable[[Any], tuple[Any, ...]]

    def __getattr__(self, name: str) -> Any:
        """Called for what has no value yet."""
        kind = type(self)
        if name not in kind.names:
            raise AttributeError(name)
        record = self.open_record()
        for set_field, value in zip(kind.setters, kind.values(record), strict=True):
            set_field(self, value)
        _set(self, "open_record", None)
        return getattr(self, name)

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
        "__slots__": ("open_record",),
        "solid": solid,
        "names": tuple(field.name for field in fields(solid)),
        "setters": tuple(getattr(solid, field.name).__set__ for field in fields(solid)),
        "values": attrgetter(*(field.name for field in fields(solid))),
        "compared": attrgetter(*(field.name for field in fields(solid) if field.compare)),
    }
    # Digests and messages name the class: to them a ghost is what it stands for.
    return type(solid.__name__, (_Ghost, solid), namespace)


_GHOSTS: dict[Kind, Any] = {
    "event": _define_ghost(Event),
    "entity": _define_ghost(Entity),
    "source": _define_ghost(Source),
    "story": _define_ghost(Story),
}
