"""What was imported gets its place in the site: ids, files, kinds, stories."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from site_gen.content.event_fields import EVENT
from site_gen.content.files import SETTINGS
from site_gen.content.wording import quote
from site_gen.interchange.imported import Imported, ImportedEvent, Value
from site_gen.interchange.known_records import KnownRecords
from site_gen.interchange.losses import Losses, Place
from site_gen.interchange.naming import Names, to_slug, to_stem
from site_gen.interchange.yaml_text import write_yaml


@dataclass(frozen=True, slots=True)
class NewFile:
    """A content file to be; `place` is where it comes from. What is `shared` may exist already."""

    path: str
    text: str
    place: Place
    shared: bool = False


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the site holds before the import.

    `titles` are the texts and the time zone that describe it, None where it has no site.yaml.
    `kinds` leads from ids and labels, case folded, to ids; `events` and `stories` from ids, case
    folded, to the files that have them; `known` finds records by their names.
    """

    titles: tuple[str, ...] | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    stories: Mapping[str, str] = field(default_factory=dict)
    known: KnownRecords = field(default_factory=KnownRecords)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An event that has its id and its file, while those that it names may not have theirs."""

    event: ImportedEvent
    id: str
    stem: str


@dataclass(slots=True)
class _Settling:
    facts: SiteFacts
    losses: Losses
    ids: Names = field(default_factory=Names)
    stems: Names = field(default_factory=Names)
    story_ids: Names = field(default_factory=Names)
    kinds: dict[str, str] = field(default_factory=dict)
    stories: dict[str, NewFile] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    """From the ids that events had, case folded, to those that they got."""

    def place(self, event: ImportedEvent) -> _Placed | None:
        title, date = str(event.fields["title"]), str(event.fields["date"])
        stem = self.stems.give(to_stem(date, title))
        chosen = self._choose_id(event)
        id = self.ids.give(chosen or stem)
        if chosen and id != chosen:
            fact = f"the id {quote(chosen)} is that of another event too, and became {quote(id)}"
            self.losses.change(event.place, fact, "give each event an id of its own")
        known = self.facts.events.get(id.casefold())
        if known is not None:
            fact = f"the site has an event {quote(id)} already, in {known}"
            remedy = "that file was left as it is; remove it to import this one"
            self.losses.refuse(event.place, fact, remedy)
            return None
        if event.id:
            self.given.setdefault(event.id.casefold(), id)
        return _Placed(event, id, stem)

    def finish(self, placed: _Placed) -> NewFile:
        """The file of an event, once every event has its id."""
        event, stem = placed.event, placed.stem
        fields = dict(event.fields)
        if placed.id != stem:
            fields["id"] = placed.id
        self._place_kind(fields, event)
        self._place_groups(fields, event)
        self._place_names(fields, event)
        self._place_relations(fields, event)
        ordered = {name: fields[name] for name in EVENT.by_name if fields.get(name)}
        return NewFile(f"content/events/{stem}.yaml", write_yaml(ordered), event.place)

    def _choose_id(self, event: ImportedEvent) -> str:
        if event.id is None:
            return ""
        slug = to_slug(event.id, "")
        if slug != event.id:
            became = f"became {quote(slug)}" if slug else "has no letter or digit"
            fact = f"the id {quote(event.id)} {became}"
            remedy = 'ids are letters and digits with "-" between them'
            self.losses.change(event.place, fact, remedy)
        return slug

    def _place_kind(self, fields: dict[str, Value], event: ImportedEvent) -> None:
        """A kind that the site does not list would be an error: site.yaml is not ours to edit."""
        label = str(fields.pop("kind", ""))
        if not label:
            return
        known = self.facts.kinds.get(label.casefold())
        if known:
            fields["kind"] = known
            return
        id = to_slug(label, "")
        if self.facts.titles is None and id:
            self.kinds.setdefault(id, label)
            fields["kind"] = id
            return
        fact = f"{SETTINGS} lists no kind {quote(label)}"
        example = f"{id or 'other'}: {{label: {label}}}"
        remedy = f'the event has none; add "{example}" below "kinds" before importing'
        self.losses.lose(event.place, fact, remedy)

    def _place_groups(self, fields: dict[str, Value], event: ImportedEvent) -> None:
        """A kind where the site has one of this name, else a story."""
        stories: list[Value] = []
        for label in event.groups:
            kind = self.facts.kinds.get(label.casefold())
            if kind and "kind" not in fields:
                fields["kind"] = kind
            else:
                stories.append(self._find_story(label, event.place))
        if stories:
            fields["stories"] = list(dict.fromkeys(map(str, stories)))

    def _place_names(self, fields: dict[str, Value], event: ImportedEvent) -> None:
        """Entities, places and sources that the site has are named by their ids."""
        known = self.facts.known
        entities: dict[str, None] = {}
        for name in event.entities:
            id = known.find_entity(name)
            if id:
                entities[id] = None
                continue
            fact = f"there is no entity {quote(name)}, or more than one"
            remedy = "describe it in content/entities/, with its type, before importing"
            self.losses.lose(event.place, fact, remedy)
        fields["entities"] = list(entities)
        if "place" in fields:
            place = str(fields["place"])
            fields["place"] = known.find_entity(place) or place
        if "sources" in fields:
            fields["sources"] = [self._find_source(one) for one in fields["sources"]]

    def _find_source(self, source: Value) -> Value:
        if not isinstance(source, Mapping) or source.keys() - {"title", "url"}:
            return source
        id = self.facts.known.find_source(str(source["title"]), str(source.get("url", "")))
        return id or source

    def _place_relations(self, fields: dict[str, Value], event: ImportedEvent) -> None:
        """Other events keep their names: those of this file as they are called now."""
        for name, ids in (("part_of", [event.part_of]), ("follows", event.follows)):
            found = [id for each in ids if each and (id := self._find_event(each, name, event))]
            if found:
                fields[name] = found[0] if name == "part_of" else list(dict.fromkeys(found))

    def _find_event(self, id: str, name: str, event: ImportedEvent) -> str | None:
        given = self.given.get(id.casefold())
        if given or id.casefold() in self.facts.events:
            return given or id
        fact = f"{quote(name)} names the event {quote(id)}, which is neither imported nor there"
        self.losses.lose(event.place, fact, "add it by hand")
        return None

    def _find_story(self, label: str, place: Place) -> str:
        by_title = self.facts.known.find_story(label)
        if by_title:
            return by_title
        known = self.stories.get(label)
        if known is None:
            id = self.story_ids.give(to_slug(label, "group"))
            path = self.facts.stories.get(id.casefold(), f"content/stories/{id}.yaml")
            text = write_yaml({"title": label})
            known = self.stories[label] = NewFile(path, text, place, shared=True)
        return known.path.rpartition("/")[2].removesuffix(".yaml")


def settle(imported: Imported, facts: SiteFacts, name: str, losses: Losses) -> list[NewFile]:
    """The files to write, site.yaml among them where there is none; `name` is the file's.

    Nothing for a file without events.
    """
    settling = _Settling(facts, losses)
    placed = [one for event in imported.events if (one := settling.place(event))]
    events = [settling.finish(one) for one in placed]
    if not events:
        return []
    stories = [
        file for label, file in settling.stories.items() if file.path not in facts.stories.values()
    ]
    return [*_make_settings(imported, settling, name), *stories, *events]


def _make_settings(imported: Imported, settling: _Settling, name: str) -> Iterator[NewFile]:
    facts = settling.facts
    if facts.titles is None:
        fields: dict[str, Value] = {"title": imported.title or name}
        if imported.description:
            fields["description"] = imported.description
        if imported.timezone:
            fields["timezone"] = imported.timezone
        if settling.kinds:
            kinds = sorted(settling.kinds.items())
            fields["kinds"] = {id: {"label": label} for id, label in kinds}
        yield NewFile(SETTINGS, write_yaml(fields), imported.title_place)
        return
    named = {
        "title": imported.title,
        "description": imported.description,
        "time zone": imported.timezone,
    }
    for what, word in named.items():
        if word and word not in facts.titles:
            fact = f"the {what} {quote(word)} of the whole"
            remedy = f"{SETTINGS} has its own; change it there if this one is better"
            settling.losses.lose(imported.title_place, fact, remedy)
