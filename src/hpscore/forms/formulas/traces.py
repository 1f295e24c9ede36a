"""What lines earn, in formulas: the counterparts of the traces and sums of scoring.

Where it is open which of several things will hold, each stands behind a guard: a truth that says
whether it is still possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.expressions import Expr
from hpscore.forms.formulas.states import Guard, Outcomes, State, together

__all__ = [
    "Atom",
    "Choice",
    "Line",
    "Members",
    "absent",
    "changed",
    "choose",
    "extent",
    "greatest",
    "least",
    "may_be_empty",
    "met_of",
    "outcomes",
    "plain",
]


@dataclass(frozen=True, slots=True)
class Atom:
    """An interval of points, and the maximum that goes with it."""

    low: Expr
    high: Expr
    maximum: Expr


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; each case is possible while its guard holds."""

    cases: tuple[tuple[Guard, Members], ...]


Members = tuple[Atom | Choice, ...]
Rest = tuple[Expr, Expr]
"""What is taken from a dimension at worst and at least."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a line or part earns."""

    scored: bool
    """Whether it has points at all."""
    low: Expr
    high: Expr
    maximum: Expr
    met: State
    excused: Expr
    """Whether it does not apply, be it left out or with points all the same."""
    optional: Expr
    """Whether it may drop out with its maximum."""
    members: Members = ()
    """What it brings to a sum."""
    rest: Rest | None = None

    def nothing(self, algebra: Algebra) -> Expr:
        """Say whether it is left out altogether."""
        unmet = algebra.both((self.met.possible, algebra.negated(self.met.sure)))
        gone = algebra.negated(algebra.above(self.maximum, algebra.nought))
        return algebra.both((self.excused, unmet, gone if self.scored else algebra.true))


def met_of(low: Expr, high: Expr, algebra: Algebra) -> State:
    """Return whether a line is met: it earns more than 0."""
    return State(algebra.above(low, algebra.nought), algebra.above(high, algebra.nought))


def plain(low: Expr, high: Expr, maximum: Expr, algebra: Algebra) -> Line:
    """Return a line that applies and earns points."""
    no = algebra.false
    met = met_of(low, high, algebra)
    return Line(True, low, high, maximum, met, no, no, (Atom(low, high, maximum),))


def absent(scored: bool, algebra: Algebra) -> Line:
    """Return a line that is left out, with its maximum."""
    nought, open_ = algebra.nought, State(algebra.false, algebra.true)
    return Line(scored, nought, nought, nought, open_, algebra.true, algebra.false)


def least(cases: Sequence[tuple[Guard, Expr]], algebra: Algebra) -> Expr:
    """Return the least of what is possible."""
    return algebra.guarded("least", cases)


def greatest(cases: Sequence[tuple[Guard, Expr]], algebra: Algebra) -> Expr:
    """Return the greatest of what is possible."""
    return algebra.guarded("most", cases)


def choose(cases: Sequence[tuple[Guard, Line]], algebra: Algebra) -> Line:
    """Return a line of which it is open which case holds: the outer ends of those possible."""
    found = [(guard, line) for guard, line in cases if guard is not algebra.false]
    if len(found) == 1:
        return found[0][1]
    gone = [line.nothing(algebra) for _, line in found]
    counts = [
        algebra.both((guard, algebra.negated(nothing)))
        for (guard, _), nothing in zip(found, gone, strict=True)
    ]
    some = algebra.either(counts)
    drops = algebra.either(
        algebra.both((guard, nothing)) for (guard, _), nothing in zip(found, gone, strict=True)
    )
    loose = algebra.either(algebra.both((guard, line.optional)) for guard, line in found)
    lows = [(guard, line.low) for guard, line in found]
    optional = algebra.both((some, algebra.either((drops, loose))))
    return Line(
        found[0][1].scored,
        least(lows, algebra),
        greatest([(guard, line.high) for guard, line in found], algebra),
        greatest([(guard, line.maximum) for guard, line in found], algebra),
        _met(counts, [line for _, line in found], some, algebra),
        algebra.both(
            algebra.either((algebra.negated(guard), line.excused)) for guard, line in found
        ),
        optional,
        _members(found),
        _rest(found, algebra),
    )


