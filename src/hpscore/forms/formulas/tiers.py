"""Tiers in formulas: the verdict over the total, or the verdicts still possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.conditions import compare, decide, operand
from hpscore.forms.formulas.expressions import BIG, Expr
from hpscore.forms.formulas.lines import happened
from hpscore.forms.formulas.scope import Scope
from hpscore.forms.formulas.states import State, inverse
from hpscore.forms.formulas.totals import Whole, whole_of
from hpscore.model.switches import Switch, switches_of
from hpscore.scoring.tiers import tier_switches

if TYPE_CHECKING:
    from hpscore.model.rubric import Prerequisite, Rubric, Tier
    from hpscore.model.verdicts import Range

__all__ = ["Verdict", "verdict_of"]

_MOST_CASES: Final = 16
"""Tiers are tried in no more cases than this; what more there is stays open."""
Limit = tuple[Expr, tuple[Expr, Expr]]
"""Whether there surely is a bound, and where it lies."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which verdicts are possible, best first; the last is that no tier was published."""

    possible: tuple[Expr, ...]
    withheld: State


def verdict_of(scope: Scope) -> Verdict:
    """Return the verdicts that the cells leave possible."""
    rubric, algebra = scope.sheet.rubric, scope.algebra
    algebra.topic = "tier"
    found: list[tuple[Expr, ...]] = []
    for guard, case in scope.cases(scope.untaken(_switches(rubric, scope), _MOST_CASES)):
        whole = replace(case, total=whole_of(case))
        found.append(
            tuple(algebra.both((guard, possible)) for possible in _capped(_reached(whole), whole))
        )
    possible = tuple(algebra.either(column) for column in zip(*found, strict=True))
    states = [decide(gate.when, replace(scope, total=whole_of(scope))) for gate in rubric.withhold]
    withheld = State(
        algebra.either(s.sure for s in states), algebra.either(s.possible for s in states)
    )
    return Verdict(possible, withheld)


def _switches(rubric: Rubric, scope: Scope) -> list[Switch]:
    switches = [*tier_switches(rubric)]
    for gate in rubric.prerequisites:
        switches += switches_of(gate.derive)
    for veto in rubric.vetoes:
        if veto.gives is not None:
            switches += switches_of(veto.when)
    return switches


def _reached(scope: Scope) -> list[Expr]:
    """Say of each tier whether some completion reaches it; at last, whether one falls between."""
    algebra, tiers = scope.algebra, scope.sheet.rubric.tiers
    found: list[Expr] = []
    gaps: list[Expr] = []
    open_ = algebra.true
    for rank, tier in enumerate(tiers):
        state = _state(tier, scope)
        reached = algebra.both((open_, state.possible))
        open_ = algebra.both((open_, algebra.negated(state.sure)))
        if scope.sheet.rubric.between_tiers == "undefined":
            inside, outside = _published(rank, scope)
            gaps.append(algebra.both((reached, outside)))
            reached = algebra.both((reached, inside))
        found.append(reached)
    return [*found, algebra.either(gaps)]


def _state(tier: Tier, scope: Scope) -> State:
    """Say whether a tier's own bound and condition hold."""
    algebra, bound = scope.algebra, _bound_state(tier, scope)
    if tier.when is None:
        return bound
    when = decide(tier.when, scope)
    return State(
        algebra.both((bound.sure, when.sure)), algebra.both((bound.possible, when.possible))
    )


def _bound_state(tier: Tier, scope: Scope) -> State:
    bound, total, algebra = tier.bound, scope.total, scope.algebra
    if bound is None:
        return State(algebra.true, algebra.true)
    if total is None:
        return State(algebra.false, algebra.true)
    comparison = "at_least" if tier.at_least is not None else "at_most"
    there = total.there
    if bound.share is not None:
        share = algebra.number(bound.share)
        there = algebra.both((there, total.shared))
        state = compare(comparison, total.share, (share, share), scope)
    else:
        known, limit = operand(bound, scope)
        there = algebra.both((there, known))
        state = compare(comparison, (total.low, total.high), limit, scope)
    return State(
        algebra.both((there, state.sure)),
        algebra.either((algebra.negated(there), state.possible)),
    )


def _limit(tier: Tier, total: Whole, scope: Scope) -> Limit | None:
    """Return the bound of a tier in the unit of the total; None where it has none."""
    bound, algebra = tier.bound, scope.algebra
    if bound is None:
        return None
    if bound.share is None:
        return operand(bound, scope)
    share = Fraction(bound.share) / 100
    least, most = total.least_maximum, total.maximum
    return algebra.true, (algebra.times(least, share), algebra.times(most, share))


