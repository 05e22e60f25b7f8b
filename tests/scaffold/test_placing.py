"""All files or none, also when the ground gives way."""

from pathlib import Path

import pytest

from site_gen.output.new_files import put_new
from site_gen.problems import EnvironmentFault, UsageError
from site_gen.scaffold import placing
from site_gen.scaffold.placing import place_files
from tests.running import read_tree

FILES = {"a/b/one.txt": "1", "a/two.txt": "2", "three.txt": "3"}


def test_texts_come_to_their_places_with_unix_line_ends(tmp_path: Path) -> None:
    place_files(tmp_path / "x/y", {"a/one.txt": "1\n乐\n"})
    assert read_tree(tmp_path) == {"x/y/a/one.txt": "1\n乐\n".encode()}


@pytest.mark.parametrize("breaking", [KeyboardInterrupt(), OSError(28, "No space left on device")])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_what_is_broken_off_leaves_what_was_there(
    breaking: BaseException, at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/mine.txt").write_text("mine")
    put, calls = put_new, iter(range(1, 9))

    def break_off(source: Path, target: Path) -> bool:
        if next(calls) == at:
            raise breaking
        return put(source, target)

    monkeypatch.setattr(placing, "put_new", break_off)
    with pytest.raises((KeyboardInterrupt, EnvironmentFault)):
        place_files(tmp_path, FILES)
    assert read_tree(tmp_path) == {"a/mine.txt": b"mine"}
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "mine.txt"]


def test_a_file_that_appears_meanwhile_is_left_and_the_rest_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = put_new

    def be_overtaken(source: Path, target: Path) -> bool:
        if target.name == "three.txt":
            target.write_text("theirs")
        return put(source, target)

    monkeypatch.setattr(placing, "put_new", be_overtaken)
    with pytest.raises(UsageError, match="has just appeared"):
        place_files(tmp_path, FILES)
    assert read_tree(tmp_path) == {"three.txt": b"theirs"}


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    place_files(tmp_path, FILES)
    assert read_tree(tmp_path) == {path: text.encode() for path, text in FILES.items()}
    with pytest.raises(UsageError, match="is there already"):
        place_files(tmp_path, {"four.txt": "4", "three.txt": "new"})
    assert (tmp_path / "three.txt").read_text() == "3"
    assert not (tmp_path / "four.txt").exists()
