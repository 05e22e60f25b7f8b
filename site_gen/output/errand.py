"""What another process does while this one is busy."""

import multiprocessing
import os
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from site_gen.content.forks import depend_on

T = TypeVar("T")


class Errand(Generic[T]):
    """`task` runs in a process of its own, which is forked and so knows what this one knows; what
    it gives is pickled. It never fails: whoever takes nothing from it does the work himself.
    """

    def __init__(self, task: Callable[[], T], *, is_worth_it: bool = True) -> None:
        """It is sent at once, if it `is_worth_it`."""
        self._process: multiprocessing.process.BaseProcess | None = None
        if not is_worth_it or "fork" not in multiprocessing.get_all_start_methods():
            return
        context = multiprocessing.get_context("fork")
        with suppress(OSError):
            self._inbox, outbox = context.Pipe(duplex=False)
            with outbox:
                process = context.Process(
                    target=_run, args=(task, os.getpid(), outbox), daemon=True
                )
                process.start()
            self._process = process

    def take(self) -> T | None:
        """What the task gave, waited for and told once; None where it gave nothing."""
        found: T | None = None
        if self._process:
            # Ended from outside, or for want of memory, it has sent nothing that can be read.
            with suppress(EOFError, OSError, MemoryError):
                found = self._inbox.recv()
            self.close()
        return found

    def close(self) -> None:
        """Ends it, whatever it has done; nobody has to wait for it."""
        if self._process:
            self._process.kill()
            self._process.join()
            self._inbox.close()
            self._process = None


def _run(task: Callable[[], Any], parent: int, outbox: Connection) -> None:
    depend_on(parent)
    with suppress(OSError):  # nobody listens any more, or there is nothing to tell
        outbox.send(task())
