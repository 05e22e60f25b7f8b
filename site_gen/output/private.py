"""An output folder of which nobody else knows, such as a preview's.

Nobody reads there while something is published, and what stands there is what this process put
there. So files are put in place one by one: an edit costs as many steps as it has files.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from site_gen.output.faults import explain_faults
from site_gen.output.staging import Staging
from site_gen.output.trees import find_parents, remove_tree


class PrivateFolder:
    """Puts files into `folder`, which it makes. They are staged beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.staging = Staging(folder.with_name(f"{folder.name}.staging"), is_flat=True)
        self.published: Mapping[str, str] = {}
        """Path to digest of what stands in the folder."""

    @contextmanager
    def open_publication(self) -> Iterator["PrivateFolder"]:
        """Raises EnvironmentFault. Without `publish` the files stay as they were."""
        staging = self.staging.folder
        with explain_faults(staging):
            remove_tree(staging)
            staging.mkdir(parents=True)
            if not self.folder.is_dir():
                self.folder.mkdir()
                self.published = {}
        try:
            yield self
        finally:
            with suppress(OSError):
                remove_tree(staging)

    def publish(self, files: Mapping[str, str]) -> bool:
        """Makes `files`, path to digest, all that stands here; whether anything had to be done.

        Each path is staged, or has the same digest in `published`. Raises EnvironmentFault; what
        stands then is in `published`, and it may be a part.
        """
        before = self.published
        standing = dict(before)
        try:
            with explain_faults(self.folder):
                self._remove(before.keys() - files.keys(), standing)
                for path in [path for path, one in files.items() if before.get(path) != one]:
                    standing.pop(path, None)
                    self._put(path)
                    standing[path] = files[path]
        finally:
            self.published = standing
        return standing != before

    def _remove(self, paths: Iterable[str], standing: dict[str, str]) -> None:
        gone = list(paths)
        for path in gone:
            (self.folder / path).unlink(missing_ok=True)
            del standing[path]
        for parent in sorted(find_parents(gone), reverse=True):
            with suppress(OSError):  # something else is in it
                (self.folder / parent).rmdir()

    def _put(self, path: str) -> None:
        source, target = self.staging.place(path), f"{self.folder}/{path}"
        try:
            os.replace(source, target)  # noqa: PTH105 # a Path costs more than the call
        except FileNotFoundError:
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(source, target)  # noqa: PTH105 # a Path costs more than the call
