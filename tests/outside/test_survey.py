"""All addresses of a site: where they stand, what is said of them, what is remembered."""

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from site_gen.content.load import load_site
from site_gen.outside.gather import list_outlinks
from site_gen.outside.manners import Manners, is_any
from site_gen.outside.survey import OutsideReport, ask_outside
from site_gen.problems import EnvironmentFault
from tests.outside.misbehaving import Host
from tests.running import PROGRAM, plain_environment, run_site_gen
from tests.sites_in_text import write_site

NOW = datetime(2026, 11, 22, tzinfo=UTC)

SITE = """
    -- site.yaml --
    title: Cars
    base_url: https://chronicle.example/
    -- content/sources/paper.yaml --
    title: What the paper wrote
    url: {host}/ok
    archived: {{url: {host}/moved, date: 2024-05-01}}
    -- content/sources/more.yaml --
    - {{id: gone, title: Gone, url: {host}/gone, archived: {{url: {host}/ok}}}}
    - {{id: lost, title: Lost, url: {host}/missing}}
    - {{id: removed, title: Removed, url: {host}/missing, access: removed}}
    - {{id: shut, title: Shut, url: {host}/closed}}
    -- content/entities/su7.yaml --
    type: product
    name: SU7
    links: [{host}/ok, {host}/missing]
    -- content/stories/cars.yaml --
    title: Cars
    body: '[dead]({host}/gone#part)'
    -- content/pages/about.md --
    ---
    title: About
    ---

    See <{host}/broken> and `<{host}/in-code>`.
    -- content/pages/about.de.md --
    ---
    title: Impressum
    ---

    [x]({host}/ok) [y]({host}/missing) [y]({host}/missing)
    -- content/events/launch.yaml --
    title: The launch
    date: 2024-03-28
    draft: true
    sources:
      - paper
      - {{title: Inline, url: {host}/ok, archived: {{url: {host}/gone}}}}
    media:
      - {{url: {host}/missing}}
"""


@pytest.fixture
def site(host: Host, tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", SITE.format(host=host.url))


def ask(site: Path, now: datetime = NOW, **changes: Any) -> OutsideReport:
    loaded = load_site(site, now)
    assert loaded.timeline
    assert loaded.settings
    manners = Manners(**{"may_connect": is_any, "delay": 0.0, "timeout": 5.0, **changes})
    return ask_outside(
        loaded.timeline,
        loaded.settings,
        site=site,
        state=site / ".site-gen",
        now=now,
        manners=manners,
        progress=lambda *_: None,
    )


def places(report: OutsideReport, rule: str) -> list[str]:
    found = [each.location for each in report.problems if each.rule == rule]
    return sorted(f"{each.path}:{each.line}:{each.column}" for each in found)


def test_what_is_dead_is_told_wherever_it_stands(site: Path) -> None:
    report = ask(site)
    assert places(report, "dead-link") == [
        "content/entities/su7.yaml:3:36",
        "content/events/launch.yaml:6:69",
        "content/events/launch.yaml:8:11",
        "content/pages/about.de.md:5:36",
        "content/pages/about.de.md:5:72",
        "content/sources/more.yaml:1:32",
        "content/sources/more.yaml:2:32",
        "content/stories/cars.yaml:2:15",
    ]
    assert places(report, "silent-link") == ["content/pages/about.md:5:6"]
    assert all(each.severity == "warning" for each in report.problems)


def test_who_refuses_programs_is_neither_dead_nor_well(site: Path, host: Host) -> None:
    report = ask(site)
    assert report.closed == ((f"{host.url}/closed", "it gives 403 As Asked"),)
    assert dict(report.verdicts) == {"alive": 2, "dead": 2, "closed": 1, "silent": 1}


def test_each_address_is_asked_once(site: Path, host: Host) -> None:
    report = ask(site)
    assert (report.asked, report.known) == (6, 0)
    assert len(host.asked_for("/missing")) == 2  # HEAD, and GET to be sure
    assert host.asked_for("/robots.txt") == ["GET"]
    assert host.asked_for("/in-code") == []


def test_what_has_no_copy_is_told_and_what_to_do_about_the_dead(site: Path) -> None:
    report = ask(site)
    assert places(report, "not-archived") == [
        "content/sources/more.yaml:2:32",
        "content/sources/more.yaml:3:38",
        "content/sources/more.yaml:4:32",
    ]
    remedies = {
        each.location.line: each.remedy
        for each in report.problems
        if each.rule == "dead-link" and each.location.path == "content/sources/more.yaml"
    }
    assert remedies == {
        1: 'write "access: removed"; readers have the archived copy',
        2: 'find its new address, or a copy for "archived"',
    }


def test_rules_that_site_yaml_silences_are_silent(site: Path) -> None:
    text = (site / "site.yaml").read_text(encoding="utf-8")
    (site / "site.yaml").write_text(f"{text}check: {{ignore: [not-archived, silent-link]}}\n")
    assert {each.rule for each in ask(site).problems} == {"dead-link"}


# --- memory --------------------------------------------------------------------------------


def test_what_is_known_is_not_asked_again_for_a_while(site: Path, host: Host) -> None:
    first = ask(site)
    host.asked.clear()
    again = ask(site, NOW + timedelta(minutes=30))
    assert (again.asked, again.known) == (0, 6)
    assert again.problems == first.problems
    assert host.asked == []


@pytest.mark.parametrize(
    ("later", "asked"),
    [
        (timedelta(hours=2), {"/broken"}),
        (timedelta(days=2), {"/broken", "/missing", "/gone"}),
        (timedelta(days=8), {"/broken", "/missing", "/gone", "/ok", "/moved", "/closed"}),
        (timedelta(days=-1), {"/broken", "/missing", "/gone", "/ok", "/moved", "/closed"}),
    ],
)
def test_bad_news_is_believed_for_less_long_than_good(
    site: Path, host: Host, later: timedelta, asked: set[str]
) -> None:
    ask(site)
    host.asked.clear()
    ask(site, NOW + later)
    assert {path for _, path in host.asked} - {"/robots.txt"} == asked


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"form": 1}', '{"form": 1, "answers": {"x": 1}}', "[" * 100_000, "\0"]
)
def test_a_broken_memory_is_none(site: Path, text: str) -> None:
    (site / ".site-gen").mkdir()
    (site / ".site-gen/outside.json").write_text(text)
    assert ask(site).asked == 6
    assert json.loads((site / ".site-gen/outside.json").read_text(encoding="utf-8"))["form"] == 1


