"""A build's output as a transaction: the old site stands untouched until the new one is whole.

    with open_publication(output, state, site) as publication:
        publication.write("index.html", page)          # from several processes, if wanted
        publication.publish({"index.html": digest})    # or leave without: nothing has happened

The new tree is put together beside the old one, with unchanged files as hard links, and exchanged
with it in one step. The old tree is then kept as a spare and brought up to date by the differences,
which costs what the edits cost: the next build finds it ready. It is never believed: each of its
files is compared with the published one by inode, so that one which a killed build left half done,
or which was tampered with, needs no mark and does no harm.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from errno import ENOENT
from pathlib import Path

from site_gen.output.cargo import find_cargo
from site_gen.output.exchange import exchange_folders, flush_disk
from site_gen.output.faults import explain_faults
from site_gen.output.guard import check_output
from site_gen.output.locks import (
    PATIENCE,
    hold_file,
    hold_folder,
    is_same_folder,
    try_hold_folder,
)
from site_gen.output.manifest import (
    MANIFEST_NAME,
    find_trusted,
    read_stamps,
    take_stamps,
    write_manifest,
    write_stamps,
)
from site_gen.output.paths import check_paths
from site_gen.output.scout import WORTH_A_PROCESS, Scout
from site_gen.output.staging import Staging
from site_gen.output.trees import (
    Tree,
    has_same_folders,
    make_folder,
    remove_tree,
    replace_file,
    scan_tree,
    write_new,
)
from site_gen.output.workplace import Workplace, open_workplace, recover_output
from site_gen.problems import EnvironmentFault

_ATTEMPTS = 3


@contextmanager
def open_publication(
    output: Path, state: Path, site: Path, patience: float = PATIENCE, jobs: int = 1
) -> Iterator["Publication"]:
    """Checks and locks the output folder, and clears away what a killed build left.

    `state` is the site's folder for what is kept between builds, `patience` the seconds to wait
    for another build, `jobs` how many processes there may be. Raises EnvironmentFault; then nothing
    has been changed. Whatever ends the block without `publish`, the published site is as it was.
    """
    output = output.resolve() if output.name == ".." else output.absolute()
    state, site = state.absolute(), site.absolute()
    check_output(output, state, site)
    with ExitStack() as stack:
        with explain_faults(output):
            state.mkdir(parents=True, exist_ok=True)
            stack.enter_context(hold_file(state / "lock", patience))
            recover_output(output, state)
            made: list[Path] = []
            lock = stack.enter_context(
                hold_folder(output, lambda path: _make_missing(path, made), patience)
            )
            stack.callback(_remove_empty, made)
            manifest = check_output(output, state, site)
            workplace = stack.enter_context(open_workplace(output, state))
            publication = Publication(
                output=output,
                state=state,
                workplace=workplace,
                manifest=manifest,
                lock=lock,
                stack=stack,
                jobs=jobs,
            )
        yield publication


class Publication:
    """One build's way to the output folder. Made by `open_publication`."""

    def __init__(
        self,
        *,
        output: Path,
        state: Path,
        workplace: Workplace,
        manifest: Mapping[str, str],
        lock: int,
        stack: ExitStack,
        jobs: int,
    ) -> None:
        self._output = output
        self._workplace = workplace
        self._manifest = manifest
        self._lock = lock
        self._stack = stack
        is_large = jobs > 1 and len(manifest) >= WORTH_A_PROCESS
        spare = (workplace.spare,) if workplace.staging.is_flat else ()
        self._scout = Scout((output, *spare) if is_large else ())
        stack.callback(self._scout.close)
        self._stamps_file = state / "published.json"
        self._remembered = read_stamps(self._stamps_file, output)
        self._stamps = find_trusted(output, manifest, self._remembered)
        self.published: Mapping[str, str] = {path: manifest[path] for path in self._stamps}
        """Path to digest of what stands in the output folder and surely is what we put there."""

    @property
    def staging(self) -> Staging:
        """Where new files are written, from several processes too."""
        return self._workplace.staging

    def write(self, path: str, content: bytes) -> None:
        self.staging.write(path, content)

    def publish(self, files: Mapping[str, str]) -> bool:
        """Makes `files`, path to digest, the whole site; whether anything had to be written.

        Each path is staged, or has the same digest in `published`; a staged file that is the
        published one again is left aside. Raises EnvironmentFault with the old site in place,
        UnsafePath, and ValueError for a path that is neither staged nor published.
        """
        check_paths(files)
        with explain_faults(self._output):
            if dict(files) == self._manifest == self.published:
                self._remember({})
                return False
            self._publish(files)
            return True

    def _publish(self, files: Mapping[str, str]) -> None:
        kept = {path for path, digest in files.items() if self.published.get(path) == digest}
        staged = self._find_staged(files, kept)
        old = self._scout.take(self._output)
        if not has_same_folders(self._output, old):
            old = scan_tree(self._output)
        tree = self._take_tree()
        for _ in range(_ATTEMPTS):
            cargo = find_cargo(
                self._output,
                standing=old,
                manifest=self._manifest,
                published=self.published,
                kept=kept,
                staged=staged,
            )
            only_links = cargo.load(self.staging, tree, self._scout.take(tree))
            if self._exchange(tree, old):
                break
            old = scan_tree(self._output)
        else:
            raise EnvironmentFault(
                f'something keeps writing into the output folder "{self._output}"; '
                "stop it, then build again"
            )
        self._stamps = {path: self._stamps[path] for path in kept}
        self._remember(staged)
        if not old.top or not only_links:
            _remove_quietly(tree)
        else:
            # After all else that the build has to do: the site stands already.
            self._stack.callback(cargo.follow, tree)

    def _find_staged(self, files: Mapping[str, str], kept: set[str]) -> dict[str, int]:
        """The staged files that go into the site, the manifest among them, with their inodes."""
        staging = self.staging
        write_new(staging.place(MANIFEST_NAME), write_manifest(files))
        found = scan_tree(staging.folder).leaves
        start = len(f"{staging.folder}/")
        names = {path: staging.place(path)[start:] for path in files.keys() - kept}
        if missing := [path for path, name in names.items() if name not in found]:
            raise ValueError(f"neither staged nor published: {min(missing)}")
        names[MANIFEST_NAME] = staging.place(MANIFEST_NAME)[start:]
        return {path: found[name] for path, name in names.items()}

    def _take_tree(self) -> Path:
        """The spare, or the staging folder in its place where there is none."""
        spare, staging = self._workplace.spare, self.staging
        if spare.is_symlink() or not spare.is_dir():
            remove_tree(spare)
            if staging.is_flat:  # the spare has just been taken away
                make_folder(str(spare))
            else:
                staging.folder.rename(spare)
        self._stack.enter_context(try_hold_folder(spare))
        return spare

    def _exchange(self, tree: Path, old: Tree) -> bool:
        """Whether what was exchanged is what was scanned; otherwise it is exchanged back.

        A foreign file that came in between would be left behind in the old tree.
        """
        flush_disk(tree)
        if not is_same_folder(self._lock, self._output):
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(self._output))
        places = (tree, self._output, self._workplace.aside, self._workplace.note)
        exchange_folders(*places)
        if has_same_folders(tree, old):
            return True
        exchange_folders(*places)
        return False

    def _remember(self, staged: Mapping[str, int]) -> None:
        """Without the stamps the next build digests every file: slower, and the same."""
        with suppress(OSError):
            self._stamps |= take_stamps(self._output, staged.keys() - {MANIFEST_NAME})
            if self._stamps != self._remembered:
                replace_file(self._stamps_file, write_stamps(self._output, self._stamps))


def _make_missing(folder: Path, made: list[Path]) -> None:
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    for one in reversed(missing):
        with suppress(FileExistsError):
            make_folder(str(one))
            made.append(one)


def _remove_empty(folders: list[Path]) -> None:
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()


def _remove_quietly(tree: Path) -> None:
    with suppress(OSError):
        remove_tree(tree)
