"""Totals in formulas: lines to dimensions to the total that tiers read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.expressions import Expr
from hpscore.forms.formulas.scope import Scope
from hpscore.forms.formulas.sums import share_of
from hpscore.forms.formulas.traces import Atom, Choice, Line, Members, extent, may_be_empty
from hpscore.model.number import Number, add

if TYPE_CHECKING:
    from hpscore.model.rubric import Dimension, Rounding, Rubric

__all__ = ["Ends", "Whole", "points_of", "whole_of"]

Ends = tuple[Expr, Expr]


@dataclass(frozen=True, slots=True)
class Whole:
    """The total as tiers and conditions read it."""

    low: Expr
    high: Expr
    maximum: Expr
    least_maximum: Expr
    share: Ends
    """Its least and greatest share of the maximum, in per cent."""
    shared: Expr
    """Whether there is such a share."""
    there: Expr
    """Whether there surely is a total."""
    exists: Expr
    """Whether there may be one."""


def points_of(dimension: Dimension, scope: Scope) -> Ends | None:
    """Return what the lines of a dimension earn together; None where none has points."""
    lines = [scope.line(indicator.id) for indicator in dimension.indicators]
    if not any(line.scored for line in lines):
        return None
    algebra = scope.algebra
    return algebra.add(line.low for line in lines), algebra.add(line.high for line in lines)


def whole_of(scope: Scope) -> Whole | None:
    """Return the total; None where no line has points."""
    rubric, algebra = scope.sheet.rubric, scope.algebra
    algebra.topic = "total"
    brought: list[Atom | Choice] = []
    for dimension in rubric.dimensions:
        brought += _brought_by(dimension, scope)
    members = tuple(brought)
    if not members:
        return None
    least_maximum, maximum = extent(members, lambda atom: atom.maximum, algebra)
    exists = algebra.above(maximum, algebra.nought)
    low, _ = extent(members, lambda atom: atom.low, algebra)
    _, high = extent(members, lambda atom: atom.high, algebra)
    if rubric.total.rescale or _percent(rubric):
        whole = algebra.number(_maximum(rubric))
        low, high = (algebra.times(share, whole) for share in share_of(members, algebra))
        least_maximum = maximum = whole
    adjustments = _adjustments("total", scope)
    if adjustments:
        low, high = _adjusted((low, high), adjustments, algebra)
    rounding = rubric.total.round
    if rounding is not None:
        low, high = _rounded(low, rounding, algebra), _rounded(high, rounding, algebra)
    exact = not adjustments and rounding is None and least_maximum is not maximum
    return Whole(
        low,
        high,
        maximum,
        least_maximum,
        _share((low, high), (least_maximum, maximum), members if exact else None, algebra),
        exists if exact else algebra.above(least_maximum, algebra.nought),
        algebra.negated(may_be_empty(members, algebra)),
        exists,
    )


def _percent(rubric: Rubric) -> bool:
    return rubric.total.unit == "percent" and rubric.dimensions[0].weight is None


def _maximum(rubric: Rubric) -> Number:
    """Return the maximum of a scaled total."""
    if rubric.total.unit == "percent":
        return 100
    return add([d.points or 0 if d.weight is None else d.weight for d in rubric.dimensions])


def _share(ends: Ends, maxima: Ends, brought: Members | None, algebra: Algebra) -> Ends:
    """Return the share of the maximum that applies, in per cent; wide where both may change."""
    if brought is not None:
        low, high = share_of(brought, algebra)
        return algebra.times(low, 100), algebra.times(high, 100)
    return (
        algebra.ratio(algebra.times(ends[0], 100), maxima[1]),
        algebra.ratio(algebra.times(ends[1], 100), maxima[0]),
    )


def _brought_by(dimension: Dimension, scope: Scope) -> Members:
    """Return what a dimension brings to the total."""
    algebra = scope.algebra
    lines = [scope.bared(indicator.id) for indicator in dimension.indicators]
    if not any(line.scored for line, _ in lines):
        return ()
    members = _together(dimension, scope)
    adjustments = _adjustments(dimension.id, scope)
    scaled = dimension.rescale or dimension.weight is not None
    if not scaled and not adjustments:
        return members
    ends: Ends
    ends = (
        algebra.add(line.low for line, _ in lines),
        algebra.add(line.high for line, _ in lines),
    )
    maximum = algebra.add(line.maximum for line, _ in lines)
    there = algebra.true
    if scaled:
        there = algebra.above(extent(members, lambda a: a.maximum, algebra)[1], algebra.nought)
        maximum = algebra.number(dimension.points or 0)
        low, high = share_of(members, algebra)
        ends = algebra.times(low, maximum), algebra.times(high, maximum)
    if adjustments:
        ends = _adjusted(ends, adjustments, algebra)
    if dimension.weight is not None:
        by = Fraction(dimension.weight) / (dimension.points or 1)
        ends = (
            algebra.times(ends[0], algebra.number(by)),
            algebra.times(ends[1], algebra.number(by)),
        )
        maximum = algebra.number(dimension.weight)
    atom = Atom(*ends, maximum)
    empty = may_be_empty(members, algebra)
    if empty is algebra.false:
        return (atom,)
    return (Choice(((there, (atom,)), (empty, ()))),)


def _together(dimension: Dimension, scope: Scope) -> Members:
    """Return what a dimension's lines bring; together where it is open whether it applies."""
    lines = [scope.bared(indicator.id) for indicator in dimension.indicators]
    pairs = [pair for _, pair in lines if pair is not None]
    if not pairs:
        return _members(line for line, _ in lines)
    (applies, _), (excused, _) = pairs[0]
    return (
        Choice(
            (
                (applies, _members(pair[0][1] for pair in pairs)),
                (excused, _members(pair[1][1] for pair in pairs)),
            )
        ),
    )


