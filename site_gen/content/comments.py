"""Texts that YAML cuts off: ` #5` begins a comment, which no message would ever tell of.

A comment that is meant has a space after its `#`, and is let pass.
"""

import re
from collections.abc import Iterator

from site_gen.content.nodes import Mapping, Node, Scalar, Sequence
from site_gen.content.wording import quote
from site_gen.problems import Location, Problem

_CANDIDATE = re.compile(r"[ \t]#[^\s#!]")
_REST = re.compile(r"[ \t]+(#[^\s#!].*)")


def find_cut_texts(text: str, root: Node | None, path: str) -> list[Problem]:
    """A warning for each plain text that goes on behind a `#`."""
    if root is None or not _CANDIDATE.search(text):
        return []
    lines = text.split("\n")
    problems = []
    for scalar in _list_plain(root):
        line = lines[scalar.end_line - 1] if scalar.end_line <= len(lines) else ""
        rest = _REST.fullmatch(line, scalar.end_column - 1)
        if rest is not None:
            fact = f"{quote(rest[1])} is taken for a comment and left out"
            remedy = "put the whole text in double quotes, or write a space after the #"
            place = Location(path, scalar.end_line, rest.start(1) + 1, len(rest[1]))
            problems.append(Problem("warning", "comment-in-text", fact, remedy, place))
    return problems


def _list_plain(root: Node) -> Iterator[Scalar]:
    """Texts without quotation marks, at most as deep as nodes are nested."""
    if type(root) is Scalar:
        if not root.style:
            yield root
    elif type(root) is Mapping:
        for _, node in root.entries.values():
            yield from _list_plain(node)
    elif type(root) is Sequence:
        for node in root.items:
            yield from _list_plain(node)
