"""The syntax of the 2012 draft of EDTF, which older tools and archives still write.

Only to be able to say "did you mean": nothing of it is accepted.
"""

import re

from site_gen.dates.points import Doubt

_TOKEN = re.compile(r"(?P<digits>(?:^-)?[0-9XUxu]+)|(?P<marks>[?~]+)|(?P<open>\()|(?P<close>\))|-")
_MARKS = {Doubt.NONE: "", Doubt.UNCERTAIN: "?", Doubt.APPROXIMATE: "~", Doubt.BOTH: "%"}
_LONG_YEAR = re.compile(r"[yY](-?[0-9]+)(?:[eE]([0-9]+))?(?:[pPsS]([0-9]+))?")
_EDGES = {"unknown": "", "open": "..", "now": "..", "present": ".."}


def translate_draft(text: str) -> str | None:
    """The text in the syntax of 2019, as far as it can be told; None if it is no draft either."""
    if "/" in text:
        halves = [_translate_end(half) for half in text.split("/")]
        return None if None in halves else "/".join(half or "" for half in halves)
    return _translate_date(text)


def _translate_end(text: str) -> str | None:
    edge = _EDGES.get(text.lower())
    if edge is not None or text in ("", ".."):
        return edge if edge is not None else text
    return _translate_date(text)


def _translate_date(text: str) -> str | None:
    if match := _LONG_YEAR.fullmatch(text):
        year, exponent, significant = match.groups()
        return f"Y{year}" + (f"E{exponent}" if exponent else "") + _write_digits(significant)
    if match := re.fullmatch(r"(-?[0-9]{4})p([0-9]+)", text):
        return f"{match[1]}S{match[2]}"
    read = _read_components(text)
    return _write_components(*read) if read else None


def _write_digits(significant: str | None) -> str:
    return f"S{significant}" if significant else ""


def _read_components(text: str) -> tuple[list[str], list[Doubt]] | None:
    """The components with their doubt: a mark covers what stands left of it in its parentheses."""
    components: list[str] = []
    doubts: list[Doubt] = []
    groups = [0]
    covered = 0
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return None
        if token["digits"]:
            components.append(re.sub("[xuU]", "X", token[0]))
            doubts.append(Doubt.NONE)
            covered = groups[-1]
        elif token["open"]:
            groups.append(len(components))
        elif token["close"]:
            if len(groups) == 1:
                return None
            covered = groups.pop()
        elif token["marks"]:
            _add_doubt(doubts, covered, token[0])
        at = token.end()
    return (components, doubts) if 1 <= len(components) <= 3 and len(groups) == 1 else None


def _add_doubt(doubts: list[Doubt], start: int, marks: str) -> None:
    for mark in marks:
        for place in range(start, len(doubts)):
            doubts[place] |= Doubt.from_mark(mark)


def _write_components(components: list[str], doubts: list[Doubt]) -> str:
    """With one mark where it can cover several components, else with a mark at each."""
    marks = [_MARKS[doubt] for doubt in doubts]
    if len(set(marks)) == 1:
        return "-".join(components) + marks[0]
    if len(marks) == 3 and marks[0] == marks[1]:
        year, month, day = components
        return f"{year}-{month}{marks[0]}-{marks[2]}{day}"
    rest = [mark + component for mark, component in zip(marks[1:], components[1:], strict=True)]
    return "-".join([components[0] + marks[0], *rest])
