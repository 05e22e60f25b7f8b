"""The files of a site become one Timeline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any, NamedTuple

from site_gen.content.checks import Located
from site_gen.content.codec import parse_canonical
from site_gen.content.extracts import EventFacts, Upward
from site_gen.content.findings import Findings
from site_gen.content.leaves import Leaf
from site_gen.content.page_parts import join_pages
from site_gen.content.pages import PagePart
from site_gen.dates import SortKey, sort_key
from site_gen.model.imprints import Imprint
from site_gen.model.records import Event
from site_gen.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Assembled:
    """`located` are the facts of the timeline's events, in their order.

    `imprints` has them by `event:<id>` and so on.
    """

    timeline: Timeline
    located: Sequence[Located]
    upward: Sequence[tuple[Upward, str]]
    imprints: Mapping[str, Imprint]


class _Ranked(NamedTuple):
    order: SortKey
    id: str
    number: int
    """The place in the order of files: of two with the same id, both errors."""
    event: Event
    located: Located


@dataclass(slots=True)
class _Heap:
    """Everything by its kind, while the files are gone through."""

    timezone: tzinfo
    events: list[_Ranked] = field(default_factory=list)
    parts: list[PagePart] = field(default_factory=list)
    by_id: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {"entity": {}, "source": {}, "story": {}}
    )
    imprints: dict[str, Imprint] = field(default_factory=dict)

    def add(self, leaf: Leaf) -> None:
        facts = iter(leaf.extract.events)
        for kind, id, record in leaf.list_records():
            if kind == "event":
                self._add_event(next(facts), record, leaf.file.path)
            elif kind == "page":
                self.parts.append(record)
            else:
                self.by_id[kind][id] = record
        for kind, id, imprint in leaf.list_imprints():
            # A page is made of several files, and looked at whole.
            if kind != "page":
                self.imprints[f"{kind}:{id}"] = imprint

    def _add_event(self, facts: EventFacts, event: Event, path: str) -> None:
        order = facts.order
        if isinstance(order, str):
            order = sort_key(parse_canonical(order), self.timezone)
        number = len(self.events)
        self.events.append(_Ranked(order, facts.id, number, event, Located(facts, path)))


def assemble(
    leaves: Iterable[Leaf], language: str, timezone: tzinfo, findings: Findings
) -> Assembled:
    """Events in order; everything else by id, in the order of ids."""
    heap = _Heap(timezone)
    upward = []
    for leaf in leaves:
        heap.add(leaf)
        upward.extend([(item, leaf.file.path) for item in leaf.extract.upward])
    heap.events.sort()
    sorted_by_id = {kind: dict(sorted(records.items())) for kind, records in heap.by_id.items()}
    timeline = Timeline(
        events=tuple([ranked.event for ranked in heap.events]),
        entities=sorted_by_id["entity"],
        sources=sorted_by_id["source"],
        stories=sorted_by_id["story"],
        pages=join_pages(heap.parts, language, findings),
        language=language,
    )
    located = [ranked.located for ranked in heap.events]
    return Assembled(timeline, located, upward, heap.imprints)


def list_known(leaves: Iterable[Leaf], media: Iterable[str]) -> frozenset[str]:
    """Whatever can be referred to, as `kind:id`."""
    known = {f"{item.kind}:{item.id}" for leaf in leaves for item in leaf.extract.declared}
    return frozenset(known.union([f"media:{name}" for name in media]))
