"""What the next tree holds, and what of it goes over from the published one.

The folder is exchanged as a whole, so a file that someone else put there (`CNAME`,
`.well-known/…`) has to be in the new tree already. It goes over as a hard link: the same file,
with its owner, mode and times. Where a page should go and something foreign stands, nothing is
published.
"""

import os
import stat
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from site_gen.output.manifest import MANIFEST_NAME
from site_gen.output.staging import Staging
from site_gen.output.trees import (
    Tree,
    can_link,
    copy_folder_mode,
    copy_leaf,
    find_parents,
    for_each,
    link_leaf,
    make_folders,
    remove_surplus,
)
from site_gen.problems import EnvironmentFault


@dataclass(frozen=True, slots=True)
class Cargo:
    """All of the next tree. The numbers are inodes: a tree that has them already is right."""

    output: Path
    kept: Mapping[str, int]
    """Files of ours that stay as they are."""
    foreign: Mapping[str, int]
    """Files, symbolic links and the rest that are not ours."""
    foreign_folders: frozenset[str]
    """Folders with nothing of ours in them."""
    staged: Mapping[str, int]

    def load(self, staging: Staging, tree: Path, found: Tree) -> bool:
        """Makes `tree` hold this and nothing else; whether links were all that was needed.

        `tree` may hold anything before, which is `found`; what is right in it is left alone.
        Raises OSError, and EnvironmentFault for a foreign file that cannot be linked.
        """
        right = {path for path, inode in found.leaves.items() if inode == self._get_inode(path)}
        leaves = (*self.kept, *self.foreign, *self.staged)
        folders = find_parents(leaves) | self.foreign_folders
        remove_surplus(tree, found, right, folders)
        make_folders(tree, folders - found.folders.keys())
        for folder in self.foreign_folders & found.folders.keys():
            (tree / folder).chmod(0o700)
        only_links = self._carry(tree, right)

        def place(path: str) -> None:
            # no Path objects, for there may be tens of thousands
            os.rename(staging.place(path), f"{tree}/{path}")  # noqa: PTH104 - see above

        for_each(self.staged.keys() - right, place)
        for folder in sorted(self.foreign_folders, reverse=True):
            copy_folder_mode(f"{self.output}/{folder}", f"{tree}/{folder}")
        return only_links

    def follow(self, spare: Path) -> None:
        """Gives the spare what was staged, which stands in the output folder by now. What cannot
        be had, or is left undone by a process that is killed, the next build does.
        """

        def renew(path: str) -> None:
            with suppress(OSError):
                with suppress(FileNotFoundError):
                    os.unlink(f"{spare}/{path}")  # noqa: PTH108 - as above
                link_leaf(f"{self.output}/{path}", f"{spare}/{path}")

        for_each(self.staged.keys(), renew)

    def _get_inode(self, path: str) -> int | None:
        for part in (self.staged, self.kept, self.foreign):
            if path in part:
                return part[path]
        return None

    def _carry(self, tree: Path, right: Collection[str]) -> bool:
        only_links = True
        for path in [*self.kept, *self.foreign]:
            if path in right:
                continue
            source, target = f"{self.output}/{path}", f"{tree}/{path}"
            if not link_leaf(source, target):
                only_links = False
                if path in self.foreign and can_link(tree):
                    raise EnvironmentFault(
                        f'"{source}" is not ours and cannot be kept as it is, for its owner is '
                        "another user; give it to the user who builds, or move it away"
                    )
                copy_leaf(source, target)
        return only_links


def find_cargo(
    output: Path,
    *,
    standing: Tree,
    manifest: Mapping[str, str],
    published: Collection[str],
    kept: Iterable[str],
    staged: Mapping[str, int],
) -> Cargo:
    """`standing` is what is in `output` now, `manifest` what we put there.

    Raises EnvironmentFault where something foreign is in the way, FileNotFoundError where a file
    that should be kept is gone.
    """
    ours = {MANIFEST_NAME, *published}
    ours.update(path for path in manifest if path not in ours and _is_file(f"{output}/{path}"))
    foreign = {path: inode for path, inode in standing.leaves.items() if path not in ours}
    folders = standing.folders.keys() - find_parents(manifest)
    cargo = Cargo(
        output,
        {path: _find_inode(standing, path, output) for path in kept},
        foreign,
        frozenset(folders),
        staged,
    )
    _check_room(cargo)
    return cargo


def _check_room(cargo: Cargo) -> None:
    """Nothing foreign may stand where a page or a folder of pages goes."""
    files = cargo.kept.keys() | cargo.staged.keys()
    in_the_way = (cargo.foreign.keys() & (files | find_parents(files))) | (
        files & (cargo.foreign_folders | find_parents(cargo.foreign))
    )
    for path in sorted(in_the_way):
        raise EnvironmentFault(
            f'"{cargo.output}/{path}" is not ours and stands where the site has '
            f'"{_find_page(path, files)}"; move it away, then build again'
        )


def _find_page(path: str, files: Collection[str]) -> str:
    return path if path in files else min(one for one in files if one.startswith(path + "/"))


def _find_inode(standing: Tree, path: str, output: Path) -> int:
    try:
        return standing.leaves[path]
    except KeyError:
        raise FileNotFoundError(2, "gone", f"{output}/{path}") from None


def _is_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False
