"""Sums and ratios of intervals, exact also where lines may turn out not to apply.

What a line brings is an interval of points with its maximum, or one of several such things of
which it is open which will hold, an empty one among them. A scaled score is Σ points ÷ Σ maxima
over what applies; which cases give its least value is a fractional programme, solved by
Dinkelbach's iteration in exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from operator import itemgetter

from hpscore.model.number import Number, add, divide, reduce
from hpscore.model.result import CAUSES, Atom, Brought, Either, Lost, Points, Trace

__all__ = [
    "add_lost",
    "add_points",
    "brought_by",
    "changed",
    "either",
    "extremes",
    "may_be_empty",
    "may_drop",
    "ratio",
    "scale",
]


def add_points(points: Iterable[Points]) -> Points:
    """Add intervals end by end."""
    found = list(points)
    earned, maximum = add([p.earned for p in found]), add([p.maximum for p in found])
    for p in found:
        if p.earned is not p.reachable:
            return Points(earned, add([p.reachable for p in found]), maximum)
    return Points(earned, earned, maximum)  # settled, most often


def add_lost(losses: Iterable[Lost]) -> dict[str, Number]:
    """Add losses by cause, in the order of `CAUSES`."""
    by_cause: dict[str, list[Number]] = {}
    for lost in losses:
        if lost:
            for cause, value in lost.items():
                if cause in by_cause:
                    by_cause[cause].append(value)
                else:
                    by_cause[cause] = [value]
    if len(by_cause) < 2:
        return {cause: add(values) for cause, values in by_cause.items()}
    return {cause: add(by_cause[cause]) for cause in CAUSES if cause in by_cause}


def brought_by(trace: Trace) -> tuple[Brought, ...]:
    """Return what a line brings to a total; nothing where it does not apply or has no points."""
    if trace.atoms is not None:
        return trace.atoms
    points = trace.points
    if points is None or (trace.state == "not_applicable" and points.maximum == 0):
        return ()
    return (Atom(points.earned, points.reachable, points.maximum),)


def either(*cases: tuple[Brought, ...]) -> tuple[Brought, ...]:
    """Return one of several, whichever will hold."""
    return (Either(cases),)


def may_drop(brought: tuple[Brought, ...]) -> tuple[Brought, ...]:
    """Return the same, or nothing, whichever will hold."""
    return (Either((brought, ())),)


def may_be_empty(brought: Sequence[Brought]) -> bool:
    """Say whether nothing at all that has a maximum may turn out to apply."""
    for member in brought:
        if isinstance(member, Atom):
            if member.maximum:
                return False
        elif not any(may_be_empty(case) for case in member.cases):
            return False
    return True


def changed(brought: Iterable[Brought], change: Callable[[Atom], Atom]) -> tuple[Brought, ...]:
    """Return the same with every interval changed."""
    return tuple(
        change(member)
        if isinstance(member, Atom)
        else Either(tuple(changed(case, change) for case in member.cases))
        for member in brought
    )


def extremes(brought: Iterable[Brought], value: Callable[[Atom], Number]) -> tuple[Number, Number]:
    """Return the least and the greatest sum of a value over whatever may hold."""
    members = list(brought)
    atoms = [value(member) for member in members if isinstance(member, Atom)]
    if len(atoms) == len(members):
        total = add(atoms)
        return total, total
    lows: list[Number] = []
    highs: list[Number] = []
    for member in members:
        if isinstance(member, Atom):
            own = value(member)
            lows.append(own)
            highs.append(own)
        else:
            ends = [extremes(case, value) for case in member.cases]
            lows.append(min(low for low, _ in ends))
            highs.append(max(high for _, high in ends))
    return add(lows), add(highs)


def ratio(brought: Sequence[Brought]) -> tuple[Number, Number] | None:
    """Return the least and greatest of Σ points ÷ Σ maxima; None where nothing can apply."""
    atoms = [member for member in brought if isinstance(member, Atom)]
    if len(atoms) == len(brought):
        whole = add([atom.maximum for atom in atoms])
        if not whole:
            return None
        low, high = add([atom.low for atom in atoms]), add([atom.high for atom in atoms])
        return divide(low, whole), divide(high, whole)
    least = _least(brought, lambda atom: atom.low)
    most = _least(brought, lambda atom: -atom.high)
    return None if least is None or most is None else (reduce(least), reduce(-most))


def _least(brought: Sequence[Brought], value: Callable[[Atom], Number]) -> Fraction | None:
    """Minimise Σ value ÷ Σ maximum over whatever may hold and has a maximum at all."""
    best: Fraction | None = None
    while True:
        total, weight = _cheapest(brought, value, best)[1:]
        if not weight or (best is not None and Fraction(total) / weight >= best):
            return best
        best = Fraction(total) / weight


def _cheapest(
    brought: Iterable[Brought], value: Callable[[Atom], Number], rate: Fraction | None
) -> tuple[Number, Number, Number]:
    """Choose among cases at a rate: what they cost, and what they sum up to.

    Something costs its value less its maximum at that rate; without one, the maximum counts.
    """
    found: list[tuple[Number, Number, Number]] = []
    for member in brought:
        if isinstance(member, Atom):
            own, maximum = value(member), member.maximum
            found.append((-maximum if rate is None else own - rate * maximum, own, maximum))
        else:
            found.append(min((_cheapest(c, value, rate) for c in member.cases), key=itemgetter(0)))
    return add([f[0] for f in found]), add([f[1] for f in found]), add([f[2] for f in found])


def scale(brought: Sequence[Brought], maximum: Number) -> Points | None:
    """Scale what applies up to `maximum`; None where nothing can apply."""
    ends = ratio(brought)
    if ends is None:
        return None
    return Points(reduce(Fraction(ends[0]) * maximum), reduce(Fraction(ends[1]) * maximum), maximum)
