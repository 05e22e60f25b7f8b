"""A folder that nobody else knows of: it holds what was published last, and nothing else."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from site_gen.output.private import PrivateFolder
from site_gen.problems import EnvironmentFault
from tests.running import read_tree


def publish(folder: PrivateFolder, files: Mapping[str, str]) -> bool:
    """Stages what is not published yet; a file's content is its digest."""
    with folder.open_publication():
        for path, digest in files.items():
            if folder.published.get(path) != digest:
                folder.staging.write(path, digest.encode())
        return folder.publish(files)


def holds(folder: PrivateFolder, files: Mapping[str, str]) -> bool:
    assert folder.published == files
    return read_tree(folder.folder) == {path: one.encode() for path, one in files.items()}


@pytest.fixture
def folder(tmp_path: Path) -> PrivateFolder:
    made = PrivateFolder(tmp_path / "work/site")
    assert publish(made, {"index.html": "1", "a/index.html": "1", "a/b/index.html": "1"})
    return made


@pytest.mark.parametrize(
    "files",
    [
        {"index.html": "1", "a/index.html": "1", "a/b/index.html": "1"},
        {"index.html": "2", "a/index.html": "1", "a/b/index.html": "1"},
        {"index.html": "1", "new/in/depth/index.html": "1"},
        {"index.html": "1", "a": "now a file"},
        {"index.html": "1", "a/index.html": "1", "a/b": "now a file"},
        {"index.html/index.html": "now a folder"},
        {},
    ],
)
def test_it_holds_what_was_published_last(folder: PrivateFolder, files: dict[str, str]) -> None:
    before = folder.published
    assert publish(folder, files) == (files != before)
    assert holds(folder, files)
    assert [one.name for one in folder.folder.parent.iterdir()] == ["site"]


def test_folders_that_nothing_stands_in_are_gone(folder: PrivateFolder) -> None:
    publish(folder, {"index.html": "1"})
    assert [one.name for one in folder.folder.iterdir()] == ["index.html"]


def test_without_publishing_it_stays_as_it_was(folder: PrivateFolder) -> None:
    with folder.open_publication():
        folder.staging.write("index.html", b"2")
    assert holds(folder, {"index.html": "1", "a/index.html": "1", "a/b/index.html": "1"})
    assert not folder.staging.folder.exists()


def test_what_was_staged_before_is_not_published_later(folder: PrivateFolder) -> None:
    folder.staging.folder.mkdir()
    Path(folder.staging.place("index.html")).write_text("left")
    with pytest.raises(EnvironmentFault), folder.open_publication():
        folder.publish({"index.html": "2"})


def test_after_a_failure_it_knows_what_stands(folder: PrivateFolder) -> None:
    with folder.open_publication():
        folder.staging.write("a/index.html", b"2")
        with pytest.raises(EnvironmentFault):
            folder.publish({"a/index.html": "2", "lacking.html": "2"})
    assert holds(folder, {"a/index.html": "2"})
    publish(folder, {"lacking.html": "3"})
    assert holds(folder, {"lacking.html": "3"})


def test_one_that_was_taken_away_is_made_anew(folder: PrivateFolder, tmp_path: Path) -> None:
    folder.folder.rename(tmp_path / "taken")
    publish(folder, {"index.html": "1"})
    assert holds(folder, {"index.html": "1"})
