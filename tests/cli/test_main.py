"""The program as a process: exit codes, streams, colours, and what it does when it is hurt."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import site_gen
from site_gen.cli.main import COMMANDS, cli, main
from tests.running import PROGRAM, plain_environment, run_site_gen
from tests.sites_in_text import LAUNCH, write_site

WRONG = """
    -- content/events/wrong.yaml --
    title: Wrong
    date: 2024-13-01
    sources: paper
"""
UNSOURCED = """
    -- content/events/unsourced.yaml --
    title: Unsourced
    date: 2024-04-01
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "cars", LAUNCH)


def test_it_tells_its_version_on_stdout(tmp_path: Path) -> None:
    run = run_site_gen(tmp_path, "--version")
    assert (run.returncode, run.stdout, run.stderr) == (0, f"site-gen {site_gen.__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["build", "-h"], ["list", "--help"]])
def test_it_explains_itself_on_stdout(tmp_path: Path, arguments: list[str]) -> None:
    run = run_site_gen(tmp_path, *arguments)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("Usage: site-gen ")


def test_the_version_needs_neither_the_templates_nor_the_yaml_library() -> None:
    question = (
        "import sys, contextlib\n"
        "from site_gen.cli.main import main\n"
        "with contextlib.suppress(SystemExit): main(['--version'])\n"
        "print(sorted({'yaml', 'jinja2', 'markdown', 'nh3', 'babel'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", question], capture_output=True, check=True)
    assert run.stdout.splitlines()[-1] == b"[]"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["bulid"], 'there is no command "bulid"; did you mean "build"?'),
        (["publish"], "publish"),
        (["--loud", "build"], "--loud"),
        (["build", "--loud"], "--loud"),
        (["build", "nonsense"], "nonsense"),
        (["build", "-j", "0"], "-j"),
        (["build", "-j", "many"], "many"),
        (["build", "--format", "xml"], "xml"),
        (["build", "--as-of", "tomorrow"], '--as-of "tomorrow" is neither a day nor a time'),
        (["build", "--base-url", "example.org"], 'the base URL "example.org" is not'),
        (["build", "--base-url", "ftp://example.org/"], 'the base URL "ftp://example.org/" is not'),
        (["build", "--base-url", "https://[e/"], 'the base URL "https://[e/" is not'),
        (["build", "--base-url", "https://e.org/a b"], "holds a space"),
        (["build", "--base-url", "https://e.org/?a"], 'has a "?"'),
        (["-q", "-v", "build"], "-q and -v contradict each other"),
        (["list", "everything"], "everything"),
        (["list"], "events"),
    ],
)
def test_wrong_usage_ends_with_2_and_names_what_is_wrong(
    site: Path, arguments: list[str], told: str
) -> None:
    run = run_site_gen(site, *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    assert not (site / "site").exists()


@pytest.mark.parametrize("command", [["build"], ["check"], ["list", "events"]])
def test_a_folder_that_is_no_site_ends_with_2_and_says_where_to_look(
    tmp_path: Path, command: list[str]
) -> None:
    here = run_site_gen(tmp_path, *command)
    assert (here.returncode, here.stdout) == (2, "")
    assert "has no site.yaml; run in the folder that has one, name it with -C, " in here.stderr
    assert here.stderr.endswith("or begin one: site-gen new DIR\n")
    there = run_site_gen(tmp_path, "-C", "nowhere", *command)
    assert there.returncode == 2
    assert 'there is no folder "nowhere"; check the path after -C' in there.stderr
    (tmp_path / "site.yml").write_text("title: Cars\n", encoding="utf-8")
    assert "holds site.yml; rename it to site.yaml" in run_site_gen(tmp_path, *command).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["site.yml"]


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "99999999999999999999"])
def test_a_bad_source_date_epoch_ends_with_2(site: Path, epoch: str) -> None:
    run = run_site_gen(site, "build", SOURCE_DATE_EPOCH=epoch)
    assert run.returncode == 2
    assert f'SOURCE_DATE_EPOCH is "{epoch}"; set it to whole seconds since 1970' in run.stderr


def test_it_runs_as_if_started_in_the_folder_after_dash_c(site: Path) -> None:
    run = run_site_gen(site.parent, "-C", "cars", "build", "-o", "out")
    assert run.returncode == 0, run.stderr
    assert (site / "out/index.html").is_file()
    assert not (site.parent / "out").exists()


