"""Language tags (BCP 47, RFC 5646)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from site_gen.content.fields import FieldType, Reading, read_scalar
from site_gen.content.nodes import Node
from site_gen.content.wording import quote

_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
"""BCP 47 (RFC 5646 §2.1) without grandfathered and purely private tags."""

_COUNTRIES = {
    "cn": "zh", "jp": "ja", "kr": "ko", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk", "vn": "vi",
    "english": "en", "chinese": "zh", "german": "de", "french": "fr", "eng": "en", "chi": "zh",
    "zho": "zh", "deu": "de", "fra": "fr",
}  # fmt: skip  # pairs, not lines
"""What people write for a language that is not its tag."""


@lru_cache(maxsize=512)
def canonical_tag(text: str) -> str | None:
    """The tag in the case that RFC 5646 §2.1.1 recommends, None for what is no tag."""
    if text.lower() in _COUNTRIES or not _TAG.fullmatch(text):
        return None
    first, *rest = text.split("-")
    parts = [first.lower()]
    for index, part in enumerate(rest):
        if any(len(before) == 1 for before in rest[:index]):
            parts.append(part.lower())
        elif len(part) == 4 and part.isalpha():
            parts.append(part.title())
        else:
            parts.append(part.upper() if len(part) == 2 else part.lower())
    return "-".join(parts)


def explain_tag(text: str) -> tuple[str, str]:
    meant = _COUNTRIES.get(text.lower())
    fixed = text.replace("_", "-")
    if meant is None and canonical_tag(fixed) is not None:
        meant = canonical_tag(fixed)
    if "," in text:
        listed = ", ".join(part.strip() for part in text.split(","))
        return f"{quote(text)} is not one language tag", f"write a list: [{listed}]"
    remedy = f"did you mean {quote(meant)}?" if meant else "write one such as en, zh or pt-BR"
    return f"{quote(text)} is not a language tag", remedy


@dataclass(frozen=True)
class LanguageTag(FieldType[str]):
    @property
    def noun(self) -> str:
        return "a language tag, such as en or zh-Hant"

    def read(self, node: Node, reading: Reading) -> str | None:
        scalar = read_scalar(node, self.noun, reading)
        if scalar is None:
            return None
        tag = canonical_tag(scalar.value)
        if tag is None:
            reading.error(scalar, "invalid-language", *explain_tag(scalar.value))
        return tag
