"""What was found in a file of another tool, before it is known how the site will call it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from site_gen.interchange.losses import Place

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
"""What stands in a content file: every scalar is a text, as the loader reads it."""


@dataclass(frozen=True, slots=True)
class ImportedEvent:
    """One event: `fields` by their names in docs/content-format.md, `title` and `date` among them.

    `id` is the one that the other tool gave it, None without. `groups` are the labels of the row or
    sections it stood in; the site's kinds decide whether one becomes a kind or a story. `entities`
    are names or ids of who took part; `part_of` and `follows` the ids of other events, of the same
    file or of the site.
    """

    place: Place
    fields: Mapping[str, Value]
    id: str | None = None
    groups: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    part_of: str = ""
    follows: tuple[str, ...] = ()


@dataclass(slots=True)
class Imported:
    """What one file holds; `title`, `description` and `timezone` are those of the whole.

    They are None where unsaid; the site's own go before them.
    """

    events: list[ImportedEvent] = field(default_factory=list)
    title: str | None = None
    description: str | None = None
    timezone: str | None = None
    title_place: Place = ()
