"""Folders of assessments: against only parsing them, on two cores, and in how much memory."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from spending import HPSCORE, in_turn, peak, ratio
from written import write_assessments

__all__ = ["folder_figures"]

_COUNT = 2_000
_ROUNDS = 5
_FEW, _MANY = 10_000, 100_000
_ROWS = 2_000
"""Of each table."""
_EXAMPLES = Path(__file__).parents[1] / "examples"
_PARSE = """
import os, sys, yaml
for name in sorted(os.listdir(sys.argv[1])):
    with open(os.path.join(sys.argv[1], name), encoding="utf-8") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""


def folder_figures() -> Iterator[str]:
    """Yield the figures of whole runs of the program over folders."""
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name, "assessments"), str(Path(name, "out.csv"))
        folder.mkdir()
        write_assessments(folder, _COUNT)
        score = [HPSCORE, "score", str(folder), "--format", "csv", "-o", out]
        scored, parsed = in_turn(
            _ROUNDS, [*score, "--jobs", "1"], [sys.executable, "-c", _PARSE, str(folder)]
        )
        what = f"{_COUNT:,} files: hpscore score / only parsing them"
        yield ratio(what, scored, parsed, "at most 1.6")
        one, two = in_turn(
            _ROUNDS, [*score, "--jobs", "1"], [*score, "--jobs", "2"], of=lambda s: s.seconds
        )
        yield ratio(f"{_COUNT:,} files: one job / two", one, two, "at least 1.3")
        few, many = (_peak(Path(name), count) for count in (_FEW, _MANY))
        what = f"{_MANY:,} rows of results as CSV / {_FEW:,}: memory at its peak"
        yield ratio(what, many / 1024, few / 1024, "about 1", "MiB")


def _peak(inside: Path, count: int) -> int:
    """Return the peak of memory, in KiB, of scoring so many rows of tables."""
    folder = inside / f"{count}"
    folder.mkdir()
    heading, *rows = (_EXAMPLES / "家庭.csv").read_text(encoding="utf-8-sig").splitlines()
    for start in range(0, count, _ROWS):
        chosen = (rows[place % len(rows)] for place in range(start, min(start + _ROWS, count)))
        table = folder / f"{start:06}.csv"
        table.write_text("\n".join([heading, *chosen]) + "\n", encoding="utf-8")
    out = str(inside / f"{count}.csv")
    return peak([HPSCORE, "score", str(folder), "--format", "csv", "-o", out])
