"""How the sheets of results look: quiet lines, one accent, verdicts from green to red."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from hpscore.model.number import Number, spell
from hpscore.reports.book import Style

__all__ = [
    "ACCENT",
    "BAR",
    "BODY",
    "EXACT",
    "HEAD",
    "NOTE",
    "OPEN",
    "PALE",
    "PER_CENT",
    "SECTION",
    "SUM",
    "TITLE",
    "TWO_PLACES",
    "UNDECIDED",
    "WARM",
    "number_form",
    "verdict_colours",
    "verdict_fills",
]

ACCENT: Final = "#2F6F8F"
PALE: Final = "#A9C9D8"
BAR: Final = "#D3E5ED"
WARM: Final = "#F6DFC6"
UNDECIDED: Final = "#B8C4CB"
_INK: Final = "#1F2D36"
_RULE: Final = "#D5DDE2"

TITLE: Final[Style] = {"bold": True, "font_size": 14, "font_color": _INK, "valign": "vcenter"}
NOTE: Final[Style] = {"font_size": 9, "font_color": "#5F6E78", "valign": "vcenter"}
SECTION: Final[Style] = {"bold": True, "font_size": 12, "font_color": ACCENT, "valign": "vcenter"}
HEAD: Final[Style] = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": ACCENT,
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
    "left": 1,
    "left_color": "#FFFFFF",
}
BODY: Final[Style] = {"valign": "vcenter", "bottom": 1, "bottom_color": _RULE}
SUM: Final[Style] = {**BODY, "bold": True, "bg_color": "#EAF1F5"}
OPEN: Final[Style] = {"font_color": "#9A5B00", "bg_color": "#FCEFD6"}
"""What can still change."""

EXACT: Final = "General"
"""As many decimals as there are."""
TWO_PLACES: Final = "0.00"
PER_CENT: Final = "0.0%"

_VERDICTS: Final = ("#CFE8D5", "#E3EDC4", "#FBEFC3", "#F9DDC3", "#F5CCC8")
"""Behind the names of verdicts, best first."""
_FILLS: Final = ("#5FA777", "#A9C46C", "#E8C65A", "#E39A5B", "#D0706A")
"""The same, for columns of charts."""


@lru_cache(maxsize=4096)
def number_form(value: Number) -> str:
    """Return how a cell shows a number: with all its decimals, or two where they never end."""
    return TWO_PLACES if "/" in spell(value) else EXACT


def verdict_colours(count: int) -> Sequence[str]:
    """Return a pale colour for each of so many verdicts, best first."""
    return _spread(_VERDICTS, count)


def verdict_fills(count: int) -> Sequence[str]:
    """Return a full colour for each of so many verdicts, best first."""
    return _spread(_FILLS, count)


def _spread(colours: Sequence[str], count: int) -> Sequence[str]:
    last = len(colours) - 1
    return [colours[round(place * last / max(1, count - 1))] for place in range(count)]
