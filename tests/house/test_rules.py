"""The judge itself, on small trees made to break one rule each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import rules

Judge = Callable[[Path], list[str]]


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """`package(plan__urls="import os")` is a package with that one module."""

    def make(**modules: str) -> Path:
        root = tmp_path / "site_gen"
        for name, text in modules.items():
            is_at_the_top = name in {"__init__", "__main__"}
            path = root / f"{name if is_at_the_top else name.replace('__', '/', 1)}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    return make


@pytest.mark.parametrize(
    "statement",
    [
        "import site_gen.content.loading",
        "from site_gen.content import loading",
        "from site_gen import content",
        "from site_gen.content.loading import *",
        "from ..content import loading",
        "from .. import content",
        "def f():\n    from site_gen import content",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import site_gen.content",
        "try:\n    import site_gen.content\nexcept ImportError:\n    pass",
        "import importlib\nimportlib.import_module('site_gen.content')",
        "__import__('site_gen.content')",
    ],
)
def test_an_import_from_above_is_found_however_it_is_written(
    package: Callable[..., Path], statement: str
) -> None:
    root = package(model__event=statement, content__loading="", content____init__="")
    (breach,) = rules.breaches_of_floors(root)
    assert breach.startswith("site_gen/model/event.py:")
    assert "imports content" in breach


def test_an_import_from_below_or_from_the_same_room_is_right(
    package: Callable[..., Path],
) -> None:
    root = package(
        __init__="__version__ = '0'",
        __main__="from site_gen.cli.main import main",
        cli__main="from site_gen import __version__\nfrom site_gen.build import build_site",
        build="from site_gen.render import pages\nimport site_gen.output.tree",
        render__pages="import site_gen.plan.urls\nfrom .words import a\nfrom . import words",
        render__words="from site_gen.render import pages",
        output__tree="from ..digest import digest",
        plan__urls="from site_gen import problems",
        digest="",
        problems="",
    )
    assert rules.breaches_of_floors(root) == []


@pytest.mark.parametrize(
    ("importer", "target"),
    [
        ("render__pages", "output__tree"),
        ("output__tree", "render__pages"),
        ("server__http", "scaffold__new"),
        ("problems", "digest"),
        ("__init__", "problems"),
        ("build", "cli__main"),
        ("cli__main", "__main__"),
    ],
)
def test_rooms_of_one_floor_do_not_see_each_other_and_nobody_looks_up(
    package: Callable[..., Path], importer: str, target: str
) -> None:
    name = target if target.startswith("__") else target.replace("__", ".")
    root = package(**{importer: f"import site_gen.{name}", target: ""})
    assert len(rules.breaches_of_floors(root)) == 1


def test_a_room_that_house_rules_do_not_know_is_named(package: Callable[..., Path]) -> None:
    root = package(themes__dark="", extras="")
    assert rules.breaches_of_floors(root) == [
        "site_gen/extras: a room without a floor",
        "site_gen/themes: a room without a floor",
    ]


@pytest.mark.parametrize(
    ("module", "library"),
    [
        ("plan__events", "yaml"),
        ("content__loading", "jinja2"),
        ("model__text", "markdown.extensions.tables"),
        ("render__dates", "babel.dates"),
        ("build", "click"),
        ("output__tree", "nh3"),
        ("cli__main", "requests"),
        ("__init__", "click"),
    ],
)
def test_a_library_outside_its_room_is_found(
    package: Callable[..., Path], module: str, library: str
) -> None:
    root = package(**{module: f"def f():\n    from {library} import something"})
    (breach,) = rules.breaches_of_library_rooms(root)
    assert f":2: {library}.something does not live in " in breach


def test_a_library_in_its_room_and_the_standard_library_anywhere_are_right(
    package: Callable[..., Path],
) -> None:
    root = package(
        content__nodes="import yaml, json",
        render__pages="import jinja2, markdown, nh3, markupsafe",
        dates__words="from babel.dates import format_date\nimport tomllib",
        cli__main="import click, sys",
    )
    assert rules.breaches_of_library_rooms(root) == []


@pytest.mark.parametrize(
    "text",
    [
        "import os",
        "import os.path",
        "from os import environ",
        "import pathlib",
        "from io import StringIO",
        "import time",
        "import random",
        "from urllib.request import urlopen",
        "from urllib import request",
        "def f():\n    import subprocess",
        "x = open('file')",
        "import datetime\nx = datetime.datetime.now()",
        "from datetime import date\nx = date.today()",
    ],
)
@pytest.mark.parametrize("room", ["plan", "model"])
def test_a_pure_room_that_reaches_outside_is_found(
    package: Callable[..., Path], room: str, text: str
) -> None:
    assert len(rules.breaches_of_purity(package(**{f"{room}__events": text}))) == 1


def test_other_rooms_may_reach_outside_and_pure_ones_may_reckon(
    package: Callable[..., Path],
) -> None:
    root = package(
        output__tree="import os\nx = open('file')",
        plan__events="import datetime, urllib.parse\nd = datetime.date(2024, 3, 28)",
        problems="import time",
    )
    assert rules.breaches_of_purity(root) == []


@pytest.mark.parametrize(
    "text",
    [
        "print('x')",
        "say = print",
        "import sys\nsys.exit(1)",
        "import sys\nsys.stderr.write('x')",
        "from sys import exit as leave",
        "raise SystemExit(1)",
        "exit(1)",
        "import os\nos._exit(1)",
    ],
)
def test_printing_or_ending_outside_cli_is_found(package: Callable[..., Path], text: str) -> None:
    assert rules.breaches_of_silence(package(build=text))
    assert rules.breaches_of_silence(package(cli__main=text, build="")) == []


@pytest.mark.parametrize(
    "modules",
    [
        {"plan__utils": ""},
        {"helpers__a": ""},
        {"plan__url_utils": ""},
        {"plan__data": ""},
        {"plan__urls": "class UrlManager: ..."},
        {"plan__urls": "def url_helper(): ..."},
        {"plan__urls": "def process(): ..."},
    ],
)
def test_a_name_that_says_nothing_is_found(
    package: Callable[..., Path], modules: dict[str, str]
) -> None:
    assert len(rules.breaches_of_names(package(**modules))) == 1


def test_a_name_forced_by_the_standard_library_is_right(package: Callable[..., Path]) -> None:
    root = package(output__links="class Links:\n    def handle_starttag(self): ...")
    assert rules.breaches_of_names(root) == []


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "# noqa: E501",
        "# noqa: E501, S101",
        "# type: ignore",
        "# type: ignore[arg-type]",
        "# type: ignore[arg-type]  # noqa: E501",
        "# noqa: E501 - why",
        "# pragma: no cover",
        "# ruff: noqa: E501",
        "# fmt: off",
        "# mypy: ignore-errors",
    ],
)
def test_a_silencer_without_a_reason_is_found(package: Callable[..., Path], comment: str) -> None:
    assert len(rules.silencers_without_reason(package(build=f"x = 1  {comment}\n"))) == 1
    with_reason = f"x = 1  {comment}  # the standard library spells it so\n"
    assert rules.silencers_without_reason(package(build=with_reason)) == []


def test_a_silencer_inside_a_string_is_no_silencer(package: Callable[..., Path]) -> None:
    assert rules.silencers_without_reason(package(build="x = '# noqa'\n")) == []


@pytest.mark.parametrize(
    "text",
    [
        'ignore = [\n    "D1",\n]',
        'ignore = ["D1"]',
        'ignore = [\n    "D1",  #\n]',
        '"tests/**" = [\n    "S101",     # assert is what tests are made of\n    "S603",\n]',
        'ignorelist = ["id"]',
    ],
)
def test_an_ignore_in_pyproject_without_a_reason_is_found(text: str) -> None:
    assert len(rules.ignores_without_reason(f"[tool.ruff.lint]\n{text}\n")) == 1


def test_an_ignore_with_a_reason_and_a_list_of_what_is_asked_for_are_right() -> None:
    text = (
        'select = [\n    "A",\n]\nignore = [\n    "D1",  # the name says it\n]\nx = [\n    "D1",\n]'
    )
    assert rules.ignores_without_reason(text) == []
