"""New sites: whole, sound in every language, and never over what is there."""

import json
import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from site_gen.content.schemas import to_json_schema
from site_gen.scaffold.hosts import HOSTS
from site_gen.scaffold.sites import LANGUAGES, list_starting_files
from tests.building import build_well, read_page
from tests.conftest import CHECKOUT
from tests.running import PROGRAM, plain_environment, read_tree
from tests.scaffold.asking import Answer, ask

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def start(folder: Path, *arguments: str) -> Answer:
    return ask(folder, "new", *arguments)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_site_has_nothing_to_be_warned_of_and_builds(language: str, tmp_path: Path) -> None:
    assert start(tmp_path, "mine", "--lang", language).returncode == 0
    checked = ask(tmp_path, "-C", "mine", "check", "--strict")
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "3 events, 1 entity, 2 sources" in checked.stderr
    build_well(tmp_path / "mine", strict=True)
    home = read_page(tmp_path / "mine", "index.html")
    assert f'<html lang="{language}"' in home
    assert read_page(tmp_path / "mine", "stories/edtf/index.html").count("/events/") >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_line_of_every_file_leads_to_its_schema(language: str, tmp_path: Path) -> None:
    start(tmp_path, "mine", "--lang", language)
    files = sorted((tmp_path / "mine").rglob("*.yaml"))
    assert len(files) == 8
    for path in files:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        led = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert led, path
        schema = json.loads((path.parent / led[1]).read_text(encoding="utf-8"))
        Draft7Validator.check_schema(schema)
        kind = {"events": "event", "entities": "entity", "sources": "source", "stories": "story"}
        assert schema == to_json_schema(kind.get(path.parent.name, "site"))  # type: ignore[arg-type]  # a kind of file, by its folder


@pytest.mark.parametrize("kind", ["event", "entity", "source", "story", "site"])
def test_a_refreshed_schema_is_the_same_file(kind: str, tmp_path: Path) -> None:
    begun = list_starting_files("en")[f".schema/{kind}.json"]
    assert ask(tmp_path, "schema", kind).stdout == begun


def test_the_languages_say_the_same_with_the_same_ids_dates_and_addresses() -> None:
    """A fact that is mended in one of them must be mended in the other."""
    facts = re.compile(
        r"^ *(?:- )?(?:date|id|kind|sources|url|published|entities|status|type): .*", re.MULTILINE
    )
    english, chinese = (list_starting_files(language) for language in LANGUAGES)
    assert english.keys() == chinese.keys()
    for path, text in english.items():
        assert facts.findall(text) == facts.findall(chinese[path]), path


def run_in_shell(folder: Path, script: str) -> "subprocess.CompletedProcess[str]":
    """With a `site-gen` of this checkout in the PATH."""
    program = folder / ".bin/site-gen"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {PROGRAM[0]} -m site_gen "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}:{os.environ.get('PATH', os.defpath)}"
    return subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=folder,
        env={**plain_environment(), "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_three_commands_are_shown_that_work_as_they_stand(tmp_path: Path) -> None:
    commands = [line.strip() for line in start(tmp_path, "my timeline").stdout.splitlines()]
    assert commands[0] == "cd 'my timeline'"
    # The last one goes on until it is interrupted; a build shows that there is what to serve.
    assert commands[2:] == ["site-gen serve"]
    done = run_in_shell(tmp_path, "\n".join([*commands[:2], "site-gen build"]))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "my timeline/site/events/what-happened/index.html").is_file()


def test_the_commands_of_the_manual_for_beginners_work_one_after_the_other(tmp_path: Path) -> None:
    manual = (CHECKOUT / "docs/start.md").read_text(encoding="utf-8")
    commands = re.findall("^    ((?:site-gen|cd|mkdir) .*)", manual, re.MULTILINE)
    assert len(commands) == 9
    done = run_in_shell(tmp_path, "\n".join(commands))
    assert done.returncode == 0, done.stderr
    site = tmp_path / "my-timeline"
    assert (site / "site/index.html").is_file()
    assert (site / ".github/workflows/site.yml").is_file()
    schema = json.loads((site / ".schema/event.json").read_text(encoding="utf-8"))
    assert schema == to_json_schema("event")


def test_the_commands_of_the_readme_for_a_site_of_ones_own_work(tmp_path: Path) -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    \.venv/bin/(site-gen .*)", readme, re.MULTILINE)
    assert len(commands) == 4
    done = run_in_shell(tmp_path, "\n".join(commands))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "my-site/site/events/the-bridge-is-finished/index.html").is_file()


def test_what_a_build_makes_is_not_for_version_control(tmp_path: Path) -> None:
    start(tmp_path, "mine")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path / "mine", check=True)
    build_well(tmp_path / "mine")
    git = ["git", "status", "--porcelain", "--untracked-files=all"]
    status = subprocess.run(git, cwd=tmp_path / "mine", capture_output=True, text=True, check=True)
    listed = {line[3:] for line in status.stdout.splitlines()}
    assert listed == set(list_starting_files("en"))


def test_an_empty_folder_the_one_we_stand_in_and_a_fresh_clone_will_do(tmp_path: Path) -> None:
    for name in ("empty", "here", "clone"):
        (tmp_path / name).mkdir()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path / "clone", check=True)
    assert start(tmp_path, "empty").returncode == 0
    assert start(tmp_path / "here", ".").stdout.split("\n")[0].strip() == "site-gen check"
    assert start(tmp_path / "clone", ".").returncode == 0
    for name in ("empty", "here", "clone"):
        assert (tmp_path / name / "site.yaml").is_file()
        assert not list((tmp_path / name).glob(".site-gen-new-*"))


