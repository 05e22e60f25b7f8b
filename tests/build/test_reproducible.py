"""The same content gives the same bytes, wherever and by whomever it is built."""

import os
import random
import shutil
import subprocess
from pathlib import Path

from tests.running import PROGRAM, plain_environment, read_tree

ONE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"}
OTHER = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "zh_CN.GB18030",
    "LANGUAGE": "de:zh",
    "PYTHONHASHSEED": "4242",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "COLUMNS": "20",
}


def copy_example(checkout: Path, target: Path, seed: int) -> Path:
    """Its files made in an order of chance, which is the order that some file systems list."""
    files = [checkout / "site.yaml", *(p for p in (checkout / "content").rglob("*") if p.is_file())]
    random.Random(seed).shuffle(files)
    for file in files:
        copy = target / file.relative_to(checkout)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        os.utime(copy, (seed, seed))
    return target


def build_as(
    site: Path, output: Path, folder: Path, umask: int, environment: dict[str, str]
) -> dict[str, bytes]:
    run = subprocess.run(
        [*PROGRAM, "-C", site, "build", "-o", output, "--as-of", "2026-11-22"],
        cwd=folder,
        env={**plain_environment(), **environment},
        umask=umask,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return read_tree(output)


def test_two_builds_in_two_worlds_are_identical_byte_for_byte(
    checkout: Path, tmp_path: Path
) -> None:
    one_site = copy_example(checkout, tmp_path / "one/site folder", 1)
    other_site = copy_example(checkout, tmp_path / "other/乐道", 2)
    one = build_as(one_site, tmp_path / "one-out", tmp_path, 0o022, ONE)
    other = build_as(other_site, tmp_path / "b/other-out", other_site, 0o077, OTHER)
    assert ".site-gen.json" in one
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
    modes = {
        (path.stat().st_mode & 0o777)
        for output in ("one-out", "b/other-out")
        for path in (tmp_path / output).rglob("*")
        if path.is_file()
    }
    assert modes == {0o644}, "a web server must be able to read what was built under any umask"
