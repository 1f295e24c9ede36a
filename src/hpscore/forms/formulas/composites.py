"""What parts earn together, in formulas: one function a rule kind that is made of parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.expressions import BIG, Expr
from hpscore.forms.formulas.leaves import pointless
from hpscore.forms.formulas.scope import Scope
from hpscore.forms.formulas.states import State
from hpscore.forms.formulas.sums import share_of
from hpscore.forms.formulas.traces import Atom, Choice, Line, may_be_empty, met_of, plain
from hpscore.model.sheet import Node

if TYPE_CHECKING:
    from hpscore.model.rules import Stream

__all__ = ["COMPOSITES", "compile_deduct"]


def _all(node: Node, parts: Sequence[Line], algebra: Algebra) -> Line:
    return _hold(node, parts, len(parts), algebra)


def _k_of(node: Node, parts: Sequence[Line], algebra: Algebra) -> Line:
    rule = node.part.rule
    assert rule.kind == "k_of"
    return _hold(node, parts, rule.k, algebra)


def _hold(node: Node, parts: Sequence[Line], wanted: int, algebra: Algebra) -> Line:
    sure = _as_many([part.met.sure for part in parts], wanted, algebra)
    possible = _as_many([part.met.possible for part in parts], wanted, algebra)
    excused = algebra.both(part.excused for part in parts)
    if node.points is None:
        return pointless(State(sure, possible), excused, algebra)
    points = algebra.number(node.points)
    low, high = (algebra.when(each, points, algebra.nought) for each in (sure, possible))
    return replace(plain(low, high, points, algebra), excused=excused)


def _as_many(truths: Sequence[Expr], wanted: int, algebra: Algebra) -> Expr:
    """Say whether at least so many of some hold."""
    if wanted == len(truths):
        return algebra.both(truths)
    if wanted == 1:
        return algebra.either(truths)
    one = algebra.number(1)
    counted = algebra.add(algebra.when(truth, one, algebra.nought) for truth in truths)
    return algebra.at_least(counted, algebra.number(wanted))


def _sum(node: Node, parts: Sequence[Line], algebra: Algebra) -> Line:
    """Parts added up; where the line rescales, what applies is scaled up to its points."""
    scored = [part for part in parts if part.scored]
    low = algebra.add(part.low for part in scored)
    high = algebra.add(part.high for part in scored)
    maximum = algebra.add(part.maximum for part in scored)
    members = tuple(member for part in parts for member in part.members)
    there = algebra.above(maximum, algebra.nought)
    empty = may_be_empty(members, algebra)
    present = algebra.negated(algebra.both(part.nothing(algebra) for part in parts))
    optional = algebra.both((present, empty))
    excused = algebra.both((*(part.excused for part in parts), algebra.negated(there)))
    if node.part.rescale:
        whole = algebra.number(node.points or 0)
        start, end = (algebra.times(share, whole) for share in share_of(members, algebra))
        start = algebra.when(optional, algebra.nought, start)
        low, high = algebra.when(there, start, low), algebra.when(there, end, high)
        maximum = algebra.when(there, whole, maximum)
        scaled = (Atom(start, end, whole),)
        members = scaled
        if empty is not algebra.false:
            members = (Choice(((there, scaled), (empty, ()))),)
    met = met_of(low, high, algebra)
    met = State(
        algebra.both((met.sure, algebra.negated(excused))),
        algebra.either((met.possible, excused)),
    )
    return Line(True, low, high, maximum, met, excused, optional, members, _rest_of(parts, algebra))


def _rest_of(parts: Sequence[Line], algebra: Algebra) -> tuple[Expr, Expr] | None:
    """Add up what exceeds the floors of parts."""
    rests = [part.rest for part in parts if part.rest is not None]
    if not rests:
        return None
    return algebra.add(worst for worst, _ in rests), algebra.add(fewest for _, fewest in rests)


def _best(node: Node, parts: Sequence[Line], algebra: Algebra) -> Line:
    """The part that earns most."""
    scored = [part for part in parts if part.scored]
    low = algebra.most(part.low for part in scored)
    high = algebra.most(part.high for part in scored)
    line = plain(low, high, algebra.number(node.points or 0), algebra)
    return replace(line, excused=algebra.both(part.excused for part in parts))


COMPOSITES: Final[Mapping[str, Callable[[Node, Sequence[Line], Algebra], Line]]] = {
    "all": _all,
    "k_of": _k_of,
    "sum": _sum,
    "best": _best,
}


def compile_deduct(node: Node, scope: Scope) -> Line:
    """What is left after deductions, and what exceeds the floor where that counts elsewhere."""
    rule, algebra = node.part.rule, scope.algebra
    assert rule.kind == "deduct"
    answers = [scope.answer(asked.id) for _, asked in node.streams]
    taken = [
        _taken(stream, (answer.low, answer.high), scope)
        for (stream, _), answer in zip(node.streams, answers, strict=True)
    ]
    most = algebra.add(worst for worst, _ in taken)
    fewest = algebra.add(least for _, least in taken)
    maximum, floor = algebra.number(node.points or 0), algebra.number(rule.floor)
    low = algebra.most((floor, algebra.minus(maximum, most)))
    high = algebra.most((floor, algebra.minus(maximum, fewest)))
    line = plain(low, high, maximum, algebra)
    line = replace(line, excused=algebra.both(answer.excused for answer in answers))
    if rule.rest is None:
        return line
    allowed = algebra.minus(maximum, floor)
    worst, least = (
        algebra.most((algebra.nought, algebra.minus(each, allowed))) for each in (most, fewest)
    )
    return replace(line, rest=(worst, least))


def _taken(stream: Stream, ends: tuple[Expr, Expr], scope: Scope) -> tuple[Expr, Expr]:
    """Return what a stream takes at worst and at least."""
    algebra, nought = scope.algebra, scope.algebra.nought
    low, high = ends
    if stream.fixed is not None:
        amount = scope.amount(stream.fixed)[0]
        worst, least = (
            algebra.when(algebra.above(end, nought), amount, nought) for end in (high, low)
        )
        return worst, least
    assert stream.each is not None
    each = scope.amount(stream.each)[0]
    if stream.target is not None:
        target = scope.amount(stream.target)[0]
        low, high = algebra.minus(target, high), algebra.minus(target, low)
    worst, least = (algebra.times(algebra.most((end, nought)), each) for end in (high, low))
    return algebra.least((worst, algebra.number(BIG))), least
