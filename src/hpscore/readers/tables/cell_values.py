"""Cells of sheets whose values are not what their columns take, though their texts could be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hpscore.message import say
from hpscore.model.scalars import read_number
from hpscore.model.sheet import Issue
from hpscore.readers.tables.sheet_text import Dated, ShownAsPercent

if TYPE_CHECKING:
    from hpscore.readers.tables.headings import Plan
    from hpscore.source import DataPath

__all__ = ["rewritten"]


def rewritten(text: str, path: DataPath, column: int, plan: Plan) -> Issue | None:
    """Return why the text of a cell may not be what somebody meant; None where it is.

    That is: a share without its sign where per cent are asked, per cent where another number is,
    and a day in place of an id such as 3-1.
    """
    if column in plan.percents:
        number = None if isinstance(text, ShownAsPercent) else read_number(text)
        if number is None or not 0 < number <= 1:
            return None
        return Issue(
            path,
            "share-or-percent",
            say("'{question}' may be a share or per cent, got {got}", question=path[1], got=text),
            say("write 85 % as 85%, or format the cell as a percentage"),
        )
    if column in plan.numbers and isinstance(text, ShownAsPercent):
        return Issue(
            path,
            "percent-for-number",
            say("'{key}' takes no per cent, and the cell shows {shown} %", key=path[1], shown=text),
            say("format the cell as a number, and enter it again"),
        )
    if path == ("subject", "id") and isinstance(text, Dated):
        return Issue(
            path,
            "rewritten",
            say("'{key}' is the day {day}, as spreadsheets rewrite 3-1", key="id", day=text),
            say("format the column as text, and enter the number again"),
        )
    return None
