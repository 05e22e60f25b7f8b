"""What a build costs, ours and those of others: `python bench/bench_builds.py --events 1000`.

Builds the same corpus with each generator in turn, on this machine: cold, with the frame of
every page changed, with nothing changed, with one body changed. Prints Markdown tables.
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.generators import PYTHON, ROOT, Generator, find_generators
from bench.measure import Cost, describe_machine, middle, run

CASES = ("cold", "templates changed", "nothing changed", "one body changed")
GOALS = {
    "cold": (1.5, 1.0),
    "templates changed": (0.5, 0.3),
    "nothing changed": (0.10, 0.06),
    "one body changed": (0.20, 0.10),
}
"""Of the time that Hugo's cold build takes: the goal, and what would be better still."""


@dataclass(frozen=True, slots=True)
class Edited:
    """Where the body that is edited stands, by generator, and how it begins."""

    opening: str
    files: dict[str, Path]


@dataclass(frozen=True, slots=True)
class Tree:
    """What a generator made of the corpus: pages, feeds and calendars, MB of each.

    `event_bytes` are those of an event's page, on average.
    """

    pages: int
    megabytes: float
    event_bytes: int
    feeds: int
    feed_megabytes: float


Costs = dict[tuple[str, str], list[Cost]]
"""By generator and case."""

FEEDS = ("feed.xml", "feed.json", "calendar.ics")
"""What lies beside the home page and the page of every entity, tag and story."""


def main() -> None:
    options = _read_options()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.work) as folder:
        work = Path(folder)
        generators = find_generators(options.names, work)
        edited = _write_sites(options.events, generators, work)
        costs: Costs = {}
        trees: dict[str, Tree] = {}
        for at in range(1, options.runs + 1):
            for generator in generators:
                _measure(generator, at, work, edited, costs)
                if at == 1:
                    trees[generator.name] = _look_at(work / "out" / f"{generator.name}-{at}")
        _print_report(options, generators, costs, trees)


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", metavar="NAMES", help="as in ours,hugo")
    parser.add_argument(
        "--node",
        action=argparse.BooleanOptionalAction,
        default=bool(shutil.which("node") and shutil.which("npm")),
        help="Eleventy too, fetched with npm; default: where Node is there",
    )
    parser.add_argument("--work", type=Path, help="where to put what is temporary")
    options = parser.parse_args()
    every = ["ours", "hugo", "pelican", *(["eleventy"] if options.node else [])]
    options.names = options.only.split(",") if options.only else every
    if options.work:
        options.work.mkdir(parents=True, exist_ok=True)
    return options


def _write_sites(events: int, generators: Sequence[Generator], work: Path) -> Edited:
    names = [generator.name for generator in generators]
    command = [PYTHON, str(ROOT / "bench/write_sites.py"), str(events), str(work / "in"), *names]
    said = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    (work / "out").mkdir()
    (work / "aside").mkdir()
    return Edited(said["opening"], {name: Path(file) for name, file in said["files"].items()})


def _measure(generator: Generator, at: int, work: Path, edited: Edited, costs: Costs) -> None:
    """All cases once. A fresh output folder, never a wiped one: ext4 is slow after deleting."""
    name = generator.name
    site, output = work / "in" / name, work / "out" / f"{name}-{at}"
    for cache in generator.caches:
        if (site / cache).exists():
            (site / cache).rename(work / "aside" / f"{name}-{at}-{cache}")
    changes: dict[str, Callable[[], None]] = {
        "templates changed": lambda: _insert(site / generator.frame, "</footer>", at),
        "one body changed": lambda: _insert(edited.files[name], edited.opening, at),
    }
    command = generator.command(site, output)
    for case in CASES:
        changes.get(case, lambda: None)()
        cost = run(command, site, work / "log")
        costs.setdefault((name, case), []).append(cost)
        print(f"{name:10} {case:18} {cost.seconds:8.2f} s", flush=True)


def _insert(file: Path, before: str, edition: int) -> None:
    text = file.read_text(encoding="utf-8")
    if before not in text:
        raise SystemExit(f'"{before}" is not in {file.name}; the corpus and the bench differ')
    # Some generators trust the time of the last change, whose grain may be a second.
    changed = file.stat().st_mtime + 2
    file.write_text(text.replace(before, f"Edition {edition}. {before}", 1), encoding="utf-8")
    os.utime(file, (changed, changed))


def _look_at(output: Path) -> Tree:
    pages = {path: path.stat().st_size for path in output.rglob("*.html")}
    events = [size for path, size in pages.items() if path.parent.parent.name == "events"]
    feeds = [path.stat().st_size for name in FEEDS for path in output.rglob(name)]
    return Tree(
        pages=len(pages),
        megabytes=sum(pages.values()) / 1e6,
        event_bytes=sum(events) // max(len(events), 1),
        feeds=len(feeds),
        feed_megabytes=sum(feeds) / 1e6,
    )


def _print_report(
    options: argparse.Namespace,
    generators: Sequence[Generator],
    costs: Costs,
    trees: dict[str, Tree],
) -> None:
    medians = {key: middle(runs) for key, runs in costs.items()}
    print(f"\n{options.events:,} events, medians of {options.runs}; {describe_machine()}\n")
    if ("hugo", "cold") in medians and ("ours", "cold") in medians:
        _print_ratios(medians)
    names = " | ".join(f"{generator.name} {generator.version}" for generator in generators)
    print(f"| seconds (of all cores) | {names} |\n|---|{'---|' * len(generators)}")
    for case in CASES:
        cells = (medians[generator.name, case] for generator in generators)
        print(f"| {case} | {' | '.join(f'{one.seconds:.2f} ({one.cpu:.2f})' for one in cells)} |")
    rows: dict[str, Callable[[str], str]] = {
        "largest process, MB": lambda name: f"{max(medians[name, c].memory for c in CASES):.0f}",
        "pages": lambda name: f"{trees[name].pages:,}",
        "MB of pages": lambda name: f"{trees[name].megabytes:.0f}",
        "bytes of an event's page": lambda name: f"{trees[name].event_bytes:,}",
        "feeds and calendars": lambda name: f"{trees[name].feeds:,}",
        "MB of them": lambda name: f"{trees[name].feed_megabytes:.0f}",
    }
    for label, tell in rows.items():
        print(f"| {label} | {' | '.join(tell(generator.name) for generator in generators)} |")


def _print_ratios(medians: dict[tuple[str, str], Cost]) -> None:
    unit = medians["hugo", "cold"].seconds
    print("| case | goal | stretch | measured |\n|---|---|---|---|")
    for case, (goal, stretch) in GOALS.items():
        ratio = medians["ours", case].seconds / unit
        print(f"| {case} | ≤ {goal:g} | ≤ {stretch:g} | {ratio:.2f} |")
    print()


if __name__ == "__main__":
    main()
