"""How long hpscore takes to start, against two programs that everybody has."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

__all__ = ["startup_figures"]

ROOT = Path(__file__).parents[1]
_ROUNDS = 15


def startup_figures() -> Iterator[str]:
    """Yield the two ratios that are wanted; the programs take turns, so that load hits all.

    The first round is not counted: it keeps the rubric, which every later run finds checked.
    """
    bin_ = Path(sys.executable).parent
    hpscore = str(bin_ / "hpscore")
    example = str(ROOT / "examples" / "李家.yaml")
    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder, "schema.json")
        schema.write_text(
            '{"type": "object", "properties": {"rubric": {"type": "string"}}}', encoding="utf-8"
        )
        checker = shutil.which("check-jsonschema", path=str(bin_))
        if checker is None:
            raise SystemExit("check-jsonschema is missing: make bench installs it")
        scored, unkept, checked = _in_turn(
            [hpscore, "score", example],
            ["env", "HPSCORE_CACHE=", hpscore, "score", example],
            [checker, "--schemafile", str(schema), example],
        )
    yield _ratio("hpscore score one.yaml", scored, "check-jsonschema", checked, 0.85)
    yield f"start: the same with nothing kept between runs: {unkept / checked:.2f}"
    version, bare = _in_turn([hpscore, "--version"], [sys.executable, "-c", "pass"])
    yield _ratio("hpscore --version", version, "python -c pass", bare, 6)


def _in_turn(*commands: list[str]) -> list[float]:
    times: list[list[float]] = [[] for _ in commands]
    for round_ in range(_ROUNDS + 1):
        for place, command in enumerate(commands):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if round_:
                times[place].append(time.perf_counter() - start)
    return [median(found) for found in times]


def _ratio(name: str, seconds: float, other: str, others: float, wanted: float) -> str:
    return (
        f"start: {name} / {other}: {seconds / others:.2f} (wanted at most {wanted:g}; "
        f"{seconds * 1000:.0f} ms / {others * 1000:.0f} ms)"
    )
