"""With a cache, without, or with a broken one: the same is loaded, whatever was edited between."""

import os
import pickle
import re
import shutil
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_gen.content import reading
from site_gen.content.files import read_bytes
from site_gen.content.load import Loaded, load_site
from site_gen.content.opened import Opened
from site_gen.digest import digest_value
from site_gen.model.timeline import Timeline
from site_gen.problems import Problem
from tests.sites_in_text import LAUNCH, write_many_events, write_site

NOW = datetime(2026, 11, 22, tzinfo=UTC)

SITE = """
-- site.yaml --
title: Cars
languages: [en, zh]
timezone: Asia/Shanghai
kinds: {launch: {}}
-- content/entities/lei-jun.yaml --
type: person
name: Lei Jun
roles:
  - {title: Founder, org: xiaomi, from: 2010-04, to: 2023}
-- content/entities/more.yaml --
- {id: xiaomi, type: organization, name: Xiaomi}
- {id: beijing, type: place, name: Beijing, part_of: xiaomi}
-- content/sources/paper.yaml --
title: What the paper wrote
publisher: The Paper
published: 2024-03-29
-- content/sources/leak.yaml --
title: A leak
anonymous: true
derived_from: paper
-- content/stories/cars.yaml --
title: Cars
events: [launch]
-- content/pages/about.md --
---
title: About
---
See [the launch](event:launch).
-- content/events/launch.yaml --
title: The launch
date: 2024-03-28T19:00+08:00
kind: launch
place: beijing
entities: [xiaomi, {id: lei-jun, role: Founder}]
tags: [EV, cars]
stories: cars
sources: [paper, {title: Seen with our own eyes, locator: minute 3}]
claims:
  - {text: It sells., by: [xiaomi, a visitor, Lei Jum], sources: leak, status: confirmed}
  - {text: More., sources: paper, status: target, due: 2026-11-23}
body: |
  [Lei Jun](entity:lei-jun) spoke [@paper, p. 1].
-- content/events/others.yaml --
- {id: before, title: Before, date: 2024-03, sources: paper, tags: [ev], aliases: /old}
- {id: after, title: After, date: 2024-03-30, sources: leak, follows: launch, tags: [EV]}
"""

Edit = Callable[[Path], None]


