import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.output.guard import check_output
from site_gen.output.manifest import MANIFEST_NAME, write_manifest
from site_gen.problems import EnvironmentFault
from tests.output.driver import make_pages, publish_edition
from tests.output.places import read_files, read_stamps


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`home/work/chronicle`, in a repository, with sources; `home` is the home folder."""
    folder = tmp_path / "home" / "work" / "chronicle"
    for name in ("content/events", "templates", ".git", "empty", ".site-gen/deep"):
        (folder / name).mkdir(parents=True)
    (folder / "content" / "events" / "one.yaml").write_text("mine")
    (folder / "site.yaml").write_text("title: mine")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return folder


def make_nothing(site: Path) -> None:
    pass


def make_file(site: Path) -> None:
    (site / "site").write_text("mine")


def make_full(site: Path) -> None:
    (site / "site").mkdir()
    (site / "site" / "letters.txt").write_text("mine")


def make_hidden(site: Path) -> None:
    (site / "site").mkdir()
    (site / "site" / ".hidden").write_text("mine")


def make_link_to_empty(site: Path) -> None:
    (site / "site").symlink_to("empty")


def make_link_to_content(site: Path) -> None:
    (site / "site").symlink_to("content")


def make_dangling_link(site: Path) -> None:
    (site / "site").symlink_to("nowhere")


def make_pipe(site: Path) -> None:
    os.mkfifo(site / "site")


def make_file_above(site: Path) -> None:
    (site / "file").write_text("mine")


def make_link_above(site: Path) -> None:
    (site / "shortcut").symlink_to("content")


def make_repository(site: Path) -> None:
    (site / "site" / ".git").mkdir(parents=True)


def make_worktree(site: Path) -> None:
    (site / "site").mkdir()
    (site / "site" / ".git").write_text("gitdir: elsewhere")
    (site / "site" / MANIFEST_NAME).write_bytes(write_manifest({}))


def make_mercurial(site: Path) -> None:
    (site / "site" / ".hg").mkdir(parents=True)


def make_broken_manifest(site: Path) -> None:
    (site / "site").mkdir()
    (site / "site" / MANIFEST_NAME).write_text("{")


def make_later_manifest(site: Path) -> None:
    (site / "site").mkdir()
    (site / "site" / MANIFEST_NAME).write_text('{"format": 99, "files": {}}')


def make_manifest_link(site: Path) -> None:
    (site / "site").mkdir()
    (site / "site" / MANIFEST_NAME).symlink_to("../site.yaml")


def make_linked_content(site: Path) -> None:
    (site / "content").rename(site.parent / "texts")
    (site / "content").symlink_to("../texts")


SCENARIOS: list[tuple[str, Callable[[Path], None], str]] = [
    ("/", make_nothing, "is the root of the file system"),
    (".", make_nothing, "is or holds the site's source"),
    ("..", make_nothing, "is or holds the site's source"),
    ("../..", make_nothing, "is or holds the site's source"),
    ("empty/..", make_nothing, "is or holds the site's source"),
    ("content", make_nothing, "source folder"),
    ("content/events", make_nothing, "source folder"),
    ("content/site", make_nothing, "source folder"),
    ("content/events/../site", make_nothing, "source folder"),
    ("templates", make_nothing, "source folder"),
    ("templates/site", make_nothing, "source folder"),
    (".site-gen", make_nothing, "keeps its caches"),
    (".site-gen/deep", make_nothing, "keeps its caches"),
    (".git", make_nothing, "repository's own records"),
    (".git/site", make_nothing, "repository's own records"),
    ("site", make_file, "is not a folder"),
    ("site", make_pipe, "is not a folder"),
    ("site", make_full, "was not made by site_gen"),
    ("site", make_hidden, "was not made by site_gen"),
    ("site", make_link_to_empty, "is a symbolic link"),
    ("site", make_link_to_content, "is a symbolic link"),
    ("site", make_dangling_link, "is a symbolic link"),
    ("site/", make_link_to_empty, "is a symbolic link"),
    ("file/site", make_file_above, "which is not a folder"),
    ("file/a/b", make_file_above, "which is not a folder"),
    ("shortcut/site", make_link_above, "source folder"),
    ("site", make_repository, "is the top of a repository"),
    ("site", make_worktree, "is the top of a repository"),
    ("site", make_mercurial, "is the top of a repository"),
    ("site", make_broken_manifest, "this version cannot read"),
    ("site", make_later_manifest, "this version cannot read"),
    ("site", make_manifest_link, "this version cannot read"),
    ("../texts", make_linked_content, "source folder"),
    ("../texts/site", make_linked_content, "source folder"),
]


@pytest.mark.parametrize(("output", "make", "words"), SCENARIOS)
def test_a_folder_that_is_not_ours_is_refused_and_stays(
    site: Path, output: str, make: Callable[[Path], None], words: str
) -> None:
    make(site)
    before = read_stamps(site.parents[1])
    with pytest.raises(EnvironmentFault) as caught:
        publish_edition(site, "old", site / output)
    assert words in str(caught.value)
    assert "; " in str(caught.value)
    assert read_stamps(site.parents[1]) == before


def test_the_home_folder_is_refused_when_the_site_is_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("home", "site"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with pytest.raises(EnvironmentFault, match="is or holds the home folder"):
        check_output(tmp_path / "home", tmp_path / "site" / ".site-gen", tmp_path / "site")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
def test_a_mount_point_is_refused_and_a_folder_inside_is_offered(site: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(site / "empty")], check=True)
    try:
        with pytest.raises(
            EnvironmentFault, match=r'is a mount point.*inside it, such as ".*/site"'
        ):
            publish_edition(site, "old", site / "empty")
        publish_edition(site, "old", site / "empty" / "site")
        assert read_files(site / "empty" / "site") == make_pages("old")
    finally:
        subprocess.run(["umount", "-l", str(site / "empty")], check=True)


@pytest.mark.parametrize("output", ["site", "empty", "deep/er/out", "../out", "content-site"])
def test_a_folder_that_is_ours_or_empty_is_built_into(site: Path, output: str) -> None:
    for edition in ("old", "new"):
        publish_edition(site, edition, site / output)
        assert read_files(site / output) == make_pages(edition)
