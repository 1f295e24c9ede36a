"""What holds of every result: each law returns how a result breaks it, if it does."""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.model.number import Number, add
from hpscore.model.result import Lost, Points, Result, Trace

__all__ = ["adds_up", "inside", "lines_of", "verdicts", "within_maximum"]


def lines_of(result: Result) -> dict[str, Trace]:
    """Return the traces of all lines, bonus and deductions among them."""
    found = {i.id: i.line for d in result.dimensions for i in d.indicators}
    return found | {a.id: a.trace for a in result.adjustments if a.trace is not None}


def verdicts(result: Result) -> set[str]:
    """Return the tiers that are possible."""
    return {result.tier.id} if result.tier.id is not None else set(result.tier.possible)


def inside(inner: Result, outer: Result) -> list[str]:
    """A more complete assessment's result lies inside the less complete one's."""
    return [*_inside(inner, outer)]


def _inside(inner: Result, outer: Result) -> Iterator[str]:
    before, after = lines_of(outer), lines_of(inner)
    for name, trace in after.items():
        yield from _trace_inside(name, trace, before[name])
    for old, new in zip(outer.dimensions, inner.dimensions, strict=True):
        if old.points is not None and new.points is not None:
            yield from _points_inside(f"dimension {old.id}", new.points, old.points)
        if new.score is not None and (old.score is None or not old.optional):
            yield from _points_inside(f"score of {old.id}", new.score, old.score)
    if inner.points is not None:
        yield from _points_inside("points", inner.points, outer.points)
    if inner.total is not None:
        yield from _points_inside("total", inner.total, outer.total)
    hidden = {gate.id for gate in inner.withheld if gate.state == "yes"}
    if not hidden and not verdicts(inner) <= verdicts(outer):
        yield f"verdict: {verdicts(inner)} is none of {verdicts(outer)}"
    if outer.tier.decided and not inner.tier.decided:
        yield f"verdict: {inner.tier} was decided, {outer.tier}"
    gates = (*outer.prerequisites, *outer.vetoes, *outer.withheld)
    for old_gate, gate in zip(
        gates, (*inner.prerequisites, *inner.vetoes, *inner.withheld), strict=True
    ):
        if old_gate.state not in ("open", gate.state):
            yield f"gate {gate.id}: {gate.state} was {old_gate.state}"


def _trace_inside(name: str, inner: Trace, outer: Trace) -> Iterator[str]:
    dropped = inner.state == "not_applicable" and inner.met is None
    dropped = dropped and (inner.points is None or inner.points.maximum == 0)
    if dropped and outer.state != "not_applicable" and not outer.optional:
        yield f"{name} drops out, which was not possible"
    if inner.points is not None and not dropped:
        yield from _points_inside(name, inner.points, outer.points)
    if outer.met is not None and inner.met is not outer.met and not dropped:
        yield f"{name}: met is {inner.met}, was {outer.met}"
    if inner.rest is not None or outer.rest is not None:
        new, old = inner.rest or (0, 0), outer.rest or (0, 0)
        if not old[1] <= new[1] <= new[0] <= old[0]:
            yield f"{name}: rest {new} was {old}"


def _points_inside(name: str, inner: Points, outer: Points | None) -> Iterator[str]:
    if outer is None:
        yield f"{name}: {inner} was nothing"
        return
    low, high = sorted((outer.earned, outer.reachable))
    if not low <= min(inner.earned, inner.reachable) <= max(inner.earned, inner.reachable) <= high:
        yield f"{name}: {inner} is not inside {outer}"


def adds_up(result: Result) -> list[str]:
    """Parts add up, and what is lost accounts for everything, at every level."""
    return [*_adds_up(result)]


def _adds_up(result: Result) -> Iterator[str]:
    for dimension in result.dimensions:
        scored = [i.line.points for i in dimension.indicators if i.line.points is not None]
        if dimension.points is not None:
            yield from _sum(f"dimension {dimension.id}", scored, dimension.points)
            yield from _lost(f"dimension {dimension.id}", dimension.lost, dimension.points)
        for indicator in dimension.indicators:
            parts = [part.points for part in indicator.trace if part.points is not None]
            if indicator.line.points is not None:
                yield from _sum(indicator.id, parts, indicator.line.points)
    for name, trace in lines_of(result).items():
        yield from _trace_lost(name, trace)
    if result.points is not None:
        dimensions = [d.points for d in result.dimensions if d.points is not None]
        yield from _sum("points", dimensions, result.points)
        yield from _lost("points", result.lost, result.points)


def _trace_lost(name: str, trace: Trace) -> Iterator[str]:
    if trace.points is not None:
        yield from _lost(f"{name}/{trace.id}", trace.lost, trace.points)
        yield from _ordered(f"{name}/{trace.id}", trace.points)
    for part in trace.parts:
        yield from _trace_lost(name, part)


def _ordered(name: str, points: Points) -> Iterator[str]:
    if points.earned > points.reachable:
        yield f"{name}: {points} ends below where it begins"


def _sum(name: str, parts: list[Points], whole: Points) -> Iterator[str]:
    for end in ("earned", "reachable", "maximum"):
        total = add([getattr(part, end) for part in parts])
        if total != getattr(whole, end):
            yield f"{name}: {end} of the parts is {total}, of the whole {getattr(whole, end)}"


def _lost(name: str, lost: Lost, points: Points) -> Iterator[str]:
    open_: Number = lost.get("not_answered", 0)
    gone = add(value for cause, value in lost.items() if cause != "not_answered")
    if open_ != points.reachable - points.earned:
        yield f"{name}: {open_} not answered of {points}"
    if gone != points.maximum - points.reachable:
        yield f"{name}: {gone} lost of {points}"
    if any(value <= 0 for value in lost.values()):
        yield f"{name}: {dict(lost)} says nothing"


def within_maximum(result: Result, scale: int | None) -> list[str]:
    """No line leaves 0 to its maximum, nor a total 0 to its maximum and what bonus adds.

    A point of bonus adds `scale` to the total, or less; None where that is not known.
    """
    return [*_within(result, scale)]


def _within(result: Result, scale: int | None) -> Iterator[str]:
    for name, trace in lines_of(result).items():
        if trace.points is not None:
            yield from _bounded(name, trace.points, 0)
    for dimension in result.dimensions:
        if dimension.points is not None:
            yield from _bounded(dimension.id, dimension.points, 0)
    bonus = add(a.points.reachable for a in result.adjustments if a.kind == "bonus")
    if result.points is not None:
        yield from _bounded("points", result.points, 0)
    if result.total is not None and (not bonus or scale is not None):
        yield from _bounded("total", result.total, bonus * (scale or 0))


def _bounded(name: str, points: Points, more: Number) -> Iterator[str]:
    low, high = sorted((points.earned, points.reachable))
    if low < 0 or high > points.maximum + more:
        yield f"{name}: {points} is out of bounds"
