"""What builds have from those before, in a folder or in a process."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from site_gen.build import build_site
from site_gen.model.records import Event
from site_gen.output.ledger import LEDGER_NAME, Entry, Ledger, read_ledger, write_ledger
from site_gen.output.report import BuildOptions, BuildReport
from site_gen.output.states import ProcessState
from site_gen.plan.edition import Edition, FindMarks
from site_gen.plan.grounds import Grounds
from site_gen.plan.machine_contexts import FeedEntry
from site_gen.plan.machines import feeds
from site_gen.plan.machines.edits import Edit
from tests.building import NOW, build_well
from tests.running import read_tree
from tests.sites_in_text import write_site

SITE = """
-- site.yaml --
title: Notes
base_url: https://example.org/
-- content/sources/paper.yaml --
title: What the paper wrote
-- content/events/first.yaml --
title: The first
date: 2024
sources: paper
tags: [cars]
body: As it began.
-- content/events/second.yaml --
title: The second
date: 2025
sources: paper
body: As it was.
"""


def edit(site: Path, old: str = "As it was.", new: str = "As it is.") -> None:
    event = site / "content/events/second.yaml"
    assert old in event.read_text()
    event.write_text(event.read_text().replace(old, new))


def test_a_ledger_comes_back_as_it_was(tmp_path: Path) -> None:
    entries = {"a.html": Entry("key", "digest", ("b.html#c",)), "b.html": Entry("k", "d")}
    ledger = Ledger(entries, "ground", {"event:a": "1"})
    write_ledger(tmp_path, ledger)
    assert read_ledger(tmp_path) == ledger


@pytest.mark.parametrize(
    "change", [{"form": 2}, {"versions": 3}, {"files": 0}, {"files": {"a": 1}}]
)
def test_a_ledger_of_another_form_is_none(tmp_path: Path, change: dict[str, object]) -> None:
    write_ledger(tmp_path, Ledger({"a.html": Entry("key", "digest")}, "ground", {}))
    content = json.loads((tmp_path / LEDGER_NAME).read_text())
    (tmp_path / LEDGER_NAME).write_text(json.dumps(content | change))
    assert read_ledger(tmp_path) == Ledger()


def test_after_an_edited_body_only_what_holds_it_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_well(write_site(tmp_path, SITE))
    asked: list[list[str]] = []
    join = Edition._join

    def note(self: Edition, grounds: Grounds, find_marks: FindMarks, shown: Iterable[str]) -> str:
        asked.append(list(shown))
        return join(self, grounds, find_marks, shown)

    monkeypatch.setattr(Edition, "_join", note)
    edit(tmp_path)
    report = build_well(tmp_path)
    assert report.changed >= {"events/second/index.html", "feed.xml", "data/events.csv"}
    assert "index.html" not in report.changed
    assert asked
    assert all("event:second" in shown for shown in asked)


class Preview:
    """Builds a site with a state of its own process."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.site = site
        self.state = ProcessState(folder)

    def build(self) -> BuildReport:
        return build_site(BuildOptions(self.site, NOW), lambda _, __: None, self.state)

    def equals_a_clean_build(self, beside: Path) -> bool:
        build_well(self.site, output=beside / "site", state=beside / "state", clean=True)
        clean = read_tree(beside / "site")
        del clean[".site-gen.json"]
        return read_tree(self.state.folder) == clean


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    made = Preview(write_site(tmp_path / "notes", SITE), tmp_path / "private/site")
    assert made.build().is_published
    return made


def test_a_process_builds_again_what_an_edit_concerns(
    preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    show_entry = feeds._show_entry

    def note(edition: Edition, event: Event, edit: Edit) -> FeedEntry:
        shown.append(event.id)
        return show_entry(edition, event, edit)

    monkeypatch.setattr(feeds, "_show_entry", note)
    edit(preview.site)
    report = preview.build()
    assert report.written == 1
    assert shown == ["second"]
    assert "events/second/index.html" in report.changed
    assert preview.equals_a_clean_build(tmp_path)
    assert preview.build().changed == frozenset()


def test_a_process_writes_nothing_into_the_site(preview: Preview) -> None:
    edit(preview.site)
    preview.build()
    assert {path.name for path in preview.site.iterdir()} == {"site.yaml", "content"}
    assert {path.name for path in preview.state.folder.parent.iterdir()} == {"site"}


def test_after_a_build_that_failed_a_process_goes_on_from_the_one_before(
    preview: Preview, tmp_path: Path
) -> None:
    standing = read_tree(preview.state.folder)
    edit(preview.site, "As it was.", "'[broken](nowhere/)'")
    assert not preview.build().is_published
    assert read_tree(preview.state.folder) == standing
    edit(preview.site, "'[broken](nowhere/)'", "As it is.")
    assert preview.build().written == 1
    assert preview.equals_a_clean_build(tmp_path)


def test_a_process_follows_more_than_bodies(preview: Preview, tmp_path: Path) -> None:
    (preview.site / "templates").mkdir()
    (preview.site / "templates/404.html").write_text(
        '{% extends "default/404.html" %}{% block main %}<h1>Lost</h1>{% endblock %}'
    )
    assert preview.build().changed == {"404.html"}
    edit(preview.site, "title: The second", "title: The other")
    assert "index.html" in preview.build().changed
    assert preview.equals_a_clean_build(tmp_path)
