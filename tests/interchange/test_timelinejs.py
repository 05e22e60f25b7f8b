"""TimelineJS: what its files become."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from site_gen.interchange.run import ImportResult, import_file
from site_gen.problems import Problem
from tests.running import run_site_gen

FIXTURES = Path(__file__).parent / "fixtures"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def import_json(root: Any, folder: Path) -> tuple[ImportResult, dict[str, str]]:
    """Into a new site: what is said, and the texts of the new files."""
    file = folder / "timeline.json"
    file.write_text(json.dumps(root, ensure_ascii=False), encoding="utf-8")
    site = folder / "site"
    result = import_file("timelinejs", file, site, NOW)
    return result, {path: (site / path).read_text(encoding="utf-8") for path in result.written}


def import_slide(slide: dict[str, Any], folder: Path) -> tuple[list[Problem], dict[str, str]]:
    """The lines of the one event by field, for short fields."""
    text = {"headline": "A title"} | slide.pop("text", {})
    result, files = import_json({"events": [{"text": text, **slide}]}, folder)
    assert not result.wrong
    events = [text for path, text in files.items() if path.startswith("content/events/")]
    lines = events[0].splitlines() if events else []
    fields = {name: value for name, _, value in (line.partition(": ") for line in lines)}
    return [*result.lost], fields


def test_a_whole_timeline_becomes_files_as_an_author_writes_them(tmp_path: Path) -> None:
    site = tmp_path / "site"
    result = import_file("timelinejs", FIXTURES / "timelinejs.json", site, NOW)
    assert result.events == 5
    assert (site / "content/events/1945-the-old-lamp-goes-out.yaml").read_text(
        encoding="utf-8"
    ) == (
        "id: old-lamp\n"
        "title: The old lamp goes out\n"
        "date: 1945\n"
        "body: |\n"
        "  It had burnt **oil** for a century.  \n"
        "  Then none.\n"
        "\n"
        "  See [the keeper's book](https://example.org/lamp).\n"
        "stories: north-pier\n"
        "sources:\n"
        "  - title: Bay Archive\n"
        "    url: https://example.org/archive\n"
        "media:\n"
        "  - url: https://example.org/lamp.jpg\n"
        "    alt: A brass lamp\n"
        "    caption: The lamp\n"
        "    credit: Bay Archive\n"
    )
    assert (site / "site.yaml").read_text(encoding="utf-8") == (
        "title: Lighthouses of the Bay\n"
        "description: An invented chronology.\n"
        "kinds:\n"
        "  era:\n"
        "    label: Era\n"
    )
    assert [
        (problem.location.line, problem.location.column, problem.rule, problem.fact)
        for problem in result.lost
    ] == [
        (27, 7, "lost-field", '"background" says how the slide is shown'),
        (30, 48, "lost-field", "the day 31 does not exist in 1971-02"),
        (30, 59, "lost-field", "the hour 0 belongs to no day"),
        (32, 17, "lost-field", '"images/storm.jpg" is not a whole web address'),
        (32, 44, "lost-field", '"caption" belongs to a medium that could not be kept'),
        (32, 64, "lost-field", '"thumbnail" says how the medium is shown'),
        (34, 5, "not-imported", '"start_date" is absent'),
        (41, 3, "lost-field", '"font" has no meaning here'),
    ]
    assert run_site_gen(site, "check").returncode == 0


@pytest.mark.parametrize(
    ("start", "date"),
    [
        ({"year": 1945}, "1945"),
        ({"year": "1945", "month": "", "day": ""}, "1945"),
        ({"year": 1945.0, "month": 5}, "1945-05"),
        ({"year": 44, "month": 3, "day": 15}, "0044-03-15"),
        ({"year": -500}, "-0499"),
        ({"year": -1}, "0000"),
        ({"year": -44, "month": 3, "day": 15}, "-0043-03-15"),
        ({"year": -12000}, "Y-11999"),
        ({"year": 12024}, "Y12024"),
        ({"year": 2024, "month": 3, "day": 28, "hour": 0, "minute": 0}, "2024-03-28"),
        ({"year": 2024, "month": 3, "day": 28, "hour": "0", "minute": 0}, "2024-03-28T00:00"),
        ({"year": 2024, "month": 3, "day": 28, "hour": 0, "minute": 30}, "2024-03-28T00:30"),
        ({"year": 2024, "month": 3, "day": 28, "hour": 19}, "2024-03-28T19:00"),
        (
            {"year": 2024, "month": 3, "day": 28, "hour": 19, "minute": 5, "second": 9},
            "2024-03-28T19:05:09",
        ),
        ({"year": 2024, "month": 0, "day": 0}, "2024"),
    ],
)
def test_a_date_keeps_the_precision_that_timelinejs_shows(
    start: dict[str, Any], date: str, tmp_path: Path
) -> None:
    lost, fields = import_slide({"start_date": start}, tmp_path)
    assert fields["date"] == date
    assert lost == []


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ({"year": 1900}, {"year": 1950}, "1900/1950"),
        ({"year": 1900}, {"year": 1900}, "1900"),
        ({"year": 1900, "month": 5}, {"year": 1900, "month": 5, "day": 3}, "1900-05/1900-05-03"),
        ({"year": -44}, {"year": 14}, "-0043/0014"),
        (
            {"year": 2024, "month": 3, "day": 28, "hour": 19},
            {"year": 2024, "month": 3, "day": 28, "hour": 21},
            "2024-03-28T19:00/2024-03-28T21:00",
        ),
    ],
)
def test_an_end_makes_an_interval(
    start: dict[str, Any], end: dict[str, Any], date: str, tmp_path: Path
) -> None:
    lost, fields = import_slide({"start_date": start, "end_date": end}, tmp_path)
    assert fields["date"] == date
    assert lost == []


def test_on_the_cosmological_scale_a_year_is_a_plain_number(tmp_path: Path) -> None:
    slides = [
        {"start_date": {"year": -13_800_000_000}, "text": {"headline": "First light"}},
        {"start_date": {"year": -500}, "text": {"headline": "Yesterday"}},
    ]
    _, files = import_json({"scale": "cosmological", "events": slides}, tmp_path)
    assert "date: Y-13800000000\n" in files["content/events/minus13800000000-first-light.yaml"]
    assert "date: -0500\n" in files["content/events/bc0501-yesterday.yaml"]
    _, fields = import_slide({"start_date": {"year": -65_000_000}}, tmp_path / "site")
    assert fields["date"] == "Y-65000000"


@pytest.mark.parametrize(
    ("start", "date", "fact"),
    [
        ({"year": 2024, "month": 13}, "2024", "the month 13 does not exist"),
        ({"year": 2024, "month": "May"}, "2024", 'the month "May" is no whole number'),
        ({"year": 2024, "day": 5}, "2024", "the day 5 stands where nothing is finer than this"),
        ({"year": 2023, "month": 2, "day": 29}, "2023-02", "the day 29 does not exist in 2023-02"),
        ({"year": 2024, "hour": 5}, "2024", "the hour 5 belongs to no day"),
        (
            {"year": 2024, "month": 1, "day": 1, "hour": 5, "millisecond": 7},
            "2024-01-01T05:00",
            "the millisecond 7 is finer than a second",
        ),
        ({"year": 12024, "month": 5}, "Y12024", "the month 5 stands where nothing is finer"),
    ],
)
def test_a_part_that_cannot_be_kept_is_named_and_the_rest_of_the_date_stays(
    start: dict[str, Any], date: str, fact: str, tmp_path: Path
) -> None:
    lost, fields = import_slide({"start_date": start}, tmp_path)
    assert fields["date"] == date
    assert [problem.fact[: len(fact)] for problem in lost] == [fact]


@pytest.mark.parametrize("year", [0, "0", None, "", "1945a", 19.5, True, [], {}, "9" * 50, 1e300])
def test_a_slide_without_a_year_that_can_be_read_is_refused(year: Any, tmp_path: Path) -> None:
    lost, fields = import_slide({"start_date": {"year": year}}, tmp_path)
    assert not fields
    assert "not-imported" in {problem.rule for problem in lost}
    assert not (tmp_path / "site").exists()