def replacing(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / path
        if file.exists():
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return edit


def writing(path: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return edit


def removing(path: str) -> Edit:
    return lambda root: (root / path).unlink(missing_ok=True)


def moving(path: str, to: str) -> Edit:
    def edit(root: Path) -> None:
        if (root / path).exists():
            (root / to).parent.mkdir(exist_ok=True)
            (root / path).replace(root / to)

    return edit


def setting_time(path: str, seconds: int) -> Edit:
    def edit(root: Path) -> None:
        if (root / path).exists():
            os.utime(root / path, (seconds, seconds))

    return edit


def backdating(edit: Edit, path: str) -> Edit:
    """The edit, after which the file bears the times that it had before."""

    def backdated(root: Path) -> None:
        if (root / path).exists():
            status = (root / path).stat()
            edit(root)
            os.utime(root / path, ns=(status.st_atime_ns, status.st_mtime_ns))

    return backdated


EVENT, OTHERS = "content/events/launch.yaml", "content/events/others.yaml"
PAPER, LEAK = "content/sources/paper.yaml", "content/sources/leak.yaml"
EDITS: list[Edit] = [
    replacing(EVENT, "The launch", "The launcH"),
    backdating(replacing(EVENT, "The l", "The L"), EVENT),
    backdating(replacing(PAPER, "2024-03-29", "2020-03-29"), PAPER),
    replacing(EVENT, "entity:lei-jun", "entity:lei-jum"),
    replacing(EVENT, "place: beijing", "place: Beijing"),
    replacing(EVENT, "title:", "titel:"),
    replacing(EVENT, "tags: [EV, cars]", "tags: [Ev, cars, auto]"),
    replacing(OTHERS, "follows: launch", "follows: [launch, before]"),
    replacing(OTHERS, "sources: paper,", "sources: paper, part_of: after,"),
    replacing(OTHERS, "sources: leak,", "sources: leak, part_of: before, kind: meeting,"),
    replacing(OTHERS, "aliases: /old", "aliases: /old, title: Twice"),
    replacing(LEAK, "anonymous: true\n", "published: 2019\n"),
    replacing("content/entities/lei-jun.yaml", "to: 2023", "to: 2025"),
    replacing("content/entities/more.yaml", "id: beijing", "id: peking"),
    replacing("site.yaml", "languages: [en, zh]", "languages: [en]"),
    replacing("site.yaml", "Asia/Shanghai", "America/New_York"),
    replacing("site.yaml", "title: Cars", "title: Cars\ncheck: {ignore: event-without-source}"),
    replacing("content/pages/about.md", "About", "About us"),
    writing("content/entities/visitor.yaml", "id: a visitor\ntype: person\nname: A visitor\n"),
    writing("content/entities/lei-jum.yaml", "type: person\nname: Lei Jum\n"),
    writing("content/sources/the-paper.yaml", "title: X\npublisher: xiaomi\n"),
    writing("content/events/copy.yaml", "id: launch\ntitle: The launch\ndate: 2024\n"),
    writing("content/events/new.yaml", "title: Before\ndate: 2024-03\naliases: [/old, '/Ω']\n"),
    writing("content/events/empty.yaml", ""),
    writing("content/events/odd.yaml", 'title: "a\\u2028b"\ndate: 2024\n'),
    writing("content/pages/about.zh.md", "---\ntitle: 关于\n---\n我们\n"),
    writing("content/media/a.jpg", "x"),
    writing("content/events/seen.yaml", "title: S\ndate: Y17E7\nmedia: {file: a.jpg, alt: A}\n"),
    removing(EVENT),
    removing(PAPER),
    removing(LEAK),
    removing("content/entities/more.yaml"),
    removing("content/media/a.jpg"),
    moving(EVENT, "content/events/2024/start.yaml"),
    moving("content/events/2024/start.yaml", EVENT),
    moving(PAPER, "content/sources/the-paper.yaml"),
    setting_time(EVENT, 0),
    setting_time(OTHERS, 2_000_000_000),
    setting_time(PAPER, 1_000_000_000),
]


def state(loaded: Loaded) -> tuple[object, list[Problem]]:
    """Everything that was loaded, with the origins, and everything that was reported."""
    timeline = loaded.timeline
    parts = timeline and (
        timeline.events, timeline.entities, timeline.sources, timeline.stories, timeline.pages,
        timeline.language, sorted(timeline.tags), loaded.media,
    )  # fmt: skip  # names, not lines
    return repr(parts), list(loaded.problems)


def cache_of(root: Path) -> Path:
    return root / ".site-gen" / "cache"


def files_of(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in cache_of(root).iterdir()}


def age(root: Path) -> None:
    """As if the files lay there for a year: nothing of them is in doubt."""
    for path in (root / "content").rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(EDITS), max_size=3), st.integers(-3, 3)), max_size=5
    ),
    st.booleans(),
    st.booleans(),
)
def test_after_any_edits_a_kept_load_equals_a_fresh_one(
    tmp_path: Path, steps: list[tuple[list[Edit], int]], is_settled: bool, is_preview: bool
) -> None:
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    write_site(tmp_path, SITE)
    opened = Opened() if is_preview else None
    with pytest.MonkeyPatch.context() as patch:
        if is_settled:
            # Every signature counts at once, so that the files' own times must tell.
            patch.setattr("site_gen.content.files.RACY", -(10**18))
        for edits, days in [([], 0), *steps]:
            for edit in edits:
                edit(tmp_path)
            now = NOW + timedelta(days=days)
            kept = load_site(tmp_path, now, cache=cache_of(tmp_path), opened=opened)
            assert state(kept) == state(load_site(tmp_path, now))


