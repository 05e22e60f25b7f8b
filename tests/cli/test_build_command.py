"""`site-gen build`: its last line, its formats, what it refuses, what an interruption leaves."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_gen.output.report import STATE_FOLDER
from tests.running import plain_environment, read_tree, run_site_gen
from tests.sites_in_text import LAUNCH, write_many_events, write_site

LAST_LINE = re.compile(
    r"built (?P<pages>\d+) pages? in \d+\.\d s"
    r" \((?P<written>\d+) written, (?P<unchanged>\d+) unchanged\)(?P<skipped>.*)\n"
)
DRAFTS = """
    -- content/events/one.yaml --
    title: One
    date: 2024-05-01
    sources: paper
    draft: true
    -- content/events/two.yaml --
    title: Two
    date: 2024-05-02
    sources: paper
    draft: true
"""
SCHEDULED = """
    -- content/events/later.yaml --
    title: Later
    date: 2024-06-01
    sources: paper
    publish_from: 2026-12-01T09:00+08:00
    -- content/events/much-later.yaml --
    title: Much later
    date: 2024-06-02
    sources: paper
    publish_from: 2027-01-01T00:00Z
"""
MISTAKES = """
    -- content/events/mistakes.yaml --
    titel: 乐道
    date: 2024-05-15
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "cars", LAUNCH)


def read_last_line(stderr: str) -> re.Match[str]:
    found = LAST_LINE.fullmatch(stderr.splitlines(keepends=True)[-1])
    assert found, stderr
    return found


def test_the_last_line_counts_the_pages_that_are_there(site: Path) -> None:
    run = run_site_gen(site, "build")
    assert (run.returncode, run.stdout) == (0, "")
    first = read_last_line(run.stderr)
    pages = len(list((site / "site").rglob("*.html")))
    assert first.group("pages", "written", "unchanged", "skipped") == (
        str(pages),
        str(pages),
        "0",
        "",
    )
    again = read_last_line(run_site_gen(site, "build").stderr)
    assert again.group("pages", "written", "unchanged") == (str(pages), "0", str(pages))


@pytest.mark.parametrize(
    ("texts", "arguments", "said"),
    [
        ([DRAFTS], [], ", skipped 2 (2 drafts)"),
        ([SCHEDULED], [], ", skipped 2 (2 scheduled until 2026-12-01T09:00+08:00)"),
        (
            [DRAFTS, SCHEDULED],
            [],
            ", skipped 4 (2 drafts, 2 scheduled until 2026-12-01T09:00+08:00)",
        ),
        (
            [DRAFTS, SCHEDULED],
            ["--drafts"],
            ", skipped 2 (2 scheduled until 2026-12-01T09:00+08:00)",
        ),
        (
            [SCHEDULED],
            ["--as-of", "2026-12-02"],
            ", skipped 1 (1 scheduled until 2027-01-01T00:00Z)",
        ),
        ([SCHEDULED], ["--as-of", "2027-01-01"], ""),
    ],
)
def test_the_last_line_says_aloud_what_was_left_out(
    site: Path, texts: list[str], arguments: list[str], said: str
) -> None:
    write_site(site, *texts)
    as_of = [] if "--as-of" in arguments else ["--as-of", "2026-11-22"]
    run = run_site_gen(site, "build", *arguments, *as_of)
    assert read_last_line(run.stderr)["skipped"] == said


def test_source_date_epoch_is_now(site: Path) -> None:
    write_site(site, SCHEDULED)
    before = run_site_gen(site, "build", SOURCE_DATE_EPOCH="1796086799")
    assert read_last_line(before.stderr)["skipped"].startswith(", skipped 2 ")
    after = run_site_gen(site, "build", SOURCE_DATE_EPOCH="1796086800")
    assert read_last_line(after.stderr)["skipped"].startswith(", skipped 1 ")


def test_json_is_one_object_a_line_on_stdout(site: Path) -> None:
    write_site(site, MISTAKES)
    run = run_site_gen(site, "build", "--format", "json")
    assert run.returncode == 1
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert ("unknown-field", "content/events/mistakes.yaml", 1, 1) in [
        (one["rule"], one["path"], one["line"], one["column"]) for one in found
    ]
    assert run.stderr.startswith("nothing was published: ")


def test_github_annotations_go_to_stdout(site: Path) -> None:
    write_site(site, MISTAKES)
    run = run_site_gen(site, "build", "--format", "github")
    assert run.returncode == 1
    lines = run.stdout.splitlines()
    assert all(re.match(r"::(error|warning) file=content/events/[^:]+::", line) for line in lines)
    assert any(
        line.startswith(
            "::error file=content/events/mistakes.yaml,line=1,col=1,title=unknown-field"
        )
        for line in lines
    )


