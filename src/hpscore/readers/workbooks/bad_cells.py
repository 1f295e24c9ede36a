"""Cells whose value cannot be trusted: errors, formulas nobody computed, or of other workbooks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from hpscore.message import say
from hpscore.model.answer import Fault

__all__ = ["BadCell", "error_cell", "foreign_cell", "is_foreign", "uncomputed_cell"]

_FOREIGN: Final = re.compile(r"\[[0-9]+\][^\[\]]*!|'file:")
"""How a formula names another workbook."""
_TEXT: Final = re.compile(r'"[^"]*"')
_LONGEST: Final = 60


class BadCell(str):
    """A cell that is neither blank nor a value; as a text it is its error, or its formula.

    The parser gives such cells as blank, and blank would mean unanswered.
    """

    __slots__ = ("_why",)

    _why: Callable[[str], Fault]

    @property
    def fault(self) -> Fault:
        """Why it has no value."""
        return self._why(str(self))


def error_cell(error: str) -> BadCell:
    """Return a cell that shows an error, such as #REF!."""
    return _bad(error, _error)


def uncomputed_cell(formula: str) -> BadCell:
    """Return a cell with a formula that was never computed."""
    return _bad(_line(formula), _uncomputed)


def foreign_cell(formula: str) -> BadCell:
    """Return a cell whose formula reads another workbook: what stands there now is not known."""
    return _bad(_line(formula), _foreign)


def _bad(text: str, why: Callable[[str], Fault]) -> BadCell:
    cell = BadCell(text)
    cell._why = why
    return cell


def _error(error: str) -> Fault:
    return Fault(
        "cell-error",
        say("the cell shows the error {error}", error=error),
        say("correct its formula, or write the value in"),
    )


def _uncomputed(formula: str) -> Fault:
    return Fault(
        "not-computed",
        say("the formula {formula} has not been computed", formula=formula),
        say("open the workbook in Excel or WPS, and save it; or write the value in"),
    )


def _foreign(formula: str) -> Fault:
    return Fault(
        "other-workbook",
        say("the formula {formula} reads another workbook", formula=formula),
        say("copy the cell, and paste it as a value"),
    )


def _line(formula: str) -> str:
    line = "=" + " ".join(formula.split()).removeprefix("=")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def is_foreign(formula: str) -> bool:
    """Say whether a formula reads another workbook."""
    return _FOREIGN.search(_TEXT.sub("", formula)) is not None
