import os
from pathlib import Path

import pytest

from site_gen.server.inventory import Inventory
from tests.sites_in_text import LAUNCH, write_site

EVENT = "content/events/launch.yaml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, LAUNCH)


def test_what_has_not_changed_is_not_told(site: Path) -> None:
    inventory = Inventory(site)
    assert inventory.recount() == frozenset()
    assert inventory.look_at([EVENT, "content", "content/nothing.yaml"]) == frozenset()


def test_what_came_went_or_changed_is_told_once(site: Path) -> None:
    inventory = Inventory(site)
    (site / EVENT).write_text("title: Else\n", encoding="utf-8")
    (site / "templates").mkdir()
    (site / "site.yaml").unlink()
    changed = {EVENT, "templates", "site.yaml"}
    assert inventory.recount() == changed
    assert inventory.recount() == frozenset()


def test_a_change_that_keeps_size_and_time_is_told(site: Path) -> None:
    inventory = Inventory(site)
    before = (site / EVENT).stat()
    text = (site / EVENT).read_text(encoding="utf-8")
    (site / EVENT).write_text(text.swapcase(), encoding="utf-8")
    os.utime(site / EVENT, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert inventory.recount() == {EVENT}


def test_only_what_was_asked_about_is_looked_at(site: Path) -> None:
    inventory = Inventory(site)
    (site / EVENT).unlink()
    (site / "site.yaml").write_text("title: Else\n", encoding="utf-8")
    assert inventory.look_at([EVENT]) == {EVENT}
    assert inventory.look_at([EVENT]) == frozenset()
    assert inventory.recount() == {"site.yaml"}


def test_with_a_folder_goes_all_that_is_in_it(site: Path) -> None:
    inventory = Inventory(site)
    (site / "content/events").rename(site / "elsewhere")
    assert inventory.look_at(["content/events"]) == {"content/events", EVENT}
    (site / "elsewhere").rename(site / "content/eventsandmore")
    found = inventory.look_at(["content"])
    assert found == {"content/eventsandmore", "content/eventsandmore/launch.yaml"}
    assert inventory.look_at(["content/events"]) == frozenset()


def test_leftovers_of_editors_and_what_is_no_content_are_not_seen(site: Path) -> None:
    inventory = Inventory(site)
    for name in ("content/.hidden.yaml", f"{EVENT}~", f"{EVENT}.swp", "content/x.tmp", "README"):
        (site / name).write_text("x", encoding="utf-8")
        assert inventory.look_at([name]) == frozenset()
    assert inventory.recount() == frozenset()


def test_a_file_is_whole_if_it_is_there_and_holds_something(site: Path) -> None:
    inventory = Inventory(site)
    assert inventory.is_whole(EVENT)
    assert inventory.is_whole("content/events")
    (site / EVENT).write_bytes(b"")
    inventory.recount()
    assert not inventory.is_whole(EVENT)
    assert not inventory.is_whole("content/events/nothing.yaml")


def test_links_and_pipes_are_seen_and_not_followed(site: Path) -> None:
    inventory = Inventory(site)
    (site / "content/loop").symlink_to(site)
    os.mkfifo(site / "content/pipe.yaml")
    assert inventory.recount() == {"content/loop", "content/pipe.yaml"}
