"""Files of registers: below the folder of their assessment, as tables, whatever their format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, NoReturn

from hpscore.message import say
from hpscore.model.answer import Fault
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.paths import escapes
from hpscore.readers.registers.headings import FIRST_ROWS, Columns
from hpscore.readers.registers.tables import Table, TableRow
from hpscore.readers.tables.delimited import DELIMITERS, Record, TextGrid, read_grid
from hpscore.readers.workbooks.opening import Workbook, cell_name, is_workbook, open_workbook
from hpscore.readers.workbooks.refusals import no_workbook
from hpscore.source import Limits
from hpscore.source.file import read_bytes
from hpscore.source.finding import RefusedError, problems_of, refuse
from hpscore.source.text import check_characters, decode

__all__ = ["Files", "sheet_table", "text_table"]

_LIMITS: Final = Limits(bytes=20 * 1024 * 1024)
_BOOKS: Final = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
_TEXTS: Final = (".csv", ".tsv", ".txt")


@dataclass
class Files:
    """The files below one folder; each is opened once."""

    folder: Path
    _opened: dict[Path, str | Workbook] = field(default_factory=dict)

    def path(self, name: str) -> Path:
        """Return the path of a file; raises RefusedError for one that leads out of the folder."""
        if escapes(name):
            _outside(name)
        path = self.folder / name.replace("\\", "/")
        try:
            inside = path.resolve().is_relative_to(self.folder.resolve())
        except (OSError, RuntimeError, ValueError):  # a circle of links, a name no file can have
            return path  # told when it is opened
        if not inside:
            refuse(
                "outside",
                say("the path '{path}' leads out of the folder by a link", path=name),
                say("copy the file into the assessment's own folder"),
            )
        return path

    def opened(self, name: str, book: Workbook) -> None:
        """Say that a file has been opened already."""
        self._opened[self.folder / name] = book

    def open(self, name: str) -> str | Workbook:
        """Return a workbook, or the text of a table.

        Raises RefusedError for a file that cannot be used as a whole, `ProblemError` for one
        that is at fault somewhere.
        """
        path = self.path(name)
        if path not in self._opened:
            self._opened[path] = _open(path)
        return self._opened[path]


def _open(path: Path) -> str | Workbook:
    if path.is_dir():
        refuse(
            "not-a-file",
            say("this is a folder, not a file"),
            say("name a file of the register: .csv, .xlsx, .xls or .ods"),
        )
    data = read_bytes(path, _LIMITS)
    ending = path.suffix.lower()
    if is_workbook(data):
        if ending in _TEXTS:
            refuse(
                "not-a-table",
                say("the file is a workbook, though its name ends in {ending}", ending=ending),
                say("let its name end in .xlsx, or save it as text (CSV UTF-8)"),
            )
        return open_workbook(data)
    if ending in _BOOKS:
        no_workbook(data)
    return _text(data, str(path))


def _text(data: bytes, file: str) -> str:
    text = ""
    try:
        text = decode(data).removeprefix("\ufeff")
        check_characters(text, yaml=False)
    except RefusedError as refused:
        raise ProblemError(_unshown(refused, text, file)) from None
    return text


def _unshown(refused: RefusedError, text: str, file: str) -> list[Problem]:
    """Locate what is refused without its line, which may hold what is personal."""
    return [
        replace(problem, location=replace(problem.location, snippet=None, width=1))
        for problem in problems_of(refused, text, file)
    ]


def text_table(text: str, file: str, columns: Columns) -> Table:
    """Return a text as a table, split by the separator that gives the headings.

    `ProblemError` for more rows or cells than are read.
    """
    try:
        grid = read_grid(text, file, _LIMITS)
        if not _has_headings(grid, columns):
            others = (read_grid(text, file, _LIMITS, d) for d in DELIMITERS if d != grid.delimiter)
            grid = next((other for other in others if _has_headings(other, columns)), grid)
    except RefusedError as refused:
        raise ProblemError(_unshown(refused, text, file)) from None
    rows = (_text_row(grid, record) for record in grid.records)
    return Table(Location(file=file), rows, sheet=False)


def _has_headings(grid: TextGrid, columns: Columns) -> bool:
    return any(columns.are_headings(record.cells) for record in grid.records[:FIRST_ROWS])


def _text_row(grid: TextGrid, record: Record) -> TableRow:
    fault = next((Fault(f.code, f.message, f.help) for f in record.faults), None)
    place = Location(file=grid.file, line=record.line)
    return TableRow(record.cells, place, partial(grid.cell, record), fault)


def sheet_table(book: Workbook, sheet: str, file: str) -> Table:
    """Return a sheet as a table; raises RefusedError once it proves too long or damaged."""
    return Table(Location(file=file, sheet=sheet), _sheet_rows(book, sheet, file), sheet=True)


def _sheet_rows(book: Workbook, sheet: str, file: str) -> Iterator[TableRow]:
    for number, cells in book.rows(sheet):
        filled = [None if cell == "" else cell for cell in cells]
        if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in filled):
            continue
        first = next(i for i, cell in enumerate(filled) if cell is not None)

        def at(column: int, row: int = number) -> Location:
            return Location(file=file, sheet=sheet, cell=cell_name(row, column))

        def percent(column: int, row: int = number) -> bool:
            return book.shows_percent(sheet, row, column)

        yield TableRow(filled, at(first), at, percent=percent)


def _outside(name: str) -> NoReturn:
    refuse(
        "outside",
        say("the path '{path}' leads out of the folder", path=name),
        say("name a file below the assessment's own folder"),
    )
