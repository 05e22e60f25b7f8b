"""Inline marks at half the price: a pattern is not tried where its first character is absent.

Python-Markdown tries each of some sixteen patterns on each piece of text, and most pieces have
no mark at all. The loop that does so is a private method, so it is replaced only in versions
whose loop is known to be this one; in others everything works as before, more slowly.
`tests/render/test_inline.py` compares the two.
"""

from collections.abc import Iterable
from typing import Any

import markdown
from markdown import Markdown
from markdown.inlinepatterns import (
    AUTOLINK_RE,
    AUTOMAIL_RE,
    BACKTICK_RE,
    ENTITY_RE,
    ESCAPE_RE,
    HTML_RE,
    IMAGE_LINK_RE,
    LINE_BREAK_RE,
    LINK_RE,
)
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from site_gen.model.markup import CITATION_PATTERN

KNOWN_VERSIONS = ((3, 7), (3, 12))
"""From the first, up to and without the second."""

_NEEDED = {
    AUTOLINK_RE: ("<", "<"),
    AUTOMAIL_RE: ("<", "<"),
    BACKTICK_RE: ("`", "`"),
    ENTITY_RE: ("&", "&"),
    ESCAPE_RE: ("\\", "\\"),
    HTML_RE: ("<", "<"),
    IMAGE_LINK_RE: ("![", "!["),
    LINE_BREAK_RE: ("  \n", "  \n"),
    LINK_RE: ("[", "["),
    CITATION_PATTERN: ("[@", "[@"),
    r"\[\^([^\]]*)\]": ("[^", "[^"),
    r"\*": ("*", "*"),
    r"_": ("_", "_"),
    r"\*|_": ("*", "_"),
    r"((^|(?<=\s))(\*{1,3}|_{1,3})(?=\s|$))": ("*", "_"),
}
"""What a pattern cannot match without, one or the other, by the pattern's own text: one that
changes in a later version is not found here, and is tried everywhere."""

_ALWAYS = ("", "")


def install_skipping(parser: Markdown) -> bool:
    """Whether this version's loop is known, so that it was replaced."""
    first, end = KNOWN_VERSIONS
    if not first <= markdown.__version_info__[:2] < end:
        return False
    parser.treeprocessors.register(SkippingProcessor(parser), "inline", 20)
    return True


class SkippingProcessor(InlineProcessor):
    """As the original, with the patterns left out that cannot match."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._steps: list[tuple[Any, str, str]] = []

    def _InlineProcessor__handleInline(  # noqa: N802 # replaces the private method of that name
        self, data: str, first: int = 0
    ) -> str:
        if isinstance(data, AtomicString):
            return data
        steps = self._steps or self._find_steps()
        index, start = first, 0
        while index < len(steps):
            pattern, needed, other = steps[index]
            matched = False
            if needed in data or other in data:
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined] # the stubs have no private names
                    pattern, data, index, start
                )
            if not matched:
                index, start = index + 1, 0
        return data

    def _find_steps(self) -> list[tuple[Any, str, str]]:
        """Asked for at the first text, when every extension has added its patterns."""
        patterns: Iterable[Any] = self.inlinePatterns
        self._steps = [(each, *_NEEDED.get(each.pattern, _ALWAYS)) for each in patterns]
        return self._steps
