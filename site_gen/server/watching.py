"""Waits until something was saved in a site's folders, in whatever way editors do that.

The kernel's notes wake us up, and the inventory tells what they are worth. A save that looks
finished is followed at once; one that looks like the middle of something is given a moment. After
every save all is looked at once more, for a kernel drops notes when there are too many, and
misses what is written into a folder before it is watched.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

import watchfiles

from site_gen.content.files import SETTINGS
from site_gen.server.inventory import FOLDERS, Inventory

STEP = 10
"""Milliseconds without another note, after which the kernel's notes are handed over."""

MOST_GATHERED = 200
"""Milliseconds for which notes are gathered while they keep coming."""

GLANCE = 0.2
"""Seconds between two looks at what the kernel is not asked about: site.yaml and the folders."""

QUIET = 0.1
"""Seconds of silence after which a save that looked unfinished counts as done."""

CALM = 0.3
"""The same for a save of many files, which a version control system may write in bursts."""

LONGEST = 3.0
"""Seconds that such a save is waited for in all."""

SECOND_LOOK = 0.5
"""Seconds of silence before everything is looked at once more."""

IDLE = 2.0
"""Seconds without a save, after which the author is taken to read or to think."""

FEW = 5
"""Files up to which a save is not taken for a part of a larger one."""

POLL = 1.0
"""Seconds between two looks at everything where the kernel does not tell."""

_UNTOLD = (
    "9p", "afs", "cifs", "fakeowner", "fuse", "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf",
    "virtiofs",
)  # fmt: skip  # one word a line would fill the screen
"""File systems on which another machine may write, of which the kernel here learns nothing."""

_ESCAPED = re.compile(r"\\([0-7]{3})")

Notes = Queue[set[str] | Exception]


class Watcher:
    """Watches one site. Made by `open_watcher`."""

    def __init__(self, site: Path, on_polling: Callable[[str], None]) -> None:
        self._site = site.resolve()
        self._on_polling = on_polling
        self._inventory = Inventory(self._site)
        self._notes: Notes = Queue()
        self._stop = Event()
        self._folders: tuple[object, ...] = ()
        self._is_polling = False
        self._second_look = 0.0  # what was saved between the inventory and the first note

    def start(self) -> None:
        """Before the first build reads: what is saved from now on is not missed."""
        kind = find_untold(self._site, _read_mounts())
        if kind:
            self._poll(f'other machines may write to "{kind}" unseen')
        else:
            self._watch()

    def stop(self) -> None:
        self._stop.set()

    def wait(self, on_idle: Callable[[], object]) -> frozenset[str]:
        """Until something has changed and looks finished: the paths of files and folders.

        `on_idle` is called once, when nothing has changed for a while.
        """
        changed: frozenset[str] = frozenset()
        idle = time.monotonic() + IDLE
        while not changed:
            changed = self._gather(POLL if self._is_polling else GLANCE)
            if not changed and time.monotonic() >= idle:
                idle = inf
                on_idle()
        give_up = time.monotonic() + LONGEST
        while (patience := self._find_patience(changed)) and time.monotonic() < give_up:
            more = self._gather(patience)
            if not more:
                break
            changed |= more
        return changed

    def wait_briefly(self) -> frozenset[str]:
        """What else changes within the time that an unfinished save is given."""
        return self._gather(QUIET)

    def _find_patience(self, changed: frozenset[str]) -> float:
        """Seconds to wait for more of what looks unfinished; 0 for what does not."""
        if len(changed) > FEW:
            return CALM
        return 0 if all(map(self._inventory.is_whole, changed)) else QUIET

    def _gather(self, patience: float) -> frozenset[str]:
        """What the next note tells, or what has changed without one; empty after `patience`."""
        if self._is_polling:
            time.sleep(patience)
            return self._inventory.recount()
        try:
            note = self._notes.get(timeout=patience)
        except Empty:
            return self._glance()
        if isinstance(note, Exception):
            self._poll(_shorten(note))
            return self._inventory.recount()
        self._second_look = time.monotonic() + SECOND_LOOK
        return self._inventory.look_at([*note, SETTINGS])

    def _glance(self) -> frozenset[str]:
        """At site.yaml, at whether the folders are still those that are watched, or at all."""
        if _identify(self._site) != self._folders:
            self._stop.set()
            self._watch()
            return self._inventory.recount()
        if time.monotonic() >= self._second_look:
            self._second_look = inf
            return self._inventory.recount()
        return self._inventory.look_at([SETTINGS])

    def _watch(self) -> None:
        self._folders = _identify(self._site)
        self._stop, self._notes = Event(), Queue()
        folders = [self._site / name for name in FOLDERS if (self._site / name).is_dir()]
        if folders:
            arguments = (self._site, folders, self._notes, self._stop)
            Thread(target=_take_notes, args=arguments, daemon=True).start()

    def _poll(self, reason: str) -> None:
        self._is_polling = True
        self._stop.set()
        self._on_polling(reason)


@contextmanager
def open_watcher(site: Path, on_polling: Callable[[str], None]) -> Iterator[Watcher]:
    """`on_polling` is told the reason where the kernel cannot watch."""
    watcher = Watcher(site, on_polling)
    watcher.start()
    try:
        yield watcher
    finally:
        watcher.stop()


def _take_notes(site: Path, folders: Iterable[Path], notes: Notes, stop: Event) -> None:
    """In a thread of its own, for as long as `stop` is not set."""
    prefix = f"{site}/"
    try:
        for changes in watchfiles.watch(
            *folders,
            watch_filter=None,
            debounce=MOST_GATHERED,
            step=STEP,
            stop_event=stop,
            force_polling=False,
            ignore_permission_denied=False,  # it would pass over a limit that is reached, too
        ):
            notes.put({path.removeprefix(prefix) for _, path in changes})
    except Exception as error:  # noqa: BLE001  # of whatever kind, we can look for ourselves
        if not stop.is_set():
            notes.put(error)


def _shorten(error: Exception) -> str:
    """Without the inner form of the error, which watchfiles tells after it."""
    text = str(error)
    for beginning in (" about [", " (Error {"):
        text = text.partition(beginning)[0]
    return text.rstrip(".")


def _identify(site: Path) -> tuple[object, ...]:
    """Which folders stand there: another by the same name is not watched."""
    return tuple(_find_identity(site / name) for name in ("", *FOLDERS))


def _find_identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def find_untold(folder: Path, mounts: str) -> str | None:
    """The kind of the file system that holds `folder`, if other machines write to it.

    `mounts` is in the form of proc_pid_mounts(5).
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = _ESCAPED.sub(lambda code: chr(int(code[1], 8)), fields[1])
        if len(place) >= len(best) and folder.is_relative_to(place):
            best, kind = place, fields[2]
    return kind if kind in _UNTOLD or kind.startswith("fuse.") else None


def _read_mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
