"""Workbooks (.xlsx, .xls, .ods): their sheets as rows of cells, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Final, NoReturn

from hpscore.message import say
from hpscore.readers.workbooks.archive import open_archive
from hpscore.readers.workbooks.bad_cells import BadCell
from hpscore.readers.workbooks.refusals import (
    MOST_ROWS,
    MOST_SHEETS,
    damaged,
    encrypted,
    macros,
    no_workbook,
    too_many,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from hpscore.readers.workbooks.details import Area, Details, Place

__all__ = ["SheetCell", "Workbook", "cell_name", "is_workbook", "open_workbook"]

_ZIP: Final = b"PK\x03\x04"
_CONTAINER: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

SheetCell = int | float | str | bool | time | date | datetime | timedelta
"""What a cell holds: "" where it is blank, a `BadCell` where it is an error or not computed."""


class Workbook:
    """A workbook that was opened; its sheets are read when they are asked for."""

    __slots__ = ("_bad", "_book", "_details", "_numbers", "_percents", "_read", "sheets", "shown")

    def __init__(self, book: CalamineWorkbook, details: Details) -> None:
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        every = book.sheets_metadata
        found = [(i, s) for i, s in enumerate(every) if s.typ == SheetTypeEnum.WorkSheet]
        self.sheets = tuple(sheet.name for _, sheet in found)
        """The names of its sheets."""
        self.shown = tuple(s.name for _, s in found if s.visible == SheetVisibleEnum.Visible)
        """The names of those that are not hidden."""
        self._numbers = {sheet.name: number for number, sheet in found}
        if len(every) > MOST_SHEETS:
            too_many(say("{count} sheets, more than {limit}", count=len(every), limit=MOST_SHEETS))
        if len(self._numbers) < len(found):
            damaged()  # two sheets of one name
        self._book = book
        self._details = details
        self._read: dict[str, CalamineSheet] = {}
        self._percents: dict[str, frozenset[Place]] = {}
        self._bad: dict[str, Mapping[Place, BadCell]] = {}

    def __repr__(self) -> str:
        return f"Workbook(sheets={self.sheets!r})"

    def rows(self, sheet: str) -> Iterator[tuple[int, Sequence[SheetCell]]]:
        """Yield the rows of a sheet that are not blank, with their numbers.

        A cell with an error, or with a formula that was never computed, is a `BadCell`. Raises
        RefusedError for more than 100,000 rows.
        """
        try:
            found = self._sheet(sheet).to_python(skip_empty_area=False)
        except BaseException as error:
            _refuse_for(error)
        _put(found, self.bad_cells(sheet))
        count = 0
        for number, row in enumerate(found, 1):
            if row.count("") == len(row):
                continue
            count += 1
            if count > MOST_ROWS + 1:  # the headings are a row too
                too_many(say("more than {limit} rows", limit=MOST_ROWS))
            yield number, row

    def shows_percent(self, sheet: str, row: int, column: int) -> bool:
        """Say whether a cell shows its number as per cent: 0.85 as 85 %.

        Rows count from 1, columns from 0. Nothing is looked up before somebody asks.
        """
        found = self._percents.get(sheet)
        if found is None:
            self._sheet(sheet)
            found = self._percents[sheet] = self._details.percents(self._numbers[sheet])
        return (row, column) in found

    def bad_cells(self, sheet: str) -> Mapping[Place, BadCell]:
        """Return the cells whose value cannot be trusted, by row from 1 and column from 0."""
        found = self._bad.get(sheet)
        if found is None:
            self._sheet(sheet)
            found = self._bad[sheet] = self._details.bad_cells(self._numbers[sheet])
        return found

    def merged(self, sheet: str) -> Sequence[Area]:
        """Return the merged ranges of a sheet, rows and columns from 0."""
        try:
            found = self._sheet(sheet).merged_cell_ranges
            return self._details.merged(self._numbers[sheet]) if found is None else found
        except BaseException as error:
            _refuse_for(error)

    def _sheet(self, name: str) -> CalamineSheet:
        found = self._read.get(name)
        if found is None:
            number = self._numbers[name]
            if number in self._details.unread:
                self._details.read_all()
                self._book = _parsed(self._details.packed())
            found = self._read[name] = self._book.get_sheet_by_index(number)
        return found


def _put(rows: list[list[SheetCell]], cells: Mapping[Place, BadCell]) -> None:
    """Put bad cells where they stand: the parser gave them as blank, or not at all."""
    for (number, column), cell in cells.items():
        while len(rows) < number:
            rows.append([])
        found = rows[number - 1]
        found.extend([""] * (column + 1 - len(found)))
        found[column] = cell
    width = max(map(len, rows)) if cells else 0
    for row in rows if cells else ():
        row.extend([""] * (width - len(row)))


def is_workbook(data: bytes) -> bool:
    """Say whether bytes begin as workbooks do."""
    return data.startswith((_ZIP, _CONTAINER))


def open_workbook(data: bytes) -> Workbook:
    """Open a workbook, whatever its name; it is measured before anything of it is parsed.

    Raises RefusedError for what is none, is encrypted or damaged, carries macros, or passes a
    limit.
    """
    details = _details(data)
    try:
        return Workbook(_parsed(details.packed()), details)
    except BaseException as error:
        _refuse_for(error)


def _parsed(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(BytesIO(data))


def _details(data: bytes) -> Details:
    if data.startswith(_CONTAINER):
        from hpscore.readers.workbooks.xls import Xls

        return Xls(data)
    if not data.startswith(_ZIP):
        no_workbook(data)
    archive = open_archive(data)
    names = {name.lower() for name in archive.names}
    if any(n.endswith("vbaproject.bin") or n.startswith("xl/macrosheets/") for n in names):
        macros()
    if "xl/workbook.xml" in names:
        from hpscore.readers.workbooks.xlsx import Xlsx

        return Xlsx(archive)
    if "content.xml" in names:
        from hpscore.readers.workbooks.ods import Ods

        return Ods(archive)
    no_workbook(data)


def _refuse_for(error: BaseException) -> NoReturn:
    """Refuse a workbook over which the parser gave up; it may panic, which is no `Exception`."""
    from hpscore.source.finding import RefusedError

    panicked = type(error).__name__ == "PanicException"
    if isinstance(error, RefusedError) or not (isinstance(error, Exception) or panicked):
        raise error
    if type(error).__name__ == "PasswordError":
        encrypted()
    damaged()


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, such as A17, by its row from 1 and its column from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"
