"""Run hpscore as its users do: as a process, with its streams and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hpscore.readers.shelf import FOLDER

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Run:
    """What a run of the process left behind."""

    code: int
    out: str
    err: str


Runner = Callable[..., Run]


@pytest.fixture
def hpscore(tmp_path: Path) -> Runner:
    """Return a function that runs hpscore in an empty folder, in English unless told otherwise."""

    def run(
        *arguments: str | Path,
        stdin: str | bytes = b"",
        env: dict[str, str] | None = None,
        cwd: Path = tmp_path,
    ) -> Run:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name == FOLDER
            or not name.startswith(("LC_", "LANG", "HPSCORE", "PYTHON", "COLUMNS"))
        }
        environment |= {"LANG": "en_GB.UTF-8", "NO_COLOR": "1", **(env or {})}
        done = subprocess.run(
            [sys.executable, "-m", "hpscore", *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=cwd,
            env=environment,
            timeout=60,
            check=False,
        )
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
