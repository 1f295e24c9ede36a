"""Totals: lines to dimensions to the total that tiers read."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from hpscore.model.number import Number, add, reduce
from hpscore.model.result import (
    AdjustmentResult,
    Atom,
    DimensionResult,
    IndicatorResult,
    Points,
    Trace,
)
from hpscore.model.rubric import Dimension, Rounding, Rubric
from hpscore.model.sheet import Sheet
from hpscore.scoring.sums import add_lost, add_points, atoms_of, scale

__all__ = ["adjustments_of", "dimension_of", "round_number", "total_of"]


def adjustments_of(sheet: Sheet, lines: dict[str, Trace]) -> list[AdjustmentResult]:
    """Return what bonus, deductions and the rests of deducted lines do to their parents."""
    found: list[AdjustmentResult] = []
    rubric = sheet.rubric
    for bonus in rubric.bonus:
        trace = lines[bonus.id]
        if trace.points is not None:
            found.append(AdjustmentResult(bonus.id, "bonus", bonus.parent, trace.points, trace))
    for deduction in rubric.deductions:
        trace = lines[deduction.id]
        if trace.points is not None:
            taken = Points(-trace.points.reachable, -trace.points.earned, 0)
            found.append(AdjustmentResult(deduction.id, "deduction", deduction.parent, taken, trace))
    for dimension in rubric.dimensions:
        limit = dimension.points or 0
        for indicator in dimension.indicators:
            rest = lines[indicator.id].rest
            if rest is not None and rest[0]:
                # no more can be taken than the dimension has
                taken = Points(-min(rest[0], limit), -min(rest[1], limit), 0)
                found.append(AdjustmentResult(indicator.id, "rest", dimension.id, taken, None))
    return found


def dimension_of(
    dimension: Dimension,
    indicators: tuple[IndicatorResult, ...],
    adjustments: Sequence[AdjustmentResult],
) -> tuple[DimensionResult, tuple[Atom, ...]]:
    """Add a dimension up; with the atoms that it brings to the total."""
    traces = [indicator.line for indicator in indicators]
    scored = [trace.points for trace in traces if trace.points is not None]
    if not scored:
        return DimensionResult(dimension.id, None, {}, indicators, None), ()
    points = add_points(scored)
    lost = add_lost([trace.lost for trace in traces])
    if not (dimension.rescale or dimension.weight or adjustments) and not any(
        trace.optional or trace.atoms for trace in traces
    ):
        atom = Atom(points.earned, points.reachable, points.maximum)
        return DimensionResult(dimension.id, points, lost, indicators, points), (
            (atom,) if points.maximum else ()
        )
    atoms = tuple(atom for trace in traces for atom in atoms_of(trace))
    optional = bool(atoms) and all(atom.optional for atom in atoms)
    score: Points | None = points
    if dimension.rescale or dimension.weight:
        score = scale(atoms, dimension.points or 0)
    if score is not None and adjustments:
        score = adjust(score, adjustments)
    if score is None:
        return DimensionResult(dimension.id, points, lost, indicators, None), ()
    if dimension.weight:
        factor = Fraction(dimension.weight) / (dimension.points or 1)
        score = Points(reduce(score.earned * factor), reduce(score.reachable * factor),
                       dimension.weight)
    if dimension.rescale or dimension.weight or adjustments:
        atoms = (Atom(score.earned, score.reachable, score.maximum, optional),)
    return DimensionResult(dimension.id, points, lost, indicators, score, optional), atoms


def adjust(score: Points, adjustments: Sequence[AdjustmentResult]) -> Points:
    """Apply bonus and deductions; a score never falls below 0."""
    low = add([score.earned, *(a.points.earned for a in adjustments)])
    high = add([score.reachable, *(a.points.reachable for a in adjustments)])
    return Points(max(0, low), max(0, high), score.maximum)


def total_of(
    rubric: Rubric, atoms: Sequence[Atom], adjustments: Sequence[AdjustmentResult]
) -> Points | None:
    """Return the total that tiers read; None where nothing applies.

    Where less is better, `earned` (the worst completion) is the greater end.
    """
    total = rubric.total
    if total.rescale or (total.unit == "percent" and not rubric.dimensions[0].weight):
        found = scale(atoms, _whole(rubric))
    else:
        found = Points(
            add([min(a.low, 0) if a.optional else a.low for a in atoms]),
            add([a.high for a in atoms]),
            add([a.maximum for a in atoms]),
        ) if atoms else None
    if found is None:
        return None
    if adjustments:
        found = adjust(found, adjustments)
    if total.round is not None:
        found = Points(round_number(found.earned, total.round),
                       round_number(found.reachable, total.round), found.maximum)
    if total.better == "lower":
        found = Points(found.reachable, found.earned, found.maximum)
    return found


def _whole(rubric: Rubric) -> Number:
    """Return the maximum of a scaled total."""
    if rubric.total.unit == "percent":
        return 100
    return add([d.weight or d.points or 0 for d in rubric.dimensions])


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
