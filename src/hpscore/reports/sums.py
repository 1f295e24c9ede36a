"""How lines become dimensions, the total and the verdict, told step by step."""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.message import say
from hpscore.model.number import spell
from hpscore.model.result import AdjustmentResult, DimensionResult, Points, Result
from hpscore.reports.closing import conversion_words, gate_words, tier_words
from hpscore.reports.explanation import Step, line_steps
from hpscore.reports.names import Names
from hpscore.reports.sections import bound_words
from hpscore.reports.terms import (
    CAUSE_WORDS,
    ROUNDING_WORDS,
    addition,
    interval,
    points_words,
)

__all__ = ["result_steps"]


def result_steps(result: Result, names: Names) -> Iterator[Step]:
    """Tell a whole result: every line, every sum, and how the verdict follows."""
    for dimension in result.dimensions:
        yield Step(names.of(dimension.id), heading=True)
        for indicator in dimension.indicators:
            yield from line_steps(indicator.id, indicator.line, names, 1)
        yield from _dimension(dimension, result, names)
    adjustments = [a for a in result.adjustments if a.trace is not None]
    if adjustments:
        yield Step(names.word(say("bonus and deductions")), heading=True)
        for adjustment in adjustments:
            if adjustment.trace is not None:
                yield from line_steps(adjustment.id, adjustment.trace, names, 1)
    yield from _total(result, names)
    yield from _verdict(result, names)


def _dimension(dimension: DimensionResult, result: Result, names: Names) -> Iterator[Step]:
    if dimension.points is None:
        return
    terms = [
        indicator.line.points
        for indicator in dimension.indicators
        if indicator.line.points is not None and indicator.line.points.maximum
    ]
    said = addition(terms, dimension.points, names)
    yield Step(names.word(say("sum: {text}", text=said)), 1)
    if dimension.score is None:
        yield Step(names.word(CAUSE_WORDS["not_applicable"]), 1)
    elif dimension.score != dimension.points:
        how = names.joined(_scaling(dimension, result, names))
        yield Step(
            names.word(
                say("counts as {points}: {how}", points=points_words(dimension.score), how=how)
            ),
            1,
        )


def _scaling(dimension: DimensionResult, result: Result, names: Names) -> Iterator[str]:
    declared = next(d for d in names.rubric.dimensions if d.id == dimension.id)
    if declared.rescale or declared.weight is not None:
        whole = spell(declared.points or 0)
        yield names.word(say("what applies is scaled up to {points}", points=whole))
    yield from _adjustments([a for a in result.adjustments if a.to == dimension.id], names)
    if declared.weight is not None:
        yield names.word(say("counts as {weight} of the total", weight=spell(declared.weight)))


def _adjustments(adjustments: list[AdjustmentResult], names: Names) -> Iterator[str]:
    for adjustment in adjustments:
        points = interval(adjustment.points)
        yield f"{names.of(adjustment.id)} {points if points.startswith('-') else f'+{points}'}"


def _total(result: Result, names: Names) -> Iterator[Step]:
    if result.points is None:
        return
    yield Step(names.word(say("total")), heading=True)
    if result.total is None:
        yield Step(
            tier_words(result, names)
            if result.withheld
            else names.word(CAUSE_WORDS["not_applicable"]),
            1,
        )
        return
    scores = [d.score for d in result.dimensions if d.score is not None]
    steps = list(_total_steps(result, names))
    yield Step(addition(scores, _ends(result.total, result.better), names, steps), 1)
    for name in result.conversions:
        conversion = next(c for c in names.rubric.conversions if c.id == name)
        said = names.word(
            say(
                "{title}: total × {times} ÷ {per} = {points}",
                title=names.of(name),
                times=spell(conversion.times),
                per=spell(conversion.per),
                points=conversion_words(result, name, names),
            )
        )
        yield Step(said, 1)


def _ends(total: Points, better: str) -> Points:
    """Put the ends in the order of the sums; where less is better the total turns them round."""
    if better == "higher":
        return total
    return Points(total.reachable, total.earned, total.maximum)


def _total_steps(result: Result, names: Names) -> Iterator[str]:
    total = names.rubric.total
    if total.unit == "percent":
        yield names.word(say("as per cent of the maximum that applies"))
    elif total.rescale:
        yield names.word(say("what applies is scaled up to the whole maximum"))
    yield from _adjustments([a for a in result.adjustments if a.to == "total"], names)
    if total.round is not None:
        yield names.word(
            say(
                "rounded to a multiple of {step}, {mode}",
                step=spell(total.round.to),
                mode=ROUNDING_WORDS[total.round.mode],
            )
        )


def _verdict(result: Result, names: Names) -> Iterator[Step]:
    gates = (*result.prerequisites, *result.vetoes, *result.withheld)
    if not names.rubric.tiers and not gates:
        return
    yield Step(names.word(say("tier")), heading=True)
    for tier in names.rubric.tiers:
        mark = "→" if tier.id == result.tier.id else "?" if tier.id in result.tier.possible else " "
        yield Step(f"{mark} {names.labelled(names.tier(tier.id), bound_words(tier, names))}", 1)
    for gate in gates:
        yield Step(names.labelled(names.of(gate.id), gate_words(gate, names)), 1)
    if names.rubric.tiers:
        total = "" if result.total is None else interval(result.total)
        said = names.word(say("{total} gives: {tier}", total=total, tier=tier_words(result, names)))
        yield Step(said, 1)
