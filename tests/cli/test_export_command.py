"""`site-gen export`: the site's own files, and what they could not hold."""

import csv
import io
from pathlib import Path

import pytest

from tests.running import run_site_gen
from tests.sites_in_text import LAUNCH, write_site

FILES = {
    "timelinejs": "data/timelinejs.json",
    "csv": "data/events.csv",
    "ics": "calendar.ics",
    "json": "data/timeline.json",
    "csl": "data/sources.csl.json",
    "bibtex": "data/sources.bib",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_site(
        tmp_path_factory.mktemp("site"),
        LAUNCH,
        """
        -- content/events/decade.yaml --
        title: A decade
        date: 198X
        body: Nobody knows the year.
        """,
    )
    assert run_site_gen(folder, "build").returncode == 0
    return folder


@pytest.mark.parametrize("name", FILES)
def test_it_writes_what_the_site_has(name: str, site: Path) -> None:
    run = run_site_gen(site, "export", name, "-o", "exported")
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""
    assert (site / "exported").read_bytes() == (site / "site" / FILES[name]).read_bytes()


def test_it_says_what_the_format_cannot_hold_with_number_and_ids(site: Path) -> None:
    run = run_site_gen(site, "export", "timelinejs")
    assert run.returncode == 0
    fact = "not in this format: events without a year to start from, left out: 1 (decade)\n"
    assert fact in run.stderr
    assert run.stderr.endswith("exported 1 of 2 events\n")
    assert run_site_gen(site, "-q", "export", "timelinejs").stderr == ""


def test_of_an_event_that_a_calendar_leaves_out_nothing_else_is_counted(site: Path) -> None:
    run = run_site_gen(site, "export", "ics")
    assert run.stdout.count("BEGIN:VEVENT") == 1
    assert run.stderr.splitlines() == [
        "not in this format: dates that are no days or times, left out: 1 (decade)",
        "not in this format: sources: 1 (launch)",
        "exported 1 of 2 events",
    ]
    assert run_site_gen(site, "export", "csv").stderr.endswith("exported 2 events\n")


def test_the_table_of_timelinejs_has_its_19_columns(site: Path) -> None:
    by_ending = run_site_gen(site, "export", "timelinejs", "-o", "t.csv")
    assert by_ending.returncode == 0
    text = (site / "t.csv").read_text(encoding="utf-8")
    title, launch = list(csv.DictReader(io.StringIO(text)))
    assert len(launch) == 19
    assert (launch["Year"], launch["Month"], launch["Day"]) == ("2024", "3", "28")
    assert launch["Headline"] == "The launch"
    assert title["Type"] == "title"
    assert run_site_gen(site, "export", "timelinejs", "--as", "csv").stdout == text


def test_wrong_usage_ends_with_2(site: Path) -> None:
    assert run_site_gen(site, "export", "csv", "--as", "csv").returncode == 2
    assert run_site_gen(site, "export", "csv", "--language", "fr").returncode == 2
    assert run_site_gen(site, "export", "pdf").returncode == 2


def test_content_with_an_error_is_not_exported(tmp_path: Path) -> None:
    folder = write_site(
        tmp_path,
        """
        -- site.yaml --
        title: Cars
        -- content/events/a.yaml --
        title: A
        """,
    )
    run = run_site_gen(folder, "export", "json")
    assert (run.returncode, run.stdout) == (1, "")
    assert "nothing was exported: 1 error" in run.stderr
