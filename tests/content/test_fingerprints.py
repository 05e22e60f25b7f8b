"""A fingerprint stays while nothing changes, and is another after any change."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from site_gen.content.fingerprints import Fingerprint, find_fingerprint
from tests.sites_in_text import LAUNCH, write_site

EVENT = "content/events/launch.yaml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Its files are younger than their times can tell."""
    write_site(tmp_path, LAUNCH)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text("x")
    return tmp_path


@pytest.fixture
def old_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, whose files count as old."""
    monkeypatch.setattr("site_gen.content.fingerprints.RACY", -(10**18))
    return site


def take(site: Path) -> Fingerprint:
    found = find_fingerprint(site)
    assert found is not None
    return found


def test_it_stays_while_nothing_changes(old_site: Path) -> None:
    assert take(old_site).is_of(old_site)
    assert not take(old_site).young


def same_size(root: Path) -> None:
    status = (root / EVENT).stat()
    (root / EVENT).write_text((root / EVENT).read_text().replace("2024", "2025"))
    os.utime(root / EVENT, ns=(status.st_atime_ns, status.st_mtime_ns + 1))


@pytest.mark.parametrize(
    "change",
    [
        same_size,
        lambda root: (root / EVENT).unlink(),
        lambda root: (root / EVENT).rename(root / "content/events/other.yaml"),
        lambda root: (root / "content/events/new.yaml").write_text("x"),
        lambda root: (root / "content/events/2024").mkdir(),
        lambda root: (root / "content/evnts").mkdir(),
        lambda root: (root / "templates/page.html").write_text("xy"),
        lambda root: (root / "site.yaml").unlink(),
        lambda root: os.utime(root / "site.yaml", (0, 0)),
        lambda root: (root / EVENT).chmod(0o400),
    ],
)
def test_any_change_makes_another(site: Path, change: Callable[[Path], object]) -> None:
    before = take(site)
    change(site)
    assert not before.is_of(site)


def test_a_file_that_moves_between_folders_makes_another(site: Path) -> None:
    (site / "content/events/a").mkdir()
    before = take(site)
    (site / EVENT).rename(site / "content/events/a/launch.yaml")
    assert not before.is_of(site)


def test_what_editors_leave_behind_makes_no_difference(site: Path) -> None:
    before = take(site)
    (site / "content/events/.launch.yaml.swp").write_text("x")
    assert before.is_of(site)


def test_files_that_were_just_written_are_known_by_their_content(site: Path) -> None:
    before = take(site)
    assert {EVENT, "site.yaml", "templates/page.html"} < set(before.young)
    assert before.is_of(site)
    # A change that no time shows: written within the same tick of the file system's clock.
    same = replace(before, young={**before.young, EVENT: "of what was there a moment ago"})
    assert not same.is_of(site)


def test_a_file_from_the_future_is_known_by_its_content(old_site: Path) -> None:
    os.utime(old_site / EVENT, (2_000_000_000_000, 2_000_000_000_000))
    before = take(old_site)
    assert set(before.young) == {EVENT}
    assert before.is_of(old_site)


def test_a_young_file_that_cannot_be_read_leaves_it_open(site: Path) -> None:
    (site / "content/events/elsewhere.yaml").symlink_to("/etc/hostname")
    assert find_fingerprint(site) is None


def test_what_is_gone_or_cannot_be_read_later_is_another(site: Path) -> None:
    before = take(site)
    (site / EVENT).unlink()
    assert not replace(before, listing=take(site).listing).is_of(site)
