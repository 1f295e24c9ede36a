"""What of a sheet of questions has been changed so that its answers can no longer be told."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.readers.filled.binding import Binding
from hpscore.readers.filled.layout import COLUMNS, Words
from hpscore.readers.filled.pages import Spread, known_heading, plain

if TYPE_CHECKING:
    from hpscore.readers.workbooks.opening import SheetCell

__all__ = ["FILLED", "blank_cell", "check_shape"]

_ALWAYS: Final = ("answer", "note")
"""Columns that every form has to be filled in."""
_MANY: Final = 6
"""A sheet with so many headings of a form was one."""
FILLED: Final = ("answer", "count", "of", "note", "awarded")
"""The columns that a person fills in."""


def blank_cell(cell: SheetCell) -> bool:
    """Say whether nothing stands in a cell."""
    return cell == "" or (isinstance(cell, str) and not cell.strip())


def check_shape(spread: Spread, keyed: Collection[int], bound: Binding) -> None:
    """Tell of columns that are there twice or unknown, and of cells merged over questions."""
    _second_columns(spread, bound)
    _unknown_columns(spread, keyed, bound)
    _merged_answers(spread, keyed, bound)


def _unknown_columns(spread: Spread, keyed: Collection[int], bound: Binding) -> None:
    """Tell of what stands beside questions below no heading, or below one that was changed.

    Columns with headings of their own are welcome while none of the form's own is missing.
    """
    head_number, head = spread.page.rows[spread.head]
    heads = {column: str(cell).strip() for column, cell in enumerate(head) if not blank_cell(cell)}
    known = {*spread.columns.values()} | {c for c, text in heads.items() if known_heading(text)}
    lacking = [name for name in _ALWAYS if name not in spread.columns]
    ours = len(spread.columns) >= _MANY
    if bound.rubric_has_points and "awarded" not in spread.columns:
        lacking.append("awarded")
    told: set[int] = set()
    for number, cells in spread.below:
        if number not in keyed:
            continue
        for column, cell in enumerate(cells):
            if column in known or column in told or blank_cell(cell):
                continue
            if column in heads and not (lacking and ours):
                continue
            told.add(column)
            bound.problem(
                "unknown-column",
                say("the column '{key}' is none of the form's", key=heads[column])
                if column in heads
                else say("something stands beside a question, below no heading"),
                (spread.page.sheet, head_number if column in heads else number, column),
                say("give it back its heading, one of {names}; or clear it",
                    names=[Words(COLUMNS[name]) for name in lacking or FILLED]),
            )  # fmt: skip


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
