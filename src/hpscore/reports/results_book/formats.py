"""Looks that follow from what cells hold: programs keep them up when a cell is changed."""

from __future__ import annotations

from typing import Final

from hpscore.reports.book import Page, Style

__all__ = ["bars", "mark_equal", "mark_filled", "mark_unequal"]

_LONGEST_TEXT: Final = 255
"""How long a text in a formula may be."""


def bars(
    page: Page, column: int, rows: tuple[int, int], colour: str, *, most: float | None = None
) -> None:
    """Draw a bar behind each number of a column, from 0; `most` fills the cell."""
    options: dict[str, object] = {
        "type": "data_bar",
        "bar_color": colour,
        "bar_border_color": colour,
        "bar_solid": True,
        "min_type": "num",
        "min_value": 0,
        "bar_direction": "left",
    }
    if most is not None:
        options |= {"max_type": "num", "max_value": most}
    _lay(page, column, rows, options)


def mark_equal(page: Page, column: int, rows: tuple[int, int], text: str, style: Style) -> None:
    """Mark the cells of a column that hold a text."""
    quoted = text.replace('"', '""')
    if len(quoted) > _LONGEST_TEXT:
        return
    options = {"type": "cell", "criteria": "==", "value": f'"{quoted}"'}
    _lay(page, column, rows, {**options, "format": page.book.format(style)})


def mark_filled(page: Page, column: int, rows: tuple[int, int], style: Style) -> None:
    """Mark the cells of a column that hold anything, and that nothing before has marked."""
    options = {"type": "no_blanks", "format": page.book.format(style)}
    _lay(page, column, rows, options)


def mark_unequal(page: Page, column: int, rows: tuple[int, int], other: int, style: Style) -> None:
    """Mark the cells of a column that are not what stands in another one."""
    cells = [page.near(rows[0], place) for place in (column, other)]
    options = {"type": "formula", "criteria": f"={'<>'.join(cells)}"}
    _lay(page, column, rows, {**options, "format": page.book.format(style)})


def _lay(page: Page, column: int, rows: tuple[int, int], options: dict[str, object]) -> None:
    page.sheet.conditional_format(rows[0], column, rows[1], column, options)
