"""Charts of each rubric, with the figures that they read beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from hpscore.message import Language, Message, say
from hpscore.model.number import Number
from hpscore.reports.book import Book
from hpscore.reports.results_book import looks
from hpscore.reports.results_book.aggregate import aggregate, shares
from hpscore.reports.results_book.gathering import Group
from hpscore.reports.results_book.sheets import Cell, Column, Figure, Leaf
from hpscore.reports.results_book.words import heading

__all__ = ["write_charts"]

_ROW: Final = 25
"""The height of a row in pixels."""
_ROWS: Final = 12
"""How many rows a chart takes at least."""
_PAGE: Final = 70
"""How many rows fit on a page of paper."""
_WIDTH: Final = 600
_FONT: Final = {"size": 9, "color": "#3B4A54"}
_LINE: Final = {"color": "#9AA7AF", "width": 0.75}


def write_charts(book: Book, groups: Sequence[Group], language: Language) -> None:
    """Write how verdicts are spread, and what part of each dimension was earned."""
    title = heading(say("charts"), language)
    leaf = Leaf(book, title)
    leaf.title(title)
    open_ = say("points that are open are shown apart; they are neither earned nor lost")
    leaf.note(heading(open_, language))
    breaks, top = [], 0
    for group in groups:
        leaf.gap()
        if leaf.row - top + _rows(group) > _PAGE:
            top = leaf.row
            breaks.append(top)
        leaf.section(group.label)
        if group.kind.tiers:
            _verdicts(leaf, group, language)
            leaf.gap()
        _dimensions(leaf, group, language)
    leaf.page.sheet.set_h_pagebreaks(breaks)
    leaf.finish(wide=False)


def _rows(group: Group) -> int:
    """Return how many rows a group takes at least."""
    return 2 + (_ROWS + 1) * bool(group.kind.tiers) + _rows_of_bars(len(group.kind.dimensions))


def _rows_of_bars(count: int) -> int:
    return max(_ROWS, 5 + ceil(1.4 * count))


@dataclass(frozen=True, slots=True)
class _Figures:
    """Figures on the page: names in the first column, numbers in the others."""

    heads: int
    """The row of the headings."""
    names: tuple[str, ...]
    numbers: tuple[tuple[Number, ...], ...]
    """Column by column."""


def _verdicts(leaf: Leaf, group: Group, language: Language) -> None:
    """Write how many subjects have each verdict, with a column each."""
    kind = group.kind
    found = aggregate((one.subject for one in group.subjects), kind)
    names = [tier.title for tier in kind.tiers]
    counts, colours = [*found.tiers], [*looks.verdict_fills(len(names))]
    if found.undecided:
        names.append(heading(say("undecided"), language))
        counts.append(found.undecided)
        colours.append(looks.UNDECIDED)
    columns = [_head(say("tier"), language), _number(say("subjects"), language)]
    figures = _write(leaf, columns, names, [counts], looks.EXACT)
    chart = leaf.page.book.chart("column")
    points = [{"fill": {"color": colour}} for colour in colours]
    chart.add_series({**_series(leaf, figures, 0), "points": points, "gap": 80})
    chart.set_x_axis({"num_font": _FONT, "line": _LINE, "major_tick_mark": "none"})
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_legend({"none": True})
    _place(leaf, chart, heading(say("subjects by tier"), language), figures, _ROWS * _ROW)


def _dimensions(leaf: Leaf, group: Group, language: Language) -> None:
    """Write what part of each dimension all subjects together have, with a bar each."""
    kind = group.kind
    found = shares((one.subject for one in group.subjects), kind)
    known = [(d.title, s) for d, s in zip(kind.dimensions, found, strict=True) if s is not None]
    if not known:
        return
    earned = [share.earned for _, share in known]
    open_ = [share.open for _, share in known]
    columns = [
        _head(say("dimension"), language),
        _number(say("earned") if kind.pointed else say("lines met"), language),
        *([_number(say("still open"), language)] if any(open_) else []),
    ]
    numbers = [earned, open_] if any(open_) else [earned]
    figures = _write(leaf, columns, [title for title, _ in known], numbers, looks.PER_CENT)
    chart = leaf.page.book.chart("bar", subtype="stacked")
    for place, colour in zip(range(len(numbers)), (looks.ACCENT, looks.PALE), strict=False):
        chart.add_series(
            {
                **_series(leaf, figures, place, colour, shares=True),
                "gap": 60 if len(known) > 2 else 180,
            }
        )
    _set_share_axes(chart)
    chart.set_legend({"position": "bottom", "font": _FONT} if any(open_) else {"none": True})
    title = say("share of points by dimension") if kind.pointed else say("share met by dimension")
    height = _rows_of_bars(len(known)) * _ROW
    _place(leaf, chart, heading(title, language), figures, height)


def _set_share_axes(chart: Any) -> None:
    # the first dimension on top, as in the table
    chart.set_y_axis({"reverse": True, "num_font": _FONT, "line": _LINE, "major_tick_mark": "none"})
    chart.set_x_axis(
        {
            "min": 0,
            "max": 1,
            "major_unit": 0.2,
            "num_format": "0%",
            "num_font": _FONT,
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": "#E3E8EB", "width": 0.5}},
            "label_position": "high",
        }
    )


def _head(title: Message, language: Language) -> Column:
    return Column(heading(title, language), most=30, least=20)


def _number(title: Message, language: Language) -> Column:
    return Column(heading(title, language), "right", least=10)


def _write(
    leaf: Leaf,
    columns: Sequence[Column],
    names: Sequence[str],
    numbers: Sequence[Sequence[Number]],
    form: str,
) -> _Figures:
    """Write the figures of a chart."""
    heads = leaf.row
    leaf.heads(columns)
    for name, *values in zip(names, *numbers, strict=True):
        cells: list[Cell] = [name, *(Figure(value, form) for value in values)]
        leaf.cells(columns, cells)
    return _Figures(heads, tuple(names), tuple(map(tuple, numbers)))


def _series(
    leaf: Leaf, figures: _Figures, place: int, colour: str = looks.ACCENT, *, shares: bool = False
) -> dict[str, object]:
    """Return a series over one column of figures; it carries them for programs that only show."""
    first, last = figures.heads + 1, figures.heads + len(figures.names)
    title = leaf.page.title
    inside = {**_FONT, "color": "#FFFFFF"} if shares and colour == looks.ACCENT else _FONT
    return {
        "name": [title, figures.heads, place + 1],
        "categories": [title, first, 0, last, 0],
        "values": [title, first, place + 1, last, place + 1],
        "categories_data": [*figures.names],
        "values_data": [float(value) for value in figures.numbers[place]],
        "fill": {"color": colour},
        "border": {"none": True},
        "data_labels": {"value": True, "num_format": "0%;;" if shares else "0;;", "font": inside},
    }


def _place(leaf: Leaf, chart: Any, title: str, figures: _Figures, height: int) -> None:
    """Put a chart beside its figures, and go on below both."""
    chart.set_title({"name": title, "name_font": {"size": 11, "bold": True, "color": "#1F2D36"}})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": _WIDTH, "height": height - 8})
    leaf.page.sheet.insert_chart(
        figures.heads, 4, chart, {"x_offset": 4, "y_offset": 2, "description": title}
    )
    leaf.row = max(leaf.row, figures.heads + height // _ROW)
