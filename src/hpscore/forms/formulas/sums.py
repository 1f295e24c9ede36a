"""Shares of what applies, in formulas: Σ points ÷ Σ maxima over whatever may hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.expressions import Expr
from hpscore.forms.formulas.states import Guard
from hpscore.forms.formulas.traces import Atom, Choice, Members
from hpscore.model.number import INFINITY

__all__ = ["share_of"]

_ROUNDS: Final = 4
"""So often the rate is improved; a rate that could still improve is not relied on."""
Chosen = tuple[Expr, Expr, Expr]
"""What cases cost at a rate, and what their points and maxima sum up to."""


def share_of(members: Members, algebra: Algebra) -> tuple[Expr, Expr]:
    """Return the least and the greatest share; 0 where nothing applies."""
    atoms = [member for member in members if isinstance(member, Atom)]
    if len(atoms) == len(members):
        whole = algebra.add(atom.maximum for atom in atoms)
        low, high = algebra.add(a.low for a in atoms), algebra.add(a.high for a in atoms)
        return algebra.ratio(low, whole), algebra.ratio(high, whole)
    least = _least(members, lambda atom: atom.low, algebra.nought, algebra)
    most = _least(members, lambda atom: algebra.times(atom.high, -1), algebra.number(-1), algebra)
    return least, algebra.times(most, -1)


def _least(members: Members, value: Callable[[Atom], Expr], worst: Expr, algebra: Algebra) -> Expr:
    """Minimise as scoring does (Dinkelbach); `worst` where that has not come to its end."""
    _, total, weight = _cheapest(members, value, None, algebra)
    rate = algebra.ratio(total, weight)
    for _ in range(_ROUNDS):
        _, total, weight = _cheapest(members, value, rate, algebra)
        found = algebra.when(
            algebra.above(weight, algebra.nought), algebra.ratio(total, weight), rate
        )
        rate = algebra.least((rate, found))
    cost, _, _ = _cheapest(members, value, rate, algebra)
    return algebra.when(algebra.at_least(cost, algebra.nought), rate, worst)


def _cheapest(
    members: Members, value: Callable[[Atom], Expr], rate: Expr | None, algebra: Algebra
) -> Chosen:
    """Choose among cases at a rate; without one, the greatest maximum counts."""
    found: list[Chosen] = []
    for member in members:
        if isinstance(member, Atom):
            own, maximum = value(member), member.maximum
            off = maximum if rate is None else algebra.times(maximum, rate)
            cost = algebra.minus(algebra.nought if rate is None else own, off)
            found.append((cost, own, maximum))
        else:
            found.append(_cheapest_case(member, value, rate, algebra))
    return (
        algebra.add(cost for cost, _, _ in found),
        algebra.add(own for _, own, _ in found),
        algebra.add(maximum for _, _, maximum in found),
    )


def _cheapest_case(
    choice: Choice, value: Callable[[Atom], Expr], rate: Expr | None, algebra: Algebra
) -> Chosen:
    best: Chosen = (algebra.number(INFINITY), algebra.nought, algebra.nought)
    for guard, case in choice.cases:
        best = _cheaper(best, guard, _cheapest(case, value, rate, algebra), algebra)
    return best


def _cheaper(best: Chosen, guard: Guard, other: Chosen, algebra: Algebra) -> Chosen:
    better = algebra.both((guard, algebra.above(best[0], other[0])))
    cost, own, maximum = (
        algebra.when(better, new, old) for new, old in zip(other, best, strict=True)
    )
    return cost, own, maximum
