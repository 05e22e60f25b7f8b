import os
import signal
from pathlib import Path

import pytest

from site_gen.output import open_publication, publication
from site_gen.output.scout import Scout
from site_gen.output.trees import Tree, scan_tree
from tests.output.driver import make_pages, publish_edition
from tests.output.places import find_leftovers, read_files


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tree/inner").mkdir(parents=True)
    (tmp_path / "tree/inner/page").touch()
    (tmp_path / "tree/other").touch()
    return tmp_path / "tree"


def test_it_tells_how_a_tree_was_and_then_how_it_is(tree: Path) -> None:
    before = scan_tree(tree)
    scout = Scout([tree, tree / "absent"])
    wait_for(scout)
    (tree / "later").touch()
    assert scout.take(tree) == before
    assert scout.take(tree).leaves.keys() == before.leaves.keys() | {"later"}
    with pytest.raises(FileNotFoundError):
        scout.take(tree / "absent")


def test_a_scout_that_was_killed_is_not_waited_for(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = scan_tree(tree)
    monkeypatch.setattr("site_gen.output.scout.scan_tree", lambda _: signal.pause())
    scout = Scout([tree])
    monkeypatch.undo()
    process = scout._errand._process
    assert process is not None
    os.kill(process.pid or 0, signal.SIGKILL)
    assert scout.take(tree) == before
    assert not process.is_alive()


def test_a_scout_whom_nobody_asks_is_called_back(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_gen.output.scout.scan_tree", lambda _: signal.pause())
    scout = Scout([tree])
    process = scout._errand._process
    assert process is not None
    assert process.is_alive()
    scout.close()
    assert not process.is_alive()


def test_one_is_sent_where_there_may_be_processes_and_the_site_is_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bool] = []

    class Watched(Scout):
        def __init__(self, roots: list[Path]) -> None:
            super().__init__(roots)
            sent.append(self._errand._process is not None)

    monkeypatch.setattr(publication, "Scout", Watched)
    site = tmp_path / "chronicle"
    (site / "content").mkdir(parents=True)
    publish_edition(site, "old")
    for jobs, least in ((2, 10_000), (1, 1), (2, 1)):
        monkeypatch.setattr(publication, "WORTH_A_PROCESS", least)
        with open_publication(site / "site", site / ".site-gen", site, jobs=jobs):
            pass
    assert sent == [False, False, False, True]


def test_what_comes_after_the_scout_was_sent_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Tree] = []

    class Slow(Scout):
        def take(self, root: Path) -> Tree:
            if self._errand._process and not asked:
                wait_for(self)
                (site / "site/CNAME").write_text("example.org")
            asked.append(super().take(root))
            return asked[-1]

    monkeypatch.setattr(publication, "Scout", Slow)
    monkeypatch.setattr(publication, "WORTH_A_PROCESS", 1)
    site = tmp_path / "chronicle"
    (site / "content").mkdir(parents=True)
    publish_edition(site, "old")
    publish_edition(site, "third")  # now there is a spare
    asked.clear()
    publish_edition(site, "new", jobs=2)
    assert asked
    assert "CNAME" not in asked[0].top
    assert read_files(site / "site") == {**make_pages("new"), "CNAME": b"example.org"}
    assert find_leftovers(site) == []


def wait_for(scout: Scout) -> None:
    """Until it has been everywhere."""
    assert scout._errand._inbox.poll(30)
