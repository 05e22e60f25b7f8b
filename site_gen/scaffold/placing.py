"""New files into a folder: all or none, and never over what is there."""

import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from site_gen.output.new_files import put_new, take_back
from site_gen.problems import EnvironmentFault, UsageError

_STAGING = ".site-gen-new-"
"""Begins the name of the folder in which everything is written first. A killed run leaves it."""


def place_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts to paths below `folder`, which is made where it is missing.

    Raises UsageError where something stands in the way, EnvironmentFault where the machine does
    not allow it. After either, and after an interruption, nothing of it is left.
    """
    made: list[Path] = []
    try:
        for path in files:
            _refuse_occupied(folder, path)
        is_new = not folder.is_dir()
        _make_folder(folder.parent if is_new else folder, made)
        staging = (folder.parent if is_new else folder) / f"{_STAGING}{secrets.token_hex(4)}"
        try:
            _write_all(staging, files)
            if is_new:
                staging.rename(folder)
            else:
                _put_all(staging, folder, files, made)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except BaseException as error:
        take_back(made)
        if isinstance(error, OSError):
            raise EnvironmentFault(_explain(error)) from error
        raise


def _explain(error: OSError) -> str:
    place = f' "{_show_place(os.fsdecode(error.filename))}"' if error.filename else ""
    reason = error.strerror or type(error).__name__
    return f"nothing was made: cannot write{place} ({reason}); mend that, then try again"


def _show_place(path: str) -> str:
    """Without the staging folder, which nobody has asked for."""
    parts = [part for part in Path(path).parts if not part.startswith(_STAGING)]
    return str(Path(*parts)) if parts else "."


def _refuse_occupied(folder: Path, path: str) -> None:
    """A file that is there, and a link or file where a folder is needed."""
    place = folder
    *folders, _ = path.split("/")
    for name in folders:
        place /= name
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            what = "a symbolic link" if place.is_symlink() else "a file"
            fact = f'"{place}" is {what}, and a folder is needed there'
            raise UsageError(f"{fact}; rename or remove it")
    if os.path.lexists(folder / path):
        fact = f'"{folder / path}" is there already, and nothing is overwritten'
        raise UsageError(f"{fact}; rename or remove it first")


def _make_folder(folder: Path, made: list[Path]) -> None:
    """With those above it."""
    if folder.is_dir():
        return
    if os.path.lexists(folder):
        raise UsageError(f'"{folder}" is not a folder; name another place')
    _make_folder(folder.parent, made)
    folder.mkdir()
    made.append(folder)


def _write_all(staging: Path, files: Mapping[str, str]) -> None:
    staging.mkdir()
    for path, text in files.items():
        file = staging / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def _put_all(staging: Path, folder: Path, files: Mapping[str, str], made: list[Path]) -> None:
    for path in files:
        _make_folder((folder / path).parent, made)
        target = folder / path
        if put_new(staging / path, target):
            made.append(target)
        else:
            raise UsageError(f'"{target}" has just appeared; rename or remove it first')
