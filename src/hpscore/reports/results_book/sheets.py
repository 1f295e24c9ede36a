"""Sheets that are filled from the top down: titles, notes, and tables with their headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, Literal

from rich.cells import cell_len

from hpscore.model.number import Number, spell
from hpscore.reports.book import Book, Page, Style
from hpscore.reports.results_book import looks

__all__ = ["MOST_ROWS", "Cell", "Column", "Figure", "Leaf", "Listing"]

MOST_ROWS: Final = 1_048_576
"""How many rows a sheet can have."""
_HEAD_WIDTH: Final = 10
"""How wide a column is for its heading alone; longer headings are broken."""
_LINE: Final = 15.0
"""The height of a line of text, in points."""
_MOST_LINES: Final = 26
"""How many lines of text fit into the highest row."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is shown in a way of its own."""

    value: Number
    form: str


Cell = str | Number | Figure | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    side: Literal["left", "right", "center"] = "left"
    most: float = 24
    """The widest it may be, in characters of the plain font; longer texts are broken."""
    least: float = 6
    wraps: bool = True
    """Whether texts are broken; those of a last column may run on beyond it instead."""

    def style(self, base: Style) -> Style:
        """Return how its cells look."""
        broken = {"text_wrap": True, "indent": 1} if self.side == "left" and self.wraps else {}
        return {**base, "align": self.side, **broken}

    def wants(self, text: str) -> float:
        """Return how wide it would be for a text on one line."""
        return cell_len(text) * 1.1 + 3


class Leaf:
    """One sheet that is filled row by row; columns are as wide as what was written asks for."""

    def __init__(self, book: Book, title: str) -> None:
        self.page: Page = book.page(title)
        self.row = 0
        """The next row."""
        self._widths: list[float] = []
        self._styles: dict[tuple[str, bool, bool, str], Style] = {}
        self.page.sheet.hide_gridlines(2)
        self.page.sheet.set_default_row(_LINE + 4)

    def title(self, text: str) -> None:
        """Write what the sheet shows."""
        self._spoken(text, looks.TITLE, 26)

    def note(self, text: str) -> None:
        """Write what a reader of the sheet should know; long ones run over the columns."""
        self._spoken(text, looks.NOTE, 15)

    def section(self, text: str) -> None:
        """Write what a table below it shows."""
        self._spoken(text, looks.SECTION, 22)

    def gap(self, rows: int = 1) -> None:
        """Leave rows free."""
        self.row += rows

    def heads(self, columns: Sequence[Column]) -> None:
        """Write the headings of a table."""
        lines = 1
        for place, column in enumerate(columns):
            self._widen(place, max(column.least, _head_width(column)))
            inside = self._widths[place] - 1
            broken = column.title.split("\n")
            lines = max(lines, sum(ceil(cell_len(line) * 1.2 / inside) for line in broken))
        self.page.sheet.set_row(self.row, _LINE * min(lines, 5) + 8)
        for place, column in enumerate(columns):
            self.page.text(self.row, place, column.title, looks.HEAD)
        self.row += 1

    def cells(
        self, columns: Sequence[Column], cells: Iterable[Cell], *, sums: bool = False
    ) -> None:
        """Write a row of a table."""
        lines = 1
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            if cell is None or cell == "":
                self.page.blank(self.row, place, self._style(column, "", sums))
            elif isinstance(cell, str):
                wanted = column.wants(cell)
                self._widen(place, min(wanted, column.most))
                if wanted > column.most and column.wraps:
                    narrow = 0.95 if cell.isascii() else 1.05
                    lines = max(lines, ceil(cell_len(cell) * narrow / (column.most - 2)))
                self.page.text(self.row, place, cell, self._style(column, "", sums))
            else:
                self._number(place, column, cell, sums)
        if lines > 1:
            self.page.sheet.set_row(self.row, _LINE * min(lines, _MOST_LINES) + 4)
        self.row += 1

    def finish(self, *, wide: bool = True, repeated: int | None = None) -> None:
        """Set the widths, and lay the sheet out for paper."""
        self.page.widths(self._widths)
        self.page.printed(wide=wide, repeated=repeated)

    def _number(self, place: int, column: Column, cell: Number | Figure, sums: bool) -> None:
        if isinstance(cell, Figure):
            value, form = cell.value, cell.form
        else:
            value, form = cell, looks.number_form(cell)
        shown = len(spell(value)) if form == looks.EXACT else 6
        self._widen(place, shown * 1.1 + 3)
        self.page.number(self.row, place, value, self._style(column, form, sums))

    def _style(self, column: Column, form: str, sums: bool) -> Style:
        key = column.side, column.wraps, sums, form
        if key not in self._styles:
            style = column.style(looks.SUM if sums else looks.BODY)
            self._styles[key] = {**style, "num_format": form} if form else style
        return self._styles[key]

    def _widen(self, place: int, width: float) -> None:
        while place >= len(self._widths):
            self._widths.append(6)
        if width > self._widths[place]:
            self._widths[place] = width

    def _spoken(self, text: str, style: Style, height: float) -> None:
        self.page.sheet.set_row(self.row, height)
        self.page.text(self.row, 0, text, style)
        self.row += 1


class Listing:
    """A table of any length, with its title: one sheet, and further ones where that is full.

    `on_paper` is how many of its columns are printed: all of them, unless it is given.
    """

    def __init__(
        self,
        book: Book,
        title: str,
        spoken: Sequence[str],
        columns: Sequence[Column],
        *,
        frozen: int = 0,
        on_paper: int | None = None,
        most_rows: int = MOST_ROWS,
    ) -> None:
        self._book = book
        self._title = title
        self._spoken = spoken
        self._frozen = frozen
        self._on_paper = len(columns) if on_paper is None else on_paper
        self._most = most_rows
        self.columns = columns
        self.leaves: list[Leaf] = []
        """Its sheets."""
        self.heads = 0
        """The row of the headings."""
        self._begin()

    def row(self, cells: Iterable[Cell], *, sums: bool = False) -> None:
        """Write a row."""
        if self.leaves[-1].row >= self._most:
            self._begin()
        self.leaves[-1].cells(self.columns, cells, sums=sums)

    def close(self) -> None:
        """Finish its sheets: filters, widths, and paper."""
        for leaf in self.leaves:
            last = max(leaf.row - 1, self.heads)
            leaf.page.sheet.autofilter(self.heads, 0, last, len(self.columns) - 1)
            if self._on_paper < len(self.columns):
                leaf.page.sheet.print_area(0, 0, last, self._on_paper - 1)
            leaf.finish(repeated=self.heads)

    def _begin(self) -> None:
        leaf = Leaf(self._book, self._title)
        first, *others = self._spoken
        leaf.title(first)
        for text in others:
            leaf.note(text)
        self.heads = leaf.row
        leaf.heads(self.columns)
        leaf.page.sheet.freeze_panes(leaf.row, self._frozen)
        self.leaves.append(leaf)


def _head_width(column: Column) -> float:
    """Return how wide a heading wants its column: words stay whole, many words are broken."""
    lines = column.title.split("\n")
    whole = max(cell_len(line) for line in lines) * 1.15 + 2
    word = max(cell_len(word) for line in lines for word in line.split() or [""])
    return min(whole, column.most, max(_HEAD_WIDTH, word * 1.15 + 2 if word < 16 else 0))
