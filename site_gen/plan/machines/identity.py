"""Names for feeds and calendars that stay when the site moves: UUIDs of version 5 (RFC 9562 §5.5).

They follow from the site's name (`feeds.id` of site.yaml, else its title), the language and the
record's id, never from an address.
"""

from hashlib import sha1

from site_gen.model.settings import Settings

_NAMESPACE = bytes.fromhex("6f1d1a52c5f14f3f9c6b4b3a9f0e7d21")
"""Drawn once; another one would give every event of every site a new name."""


def make_uuid(settings: Settings, *parts: str) -> str:
    """The same for the same site and parts, in whatever place, build or version."""
    site = settings.feed_id or settings.title.in_site_language(settings.language)
    name = "\0".join((site, *parts)).encode("utf-8", "surrogatepass")
    content = bytearray(sha1(_NAMESPACE + name, usedforsecurity=False).digest()[:16])
    content[6] = content[6] & 0x0F | 0x50
    content[8] = content[8] & 0x3F | 0x80
    digits = content.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def make_urn(settings: Settings, *parts: str) -> str:
    return f"urn:uuid:{make_uuid(settings, *parts)}"
