"""What is kept of large files: taken where it is surely the same, and else written anew."""

import json
from pathlib import Path

import pytest

from site_gen.digest import digest_bytes
from site_gen.model.records import Event
from site_gen.output.keeping import find_stamp
from site_gen.output.passages import PASSAGES_NAME, Passages, read_passages, write_passages
from site_gen.output.report import STATE_FOLDER
from site_gen.plan.edition import Edition
from site_gen.plan.machine_contexts import FeedEntry
from site_gen.plan.machines import feeds, records_json
from site_gen.plan.machines.edits import Edit
from site_gen.plan.standing import Marks
from tests.building import build, build_well
from tests.running import read_tree
from tests.sites_in_text import LAUNCH, write_site

CSV = "data/events.csv"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path, LAUNCH)
    (tmp_path / "content/events/second.yaml").write_text(
        "title: The second\ndate: 2025\nsources: paper\nbody: As it was.\n"
    )
    build_well(tmp_path)
    return tmp_path


def edit(site: Path) -> None:
    event = site / "content/events/second.yaml"
    event.write_text(event.read_text().replace("As it was.", "As it is."))


def equals_clean(site: Path) -> bool:
    build_well(site, output=site / "clean", state=site / "other", clean=True)
    return read_tree(site / "site") == read_tree(site / "clean")


def kept_in(site: Path) -> Path:
    return site / STATE_FOLDER / PASSAGES_NAME


def test_an_edit_writes_its_own_passages_alone(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dumped: list[str] = []
    write_item = records_json._write_item

    def count(before: str, write: records_json.WriteOne) -> str:
        dumped.append(write_item(before, write))
        return dumped[-1]

    monkeypatch.setattr(records_json, "_write_item", count)
    edit(site)
    build_well(site)
    assert len(dumped) == 1
    assert "As it is." in dumped[0]
    assert equals_clean(site)


def test_an_edit_makes_its_own_entry_of_feeds_alone(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    show_entry = feeds._show_entry

    def count(edition: Edition, event: Event, edit: Edit) -> FeedEntry:
        made.append(event.id)
        return show_entry(edition, event, edit)

    monkeypatch.setattr(feeds, "_show_entry", count)
    edit(site)
    changed = build_well(site).changed
    assert {"feed.xml", "feed.json"} <= changed
    assert made == ["second"]
    assert "As it is." in (site / "site/feed.xml").read_text()
    assert equals_clean(site)


def test_entries_are_made_anew_by_another_template(site: Path) -> None:
    (site / "templates/parts").mkdir(parents=True)
    entry = '{% include "default/parts/feed-entry.xml" %}<!-- second edition -->'
    (site / "templates/parts/feed-entry.xml").write_text(entry)
    edit(site)
    build_well(site)
    events = len(list((site / "content/events").iterdir()))
    assert (site / "site/feed.xml").read_text().count("second edition") == events > 1
    assert equals_clean(site)


@pytest.mark.parametrize("path", ["feed.json", "feed.xml"])
def test_marked_passages_of_a_file_make_up_the_whole(site: Path, path: str) -> None:
    kept = read_passages(site / STATE_FOLDER, find_stamp()).by_path
    digest, marks = json.loads(kept[path])
    content = (site / "site" / path).read_bytes()
    assert digest == digest_bytes(content)
    assert sum(length for _, length in marks) == len(content)
    recalled = Passages("", kept).recall(site / "site", {path: digest}, path)
    entries = list(recalled.values())
    assert len(entries) == len(list((site / "content/events").iterdir()))
    assert all(entry in content and len(entry) > 100 for entry in entries)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "another program\nfeed.xml\t[]",
        "[" * 100_000,
        None,
    ],
)
def test_what_cannot_be_read_counts_as_absent(site: Path, content: str | None) -> None:
    if content is None:
        kept_in(site).unlink()
    else:
        kept_in(site).write_text(content)
    edit(site)
    build_well(site)
    assert equals_clean(site)


