"""`site-gen theme`: a template is copied once, and an upgrade's changes to it are shown."""

import shutil
import subprocess
from pathlib import Path

import pytest

from site_gen.cli.theme_command import command
from tests.running import run_site_gen
from tests.sites_in_text import LAUNCH, write_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, LAUNCH)


def pretend_upgrade(site: Path, name: str) -> None:
    """What was ejected is noted as if it had been another text then."""
    note = site / "templates/.shipped" / name
    note.write_text(note.read_text("utf-8").replace("<h1>", '<h1 class="old">'), "utf-8")


def test_an_ejected_template_is_the_shipped_one_and_changes_no_page(
    site: Path, checkout: Path
) -> None:
    assert run_site_gen(site, "build").returncode == 0
    run = run_site_gen(site, "theme", "eject", "parts/text.html")
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr.startswith("wrote templates/parts/text.html; ")
    copied, shipped = (root / "templates/parts/text.html" for root in (site, checkout))
    assert copied.read_bytes() == shipped.read_bytes()
    build = run_site_gen(site, "build", "--strict")
    assert build.returncode == 0, build.stderr
    assert "(0 written" in build.stderr


def test_nothing_is_overwritten(site: Path) -> None:
    write_site(site, "-- templates/event.html --\nMine")
    run = run_site_gen(site, "theme", "eject", "event.html")
    assert run.returncode == 2
    assert "is there already" in run.stderr
    assert (site / "templates/event.html").read_text("utf-8") == "Mine\n"
    assert not (site / "templates/.shipped").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["eject", "evnt.html"], 'the theme has no "evnt.html"; did you mean "event.html"?'),
        (["eject", "../site.yaml"], 'the theme has no "../site.yaml"; see'),
        (["eject", "/etc/passwd"], 'the theme has no "/etc/passwd"; see'),
        (["eject", "words/../event.html"], 'the theme has no "words/../event.html"; '),
        (["eject"], "TEMPLATE is missing; see"),
        (["diff", "event.html"], "so ours is used; to change it: site-gen theme eject event.html"),
        (["ejct"], 'a theme cannot be told to "ejct"; use eject or diff'),
        (["eject", "event"], 'the theme has no "event"; did you mean "event.html"?'),
        (["eject", "index"], 'the theme has no "index"; see'),
        ([], "a theme is not told what to do; use eject or diff"),
    ],
)
def test_wrong_usage_is_told_with_what_to_do(site: Path, arguments: list[str], told: str) -> None:
    run = run_site_gen(site, "theme", *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert told in run.stderr
    assert not (site / "templates").exists()


def test_a_folder_that_may_not_be_written_ends_with_3(site: Path) -> None:
    (site / "templates").write_text("a file where the folder should be", "utf-8")
    run = run_site_gen(site, "theme", "eject", "event.html")
    assert run.returncode in (2, 3)
    assert run.stderr.startswith("error: ")
    assert "internal" not in run.stderr


def test_what_an_upgrade_changed_is_a_patch_for_the_site_s_own_file(site: Path) -> None:
    run_site_gen(site, "theme", "eject", "event.html")
    pretend_upgrade(site, "event.html")
    own = site / "templates/event.html"
    own.write_text(
        "{# mine #}\n" + own.read_text("utf-8").replace("<h1>", '<h1 class="old">'), "utf-8"
    )
    run = run_site_gen(site, "theme", "diff", "event.html")
    assert run.returncode == 0
    changes = [line for line in run.stdout.splitlines() if line[0] in "+-"]
    assert changes[:2] == ["--- a/templates/event.html", "+++ b/templates/event.html"]
    assert len(changes) == 4
    assert 'class="old"' in changes[2]
    if shutil.which("git"):
        subprocess.run(["git", "apply", "-"], input=run.stdout, text=True, cwd=site, check=True)
        assert 'class="old"' not in own.read_text("utf-8")
        assert own.read_text("utf-8").startswith("{# mine #}\n")


def test_changes_that_were_taken_are_not_shown_again(site: Path) -> None:
    run_site_gen(site, "theme", "eject", "event.html")
    run_site_gen(site, "theme", "eject", "base.html")
    pretend_upgrade(site, "event.html")
    assert "+++ b/templates/event.html" in run_site_gen(site, "theme", "diff").stdout
    run_site_gen(site, "theme", "diff", "--taken", "event.html")
    run = run_site_gen(site, "theme", "diff")
    assert run.stdout == ""
    assert run.stderr.splitlines() == [
        "base.html: ours has not changed since it was ejected",
        "event.html: ours has not changed since it was ejected",
    ]


def test_of_a_template_by_hand_the_difference_from_ours_is_shown_and_said_to_be_that(
    site: Path,
) -> None:
    write_site(site, '-- templates/404.html --\n{% extends "base.html" %}')
    run = run_site_gen(site, "theme", "diff")
    assert "nobody noted which version this was made from" in run.stderr
    assert run.stdout.startswith("--- a/default/404.html\n+++ b/templates/404.html\n")


def test_a_translation_of_the_interface_begins_with_the_english_words(
    site: Path, checkout: Path
) -> None:
    run_site_gen(site, "theme", "eject", "words/fr.toml")
    words = (checkout / "templates/words/en.toml").read_bytes()
    assert (site / "templates/words/fr.toml").read_bytes() == words
    assert "words/fr.toml: ours has not changed" in run_site_gen(site, "theme", "diff").stderr


def test_a_site_without_templates_of_its_own_has_nothing_to_compare(site: Path) -> None:
    run = run_site_gen(site, "theme", "diff")
    assert (run.returncode, run.stdout) == (0, "")
    assert "no templates of its own" in run.stderr


def test_every_action_and_option_is_in_the_manual(checkout: Path) -> None:
    manual = (checkout / "docs/commands.md").read_text("utf-8")
    for name, action in command.commands.items():
        assert f"theme {name}" in manual
        for parameter in action.params:
            assert parameter.param_type_name == "argument" or f"`{parameter.opts[0]}`" in manual
