"""Conditions on the cells of one row, as what they may turn out to be.

A cell that is open may still satisfy a condition or not; one that is blank or that cannot be
read never will, and never fails it either: the row is neither in nor out, and is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from hpscore.model.number import Number
from hpscore.model.rows import OPEN, CellValue, Row
from hpscore.model.scalars import fold
from hpscore.scoring.context import case_key

if TYPE_CHECKING:
    from hpscore.model.register import ColumnTest, RowCondition

__all__ = ["Outcomes", "alike", "columns_of", "decide_row"]

Outcomes = frozenset[bool | None]
"""What a condition may turn out to be: yes, no, or undecidable (None) for want of a cell."""

_YES: Final[Outcomes] = frozenset({True})
_NO: Final[Outcomes] = frozenset({False})
_EITHER: Final[Outcomes] = _YES | _NO
_LACKING: Final[Outcomes] = frozenset({None})


def decide_row(condition: RowCondition, row: Row) -> Outcomes:
    """Return what a condition on a row may turn out to be, however its open cells settle."""
    if condition.form == "test":
        return _decide_test(condition, row)
    if condition.form == "not":
        return _turned(decide_row(condition.not_, row))
    if condition.form == "any":
        return _turned(_every(_turned(decide_row(member, row)) for member in condition.any))
    return _every(decide_row(member, row) for member in condition.all)


def columns_of(condition: RowCondition | None) -> Iterator[ColumnTest]:
    """Yield the tests of a condition on rows."""
    if condition is None:
        return
    if condition.form == "test":
        yield condition
    elif condition.form == "not":
        yield from columns_of(condition.not_)
    else:
        for member in condition.all if condition.form == "all" else condition.any:
            yield from columns_of(member)


def alike(value: CellValue) -> object:
    """Return what two cells of one value share: texts are the same in either case and width."""
    return fold(value) if isinstance(value, str) else value


def _turned(outcomes: Outcomes) -> Outcomes:
    return frozenset(None if outcome is None else not outcome for outcome in outcomes)


def _every(members: Iterator[Outcomes]) -> Outcomes:
    """Say what holds of all members together: no before undecidable before yes."""
    found = _YES
    for member in members:
        found = frozenset(
            False if False in (one, other) else None if None in (one, other) else True
            for one in found
            for other in member
        )
    return found


def _decide_test(test: ColumnTest, row: Row) -> Outcomes:
    value = row.cells.get(test.column)
    if value is OPEN:
        return _EITHER
    if value is None:
        blank = test.column not in row.faults
        return _NO if blank and test.comparison == "filled" else _LACKING
    return _YES if _holds(test, value) else _NO


def _holds(test: ColumnTest, value: CellValue) -> bool:
    comparison = test.comparison
    if comparison == "filled":
        return value is not False
    if comparison == "is":
        wanted = test.is_
        assert isinstance(value, bool | str)  # the checks see to it
        assert wanted is not None
        return fold(case_key(value)) == fold(case_key(wanted))
    if comparison in ("month", "on"):
        assert isinstance(value, date)
        return value.month in (test.month or ()) or f"{value:%m-%d}" in (test.on or ())
    bound: Number = getattr(test, comparison)
    assert isinstance(value, Number)  # as they do here
    if comparison == "at_least":
        return value >= bound
    if comparison == "above":
        return value > bound
    return value <= bound if comparison == "at_most" else value < bound
