"""Sums and ratios of intervals, exact also where lines may turn out not to apply.

An atom is what a line brings: an interval of points, a maximum, and whether it may drop out
with its maximum. A scaled score is Σ points ÷ Σ maxima over what applies; which optional atoms
to drop for its least value is a fractional programme, solved by Dinkelbach's iteration in
exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from hpscore.model.number import Number, add, reduce
from hpscore.model.result import CAUSES, Atom, Lost, Points, Trace

__all__ = ["add_lost", "add_points", "atoms_of", "ratio", "scale"]


def atoms_of(trace: Trace) -> tuple[Atom, ...]:
    """Return what a line brings to a total; nothing where it does not apply or has no points."""
    if trace.atoms is not None:
        return trace.atoms
    if trace.points is None or trace.state == "not_applicable" and trace.points.maximum == 0:
        return ()
    points = trace.points
    return (Atom(points.earned, points.reachable, points.maximum, trace.optional),)


def add_points(points: Iterable[Points]) -> Points:
    """Add intervals end by end."""
    found = list(points)
    return Points(
        add([p.earned for p in found]),
        add([p.reachable for p in found]),
        add([p.maximum for p in found]),
    )


def add_lost(losses: Iterable[Lost]) -> dict[str, Number]:
    """Add losses by cause, in the order of `CAUSES`."""
    by_cause: dict[str, list[Number]] = {}
    for lost in losses:
        for cause, value in lost.items():
            by_cause.setdefault(cause, []).append(value)
    return {cause: add(by_cause[cause]) for cause in CAUSES if cause in by_cause}


def ratio(atoms: Sequence[Atom]) -> tuple[Number, Number] | None:
    """Return the least and greatest of Σ points ÷ Σ maxima; None where nothing can apply."""
    if not any(atom.maximum for atom in atoms):
        return None
    if not any(atom.optional for atom in atoms):
        whole = Fraction(add([atom.maximum for atom in atoms]))
        low = add([atom.low for atom in atoms]) / whole
        high = add([atom.high for atom in atoms]) / whole
        return reduce(low), reduce(high)
    least = _extreme([(a.low, a.maximum, a.optional) for a in atoms])
    most = _extreme([(-a.high, a.maximum, a.optional) for a in atoms])
    return reduce(least), reduce(-most)


def _extreme(choices: Sequence[tuple[Number, Number, bool]]) -> Fraction:
    """Minimise Σ value ÷ Σ weight where optional members may be dropped, but not all of them."""
    kept = [choice for choice in choices if choice[1]]
    best = min(Fraction(value) / weight for value, weight, _ in kept)
    if not all(optional for *_, optional in kept):
        best = Fraction(add(v for v, _, _ in kept)) / add(w for _, w, _ in kept)
        while True:
            chosen = [c for c in kept if not c[2] or c[0] - best * c[1] < 0]
            better = Fraction(add(v for v, _, _ in chosen)) / add(w for _, w, _ in chosen)
            if better >= best:
                break
            best = better
    return best


def scale(atoms: Sequence[Atom], maximum: Number) -> Points | None:
    """Scale what applies up to `maximum`; None where nothing can apply."""
    ends = ratio(atoms)
    if ends is None:
        return None
    return Points(reduce(ends[0] * Fraction(maximum)), reduce(ends[1] * Fraction(maximum)), maximum)
