"""CPU seconds and peak memory of whole processes, and the machine they ran on."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command cost: CPU seconds, its largest memory in MB, and the time taken.

    CPU seconds are those of its helper processes too, memory that of the largest process.
    """

    cpu: float
    memory: float
    wall: float


def run(command: Sequence[str]) -> Cost:
    """Run a command and return its cost; its output is thrown away."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} exited with {child.returncode}")
    return Cost(
        usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, time.perf_counter() - start
    )


def in_turn(commands: dict[str, Sequence[str]], runs: int) -> dict[str, list[Cost]]:
    """Run several commands in turn, so that they share the machine's good and bad moments."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            cost = run(command)
            if number:  # the first round only fills the caches
                costs[name].append(cost)
    return costs


def median_cpu(costs: Sequence[Cost]) -> float:
    """Return the median of the CPU seconds."""
    return statistics.median(cost.cpu for cost in costs)


def machine() -> str:
    """Return the date and the machine in one line, for the results."""
    return (
        f"{date.today().isoformat()}, {os.cpu_count()} cores, {platform.machine()}, "
        f"{platform.system()}, Python {platform.python_version()}"
    )


def tmtool(*arguments: str) -> list[str]:
    """Return the command line that runs tmtool in this environment."""
    return [sys.executable, "-m", "tmtool", *arguments]
