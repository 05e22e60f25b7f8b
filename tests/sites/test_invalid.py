"""One folder for each mistake, with the exact lines that it must bring forth."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from site_gen.content.load import load_site
from site_gen.problems import Problem

FOLDER = Path(__file__).parent / "invalid"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
CASES = sorted(path.parent for path in FOLDER.glob("*/expected.txt"))


def to_line(problem: Problem) -> str:
    place = problem.location
    where = f"{place.path}:{place.line}:{place.column}" if place.line else place.path
    return f"{where}: {problem.severity}: {problem.message} [{problem.rule}]"


def read_all(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_mistake_brings_forth_exactly_these_lines(folder: Path) -> None:
    before = read_all(folder)
    problems = load_site(folder, NOW).problems
    assert [to_line(problem) for problem in problems] == (
        (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    )
    assert read_all(folder) == before


def test_there_is_a_folder_for_many_mistakes() -> None:
    assert len(CASES) >= 80
    assert {path.name for path in FOLDER.iterdir()} == {folder.name for folder in CASES}
