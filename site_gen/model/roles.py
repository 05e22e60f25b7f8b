"""Which roles an entity held at a time."""

from site_gen.dates import When
from site_gen.model.records import Entity, Role


def roles_at(entity: Entity, when: When) -> tuple[Role, ...]:
    """The roles whose time may touch that of `when`."""
    return tuple(role for role in entity.roles if is_held(role, when))


def is_held(role: Role, when: When) -> bool:
    """Whether the role may have been held at that time; a missing bound excludes nothing."""
    since = role.since.earliest if role.since else None
    until = role.until.latest if role.until else None
    begins_in_time = since is None or when.latest is None or since <= when.latest
    ends_in_time = until is None or when.earliest is None or when.earliest <= until
    return begins_in_time and ends_in_time
