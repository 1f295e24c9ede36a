"""What of a sheet of questions has been changed so that its answers can no longer be told."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.readers.filled.binding import Binding
from hpscore.readers.filled.layout import COLUMNS, Words
from hpscore.readers.filled.pages import MANY, Spread, heading_name, known_heading

if TYPE_CHECKING:
    from hpscore.readers.workbooks.opening import SheetCell

__all__ = ["FILLED", "blank_cell", "check_shape"]

_ALWAYS: Final = ("answer", "note")
"""Columns that every form has to be filled in."""
_TEXTS: Final = ("points", "secured", "evidence")
"""Columns whose texts the form says itself; none of them is a plain yes or no."""
_PLAIN: Final = frozenset({"是", "否", "有", "无", "√", "×", "yes", "no", "Yes", "No"})
_PARTED: Final = frozenset({"rate", "percent"})
"""The kinds of questions whose answer may be given by its parts."""
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
    _answers_elsewhere(spread, keyed, bound)


def _answers_elsewhere(spread: Spread, keyed: Collection[int], bound: Binding) -> None:
    """Tell of a plain yes or no in a cell that the form has for its own texts."""
    columns = [spread.columns[name] for name in _TEXTS if name in spread.columns]
    for number, cells in spread.below:
        for column in columns:
            cell = cells[column] if column < len(cells) else ""
            if isinstance(cell, str) and cell.strip() in _PLAIN and number in keyed:
                bound.problem(
                    "answer-elsewhere",
                    say("'{got}' stands below '{heading}', where no answer is read", got=cell,
                        heading=str(spread.page.rows[spread.head][1][column]).strip()),
                    (spread.page.sheet, number, column),
                    say("move it to the column '{name}'", name=Words(COLUMNS["answer"])),
                )  # fmt: skip


def _unknown_columns(spread: Spread, keyed: Collection[int], bound: Binding) -> None:
    """Tell of what stands beside questions below no heading, or below one that was changed.

    Columns with headings of their own are welcome while none of the form's own is missing.
    """
    head_number, head = spread.page.rows[spread.head]
    heads = {column: str(cell).strip() for column, cell in enumerate(head) if not blank_cell(cell)}
    lacking = _lacking(spread, bound)
    own = {c for c, text in heads.items() if known_heading(text) or not lacking}
    rows = [(number, cells) for number, cells in spread.below if number in keyed]
    width = max((len(cells) for _, cells in rows), default=0)
    before = len(bound.problems)
    for column in sorted({*range(width)} - {*spread.columns.values()} - own):
        below = [n for n, cells in rows if column < len(cells) and not blank_cell(cells[column])]
        for number in below[:1] if column in heads else below:
            bound.problem(
                "unknown-column",
                say("the column '{key}' is none of the form's", key=heads[column])
                if column in heads
                else say("something stands beside a question, below no heading"),
                (spread.page.sheet, head_number if column in heads else number, column),
                say("give it back its heading, one of {names}; or clear it",
                    names=[Words(COLUMNS[name]) for name in lacking or FILLED]),
            )  # fmt: skip
    if "answer" not in spread.columns and len(bound.problems) == before:
        bound.problem(
            "no-answers",
            say("the column '{name}' is missing", name=Words(COLUMNS["answer"])),
            (spread.page.sheet, head_number, 0),
            say("put it back, with its heading"),
        )


def _lacking(spread: Spread, bound: Binding) -> list[str]:
    """Return the columns to be filled in that a form by this rubric has, and this one has not."""
    if len(spread.columns) < MANY:
        return [name for name in ("answer",) if name not in spread.columns]
    wanted = [*_ALWAYS]
    if any(asked.kind in _PARTED for asked in bound.reader.sheet.questions.values()):
        wanted += ["count", "of"]
    if bound.rubric_has_points:
        wanted.append("awarded")
    return [name for name in wanted if name not in spread.columns]


def _merged_answers(spread: Spread, keyed: Collection[int], bound: Binding) -> None:
    names = (name for name in FILLED if name != "note")
    columns = {spread.columns[name] for name in names if name in spread.columns}
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
    for column, cell in enumerate(head):
        name = heading_name(cell) if isinstance(cell, str) else None
        if name is None or (first := spread.columns[name]) == column:
            continue
        if any(column < len(c) and not blank_cell(c[column]) for _, c in spread.below):
            bound.problem(
                "two-columns",
                say("the column '{key}' is there twice, first as '{first}'",
                    key=str(cell).strip(), first=str(head[first]).strip()),
                (spread.page.sheet, head_number, column),
                say("keep one of them"),
            )  # fmt: skip
