from pathlib import Path

import pytest

from site_gen.output.new_files import put_new, take_back


@pytest.fixture(params=["hard links", "no hard links"])
def source(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A written file, on a disk with and without hard links."""

    def refuse(target: Path, source: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(target), None, str(source))

    if request.param == "no hard links":
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    (tmp_path / "staged").write_bytes(b"new")
    return tmp_path / "staged"


def test_a_file_gets_its_place(source: Path, tmp_path: Path) -> None:
    assert put_new(source, tmp_path / "place")
    assert (tmp_path / "place").read_bytes() == b"new"


def test_what_stands_there_stays(source: Path, tmp_path: Path) -> None:
    (tmp_path / "place").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert not put_new(source, tmp_path / "place")
    assert not put_new(source, tmp_path / "link")
    assert (tmp_path / "place").read_bytes() == b"old"
    assert not (tmp_path / "nowhere").exists()


def test_what_breaks_off_leaves_nothing(source: Path, tmp_path: Path) -> None:
    source.unlink()
    with pytest.raises(OSError, match="staged"):
        put_new(source, tmp_path / "place")
    assert list(tmp_path.iterdir()) == []


def test_taken_back_is_what_was_made_and_nothing_else(tmp_path: Path) -> None:
    made = [tmp_path / "a", tmp_path / "a/b", tmp_path / "a/b/file", tmp_path / "shared"]
    made[1].mkdir(parents=True)
    made[2].write_bytes(b"")
    made[3].mkdir()
    (tmp_path / "shared" / "of others").write_bytes(b"")
    take_back(made)
    assert [path.name for path in tmp_path.iterdir()] == ["shared"]
