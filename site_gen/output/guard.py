"""Which folder may be built into: one that is ours, or is empty, and can be exchanged as a whole.

Nothing is changed here, and nothing is made.
"""

import os
import pwd
import stat
from contextlib import suppress
from pathlib import Path

from site_gen.output.faults import explain_faults
from site_gen.output.manifest import MANIFEST_NAME, UnreadableManifest, read_manifest
from site_gen.output.paths import RECORDS as REPOSITORY_MARKS
from site_gen.problems import EnvironmentFault

SOURCE_FOLDERS = ("content", "templates")
_ELSEWHERE = "choose another output folder with -o"


def check_output(output: Path, state: Path, site: Path) -> dict[str, str]:
    """The manifest of what stands there, empty when nothing does.

    Raises EnvironmentFault where `output` must not be replaced. All paths are absolute.
    """
    with explain_faults(output):
        _check_kind(output)
        place = output.parent.resolve() / output.name
        _check_place(output, place, state, site.resolve())
        if not output.is_dir():
            return {}
        _check_mount(output, place)
        return _check_entries(output)


def _check_kind(output: Path) -> None:
    for parent in reversed(output.parents):
        if os.path.lexists(parent) and not parent.is_dir():
            raise _refuse(output, f'lies in "{parent}", which is not a folder')
    if not output.name:
        raise _refuse(output, "is the root of the file system")
    if output.is_symlink():
        raise _refuse(output, "is a symbolic link", "name the folder that it leads to with -o")
    if os.path.lexists(output) and not output.is_dir():
        raise _refuse(output, "is not a folder")


def _check_place(output: Path, place: Path, state: Path, site: Path) -> None:
    if _holds(place, site):
        raise _refuse(output, f'is or holds the site\'s source "{site}"')
    for name in SOURCE_FOLDERS:
        if _is_related(place, site / name) or _is_related(place, (site / name).resolve()):
            raise _refuse(output, f'is, holds or lies in the source folder "{site / name}"')
    if _is_related(place, state.resolve()):
        raise _refuse(output, f'is, holds or lies in "{state}", where site_gen keeps its caches')
    for home in _find_homes():
        if _holds(place, home):
            raise _refuse(output, f'is or holds the home folder "{home}"')
    if any(part in REPOSITORY_MARKS for part in place.parts):
        raise _refuse(output, "is part of a repository's own records")


def _check_mount(output: Path, place: Path) -> None:
    if find_mount(place) != find_mount(place.parent):
        raise _refuse(
            output,
            "is a mount point, which cannot be exchanged as a whole",
            f'choose a folder inside it, such as "{output / "site"}", with -o',
        )


def _check_entries(output: Path) -> dict[str, str]:
    entries = {entry.name for entry in output.iterdir()}
    for mark in REPOSITORY_MARKS:
        if mark in entries:
            raise _refuse(output, f'is the top of a repository (it holds "{mark}")')
    try:
        manifest = read_manifest(output)
    except UnreadableManifest as error:
        raise _refuse(
            output,
            f'holds a "{MANIFEST_NAME}" that this version cannot read ({error})',
            "remove the folder if it is an old build, or " + _ELSEWHERE,
        ) from error
    if manifest is None and entries:
        raise _refuse(
            output,
            "is not empty and was not made by site_gen",
            "empty it yourself if nothing in it is needed, or " + _ELSEWHERE,
        )
    return manifest or {}


def find_mount(path: Path) -> tuple[int, str]:
    """The device and the mount: entries can be exchanged only where both are the same.

    A bind mount has the device of its source, so the device alone does not tell; the mount is
    known only where Linux's /proc is there.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY)
    try:
        device = os.fstat(descriptor).st_dev
        try:
            lines = Path(f"/proc/self/fdinfo/{descriptor}").read_text().splitlines()
        except OSError:
            return device, ""
        return device, next((line for line in lines if line.startswith("mnt_id:")), "")
    finally:
        os.close(descriptor)


def _find_homes() -> list[Path]:
    """By the environment and by the system's list of users, which may differ (`sudo`)."""
    homes = [Path(os.environ.get("HOME", ""))]
    with suppress(KeyError):  # a container's user may be in no list
        homes.append(Path(pwd.getpwuid(os.getuid()).pw_dir))
    found = {home.resolve() for home in homes if home.is_absolute()}
    return sorted(home for home in found if home != Path("/"))


def _is_related(one: Path, other: Path) -> bool:
    return _holds(one, other) or _holds(other, one)


def _holds(outer: Path, inner: Path) -> bool:
    """Whether `outer` is `inner` or above it, by name or by being the same folder on disk."""
    if outer == inner or outer in inner.parents:
        return True
    identity = _identify(outer)
    return identity is not None and any(
        identity == _identify(one) for one in (inner, *inner.parents)
    )


def _identify(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else None


def _refuse(output: Path, fact: str, remedy: str = _ELSEWHERE) -> EnvironmentFault:
    return EnvironmentFault(f'the output folder "{output}" {fact}; {remedy}')
