"""Workbooks (.xlsx, .xls, .ods): their sheets as rows of cells, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Final, NoReturn

from hpscore.message import say
from hpscore.readers.workbooks.refusals import (
    MOST_ROWS,
    damaged,
    encrypted,
    no_workbook,
    too_many,
)
from hpscore.readers.workbooks.xls import check_xls
from hpscore.readers.workbooks.zipped import repacked

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

__all__ = ["SheetCell", "Workbook", "cell_name", "is_workbook", "open_workbook"]

_ZIP: Final = b"PK\x03\x04"
_CONTAINER: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

SheetCell = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was opened."""

    sheets: tuple[str, ...]
    """The names of its sheets."""
    shown: tuple[str, ...]
    """The names of those that are not hidden."""
    _book: CalamineWorkbook = field(repr=False)

    def rows(self, sheet: str) -> Iterator[tuple[int, Sequence[SheetCell]]]:
        """Yield the rows of a sheet that are not blank, with their numbers.

        Raises RefusedError for more than 100,000.
        """
        try:
            found = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except BaseException as error:
            _refuse_for(error)
        count = 0
        for number, row in enumerate(found, 1):
            if not any(cell != "" for cell in row):
                continue
            count += 1
            if count > MOST_ROWS + 1:  # the headings are a row too
                too_many(say("more than {limit} rows", limit=MOST_ROWS))
            yield number, row


def is_workbook(data: bytes) -> bool:
    """Say whether bytes begin as workbooks do."""
    return data.startswith((_ZIP, _CONTAINER))


def open_workbook(data: bytes) -> Workbook:
    """Open a workbook, whatever its name; it is measured before anything of it is parsed.

    Raises RefusedError for what is none, is encrypted or damaged, or passes a limit.
    """
    if data.startswith(_ZIP):
        data = repacked(data)
    elif data.startswith(_CONTAINER):
        check_xls(data)
    else:
        no_workbook()
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    except BaseException as error:
        _refuse_for(error)
    shown = tuple(s.name for s in sheets if s.visible == SheetVisibleEnum.Visible)
    return Workbook(tuple(sheet.name for sheet in sheets), shown, book)


def _refuse_for(error: BaseException) -> NoReturn:
    """Refuse a workbook over which the parser gave up; it may panic, which is no `Exception`."""
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
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
