"""Points that a line forfeits: where what it requires does not hold, where papers are lacking,
and where a veto strikes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hpscore.model.number import Number
from hpscore.model.result import Atom, Gate, Points, Trace
from hpscore.scoring.leaves import met_of
from hpscore.scoring.papers import Lacking
from hpscore.scoring.sums import changed

__all__ = ["depend", "strike", "unprove"]


def depend(trace: Trace, state: bool | None, names: list[str]) -> Trace:
    """Take what a line earns away where its condition fails; perhaps, where that is open."""
    because = {**trace.because, "requires": names[0] if len(names) == 1 else names}
    return _forfeit(trace, state, because)


def unprove(trace: Trace, papers: Lacking) -> Trace:
    """Take what a line earns away where papers are lacking; perhaps, where they may be wanted."""
    if not papers.numbers:
        return trace
    because = {**trace.because, "evidence": list(papers.numbers)}
    if not papers.waits:
        return _forfeit(trace, False, because)
    return _forfeit(trace, None, {**because, "wanted_if": list(papers.waits)})


def _forfeit(trace: Trace, state: bool | None, because: Mapping[str, object]) -> Trace:
    if trace.points is None:
        met = False if state is False or trace.met is False else None
        return replace(trace, met=met, because=because)
    if state is False:
        return replace(_zeroed(trace), lost=_gone(trace, "dependency"), because=because)
    return replace(_perhaps_zeroed(trace), because=because)


def strike(trace: Trace, vetoes: Sequence[Gate]) -> Trace:
    """Apply the vetoes that zero a line: nothing where one happened, perhaps nothing where open."""
    if trace.points is None or not trace.points.maximum:
        return trace
    happened = [gate.id for gate in vetoes if gate.state == "yes"]
    open_ = [gate.id for gate in vetoes if gate.state == "open"]
    if happened:
        because = {**trace.because, "veto": happened}
        return replace(_zeroed(trace), lost=_gone(trace, "veto"), because=because)
    if open_:
        return replace(_perhaps_zeroed(trace), because={**trace.because, "veto": open_})
    return trace


def _gone(trace: Trace, cause: str) -> dict[str, Number]:
    """Say what is lost once a line earns nothing: its own losses, and the rest by `cause`."""
    assert trace.points is not None
    lost = {name: value for name, value in trace.lost.items() if name != "not_answered"}
    if trace.points.reachable:
        lost[cause] = lost.get(cause, 0) + trace.points.reachable
    return lost


def _zeroed(trace: Trace) -> Trace:
    """Put both ends of a line to 0."""
    assert trace.points is not None
    return replace(
        trace,
        points=Points(0, 0, trace.points.maximum),
        atoms=trace.atoms and changed(trace.atoms, lambda atom: Atom(0, 0, atom.maximum)),
        met=False,
    )


def _perhaps_zeroed(trace: Trace) -> Trace:
    """Put the lower end of a line to 0."""
    assert trace.points is not None
    points = Points(0, trace.points.reachable, trace.points.maximum)
    lost = {name: value for name, value in trace.lost.items() if name != "not_answered"}
    if points.reachable:
        lost["not_answered"] = points.reachable
    return replace(
        trace,
        points=points,
        lost=lost,
        atoms=trace.atoms and changed(trace.atoms, lambda atom: Atom(0, atom.high, atom.maximum)),
        met=met_of(0, points.reachable),
    )