def _met(counts: Sequence[Guard], lines: Sequence[Line], some: Expr, algebra: Algebra) -> State:
    """Return whether it is met: as all cases say that do not leave it out."""
    sure = algebra.both(
        algebra.either((algebra.negated(guard), line.met.sure))
        for guard, line in zip(counts, lines, strict=True)
    )
    may = algebra.either(
        algebra.both((guard, line.met.possible)) for guard, line in zip(counts, lines, strict=True)
    )
    return State(algebra.both((some, sure)), algebra.either((algebra.negated(some), may)))


def _members(found: Sequence[tuple[Guard, Line]]) -> Members:
    if len({line.members for _, line in found}) == 1:
        return found[0][1].members
    return (Choice(tuple((guard, line.members) for guard, line in found)),)


def _rest(found: Sequence[tuple[Guard, Line]], algebra: Algebra) -> Rest | None:
    if all(line.rest is None for _, line in found):
        return None
    rests = [(guard, line.rest or (algebra.nought,) * 2) for guard, line in found]
    return (
        greatest([(guard, worst) for guard, (worst, _) in rests], algebra),
        least([(guard, fewest) for guard, (_, fewest) in rests], algebra),
    )


def changed(line: Line, change: Callable[[Atom], Atom], met: State) -> Line:
    """Return a line with every interval changed."""
    ends = change(Atom(line.low, line.high, line.maximum))
    return replace(
        line, low=ends.low, high=ends.high, met=met, members=_changed(line.members, change)
    )


def _changed(members: Members, change: Callable[[Atom], Atom]) -> Members:
    return tuple(
        change(member)
        if isinstance(member, Atom)
        else Choice(tuple((guard, _changed(case, change)) for guard, case in member.cases))
        for member in members
    )


def extent(
    members: Iterable[Atom | Choice], value: Callable[[Atom], Expr], algebra: Algebra
) -> tuple[Expr, Expr]:
    """Return the least and the greatest sum of a value over whatever may hold."""
    lows: list[Expr] = []
    highs: list[Expr] = []
    for member in members:
        if isinstance(member, Atom):
            lows.append(value(member))
            highs.append(value(member))
        else:
            ends = [(guard, extent(case, value, algebra)) for guard, case in member.cases]
            lows.append(least([(guard, low) for guard, (low, _) in ends], algebra))
            highs.append(greatest([(guard, high) for guard, (_, high) in ends], algebra))
    return algebra.add(lows), algebra.add(highs)


def may_be_empty(members: Members, algebra: Algebra) -> Expr:
    """Say whether nothing at all that has a maximum may turn out to apply."""
    return algebra.both(
        algebra.negated(algebra.above(member.maximum, algebra.nought))
        if isinstance(member, Atom)
        else algebra.either(
            algebra.both((guard, may_be_empty(case, algebra))) for guard, case in member.cases
        )
        for member in members
    )


def outcomes(members: Members, holds: Callable[[Atom], State], algebra: Algebra) -> Outcomes:
    """Say what a group may turn out to be, by what each of its intervals may be."""
    return together([_outcome(member, holds, algebra) for member in members], algebra)


def _outcome(member: Atom | Choice, holds: Callable[[Atom], State], algebra: Algebra) -> Outcomes:
    if isinstance(member, Atom):
        state = holds(member)
        return Outcomes(state.possible, algebra.negated(state.sure), algebra.false)
    found = [(guard, outcomes(case, holds, algebra)) for guard, case in member.cases]
    return Outcomes(
        algebra.either(algebra.both((guard, each.yes)) for guard, each in found),
        algebra.either(algebra.both((guard, each.no)) for guard, each in found),
        algebra.either(algebra.both((guard, each.nothing)) for guard, each in found),
    )
