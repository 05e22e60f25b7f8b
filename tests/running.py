"""The program as a process of its own, and what it leaves on disk."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = (sys.executable, "-m", "site_gen")


def run_site_gen(
    folder: Path, *arguments: str | Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """`site-gen` started in `folder`, into pipes, with nothing of this run's own environment."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=folder,
        env={**plain_environment(), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def plain_environment() -> dict[str, str]:
    """What a program needs to run at all."""
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": os.environ.get("HOME", "/")}


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below, the hidden ones too: path to bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def read_stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of change of everything below: they tell whether something was written."""
    return {
        path.relative_to(folder).as_posix(): (found.st_ino, found.st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        for found in [path.lstat()]
    }


def show_changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Paths that came, went or have other bytes; the list of what was built aside."""
    both = before.keys() | after.keys()
    return {path for path in both if before.get(path) != after.get(path)} - {".site-gen.json"}
