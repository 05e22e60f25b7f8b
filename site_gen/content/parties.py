"""What may be an entity's id or a text becomes one of them, once the entities are known."""

from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

from site_gen.content.documents import AnyRecord
from site_gen.content.extracts import wished_entity
from site_gen.model.records import Claim, Party, Role

_T = TypeVar("_T")
_Way: TypeAlias = Callable[[Any, Container[str]], Any]


def settle_record(record: AnyRecord, entities: Container[str]) -> AnyRecord:
    """With the ids of entities for the texts that are one; the same record where none is."""
    settled = {}
    for name in _WAYS:
        value = getattr(record, name, None)
        changed = settle_field(name, value, entities)
        if changed is not value:
            settled[name] = changed
    return replace(record, **settled) if settled else record


def settle_field(name: str, value: Any, entities: Container[str]) -> Any:
    """The value of one field, as `settle_record` makes it."""
    return _WAYS[name](value, entities) if name in _WAYS and value else value


def settle_party(party: Party, entities: Container[str]) -> Party:
    wish = wished_entity(party)
    return party if wish is None or wish not in entities else Party(wish, None)


def _settle_claims(claims: tuple[Claim, ...], entities: Container[str]) -> tuple[Claim, ...]:
    return _settle_each(claims, entities, _settle_claim)


def _settle_claim(claim: Claim, entities: Container[str]) -> Claim:
    by = _settle_each(claim.by, entities, settle_party)
    return claim if by is claim.by else replace(claim, by=by)


def _settle_roles(roles: tuple[Role, ...], entities: Container[str]) -> tuple[Role, ...]:
    return _settle_each(roles, entities, _settle_role)


def _settle_role(role: Role, entities: Container[str]) -> Role:
    org = role.org and settle_party(role.org, entities)
    return role if org is role.org else replace(role, org=org)


def _settle_each(items: tuple[_T, ...], entities: Container[str], settle: _Way) -> tuple[_T, ...]:
    settled = tuple([settle(item, entities) for item in items])
    return items if all(map(_is_same, settled, items)) else settled


def _is_same(one: Any, other: Any) -> bool:
    return one is other


_WAYS: Mapping[str, _Way] = {
    "place": settle_party,
    "claims": _settle_claims,
    "publisher": settle_party,
    "roles": _settle_roles,
}
"""By the names of fields: no two kinds of record mean different things by one of these."""