def test_files_and_folders_have_the_modes_that_the_umask_gives(tmp_path: Path) -> None:
    command = ["sh", "-c", f"umask 022; exec {PROGRAM[0]} -m site_gen new a/b/mine"]
    subprocess.run(command, cwd=tmp_path, env=plain_environment(), check=True, capture_output=True)
    for path in (tmp_path / "a").rglob("*"):
        wanted = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


@pytest.mark.parametrize("name", ["我的年表", "mine & yours", "-start", "a'b"])
def test_any_name_of_a_folder_will_do(name: str, tmp_path: Path) -> None:
    assert start(tmp_path, "--", name).returncode == 0
    assert ask(tmp_path, "-C", name, "check", "--strict").returncode == 0


# --- what stands in the way ----------------------------------------------------------------


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/site.yaml").write_text("title: x\n")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["full"],
            '"full" is not empty: it holds "notes.txt"; name a folder that is absent or empty',
        ),
        (
            ["."],
            (
                '"." is not empty: it holds "dangling" and 3 more; '
                "name a folder that is absent or empty"
            ),
        ),
        (["file"], '"file" is a file; name a folder that is absent or empty'),
        (["file/mine"], '"file" is not a folder; name another place'),
        (["dangling"], '"dangling" is a symbolic link that leads nowhere; name another place'),
        (
            ["site"],
            (
                '"site" holds a site already; '
                "name another folder, or a host with --ci to publish this site"
            ),
        ),
        (
            ["site", "--ci", "github", "--lang", "zh"],
            '--lang is for a new site, and "site" holds one already; leave it out',
        ),
        (
            ["x", "--lang", "de"],
            (
                'there are no starting texts in the language "de"; '
                "use en or zh, and change the language afterwards"
            ),
        ),
        (
            ["x", "--ci", "travis"],
            '"--ci": "travis" is not possible; use github, gitlab, netlify or cloudflare',
        ),
        ([""], "DIR is empty; name a folder, such as my-timeline"),
        ([], "DIR is missing; see site-gen new --help"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    arguments: list[str], message: str, crowded: Path
) -> None:
    before = read_tree(crowded)
    run = start(crowded, *arguments)
    assert (run.returncode, run.stdout, run.stderr) == (2, "", f"error: {message}\n")
    assert read_tree(crowded) == before
    assert len(list(crowded.iterdir())) == 4


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_is_added_to_an_existing_site_once_and_nothing_else_is_touched(
    host: str, crowded: Path
) -> None:
    site = crowded / "site"
    before = read_tree(site)
    assert start(crowded, "site", "--ci", host).returncode == 0
    with_host = read_tree(site)
    assert with_host.keys() - before.keys() == {HOSTS[host].path}
    assert before.items() <= with_host.items()
    (site / HOSTS[host].path).write_text("mine")
    again = start(crowded, "site", "--ci", host)
    assert again.returncode == 2
    assert f'"site/{HOSTS[host].path}" is there already, and nothing is overwritten' in again.stderr
    assert (site / HOSTS[host].path).read_text() == "mine"


def test_nothing_is_written_through_a_symbolic_link(crowded: Path) -> None:
    (crowded / "site/.github").symlink_to("../full")
    run = start(crowded, "site", "--ci", "github")
    assert run.returncode == 2
    assert '"site/.github" is a symbolic link, and a folder is needed there' in run.stderr
    assert [path.name for path in (crowded / "full").iterdir()] == ["notes.txt"]


def test_a_site_below_the_top_of_a_repository_is_told_where_hosts_look(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert "the repository begins above" in start(tmp_path, "mine", "--ci", "github").stderr
    assert "above" not in start(tmp_path, "other").stderr


# --- bad days ------------------------------------------------------------------------------


@pytest.mark.skipif(not IS_ROOT, reason="only root can become somebody else")
@pytest.mark.parametrize("name", ["closed/mine", "closed"])
def test_a_folder_that_may_not_be_written_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == "root" and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o055)
    somebody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    run = subprocess.run(
        [*somebody, *PROGRAM, "new", name],
        cwd=tmp_path,
        env=plain_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 3, run.stderr
    assert '"closed" (Permission denied); mend that, then try again' in run.stderr
    assert list((tmp_path / "closed").iterdir()) == []


@pytest.mark.skipif(not IS_ROOT, reason="only root can mount")
@pytest.mark.parametrize("options", ["size=60k", "nr_inodes=9"])
@pytest.mark.parametrize("name", ["disk", "disk/deep/mine"])
def test_a_full_disk_leaves_nothing_behind(options: str, name: str, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let root mount")
    try:
        run = start(tmp_path, name)
        assert run.returncode == 3
        assert "nothing was made: cannot write" in run.stderr
        assert "No space left on device" in run.stderr
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_a_run_that_is_killed_leaves_no_half_site(tmp_path: Path) -> None:
    trace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=rename"]
    kill = ["-e", "inject=rename:signal=KILL:when=1", *PROGRAM, "new", "mine"]
    subprocess.run([*trace, *kill], cwd=tmp_path, env=plain_environment(), check=False)
    assert not (tmp_path / "mine").exists()
    assert [path.name[:14] for path in tmp_path.iterdir()] == [".site-gen-new-"]
    assert start(tmp_path, "mine").returncode == 0
