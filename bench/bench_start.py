"""How long the program takes to answer: `python bench/bench_start.py`.

`site-gen --version`, and a build of the example in which nothing has changed.
"""

import shutil
import tempfile
from pathlib import Path

from bench.generators import PYTHON, ROOT
from bench.measure import describe_machine, middle, run

RUNS = 20
GOALS = {"--version": 150, "nothing changed": 400}
"""Milliseconds."""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = Path(folder) / "site"
        site.mkdir()
        shutil.copyfile(ROOT / "site.yaml", site / "site.yaml")
        shutil.copytree(ROOT / "content", site / "content")
        program = shutil.which("site-gen", path=str(Path(PYTHON).parent))
        start = [program] if program else [PYTHON, "-m", "site_gen"]
        build = [*start, "-q", "-C", str(site), "build"]
        log = Path(folder) / "log"
        run(build, site, log)
        print(f"medians of {RUNS}; {describe_machine()}\n")
        print("| command | goal | milliseconds | MB |\n|---|---|---|---|")
        for name, command in {"--version": [*start, "--version"], "nothing changed": build}.items():
            cost = middle([run(command, site, log) for _ in range(RUNS)])
            print(f"| {name} | ≤ {GOALS[name]} | {cost.seconds * 1000:.0f} | {cost.memory:.0f} |")


if __name__ == "__main__":
    main()
