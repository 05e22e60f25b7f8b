"""How messages name values, list choices and guess what was meant."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

_LONGEST = 60
"""Characters of a value that a message shows."""


def quote(value: str) -> str:
    """The value in double quotes, cut if long, with everything that does not print escaped."""
    shown = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
    return '"' + "".join(_escape(character) for character in shown) + '"'


def escape(text: str) -> str:
    """The text with everything that does not print escaped."""
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def _escape(character: str) -> str:
    if character == '"':
        return '\\"'
    if character.isprintable():
        return character
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")


def list_words(words: Iterable[str], last: str = "or") -> str:
    """`a, b or c`."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def guess(word: str, options: Iterable[str], cutoff: float = 0.7) -> str | None:
    """The option that was probably meant, or None."""
    by_form = {option.casefold(): option for option in options}
    form = word.casefold().strip().replace("_", "-").replace(" ", "-")
    for candidate in (word.casefold(), form, form.replace("-", "_")):
        if candidate in by_form:
            return by_form[candidate]
    close = get_close_matches(word.casefold(), by_form, n=1, cutoff=cutoff)
    return by_form[close[0]] if close else None


def advise(word: str, options: Sequence[str], otherwise: str | None = None) -> str:
    """A remedy for a word that is none of the options."""
    meant = guess(word, options)
    if meant is not None:
        return f"did you mean {quote(meant)}?"
    return otherwise or f"use {list_words(options)}"
