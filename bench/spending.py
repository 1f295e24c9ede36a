"""What programs spend: time, processor time and memory, each by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

__all__ = ["HPSCORE", "Spent", "in_turn", "peak", "ratio", "run"]

HPSCORE = str(Path(sys.executable).parent / "hpscore")


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run of a program spent."""

    seconds: float
    """By the clock."""
    processor: float
    """Seconds of all cores, its child processes among them."""


def run(command: list[str]) -> Spent:
    """Run a program to its end; it may leave with 0 only."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)  # so that nobody waits for it again
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} left with {process.returncode}")
    return Spent(seconds, usage.ru_utime + usage.ru_stime)


_STARTER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def peak(command: list[str]) -> int:
    """Return how much memory a program has at its peak, in KiB.

    A small program starts it: what starts a program counts as the program's own at first.
    """
    starter = [sys.executable, "-S", "-c", _STARTER, *command]
    return int(subprocess.run(starter, check=True, capture_output=True, text=True).stdout)


def in_turn(
    rounds: int, *commands: list[str], of: Callable[[Spent], float] = lambda spent: spent.processor
) -> list[float]:
    """Return the median of what each program spends; they take turns, so that load hits all.

    The first round is not counted.
    """
    found: list[list[float]] = [[] for _ in commands]
    for round_ in range(rounds + 1):
        for own, command in zip(found, commands, strict=True):
            spent = of(run(command))
            if round_:
                own.append(spent)
    return [median(own) for own in found]


def ratio(name: str, first: float, second: float, wanted: str, unit: str = "s") -> str:
    """Return the line that tells how two figures stand to each other, and how they should."""
    return (
        f"{name}: {first / second:.2f} (wanted {wanted}; {first:.2f} {unit} / {second:.2f} {unit})"
    )