def _published(rank: int, scope: Scope) -> tuple[Expr, Expr]:
    """Say whether totals that this tier holds lie inside, and outside, the range printed for it."""
    algebra, total = scope.algebra, scope.total
    printed = _printed(scope.sheet.rubric.tiers[rank], scope)
    if printed is None or total is None:
        return algebra.true, algebra.false
    there, start, end = printed
    low, high = _own_side(rank, total, scope)
    possible = algebra.at_least(high, low)
    inside = algebra.both((possible, algebra.at_least(high, start), algebra.at_least(end, low)))
    outside = algebra.both(
        (
            possible,
            algebra.either((algebra.above(start, low), algebra.above(high, end))),
        )
    )
    missing = algebra.negated(algebra.both((there, total.exists)))
    optional = algebra.negated(total.there)
    return (
        algebra.either((missing, inside, optional)),
        algebra.both((algebra.negated(missing), outside)),
    )


def _printed(tier: Tier, scope: Scope) -> tuple[Expr, Expr, Expr] | None:
    """Return the range that the source prints for a tier: whether there is one, and its ends."""
    algebra = scope.algebra
    found: tuple[Expr, Expr, Expr] | None = None
    if "all" in tier.as_published:
        found = (algebra.true, *_ends(tier.as_published["all"], algebra))
    for name, fact in reversed(scope.sheet.rubric.facts.items()):
        for option in fact.options or ():
            if option in tier.as_published:
                start, end = _ends(tier.as_published[option], algebra)
                known = scope.is_(("fact", name), option)
                other = found or (algebra.false, algebra.nought, algebra.nought)
                found = (
                    algebra.either((known, other[0])),
                    algebra.when(known, start, other[1]),
                    algebra.when(known, end, other[2]),
                )
    return found


def _ends(printed: Range, algebra: Algebra) -> tuple[Expr, Expr]:
    return (
        algebra.number(-BIG if printed.from_ is None else printed.from_),
        algebra.number(BIG if printed.to is None else printed.to),
    )


def _own_side(rank: int, total: Whole, scope: Scope) -> tuple[Expr, Expr]:
    """Return where the total may lie if this tier holds: from its bound to that of a better one."""
    tiers = scope.sheet.rubric.tiers
    higher = scope.sheet.rubric.total.better == "higher"
    low, high = total.low, total.high
    own = _limit(tiers[rank], total, scope)
    if own is not None:
        low, high = _within(low, high, own, scope, at_least=higher, end=0 if higher else 1)
    for better in tiers[:rank]:
        limit = None if better.when is not None else _limit(better, total, scope)
        if limit is not None:
            end = 1 if higher else 0
            low, high = _within(low, high, limit, scope, at_least=not higher, end=end)
    return low, high


def _within(
    low: Expr, high: Expr, limit: Limit, scope: Scope, *, at_least: bool, end: int
) -> tuple[Expr, Expr]:
    algebra, (known, ends) = scope.algebra, limit
    if at_least:
        return algebra.when(known, algebra.most((low, ends[end])), low), high
    return low, algebra.when(known, algebra.least((high, ends[end])), high)


def _capped(names: Sequence[Expr], scope: Scope) -> list[Expr]:
    """Lower the verdicts by gates; an open gate leaves both possible."""
    rubric, algebra = scope.sheet.rubric, scope.algebra
    ranks = {tier.id: rank for rank, tier in enumerate(rubric.tiers)}
    gates = [(gate.gives, inverse(_met(gate, scope), algebra)) for gate in rubric.prerequisites]
    gates += [(v.gives, happened(v, scope)) for v in rubric.vetoes if v.gives is not None]
    possible = list(names)
    for gives, failed in gates:
        limit = ranks[gives]
        better = algebra.either(possible[:limit])
        lowered = algebra.both((failed.possible, better))
        for rank in range(limit):
            possible[rank] = algebra.both((possible[rank], algebra.negated(failed.sure)))
        possible[limit] = algebra.either((possible[limit], lowered))
    return possible


def _met(gate: Prerequisite, scope: Scope) -> State:
    """Decide a prerequisite: by its own question, else by what it is derived from."""
    algebra, answer = scope.algebra, scope.answer(gate.id)
    one, told = algebra.number(1), answer.present
    yes = algebra.at_least(answer.low, one)
    derived = State(algebra.false, algebra.true)
    if gate.derive is not None:
        derived = decide(gate.derive, scope)
    return State(algebra.when(told, yes, derived.sure), algebra.when(told, yes, derived.possible))
