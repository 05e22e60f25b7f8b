"""One file by itself: its text becomes records, with everything wrong that it alone can tell.

Nothing here knows another file or the settings, so that what was read may be kept until the file
changes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeAlias

from site_gen.content.bodies import BodyFault, read_body
from site_gen.content.comments import find_cut_texts
from site_gen.content.entity_fields import ENTITY, STORY
from site_gen.content.event_fields import EVENT
from site_gen.content.fields import Reading, RecordType, Values
from site_gen.content.files import ContentFile, Kind
from site_gen.content.findings import BodyUse, Finding, Pointer
from site_gen.content.ids import explain_id, normalize_id
from site_gen.content.nodes import Mapping, Node, Scalar, Sequence, parse_nodes
from site_gen.content.pages import PagePart, read_page
from site_gen.content.places import place_finding
from site_gen.content.source_fields import SOURCE, InlineSource
from site_gen.content.wording import quote
from site_gen.model.records import Citation, Claim, Entity, Event, Origin, Source, Story
from site_gen.model.text import SITE_LANGUAGE, Text
from site_gen.problems import Location, Problem

AnyRecord: TypeAlias = Event | Entity | Source | Story | PagePart


class Declared(NamedTuple):
    """That a file holds something with this id, be it well formed or not."""

    kind: Kind
    id: str
    path: str
    pointer: Pointer = ()

    @property
    def origin(self) -> Origin:
        return Origin(self.path, self.pointer)


@dataclass(frozen=True, slots=True)
class FileContent:
    """What one file says. `uses` are those of its records' bodies, with pointers from the root.

    `unfit` records lack something required; stand-ins are in its place, so that their references
    can be checked, but they belong to no timeline.
    """

    path: str
    declared: tuple[Declared, ...] = ()
    records: tuple[AnyRecord, ...] = ()
    unfit: tuple[AnyRecord, ...] = ()
    uses: tuple[BodyUse, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A file's content while it grows."""

    file: ContentFile
    reading: Reading
    declared: list[Declared] = field(default_factory=list)
    records: list[AnyRecord] = field(default_factory=list)
    unfit: list[AnyRecord] = field(default_factory=list)
    uses: list[BodyUse] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def declare(self, kind: Kind, id: str, pointer: Pointer) -> None:
        self.declared.append(Declared(kind, id, self.file.path, pointer))

    def add(self, record_type: Callable[..., AnyRecord], values: Values) -> None:
        fit = values.complete
        if values.fill():
            (self.records if fit else self.unfit).append(record_type(**values.found))

    def find(self, pointer: Pointer, rule: str, fact: str, remedy: str) -> None:
        self.findings.append(Finding("error", rule, fact, remedy, self.file.path, pointer))


_TABLES: dict[Kind, RecordType] = {
    "event": EVENT,
    "entity": ENTITY,
    "source": SOURCE,
    "story": STORY,
}


def read_document(file: ContentFile, text: str) -> FileContent:
    """Everything that the file says; never raises, whatever the text."""
    draft = _Draft(file, Reading(file.path))
    if file.kind == "page":
        root = _read_page_file(draft, text)
    else:
        root, problems = parse_nodes(text, file.path)
        draft.reading.problems.extend(problems)
        draft.reading.problems.extend(find_cut_texts(text, root, file.path))
        _read_root(draft, root)
    for record in (*draft.records, *draft.unfit):
        _read_bodies(draft, record)
    lines = text.split("\n") if draft.findings else []
    placed = [place_finding(finding, root, lines) for finding in draft.findings]
    return FileContent(
        file.path,
        tuple(draft.declared),
        tuple(draft.records),
        tuple(draft.unfit),
        tuple(draft.uses),
        (*draft.reading.problems, *placed),
    )


def unreadable_document(file: ContentFile, problem: Problem) -> FileContent:
    """A file without readable text still declares the id in its name, to spare follow-up errors."""
    declared = Declared(file.kind, _name_of(file), file.path)
    return FileContent(file.path, (declared,), problems=(problem,))


def _name_of(file: ContentFile) -> str:
    name = file.path.rpartition("/")[2]
    return normalize_id(name.partition(".")[0] if file.kind == "page" else name[: -len(".yaml")])


def _read_page_file(draft: _Draft, text: str) -> Node | None:
    page, root = read_page(draft.file.path, text, draft.reading)
    draft.declare("page", _name_of(draft.file), ())
    if page is not None:
        draft.records.append(page)
    return root


def _read_root(draft: _Draft, root: Node | None) -> None:
    if type(root) is Sequence and root.items:
        for index, item in enumerate(root.items):
            _read_record(draft, item, (index,))
    elif root is None or (type(root) is Scalar and not root.value):
        if not draft.reading.problems:
            _report_empty(draft)
        draft.declare(draft.file.kind, _name_of(draft.file), ())
    else:
        _read_record(draft, root, ())