def test_an_empty_base_url_in_the_environment_is_none(site: Path) -> None:
    assert run_site_gen(site, "build", SITE_GEN_BASE_URL="").returncode == 0
    assert run_site_gen(site, "build", SITE_GEN_BASE_URL="nonsense").returncode == 2


def test_the_option_goes_before_the_environment(site: Path) -> None:
    run_site_gen(
        site, "build", "--base-url", "https://example.org/a/", SITE_GEN_BASE_URL="https://x.org/b/"
    )
    page = (site / "site/index.html").read_text(encoding="utf-8")
    assert 'href="/a/events/launch/"' in page
    assert "/b/" not in page


# --- what the environment does not allow ---------------------------------------------------


@pytest.mark.parametrize("output", [".", "..", "content", "content/events", "/", "templates"])
def test_a_source_folder_is_never_built_into(site: Path, output: str) -> None:
    before = read_tree(site)
    run = run_site_gen(site, "build", "-o", output)
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.startswith("error: the output folder ")
    assert "with -o" in run.stderr
    assert {path for path in read_tree(site) if not path.startswith(".site-gen/")} == set(before)


def test_a_folder_that_is_not_ours_is_left_as_it_is(site: Path) -> None:
    write_site(site, "-- out/holiday.txt --\nphotos")
    run = run_site_gen(site, "build", "-o", "out")
    assert run.returncode == 3
    assert "is not empty and was not made by site_gen" in run.stderr
    assert read_tree(site / "out") == {"holiday.txt": b"photos\n"}


def test_a_home_folder_is_never_built_into(site: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    run = run_site_gen(site, "build", "-o", tmp_path / "home", HOME=str(tmp_path / "home"))
    assert run.returncode == 3
    assert "home folder" in run.stderr


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount")
def test_a_read_only_disk_ends_with_3_and_a_check_still_works(site: Path) -> None:
    with read_only(site):
        run = run_site_gen(site, "build")
        assert run.returncode == 3
        assert "read-only file system" in run.stderr
        assert "Traceback" not in run.stderr
        assert run_site_gen(site, "check", "--strict").returncode == 0
        assert run_site_gen(site, "list", "routes").returncode == 0


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody without rights")
@pytest.mark.skipif(not shutil.which("setpriv"), reason="setpriv is missing")
def test_a_folder_without_permission_ends_with_3(site: Path) -> None:
    command = ["setpriv", "--bounding-set", "-all", sys.executable, "-m", "site_gen", "build"]
    site.chmod(0o555)  # everybody may read it and nobody write
    os.chown(site, 65534, 65534)
    run = subprocess.run(
        command, cwd=site, env=plain_environment(), capture_output=True, text=True, check=False
    )
    assert run.returncode == 3, run.stderr
    assert "no permission to write" in run.stderr
    assert "Traceback" not in run.stderr


# --- an interruption -----------------------------------------------------------------------

INTERRUPTED_BUILD = """
import os, signal, sys
from site_gen.cli.main import main
from site_gen.render.renderer import Renderer

render_file = Renderer.render_file
signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell ignores it

def render_until(self, artifact, recall):
    if artifact.path == "events/e250/index.html":
        os.killpg(0, signal.SIGINT)  # as a terminal does: every process of the group
    return render_file(self, artifact, recall)

Renderer.render_file = render_until
main(sys.argv[1:])
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_build_leaves_the_old_site_whole_and_nothing_behind(
    tmp_path: Path, jobs: str
) -> None:
    site = write_many_events(tmp_path / "cars", 320)
    assert run_site_gen(site, "build").returncode == 0
    before = read_tree(tmp_path)
    write_site(site, "-- site.yaml --\ntitle: Another title, so that every page changes")
    run = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_BUILD, "build", "-j", jobs],
        cwd=site,
        env=plain_environment(),
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (130, "")
    assert run.stderr == "interrupted; nothing was published\n"
    # What was read is kept for the next build: it was read, whatever came of it.
    before, after = (leave_out_cache(tree) for tree in (before, read_tree(tmp_path)))
    assert {path for path in before if before[path] != after.get(path)} == {"cars/site.yaml"}
    assert after.keys() == before.keys()


def leave_out_cache(tree: Mapping[str, bytes]) -> dict[str, bytes]:
    cache = f"cars/{STATE_FOLDER}/cache/"
    return {path: content for path, content in tree.items() if not path.startswith(cache)}
