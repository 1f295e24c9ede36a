"""Which traces of a line add up to it."""

from __future__ import annotations

from hpscore.model.result import IndicatorResult, Trace

__all__ = ["addends"]


def addends(trace: Trace) -> tuple[Trace, ...]:
    """Return the parts of a trace where their points add up to its own, else the trace itself.

    Parts of a sum do not where something came over the sum as a whole: a dependency, a veto,
    rescaling.
    """
    return IndicatorResult(trace.id, None, (), trace).trace