def _report_empty(draft: _Draft) -> None:
    table = _TABLES[draft.file.kind]
    example = ", ".join(f'"{known.name}"' for known in table.fields if known.required)
    draft.reading.problems.append(
        Problem(
            "error",
            "empty-file",
            "there is nothing in this file",
            f"write {table.noun} with at least {example}, or delete the file",
            Location(draft.file.path, 1, 1),
        )
    )


def _read_record(draft: _Draft, node: Node, pointer: Pointer) -> None:
    kind = draft.file.kind
    values = _TABLES[kind].read_values(node, draft.reading)
    if values is None:
        if not pointer:
            draft.declare(kind, _name_of(draft.file), ())
        return
    id = values.found.get("id") or _default_id(draft, node, pointer)
    if id is None:
        return
    draft.declare(kind, id, pointer)
    values.found["id"] = id
    values.found["origin"] = Origin(draft.file.path, pointer)
    if kind == "event":
        _add_event(draft, values, pointer)
    else:
        draft.add(_CLASSES[kind], values)


def _default_id(draft: _Draft, node: Node, pointer: Pointer) -> str | None:
    """The file's name; None, reported, where it cannot serve as one."""
    if type(node) is Mapping and "id" in node.entries:
        # Its id is broken and has been reported; the name spares those that refer to it.
        return None if pointer else _name_of(draft.file)
    if pointer:
        fact = f"{_TABLES[draft.file.kind].noun} in a list has no id"
        remedy = "add one, such as id: my-id (only a file with one record can use its name)"
        draft.reading.error(node, "missing-field", fact, remedy)
        return None
    name = _name_of(draft.file)
    wrong = explain_id(name)
    if wrong is not None:
        fact, remedy = wrong
        fact = fact.replace("is not an id", "cannot be the id", 1)
        place = Location(draft.file.path)
        remedy = f'rename the file, or add "id"; {remedy}'
        draft.reading.problems.append(Problem("error", "invalid-id", fact, remedy, place))
        return None
    return name


def _add_event(draft: _Draft, values: Values, pointer: Pointer) -> None:
    found = values.found
    found["claims"] = _name_claims(draft, found.get("claims", ()), pointer)
    cited = found.get("sources", ())
    found["sources"] = tuple(
        _take_source(draft, item, found["id"], number, pointer)
        if isinstance(item, InlineSource)
        else item
        for number, item in enumerate(cited, start=1)
    )
    draft.add(Event, values)


def _take_source(
    draft: _Draft, inline: InlineSource, event_id: str, number: int, pointer: Pointer
) -> Citation:
    """Register a source written inside an event; one without an id has no page of its own."""
    values = dict(inline.values)
    place = (*pointer, "sources", number - 1)
    written = values.get("id")
    # Authors cannot write "/", so the key is nobody else's.
    values["id"] = written or f"{event_id}/{number}"
    values["has_page"] = written is not None
    values["origin"] = Origin(draft.file.path, place)
    draft.declare("source", values["id"], place)
    if inline.complete:
        draft.records.append(Source(**values))
    return Citation(values["id"], locator=inline.locator)


def _name_claims(draft: _Draft, claims: tuple[Claim, ...], pointer: Pointer) -> tuple[Claim, ...]:
    named = tuple(
        claim if claim.id else replace(claim, id=f"c{number}")
        for number, claim in enumerate(claims, start=1)
    )
    seen: dict[str, int] = {}
    for number, claim in enumerate(named, start=1):
        first = seen.setdefault(claim.id, number)
        if first != number:
            fact = f"claims {first} and {number} of this event both have the id {quote(claim.id)}"
            remedy = "give one of them another"
            draft.find((*pointer, "claims", number - 1, "id"), "duplicate-id", fact, remedy)
    return named


_CLASSES: dict[Kind, Callable[..., AnyRecord]] = {
    "entity": Entity,
    "source": Source,
    "story": Story,
}


def _read_bodies(draft: _Draft, record: Any) -> None:
    for pointer, body in _bodies_of(record):
        for item in read_body(body, pointer):
            if isinstance(item, BodyFault):
                draft.findings.append(
                    Finding(
                        item.severity,
                        item.rule,
                        item.fact,
                        item.remedy,
                        draft.file.path,
                        pointer,
                        item.target,
                        item.nth,
                    )
                )
            else:
                draft.uses.append(item)


def _bodies_of(record: Any) -> Iterator[tuple[Pointer, str]]:
    body = getattr(record, "body", None)
    if isinstance(body, Text):
        for tag, text in body.entries:
            tail: Pointer = ("body",) if tag == SITE_LANGUAGE else ("body", tag)
            yield record.origin.pointer + tail, text
    elif isinstance(body, str):
        yield ("body",), body
