"""Files that a repository cannot hold, and how little it takes to lead a reader astray."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from site_gen.content.files import LARGEST, find_files, is_leftover, read_text
from site_gen.problems import Problem
from tests.sites_in_text import LAUNCH, write_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, LAUNCH)


def rules(root: Path) -> list[tuple[str, str]]:
    return [(problem.location.path, problem.rule) for problem in find_files(root).problems]


def test_files_come_in_the_order_of_their_paths(site: Path) -> None:
    for name in ("b.yaml", "a.yaml", "c/a.yaml", "a/b.yaml"):
        file = site / "content/events" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    paths = [file.path for file in find_files(site).files]
    assert paths == sorted(paths)
    assert "content/events/a/b.yaml" in paths


@pytest.mark.parametrize("name", [".x.yaml", "x.yaml~", "x.swp", ".x.yaml.swp", "x.tmp", ".git"])
def test_what_editors_leave_behind_is_ignored(name: str) -> None:
    assert is_leftover(name)
    assert not is_leftover("x.yaml")


def test_symbolic_links_are_refused_wherever_they_lie(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("title: Secret\ndate: 2024\n")
    (site / "content/events/link.yaml").symlink_to(outside / "secret.yaml")
    (site / "content/events/folder").symlink_to(outside)
    (site / "content/media").mkdir()
    (site / "content/media/picture.jpg").symlink_to(outside / "secret.yaml")
    (site / "content/entities").symlink_to(outside)
    (site / "content/stories").symlink_to(tmp_path / "nowhere")
    assert [rule for _, rule in rules(site)] == ["not-a-file"] * 5
    assert not any("secret" in file.path for file in find_files(site).files)
    assert find_files(site).media == {}


def test_a_content_folder_that_is_a_link_is_refused(site: Path, tmp_path: Path) -> None:
    (site / "content").rename(tmp_path / "elsewhere")
    (site / "content").symlink_to(tmp_path / "elsewhere")
    assert rules(site) == [("content", "not-a-file")]
    assert find_files(site).files == []


def test_nothing_waits_for_a_fifo(site: Path) -> None:
    os.mkfifo(site / "content/events/pipe.yaml")
    assert rules(site) == [("content/events/pipe.yaml", "not-a-file")]
    found = read_text(site, "content/events/pipe.yaml")
    assert isinstance(found, Problem)
    assert found.rule == "not-a-file"


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, LAUNCH)
    monkeypatch.chdir(tmp_path / "content/events")  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.yaml")
        assert rules(tmp_path) == [("content/events/s.yaml", "not-a-file")]


def test_a_link_that_appears_between_finding_and_reading_is_not_followed(site: Path) -> None:
    file = site / "content/events/launch.yaml"
    file.rename(site / "other")
    file.symlink_to(site / "other")
    found = read_text(site, "content/events/launch.yaml")
    assert isinstance(found, Problem)
    assert found.rule == "not-a-file"


def test_a_file_that_vanished_is_a_problem(site: Path) -> None:
    found = read_text(site, "content/events/gone.yaml")
    assert isinstance(found, Problem)
    assert found.message == (
        "this file cannot be read (No such file or directory); allow it to be read, and run again"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_files_and_folders_without_permission_are_problems(site: Path) -> None:
    (site / "content/events/launch.yaml").chmod(0)
    found = read_text(site, "content/events/launch.yaml")
    assert isinstance(found, Problem)
    assert found.rule == "unreadable"
    folder = site / "content/sources"
    folder.chmod(0)
    try:
        assert rules(site) == [("content/sources", "unreadable")]
    finally:
        folder.chmod(0o755)


def test_five_megabytes_are_read_and_one_byte_more_is_not(site: Path) -> None:
    file = site / "content/events/launch.yaml"
    file.write_bytes(b"#" * LARGEST)
    assert read_text(site, "content/events/launch.yaml") == "#" * LARGEST
    file.write_bytes(b"#" * (LARGEST + 1))
    found = read_text(site, "content/events/launch.yaml")
    assert isinstance(found, Problem)
    assert found.rule == "too-large"


def test_the_first_byte_that_is_not_utf_8_is_named_with_its_place(site: Path) -> None:
    file = site / "content/events/launch.yaml"
    file.write_bytes("title: x\nplace: 乐".encode() + b"\xff\xfe\n")
    found = read_text(site, "content/events/launch.yaml")
    assert isinstance(found, Problem)
    assert (found.location.line, found.location.column) == (2, 9)
    assert found.fact == "the byte 0xFF is not UTF-8"


@pytest.mark.parametrize(
    "data", [b"a: b\r\nc: d\r\n", b"\xef\xbb\xbfa: b\nc: d\n", b"a: b\rc: d\r"]
)
def test_line_ends_and_marks_make_no_difference(site: Path, data: bytes) -> None:
    (site / "content/events/launch.yaml").write_bytes(data)
    assert read_text(site, "content/events/launch.yaml") == "a: b\nc: d\n"


def test_a_file_name_that_is_not_utf_8_is_shown_escaped(site: Path) -> None:
    folder = os.fsencode(site / "content/events")
    try:
        os.close(os.open(folder + b"/caf\xe9.yaml", os.O_CREAT | os.O_WRONLY))
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (problem,) = find_files(site).problems
    assert problem.rule == "not-utf-8"
    assert problem.fact == 'a file name here is not UTF-8: "caf\\udce9.yaml"'


def test_media_are_found_by_their_names_in_one_unicode_form(site: Path) -> None:
    media = site / "content/media"
    (media / "a").mkdir(parents=True)
    (media / "a/cafe\u0301.jpg").write_bytes(b"x")
    assert list(find_files(site).media) == ["a/caf\u00e9.jpg"]
    (media / "a/caf\u00e9.jpg").write_bytes(b"x")
    assert [problem.rule for problem in find_files(site).problems] == ["duplicate-id"]


def test_a_site_without_content_has_no_files(site: Path) -> None:
    shutil.rmtree(site / "content")
    assert find_files(site).files == []
    assert find_files(site).problems == []
