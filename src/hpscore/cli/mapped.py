"""`--map`: tables from elsewhere, opened by a map of what their headings and codes mean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hpscore.cli.inputs import Opened, open_input
from hpscore.problem import ProblemError

if TYPE_CHECKING:
    from hpscore.readers.tables.mapping import TableMap
    from hpscore.readers.tables.table import Table

__all__ = ["open_mapped"]


def open_mapped(
    path: str, in_folder: bool, table_map: TableMap
) -> Opened | Sequence[Opened] | None:
    """Open an input by a map where that fits it, else as without one.

    `ProblemError` for a table that was named and that neither the map nor its own headings fit.
    """
    from hpscore.readers.filled.contents import ENDINGS
    from hpscore.readers.tables.sheets import row_named
    from hpscore.readers.tables.table import Table

    if path.lower().endswith(ENDINGS):
        held = _of_workbook(path, table_map) or open_input(path, in_folder)
        every = held if isinstance(held, Sequence) else [held]
        if any(not isinstance(each, Table) or each.of_assessments for each in every):
            return held
        raise ProblemError([table_map.misfit(path)])
    named = None if Path(path).exists() else row_named(path)
    if named is not None:
        file, sheet, line = named
        rows = (
            each.only(line)
            for each in _of_workbook(file, table_map)
            if each.source(each.header).startswith(f"{file}#{sheet}:")
        )
        row = next((each for each in rows if each is not None), None)
        return open_input(path, in_folder) if row is None else row
    found = open_input(path, False)
    if not isinstance(found, Table):
        return found if not in_folder else open_input(path, in_folder)
    tables = _of_table(found, path, table_map)
    if tables:
        return tables
    if in_folder:
        return open_input(path, in_folder)
    if found.of_assessments:
        return found
    raise ProblemError([table_map.misfit(found.file)])


def _of_table(table: Table, path: str, table_map: TableMap) -> list[Table]:
    found = table_map.tables(table)
    if path.lower().endswith(".csv") or len(table.records) != 1:
        return found
    only = (each.only(table.records[0].line) for each in found)  # a row was named
    return [each for each in only if each is not None]


def _of_workbook(path: str, table_map: TableMap) -> list[Table]:
    from hpscore.readers.filled.contents import LIMITS
    from hpscore.readers.workbooks.opening import open_workbook
    from hpscore.source.file import read_bytes
    from hpscore.source.finding import RefusedError, problems_of

    try:
        book = open_workbook(read_bytes(Path(path), LIMITS))
        return table_map.tables(book, path)
    except RefusedError as refused:
        raise ProblemError(problems_of(refused, "", path)) from None