@pytest.mark.parametrize("value", [-1, "9", None, 10**9])
def test_lengths_that_cannot_be_are_not_believed(site: Path, value: object) -> None:
    first, *lines = kept_in(site).read_text().split("\n")
    kept = {path: json.loads(told) for path, _, told in (one.partition("\t") for one in lines)}
    kept[CSV][1][1][1] = value
    told = [f"{path}\t{json.dumps(one)}" for path, one in kept.items()]
    kept_in(site).write_text("\n".join([first, *told]))
    edit(site)
    build_well(site)
    assert equals_clean(site)


@pytest.mark.parametrize("told", ["", "[", "7", "[1]", '["d",7]', '["d",[7]]', "[" * 100_000])
def test_a_line_that_cannot_be_read_counts_as_absent(site: Path, told: str) -> None:
    first, *lines = kept_in(site).read_text().split("\n")
    spoiled = [f"{line.partition(chr(9))[0]}\t{told}" for line in lines]
    kept_in(site).write_text("\n".join([first, *spoiled]))
    edit(site)
    build_well(site)
    assert equals_clean(site)


def test_a_build_adds_the_lines_of_what_it_made(site: Path) -> None:
    before = kept_in(site).read_bytes()
    edit(site)
    build_well(site)
    after = kept_in(site).read_bytes()
    assert after.startswith(before + b"\n")
    kept = read_passages(site / STATE_FOLDER, find_stamp())
    digest = digest_bytes((site / "site/feed.xml").read_bytes())
    assert kept.recall(site / "site", {"feed.xml": digest}, "feed.xml")


def test_what_a_killed_build_left_without_an_end_spoils_no_other_line(site: Path) -> None:
    with kept_in(site).open("ab") as file:
        file.write(b'\nfeed.xml\t["cut o')
    edit(site)
    build_well(site)
    kept = read_passages(site / STATE_FOLDER, find_stamp())
    digest = digest_bytes((site / "site/feed.xml").read_bytes())
    assert kept.recall(site / "site", {"feed.xml": digest}, "feed.xml")


def told(digest: str, marks: Marks) -> bytes:
    return json.dumps([digest, marks]).encode()


def test_too_many_outdated_lines_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_gen.output.passages.MOST_OUTDATED", 3)
    digests = {"a": "digest"}
    for _ in range(20):
        kept = read_passages(tmp_path, "one").with_made({"a": b'[["mark",3]]'}, digests)
        write_passages(tmp_path, kept)
        assert len((tmp_path / PASSAGES_NAME).read_text().split("\n")) <= 7
    assert read_passages(tmp_path, "one").by_path == {"a": b'["digest",[["mark",3]]]'}


def test_a_published_file_that_somebody_changed_gives_nothing(site: Path) -> None:
    (site / "site" / CSV).write_text((site / "site" / CSV).read_text().replace("second", "SECOND"))
    edit(site)
    build_well(site)
    assert equals_clean(site)


def test_a_file_of_the_same_length_that_is_another_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one, two")
    digest = digest_bytes(b"one, two")
    kept = Passages("", {"a": told(digest, [("m", 4), ("", 1), ("n", 3)])})
    assert kept.recall(tmp_path, {"a": digest}, "a") == {"m": b"one,", "n": b"two"}
    assert kept.recall(tmp_path, {"a": "another"}, "a") == {}
    (tmp_path / "a").write_bytes(b"ONE, two")
    assert kept.recall(tmp_path, {"a": digest}, "a") == {}


def test_a_build_that_fails_takes_nothing_from_what_stands(site: Path) -> None:
    edit(site)
    (site / "content/events/third.yaml").write_text(
        "title: The third\ndate: 2026\nsources: paper\nbody: '[broken](nowhere/)'\n"
    )
    assert not build(site).is_published
    (site / "content/events/third.yaml").unlink()
    build_well(site)
    assert equals_clean(site)


def test_passages_of_another_program_are_none(tmp_path: Path) -> None:
    write_passages(tmp_path, Passages("one", {"a": told("digest", [("mark", 3)])}))
    assert read_passages(tmp_path, "one").by_path.keys() == {"a"}
    assert read_passages(tmp_path, "two").by_path == {}


def test_files_that_are_gone_are_forgotten() -> None:
    before = Passages("one", {"gone": told("d", [("m", 1)]), "stays": told("e", [("n", 2)])})
    after = before.with_made({"a": b'[["mark",3]]'}, {"a": "digest", "stays": "e"})
    assert set(after.by_path) == {"a", "stays"}