def test_problems_of_a_check_go_to_stdout_and_all_else_to_stderr(site: Path) -> None:
    write_site(site, WRONG)
    run = run_site_gen(site, "check")
    assert run.returncode == 1
    assert run.stdout.startswith("content/events/wrong.yaml:2:12: error: ")
    assert re.fullmatch(r"checked \d+ events?, .*: 1 error, 0 warnings\n", run.stderr)


def test_problems_of_a_build_go_to_stderr(site: Path) -> None:
    write_site(site, WRONG)
    run = run_site_gen(site, "build")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("content/events/wrong.yaml:2:12: error: ")
    assert run.stderr.endswith("nothing was published: 1 error, 0 warnings\n")


def test_a_warning_ends_with_1_only_where_strict(site: Path) -> None:
    write_site(site, UNSOURCED)
    for command in ("check", "build"):
        assert run_site_gen(site, command, "--strict").returncode == 1
        assert (site / "site").exists() is False
        assert run_site_gen(site, command).returncode == 0


def test_an_unreadable_site_yaml_is_a_problem_and_no_wrong_usage(site: Path) -> None:
    (site / "site.yaml").write_text("title: [", encoding="utf-8")
    run = run_site_gen(site, "build")
    assert run.returncode == 1
    assert run.stderr.startswith("site.yaml:")


def test_quiet_keeps_what_was_asked_for_and_what_is_wrong(site: Path) -> None:
    for command in (["build"], ["check"]):
        run = run_site_gen(site, "-q", *command)
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert run_site_gen(site, "-q", "list", "events").stdout != ""
    write_site(site, WRONG)
    assert "2024-13-01" in run_site_gen(site, "-q", "check").stdout
    assert "2024-13-01" in run_site_gen(site, "-q", "build").stderr


# --- colours -------------------------------------------------------------------------------


