"""What the views for a terminal have in common: cells that fold, never cut, and plain tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from hpscore.reports.folding import Folded

__all__ = ["WIDE", "cell", "labelled", "lines", "table"]

WIDE: Final = 100
"""From so many columns on, a view shows all its columns."""


def cell(text: str, style: str = "") -> Text:
    """Return text that is shown as it is: no markup, folded where it is too long."""
    return Folded(text, style=style, overflow="fold")


def lines(texts: Iterable[str], style: str = "") -> Text:
    """Return a cell of several lines."""
    return Folded("\n", overflow="fold").join(cell(text, style) for text in texts)


def table(headings: Sequence[tuple[str, Literal["left", "right"]]]) -> Table:
    """Return an empty table; columns of numbers stand right and never fold."""
    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for title, side in headings:
        made.add_column(cell(title), justify=side, overflow="fold", no_wrap=side == "right")
    return made


def labelled(pairs: Iterable[tuple[str, str]]) -> Table:
    """Return a table of labels and what they are, without lines."""
    made = Table.grid(padding=(0, 2))
    made.add_column(overflow="fold", style="bold", max_width=24)
    made.add_column(overflow="fold")
    for label, text in pairs:
        made.add_row(cell(label), cell(text))
    return made