def test_imprints_tell_which_records_changed(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    before = load_site(tmp_path, NOW, cache=cache_of(tmp_path)).imprints
    assert set(before) >= {"event:launch", "source:launch/2", "story:cars"}
    replacing(LEAK, "A leak", "A leaf")(tmp_path)
    after = load_site(tmp_path, NOW, cache=cache_of(tmp_path)).imprints
    assert {key for key in before if before[key] != after[key]} == {"source:leak"}
    assert after == load_site(tmp_path, NOW).imprints


def test_a_body_belongs_to_the_whole_of_a_record_and_not_to_its_face(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    before = load_site(tmp_path, NOW, cache=cache_of(tmp_path)).imprints["event:launch"]
    replacing(EVENT, "spoke", "talked")(tmp_path)
    changed = load_site(tmp_path, NOW, cache=cache_of(tmp_path)).imprints["event:launch"]
    assert changed.whole != before.whole
    assert changed.face == before.face
    replacing(EVENT, "talked", "talked [before](event:before)")(tmp_path)
    linked = load_site(tmp_path, NOW).imprints["event:launch"]
    assert linked.face == before.face
    assert "event:before" in linked.names


def test_the_imprint_of_an_event_changes_when_a_text_becomes_an_entity(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    replacing(EVENT, "a visitor", "visitor")(tmp_path)
    before = load_site(tmp_path, NOW, cache=cache_of(tmp_path)).imprints
    writing("content/entities/visitor.yaml", "type: person\nname: V\n")(tmp_path)
    after = load_site(tmp_path, NOW, cache=cache_of(tmp_path)).imprints
    changed = {key for key in after if before.get(key) != after[key]}
    assert "event:launch" in changed
    assert "event:before" not in changed


def test_nothing_changed_nothing_written(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    load_site(tmp_path, NOW, cache=cache_of(tmp_path))
    before = {path: path.stat().st_mtime_ns for path in cache_of(tmp_path).iterdir()}
    load_site(tmp_path, NOW, cache=cache_of(tmp_path))
    assert {path: path.stat().st_mtime_ns for path in cache_of(tmp_path).iterdir()} == before


def test_an_edit_rewrites_the_index_and_one_box(tmp_path: Path) -> None:
    write_many_events(tmp_path, 40)
    load_site(tmp_path, NOW, cache=cache_of(tmp_path))
    before = files_of(tmp_path)
    replacing("content/events/e7.yaml", "Event 7", "Event seven")(tmp_path)
    load_site(tmp_path, NOW, cache=cache_of(tmp_path))
    after = files_of(tmp_path)
    assert len({name for name in after if before.get(name) != after[name]}) == 2


def test_a_load_that_keeps_nothing_writes_nothing(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    load_site(tmp_path, NOW, cache=cache_of(tmp_path), keep=False)
    assert not cache_of(tmp_path).parent.exists()


def test_the_number_of_processes_makes_no_difference(tmp_path: Path) -> None:
    write_many_events(tmp_path, 900)
    write_site(tmp_path, SITE)
    writing("content/events/wrong.yaml", "title: W\ndate: 2024\nfollows: nothing\n")(tmp_path)
    alone = load_site(tmp_path, NOW)
    assert state(load_site(tmp_path, NOW, jobs=3)) == state(alone)
    assert state(load_site(tmp_path, NOW, jobs=3, cache=cache_of(tmp_path))) == state(alone)
    assert state(load_site(tmp_path, NOW, cache=cache_of(tmp_path))) == state(alone)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:0],
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"paper", b"peper"),
        lambda data: b"\x80\x05" + data,
        lambda data: data.partition(b"\n")[0],
        lambda data: b"0" + data[1:],
    ],
)
def test_a_damaged_cache_counts_as_absent(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    write_site(tmp_path, SITE)
    expected = state(load_site(tmp_path, NOW, cache=cache_of(tmp_path)))
    names = sorted(path.name for path in cache_of(tmp_path).iterdir())
    for name in names:
        file = cache_of(tmp_path) / name
        file.write_bytes(damage(file.read_bytes()))
        assert state(load_site(tmp_path, NOW, cache=cache_of(tmp_path))) == expected


FORGERIES = ["null", "0", "[]", "{}", '"x"', "[[[[]]]]", "true", "-1", '[["event",[],{}]]']


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(st.data())
def test_no_forged_cache_makes_loading_raise(tmp_path: Path, data: st.DataObject) -> None:
    """Every value of every file in turn becomes another, below a good stamp and digest."""

    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    write_site(tmp_path, SITE)
    load_site(tmp_path, NOW, cache=cache_of(tmp_path))
    name = data.draw(st.sampled_from(sorted(path.name for path in cache_of(tmp_path).iterdir())))
    file = cache_of(tmp_path) / name
    rest = file.read_text(encoding="utf-8").partition("\n")[2]
    spans = [found.span() for found in re.finditer(r'"(?:[^"\\]|\\.)*"|-?\d+|null|\[\]', rest)]
    start, end = data.draw(st.sampled_from(spans))
    forged = rest[:start] + data.draw(st.sampled_from(FORGERIES)) + rest[end:]
    stamp_and_write(file, forged)
    loaded = load_site(tmp_path, NOW, cache=cache_of(tmp_path))
    assert loaded.settings is not None
    if name != "index":  # then every record can be opened
        state(loaded)


def stamp_and_write(file: Path, lines: str) -> None:
    """As a file of the cache that this very program has written."""
    from site_gen.content.shelf import find_stamp
    from site_gen.digest import digest_bytes

    stamp = f"{find_stamp()} {digest_bytes(lines.encode())}\n"
    file.write_text(stamp + lines, encoding="utf-8")


def forge_records(root: Path, *replacements: tuple[str, str]) -> None:
    """In what the cache holds of records, beside its index."""
    for old, new in replacements:
        files = [path for path in cache_of(root).iterdir() if path.name != "index"]
        (file,) = [path for path in files if old in path.read_text(encoding="utf-8")]
        lines = file.read_text(encoding="utf-8").partition("\n")[2]
        stamp_and_write(file, lines.replace(old, new, 1))


def keep_site(root: Path) -> Timeline:
    """What a load without a cache has; the cache is filled, and all of it counts."""
    write_site(root, SITE)
    age(root)
    load_site(root, NOW, cache=cache_of(root))
    return take_timeline(load_site(root, NOW))


def load_kept(root: Path, opened: Opened | None = None) -> Timeline:
    return take_timeline(load_site(root, NOW, cache=cache_of(root), opened=opened))


def take_timeline(loaded: Loaded) -> Timeline:
    assert loaded.timeline is not None
    return loaded.timeline


def list_all(timeline: Timeline) -> list[Any]:
    kinds = (timeline.entities, timeline.sources, timeline.stories)
    return [*timeline.events, *(record for kind in kinds for record in kind.values())]


def test_a_kept_record_is_the_same_whichever_field_is_asked_for_first(tmp_path: Path) -> None:
    solid = list_all(keep_site(tmp_path))
    names = {known.name for record in solid for known in fields(record)}
    for name in sorted(names):
        kept = list_all(load_kept(tmp_path))
        asked = [getattr(record, name, None) for record in kept]
        assert asked == [getattr(record, name, None) for record in solid]
        assert kept == solid


UNREADABLE_TITLE = ('"title":"The launch"', '"title":5')
WRONG_DATE = ('"date":"2024-03-28T19:00+08:00"', '"date":"1999"')


def test_a_forged_field_brings_the_whole_record_from_its_file(tmp_path: Path) -> None:
    solid = keep_site(tmp_path).event_by_id["launch"]
    forge_records(tmp_path, UNREADABLE_TITLE, WRONG_DATE)
    launch = load_kept(tmp_path).event_by_id["launch"]
    assert launch.date == solid.date
    assert repr(launch) == repr(solid)


def test_a_forged_record_comes_from_its_file_before_it_is_compared_or_sent(tmp_path: Path) -> None:
    solid = keep_site(tmp_path).event_by_id["launch"]
    forge_records(tmp_path, WRONG_DATE, ('"by":["xiaomi"', '"by":[7'))
    assert load_kept(tmp_path).event_by_id["launch"] == solid
    assert hash(load_kept(tmp_path).event_by_id["launch"]) == hash(solid)
    sent = pickle.dumps(load_kept(tmp_path).event_by_id["launch"])
    assert pickle.loads(sent) == solid  # noqa: S301  # written a moment ago


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"title":"The launch",', ""),
        ('{"id":"launch"', '{"odd":1,"id":"launch"'),
        ('{"id":"launch"', '{"origin":1,"id":"launch"'),
        ('{"id":"launch"', '{"id":"lunch"'),
        ('["event",[],{"id":"launch"', '["story",[],{"id":"launch"'),
        ('["event",[],{"id":"launch"', '["event",[],{"id":"launch"}],["event",[],{"id":"launch"'),
        ('["event",[],{"id":"launch"', '["event",[null],{"id":"launch"'),
        ('"kind":"launch"', '"kind":["launch"]'),
        ('"place":"beijing"', '"place":[]'),
    ],
)
def test_what_cannot_be_a_record_of_the_file_is_read_again(
    tmp_path: Path, old: str, new: str
) -> None:
    solid = keep_site(tmp_path)
    forge_records(tmp_path, (old, new))
    kept = load_kept(tmp_path)
    assert [repr(record) for record in list_all(kept)] == [repr(r) for r in list_all(solid)]


