"""The drawn timeline beside its peers, in headless Chromium: `python bench/bench_timeline.py`.

The same events are shown by our `/timeline/`, by TimelineJS3 and by vis-timeline (both from npm,
into a temporary folder). Measured are: the time from the navigation to the first event on the
screen; the elements of the page; the bytes that it asks for, compressed with gzip; and what one
zoom step costs the page's main thread: processor time of scripts, style, layout and paint, less
what a step that does nothing costs.
"""

import argparse
import gzip
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Response, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from site_gen.build import plan_site  # noqa: E402  # found in the checkout
from site_gen.output.report import BuildOptions  # noqa: E402  # the same
from site_gen.render.pages import make_bytes  # noqa: E402  # the same
from site_gen.render.renderer import Renderer  # noqa: E402  # the same

COUNTS = (100, 1000, 10_000)
STEPS = 20
LOADS = 3
PACKAGES = ("@knight-lab/timelinejs@3", "vis-timeline@7")
GOALS = "goals at 10,000: first content under 500 ms, a zoom step under 16 ms"
PATIENCE = 180_000
"""Milliseconds that a page may take."""

Record = tuple[str, str, int]
"""Title, ISO day, importance."""


def make_records(count: int) -> list[Record]:
    chance = random.Random(20240520)
    words = ("steel", "rail", "trade", "treaty", "strike", "harvest", "launch", "verdict")
    return [
        (
            f"The {chance.choice(words)} of place {index}",
            f"{chance.randint(1900, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            chance.choice((1, 2, 2, 3, 3, 3)),
        )
        for index in range(count)
    ]


# --- the three pages -------------------------------------------------------------------------


def write_ours(folder: Path, records: list[Record]) -> None:
    """A whole site is planned; of its pages only those of the timeline are made."""
    site = folder / "source"
    (site / "content/events").mkdir(parents=True)
    kinds = "".join(f"  k{number}: {{label: Kind {number}}}\n" for number in range(4))
    (site / "site.yaml").write_text(f"title: A bench\nkinds:\n{kinds}", encoding="utf-8")
    events = "".join(
        f"- {{id: e{index}, title: {title}, date: {day}, importance: {rank}, kind: k{index % 4}}}\n"
        for index, (title, day, rank) in enumerate(records)
    )
    (site / "content/events/all.yaml").write_text(events, encoding="utf-8")
    planned = plan_site(BuildOptions(site, datetime(2026, 11, 22, tzinfo=UTC)))
    if planned.plan is None:
        raise SystemExit(f"the bench's own site has problems: {planned.problems[:3]}")
    renderer = Renderer(planned.theme)
    for path, artifact in planned.plan.artifacts.items():
        if path.startswith(("timeline/", "assets/")):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(make_bytes(renderer, artifact))


def write_timelinejs(folder: Path, records: list[Record], modules: Path) -> None:
    shutil.copytree(modules / "@knight-lab/timelinejs/dist", folder / "tl")
    events = [
        {"start_date": _split(day), "text": {"headline": title, "text": ""}}
        for title, day, _ in records
    ]
    _write_page(
        folder,
        '<link rel="stylesheet" href="tl/css/timeline.css">'
        '<script src="tl/js/timeline.js"></script>',
        f"window.view = new TL.Timeline('view', {json.dumps({'events': events})});",
    )


def write_vis(folder: Path, records: list[Record], modules: Path) -> None:
    (folder / "vis").mkdir()
    package = modules / "vis-timeline"
    shutil.copy(package / "standalone/umd/vis-timeline-graph2d.min.js", folder / "vis/vis.js")
    shutil.copy(package / "styles/vis-timeline-graph2d.min.css", folder / "vis/vis.css")
    items = [{"id": n, "content": title, "start": day} for n, (title, day, _) in enumerate(records)]
    _write_page(
        folder,
        '<link rel="stylesheet" href="vis/vis.css"><script src="vis/vis.js"></script>',
        "window.view = new vis.Timeline(document.getElementById('view'),"
        f" new vis.DataSet({json.dumps(items)}), {{maxHeight: 560}});",
    )


def _split(day: str) -> dict[str, str]:
    year, month, date = day.split("-")
    return {"year": year, "month": month, "day": date}


def _write_page(folder: Path, head: str, script: str) -> None:
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>A bench</title>'
        f'{head}<body><div id="view" style="height:600px"></div><script>{script}</script>',
        encoding="utf-8",
    )


# --- measuring -------------------------------------------------------------------------------

