"""A build that is killed takes its other processes with it."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.many_events import write_site
from tests.running import PROGRAM, plain_environment

PATIENCE = 60.0
"""Seconds; a machine with much to do may need some of them."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("killed")
    write_site(site, 900)
    return site


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the children in /proc")
@pytest.mark.parametrize("is_making_pages", [False, True])
def test_no_process_outlives_a_killed_build(site: Path, *, is_making_pages: bool) -> None:
    arguments = [*PROGRAM, "build", "-j", "2", "--clean"]
    with subprocess.Popen(
        arguments,
        cwd=site,
        env=plain_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as build:
        if is_making_pages:
            wait_until(lambda: any(site.glob(".site-gen/staging-*/**/index.html")))
        wait_until(lambda: len(find_children(build.pid)) >= 2)
        children = find_children(build.pid)
        build.kill()
    wait_until(lambda: not any(is_running(child) for child in children))


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def find_children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def is_running(pid: int) -> bool:
    """Not a zombie, whom nobody has asked for yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
