"""Where a new tree is put together: on the file system of the output folder, and nowhere in it.

That is the site's state folder when it lies on the same mount; there the exchanged tree stays as
the spare of the next build. Otherwise it is a hidden folder beside the output, for as long as the
build runs. Under either, what a killed build left is known by name and mark, and removed.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from site_gen.output.exchange import finish_exchange
from site_gen.output.guard import find_mount
from site_gen.output.locks import try_hold_folder
from site_gen.output.staging import Staging
from site_gen.output.trees import make_folder, remove_tree, write_new

_MARK = ".site-gen-workplace"
_MARK_TEXT = b"A site is put together here. Left by a killed build, it is removed by the next.\n"


@dataclass(frozen=True, slots=True)
class Workplace:
    folder: Path
    staging: Staging
    """New files; a name of its own for each build, so that a worker that outlives a killed build
    cannot write into the next one's."""
    keeps_spare: bool

    @property
    def spare(self) -> Path:
        """A whole tree: the next site until the exchange, the last one after it."""
        return self.folder / "spare"

    @property
    def aside(self) -> Path:
        return self.folder / "aside"

    @property
    def note(self) -> Path:
        return self.folder / "exchange.json"


def recover_output(output: Path, state: Path) -> None:
    """Puts back the site of a build that was killed between two renames. Raises OSError.

    Only where the kernel cannot exchange; the state folder must be held.
    """
    finish_exchange(state / "exchange.json")
    for folder in _find_abandoned(output):
        with try_hold_folder(folder) as held:
            if held:
                finish_exchange(folder / "exchange.json")


@contextmanager
def open_workplace(output: Path, state: Path) -> Iterator[Workplace]:
    """Output and state must be held. Raises OSError."""
    _remove_leftovers(output, state)
    name = f"staging-{os.urandom(4).hex()}"
    with ExitStack() as stack:
        if find_mount(output) == find_mount(state):
            has_spare = (state / "spare").is_dir() and not (state / "spare").is_symlink()
            workplace = Workplace(state, Staging(state / name, has_spare), keeps_spare=True)
        else:
            folder = output.parent / f"{_prefix(output)}{os.urandom(4).hex()}"
            stack.enter_context(_temporary(folder))
            workplace = Workplace(folder, Staging(folder / name), keeps_spare=False)
        make_folder(str(workplace.staging.folder))
        try:
            yield workplace
        finally:
            _remove_quietly(workplace.staging.folder)


@contextmanager
def _temporary(folder: Path) -> Iterator[None]:
    make_folder(str(folder))
    with try_hold_folder(folder):
        try:
            write_new(str(folder / _MARK), _MARK_TEXT)
            yield
        finally:
            with suppress(OSError):
                _remove_marked(folder)


def _remove_leftovers(output: Path, state: Path) -> None:
    remove_tree(state / "aside")
    for staging in state.glob("staging-*"):
        remove_tree(staging)
    for folder in _find_abandoned(output):
        with try_hold_folder(folder) as held:
            if held:
                _remove_marked(folder)


def _find_abandoned(output: Path) -> list[Path]:
    """Folders beside the output that bear our name and our mark."""
    if not output.parent.is_dir():
        return []
    prefix = _prefix(output)
    with os.scandir(output.parent) as entries:
        folders = [
            Path(entry.path)
            for entry in entries
            if entry.name.startswith(prefix) and entry.is_dir(follow_symlinks=False)
        ]
    return [folder for folder in folders if _is_ours(folder)]


def _is_ours(folder: Path) -> bool:
    """With our mark in it, or empty: killed before the mark was made, or after it was removed."""
    try:
        mark = folder / _MARK
        return not any(folder.iterdir()) or (mark.is_file() and mark.read_bytes() in _MARK_STAGES)
    except OSError:
        return False


_MARK_STAGES = (_MARK_TEXT, b"")


def _remove_marked(folder: Path) -> None:
    """The mark goes last, so that what is left when killed is still known as ours."""
    for entry in list(folder.iterdir()):
        if entry.name != _MARK:
            remove_tree(entry)
    (folder / _MARK).unlink(missing_ok=True)
    folder.rmdir()


def _remove_quietly(folder: Path) -> None:
    with suppress(OSError):
        remove_tree(folder)


def _prefix(output: Path) -> str:
    return f".{output.name}.site-gen-"
