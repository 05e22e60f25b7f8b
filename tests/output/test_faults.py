"""A build that is killed, or that the machine fails, at many of its system calls."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_gen.digest import digest_bytes
from site_gen.output import open_publication
from site_gen.output.faults import to_fault
from site_gen.problems import EnvironmentFault
from tests.output.driver import MARKER, make_pages, publish_edition, publish_pages
from tests.output.places import find_leftovers, read_files

DRIVER = [sys.executable, "-E", "-S", "-B", str(Path(__file__).with_name("driver.py"))]
FOREIGN = {"CNAME": b"chronicle.example", ".well-known/key": b"k"}
CALLS = [
    *("chmod", "close", "fchmod", "flock", "fstat", "getdents64", "link", "linkat", "lseek"),
    *("mkdir", "mkdirat", "newfstatat", "openat", "read", "rename", "renameat2", "rmdir"),
    *("syncfs", "unlink", "unlinkat", "utimensat", "write"),
]

BUILDING = {
    "link",
    "linkat",
    "mkdir",
    "mkdirat",
    "rename",
    "renameat2",
    "syncfs",
    "openat",
    "write",
}

strace = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Published twice, with a spare, and with files in the output that are not ours."""
    folder = tmp_path / "chronicle"
    folder.mkdir()
    publish_edition(folder, "new")
    for name, content in FOREIGN.items():
        (folder / "site" / name).parent.mkdir(exist_ok=True)
        (folder / "site" / name).write_bytes(content)
    publish_edition(folder, "old")
    return folder


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    mounted: list[Path] = []

    def mount_at(folder: Path, *options: str) -> Path:
        folder.mkdir(exist_ok=True)
        subprocess.run(["mount", *options, str(folder)], check=True)
        mounted.append(folder)
        return folder

    yield mount_at
    for folder in reversed(mounted):
        subprocess.run(["umount", "-l", str(folder)], check=True)


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=60, env=environment
    )


def run_injected(
    injections: list[str], site: Path, edition: str, output: Path | None = None
) -> subprocess.CompletedProcess[str]:
    names = ",".join({one.partition(":")[0] for one in injections})
    options = [f"--inject={one}" for one in injections]
    if not any(":signal=" in one for one in injections):
        options += ["-f", "--seccomp-bpf"]  # faster, but then strace sends no signal
    target = [str(site), edition, *([str(output)] if output else [])]
    return run(["strace", "-qq", "-o", "/dev/null", f"--trace={names}", *options, *DRIVER, *target])


def record_calls(site: Path, edition: str, output: Path | None = None) -> dict[str, range]:
    """For each system call of a publication the numbers it has in the whole run, from 1."""
    log = site.parent / "calls.log"
    known = ",".join(f"?{name}" for name in CALLS)
    target = [str(site), edition, *([str(output)] if output else [])]
    done = run(
        ["strace", "-qq", "-o", str(log), f"--trace={known},?stat,?access", *DRIVER, *target]
    )
    assert done.returncode == 0, done.stderr
    before: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in log.read_text().splitlines():
        if found := re.match(r"(\w+)\(", line):
            total[found[1]] += 1
        if MARKER in line:
            before = total.copy()
    assert before
    return {name: range(before[name] + 1, total[name] + 1) for name in CALLS if total[name]}


def pick(numbers: range, most: int) -> list[int]:
    """The first, the last and some between."""
    if len(numbers) <= most:
        return list(numbers)
    return sorted({numbers[round(i * (len(numbers) - 1) / (most - 1))] for i in range(most)})


def other(edition: str) -> str:
    return "new" if edition == "old" else "old"


def assert_whole(output: Path, *editions: str) -> None:
    found = read_files(output)
    assert found in [{**make_pages(edition), **FOREIGN} for edition in editions]


@strace
@pytest.mark.parametrize("with_spare", [True, False])
def test_a_killed_build_leaves_a_whole_site_and_the_next_recovers(
    site: Path, with_spare: bool
) -> None:
    edition, killed = "old", 0
    if not with_spare:
        shutil.rmtree(site / ".site-gen" / "spare")
    calls = record_calls(site, "new")
    publish_edition(site, edition)
    for name in calls if with_spare else calls.keys() & BUILDING:
        for number in pick(calls[name], 6):
            if not with_spare:
                shutil.rmtree(site / ".site-gen" / "spare")
            done = run_injected([f"{name}:signal=KILL:when={number}"], site, other(edition))
            killed += done.returncode == -9
            assert_whole(site / "site", edition, other(edition))
            edition = other(edition)
            publish_edition(site, edition)
            assert_whole(site / "site", edition)
            assert find_leftovers(site) == []
    assert killed >= (60 if with_spare else 25)


