"""site_gen keeps the rules of its house; what they are stands in rules.py."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import rules


@pytest.mark.parametrize(
    "judge",
    [
        rules.breaches_of_floors,
        rules.breaches_of_library_rooms,
        rules.breaches_of_names,
        rules.breaches_of_purity,
        rules.breaches_of_silence,
    ],
)
def test_site_gen_keeps_its_house(judge: Callable[[Path], list[str]], checkout: Path) -> None:
    assert judge(checkout / "site_gen") == []


@pytest.mark.parametrize("folder", ["site_gen", "tests", "bench"])
def test_every_silencer_says_why(folder: str, checkout: Path) -> None:
    assert rules.silencers_without_reason(checkout / folder) == []


def test_every_ignore_in_pyproject_says_why(checkout: Path) -> None:
    text = (checkout / "pyproject.toml").read_text(encoding="utf-8")
    assert rules.ignores_without_reason(text) == []


def test_every_dependency_has_its_reason_on_a_page_of_decisions(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(one for extra in extras for one in extra)]
    names = {re.split(r"[<>=~!;\[ ]", one)[0].lower() for one in wanted}
    pages = {path.stem.lower() for path in (checkout / "docs/decisions").glob("*.md")}
    assert names - pages == set()
