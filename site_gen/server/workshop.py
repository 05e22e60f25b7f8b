"""Where the preview's site is built: a folder of its own, apart from the published one.

This is the preview's only door to the pipeline.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from site_gen.build import build_site
from site_gen.content.fields import Reading
from site_gen.content.files import SETTINGS, read_text
from site_gen.content.nodes import parse_nodes
from site_gen.content.site_fields import read_site
from site_gen.output.locks import try_hold_folder
from site_gen.output.report import BuildOptions, BuildReport
from site_gen.output.states import ProcessState
from site_gen.output.trees import remove_tree
from site_gen.problems import Problem

_PREFIX = "site-gen-preview-"

MOST_REMOVED = 3000
"""Files that are surely removed within half a second."""

_SURELY_STARTED = 60
"""Seconds after which the folder of a preview that runs is locked by it."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """The last good site: its files, path to digest, below `folder`, shown under `base_path`."""

    folder: Path
    base_path: str
    files: Mapping[str, str]


class Workshop:
    """Builds one site again and again. Made by `open_workshop`, and used in the main thread."""

    def __init__(
        self, site: Path, folder: Path, *, drafts: bool, base_url: str | None, jobs: int
    ) -> None:
        self._site = site
        self._drafts = drafts
        self._base_url = base_url
        self._jobs = jobs
        self._state = ProcessState(folder / "site")
        self.exhibit: Exhibit | None = None
        """None until a build has succeeded."""

    def build(self, now: datetime, progress: Progress) -> BuildReport:
        """Build; `exhibit` is the new site if that was published, and else the one before.

        Raises EnvironmentFault and UsageError, as `build_site` does. Then `exhibit` has what
        stands: the one before, or what a full disk has left of it.
        """
        options = BuildOptions(
            self._site,
            now,
            base_url=self._base_url,
            drafts=self._drafts,
            jobs=self._jobs,
        )
        try:
            report = build_site(options, progress, self._state)
        finally:
            if self.exhibit:
                self.exhibit = replace(self.exhibit, files=self._state.published)
        if report.is_published:
            files = self._state.published
            self.exhibit = Exhibit(self._state.folder, self._find_base_path(), files)
        return report

    def _find_base_path(self) -> str:
        text = read_text(self._site, SETTINGS)
        node = None if isinstance(text, Problem) else parse_nodes(text, SETTINGS)[0]
        settings = read_site(node, Reading(SETTINGS)).settings
        if settings is None:  # saved and broken since the build read it
            return self.exhibit.base_path if self.exhibit else "/"
        return replace(settings, base_url=self._base_url or settings.base_url).base_path


@contextmanager
def open_workshop(
    site: Path, *, drafts: bool, base_url: str | None, jobs: int
) -> Iterator[Workshop]:
    """A workshop in a new folder that only this user may read, removed at the end.

    What a preview that was killed has left is removed too. Raises OSError.
    """
    _remove_abandoned(Path(tempfile.gettempdir()))
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
        workshop = Workshop(site, folder, drafts=drafts, base_url=base_url, jobs=jobs)
        stack.callback(lambda: _remove(folder, workshop))
        stack.enter_context(try_hold_folder(folder))
        yield workshop


def _remove_abandoned(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            found = folder.lstat()
            is_ours = found.st_uid == os.getuid() and not folder.is_symlink()
            if is_ours and found.st_mtime < time.time() - _SURELY_STARTED:
                with try_hold_folder(folder) as held:
                    if held:
                        remove_tree(folder)


def _remove(folder: Path, workshop: Workshop) -> None:
    """At once, or after the end where that would keep the author waiting for seconds."""
    if workshop.exhibit and len(workshop.exhibit.files) > MOST_REMOVED:
        _remove_later(folder)
    else:
        with suppress(OSError):
            remove_tree(folder)


def _remove_later(folder: Path) -> None:
    """By a process of its own, which outlives this one and its terminal."""
    code = "import shutil, sys; shutil.rmtree(sys.argv[1], ignore_errors=True)"
    command = [sys.executable, "-I", "-c", code, str(folder)]
    nothing = subprocess.DEVNULL
    remover = subprocess.Popen(  # noqa: S603 # our own interpreter, and a folder of our own making
        command, stdin=nothing, stdout=nothing, stderr=nothing, cwd="/", start_new_session=True
    )
    _removers.append(remover)


_removers: list[subprocess.Popen[bytes]] = []
"""Nobody waits for them; to forget one while it runs would be warned of."""