@strace
@root
def test_a_killed_build_on_another_file_system_leaves_a_whole_site(
    site: Path, mount: Callable[..., Path]
) -> None:
    output = mount(site.parent / "disk", "-t", "tmpfs", "tmpfs") / "out"
    publish_edition(site, "old", output)
    for name, content in FOREIGN.items():
        (output / name).parent.mkdir(exist_ok=True)
        (output / name).write_bytes(content)
    edition, killed = "old", 0
    calls = record_calls(site, "old", output)
    calls |= record_calls(site, "new", output)
    publish_edition(site, edition, output)
    for name in ("mkdir", "rename", "renameat2", "unlink", "rmdir", "openat", "flock"):
        for number in pick(calls[name], 3):
            done = run_injected([f"{name}:signal=KILL:when={number}"], site, other(edition), output)
            killed += done.returncode == -9
            assert_whole(output, edition, other(edition))
            edition = other(edition)
            publish_edition(site, edition, output)
            assert_whole(output, edition)
            assert find_leftovers(site, output) == []
    assert killed >= 12


@root
def test_a_full_disk_is_left_as_it_was(site: Path, mount: Callable[..., Path]) -> None:
    disk = mount(site.parent / "disk", "-t", "tmpfs", "-o", "size=4m", "tmpfs")
    publish_edition(site, "old", disk / "out")
    with pytest.raises(OSError, match="No space"):
        (disk / "full").write_bytes(bytes(5_000_000))
    with pytest.raises(EnvironmentFault, match="no room is left"):
        publish_edition(site, "new", disk / "out")
    assert read_files(disk / "out") == make_pages("old")
    assert sorted(path.name for path in disk.iterdir()) == ["full", "out"]


@strace
def test_without_the_exchange_the_next_build_ends_what_a_kill_left(site: Path) -> None:
    edition = "old"
    missing = 0
    last = record_calls(site, "new")["rename"][-1]
    publish_edition(site, edition)
    for number in range(last - 6, last + 4):
        done = run_injected(
            ["renameat2:error=ENOSYS", f"rename:signal=KILL:when={number}"], site, other(edition)
        )
        assert done.returncode in (0, -9), done.stderr
        if (site / "site").exists():
            assert_whole(site / "site", edition, other(edition))
        else:
            missing += 1
        with open_publication(site / "site", site / ".site-gen", site):
            assert_whole(site / "site", edition, other(edition))
        edition = other(edition)
        publish_edition(site, edition)
        assert_whole(site / "site", edition)
        assert find_leftovers(site) == []
    assert missing == 1


@strace
@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("write", "ENOSPC", "no room is left"),
        ("write", "EIO", "reports an error"),
        ("write", "EDQUOT", "quota"),
        ("mkdir", "ENOSPC", "no room is left"),
        ("openat", "EMFILE", "ulimit -n"),
        ("openat", "ENFILE", "too many files"),
        ("openat", "EROFS", "read-only"),
        ("rename", "ENOSPC", "no room is left"),
        ("rename", "EACCES", "no permission"),
        ("renameat2", "EXDEV", "cannot be moved as a whole"),
        ("renameat2", "EACCES", "no permission"),
        ("syncfs", "EIO", "reports an error"),
        ("syncfs", "ENOSPC", "no room is left"),
        ("unlink", "EIO", "reports an error"),
        ("linkat", "ENOSPC", "no room is left"),
        ("flock", "EIO", "reports an error"),
        ("fchmod", "EPERM", "no permission"),
    ],
)
def test_a_failing_call_ends_with_one_message_and_the_old_site(
    site: Path, name: str, error: str, words: str
) -> None:
    if name == "linkat":
        shutil.rmtree(site / ".site-gen" / "spare")
    calls = record_calls(site, "new")
    if name not in calls:
        pytest.skip(f"no {name} is called on this machine")
    publish_edition(site, "old")
    seen = []
    for number in pick(calls[name], 3):
        if name == "linkat":
            shutil.rmtree(site / ".site-gen" / "spare")
        done = run_injected([f"{name}:error={error}:when={number}"], site, "new")
        if done.returncode:
            assert done.returncode == 3, done.stderr
            assert done.stderr.startswith("site-gen: ")
            assert done.stderr.count("\n") == 1
            seen.append(done.stderr)
        assert_whole(site / "site", "old" if done.returncode else "new")
        publish_edition(site, "new")
        publish_edition(site, "old")
        assert find_leftovers(site) == []
    assert any(words in message for message in seen), seen


@strace
@pytest.mark.parametrize("error", ["ENOSYS", "EINVAL"])
def test_without_the_exchange_two_renames_do(site: Path, error: str) -> None:
    done = run_injected([f"renameat2:error={error}"], site, "new")
    assert (done.returncode, done.stderr) == (0, "")
    assert_whole(site / "site", "new")
    assert find_leftovers(site) == []


