"""How long loading takes: a chronology of generated events, seeded, in a folder of its own.

    python bench/bench_check.py [EVENTS] [-jN] [--profile]

Prints the seconds by the clock and those of all cores: without a cache, filling one, with it, after
one edit. Nothing is asserted. With --profile only where the first load spends its time.
"""

import cProfile
import gc
import pstats
import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from site_gen.content.fingerprints import find_fingerprint
from site_gen.content.load import load_site

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SYLLABLES = [a + b for a in "bcdfghjklmnpqrstvwxyz" for b in "aeo"]
STATUSES = ("reported", "confirmed", "disputed", "target")


class Corpus:
    """A site of so many events, the same for the same seed."""

    def __init__(self, root: Path, events: int, seed: int = 1) -> None:
        self.root = root
        self.count = events
        self.random = random.Random(seed)
        self.entities = [f"entity-{number}" for number in range(max(events // 20, 5))]
        self.sources = [f"source-{number}" for number in range(max(events // 4, 5))]

    def write(self) -> None:
        site = "title: Generated\nlanguages: [en, zh]\ntimezone: Asia/Shanghai\n"
        self._write("site.yaml", site + "kinds: {launch: {label: {en: Launch, zh: 发布}}}\n")
        for number, id in enumerate(self.entities):
            kind = ("person", "organization", "product")[number % 3]
            name = f"{{en: {self._words(2).title()}, zh: 实体{number}}}"
            self._write(f"content/entities/{id}.yaml", f"type: {kind}\nname: {name}\n")
        for id in self.sources:
            text = f"kind: article\ntitle: {self._words(6)}\nurl: https://example.org/{id}\n"
            self._write(f"content/sources/{id}.yaml", f"{text}published: 2030-01-01\n")
        for number in range(self.count):
            self._write(f"content/events/{number // 500}/event-{number}.yaml", self._event(number))

    def _event(self, number: int) -> str:
        pick = self.random
        day = f"{pick.randint(1990, 2026)}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
        lines = [
            f"title: {{en: {self._words(6)} {number}, zh: 事件{number}}}",
            f"date: {day}",
            f"summary: {{en: {self._words(20)}, zh: 摘要}}",
            "kind: launch",
            f"entities: [{', '.join(pick.sample(self.entities, 3))}]",
            f"tags: [{self._words(1)}, {self._words(1)}x]",
            f"sources: [{', '.join(pick.sample(self.sources, 2))}]",
        ]
        if number:
            lines.append(f"follows: event-{pick.randrange(number)}")
        if number % 3 == 0:
            lines += ["claims:", *self._claim(), *self._claim()]
        return "\n".join([*lines, "body: |", *self._body(), ""])

    def _claim(self) -> list[str]:
        status = self.random.choice(STATUSES)
        source = self.random.choice(self.sources)
        contradicted = f"[{{id: {source}, supports: false}}]" if status == "disputed" else source
        lines = [
            f"  - text: {{en: {self._words(12)}, zh: 说法}}",
            f"    by: {self.random.choice(self.entities)}",
            f"    status: {status}",
            f"    sources: {contradicted}",
        ]
        return [*lines, "    due: 2040"] if status == "target" else lines

    def _body(self) -> list[str]:
        lines = []
        for _ in range(4):
            entity = self.random.choice(self.entities)
            source = self.random.choice(self.sources)
            lines.append(f"  {self._words(25)} [{self._words(2)}](entity:{entity})")
            lines += [f"  {self._words(23)} [@{source}, p. 2].", ""]
        return lines

    def _words(self, count: int) -> str:
        pick = self.random
        return " ".join("".join(pick.choices(SYLLABLES, k=2)) for _ in range(count))

    def _write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def load(name: str, root: Path, cache: Path | None, jobs: int) -> None:
    begin, begin_cpu = time.perf_counter(), used_cpu()
    loaded = load_site(root, NOW, cache=cache, jobs=jobs)
    seconds, cpu = time.perf_counter() - begin, used_cpu() - begin_cpu
    print(f"{name}: {seconds:.2f} s, {cpu:.2f} s of all cores, {len(loaded.problems)} problems")


def used_cpu() -> float:
    """Seconds of this process and of those it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main(arguments: list[str]) -> None:
    numbers = [int(argument) for argument in arguments if argument.isdigit()]
    count = numbers[0] if numbers else 10_000
    jobs = next((int(word[2:]) for word in arguments if word.startswith("-j")), 1)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        Corpus(root, count).write()
        time.sleep(3)  # files written a moment ago are never taken for unchanged
        gc.disable()  # as a command that ends soon may
        if "--profile" in arguments:
            with cProfile.Profile() as profile:
                load("profiled", root, None, jobs=1)
            pstats.Stats(profile).sort_stats("tottime").print_stats(30)
            return
        cache = root / ".site-gen" / "cache"
        load("no cache", root, None, jobs)
        load("filling the cache", root, cache, jobs)
        load("nothing changed", root, cache, jobs)
        event = root / "content/events/0/event-0.yaml"
        event.write_text(event.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
        load("one file changed", root, cache, jobs)
        begin, begin_cpu = time.perf_counter(), used_cpu()
        find_fingerprint(root)
        seconds, cpu = time.perf_counter() - begin, used_cpu() - begin_cpu
        print(f"fingerprint: {seconds:.2f} s, {cpu:.2f} s of all cores")


if __name__ == "__main__":
    main(sys.argv[1:])
