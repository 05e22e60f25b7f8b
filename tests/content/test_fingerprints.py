"""A fingerprint stays while nothing changes, and is another after any change."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.content import find_fingerprint
from tests.sites_in_text import LAUNCH, write_site

EVENT = "content/events/launch.yaml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose files count as old although they are not."""
    monkeypatch.setattr("site_gen.content.fingerprints.RACY", -(10**18))
    write_site(tmp_path, LAUNCH)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text("x")
    return tmp_path


def test_it_stays_while_nothing_changes(site: Path) -> None:
    assert find_fingerprint(site) is not None
    assert find_fingerprint(site) == find_fingerprint(site)


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
    before = find_fingerprint(site)
    change(site)
    assert find_fingerprint(site) != before


def test_a_file_that_moves_between_folders_makes_another(site: Path) -> None:
    (site / "content/events/a").mkdir()
    before = find_fingerprint(site)
    (site / EVENT).rename(site / "content/events/a/launch.yaml")
    assert find_fingerprint(site) != before


def test_what_editors_leave_behind_makes_no_difference(site: Path) -> None:
    before = find_fingerprint(site)
    (site / "content/events/.launch.yaml.swp").write_text("x")
    assert find_fingerprint(site) == before


def test_files_that_were_just_written_cannot_be_relied_on(tmp_path: Path) -> None:
    write_site(tmp_path, LAUNCH)
    assert find_fingerprint(tmp_path) is None


def test_a_file_from_the_future_cannot_be_relied_on(site: Path) -> None:
    os.utime(site / EVENT, (2_000_000_000_000, 2_000_000_000_000))
    assert find_fingerprint(site) is None
