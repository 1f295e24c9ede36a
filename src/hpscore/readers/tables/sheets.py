"""Sheets of workbooks as tables: a row a subject, below headings that may be two rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.tables.grid import Record
from hpscore.readers.tables.layout import (
    FIRST_ROWS,
    below,
    heading_row,
    is_no_subject,
    joined,
    names_subjects,
)
from hpscore.readers.tables.reading import check_width
from hpscore.readers.tables.sheet_text import Dated, ShownAsPercent, cell_text
from hpscore.readers.tables.table import Table
from hpscore.readers.workbooks.bad_cells import BadCell
from hpscore.readers.workbooks.opening import cell_name
from hpscore.source.finding import RefusedError, problems_of

if TYPE_CHECKING:
    from hpscore.readers.workbooks.opening import SheetCell, Workbook

__all__ = [
    "SheetGrid",
    "headings_at",
    "row_named",
    "rows_of_sheet",
    "sheet_tables",
    "table_of_rows",
]

_KEPT: Final = (BadCell, ShownAsPercent, Dated)
"""Texts that know what their cells held."""
_ROW: Final = re.compile(
    r"(?P<file>.+\.(?:xlsx|xlsm|xls|et|ods))#(?P<sheet>[^#]+):(?P<row>[0-9]{1,7})", re.IGNORECASE
)


def row_named(text: str) -> tuple[str, str, int] | None:
    """Split how results name a row of a sheet, `file.xlsx#Sheet:17`; None for anything else."""
    found = _ROW.fullmatch(text)
    return None if found is None else (found["file"], found["sheet"], int(found["row"]))


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The cells of one sheet; messages name them, and show nothing of what they hold."""

    file: str | None
    sheet: str
    hidden: frozenset[int] | None = frozenset()

    def hiding(self, columns: frozenset[int] | None) -> SheetGrid:
        """Return it with other columns hidden."""
        return replace(self, hidden=columns)

    def cell(self, record: Record, column: int) -> Location:
        """Return the name of a cell."""
        return Location(self.file, sheet=self.sheet, cell=cell_name(record.line, column))

    def whole(self, record: Record) -> Location:
        """Return the first cell of a row that holds anything."""
        first = next((place for place, cell in enumerate(record.cells) if cell), 0)
        return self.cell(record, first)

    def faulty(self, record: Record) -> list[Problem]:
        """Return nothing: the rows of a sheet have no faults of their own."""
        del record
        return []

    def source(self, record: Record) -> str:
        """Return the file, the sheet, and the number of the row: `file.xlsx#Sheet:17`."""
        sheet = self.sheet.replace("/", "／")  # a name of a file, to those who read results
        return f"{self.file or '-'}#{sheet}:{record.line}"


def sheet_tables(book: Workbook, file: str, named: Sequence[str] | None = None) -> list[Table]:
    """Return the sheets that are tables of subjects, of those that are named, or are shown.

    Where some have a heading that names a subject or its rubric, only these; otherwise every
    sheet with a row of headings and rows below it. `ProblemError` for what cannot be read.
    """
    tables = [
        table
        for sheet in (book.shown if named is None else named)
        if (table := table_of_rows(rows_of_sheet(book, sheet, file), file, sheet)) is not None
    ]
    return [table for table in tables if names_subjects(table.headings)] or tables


def rows_of_sheet(book: Workbook, sheet: str, file: str) -> list[Record]:
    """Return the rows of a sheet as texts, without blank ones; a merged cell fills its rows.

    `ProblemError` for a sheet that is too large or damaged.
    """
    try:
        return list(_records(book, sheet))
    except RefusedError as refused:
        problems = problems_of(refused, "", file)
        place = Location(file, sheet=sheet)
        raise ProblemError([replace(problem, location=place) for problem in problems]) from None


def table_of_rows(
    rows: Sequence[Record], file: str, sheet: str, heading: int | None = None
) -> Table | None:
    """Return rows as a table, with their headings at one of them; None where there are none.

    Rows that add others up, repeat the headings or are signed are passed over.
    """
    at = heading_row([row.cells for row in rows[:FIRST_ROWS]]) if heading is None else heading
    if at is None or at >= len(rows):
        return None
    header, first = rows[at], at + 1
    if first < len(rows) and below(header.cells, rows[first].cells):
        header, first = _two(header, rows[first]), first + 1
    elif at and heading is None and below(rows[at - 1].cells, header.cells):
        header = _two(rows[at - 1], header)
    records = tuple(r for r in rows[first:] if not is_no_subject(r.cells, header.cells))
    if not records:
        return None
    width = max(len(header.cells), *(len(record.cells) for record in records))
    header = replace(header, cells=(*header.cells, *[""] * (width - len(header.cells))))
    check_width(header, file)
    return Table(SheetGrid(file, sheet), header, records)


def headings_at(rows: Sequence[Record], at: int) -> tuple[str, ...]:
    """Return the headings that begin in a row, with those of the next where it goes on."""
    cells = rows[at].cells
    if at + 1 < len(rows) and below(cells, rows[at + 1].cells):
        return joined(cells, rows[at + 1].cells)
    return cells


def _two(top: Record, sub: Record) -> Record:
    """Return headings of two rows as those of the lower."""
    return replace(sub, cells=tuple(" ".join(c.split()) for c in joined(top.cells, sub.cells)))


def _records(book: Workbook, sheet: str) -> Iterator[Record]:
    """Yield the rows as texts; what is merged downwards stands in each of its rows."""
    merged: dict[int, list[tuple[int, int]]] = {}
    for (first, left), (last, right) in book.merged(sheet):
        if last > first and left == right:
            merged.setdefault(first + 1, []).append((left, last + 1))
    above: dict[int, tuple[int, str]] = {}
    for number, row in book.rows(sheet):
        cells = [
            cell if isinstance(cell, str) else _text(cell, book, sheet, (number, column))
            for column, cell in enumerate(row)
        ]
        for column, (last, text) in [*above.items()]:
            if number > last:
                del above[column]
            elif column < len(cells):
                cells[column] = cells[column] or text
        for column, last in merged.get(number, ()):
            if column < len(cells) and cells[column]:
                above[column] = (last, cells[column])
        found = tuple(cell if isinstance(cell, _KEPT) else cell.strip() for cell in cells)
        while found and not found[-1]:
            found = found[:-1]
        if found:
            yield Record(number, 0, 0, found)


def _text(cell: SheetCell, book: Workbook, sheet: str, place: tuple[int, int]) -> str:
    number = isinstance(cell, float | int) and not isinstance(cell, bool)
    percent = number and book.shows_percent(sheet, *place)
    text = cell_text(cell, percent)
    return ShownAsPercent(text) if percent else Dated(text) if isinstance(cell, date) else text
