"""Where in a file something stands: looked up when there is a Problem, not kept for every value."""

import unicodedata
from collections.abc import Iterable
from collections.abc import Sequence as Row
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from site_gen.content.fields import Reading
from site_gen.content.files import read_text
from site_gen.content.findings import WHOLE_FILE, Finding, Pointer
from site_gen.content.nodes import MOST_FAULTS, Mapping, Node, Scalar, Sequence, locate, parse_nodes
from site_gen.content.pages import parse_page
from site_gen.content.wording import escape
from site_gen.problems import Location, Problem


def place_findings(root: Path, findings: Iterable[Finding]) -> list[Problem]:
    """Problems with their places; each file is read once more."""
    problems: list[Problem] = []
    for path, group in groupby(sorted(findings, key=_path_of), key=_path_of):
        node, lines = _read_again(root, path)
        problems.extend(place_finding(finding, node, lines) for finding in group)
    return problems


def _path_of(finding: Finding) -> str:
    return finding.path


def _read_again(root: Path, path: str) -> tuple[Node | None, list[str]]:
    text = read_text(root, path)
    if isinstance(text, Problem):
        return None, []
    if path.endswith(".md"):
        return parse_page(path, text, Reading(path)), text.split("\n")
    return parse_nodes(text, path)[0], text.split("\n")


def place_finding(finding: Finding, root: Node | None, lines: Row[str]) -> Problem:
    """`lines` are those of the whole file."""
    place = Location(escape(finding.path))
    if root is not None and finding.pointer != WHOLE_FILE:
        node = _follow(root, finding.pointer, finding.needle)
        place = _find_needle(finding, node, lines) or locate(place.path, node)
    return Problem(finding.severity, finding.rule, finding.fact, finding.remedy, place)


def _follow(root: Node, pointer: Pointer, needle: str) -> Node:
    """The node that the pointer leads to, or the nearest above it that exists."""
    node, parent, last = root, root, 0
    for step in pointer:
        inner = _step(node, step)
        if inner is None:
            break
        node, parent, last = inner, node, step if isinstance(step, int) else 0
    if needle and type(parent) is Sequence and not _says(node, needle):
        # Items before this one were refused, so that it stands further on than its number says.
        items = parent.items[last : last + MOST_FAULTS]
        return next((item for item in items if _says(item, needle)), node)
    return node


def _step(node: Node, step: str | int) -> Node | None:
    if type(node) is Mapping and isinstance(step, str):
        entry = node.entries.get(step)
        return entry.node if entry else None
    if type(node) is Sequence and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _says(node: Node, needle: str) -> bool:
    return type(node) is Scalar and needle in unicodedata.normalize("NFC", node.value)


def _find_needle(finding: Finding, node: Node, lines: Row[str]) -> Location | None:
    """The needle's own line and column inside a long text."""
    if not finding.needle or type(node) is not Scalar or node.value == finding.needle:
        return None
    left = finding.nth
    start = node.column - 1
    for number in range(node.line, min(node.end_line, len(lines)) + 1):
        line = lines[number - 1]
        at = line.find(finding.needle, start)
        while at >= 0:
            if not left:
                return Location(escape(finding.path), number, at + 1, len(finding.needle))
            left -= 1
            at = line.find(finding.needle, at + 1)
        start = 0
    return None


@dataclass(slots=True)
class _Excerpts:
    """Source lines of a site's files, each file read once."""

    root: Path
    lines: dict[str, list[str]] = field(default_factory=dict)

    def find(self, place: Location) -> str | None:
        if place.line < 1:
            return None
        if place.path not in self.lines:
            text = read_text(self.root, place.path)
            self.lines[place.path] = [] if isinstance(text, Problem) else text.split("\n")
        lines = self.lines[place.path]
        return lines[place.line - 1] if place.line <= len(lines) else None


def attach_excerpts(problems: Iterable[Problem], root: Path) -> list[Problem]:
    """With the source line of each; none where the file cannot be read."""
    excerpts = _Excerpts(root)
    return [problem.with_excerpt(excerpts.find(problem.location)) for problem in problems]