def test_no_escape_codes_go_into_a_pipe(site: Path) -> None:
    write_site(site, WRONG)
    for command in ("check", "build"):
        run = run_site_gen(site, command, TERM="xterm-256color")
        assert "\x1b" not in run.stdout + run.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "is_colored"),
    [
        (["--color"], {}, True),
        (["--no-color"], {"FORCE_COLOR": "1"}, False),
        (["--color"], {"NO_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": ""}, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_the_option_decides_about_colour_then_no_color_then_force_color(
    site: Path, arguments: list[str], environment: dict[str, str], is_colored: bool
) -> None:
    write_site(site, WRONG)
    run = run_site_gen(site, *arguments, "check", **environment)
    assert ("\x1b[" in run.stdout) == is_colored


@pytest.mark.parametrize(
    ("environment", "is_colored"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_a_terminal_is_shown_colours_unless_it_cannot_or_must_not(
    site: Path, environment: dict[str, str], is_colored: bool
) -> None:
    write_site(site, WRONG)
    assert (b"\x1b[" in on_terminal(site, ["check"], environment)) == is_colored


def on_terminal(site: Path, arguments: list[str], environment: dict[str, str]) -> bytes:
    """What a terminal is sent, stdout and stderr together."""
    terminal, ours = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=site,
        env={**plain_environment(), **environment},
        stdin=ours,
        stdout=ours,
        stderr=ours,
    ):
        os.close(ours)
        shown = b""
        while piece := read_piece(terminal):
            shown += piece
    os.close(terminal)
    return shown


def read_piece(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # EIO: the last of those who write to it has gone
        return b""


# --- streams that fail ---------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["list", "events"], ["check"], ["--help"], ["build", "-h"]])
def test_a_reader_that_went_away_ends_it_with_141_and_without_a_word(
    site: Path, arguments: list[str]
) -> None:
    write_site(site, WRONG if arguments == ["check"] else LAUNCH)
    ours, theirs = os.pipe()
    os.close(ours)
    with subprocess.Popen(
        [*PROGRAM, *arguments], cwd=site, stdout=theirs, stderr=subprocess.PIPE
    ) as run:
        os.close(theirs)
        _, told = run.communicate()
    assert (run.returncode, told) == (141, b"")


@pytest.mark.parametrize("arguments", [["list", "events"], ["--version"], ["build", "--help"]])
def test_a_full_disk_under_stdout_ends_it_with_3(site: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [*PROGRAM, *arguments],
            cwd=site,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert run.returncode == 3
    assert "No space left on device" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&-"])
def test_it_works_with_its_streams_closed(site: Path, closing: str) -> None:
    command = f'"{sys.executable}" -m site_gen build {closing}'
    run = subprocess.run(["sh", "-c", command], cwd=site, check=False)
    assert run.returncode == 0
    assert (site / "site/index.html").is_file()


def test_a_terminal_of_another_encoding_is_told_what_it_can_show(site: Path) -> None:
    write_site(site, "-- content/events/ledao.yaml --\ntitle: 乐道\ndate: 2024-05-15\n")
    for command in (["list", "events"], ["check"], ["build"]):
        plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        assert run_site_gen(site, *command, **plain).returncode == 0


@pytest.mark.parametrize("path", ["content/events/乐道.yaml", "content/events/ledao.yaml"])
def test_an_environment_without_utf_8_is_told_where_a_name_needs_it(site: Path, path: str) -> None:
    """The name of a file to read, and that of a page to write."""
    write_site(site, f"-- {path} --\nid: 乐道\ntitle: Onvo\ndate: 2024-05-15\n")
    run = run_site_gen(site, "build", LC_ALL="POSIX", PYTHONUTF8="0")
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.endswith("for that encoding; set LC_ALL=C.UTF-8, and unset PYTHONUTF8\n") or (
        run.stderr.endswith("file names in ascii; set LC_ALL=C.UTF-8, and unset PYTHONUTF8\n")
    )
    assert run_site_gen(site, "build", LC_ALL="POSIX").returncode == 0


# --- faults of our own ---------------------------------------------------------------------


def break_loading(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("site_gen.build.load_site", fail)


@pytest.mark.parametrize("arguments", [["build"], ["check"], ["list", "events"]])
def test_an_internal_fault_says_that_it_is_one_and_ends_with_70(
    site: Path,
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    break_loading(monkeypatch, RuntimeError("the nodes are\ntangled\x1b[31m"))
    with pytest.raises(SystemExit) as ending:
        main(["-C", str(site), *arguments])
    told = capsys.readouterr()
    assert (ending.value.code, told.out) == (70, "")
    assert told.err.startswith("internal error: RuntimeError: the nodes are\ntangled")
    assert "this is a fault of site-gen" in told.err
    assert "Traceback" not in told.err
    assert "\x1b" not in told.err


def test_with_dash_v_an_internal_fault_has_its_traceback(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    break_loading(monkeypatch, RuntimeError("the nodes are tangled"))
    with pytest.raises(SystemExit) as ending:
        main(["-v", "-C", str(site), "check"])
    told = capsys.readouterr()
    assert ending.value.code == 70
    assert told.err.startswith("Traceback (most recent call last):")


def test_what_the_system_refuses_ends_with_3(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    break_loading(monkeypatch, PermissionError(13, "Permission denied", "content/a.yaml"))
    with pytest.raises(SystemExit) as ending:
        main(["-C", str(site), "check"])
    assert ending.value.code == 3
    told = capsys.readouterr().err
    assert told.startswith('error: the system refuses "content/a.yaml": Permission denied; ')
    assert "Traceback" not in told


def test_an_interruption_ends_with_130(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    break_loading(monkeypatch, KeyboardInterrupt())
    with pytest.raises(SystemExit) as ending:
        main(["-C", str(site), "build"])
    assert ending.value.code == 130
    assert capsys.readouterr().err == "interrupted; nothing was published\n"


# --- the manual ----------------------------------------------------------------------------


def list_options() -> list[str]:
    context = click.Context(cli)
    found = [option for parameter in cli.params for option in parameter.opts]
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            found += parameter.opts if isinstance(parameter, click.Option) else []
    return found


def test_every_command_option_and_exit_code_stands_in_the_manual(checkout: Path) -> None:
    manual = (checkout / "docs/commands.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"## {name}\n" not in manual] == []
    assert [option for option in list_options() if f"`{option}" not in manual] == []
    assert [code for code in (0, 1, 2, 3, 70, 130, 141) if f"| {code} |" not in manual] == []
