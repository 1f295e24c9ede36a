"""States in formulas: whether something surely holds, and whether it possibly does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.expressions import Expr

__all__ = ["Guard", "Outcomes", "State", "every", "inverse", "some", "together", "truly"]

Guard = Expr
"""A truth: whether a case is still possible."""


@dataclass(frozen=True, slots=True)
class State:
    """Yes where `sure`, no where not `possible`, open between them."""

    sure: Expr
    possible: Expr


def truly(truth: Expr) -> State:
    """Return the state of what is known."""
    return State(truth, truth)


def inverse(state: State, algebra: Algebra) -> State:
    """Return the state of the contrary."""
    return State(algebra.negated(state.possible), algebra.negated(state.sure))


def every(states: Iterable[State], algebra: Algebra) -> State:
    """Return whether all of some hold."""
    found = list(states)
    return State(algebra.both(s.sure for s in found), algebra.both(s.possible for s in found))


def some(states: Iterable[State], algebra: Algebra) -> State:
    """Return whether one of some holds."""
    found = list(states)
    return State(algebra.either(s.sure for s in found), algebra.either(s.possible for s in found))


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What a line or group may turn out to be; each is a truth."""

    yes: Expr
    no: Expr
    nothing: Expr
    """Without anything that applies."""

    def settled(self, algebra: Algebra) -> State:
        """Return the state: open unless only one outcome is possible, and that is no nothing."""
        no = algebra.both((self.no, algebra.negated(self.yes), algebra.negated(self.nothing)))
        yes = algebra.both((self.yes, algebra.negated(self.no), algebra.negated(self.nothing)))
        return State(yes, algebra.negated(no))


def together(members: Sequence[Outcomes], algebra: Algebra) -> Outcomes:
    """Say what a group may be: not met with one that is not, met with all that apply."""
    return Outcomes(
        algebra.both(
            (
                algebra.either(m.yes for m in members),
                *(algebra.either((m.yes, m.nothing)) for m in members),
            )
        ),
        algebra.either(m.no for m in members),
        algebra.both(m.nothing for m in members),
    )
