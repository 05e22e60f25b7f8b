"""What becomes of a text in an address."""

import unicodedata


def slug_of(text: str) -> str:
    """Letters and digits of any script, with single `-` for all between them; maybe empty."""
    return "-".join("".join(c if c.isalnum() or _is_mark(c) else " " for c in text).split())


def _is_mark(character: str) -> bool:
    """Combining marks belong to the letter before them (Unicode §4.5), as in Devanagari."""
    return unicodedata.category(character) in ("Mn", "Mc")
