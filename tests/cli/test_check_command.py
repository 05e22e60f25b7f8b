"""`site-gen check`: says what is wrong, and writes nothing."""

import json
from pathlib import Path

import pytest

from tests.running import read_stamps, run_site_gen
from tests.sites_in_text import LAUNCH, write_site

UNFINISHED = """
    -- content/events/unsourced.yaml --
    title: Unsourced
    date: 2024-04-01
    draft: true
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, LAUNCH)


def test_a_check_writes_nothing(site: Path) -> None:
    before = read_stamps(site)
    assert run_site_gen(site, "check").returncode == 0
    write_site(site, "-- content/events/bad.yaml --\ndate: never")
    before = read_stamps(site)
    assert run_site_gen(site, "check").returncode == 1
    assert read_stamps(site) == before


def test_a_check_says_how_much_it_has_read(site: Path) -> None:
    write_site(site, "-- content/entities/su7.yaml --\ntype: product\nname: SU7")
    run = run_site_gen(site, "check")
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr == "checked 1 event, 1 entity, 1 source: 0 errors, 0 warnings\n"


def test_drafts_are_checked_too(site: Path) -> None:
    write_site(site, UNFINISHED)
    run = run_site_gen(site, "check", "--strict")
    assert run.returncode == 1
    assert "content/events/unsourced.yaml:" in run.stdout


def test_a_silenced_rule_says_nothing_even_where_strict(site: Path) -> None:
    silence = "-- site.yaml --\ntitle: Cars\ncheck: {ignore: [event-without-source]}"
    write_site(site, UNFINISHED, silence)
    assert run_site_gen(site, "check", "--strict").stdout == ""


def test_all_problems_are_told_in_the_order_of_files_and_lines(site: Path) -> None:
    for name in ("b", "a"):
        write_site(site, f"-- content/events/{name}.yaml --\nkind: odd\ntitel: x\ndate: 2024-99")
    run = run_site_gen(site, "check", "--format", "json")
    found = [json.loads(line) for line in run.stdout.splitlines()]
    places = [(one["path"], one["line"], one["column"]) for one in found]
    assert places == sorted(places)
    assert {place[0] for place in places} == {"content/events/a.yaml", "content/events/b.yaml"}
    assert {one["rule"] for one in found} >= {"unknown-field", "invalid-date"}


def test_more_than_200_problems_are_counted(site: Path) -> None:
    fields = "\n".join(f"unknown-{index}: x" for index in range(230))
    write_site(site, f"-- content/events/bad.yaml --\ntitle: Bad\ndate: 2024\n{fields}")
    run = run_site_gen(site, "check")
    assert run.returncode == 1
    assert run.stdout.count(" error: ") + run.stdout.count(" warning: ") == 200
    left = int(run.stdout.splitlines()[-1].split()[2])
    assert f"{left} more problems" in run.stdout.splitlines()[-1]
    assert left >= 30


def test_two_pages_for_one_path_are_an_error(site: Path) -> None:
    events = "\n".join(
        f"-- content/events/{name}.yaml --\n{{title: {name}, date: 2024, aliases: /old/}}"
        for name in ("one", "two")
    )
    write_site(site, events)
    run = run_site_gen(site, "check")
    assert run.returncode == 1
    assert "old" in run.stdout


def test_a_broken_template_is_an_error(site: Path) -> None:
    (site / "templates").mkdir()
    (site / "templates/event.html").write_bytes(b"\xff")
    run = run_site_gen(site, "check")
    assert run.returncode == 1
    assert "templates/event.html:1" in run.stdout


def test_a_template_that_cannot_be_read_is_told_without_being_run(site: Path) -> None:
    write_site(
        site,
        """
        -- templates/event.html --
        <p>
        {{ event.title }
        -- templates/source.html --
        {{ nothing.here }}
        -- templates/parts/mine.html --
        {{ event.title | shout }}
        """,
    )
    run = run_site_gen(site, "check")
    assert run.returncode == 1
    told = [line for line in run.stdout.splitlines() if "error" in line]
    start, end = "this template cannot be read:", "; correct the template [template-error]"
    assert told == [
        f'templates/event.html:2:1: error: {start} unexpected "}}"{end}',
        f'templates/parts/mine.html:1:1: error: {start} No filter named "shout"{end}',
    ]
