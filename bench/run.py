"""Measure hpscore on this machine and print the figures. Run by `make bench`.

Figures are medians of several rounds in one run; ratios between them hold when the machine is
busy, absolute times do not.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from engine import engine_figures
from folders import folder_figures
from forms import form_figures
from startup import startup_figures

__all__ = ["median_seconds"]


def median_seconds(work: Callable[[], object], rounds: int = 7) -> float:
    """Return the median time of `work`, after one round that is not counted."""
    work()
    times: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print every figure."""
    for line in engine_figures(median_seconds):
        print(line)
    for figures in (startup_figures, folder_figures, form_figures):
        for line in figures():
            print(line, flush=True)


if __name__ == "__main__":
    main()
