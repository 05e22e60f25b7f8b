"""New files into a site: all or none, and never over what is there."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from site_gen.interchange.losses import Losses
from site_gen.interchange.settling import NewFile
from site_gen.output.new_files import put_new, take_back
from site_gen.problems import EnvironmentFault, UsageError


def write_files(site: Path, files: Sequence[NewFile], losses: Losses) -> list[str]:
    """Paths of what was written. A file that exists already is left as it is and noted.

    Everything is written beside its place first and then linked into it, so that a full disk
    leaves nothing behind. Raises EnvironmentFault where the machine does not allow it.
    """
    made: list[Path] = []
    written: list[str] = []
    try:
        if not site.is_dir():
            _make_folder(site, made)
        with tempfile.TemporaryDirectory(prefix=".import-", dir=site) as staging:
            staged = [_stage(Path(staging), number, file) for number, file in enumerate(files)]
            for source, file in zip(staged, files, strict=True):
                target = site / file.path
                _make_folders(site, file.path, made)
                if put_new(source, target):
                    made.append(target)
                    written.append(file.path)
                elif not file.shared:
                    fact = f"{file.path} exists already"
                    remedy = "it was left as it is; rename or remove it to import this one"
                    losses.refuse(file.place, fact, remedy)
    except OSError as error:
        take_back(made)
        place = f' to "{os.fsdecode(error.filename)}"' if error.filename else ""
        reason = error.strerror or type(error).__name__
        fact = f"nothing was imported: cannot write{place} ({reason})"
        raise EnvironmentFault(f"{fact}; mend that, and import again") from error
    except BaseException:
        take_back(made)
        raise
    return written


def _make_folder(folder: Path, made: list[Path]) -> None:
    """With those above it. A symbolic link below the site would lead out of it."""
    if folder.is_dir() and not folder.is_symlink():
        return
    if folder.is_symlink() or folder.exists():
        raise UsageError(f'"{folder}" is not a folder; put one there')
    if not folder.parent.is_dir():
        _make_folder(folder.parent, made)
    folder.mkdir()
    made.append(folder)


def _make_folders(site: Path, path: str, made: list[Path]) -> None:
    """Those between the site's folder and a file."""
    folder = site
    for name in path.split("/")[:-1]:
        folder /= name
        _make_folder(folder, made)


def _stage(staging: Path, number: int, file: NewFile) -> Path:
    path = staging / str(number)
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(file.text)
    return path