@strace
def test_where_nothing_can_be_linked_files_are_copied(site: Path) -> None:
    shutil.rmtree(site / ".site-gen" / "spare")
    before = (site / "site" / "events" / "e1" / "index.html").stat().st_mtime_ns
    done = run_injected(["?link,?linkat:error=EPERM"], site, "new")
    assert (done.returncode, done.stderr) == (0, "")
    assert_whole(site / "site", "new")
    assert (site / "site" / "events" / "e1" / "index.html").stat().st_mtime_ns == before
    assert sorted(path.name for path in (site / ".site-gen").iterdir()) == [
        "lock",
        "published.json",
    ]


@root
@pytest.mark.parametrize("limit", ["size=400k", "nr_inodes=110"])
def test_a_full_disk_keeps_the_old_site(
    tmp_path: Path, mount: Callable[..., Path], limit: str
) -> None:
    site = mount(tmp_path / "disk", "-t", "tmpfs", "-o", limit, "tmpfs")
    publish_edition(site, "old")
    more = {f"more/{number}/index.html": b"x" * 9000 for number in range(40)}
    with pytest.raises(EnvironmentFault, match="no room is left on the disk"):
        publish_pages(site, more)
    assert read_files(site / "site") == make_pages("old")
    assert find_leftovers(site) == []
    publish_pages(site, {"index.html": b"small"})
    assert read_files(site / "site") == {"index.html": b"small"}


@root
def test_a_read_only_disk_is_named(site: Path, mount: Callable[..., Path]) -> None:
    mount(site, "--bind", str(site))
    subprocess.run(["mount", "-o", "remount,ro,bind", str(site)], check=True)
    with pytest.raises(EnvironmentFault, match="read-only file system; make it writable"):
        publish_edition(site, "new")
    assert_whole(site / "site", "old")


@root
def test_a_read_only_output_is_named(site: Path, mount: Callable[..., Path]) -> None:
    parent = mount(site.parent / "ro", "-t", "tmpfs", "tmpfs")
    publish_edition(site, "old", parent / "out")
    subprocess.run(["mount", "-o", "remount,ro", str(parent)], check=True)
    with pytest.raises(EnvironmentFault, match="read-only file system; make it writable"):
        publish_edition(site, "new", parent / "out")
    assert read_files(parent / "out") == make_pages("old")


@root
@pytest.mark.skipif(not shutil.which("setpriv"), reason="setpriv is not installed")
@pytest.mark.parametrize("closed", [".", ".site-gen", "site"])
def test_a_folder_without_permission_is_named(site: Path, closed: str) -> None:
    folder = site / closed
    folder.chmod(0o555)
    drop = ["setpriv", "--bounding-set", "-all", "--inh-caps=-all"]
    done = run([*drop, *DRIVER, str(site), "new"])
    assert done.returncode == 3, done.stderr
    assert done.stderr.count("\n") == 1
    assert "no permission" in done.stderr
    assert_whole(site / "site", "old")
    folder.chmod(0o755)
    publish_edition(site, "new")
    assert_whole(site / "site", "new")
    assert find_leftovers(site) == []


@pytest.mark.skipif(not shutil.which("prlimit"), reason="prlimit is not installed")
def test_a_limit_on_the_size_of_files_is_named(site: Path) -> None:
    done = run(["prlimit", "--fsize=1000", *DRIVER, str(site), "new"])
    assert done.returncode == 3
    assert "ulimit -f" in done.stderr
    assert_whole(site / "site", "old")
    assert find_leftovers(site) == []


@pytest.mark.parametrize("replaced", [True, False])
def test_an_output_folder_removed_while_building_is_named(site: Path, replaced: bool) -> None:
    with (  # noqa: PT012 - what is staged before belongs to it
        pytest.raises(EnvironmentFault, match="vanished while the site was being built"),
        open_publication(site / "site", site / ".site-gen", site) as publication,
    ):
        publication.write("index.html", b"x")
        shutil.rmtree(site / "site")
        if replaced:
            (site / "site").mkdir()
            (site / "site" / "mine.txt").write_text("mine")
        publication.publish({"index.html": digest_bytes(b"x")})
    assert (site / "site").exists() == replaced
    if replaced:
        assert read_files(site / "site") == {"mine.txt": b"mine"}


def test_a_state_folder_removed_while_building_is_named(site: Path) -> None:
    with (  # noqa: PT012 - what is staged before belongs to it
        pytest.raises(EnvironmentFault, match="vanished while the site was being built"),
        open_publication(site / "site", site / ".site-gen", site) as publication,
    ):
        shutil.rmtree(site / ".site-gen")
        publication.write("index.html", b"x")
    assert_whole(site / "site", "old")


def test_an_unknown_error_is_told_in_the_words_of_the_system(tmp_path: Path) -> None:
    fault = to_fault(OSError(71, "Protocol error"), tmp_path)
    assert str(fault) == f'cannot write "{tmp_path}": Protocol error; mend that, then build again'
    assert fault.exit_code == 3
