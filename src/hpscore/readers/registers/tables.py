"""Rows of registers from tables: below which headings they stand, and what each cell holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from hpscore.message import say
from hpscore.model.answer import Fault
from hpscore.model.rows import CellValue, RegisterRows, Row
from hpscore.problem import Location, Problem, ProblemError, Severity
from hpscore.readers.registers.cells import ColumnReader, column_reader
from hpscore.readers.registers.headings import FIRST_ROWS, Columns
from hpscore.readers.tables.sheet_text import cell_text

__all__ = ["Table", "TableRow", "cells_of", "rows_of"]

_TOTALS: Final = frozenset({"合计", "总计", "小计", "累计", "total", "totals", "subtotal", "sum"})
"""What a row begins with that adds up those above it."""

Read = Sequence[tuple[int, str, ColumnReader]]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, whatever file it came from."""

    cells: Sequence[object]
    place: Location
    """What messages name it by."""
    at: Callable[[int], Location]
    """Where each of its cells stands."""
    fault: Fault | None = None
    """Why none of its cells can be trusted."""
    percent: Callable[[int], bool] | None = None
    """Which of its cells show a share as per cent; None for a text, which shows what it says."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, those that are not blank."""

    place: Location
    rows: Iterable[TableRow]
    sheet: bool
    """Whether it is a sheet of a workbook, whose rows all have the same width."""


def rows_of(table: Table, columns: Columns) -> RegisterRows:
    """Return the rows below the headings; `ProblemError` where the headings are at fault."""
    rows = iter(table.rows)
    first = list(islice(rows, FIRST_ROWS))
    at = next((i for i, r in enumerate(first) if columns.are_headings(_texts(r.cells))), None)
    if at is None:
        raise ProblemError([_no_headings(table, first, columns)])
    header = first[at]
    headings = _texts(header.cells)
    plan = _plan(header, headings, columns)
    named = columns.register.columns
    read = [(i, name, column_reader(named[name], headings[i])) for i, name in plan.items()]
    found: list[Row] = []
    remarks: list[Problem] = []
    unheaded = {place for place, heading in enumerate(headings) if not heading}
    for row in chain(first[at + 1 :], rows):
        beside = next((i for i in unheaded if i < len(row.cells) and _filled(row.cells[i])), None)
        if beside is not None:
            raise ProblemError([_no_heading(header.at(beside), beside)])
        if _is_total(row.cells):
            remarks.append(_total(row.place))
        elif (made := _row(row, read, headings, table)) is not None:
            found.append(made)
    return RegisterRows(table.place, tuple(found), tuple(remarks))


def cells_of(
    pairs: Iterable[tuple[str, ColumnReader, object]], *, sheet: bool
) -> tuple[dict[str, CellValue], dict[str, Fault]]:
    """Return the values of a row's cells, and what is wrong with the others, by column."""
    cells: dict[str, CellValue] = {}
    faults: dict[str, Fault] = {}
    for name, reader, raw in pairs:
        value = reader.read(raw, sheet=sheet)
        if isinstance(value, Fault):
            faults[name] = value
        elif value is not None:
            cells[name] = value
    return cells, faults


def _row(row: TableRow, read: Read, headings: Sequence[str], table: Table) -> Row | None:
    """Return a row; None for one that only repeats the headings, as printed lists do."""
    width = len(headings)
    if not table.sheet and any(map(_filled, row.cells[width:])):
        fault = Fault(
            "too-many-cells",
            say("the row has {cells} cells, the table has {columns} headings",
                cells=len(row.cells), columns=width),
            say("put a text that holds the separator in quotes, or add the heading"),
        )  # fmt: skip
        return Row(row.place, {}, {name: fault for _, name, _ in read})
    if row.fault is not None:
        return Row(row.place, {}, {name: row.fault for _, name, _ in read})
    if len(read) > 1 and _texts(row.cells)[:width] == headings:
        return None
    known = len(row.cells)
    pairs = ((name, reader, _shown(row, i, reader)) for i, name, reader in read if i < known)
    cells, faults = cells_of(pairs, sheet=table.sheet)
    return Row(row.place, cells, faults)


def _shown(row: TableRow, column: int, reader: ColumnReader) -> object:
    """Return a cell; a share that its sheet shows as per cent, in per cent."""
    cell = row.cells[column]
    if reader.kind == "percent" and isinstance(cell, float | int) and row.percent is not None:
        return cell_text(cell, percent=True) if row.percent(column) else cell
    return cell


def _plan(header: TableRow, headings: Sequence[str], columns: Columns) -> dict[int, str]:
    plan, issues = columns.plan(headings)
    problems = [
        Problem(issue.code, issue.message, header.at(place), issue.help)
        for place, issue in issues.items()
    ]
    lacking = None if problems else columns.lacking(plan.values())
    if lacking is not None:
        problems.append(Problem("no-dated-column", lacking[0], header.place, lacking[1]))
    if problems:
        raise ProblemError(problems)
    return plan


def _texts(cells: Sequence[object]) -> list[str]:
    return [cell.strip() if isinstance(cell, str) else _text(cell) for cell in cells]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _filled(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _is_total(cells: Sequence[object]) -> bool:
    first = next(filter(_filled, cells), None)
    return isinstance(first, str) and "".join(first.split()).rstrip(":：").casefold() in _TOTALS


def _total(place: Location) -> Problem:
    return Problem(
        "total-row",
        say("a row that adds up those above it is no entry; it was passed over"),
        place,
        severity=Severity.NOTE,
    )


def _no_headings(table: Table, first: Sequence[TableRow], columns: Columns) -> Problem:
    place = first[0].place if first else table.place
    return Problem(
        "no-headings",
        say("no row with the headings of '{register}' is among the first {count}",
            register=columns.register.title, count=FIRST_ROWS),
        place,
        say("its columns are {names}", names=[*columns.titles()]),
    )  # fmt: skip


def _no_heading(place: Location, column: int) -> Problem:
    return Problem(
        "no-heading",
        say("column {number} has cells but no heading", number=column + 1),
        place,
        say("write its heading, or take the column out"),
    )
