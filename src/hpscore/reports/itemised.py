"""The itemised view of one result for a terminal, in the words of its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hpscore.message import Language, say
from hpscore.model.assessment import Assessment
from hpscore.model.number import spell
from hpscore.model.result import Points, Result
from hpscore.reports.changes import changed_lines
from hpscore.reports.closing import closing
from hpscore.reports.heading import heading_words
from hpscore.reports.layout import WIDE, cell, labelled, lines, table
from hpscore.reports.names import Names, names_for
from hpscore.reports.rows import Row, reason_heads, rows_of
from hpscore.reports.terms import points_words

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["Itemised", "changes_view", "itemised_view"]


def itemised_view(
    result: Result,
    rubric: Rubric,
    assessment: Assessment | None,
    language: Language,
    *,
    personal: bool = False,
) -> Itemised:
    """Return the view of one result; with its assessment it says who assessed.

    From 100 columns on, points stand in columns of their own; below, in one. Personal facts are
    left out unless asked for.
    """
    names = names_for(rubric, language)
    assessor = None if assessment is None else assessment.assessor
    title, said = heading_words(result, names, assessor, personal=personal)
    return Itemised(result, names, title, said)


def changes_view(
    before: Result, after: Result, rubric: Rubric, language: Language
) -> RenderableType:
    """Return a table of what differs between two results by one rubric, below an empty line."""
    names = names_for(rubric, language)
    made = table(
        [
            (names.word(say("item")), "left"),
            (names.word(say("before")), "left"),
            (names.word(say("after")), "left"),
        ]
    )
    for title, old, new in changed_lines(before, after, names):
        made.add_row(cell(title), cell(old, "dim"), cell(new, "bold"))
    if not made.row_count:
        return Padding(cell(names.word(say("this changes nothing"))), (1, 0, 0, 0))
    return Padding(made, (1, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class Itemised:
    """One result, fitted to the width of the console that prints it."""

    result: Result
    names: Names
    title: str
    said: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield heading, table, and what is said below it."""
        yield cell(self.title, "bold")
        if self.said:
            yield cell(self.said, "dim")
        yield Text()
        rows = list(rows_of(self.result, self.names))
        yield (_wide if options.max_width >= WIDE else _narrow)(rows, self.names)
        yield Text()
        yield labelled(closing(self.result, self.names))


def _narrow(rows: Sequence[Row], names: Names) -> Table:
    """Item, points and reason: what fits a page of 80 columns."""
    score, why = reason_heads(rows, names)
    made = table([(names.word(say("item")), "left"), (score, "right"), (why, "left")])
    for row in rows:
        if row.kind != "line" and made.rows:
            made.add_section()
        style = "" if row.kind == "line" else "bold"
        points = row.met if row.points is None else points_words(row.points)
        made.add_row(cell(_title(row), style), cell(points, style), lines(row.reasons))
    return made


def _wide(rows: Sequence[Row], names: Names) -> Table:
    """All columns; reachable points only where something is open, groups where there are some."""
    grouped = any(row.group for row in rows)
    open_ = any(row.points is not None and not row.points.final for row in rows)
    pointed = any(row.points is not None for row in rows)
    score, why = reason_heads(rows, names)
    heads = [
        (names.word(say("group")), "left", grouped),
        (names.word(say("item")), "left", True),
        (names.word(say("earned")) if open_ else score, "right", True),
        (names.word(say("reachable")), "right", open_),
        (names.word(say("maximum")), "right", pointed),
        (names.word(say("state")), "left", True),
        (why, "left", True),
    ]
    made = table(
        [(title, "right" if side == "right" else "left") for title, side, on in heads if on]
    )
    group = ""
    for row in rows:
        if row.kind != "line" and made.rows:
            made.add_section()
        style = "" if row.kind == "line" else "bold"
        cells = [
            (_group(row, group), grouped),
            (cell("" if grouped and row.kind != "line" else _title(row), style), True),
            (cell(row.met if row.points is None else spell(row.points.earned), style), True),
            (cell(_reachable(row.points), style), open_),
            (cell("" if row.points is None else _maximum(row.points), style), pointed),
            (cell(row.state, "dim"), True),
            (lines(row.reasons), True),
        ]
        made.add_row(*(text for text, on in cells if on))
        group = row.group
    return made


def _group(row: Row, above: str) -> Text:
    """Fill the first column: a group once, and dimensions and totals."""
    if row.kind != "line":
        return cell(row.title, "bold")
    return cell("" if row.group == above else row.group, "dim")


def _title(row: Row) -> str:
    return f"{row.ref} {row.title}" if row.ref else row.title


def _reachable(points: Points | None) -> str:
    return "" if points is None or points.final else spell(points.reachable)


def _maximum(points: Points) -> str:
    return spell(points.maximum) if points.maximum else ""
