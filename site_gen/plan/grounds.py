"""What a context follows from, told without making it.

A page shows records, and of the records that these name, their names and dates. So it stays what
it was as long as the imprints of all those stay what they were. For each record there are two
marks: its `face`, for where it stands in a list or is linked to, and its `whole`, for where its
body is shown. Both cover what the record names, at one remove more than pages show.

Marks may differ where no context does; they may never agree where contexts differ. The tests hold
them against contexts, over edits of every kind.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from site_gen.digest import digest_bytes
from site_gen.model.imprints import Imprint
from site_gen.model.records import Event
from site_gen.model.timeline import Timeline
from site_gen.plan.artifacts import AssetFile

ABSENT = "-"
"""The mark of what is not on the site: a draft, say."""


class Grounds:
    """Marks of the records of one timeline. `settings` stands for all that site.yaml says."""

    def __init__(
        self,
        timeline: Timeline,
        imprints: Mapping[str, Imprint],
        media: Mapping[str, AssetFile],
        settings: str,
    ) -> None:
        self.settings = settings
        self.versions: Mapping[str, str] = {key: one.whole for key, one in imprints.items()}
        """Of each record by `kind:id` what tells one version of it from another."""
        self._timeline = timeline
        self._imprints = imprints
        self._media = media
        self._faces: dict[str, str] = {}
        self._wholes: dict[str, str] = {}

    def take_over(self, before: "Grounds") -> None:
        """The marks that are those of an earlier plan, which need not be joined again: of records
        that are the same, and name none that is not, on the same ground.
        """
        if before.ground != self.ground:
            return
        known = before.versions
        changed = {key for key, one in self.versions.items() if known.get(key) != one}
        same = self._imprints.keys() - changed
        faces, wholes = before._faces, before._wholes  # noqa: SLF001 # of the same class
        self._faces = {key: mark for key, mark in faces.items() if key in same}
        self._wholes = {
            key: mark
            for key, mark in wholes.items()
            if key in same and changed.isdisjoint(self._imprints[key].names)
        }

    def faces(self, events: Iterable[Event]) -> str:
        """Of events as lists show them, in their order."""
        return join_marks(*[self.face(f"event:{event.id}") for event in events])

    def face(self, key: str) -> str:
        """Of a record by `kind:id`, as something else shows it."""
        found = self._faces.get(key)
        if found is None:
            imprint = self._imprints.get(key)
            names = imprint.names if imprint else ()
            found = join_marks(self._own_face(key), *map(self._own_face, names))
            self._faces[key] = found
        return found

    def whole(self, key: str) -> str:
        """Of a record with its body and all its fields."""
        found = self._wholes.get(key)
        if found is None:
            imprint, found = self._imprints.get(key), ABSENT
            if imprint and not self._is_hidden(key):
                named = map(self.face, imprint.names)
                found = join_marks(imprint.whole, self._own_face(key), *named)
            self._wholes[key] = found
        return found

    @cached_property
    def all_faces(self) -> str:
        """Of everything but bodies."""
        return join_marks(
            self.faces(self._timeline.events),
            *[self.face(key) for key in sorted(self._imprints) if not key.startswith("event:")],
        )

    @cached_property
    def ground(self) -> str:
        """Stands for everything but the bodies of records, which `versions` tell apart."""
        keys = [f"event:{event.id}" for event in self._timeline.events]
        rest = sorted(self._imprints.keys() - set(keys))
        media = [f"{name} {self._media[name].digest}" for name in sorted(self._media)]
        faces = [f"{key} {self._own_face(key)}" for key in (*keys, *rest)]
        return join_marks(self.settings, *media, *faces)

    def _own_face(self, key: str) -> str:
        kind, _, id = key.partition(":")
        if kind == "media":
            asset = self._media.get(id)
            return asset.digest if asset else ABSENT
        imprint = self._imprints.get(key)
        if imprint is None or self._is_hidden(key):
            return ABSENT
        if kind == "event":
            # Rows tell how many parts an event has, which its own record does not.
            return f"{imprint.face}+{len(self._timeline.parts.get(id, ()))}"
        return imprint.face

    def _is_hidden(self, key: str) -> bool:
        kind, _, id = key.partition(":")
        return kind == "event" and id not in self._timeline.event_by_id


def list_faces(grounds: Grounds) -> tuple[str, ...]:
    """The mark of what follows from everything but bodies."""
    return (grounds.all_faces,)


def join_marks(*marks: str) -> str:
    """One mark for several, in their order."""
    return digest_bytes("\0".join(marks).encode("utf-8", "surrogatepass"))
