"""What a build reports, and where it keeps its state."""

from pathlib import Path

import pytest

import site_gen
from site_gen.output.keeping import PROGRAM
from site_gen.output.report import STATE_FOLDER
from tests.building import build_well
from tests.running import read_tree
from tests.sites_in_text import LAUNCH, write_site


def test_the_report_names_every_file_that_a_build_made_changed_or_removed(tmp_path: Path) -> None:
    site = write_site(tmp_path / "s", LAUNCH)
    assert build_well(site).changed == read_tree(site / "site").keys() - {".site-gen.json"}
    before = read_tree(site / "site")
    event = next((site / "content/events").glob("*.yaml"))
    event.rename(event.with_name("another-name.yaml"))
    changed = build_well(site).changed
    after = read_tree(site / "site")
    differing = {
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    }
    assert changed == differing - {".site-gen.json"}
    assert "events/another-name/index.html" in changed
    assert f"events/{event.stem}/index.html" in changed
    assert build_well(site).changed == frozenset()


def test_state_of_another_build_s_own_leaves_that_of_the_site_alone(tmp_path: Path) -> None:
    site = write_site(tmp_path / "s", LAUNCH)
    build_well(site, output=tmp_path / "private/out", state=tmp_path / "private/state")
    assert not (site / STATE_FOLDER).exists()
    assert not (site / "site").exists()
    assert (tmp_path / "private/out/index.html").is_file()


def test_another_text_of_the_program_makes_every_page_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site(tmp_path / "s", LAUNCH)
    build_well(site)
    assert build_well(site).written == 0
    monkeypatch.setattr("site_gen.output.keeping.digest_program", lambda *_: "another")
    report = build_well(site)
    assert report.written == report.pages


def test_the_text_of_every_room_that_decides_about_pages_counts() -> None:
    package = Path(site_gen.__file__).parent
    counted = {path for pattern in PROGRAM for path in package.glob(pattern)}
    rooms = ("content", "dates", "model", "plan", "render")
    found = {path for room in rooms for path in (package / room).rglob("*")}
    assert {path for path in found if path.suffix in (".py", ".toml")} <= counted
    assert {path.suffix for path in found if path.is_file()} <= {".py", ".pyc", ".toml"}
