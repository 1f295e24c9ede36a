"""Cells of workbooks as the texts that a person would have typed."""

from __future__ import annotations

import math
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hpscore.readers.workbooks.opening import SheetCell

__all__ = ["Dated", "ShownAsPercent", "cell_text"]

_EXACT: Final = 10**15
"""From here on a spreadsheet has lost the last digits of a number."""


class ShownAsPercent(str):
    """The text of a number that its cell shows as per cent: 0.85 is 85."""

    __slots__ = ()


class Dated(str):
    """The text of a day that the cell holds as one, and not as somebody's text."""

    __slots__ = ()


def cell_text(value: SheetCell, percent: bool = False) -> str:
    """Return what stands in a cell as a text; `percent`: its format shows 0.85 as 85 %.

    Numbers have the 15 digits that spreadsheets keep; one that is longer is written as they show
    it (1.38E+17), for its last digits are lost. Yes and no are `yes` and `no`, a day is
    2022-12-31; no cell is an empty text.
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value, percent)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float, percent: bool) -> str:
    if not math.isfinite(value):
        return str(value)
    if abs(value) >= _EXACT:
        return f"{Decimal(f'{value:.15g}'):E}"
    if not percent and float(value).is_integer():
        return str(int(value))
    exact = Decimal(f"{value:.15g}") * (100 if percent else 1)
    return f"{exact:f}".rstrip("0").rstrip(".") if "." in f"{exact:f}" else f"{exact:f}"
