"""What a published folder says of itself, and what we remember of it.

The manifest `.site-gen.json` stands in the output folder: paths and digests, no times, so that the
same site has the same manifest. The stamps stand in the state folder: they tell without reading a
file that it is still the one that was published.
"""

import json
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from site_gen.digest import digest_bytes

MANIFEST_NAME = ".site-gen.json"
MANIFEST_FORMAT = 1

Stamp = tuple[int, int, int]
"""Inode, size in bytes, time of the last change of the content in nanoseconds."""


class UnreadableManifest(Exception):
    """There is something by the manifest's name, but not a manifest of a format known here."""


def write_manifest(files: Mapping[str, str]) -> bytes:
    """One path a line, sorted by code point, so that two manifests can be compared by eye."""
    lines = ",\n".join(f"{json.dumps(path)}: {json.dumps(files[path])}" for path in sorted(files))
    return f'{{"format": {MANIFEST_FORMAT}, "files": {{\n{lines}\n}}}}\n'.encode()


def read_manifest(folder: Path) -> dict[str, str] | None:
    """Path to digest; None where there is no manifest. Raises UnreadableManifest, OSError."""
    path = folder / MANIFEST_NAME
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise UnreadableManifest("not a file")
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError) as error:
        raise UnreadableManifest("not JSON") from error
    if not isinstance(found, dict) or found.get("format") != MANIFEST_FORMAT:
        raise UnreadableManifest("another format")
    files = found.get("files")
    if not isinstance(files, dict) or not all(isinstance(one, str) for one in files.values()):
        raise UnreadableManifest("no paths")
    return files


def find_trusted(
    folder: Path, files: Mapping[str, str], stamps: Mapping[str, Stamp]
) -> dict[str, Stamp]:
    """The paths whose file is surely what the manifest says, with their stamps of now.

    A file whose stamp is not the remembered one is read and digested. A file that cannot be read
    is not trusted.
    """
    prefix = f"{folder}/"
    trusted = {}
    for path, digest in files.items():
        try:
            found = os.lstat(prefix + path)
            stamp = to_stamp(found)
            if not stat.S_ISREG(found.st_mode):
                continue
            if stamps.get(path) == stamp or _digest_file(prefix + path) == digest:
                trusted[path] = stamp
        except (OSError, ValueError):
            continue
    return trusted


def take_stamps(folder: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """Raises OSError when a file is missing."""
    prefix = f"{folder}/"
    return {path: to_stamp(os.lstat(prefix + path)) for path in paths}


def to_stamp(found: os.stat_result) -> Stamp:
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def write_stamps(output: Path, stamps: Mapping[str, Stamp]) -> bytes:
    return json.dumps({"output": str(output), "stamps": stamps}).encode()


def read_stamps(path: Path, output: Path) -> dict[str, Stamp]:
    """Empty when absent, unreadable or of another output folder: then every file is digested."""
    try:
        found = json.loads(path.read_bytes())
        if found["output"] != str(output):
            return {}
        return {name: (ino, size, time) for name, (ino, size, time) in found["stamps"].items()}
    except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return {}


def _digest_file(path: str) -> str:
    return digest_bytes(Path(path).read_bytes())