def test_a_preview_keeps_what_it_read_and_leaves_nothing_behind(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    opened = Opened()
    before = load_kept(tmp_path, opened).event_by_id
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("site_gen.content.files.RACY", -(10**18))
        load_kept(tmp_path, opened)
        replacing(OTHERS, "follows: launch", "follows: [launch]")(tmp_path)
        read: list[str] = []

        def note(root: Path, path: str) -> bytes | Problem:
            read.append(path)
            return read_bytes(root, path)

        patch.setattr(reading, "read_bytes", note)
        after = load_kept(tmp_path, opened).event_by_id
    assert read == [OTHERS]
    assert after["launch"] is before["launch"]
    assert not cache_of(tmp_path).exists()


def test_a_load_that_fails_leaves_a_preview_what_it_had(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    opened = Opened()
    load_kept(tmp_path, opened)
    replacing(OTHERS, "follows: launch", "follows: [launch]")(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr("site_gen.content.load.place_all")
        with pytest.raises(NameError):
            load_kept(tmp_path, opened)
    replacing(OTHERS, "follows: [launch]", "follows: launch")(tmp_path)
    assert load_kept(tmp_path, opened) == load_site(tmp_path, NOW).timeline


def test_a_preview_that_gets_other_settings_parses_nothing_again(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    opened = Opened()
    load_kept(tmp_path, opened)
    replacing("site.yaml", "title:", "author: We\ntitle:")(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(reading, "parse_file")
        load_kept(tmp_path, opened)


def test_a_cache_that_leads_elsewhere_is_neither_read_nor_written(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    write_site(site, SITE)
    outside.mkdir()
    cache_of(site).parent.mkdir()
    cache_of(site).symlink_to(outside)
    load_site(site, NOW, cache=cache_of(site))
    assert list(outside.iterdir()) == []
    cache_of(site).unlink()
    cache_of(site).parent.rmdir()
    (outside / "cache").mkdir()
    cache_of(site).parent.symlink_to(outside)
    load_site(site, NOW, cache=cache_of(site))
    assert list((outside / "cache").iterdir()) == []


def test_a_fifo_in_the_cache_keeps_nobody_waiting(tmp_path: Path) -> None:
    write_site(tmp_path, LAUNCH)
    expected = state(load_site(tmp_path, NOW))
    cache_of(tmp_path).mkdir(parents=True)
    os.mkfifo(cache_of(tmp_path) / "index")
    assert state(load_site(tmp_path, NOW, cache=cache_of(tmp_path))) == expected


def test_where_no_cache_can_be_written_loading_is_as_ever(tmp_path: Path) -> None:
    write_site(tmp_path, LAUNCH)
    (tmp_path / ".site-gen").write_text("no folder")
    assert state(load_site(tmp_path, NOW, cache=cache_of(tmp_path))) == state(
        load_site(tmp_path, NOW)
    )


def test_records_that_vanished_from_the_cache_are_read_again(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    expected = state(load_site(tmp_path, NOW, cache=cache_of(tmp_path)))
    loaded = load_site(tmp_path, NOW, cache=cache_of(tmp_path))
    for path in cache_of(tmp_path).iterdir():
        path.unlink()
    assert state(loaded) == expected


def test_another_program_s_cache_counts_as_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, LAUNCH)
    load_site(tmp_path, NOW, cache=cache_of(tmp_path))
    before = files_of(tmp_path)
    monkeypatch.setattr("site_gen.content.shelf.find_stamp", lambda: "another")
    load_site(tmp_path, NOW, cache=cache_of(tmp_path))
    assert files_of(tmp_path)["index"] != before["index"]


def test_a_record_from_the_cache_is_like_the_one_that_was_read(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    age(tmp_path)
    load_site(tmp_path, NOW, cache=cache_of(tmp_path))
    fresh = load_site(tmp_path, NOW).timeline
    assert fresh is not None
    launch = fresh.event_by_id["launch"]

    def take() -> object:
        kept = load_site(tmp_path, NOW, cache=cache_of(tmp_path)).timeline
        assert kept is not None
        return kept.event_by_id["launch"]

    assert take() == launch
    assert launch == take()
    assert hash(take()) == hash(launch)
    assert digest_value(take()) == digest_value(launch)
    assert repr(take()) == repr(launch)
    assert pickle.loads(pickle.dumps(take())) == launch  # noqa: S301  # written a moment ago
    assert type(take()) is not type(launch)
