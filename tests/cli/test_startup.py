"""What a run imports: nothing that it does not need, for imports are what a start takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES

HEAVY = {"jinja2", "jsonschema", "openpyxl", "polars", "prompt_toolkit", "python_calamine"}
FAMILY = EXAMPLES / "李家.yaml"


def imported(*arguments: str | Path) -> set[str]:
    """Return the packages that a run imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "hpscore", *map(str, arguments)],
        capture_output=True,
        timeout=60,
        check=True,
    )
    lines = done.stderr.decode(errors="replace").splitlines()
    names = (line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:"))
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", FAMILY),
        ("family", FAMILY),
        ("list",),
        ("show", "family"),
        ("--help",),
    ],
)
def test_no_run_imports_what_it_does_not_need(arguments: tuple[str | Path, ...]) -> None:
    assert HEAVY & imported(*arguments) == set()


def test_scoring_a_file_needs_neither_schemas_nor_options() -> None:
    imported("score", FAMILY)  # keeps the rubric
    assert {"pydantic", "typer"} & imported("score", FAMILY) == set()
    assert {"pydantic", "typer"} & imported("score", FAMILY, "--lang", "zh") == set()
    assert {"pydantic", "typer"} & imported("score", FAMILY, "--format", "csv") == set()


def test_the_version_is_told_before_anything_is_imported() -> None:
    assert {"rich", "pydantic", "typer", "yaml"} & imported("--version") == set()
