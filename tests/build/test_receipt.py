"""A build with nothing to do is known from its receipt; in doubt everything is done."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.output.receipt import RECEIPT_NAME
from site_gen.output.report import STATE_FOLDER
from tests.running import read_stamps, read_tree, run_site_gen
from tests.sites_in_text import LAUNCH, write_site

NOON = "2026-11-22T12:00Z"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path, LAUNCH)
    assert run_site_gen(tmp_path, "build", "--as-of", NOON).returncode == 0
    return tmp_path


def receipt_of(site: Path) -> Path:
    return site / STATE_FOLDER / RECEIPT_NAME


def loads_planner(site: Path, *args: str) -> bool:
    """Whether a build had to load the planner, and the reader with it, as Python itself tells."""
    run = run_site_gen(site, "build", *args, PYTHONPROFILEIMPORTTIME="1")
    assert run.returncode == 0, run.stderr
    loaded = ["site_gen.plan" in run.stderr, "site_gen.content.load" in run.stderr]
    assert loaded[0] == loaded[1], "a build with nothing to do reads nothing"
    return loaded[0]


def test_a_build_with_nothing_to_do_reports_the_same_and_writes_nothing(site: Path) -> None:
    before = read_stamps(site / "site")
    assert not loads_planner(site, "--as-of", NOON)
    run = run_site_gen(site, "build", "--as-of", NOON)
    assert "(0 written," in run.stderr
    assert read_stamps(site / "site") == before


def test_a_build_right_after_an_edit_leaves_a_receipt_too(site: Path) -> None:
    event = site / "content" / "events" / "launch.yaml"
    event.write_text(event.read_text().replace("2024", "2023"))
    assert loads_planner(site, "--as-of", NOON)
    assert not loads_planner(site, "--as-of", NOON)


@pytest.mark.parametrize(
    "args",
    [
        ["--as-of", NOON, "--drafts"],
        ["--as-of", NOON, "--base-url", "https://example.net/x/"],
        ["--as-of", NOON, "--clean"],
        ["--as-of", NOON, "-o", "elsewhere"],
        ["--as-of", "2026-11-23T00:00Z"],
        ["--as-of", "2026-11-21T00:00Z"],
    ],
)
def test_another_request_or_another_day_is_worked_out(site: Path, args: list[str]) -> None:
    assert loads_planner(site, *args)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda site: receipt_of(site).write_text("{"),
        lambda site: receipt_of(site).write_text("[]"),
        lambda site: receipt_of(site).unlink(),
        lambda site: (site / "site" / "index.html").unlink(),
        lambda site: (site / "site" / "index.html").write_text("changed"),
        lambda site: (site / "content" / "events" / "second.yaml").write_text(
            "title: Second\ndate: 2025\nsources: []\n"
        ),
        lambda site: os.utime(site / "site.yaml", (1, 1)),
        lambda site: (site / "templates").mkdir(),
    ],
)
def test_whatever_is_not_as_it_was_is_worked_out(
    site: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(site)
    run = run_site_gen(site, "build", "--as-of", NOON, PYTHONPROFILEIMPORTTIME="1")
    assert "site_gen.plan" in run.stderr


def test_a_forged_receipt_shows_no_site_that_is_not_there(site: Path) -> None:
    good = read_tree(site / "site")
    content = json.loads(receipt_of(site).read_text())
    content["report"]["pages"] = 7
    receipt_of(site).write_text(json.dumps(content))
    (site / "site" / "index.html").write_text("tampered")
    assert run_site_gen(site, "build", "--as-of", NOON).returncode == 0
    assert read_tree(site / "site") == good


def test_a_scheduled_event_appears_when_its_time_has_come(tmp_path: Path) -> None:
    write_site(tmp_path, LAUNCH)
    later = "title: Later\ndate: 2025\npublish_from: 2026-11-22T15:00Z\n"
    (tmp_path / "content" / "events" / "later.yaml").write_text(later)
    for _ in range(2):
        run = run_site_gen(tmp_path, "build", "--as-of", "2026-11-22T14:59Z")
        assert "1 scheduled until 2026-11-22T15:00Z" in run.stderr
    run_site_gen(tmp_path, "build", "--as-of", "2026-11-22T15:00Z")
    assert (tmp_path / "site" / "events" / "later" / "index.html").exists()
