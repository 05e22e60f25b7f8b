"""What must not lead back to itself: larger events, causes, derivations, belonging."""

from collections.abc import Iterable, Mapping, Sequence

from site_gen.content.findings import Findings, HasOrigin


def report_cycles(
    field: str,
    records: Mapping[str, HasOrigin],
    edges: Mapping[str, Sequence[str]],
    findings: Findings,
) -> None:
    """One error for each way back, at the record whose id comes first; it prints the way."""
    for path in find_cycles(edges):
        start = path[0]
        target = path[1 % len(path)]
        way = " → ".join(_shorten([*path, start]))
        index = edges[start].index(target)
        findings.error(
            records[start],
            (field, index),
            "cycle",
            f'"{field}" leads back to where it began: {way}',
            "remove one of these links",
            needle=target,
        )


_LONGEST_WAY = 12
"""Ids that a message prints of a cycle; of a longer one, both ends."""


def _shorten(way: list[str]) -> list[str]:
    if len(way) <= _LONGEST_WAY:
        return way
    half = _LONGEST_WAY // 2
    return [*way[:half], f"… ({len(way) - 2 * half} more)", *way[-half:]]


def find_cycles(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Cycles, each from its smallest id, in the order of these; every edge is walked once."""
    done: set[str] = set()
    cycles: dict[tuple[str, ...], None] = {}
    for start in sorted(edges):
        if start not in done:
            for cycle in _walk(start, edges, done):
                cycles[tuple(_rotate(cycle))] = None
    return [list(cycle) for cycle in sorted(cycles)]


def _walk(
    start: str, edges: Mapping[str, Sequence[str]], done: set[str]
) -> Iterable[Sequence[str]]:
    """Depth first without recursion: a chain may be as long as the chronology."""
    path, position = [start], {start: 0}
    pending = [iter(edges.get(start, ()))]
    while pending:
        target = next(pending[-1], None)
        if target is None:
            pending.pop()
            gone = path.pop()
            del position[gone]
            done.add(gone)
        elif target in position:
            yield path[position[target] :]
        elif target not in done and target in edges:
            position[target] = len(path)
            path.append(target)
            pending.append(iter(edges[target]))


def _rotate(cycle: Sequence[str]) -> list[str]:
    first = cycle.index(min(cycle))
    return [*cycle[first:], *cycle[:first]]
