"""Texts that are nearly the id or name of an entity, found without comparing with each of them."""

from collections.abc import Iterable, Iterator

from site_gen.content.ids import to_id
from site_gen.model.records import Entity

_SHORTEST = 5
"""Characters from which one missing or other letter still leaves the word recognisable."""


class NearIndex:
    """Entities by what is left of their ids when one character is taken out."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = entities
        self._by_name: dict[str, str] = {}
        self._by_gap: dict[str, str] = {}
        self._answers: dict[str, str | None] = {}

    def _fill(self) -> None:
        """Only when first asked: where every id is right nobody asks."""
        entities, self._entities = self._entities, ()
        for entity in entities:
            for _, name in entity.name.entries:
                self._by_name.setdefault(name.casefold(), entity.id)
            for form in (entity.id, *(to_id(name) for _, name in entity.name.entries)):
                for gap in _list_gaps(form.casefold()):
                    self._by_gap.setdefault(gap, entity.id)

    def find(self, text: str) -> str | None:
        """The id of the entity that was probably meant, or None."""
        if text not in self._answers:
            self._fill()
            self._answers[text] = self._find(text)
        return self._answers[text]

    def _find(self, text: str) -> str | None:
        exact = self._by_name.get(text.strip().casefold())
        if exact is not None:
            return exact
        for gap in _list_gaps(to_id(text)):
            if gap in self._by_gap:
                return self._by_gap[gap]
        return None


def _list_gaps(form: str) -> Iterator[str]:
    """The form itself; and, where it is long enough, the form without each of its characters."""
    plain = form.replace("-", "")
    if plain:
        yield plain
    if _SHORTEST <= len(plain) <= 64:
        for index in range(len(plain)):
            yield plain[:index] + plain[index + 1 :]
