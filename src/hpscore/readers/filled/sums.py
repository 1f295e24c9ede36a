"""Subtotals and totals of a published sheet, checked against the points above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hpscore.message import say
from hpscore.model.number import Number, spell
from hpscore.readers.workbooks.opening import cell_name

if TYPE_CHECKING:
    from hpscore.readers.filled.binding import Binding
    from hpscore.readers.filled.filled import Place

__all__ = ["Sums"]


@dataclass(frozen=True, slots=True)
class _Row:
    points: Number | None
    """What the row adds, negative where it takes away; None where that is no number."""
    dimension: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class _Sum:
    stated: Number
    kind: str
    """`part`, or `all`; sheets call the sum of a dimension either."""
    above: int
    """How many rows with points stand above it."""
    place: Place


class Sums:
    """Collects the rows of a sheet with points, and what it says that they add up to."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []
        self._sums: list[_Sum] = []
        self._headed: dict[str, tuple[Number, Place]] = {}

    def add(self, points: Number | None, dimension: str | None, place: Place) -> None:
        """Add a row that has points."""
        self._rows.append(_Row(points, dimension, place))

    def state(self, kind: str, stated: Number, place: Place) -> None:
        """Add a sum that stands below what it adds up: `part` or `all`."""
        self._sums.append(_Sum(stated, kind, len(self._rows), place))

    def head(self, dimension: str, stated: Number, place: Place) -> None:
        """Add a sum that stands beside the name of a dimension, wherever its rows are."""
        self._headed[dimension] = stated, place

    def check(self, bound: Binding) -> None:
        """Tell which sums are wrong: equal to none of what they may add up."""
        before = 0
        for at, each in enumerate(self._sums):
            last = at == len(self._sums) - 1
            self._check(bound, each, [*self._ranges(each, before, last=last)])
            before = each.above
        for dimension, (stated, place) in self._headed.items():
            rows = [row for row in self._rows if row.dimension == dimension]
            self._check(bound, _Sum(stated, "part", 0, place), [rows])

    def _ranges(self, each: _Sum, before: int, *, last: bool) -> Iterator[Sequence[_Row]]:
        """Yield what a sum may add up, what it is likeliest to mean first: that is told."""
        above = self._rows[: each.above]
        if each.kind == "all" and last:
            yield above
        if each.above > before:  # else it adds up other sums
            yield above[before:]
        if above:
            yield [row for row in above if row.dimension == above[-1].dimension]
        yield above

    def _check(self, bound: Binding, each: _Sum, ranges: Sequence[Sequence[_Row]]) -> None:
        totals = [_total(rows) for rows in ranges]
        if None in totals or each.stated in totals:
            return  # what is no number is told in its row
        (told,), sum_ = ranges[:1], totals[0]
        assert sum_ is not None
        bound.problem(
            "wrong-sum",
            say("the sheet adds up to {stated}, the indicators in {range} to {sum}",
                stated=spell(each.stated), range=_range(told), sum=spell(sum_))
            if told
            else say("the sheet adds up to {stated}, and no indicator above has points",
                     stated=spell(each.stated)),
            each.place,
            say("correct the points of a row, or the sum"),
        )  # fmt: skip


def _total(rows: Sequence[_Row]) -> Number | None:
    numbers = [row.points for row in rows if row.points is not None]
    return sum(numbers, start=0) if len(numbers) == len(rows) else None


def _range(rows: Sequence[_Row]) -> str:
    """Return the cells from the first row to the last; there may be sums in between."""
    first, last = (cell_name(row.place[1], row.place[2]) for row in (rows[0], rows[-1]))
    return first if first == last else f"{first}:{last}"