def _members(lines: Iterable[Line]) -> Members:
    return tuple(member for line in lines for member in line.members)


def _adjustments(parent: str, scope: Scope) -> list[Ends]:
    """Return what bonus, deductions and the rests of deducted lines do to a parent."""
    rubric, algebra = scope.sheet.rubric, scope.algebra
    found: list[Ends] = []
    for bonus in rubric.bonus:
        if bonus.parent == parent:
            line = scope.line(bonus.id)
            found.append((line.low, line.high))
    for deduction in rubric.deductions:
        if deduction.parent == parent:
            line = scope.line(deduction.id)
            found.append((algebra.times(line.high, -1), algebra.times(line.low, -1)))
    for dimension in rubric.dimensions:
        limit = algebra.number(dimension.points or 0)
        for indicator in dimension.indicators if dimension.id == parent else ():
            rest = scope.line(indicator.id).rest
            if rest is not None:
                worst, least = (algebra.times(algebra.least((each, limit)), -1) for each in rest)
                found.append((worst, least))
    return found


def _adjusted(ends: Ends, adjustments: Sequence[Ends], algebra: Algebra) -> Ends:
    """Apply bonus and deductions; a score never falls below 0."""
    low, high = (
        algebra.most((algebra.nought, algebra.add((ends[i], *(a[i] for a in adjustments)))))
        for i in (0, 1)
    )
    return low, high


def _rounded(term: Expr, rounding: Rounding, algebra: Algebra) -> Expr:
    """Round to a multiple, as declared."""
    steps = algebra.rounded(algebra.ratio(term, algebra.number(rounding.to)))
    below = algebra.floor(steps)
    part, half = algebra.minus(steps, below), algebra.number(Fraction(1, 2))
    if rounding.mode == "up":
        up = algebra.above(part, algebra.nought)
    elif rounding.mode == "half_up":
        up = algebra.at_least(part, half)
    elif rounding.mode == "half_even":
        pairs = algebra.floor(algebra.times(below, Fraction(1, 2)))
        odd = algebra.above(below, algebra.times(pairs, 2))
        up = algebra.either(
            (algebra.above(part, half), algebra.both((algebra.at_least(part, half), odd)))
        )
    else:
        up = algebra.false
    one = algebra.when(up, algebra.number(1), algebra.nought)
    return algebra.times(algebra.add((below, one)), rounding.to)
