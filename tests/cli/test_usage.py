"""Wrong usage is told as everything else is: one line, a fact and what to do."""

from pathlib import Path

import pytest

from tests.running import run_site_gen


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["biuld"], 'there is no command "biuld"; did you mean "build"?'),
        (["build", "--strct"], 'there is no option "--strct"; did you mean "--strict"?'),
        (["build", "--42"], 'there is no option "--42"; see site-gen build --help'),
        (["list"], "WHAT is missing; use events, entities, sources, claims, drafts or routes"),
        (
            ["list", "all"],
            'WHAT: "all" is not possible; use events, entities, sources, claims, drafts or routes',
        ),
        (
            ["check", "--format", "xml"],
            '"--format": "xml" is not possible; use text, json or github',
        ),
        (
            ["build", "-j", "x"],
            '"-j": "x" is not possible; use a whole number from 1 on',
        ),
        (["build", "-j", "0"], '"-j": "0" is not possible; use a whole number from 1 on'),
        (
            ["serve", "--port", "99999"],
            '"--port": "99999" is not possible; use a whole number from 0 to 65535',
        ),
        (["list", "event"], 'WHAT: "event" is not possible; did you mean "events"?'),
        (["list", "entitys"], 'WHAT: "entitys" is not possible; did you mean "entities"?'),
        (
            ["export", "csv", "-o", "."],
            '"-o": file "." is a directory; see site-gen export --help',
        ),
        (["-C"], 'option "-C" requires an argument; see site-gen --help'),
        (["check", "-q"], '"-q" stands before the command; write: site-gen -q check'),
        (["check", "-v"], '"-v" stands before the command; write: site-gen -v check'),
        (["build", "-C", "."], '"-C" stands before the command; write: site-gen -C DIR build'),
        (
            ["build", "--no-color"],
            '"--no-color" stands before the command; write: site-gen --no-color build',
        ),
        (
            ["theme", "diff", "--quiet"],
            '"--quiet" stands before the command; write: site-gen --quiet theme diff',
        ),
        (["-q", "-v", "check"], "-q and -v contradict each other; choose one"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_a_fact_and_what_to_do(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    run = run_site_gen(tmp_path, *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"error: {told}\n"


def test_without_a_command_the_help_is_shown_as_no_error(tmp_path: Path) -> None:
    run = run_site_gen(tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == run_site_gen(tmp_path, "--help").stdout


def test_a_command_that_is_like_none_brings_the_list_of_all(tmp_path: Path) -> None:
    run = run_site_gen(tmp_path, "xyz")
    assert run.returncode == 2
    assert run.stderr.startswith('error: there is no command "xyz"; use add, build, check, ')
