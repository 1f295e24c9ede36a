"""The second scorer's totals and verdicts."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from hpscore.model.rubric import Adjustment, Dimension, Rounding, Tier
from tests.properties.oracle import Oracle
from tests.properties.oracle_parts import OpenError

__all__ = ["dimension_score", "total", "verdict"]


def total(oracle: Oracle) -> Fraction | None:
    """Add everything up, and keep the total and its maximum; None where nothing applies."""
    rubric = oracle.rubric
    points, maximum = Fraction(0), Fraction(0)
    for dimension in rubric.dimensions:
        score = dimension_score(oracle, dimension)
        if score is not None:
            points, maximum = points + score[0], maximum + score[1]
    if not maximum:
        return None
    weighted = rubric.dimensions[0].weight is not None
    whole = maximum
    if rubric.total.unit == "percent" and not weighted:
        whole = Fraction(100)
    elif rubric.total.rescale:
        whole = sum((Fraction(_worth(d)) for d in rubric.dimensions), Fraction(0))
        whole = Fraction(100) if rubric.total.unit == "percent" else whole
    points = points * whole / maximum
    points = _adjusted(oracle, points, "total", Fraction(0))
    if rubric.total.round is not None:
        points = _rounded(points, rubric.total.round)
    oracle.total, oracle.whole = points, whole
    return points


def _worth(dimension: Dimension) -> Fraction:
    worth = dimension.points if dimension.weight is None else dimension.weight
    return Fraction(worth or 0)


def dimension_score(oracle: Oracle, dimension: Dimension) -> tuple[Fraction, Fraction] | None:
    """Return what a dimension brings to the total, and of what; None where nothing applies."""
    lines = [oracle.line(i.id) for i in dimension.indicators]
    applying = [line for line in lines if line.applies and line.target is None]
    points = sum((line.earned for line in applying), Fraction(0))
    maximum = sum((line.maximum for line in applying), Fraction(0))
    if not maximum:
        return None
    stated = Fraction(dimension.points or 0)
    if dimension.rescale or dimension.weight is not None:
        points, maximum = points * stated / maximum, stated
    rest = sum((min(line.rest, stated) for line in lines), Fraction(0))
    points = _adjusted(oracle, points, dimension.id, rest)
    if dimension.weight is not None:
        return points * Fraction(dimension.weight) / stated, Fraction(dimension.weight)
    return points, maximum


def _adjusted(oracle: Oracle, points: Fraction, parent: str, rest: Fraction) -> Fraction:
    rubric = oracle.rubric
    changes: list[tuple[int, Adjustment]] = [
        *((1, bonus) for bonus in rubric.bonus),
        *((-1, deduction) for deduction in rubric.deductions),
    ]
    mine = [(way, change) for way, change in changes if change.parent == parent]
    for way, change in mine:
        points += way * oracle.line(change.id).earned
    return max(Fraction(0), points - rest)


def _rounded(value: Fraction, rounding: Rounding) -> Fraction:
    steps = value / Fraction(rounding.to)
    if rounding.mode == "half_even":
        whole = round(steps)
    else:
        whole = {
            "half_up": floor(steps + Fraction(1, 2)),
            "up": ceil(steps),
            "down": floor(steps),
        }[rounding.mode]
    return whole * Fraction(rounding.to)


def verdict(oracle: Oracle) -> str:
    """Return the tier of a complete assessment: the lowest of the total's and the gates'."""
    rubric = oracle.rubric
    if any(oracle.holds(reason.when) for reason in rubric.withhold):
        raise OpenError
    order = [*(tier.id for tier in rubric.tiers), "undefined"]
    names = [_by_total(oracle)]
    for gate in rubric.prerequisites:
        answer = oracle.assessment.answers.get(gate.id)
        if answer is None and gate.derive is None:
            raise OpenError
        met = answer.value if answer is not None else oracle.holds(gate.derive)  # type: ignore[arg-type]
        names += [] if met else [gate.gives]
    names += [v.gives for v in rubric.vetoes if v.gives is not None and oracle.veto(v.id)]
    return max(names, key=order.index)


def _by_total(oracle: Oracle) -> str:
    if oracle.total is None:
        raise OpenError
    for tier in oracle.rubric.tiers:
        if _reached(oracle, tier) and (tier.when is None or oracle.holds(tier.when)):
            undefined = oracle.rubric.between_tiers == "undefined"
            return "undefined" if undefined and not _printed(oracle, tier) else tier.id
    raise AssertionError("the last tier takes what is left")


def _reached(oracle: Oracle, tier: Tier) -> bool:
    assert oracle.total is not None
    for how in ("at_least", "at_most"):
        bound = getattr(tier, how)
        if bound is not None:
            return oracle.compared(how, oracle.total, oracle.whole, bound)
    return True


def _printed(oracle: Oracle, tier: Tier) -> bool:
    printed = tier.as_published.get("all")
    for name, fact in oracle.rubric.facts.items():
        value = oracle.assessment.subject.get(name)
        if fact.options and value in tier.as_published:
            printed = tier.as_published[str(value)]
    if printed is None:
        return True
    assert oracle.total is not None
    low, high = printed.from_, printed.to
    return (low is None or oracle.total >= low) and (high is None or oracle.total <= high)
