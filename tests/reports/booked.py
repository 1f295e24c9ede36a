"""Workbooks of results made in a test, and what a reader of theirs finds in them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from hpscore.message import Language
from hpscore.model.number import Number
from hpscore.readers.outcome import Outcome
from hpscore.reports.results_book.taking import take
from hpscore.reports.results_book.writing import write_book

Value = object
Rows = Sequence[Sequence[str | Number | None]]


def written(
    outcomes: Iterable[Outcome],
    language: Language = "en",
    *,
    personal: bool = False,
    roster: Rows = (),
) -> bytes:
    """Return the workbook of outcomes."""
    stream = io.BytesIO()
    taken = (take(outcome, language, personal) for outcome in outcomes)
    write_book(taken, stream, language, roster=roster)
    return stream.getvalue()


def book(
    outcomes: Iterable[Outcome],
    language: Language = "en",
    *,
    personal: bool = False,
    roster: Rows = (),
) -> Workbook:
    """Read the workbook of outcomes back."""
    content = written(outcomes, language, personal=personal, roster=roster)
    return opened(content)


def opened(content: bytes) -> Workbook:
    """Read a workbook, but for what openpyxl knows nothing of, such as bars behind numbers."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        return load_workbook(io.BytesIO(content))


@dataclass(frozen=True)
class Grid:
    """A table of a sheet: its headings, and the rows below them as dictionaries."""

    heads: tuple[str, ...]
    rows: tuple[dict[str, Value], ...]


def table(sheet: Worksheet, first: str, *, after: str | None = None) -> Grid:
    """Return the table whose first heading is `first`; the first one below the cell `after`."""
    rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
    start = 0 if after is None else next(i for i, row in enumerate(rows) if row[0] == after)
    head = next(i for i, row in enumerate(rows) if i >= start and row[0] == first)
    heads = [str(cell) for cell in rows[head] if cell is not None]
    found: list[dict[str, Value]] = []
    for row in rows[head + 1 :]:
        if all(cell is None for cell in row):
            break
        found.append(dict(zip(heads, row, strict=False)))
    return Grid(tuple(heads), tuple(found))
