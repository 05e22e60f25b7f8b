"""Slices of a task over several processes."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final, TypeVar

from site_gen.problems import EnvironmentFault

T = TypeVar("T")
R = TypeVar("R")

WORTH_A_PROCESS: Final = 400
"""Files below which starting another process costs more than it saves."""

_SLICES: Final = 6
"""For each process: they need not be of equal weight, and none should wait long for the last."""

_WATCH: Final = 0.5
"""Seconds between looks at whether the parent is still there."""

_inherited: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def count_processes(items: int, jobs: int) -> int:
    """How many of the `jobs` that are allowed pay; 1 where processes cannot be forked."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return max(1, min(jobs, items // WORTH_A_PROCESS + 1))


def map_slices(task: Callable[[Sequence[T]], R], items: Sequence[T], jobs: int) -> Iterator[R]:
    """What `task` makes of one slice of the items after the other, in their order.

    Processes are forked, so that they inherit what `task` knows; what it returns is pickled.
    Raises EnvironmentFault where a process is killed.
    """
    processes = count_processes(len(items), jobs)
    if processes == 1:
        yield task(items)
        return
    size = -(-len(items) // (processes * _SLICES))
    _inherited.append((task, items))
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(processes, context, depend_on, (os.getpid(),))
    try:
        slices = [(start, start + size) for start in range(0, len(items), size)]
        yield from pool.map(_run_inherited, slices)
    except BrokenProcessPool as error:
        raise EnvironmentFault(
            "a process that read files was ended from outside, perhaps for lack of memory;"
            " run again with -j 1"
        ) from error
    finally:
        _inherited.pop()
        pool.shutdown(cancel_futures=True)


def _run_inherited(bounds: tuple[int, int]) -> Any:
    task, items = _inherited[-1]
    return task(items[slice(*bounds)])


def depend_on(parent: int) -> None:
    """For a process that was forked from that one: interrupts are the parent's to answer, and
    when it is killed, which nobody tells, this process ends as well.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH)
    signal.raise_signal(signal.SIGKILL)  # as its parent, most likely
