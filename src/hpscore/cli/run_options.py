"""Options of a run of scoring over many files: where it writes, with what, and how."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from hpscore.cli.completing import complete_file
from hpscore.cli.language import tell
from hpscore.cli.options import file_path

__all__ = [
    "Errors",
    "Jobs",
    "MapOption",
    "OutputOrFolder",
    "RosterOption",
    "job_count",
    "table_path",
]


def table_path(text: str) -> Path:
    """Read the path of a table; a usage error for a folder, or another ending than .csv."""
    path = file_path(text)
    if path.suffix.lower() != ".csv":
        raise typer.BadParameter(tell("'{path}' is no table: name a file in .csv", path=path))
    return path


def job_count(text: str) -> int:
    """Read how many processes there are to be; `auto` is as many as there are cores."""
    if text.strip() == "auto":
        from hpscore.cli.jobs import cores

        return cores()
    with suppress(ValueError):
        count = int(text)
        if count >= 1:
            return count
    raise typer.BadParameter(tell("takes a whole number from 1, or auto, got '{text}'", text=text))


OutputOrFolder = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|FOLDER/",
        autocompletion=complete_file,
        help=tell(
            "Write results to this file, which appears whole or not at all; as CSV into a folder, "
            "a table a rubric."
        ),
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N|auto",
        parser=job_count,
        help=tell(
            "Score in N processes, or in as many as there are processor cores; the results are "
            "the same."
        ),
    ),
]
Errors = Annotated[
    Path | None,
    typer.Option(
        "--errors",
        metavar="FILE.csv",
        parser=table_path,
        autocompletion=complete_file,
        help=tell("Write everything that is wrong with the files to this table, a row each."),
    ),
]
RosterOption = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        metavar="FILE",
        parser=file_path,
        autocompletion=complete_file,
        help=tell(
            "Say who of this list has handed in nothing, twice, or with errors; leave with 1 "
            "where any is missing."
        ),
    ),
]
MapOption = Annotated[
    Path | None,
    typer.Option(
        "--map",
        metavar="FILE",
        parser=file_path,
        autocompletion=complete_file,
        help=tell("Read tables from elsewhere by this map of their headings and codes."),
    ),
]
