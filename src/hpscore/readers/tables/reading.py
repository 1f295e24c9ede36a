"""Read tables of assessments from texts (CSV), and check that they are tables at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from hpscore.message import say
from hpscore.problem import ProblemError
from hpscore.readers.tables.delimited import TextGrid, read_grid, unshown
from hpscore.readers.tables.grid import Record
from hpscore.readers.tables.layout import FIRST_ROWS, heading_row, names_subjects
from hpscore.readers.tables.table import Table
from hpscore.source import Limits
from hpscore.source.file import read_bytes
from hpscore.source.finding import RefusedError, problems_of, refuse
from hpscore.source.limits import DEFAULT_LIMITS
from hpscore.source.text import check_characters, check_size, decode

__all__ = ["check_width", "parse_table", "read_table"]

_MOST_COLUMNS: Final = 2_000


def read_table(path: Path | str, *, limits: Limits = DEFAULT_LIMITS) -> Table:
    """Read a table from a file; `ProblemError` for one that cannot be read as a whole."""
    file = str(path)
    try:
        data = read_bytes(Path(path), limits)
    except RefusedError as refused:
        raise ProblemError(problems_of(refused, "", file)) from None
    return parse_table(data, file=file, limits=limits)


def parse_table(
    text_or_bytes: str | bytes, *, file: str | None, limits: Limits = DEFAULT_LIMITS
) -> Table:
    """Read a table from a text, or from bytes in UTF-8, UTF-16 with its mark, or GB18030.

    Cells are separated by commas, tabs or semicolons. `ProblemError` for what is no text, has
    no rows, or passes a limit.
    """
    text = ""
    try:
        if isinstance(text_or_bytes, bytes):
            check_size(len(text_or_bytes), limits)
        text = text_or_bytes if isinstance(text_or_bytes, str) else decode(text_or_bytes)
        text = text.removeprefix("\ufeff")
        check_characters(text, yaml=False)
        grid = _headed(read_grid(text, file, limits))
        _check(grid.records, grid.heading)
    except RefusedError as refused:
        # a line may hold what is personal, and which columns do is not known yet
        raise ProblemError([*map(unshown, problems_of(refused, text, file))]) from None
    return Table(grid, grid.records[grid.heading], grid.records[grid.heading + 1 :])


def _headed(grid: TextGrid) -> TextGrid:
    """Pass over a title, alone in its row, above the headings, as exported sheets have it."""
    first = grid.records[:FIRST_ROWS]
    if not first or len(first[0].cells) < 2 or sum(map(bool, first[0].cells)) != 1:
        return grid
    if names_subjects(first[0].cells):
        return grid  # a heading, whose neighbours are missing
    return replace(grid, heading=heading_row([record.cells for record in first]) or 0)


def _check(records: Sequence[Record], heading: int) -> None:
    if not records:
        refuse(
            "no-rows",
            say("the file is empty"),
            say("write a line of headings, and below it a row a subject"),
        )
    header = records[heading]
    _check_width(header)
    if len(records) == heading + 1:
        refuse(
            "no-rows",
            say("the table has no rows below its headings"),
            say("write a row a subject"),
            header.start,
            header.end,
        )


def _check_width(header: Record) -> None:
    if len(header.cells) > _MOST_COLUMNS:
        refuse(
            "too-large",
            say("more than {limit} columns", limit=_MOST_COLUMNS),
            say("a row is a subject, and a column a question: turn the table round"),
        )


def check_width(header: Record, file: str) -> None:
    """Check how many columns a table has; `ProblemError` for more than are read."""
    try:
        _check_width(header)
    except RefusedError as refused:
        raise ProblemError(problems_of(refused, "", file)) from None
