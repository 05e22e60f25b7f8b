"""What may be an entity's id or a text becomes one of them, once the entities are known."""

from collections.abc import Container
from dataclasses import replace
from typing import Any

from site_gen.content.documents import AnyRecord
from site_gen.content.extracts import wished_entity
from site_gen.model.records import Claim, Entity, Event, Party, Role, Source


def settle_record(record: AnyRecord, entities: Container[str]) -> AnyRecord:
    """With the ids of entities for the texts that are one; the same record where none is."""
    if isinstance(record, Event):
        return _settle_event(record, entities)
    if isinstance(record, Source) and record.publisher is not None:
        return replace(record, publisher=settle_party(record.publisher, entities))
    if isinstance(record, Entity) and record.roles:
        return replace(record, roles=tuple(_settle_role(role, entities) for role in record.roles))
    return record


def settle_party(party: Party, entities: Container[str]) -> Party:
    wish = wished_entity(party)
    return party if wish is None or wish not in entities else Party(wish, None)


def _settle_event(event: Event, entities: Container[str]) -> Event:
    claims = tuple([_settle_claim(claim, entities) for claim in event.claims])
    place = event.place and settle_party(event.place, entities)
    if place is event.place and all(map(_is_same, claims, event.claims)):
        return event
    return replace(event, claims=claims, place=place)


def _settle_claim(claim: Claim, entities: Container[str]) -> Claim:
    by = tuple([settle_party(party, entities) for party in claim.by])
    return claim if all(map(_is_same, by, claim.by)) else replace(claim, by=by)


def _settle_role(role: Role, entities: Container[str]) -> Role:
    return role if role.org is None else replace(role, org=settle_party(role.org, entities))


def _is_same(one: Any, other: Any) -> bool:
    return one is other
