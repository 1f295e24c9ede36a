"""Totals: lines to dimensions to the total that tiers read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from hpscore.model.number import Bound, Number, add, divide, reduce
from hpscore.model.result import (
    AdjustmentResult,
    Atom,
    Brought,
    DimensionResult,
    Either,
    IndicatorResult,
    Points,
    Trace,
)
from hpscore.scoring.context import Context
from hpscore.scoring.sums import (
    add_lost,
    add_points,
    brought_by,
    extremes,
    may_be_empty,
    may_drop,
    ratio,
    scale,
)
from hpscore.scoring.whole import Whole

if TYPE_CHECKING:
    from hpscore.model.rubric import Dimension, Rounding, Rubric

__all__ = ["adjustments_of", "dimension_of", "round_number", "total_of"]


def adjustments_of(rubric: Rubric, lines: Mapping[str, Trace]) -> list[AdjustmentResult]:
    """Return what bonus, deductions and the rests of deducted lines do to their parents."""
    found: list[AdjustmentResult] = []
    for bonus in rubric.bonus:
        trace = lines[bonus.id]
        assert trace.points is not None  # a bonus states its points
        found.append(AdjustmentResult(bonus.id, "bonus", bonus.parent, trace.points, trace))
    for deduction in rubric.deductions:
        trace = lines[deduction.id]
        assert trace.points is not None  # so does a deduction
        taken = Points(-trace.points.reachable, -trace.points.earned, 0)
        found.append(AdjustmentResult(deduction.id, "deduction", deduction.parent, taken, trace))
    for dimension in rubric.dimensions:
        limit = dimension.points or 0
        for indicator in dimension.indicators:
            rest = lines[indicator.id].rest
            if rest is not None and rest[0]:
                # no more can be taken than the dimension has
                taken = Points(-_capped(rest[0], limit), -_capped(rest[1], limit), 0)
                found.append(AdjustmentResult(indicator.id, "rest", dimension.id, taken, None))
    return found


def _capped(value: Bound, limit: Number) -> Number:
    return limit if isinstance(value, float) or value > limit else value


def dimension_of(
    dimension: Dimension,
    indicators: tuple[IndicatorResult, ...],
    adjustments: Sequence[AdjustmentResult],
    context: Context,
) -> tuple[DimensionResult, tuple[Brought, ...]]:
    """Add a dimension up; with what it brings to the total."""
    traces = [indicator.line for indicator in indicators]
    scored = [trace.points for trace in traces if trace.points is not None]
    if not scored:
        return DimensionResult(dimension.id, None, {}, indicators, None), ()
    points = add_points(scored)
    lost = add_lost([trace.lost for trace in traces])
    scaled = dimension.rescale or dimension.weight is not None
    brought = _brought((line.id for line in indicators), traces, points, context)
    score: Points | None = scale(brought, dimension.points or 0) if scaled else points
    if score is None:
        return DimensionResult(dimension.id, points, lost, indicators, None), ()
    if adjustments:
        score = _adjusted(score, adjustments)
    if dimension.weight is not None:
        score = _weighted(score, dimension.weight, dimension.points or 1)
    optional = bool(brought) and may_be_empty(brought)
    if scaled or adjustments:
        brought = (Atom(score.earned, score.reachable, score.maximum),)
        brought = may_drop(brought) if optional else brought
    return DimensionResult(dimension.id, points, lost, indicators, score, optional), brought


def _brought(
    names: Iterable[str], traces: Sequence[Trace], points: Points, context: Context
) -> tuple[Brought, ...]:
    """Return what a dimension's lines bring; together where it is open whether it applies."""
    if context.bare:
        bare = [context.bare[name] for name in names if name in context.bare]
        if bare:
            applies = tuple(b for one, _ in bare for b in brought_by(one))
            excused = tuple(b for _, other in bare for b in brought_by(other))
            return (Either((applies, excused)),)
    for trace in traces:
        if trace.atoms is not None:
            return tuple(b for trace in traces for b in brought_by(trace))
    return (Atom(points.earned, points.reachable, points.maximum),) if points.maximum else ()


def _adjusted(score: Points, adjustments: Sequence[AdjustmentResult]) -> Points:
    """Apply bonus and deductions; a score never falls below 0."""
    low = add([score.earned, *(a.points.earned for a in adjustments)])
    high = add([score.reachable, *(a.points.reachable for a in adjustments)])
    return Points(max(0, low), max(0, high), score.maximum)


def _weighted(score: Points, weight: Number, points: Number) -> Points:
    return Points(
        divide(score.earned * weight, points), divide(score.reachable * weight, points), weight
    )


def total_of(
    rubric: Rubric, brought: Sequence[Brought], adjustments: Sequence[AdjustmentResult]
) -> Whole | None:
    """Return the total that tiers read; None where nothing applies."""
    total = rubric.total
    scaled = total.rescale or (total.unit == "percent" and rubric.dimensions[0].weight is None)
    least_maximum, maximum = extremes(brought, lambda atom: atom.maximum)
    found = Points(
        extremes(brought, lambda atom: atom.low)[0],
        extremes(brought, lambda atom: atom.high)[1],
        maximum,
    )
    if scaled and (ends := scale(brought, _whole(rubric))) is not None:
        found, least_maximum = ends, ends.maximum
    if not maximum:
        return None
    if adjustments:
        found = _adjusted(found, adjustments)
    if total.round is not None:
        found = Points(
            round_number(found.earned, total.round),
            round_number(found.reachable, total.round),
            found.maximum,
        )
    exact = not adjustments and total.round is None
    return Whole(
        found.earned,
        found.reachable,
        found.maximum,
        least_maximum,
        _share(found, least_maximum, brought if exact else None),
        may_be_empty(brought),
        total.better == "lower",
    )


def _share(
    found: Points, least_maximum: Number, brought: Sequence[Brought] | None
) -> tuple[Number, Number] | None:
    """Return the share of the maximum that applies, in per cent; wide where both may change.

    `brought` is given where nothing but what lines bring makes up the total.
    """
    if brought is not None and least_maximum != found.maximum:
        ends = ratio(brought)
        return None if ends is None else (ends[0] * 100, ends[1] * 100)
    if not least_maximum:
        return None
    return divide(found.earned * 100, found.maximum), divide(found.reachable * 100, least_maximum)


def _whole(rubric: Rubric) -> Number:
    """Return the maximum of a scaled total."""
    if rubric.total.unit == "percent":
        return 100
    return add([d.points or 0 if d.weight is None else d.weight for d in rubric.dimensions])


def round_number(value: Number, rounding: Rounding) -> Number:
    """Round to a multiple, exactly as declared."""
    steps = Fraction(value) / rounding.to
    below = floor(steps)
    part = steps - below
    if rounding.mode == "half_even":
        up = part > Fraction(1, 2) or (part == Fraction(1, 2) and below % 2 == 1)
    else:
        up = {"half_up": part >= Fraction(1, 2), "up": part > 0, "down": False}[rounding.mode]
    return reduce((below + up) * Fraction(rounding.to))