def test_a_memory_that_is_a_link_is_not_followed(site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text("mine")
    (site / ".site-gen").mkdir()
    (site / ".site-gen/outside.json").symlink_to(elsewhere)
    assert ask(site).asked == 6
    assert elsewhere.read_text() == "mine"


def test_what_was_learnt_before_an_interruption_is_kept(site: Path, host: Host) -> None:
    loaded = load_site(site, NOW)
    assert loaded.timeline
    assert loaded.settings

    def interrupt(done: int, _: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask_outside(
            loaded.timeline,
            loaded.settings,
            site=site,
            state=site / ".site-gen",
            now=NOW,
            manners=Manners(is_any, delay=0.0),
            progress=interrupt,
        )
    assert ask(site).known == 3


# --- without a network ---------------------------------------------------------------------


def test_where_nobody_answers_nobody_is_called_dead(tmp_path: Path) -> None:
    sources = "\n".join(
        f"- {{id: s{index}, title: S, url: 'http://127.0.0.{index}:1/'}}" for index in range(2, 6)
    )
    write_site(tmp_path, f"-- site.yaml --\ntitle: Cars\n-- content/sources/s.yaml --\n{sources}")
    with pytest.raises(EnvironmentFault, match="none of 4 hosts answers; check the network"):
        ask(tmp_path)
    assert json.loads((tmp_path / ".site-gen/outside.json").read_text())["answers"] == {}


@pytest.mark.skipif(not shutil.which("unshare"), reason="unshare is not installed")
def test_an_offline_machine_is_told_so_and_ends_with_3(site: Path) -> None:
    away = ["unshare", "-n"]
    if subprocess.run([*away, "true"], capture_output=True, check=False).returncode:
        pytest.skip("only root can take the network away")
    run = subprocess.run(
        [*away, *PROGRAM, "-C", str(site), "check", "--external"],
        env=plain_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.startswith("error: this machine has no network, so no outside address")


# --- the command ---------------------------------------------------------------------------


@pytest.fixture
def small(host: Host, tmp_path: Path) -> Path:
    return write_site(
        tmp_path / "small",
        f"""
        -- site.yaml --
        title: Cars
        -- content/sources/paper.yaml --
        title: What the paper wrote
        url: {host.url}/gone
        archived: {{url: {host.url}/closed}}
        -- content/events/launch.yaml --
        title: The launch
        date: 2024-03-28
        sources: paper
        """,
    )


def test_check_asks_outside_only_when_told_to(small: Path, host: Host) -> None:
    assert run_site_gen(small, "check", "--strict").returncode == 0
    assert run_site_gen(small, "build").returncode == 0
    assert host.asked == []
    run = run_site_gen(small, "-v", "check", "--external", "--allow-private")
    assert run.returncode == 0
    assert run.stdout.startswith("content/sources/paper.yaml:2:6: warning: ")
    assert run.stdout.count("[dead-link]") == 1
    assert f"  2 | url: {host.url}/gone" in run.stdout
    assert run.stderr == (
        f"not for programs: {host.url}/closed (it gives 403 As Asked)\n"
        "asked 2 outside links: 0 alive, 1 dead, 0 silent, 1 not for programs\n"
        "checked 1 event, 0 entities, 1 source: 0 errors, 1 warning\n"
    )
    strict = run_site_gen(small, "check", "--external", "--allow-private", "--strict")
    assert strict.returncode == 1
    assert "asked 0 outside links, knew 2: 0 alive, 1 dead" in strict.stderr


def test_private_addresses_are_asked_only_when_told_to(small: Path, host: Host) -> None:
    run = run_site_gen(small, "check", "--external")
    assert run.returncode == (3 if "no network" in run.stderr else 0)
    assert host.asked == []
    if run.returncode == 0:
        assert "which is not public; give a public address [dead-link]" in run.stdout
    wrong = run_site_gen(small, "check", "--allow-private")
    assert (wrong.returncode, wrong.stderr) == (
        2,
        "error: --allow-private says whom to ask; add --external\n",
    )


def test_addresses_in_every_place_are_found(site: Path, host: Host) -> None:
    loaded = load_site(site, NOW)
    assert loaded.timeline
    found = sorted({link.url.removeprefix(host.url) for link in list_outlinks(loaded.timeline)})
    assert found == ["/broken", "/closed", "/gone", "/gone#part", "/missing", "/moved", "/ok"]
