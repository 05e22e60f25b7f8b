"""Run a program and tell what it took."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one run: seconds by the clock and of all cores, and MB of its largest process."""

    seconds: float
    cpu: float
    memory: float


def run(command: Sequence[str], folder: Path, log: Path) -> Cost:
    """Cost of a command started in `folder`; SystemExit with the end of its output if it fails.

    Processes that the command waited for are in it: getrusage(2), RUSAGE_CHILDREN.
    """
    os.sync()  # what earlier runs wrote is not to be paid for by this one
    with log.open("wb") as output:
        begin = perf_counter()
        child = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        _, status, used = os.wait4(child.pid, 0)
        seconds = perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise SystemExit(f"{' '.join(command)} failed ({child.returncode}):\n{tail}")
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of times; of memory the most."""
    return Cost(
        median(cost.seconds for cost in costs),
        median(cost.cpu for cost in costs),
        max(cost.memory for cost in costs),
    )


def describe_machine() -> str:
    """Cores that this process may use, their model, the system, Python."""
    cores = len(os.sched_getaffinity(0))
    system, python = os.uname(), ".".join(map(str, sys.version_info[:3]))
    return f"{cores} cores, {_cpu_model()}, {system.sysname} {system.release}, Python {python}"


def _cpu_model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "CPU unknown"
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "CPU unknown")
