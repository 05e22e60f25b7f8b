"""Sites of other generators hold what ours holds, so that like is compared with like.

Hugo and Pelican are there after `make test`. Eleventy, which npm would fetch, is left out.
"""

import json
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench.bench_builds import FEEDS
from bench.corpus import Corpus, make_corpus
from bench.generators import find_generators
from bench.write_sites import WRITERS

STRUCTURED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

CORPUS = make_corpus(40)


@pytest.fixture(scope="module", params=["hugo", "pelican"])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    name: str = request.param
    if find_spec(name) is None:
        pytest.skip(f"{name} is not installed; it comes with the dependency group bench")
    work = tmp_path_factory.mktemp(name)
    generator = find_generators([name], work)[0]
    write, _ = WRITERS[name]
    write(CORPUS, work / "in")
    command = generator.command(work / "in", work / "out")
    subprocess.run(command, cwd=work / "in", check=True, capture_output=True)
    return work / "out"


def pages_to_subscribe_to(corpus: Corpus) -> set[str]:
    tags = {tag.replace(" ", "-") for event in corpus.events for tag in event.tags}
    return {
        "",
        *(f"entities/{id}" for event in corpus.events for id in event.entities),
        *(f"stories/{id}" for event in corpus.events for id in event.stories),
        *(f"tags/{tag}" for tag in tags),
    }


def test_feeds_and_calendars_lie_where_ours_do(output: Path) -> None:
    expected = {
        (Path(page) / name).as_posix() for page in pages_to_subscribe_to(CORPUS) for name in FEEDS
    }
    found = {path.relative_to(output).as_posix() for name in FEEDS for path in output.rglob(name)}
    assert found == expected


def test_feeds_hold_the_newest_events_with_their_bodies(output: Path) -> None:
    for path in output.rglob("feed.json"):
        feed = json.loads(path.read_text(encoding="utf-8"))
        days = [item["date_modified"] for item in feed["items"]]
        assert days == sorted(days, reverse=True)
        assert all("<div>" in item["content_html"] for item in feed["items"])
        atom = ET.parse(path.with_suffix(".xml"))  # noqa: S314  # our own build
        ids = [one.text for one in atom.findall("{*}entry/{*}id")]
        assert ids == [item["id"] for item in feed["items"]]


def test_calendars_are_whole_and_hold_every_day_that_is_known(output: Path) -> None:
    text = (output / "calendar.ics").read_bytes()
    days = [event for event in CORPUS.events if event.moment.calendar_span[0]]
    assert text.count(b"\r\nBEGIN:VEVENT\r\n") == len(days)
    for path in output.rglob("calendar.ics"):
        text = path.read_bytes()
        assert text.startswith(b"BEGIN:VCALENDAR\r\n")
        assert text.endswith(b"\r\nEND:VCALENDAR\r\n")
        assert max(map(len, text.split(b"\r\n"))) <= 75


def test_every_page_says_to_programs_what_it_is(output: Path) -> None:
    for path in output.rglob("index.html"):
        found = STRUCTURED.findall(path.read_text(encoding="utf-8"))
        assert len(found) == 1, path
        assert json.loads(found[0])["@graph"], path


def test_an_event_says_how_it_is_cited(output: Path) -> None:
    event = CORPUS.events[-1]
    page = (output / "events" / event.id / "index.html").read_text(encoding="utf-8")
    assert f"@misc{{events-{event.id}," in page
    assert 'href="/feed.xml"' in page
