"""Figures over rows that count, or may count: exact, and as intervals while cells are open.

Every figure holds what each way of settling the open cells gives. Ends are attained where one
row's settling says nothing about another's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hpscore.model.number import INFINITY, Bound, Number, add, divide

__all__ = [
    "NOTHING",
    "Amount",
    "Figure",
    "counted",
    "distinct",
    "fewest",
    "least",
    "mean",
    "share",
    "summed",
]


@dataclass(frozen=True, slots=True)
class Amount:
    """What one row brings to a figure."""

    low: Bound
    high: Bound
    of: Number = 1
    """What it is out of, of a share."""
    sure: bool = True
    """Whether the row counts for certain."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What rows give."""

    low: Bound
    high: Bound
    count: Number | None = None
    """The numerator of a share that is settled."""
    of: Number | None = None
    """Its denominator."""
    empty: bool = False
    """Whether it may turn out that no row counts; the ends are those where one does."""


NOTHING: Final = Figure(INFINITY, -INFINITY, empty=True)
"""No row counts."""


def counted(sure: int, more: int) -> Figure:
    """How many rows: those that count for certain, and as many more as may count."""
    if not sure + more:
        return NOTHING
    return Figure(max(sure, 1), sure + more, empty=not sure)


def distinct(values: Iterable[tuple[object, bool]], most: int | None) -> Figure:
    """How many different values, each with whether its row counts for certain.

    None stands for a value that is open; `most` is how many values there are, where they can
    be listed.
    """
    found = list(values)
    if not found:
        return NOTHING
    known = {value for value, sure in found if sure and value is not None}
    possible = {value for value, _ in found if value is not None}
    unknown = sum(value is None for value, _ in found)
    high = len(possible) + unknown
    high = high if most is None else min(high, most)
    return Figure(max(len(known), 1), high, empty=not any(sure for _, sure in found))


def summed(amounts: Sequence[Amount]) -> Figure:
    """The amounts added up."""
    if not amounts:
        return NOTHING
    sure = [amount for amount in amounts if amount.sure]
    more = [amount for amount in amounts if not amount.sure]
    low = _total([*(a.low for a in sure), *(a.low for a in more if a.low < 0)])
    high = _total([*(a.high for a in sure), *(a.high for a in more if a.high > 0)])
    if not sure:  # one of them counts, or nothing does
        low = low if low < 0 else min(a.low for a in more)
        high = high if high > 0 else max(a.high for a in more)
    return Figure(low, high, empty=not sure)


def mean(amounts: Sequence[Amount]) -> Figure:
    """The mean of the amounts."""
    return replace(_ratio(amounts, 1), count=None, of=None)


def share(amounts: Sequence[Amount]) -> Figure:
    """The amounts added up ÷ what they are out of, in per cent, with its parts once settled."""
    return _ratio([amount for amount in amounts if amount.of], 100)


def least(groups: Iterable[Sequence[Amount]], without: Number | None = None) -> Figure:
    """The least share of any group that has rows; or of all groups, where `without` is given.

    A group that is, or may be, without anything to share then has from 0 to `without`.
    """
    figures = list(map(share, groups))
    if without is not None:
        figures = [
            Figure(min(figure.low, 0), max(figure.high, without)) if figure.empty else figure
            for figure in figures
        ]
    found = [figure for figure in figures if figure is not NOTHING]
    if not found:
        return NOTHING
    certain = [figure for figure in found if not figure.empty]
    low = min(figure.low for figure in found)
    if not certain:
        return Figure(low, max(figure.high for figure in found), empty=True)
    high = min(figure.high for figure in certain)
    if low != high:
        return Figure(low, high)
    last = max((f for f in certain if f.low == low), key=lambda f: (f.of or 0, f.count or 0))
    return Figure(low, high, last.count, last.of)


def fewest(groups: Iterable[Sequence[Amount]]) -> Figure:
    """The least number of any group that has rows, each row being 1, 0 or either."""
    found = [group for group in groups if group]
    if not found:
        return NOTHING
    ends = [
        (
            _total(a.low for a in group if a.sure),
            _total(a.high for a in group),
            any(a.sure for a in group),
        )
        for group in found
    ]
    certain = [high for _, high, sure in ends if sure]
    low = min(low for low, _, _ in ends)
    return Figure(low, min(certain) if certain else max(h for _, h, _ in ends), empty=not certain)


def _ratio(amounts: Sequence[Amount], times: Number) -> Figure:
    if not amounts:
        return NOTHING
    sure = [amount for amount in amounts if amount.sure]
    low = _extreme(amounts, lambda amount: amount.low, least_=True)
    high = _extreme(amounts, lambda amount: amount.high, least_=False)
    if isinstance(low, float) or isinstance(high, float):
        ends = (low if isinstance(low, float) else low * times, high * times)
        return Figure(*ends, empty=not sure)
    settled = low == high and len(sure) == len(amounts)
    return Figure(
        low * times,
        high * times,
        _whole(a.low for a in sure) if settled else None,
        add(a.of for a in sure) if settled else None,
        empty=not sure,
    )


def _whole(values: Iterable[Bound]) -> Number:
    return add(value for value in values if not isinstance(value, float))


def _extreme(amounts: Sequence[Amount], end: Callable[[Amount], Bound], *, least_: bool) -> Bound:
    """Return the least (or greatest) ratio, with those of the rows that may count that move it."""
    if any(isinstance(end(a), float) for a in amounts):
        return -INFINITY if least_ else INFINITY
    top: Number = 0
    of: Number = 0
    for amount in amounts:
        if amount.sure:
            top, of = add((top, _number(end(amount)))), add((of, amount.of))
    more = [(divide(_number(end(a)), a.of), a) for a in amounts if not a.sure]
    more.sort(key=lambda pair: pair[0], reverse=not least_)
    for own, amount in more:
        # the first row alone where none counts for certain, then as long as the ratio moves
        if not of or (own < divide(top, of) if least_ else own > divide(top, of)):
            top, of = add((top, _number(end(amount)))), add((of, amount.of))
    return divide(top, of)


def _number(value: Bound) -> Number:
    assert not isinstance(value, float)
    return value


def _total(values: Iterable[Bound]) -> Bound:
    found = list(values)
    infinite = next((value for value in found if isinstance(value, float)), None)
    return _whole(found) if infinite is None else infinite
