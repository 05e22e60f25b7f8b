"""Looking at folders: what stands in them, and what a build left behind."""

import stat
from pathlib import Path

MANIFEST = ".site-gen.json"


def read_tree(folder: Path) -> dict[str, bytes | str]:
    """Everything below, folders and links included, as values to compare; the manifest aside."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name == MANIFEST:
            continue
        if path.is_symlink():
            found[name] = f"link to {path.readlink()}"
        elif path.is_dir():
            found[name] = "folder"
        else:
            found[name] = path.read_bytes() if path.is_file() else "special"
    return found


def read_files(folder: Path) -> dict[str, bytes]:
    return {name: what for name, what in read_tree(folder).items() if isinstance(what, bytes)}


def read_stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Inode, mode and times of everything, for "nothing was written"."""
    stamps = {}
    for path in [folder, *folder.rglob("*")]:
        found = path.lstat()
        stamps[str(path)] = (found.st_ino, found.st_mode, found.st_mtime_ns)
    return stamps


def read_modes(folder: Path) -> set[tuple[str, int]]:
    kinds = {stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}
    modes = set()
    for path in [folder, *folder.rglob("*")]:
        mode = path.lstat().st_mode
        modes.add((kinds[stat.S_IFMT(mode)], stat.S_IMODE(mode)))
    return modes


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def find_leftovers(site: Path, output: Path | None = None) -> list[str]:
    """What a finished build may not leave: in the state folder, and beside the output."""
    allowed = {"lock", "published.json", "spare"}
    left = [f".site-gen/{name}" for name in list_names(site / ".site-gen") if name not in allowed]
    beside = (output or site / "site").parent
    return left + [name for name in list_names(beside) if ".site-gen-" in name]
