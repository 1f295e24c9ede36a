"""Which traces of a line add up to it."""

from __future__ import annotations

from hpscore.model.number import add
from hpscore.model.result import Points, Trace

__all__ = ["addends"]


def addends(trace: Trace) -> tuple[Trace, ...]:
    """Return the parts of a trace where their points add up to its own, else the trace itself.

    Parts of a sum do not where something came over the sum as a whole: a dependency, a veto,
    rescaling.
    """
    scored = [part.points for part in trace.parts if part.points is not None]
    if trace.rule != "sum" or trace.points is None or not scored:
        return (trace,)
    summed = Points(
        add(points.earned for points in scored),
        add(points.reachable for points in scored),
        add(points.maximum for points in scored),
    )
    return trace.parts if summed == trace.points else (trace,)