WATCH = """selector => {
  const look = () => document.querySelector(selector)
    ? requestAnimationFrame(() => setTimeout(() => { window.firstSeen = performance.now(); }))
    : requestAnimationFrame(look);
  requestAnimationFrame(look);
}"""
SETTLE = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
  () => setTimeout(done, 30))))"""


def measure(
    browser: Browser, url: str, mark: str, zoom: str
) -> tuple[float, int, float, float | None]:
    """First content in ms, elements, KB compressed, a zoom step in ms (None: it cannot)."""
    firsts = []
    for attempt in range(LOADS):
        page = browser.new_page(bypass_csp=True, viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE)
        answers = _collect_answers(page)
        page.add_init_script(f"({WATCH})({json.dumps(mark)})")
        page.goto(url, wait_until="commit", timeout=PATIENCE)
        page.wait_for_function("window.firstSeen", timeout=PATIENCE)
        firsts.append(float(page.evaluate("window.firstSeen")))
        page.wait_for_load_state("load")
        if attempt == LOADS - 1 or firsts[-1] > 5000:
            nodes = int(page.evaluate("document.querySelectorAll('*').length"))
            loaded = sum(len(gzip.compress(answer.body())) for answer in answers) / 1024
            step = _measure_zoom(page, zoom)
            page.close()
            return statistics.median(firsts), nodes, loaded, step
        page.close()
    raise AssertionError


def _collect_answers(page: Page) -> list[Response]:
    """Filled while the page loads."""
    found: list[Response] = []

    def keep(answer: Response) -> None:  # Playwright marks its listeners: a method has no room
        found.append(answer)

    page.on("response", keep)
    return found


def _measure_zoom(page: Page, zoom: str) -> float | None:
    """The median over steps in and out, after one that loads what is needed."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate(zoom, 1)
    page.wait_for_timeout(1500)
    steps = [1 if number % 10 < 5 else -1 for number in range(STEPS)]
    costs = [_cost(page, session, zoom, step) for step in steps]
    nothing = [_cost(page, session, "() => {}", step) for step in steps]
    return statistics.median(costs) - statistics.median(nothing)


def _cost(page: Page, session: Any, script: str, step: int) -> float:
    """Milliseconds of the processor; asking for them costs some too."""
    before = _busy(session)
    page.evaluate(script, step)
    page.evaluate(SETTLE)
    return (_busy(session) - before) * 1000


def _busy(session: Any) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


OURS = """sign => { const box = document.querySelector('.tl-view').getBoundingClientRect();
  document.querySelector('.tl-view').dispatchEvent(new WheelEvent('wheel', {ctrlKey: true,
    deltaY: -sign * 120, clientX: box.left + box.width / 2, bubbles: true, cancelable: true})); }"""
TIMELINEJS = "sign => { sign > 0 ? window.view.zoomIn() : window.view.zoomOut(); }"
VIS = """sign => { sign > 0 ? window.view.zoomIn(0.3, {animation: false})
  : window.view.zoomOut(0.3, {animation: false}); }"""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def install(folder: Path) -> Path:
    subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", *PACKAGES], cwd=folder, check=True
    )
    return folder / "node_modules"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=COUNTS, metavar="N")
    parser.add_argument("--only", nargs="+", metavar="PAGE", help="as in site_gen vis-timeline")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name, sync_playwright() as playwright:
        folder = Path(name)
        modules = install(folder)
        tools: dict[str, tuple[Callable[[Path, list[Record]], None], str, str, str]] = {
            "site_gen": (write_ours, "timeline/", ".tl-mark", OURS),
            "vis-timeline": (partial(write_vis, modules=modules), "", ".vis-item", VIS),
            "TimelineJS3": (
                partial(write_timelinejs, modules=modules), "", ".tl-timemarker", TIMELINEJS,
            ),
        }  # fmt: skip  # one tool a line
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        print(f"medians; {GOALS}\n")
        print("| events | page | first content, ms | elements | KB gzip | zoom step, ms |")
        print("|---:|---|---:|---:|---:|---:|")
        for count in options.events:
            records = make_records(count)
            for tool, (write, path, mark, zoom) in tools.items():
                if options.only and tool not in options.only:
                    continue
                place = folder / f"{tool}-{count}"
                place.mkdir()
                write(place, records)
                with served(place) as url:
                    first, nodes, size, step = measure(browser, url + path, mark, zoom)
                zooming = "–" if step is None else f"{step:.1f}"
                print(
                    f"| {count:,} | {tool} | {first:.0f} | {nodes:,} | {size:.0f} | {zooming} |",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main()
