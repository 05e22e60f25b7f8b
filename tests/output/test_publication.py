import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from site_gen.digest import digest_bytes
from site_gen.output import open_publication
from site_gen.output.paths import UnsafePath
from site_gen.output.staging import Staging
from site_gen.problems import EnvironmentFault
from tests.output.driver import make_pages, publish_edition, publish_pages
from tests.output.places import (
    find_leftovers,
    list_names,
    read_files,
    read_modes,
    read_stamps,
    read_tree,
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "chronicle"
    (folder / "content").mkdir(parents=True)
    return folder


@pytest.fixture
def strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def test_the_first_build_publishes_all_and_links_nothing(site: Path) -> None:
    assert publish_edition(site, "old")
    assert read_files(site / "site") == make_pages("old")
    assert all(path.stat().st_nlink == 1 for path in (site / "site").rglob("*.html"))
    assert list_names(site / ".site-gen") == ["lock", "published.json"]
    assert find_leftovers(site) == []


def test_editions_follow_each_other_wholly(site: Path) -> None:
    for edition in ("old", "new", "new", "old", "third", "old"):
        publish_edition(site, edition)
        assert read_files(site / "site") == make_pages(edition)
        assert find_leftovers(site) == []


def test_the_same_site_has_the_same_bytes_however_it_came_about(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, editions in ((one, ["new"]), (other, ["old", "third", "new"])):
        folder.mkdir()
        for edition in editions:
            publish_edition(folder, edition)
    assert read_tree(one / "site") == read_tree(other / "site")
    manifests = [(folder / "site" / ".site-gen.json").read_bytes() for folder in (one, other)]
    assert manifests[0] == manifests[1]


def test_the_spare_is_ready_for_the_next_build(site: Path) -> None:
    paths = ("index.html", "a/index.html", "a/b/index.html")
    for edition in (b"old", b"new", b"third"):
        publish_pages(site, {**dict.fromkeys(paths, edition), "same.css": b"the same"})
    published = site / "site"
    inodes = {
        str(path.relative_to(published)): path.stat().st_ino
        for path in published.rglob("*")
        if path.is_file()
    }
    spare = site / ".site-gen/spare"
    assert inodes.keys() == {*paths, "same.css", ".site-gen.json"}
    assert inodes == {
        str(path.relative_to(spare)): path.stat().st_ino
        for path in spare.rglob("*")
        if path.is_file()
    }


def test_a_second_build_writes_nothing(site: Path) -> None:
    publish_edition(site, "old")
    before = read_stamps(site / "site")
    assert not publish_edition(site, "old")
    assert read_stamps(site / "site") == before


def test_an_unchanged_file_stays_the_same_file(site: Path) -> None:
    publish_edition(site, "old")
    page = site / "site" / "events" / "e1" / "index.html"
    before = page.stat()
    for edition in ("new", "old", "new"):
        publish_edition(site, edition)
        after = page.stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_modes_do_not_depend_on_the_umask(site: Path, strict_umask: None) -> None:
    publish_edition(site, "old")
    publish_edition(site, "new")
    assert read_modes(site / "site") == {("file", 0o644), ("folder", 0o755)}


def test_several_processes_stage_together(site: Path) -> None:
    pages = {f"p{number % 7}/q{number}/index.html": b"%d" % number for number in range(60)}
    with open_publication(site / "site", site / ".site-gen", site) as publication:
        staging = [publication.staging] * len(pages)
        with ProcessPoolExecutor(2, get_context("fork")) as pool:
            list(pool.map(Staging.write, staging, pages, pages.values(), chunksize=5))
        publication.publish({path: digest_bytes(page) for path, page in pages.items()})
    assert read_files(site / "site") == pages


def test_leaving_without_publishing_changes_nothing(site: Path) -> None:
    publish_edition(site, "old")
    before = read_stamps(site / "site")
    with open_publication(site / "site", site / ".site-gen", site) as publication:
        publication.write("index.html", b"half")
    assert read_stamps(site / "site") == before
    assert find_leftovers(site) == []


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_an_error_in_the_block_leaves_no_folder(site: Path, error: type[BaseException]) -> None:
    output = site / "deep" / "out"
    with (  # noqa: PT012 - what is staged before belongs to it
        pytest.raises(error),
        open_publication(output, site / ".site-gen", site) as publication,
    ):
        publication.write("index.html", b"half")
        raise error
    assert list_names(site) == [".site-gen", "content"]
    assert list_names(site / ".site-gen") == ["lock"]


def test_what_is_neither_staged_nor_published_is_refused(site: Path) -> None:
    publish_edition(site, "old")
    with (
        pytest.raises(ValueError, match=r"neither staged nor published: ghost\.html"),
        open_publication(site / "site", site / ".site-gen", site) as publication,
    ):
        publication.publish({**publication.published, "ghost.html": "0" * 32})
    assert read_files(site / "site") == make_pages("old")


def test_an_unsafe_path_is_refused_before_anything_is_published(site: Path) -> None:
    publish_edition(site, "old")
    with (
        pytest.raises(UnsafePath, match="COM1"),
        open_publication(site / "site", site / ".site-gen", site) as publication,
    ):
        publication.publish({"events/COM1.html": "0" * 32})
    assert read_files(site / "site") == make_pages("old")


# What is not ours


def test_foreign_things_stay_what_they_are(site: Path, tmp_path: Path) -> None:
    output = site / "site"
    publish_edition(site, "old")
    outside = tmp_path / "outside"
    outside.mkdir()
    (output / "CNAME").write_text("chronicle.example")
    (output / ".well-known" / "deep").mkdir(parents=True)
    (output / ".well-known" / "deep" / "key").write_text("secret")
    (output / ".well-known" / "deep" / "key").chmod(0o400)
    (output / ".well-known" / "deep").chmod(0o555)
    (output / "uploads").mkdir(mode=0o700)
    (output / "elsewhere").symlink_to(outside)
    (output / "nowhere").symlink_to("missing")
    (output / "old" / "note.txt").write_text("beside a page that will go")
    os.mkfifo(output / "pipe")
    before = {name: (output / name).lstat() for name in ("CNAME", "elsewhere", "pipe", "uploads")}
    for edition in ("new", "old", "third"):
        publish_edition(site, edition)
        assert read_files(output).items() >= make_pages(edition).items()
        assert (output / "old" / "note.txt").read_text() == "beside a page that will go"
        assert (output / ".well-known" / "deep" / "key").read_text() == "secret"
        assert (output / ".well-known" / "deep").stat().st_mode & 0o777 == 0o555
        assert (output / "elsewhere").readlink() == outside
        for name, was in before.items():
            found = (output / name).lstat()
            assert (found.st_mode, found.st_mtime_ns) == (was.st_mode, was.st_mtime_ns)
            assert found.st_ino == was.st_ino or name == "uploads"
    assert list(outside.iterdir()) == []


def test_a_foreign_file_that_goes_away_does_not_come_back(site: Path) -> None:
    publish_edition(site, "old")
    (site / "site" / "CNAME").write_text("chronicle.example")
    publish_edition(site, "new")
    (site / "site" / "CNAME").unlink()
    for edition in ("old", "new"):
        publish_edition(site, edition)
        assert not (site / "site" / "CNAME").exists()


def put_file(output: Path) -> None:
    (output / "new").write_text("foreign")


def put_link(output: Path) -> None:
    (output / "new").symlink_to("events")


def put_page(output: Path) -> None:
    (output / "new" / "deep" / "er").mkdir(parents=True)
    (output / "new" / "deep" / "er" / "index.html").write_text("foreign")


def put_folder(output: Path) -> None:
    (output / "new" / "deep" / "er" / "index.html").mkdir(parents=True)


def put_link_for_page(output: Path) -> None:
    (output / "index.html").unlink()
    (output / "index.html").symlink_to("events/e1/index.html")


def put_folder_for_page(output: Path) -> None:
    (output / "index.html").unlink()
    (output / "index.html").mkdir()


def put_pipe_for_page(output: Path) -> None:
    (output / "index.html").unlink()
    os.mkfifo(output / "index.html")


@pytest.mark.parametrize(
    ("put", "named"),
    [
        (put_file, "new"),
        (put_link, "new"),
        (put_page, "new/deep/er/index.html"),
        (put_folder, "new/deep/er/index.html"),
        (put_link_for_page, "index.html"),
        (put_folder_for_page, "index.html"),
        (put_pipe_for_page, "index.html"),
    ],
)
def test_something_foreign_where_a_page_goes_is_named(site: Path, put: object, named: str) -> None:
    assert callable(put)
    publish_edition(site, "old")
    put(site / "site")
    before = read_stamps(site / "site")
    with pytest.raises(EnvironmentFault) as caught:
        publish_edition(site, "new")
    assert str(caught.value).startswith(f'"{site / "site" / named}" is not ours and stands')
    assert read_stamps(site / "site") == before
    assert find_leftovers(site) == []


# Tampering


@pytest.mark.parametrize("edition", ["old", "new"])
def test_a_page_changed_in_place_is_replaced(site: Path, edition: str) -> None:
    publish_edition(site, "old")
    publish_edition(site, "new")
    page = site / "site" / "events" / "e1" / "index.html"
    assert page.stat().st_nlink == 2
    with page.open("r+b") as file:
        file.write(b"XXXXX")
    for _ in range(3):
        publish_edition(site, edition)
        assert read_files(site / "site") == make_pages(edition)
        edition = "new" if edition == "old" else "old"


def test_a_page_that_was_removed_is_put_back(site: Path) -> None:
    publish_edition(site, "old")
    (site / "site" / "index.html").unlink()
    assert publish_edition(site, "old")
    assert read_files(site / "site") == make_pages("old")


def test_a_page_that_was_only_touched_is_believed_after_reading(site: Path) -> None:
    publish_edition(site, "old")
    os.utime(site / "site" / "index.html", (1, 1))
    assert not publish_edition(site, "old")
    assert (site / "site" / "index.html").stat().st_mtime == 1


def test_without_the_state_folder_nothing_is_written_anew(site: Path) -> None:
    publish_edition(site, "old")
    before = read_stamps(site / "site")
    for path in (site / ".site-gen").iterdir():
        path.unlink()
    assert not publish_edition(site, "old")
    assert read_stamps(site / "site") == before


def spoil_stamps(state: Path) -> None:
    (state / "published.json").write_bytes(b'{"output": 3')


def spoil_spare_page(state: Path) -> None:
    (state / "spare" / "index.html").unlink()
    (state / "spare" / "index.html").mkdir()
    (state / "spare" / "events" / "e2" / "index.html").unlink()
    (state / "spare" / "surplus").write_text("x")


def spoil_spare_with_link(state: Path) -> None:
    for path in sorted((state / "spare").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (state / "spare").rmdir()
    (state / "spare").symlink_to(state.parent / "content")


def spoil_with_leftovers(state: Path) -> None:
    (state / "staging-0000" / "x").mkdir(parents=True)
    (state / "staging-0000" / "x" / "index.html").write_text("x")
    (state / "aside").mkdir()
    (state / "exchange.json").write_text("{")
    (state.parent / ".site.site-gen-0000").mkdir()


@pytest.mark.parametrize(
    "spoil", [spoil_stamps, spoil_spare_page, spoil_spare_with_link, spoil_with_leftovers]
)
def test_a_spoilt_state_folder_does_no_harm(site: Path, spoil: object) -> None:
    assert callable(spoil)
    (site / "content" / "e.yaml").write_text("mine")
    publish_edition(site, "old")
    publish_edition(site, "new")
    spoil(site / ".site-gen")
    for edition in ("old", "new", "new"):
        publish_edition(site, edition)
        assert read_files(site / "site") == make_pages(edition)
        assert find_leftovers(site) == []
    assert read_files(site / "content") == {"e.yaml": b"mine"}


def test_a_folder_beside_the_output_that_only_looks_like_ours_stays(site: Path) -> None:
    stranger = site / ".site.site-gen-notes"
    stranger.mkdir()
    (stranger / "notes.txt").write_text("mine")
    publish_edition(site, "old")
    assert (stranger / "notes.txt").read_text() == "mine"


def test_two_outputs_of_one_site_do_not_mix(site: Path, tmp_path: Path) -> None:
    for output, edition in ((None, "old"), (tmp_path / "b", "new"), (None, "third")):
        publish_edition(site, edition, output)
    assert read_files(site / "site") == make_pages("third")
    assert read_files(tmp_path / "b") == make_pages("new")


def test_the_staging_folder_is_not_made_again_by_a_late_worker(site: Path) -> None:
    with open_publication(site / "site", site / ".site-gen", site) as publication:
        staging = publication.staging
    with pytest.raises(EnvironmentFault, match="vanished"):
        staging.write("late/index.html", b"x")
    assert not staging.folder.exists()


# Two at once


def test_a_second_build_of_a_site_waits_then_names_the_lock(site: Path) -> None:
    with (
        open_publication(site / "site", site / ".site-gen", site),
        pytest.raises(EnvironmentFault, match=r"\.site-gen/lock.*wait until it has ended"),
    ):
        publish_pages(site, {}, patience=0.1)


def test_two_sites_cannot_build_into_one_folder_at_once(tmp_path: Path) -> None:
    one, other, output = tmp_path / "one", tmp_path / "other", tmp_path / "out"
    one.mkdir()
    other.mkdir()
    with (
        open_publication(output, one / ".site-gen", one),
        pytest.raises(EnvironmentFault, match=f'the lock "{output}"'),
    ):
        publish_edition(other, "old", output)
    publish_edition(other, "old", output)
    publish_edition(one, "new", output)
    assert read_files(output) == make_pages("new")


def test_a_waiting_build_goes_on_when_the_first_has_ended(site: Path) -> None:
    driver = Path(__file__).with_name("driver.py")
    command = [sys.executable, "-S", str(driver), str(site)]
    running = [
        subprocess.Popen([*command, edition], stderr=subprocess.PIPE)
        for edition in ("old", "new", "old")
    ]
    with open_publication(site / "site", site / ".site-gen", site, 5) as publication:
        publication.write("index.html", b"x")
    codes = {process.wait(30) for process in running}
    for process in running:
        assert process.stderr
        process.stderr.close()
    assert codes <= {0, 3}
    assert read_files(site / "site") in (make_pages("old"), make_pages("new"), {})
    assert find_leftovers(site) == []


def test_a_worker_that_outlives_its_build_holds_no_lock(site: Path) -> None:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        with open_publication(site / "site", site / ".site-gen", site):
            if os.fork() == 0:
                ours.close()
                theirs.recv(1)
                os._exit(0)
            theirs.send(b"x")
            os.kill(os.getpid(), signal.SIGKILL)
    ours.recv(1)
    os.waitpid(pid, 0)
    assert publish_edition(site, "old")
    ours.close()
    theirs.close()
    assert find_leftovers(site) == []
