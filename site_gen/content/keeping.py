"""What of a load is kept for the next one, and what has changed since the last."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from site_gen.content.codec import encode_content, encode_finding, encode_problem
from site_gen.content.extracts import encode_extract
from site_gen.content.files import settle_signature
from site_gen.content.findings import Finding
from site_gen.content.leaves import Leaf, to_json
from site_gen.content.places import place_findings
from site_gen.content.shelf import Header, Page, Row, Shelf
from site_gen.content.verdicts import Changes
from site_gen.problems import Problem


def find_changes(leaves: Iterable[Leaf], shelf: Shelf, now: Header) -> Changes | None:
    """None where the verdicts on the shelf were found under other settings, or there are none."""
    then = shelf.header
    if then is None or then.terms != now.terms:
        return None
    keys = {f"media:{name}" for name in then.media ^ now.media}
    keys.update(then.loose)
    gone = dict(shelf.rows)
    for leaf in leaves:
        row = gone.pop(leaf.file.path, None)
        if leaf.row is None:
            keys.update(f"{item.kind}:{item.id}" for item in leaf.extract.declared)
            keys.update(_list_declared(row))
    for row in gone.values():
        keys.update(_list_declared(row))
    begin, end = sorted((then.today, now.today))
    return Changes(frozenset(keys), (begin, end))


def list_loose(leaves: Iterable[Leaf]) -> Iterator[str]:
    """`kind:id` of what stands in files that are not shelved."""
    for leaf in leaves:
        if not leaf.is_sound:
            yield from (f"{item.kind}:{item.id}" for item in leaf.extract.declared)


def _list_declared(row: Row | None) -> Iterator[str]:
    if row is not None:
        for kind, id, _ in row.extract[0]:
            yield f"{kind}:{id}"


def place_all(root: Path, leaves: Sequence[Leaf], findings: Iterable[Finding]) -> list[Problem]:
    """All findings with their places: those of the whole, and of each verdict.

    A place once found is kept with its file.
    """
    by_path = {leaf.file.path: leaf for leaf in leaves}
    every = [*findings, *(item for leaf in leaves if leaf.verdict for item in leaf.verdict)]
    problems, unplaced = [], []
    known = {path: by_path[path].places for path in {item.path for item in every} & by_path.keys()}
    for leaf in leaves:
        if leaf.places:
            leaf.places = {}
    for finding in every:
        place = known.get(finding.path, {}).get(finding)
        if place is None:
            unplaced.append(finding)
        else:
            shown = (finding.severity, finding.rule, finding.fact, finding.remedy)
            problems.append(Problem(*shown, place))
            by_path[finding.path].places[finding] = place
    unplaced.sort(key=lambda finding: finding.path)
    for finding, problem in zip(unplaced, place_findings(root, unplaced), strict=True):
        problems.append(problem)
        if finding.path in by_path:
            by_path[finding.path].places[finding] = problem.location
    return problems


def make_pages(leaves: Iterable[Leaf], begin: int) -> Iterator[Page]:
    """What the shelf is to hold of each sound file; `begin` is when they were first looked at."""
    for leaf in leaves:
        if leaf.is_sound:
            yield _make_page(leaf, begin)


def _make_page(leaf: Leaf, begin: int) -> Page:
    path, row, signature = leaf.file.path, leaf.row, leaf.file.signature
    if row is not None and row.signature == signature and _is_clear(leaf, row):
        return Page(path, leaf.digest, row.line, None)
    signature = settle_signature(signature, begin)
    verdict = [encode_finding(finding) for finding in leaf.verdict or ()]
    places = [
        [encode_finding(finding), place.line, place.column, place.length]
        for finding, place in leaf.places.items()
    ]
    head = [path, leaf.digest, signature]
    if row is not None:
        line = _join_line(head, to_json(row.extract), [row.problems, verdict, places])
        return Page(path, leaf.digest, line, None)
    extract = leaf.extract_text or to_json(encode_extract(leaf.extract))
    problems = [encode_problem(problem) for problem in leaf.problems]
    line = _join_line(head, extract, [problems, verdict, places])
    return Page(path, leaf.digest, line, leaf.blob or to_json(encode_content(leaf.open())))


def _is_clear(leaf: Leaf, row: Row) -> bool:
    """Whether nothing was and is found in the file: so it is with most."""
    return not (leaf.verdict or leaf.places or row.verdict or row.places)


def _join_line(head: list[Any], extract: bytes, tail: list[Any]) -> bytes:
    """The line of a Row, of an extract that is written already."""
    return to_json(head)[:-1] + b"," + extract + b"," + to_json(tail)[1:]
