"""What a user installs: the wheel and the sdist, built from the checkout as it stands."""

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import site_gen
from tests.running import read_tree, run_site_gen

# Those that a folder of the checkout may hold without belonging to a release.
NOT_OURS = {"__pycache__", "node_modules", ".hypothesis"}


@pytest.fixture(scope="module")
def in_wheel(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def in_sdist(dist: Path) -> set[str]:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel, its dependencies and nothing else."""
    environment = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    programs = environment / "bin"
    install = [str(programs / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
    run = subprocess.run(install, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return programs


def files_below(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not NOT_OURS & set(path.parts)
    }


def test_the_wheel_holds_the_whole_package_byte_for_byte(
    in_wheel: dict[str, bytes], checkout: Path
) -> None:
    package = files_below(checkout / "site_gen")
    assert "py.typed" in package
    assert {name: in_wheel.get(f"site_gen/{name}") for name in package} == {
        name: path.read_bytes() for name, path in package.items()
    }


def test_the_wheel_holds_the_default_theme(in_wheel: dict[str, bytes], checkout: Path) -> None:
    theme = files_below(checkout / "templates")
    assert theme
    bundled = "site_gen/_bundled/templates/"
    assert {name.removeprefix(bundled) for name in in_wheel if name.startswith(bundled)} == {*theme}
    assert all(in_wheel[bundled + name] == path.read_bytes() for name, path in theme.items())


def test_the_wheel_holds_the_words_of_dates(in_wheel: dict[str, bytes]) -> None:
    assert {"site_gen/dates/words/en.toml", "site_gen/dates/words/zh.toml"} <= in_wheel.keys()


def test_the_wheel_holds_nothing_but_the_package(in_wheel: dict[str, bytes]) -> None:
    tops = {name.partition("/")[0] for name in in_wheel}
    assert tops == {"site_gen", f"site_gen-{site_gen.__version__}.dist-info"}
    assert not [name for name in in_wheel if NOT_OURS & set(name.split("/")) or "test" in name]


def test_the_sdist_holds_what_building_testing_and_reading_need(
    in_sdist: set[str], checkout: Path
) -> None:
    for folder in ("site_gen", "templates", "tests", "docs", "content"):
        assert {f"{folder}/{name}" for name in files_below(checkout / folder)} <= in_sdist
    assert {"LICENSE", "Makefile", "README.md", "pyproject.toml", "site.yaml"} <= in_sdist
    assert {".github/workflows/site.yml", ".pre-commit-hooks.yaml", "action.yml"} <= in_sdist
    assert not [name for name in in_sdist if NOT_OURS & set(name.split("/"))]


@pytest.mark.parametrize("program", [["site-gen"], ["python", "-m", "site_gen"]])
def test_the_installed_program_tells_its_version_from_any_folder(
    installed: Path, program: list[str], tmp_path: Path
) -> None:
    run = subprocess.run(
        [installed / program[0], *program[1:], "--version"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": os.defpath},
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert site_gen.__version__ in run.stdout.split()


def test_the_installed_package_is_the_wheels_and_has_its_theme(
    installed: Path, tmp_path: Path
) -> None:
    question = "import site_gen; print(site_gen.__file__)"
    run = subprocess.run(
        [installed / "python", "-c", question],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    package = Path(run.stdout.strip()).parent
    assert package.is_relative_to(installed.parent)
    assert (package / "_bundled/templates").is_dir()


def test_the_licence_is_mit_and_goes_along(in_wheel: dict[str, bytes], checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT"
    inside = f"site_gen-{site_gen.__version__}.dist-info/licenses/LICENSE"
    assert in_wheel[inside] == (checkout / "LICENSE").read_bytes()


def test_the_wheel_builds_the_example_from_another_folder_with_the_same_bytes(
    installed: Path, checkout: Path, tmp_path: Path
) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copytree(checkout / "content", site / "content")
    shutil.copy(checkout / "site.yaml", site)
    arguments = ["build", "--as-of", "2026-11-22", "-o"]
    run = subprocess.run(
        [installed / "site-gen", "-C", site, *arguments, tmp_path / "by-wheel"],
        capture_output=True,
        text=True,
        cwd=elsewhere,
        env={"PATH": os.defpath},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    ours = run_site_gen(checkout, *arguments, tmp_path / "by-checkout")
    assert ours.returncode == 0, ours.stderr
    assert read_tree(tmp_path / "by-wheel") == read_tree(tmp_path / "by-checkout")
    assert list(elsewhere.iterdir()) == []
