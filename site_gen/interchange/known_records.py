"""What the site holds already, found by the names that other tools give it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from site_gen.interchange.texts import show_address
from site_gen.model.text import Text
from site_gen.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class KnownRecords:
    """From ids, and from names and titles in any language, case folded, to ids.

    A name that several records bear leads nowhere. `sources` leads there from addresses too.
    """

    entities: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    stories: Mapping[str, str] = field(default_factory=dict)
    source_titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def find_entity(self, name: str) -> str | None:
        return self.entities.get(name.casefold())

    def find_story(self, title: str) -> str | None:
        return self.stories.get(title.casefold())

    def find_source(self, title: str, url: str) -> str | None:
        """Only where the title that was imported says nothing more than the site's own."""
        id = self.sources.get((url or title).casefold())
        if id is None or title in (*self.source_titles[id], show_address(url)):
            return id
        return None


def list_known(timeline: Timeline) -> KnownRecords:
    entities = [
        (one.id, (one.id, *_words(one.name, *one.aliases))) for one in timeline.entities.values()
    ]
    paged = [one for one in timeline.sources.values() if one.has_page]
    sources = [(one.id, (one.url or "", *_words(one.title))) for one in paged]
    stories = [(one.id, (one.id, *_words(one.title))) for one in timeline.stories.values()]
    return KnownRecords(
        _index(entities),
        _index(sources),
        _index(stories),
        {one.id: tuple(_words(one.title)) for one in paged},
    )


def _words(*texts: Text) -> Iterable[str]:
    return [words for text in texts for _, words in text.entries]


def _index(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    shared: set[str] = set()
    for id, names in named:
        for name in {each.casefold() for each in names if each}:
            if found.setdefault(name, id) != id:
                shared.add(name)
    return {name: id for name, id in found.items() if name not in shared}
