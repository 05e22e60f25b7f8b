import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest

from site_gen.server.watching import Watcher, find_untold, open_watcher
from tests.server.previewing import PATIENCE, write_small_site

MOUNTS = """\
/dev/vda1 / ext4 rw,relatime 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local btrfs rw 0 0
host /mnt/my\\040shared 9p rw 0 0
sshfs#x /mnt/remote fuse.sshfs rw 0 0
/dev/sdc1 /mnt/usb fuseblk rw 0 0
overlay /var/lib overlay rw 0 0
half a
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_small_site(tmp_path / "cars")


@pytest.fixture
def watcher(site: Path) -> Iterator[Watcher]:
    told: list[str] = []
    with open_watcher(site, told.append) as watching:
        yield watching
    assert told == []


def wait(watcher: Watcher, on_idle: Callable[[], object] = list) -> frozenset[str]:
    """In a thread, so that what is never told ends the test."""
    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(watcher.wait, on_idle).result(PATIENCE)
    finally:
        pool.shutdown(wait=False)


def test_what_the_kernel_does_not_tell_is_seen_after_the_next_save(
    site: Path, watcher: Watcher, tmp_path: Path
) -> None:
    unseen = tmp_path / "another-name"
    os.link(site / "content/events/orders.yaml", unseen)
    wait(watcher)  # of the link itself
    (site / "content/pages/about.md").write_text("What?\n", encoding="utf-8")
    assert wait(watcher) == {"content/pages/about.md"}
    unseen.write_text("title: Written under another name\n", encoding="utf-8")
    assert wait(watcher) == {"content/events/orders.yaml"}


def test_what_is_saved_before_anybody_waits_is_not_missed(site: Path, watcher: Watcher) -> None:
    (site / "content/pages/about.md").write_text("What?\n", encoding="utf-8")
    (site / "site.yaml").write_text("title: Else\n", encoding="utf-8")
    found = wait(watcher)
    while found != {"content/pages/about.md", "site.yaml"}:
        found |= wait(watcher)


def test_who_saves_nothing_is_taken_to_be_idle_once(
    site: Path, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_gen.server.watching.IDLE", 0.0)
    idle: list[str] = []

    def save_later() -> None:
        idle.append("idle")
        if len(idle) == 1:
            Timer(1, (site / "site.yaml").write_text, ["title: Else\n"]).start()

    assert wait(watcher, save_later) == {"site.yaml"}
    assert idle == ["idle"]


def test_many_files_are_told_together(site: Path, watcher: Watcher) -> None:
    names = [f"content/sources/s{index}.yaml" for index in range(200)]
    for name in names:
        (site / name).write_text("title: A source\n", encoding="utf-8")
    found = wait(watcher)
    while found != set(names):
        found |= wait(watcher)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/site", None),
        ("/home/somebody/site", "nfs4"),
        ("/homeless/site", None),
        ("/home/local/site", None),
        ("/mnt/my shared/site", "9p"),
        ("/mnt/remote", "fuse.sshfs"),
        ("/mnt/usb/site", None),
        ("/var/lib/site", None),
    ],
)
def test_file_systems_that_others_write_to_are_known(folder: str, kind: str | None) -> None:
    assert find_untold(Path(folder), MOUNTS) == kind


def test_without_a_list_of_mounts_none_is() -> None:
    assert find_untold(Path("/srv/site"), "") is None
