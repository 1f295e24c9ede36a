"""How a form looks: calm colours, thin lines, and rows as high as their texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from hpscore.message import Language

if TYPE_CHECKING:
    from hpscore.reports.book import Style

__all__ = ["INVALID", "MISSING", "PERMITTED", "Looks", "height_of", "titled"]

_FONTS: Final = {"zh": "等线", "en": "Calibri"}
_INK: Final = "#1F2D2A"
_SOFT: Final = "#66736F"
_LINE: Final = "#C5CFCB"
_DEEP: Final = "#2F6B5C"
_BAND: Final = "#DDEBE5"
_GROUP: Final = "#F0F6F3"
_INPUT: Final = "#FFFCE8"
_LOCKED: Final = "#F3F5F4"

MISSING: Final[Style] = {"bg_color": "#FFE28A"}
"""A cell that is still to fill in and can change the result."""
INVALID: Final[Style] = {"bg_color": "#F6C1BB", "font_color": "#9C1C10"}
"""A cell whose value is none that is possible."""

PERMITTED: Final = {
    "format_cells": False,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "sort": True,
}
"""What people may do to a protected page: it is kept from slips, not from them."""

_LINE_HEIGHT: Final = 1.52
"""Of the size of the font; Chinese fonts are higher than Latin ones."""
_LEAST: Final = 18
_MOST: Final = 409
"""No row is higher."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a form in one language."""

    language: Language

    def _of(self, size: float = 10, color: str = _INK, **more: object) -> Style:
        font = {"font_name": _FONTS[self.language], "font_size": size, "font_color": color}
        return {**font, "valign": "vcenter", "text_wrap": True, **more}

    @property
    def title(self) -> Style:
        """The title of the form."""
        return self._of(17, _DEEP, bold=True)

    @property
    def small(self) -> Style:
        """Small print."""
        return self._of(9, _SOFT)

    @property
    def plain(self) -> Style:
        """A text that stands alone."""
        return self._of()

    @property
    def band(self) -> Style:
        """What a section begins with."""
        return self._of(10.5, _DEEP, bold=True, bg_color=_BAND, border=1, border_color=_LINE)

    @property
    def group(self) -> Style:
        """What a group inside a section begins with."""
        return self._of(10, _DEEP, bg_color=_GROUP, border=1, border_color=_LINE, indent=1)

    @property
    def heading(self) -> Style:
        """The heading of a column."""
        return self._of(
            10, "#FFFFFF", bold=True, bg_color=_DEEP, border=1, border_color=_LINE, align="center"
        )

    @property
    def standing(self) -> Style:
        """Where the subject stands."""
        return self._of(11, _DEEP, bold=True)

    @property
    def running(self) -> Style:
        """What every printed page begins with."""
        return self._of(10, _SOFT, align="right")

    @property
    def result(self) -> Style:
        """What formulas come to."""
        return self._of(11, _DEEP, bold=True, border=1, border_color=_LINE, align="left")

    @property
    def listed(self) -> Style:
        """A row of a list that has something in it."""
        return {"bottom": 1, "border_color": _LINE}

    def list(self, *, center: bool = False) -> Style:
        """Return the style of a row of a list that may be blank."""
        return self._of(align="center" if center else "left")

    def text(self, depth: int = 0, *, strong: bool = False) -> Style:
        """Return the style of a text in a table."""
        return self._of(bold=strong, border=1, border_color=_LINE, indent=min(depth, 4))

    def faint(self) -> Style:
        """Return the style of what few people read."""
        return self._of(9, _SOFT, border=1, border_color=_LINE)

    def number(self, *, strong: bool = False) -> Style:
        """Return the style of a number in a table."""
        return self._of(bold=strong, border=1, border_color=_LINE, align="center",
                        text_wrap=False)  # fmt: skip

    def shut(self) -> Style:
        """Return the style of a cell in which nothing is to be written."""
        return self._of(border=1, border_color=_LINE, bg_color=_LOCKED)

    def input(self, num_format: str = "General", *, left: bool = False) -> Style:
        """Return the style of a cell that is filled in; the only ones that are not locked."""
        return self._of(
            border=1,
            border_color=_LINE,
            bg_color=_INPUT,
            locked=False,
            num_format=num_format,
            align="left" if left else "center",
        )


def titled(text: str) -> str:
    """Return a word as it stands on a form by itself: with a capital, where there are any."""
    return text[:1].upper() + text[1:]


def height_of(
    texts: Iterable[tuple[str, float]], *, size: float = 10, least: float = _LEAST
) -> float:
    """Return how high a row must be for these texts, each wrapped at so many characters.

    No program fits the height of merged cells to their texts, and few fit any when a file opens.
    """
    lines = max((_lines(text, width * 10.4 / size) for text, width in texts), default=1)
    return min(_MOST, max(least, lines * size * _LINE_HEIGHT + 5))


def _lines(text: str, width: float) -> int:
    return sum(_wrapped(line, max(width - 1, 1)) for line in text.split("\n"))


def _wrapped(line: str, width: float) -> int:
    """Count the lines that a line takes: words stay whole, Chinese breaks anywhere."""
    if line.isascii():
        lines, room = 1, width
        for word in line.split(" "):
            length = len(word)
            if length > room and room < width:
                lines, room = lines + 1, width
            if length > width:
                lines += ceil(length / width) - 1
                length = ceil(length % width)
            room -= length + 1
        return lines
    return max(1, ceil(cell_len(line) / width + 0.05))
