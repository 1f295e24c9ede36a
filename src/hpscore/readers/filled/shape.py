"""What of a sheet of questions has been changed so that its answers can no longer be told."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.readers.filled.binding import Binding
from hpscore.readers.filled.pages import Spread, plain

if TYPE_CHECKING:
    from hpscore.readers.workbooks.opening import SheetCell

__all__ = ["FILLED", "blank_cell", "check_shape"]

FILLED: Final = ("answer", "count", "of", "note", "awarded")
"""The columns that a person fills in."""


def blank_cell(cell: SheetCell) -> bool:
    """Say whether nothing stands in a cell."""
    return cell == "" or (isinstance(cell, str) and not cell.strip())


def check_shape(spread: Spread, keyed: Collection[int], bound: Binding) -> None:
    """Tell of columns that are there twice, and of cells merged over several questions."""
    _second_columns(spread, bound)
    _merged_answers(spread, keyed, bound)


def _merged_answers(spread: Spread, keyed: Collection[int], bound: Binding) -> None:
    columns = {spread.columns[n]: n for n in ("answer", "awarded", "count") if n in spread.columns}
    values = dict(spread.below)
    for (top, left), (bottom, right) in spread.page.book.merged(spread.page.sheet):
        if top == bottom or left not in columns or right < left:
            continue
        row = values.get(top + 1)
        rows = [number for number in range(top + 1, bottom + 2) if number in keyed]
        if row is not None and len(rows) > 1 and left < len(row) and not blank_cell(row[left]):
            bound.problem(
                "merged-answers",
                say("one cell is merged over the answers of {count} questions", count=len(rows)),
                (spread.page.sheet, top + 1, left),
                say("unmerge it, and answer each of them"),
            )


def _second_columns(spread: Spread, bound: Binding) -> None:
    """Tell of a heading that stands there twice, with something below the second."""
    head_number, head = spread.page.rows[spread.head]
    for name in FILLED:
        first = spread.columns.get(name, -1)
        if first < 0:
            continue
        wanted = plain(str(head[first]))
        for column in range(first + 1, len(head)):
            cell = head[column]
            if not isinstance(cell, str) or plain(cell) != wanted:
                continue
            if any(column < len(c) and not blank_cell(c[column]) for _, c in spread.below):
                bound.problem(
                    "two-columns",
                    say("the column '{key}' is there twice, first as '{first}'",
                        key=cell.strip(), first=str(head[first]).strip()),
                    (spread.page.sheet, head_number, column),
                    say("keep one of them"),
                )  # fmt: skip
