"""Conditions and targets in formulas, three-valued as in scoring."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hpscore.forms.formulas.expressions import BIG, Expr
from hpscore.forms.formulas.leaves import compile_leaf, pointless
from hpscore.forms.formulas.scope import Scope
from hpscore.forms.formulas.states import Outcomes, State, every, inverse, some, together
from hpscore.forms.formulas.sums import share_of
from hpscore.forms.formulas.traces import Atom, Line, Members, extent, may_be_empty, outcomes
from hpscore.model.switches import amounts_of, switch_of
from hpscore.scoring.context import case_key

if TYPE_CHECKING:
    from hpscore.model.condition import Comparand, Condition, Test
    from hpscore.model.sheet import Node

__all__ = ["compare", "compile_target", "decide", "operand"]

Ends = tuple[Expr, Expr]
Value = tuple[Expr, Ends]
"""Whether there surely is such a number, and where it lies."""


def decide(condition: Condition, scope: Scope) -> State:
    """Decide a condition."""
    algebra = scope.algebra
    if condition.form == "test":
        return _decide_test(condition, scope)
    if condition.form == "not":
        return inverse(decide(condition.not_, scope), algebra)
    if condition.form == "all":
        return every([decide(member, scope) for member in condition.all], algebra)
    return some([decide(member, scope) for member in condition.any], algebra)


def compare(name: str, left: Ends, right: Ends, scope: Scope) -> State:
    """Compare two intervals."""
    algebra = scope.algebra
    low, high = left
    least, most = right
    if name == "at_least":
        return State(algebra.at_least(low, most), algebra.at_least(high, least))
    if name == "above":
        return State(algebra.above(low, most), algebra.above(high, least))
    if name == "at_most":
        return State(algebra.at_least(least, high), algebra.at_least(most, low))
    return State(algebra.above(least, high), algebra.above(most, low))


def operand(comparand: Comparand, scope: Scope) -> Value:
    """Return what a subject is compared with."""
    if comparand.question is not None:
        return _answered(comparand.question, scope)
    if comparand.fact is not None:
        return scope.algebra.true, _fact_value(comparand.fact, scope)
    return scope.algebra.true, scope.amount(comparand)


def _answered(question: str, scope: Scope) -> Value:
    answer, algebra = scope.answer(question), scope.algebra
    there = algebra.negated(answer.excused)
    asked = scope.sheet.questions[question]
    if asked.not_applicable and asked.default is None:
        there = algebra.both((there, answer.present))
    return there, (answer.low, answer.high)


def _fact_value(name: str, scope: Scope) -> Ends:
    fact = scope.fact(name)
    if fact.options:
        return scope.algebra.number(-BIG), scope.algebra.number(BIG)
    return fact.low, fact.high


def _decide_test(test: Test, scope: Scope) -> State:
    algebra, comparison = scope.algebra, test.comparison
    if test.kind == "period":
        return _over(scope)
    if comparison == "met":
        if test.kind == "question":
            return _question_met(test, scope)
        found = [_line_outcomes(line, scope) for line in _lines(test, scope)]
        return together(found, algebra).settled(algebra)
    if comparison == "is":
        return _is(test, scope)
    if comparison in ("full", "zero"):
        return _extent(test, comparison, scope)
    comparand = test.comparand
    assert comparand is not None  # the four comparisons of numbers have one
    if comparand.share is not None:
        share = algebra.number(comparand.share)
        return _where(_share(test, scope), comparison, (algebra.true, (share, share)), scope)
    return _where(_value(test, scope), comparison, operand(comparand, scope), scope)


def _where(left: Value, comparison: str, right: Value, scope: Scope) -> State:
    """Compare two numbers; open where one of them may not be there."""
    there = scope.algebra.both((left[0], right[0]))
    return _if(there, compare(comparison, left[1], right[1], scope), scope)


def _if(there: Expr, state: State, scope: Scope) -> State:
    algebra = scope.algebra
    return State(
        algebra.both((there, state.sure)),
        algebra.either((algebra.negated(there), state.possible)),
    )


def _over(scope: Scope) -> State:
    """Say whether the period is over: it is where no day is given on which it is judged."""
    algebra, name = scope.algebra, scope.sheet.rubric.as_of
    untold = algebra.true if name is None else algebra.negated(scope.fact(name).known)
    return State(untold, algebra.true)


def _question_met(test: Test, scope: Scope) -> State:
    algebra, asked = scope.algebra, scope.sheet.questions[test.subject]
    answer = scope.answer(test.subject)
    there = algebra.true
    if asked.not_applicable:
        there = algebra.negated(answer.excused)
        if asked.default is None:
            there = algebra.both((there, answer.present))
    if asked.kind == "yes_no":
        one = algebra.number(1)
        state = State(algebra.at_least(answer.low, one), algebra.at_least(answer.high, one))
        return _if(there, state, scope)
    leaf = scope.sheet.leaves[test.subject]
    switches = [switch_of(amount.by) for amount in amounts_of(leaf.part) if amount.by is not None]
    compiled = compile_target if leaf.kind == "target" else compile_leaf
    cases = [
        (guard, compiled(leaf, case).met) for guard, case in scope.cases(scope.untaken(switches))
    ]
    sure = algebra.both(algebra.either((algebra.negated(g), s.sure)) for g, s in cases)
    possible = algebra.either(algebra.both((guard, s.possible)) for guard, s in cases)
    return _if(there, State(sure, possible), scope)


def _is(test: Test, scope: Scope) -> State:
    assert test.is_ is not None
    algebra, wanted = scope.algebra, case_key(test.is_)
    if test.kind == "fact":
        fact = scope.fact(test.subject)
        known, equal = fact.known, fact.options.get(wanted, algebra.false)
        if not fact.options:
            return State(algebra.false, algebra.true)
    else:
        answer = scope.answer(test.subject)
        known, equal = answer.exact, answer.options.get(wanted, algebra.false)
    return State(equal, algebra.either((equal, algebra.negated(known))))


def _lines(test: Test, scope: Scope) -> list[Line]:
    return [scope.line(name) for name in scope.sheet.group(test.kind, test.subject)]


def _line_outcomes(line: Line, scope: Scope) -> Outcomes:
    algebra, met = scope.algebra, line.met
    unmet = algebra.both((met.possible, algebra.negated(met.sure)))
    gone = algebra.both((line.excused, unmet))
    there = algebra.negated(gone)
    return Outcomes(
        algebra.both((there, met.possible)),
        algebra.both((there, algebra.negated(met.sure))),
        algebra.either((gone, line.optional)),
    )


def _extent(test: Test, comparison: str, scope: Scope) -> State:
    """Decide whether a subject earns all its points, or none."""
    algebra = scope.algebra
    if test.kind == "total":
        if scope.total is None:
            return State(algebra.false, algebra.true)
        there, nought = scope.total.there, (algebra.nought, algebra.nought)
        if comparison == "zero":
            ends = scope.total.low, scope.total.high
            return _if(there, compare("at_most", ends, nought, scope), scope)
        whole = algebra.number(100)
        return _where(_share(test, scope), "at_least", (algebra.true, (whole, whole)), scope)
    holds = _full(scope) if comparison == "full" else _zero(scope)
    return outcomes(_brought(test, scope), holds, algebra).settled(algebra)


def _full(scope: Scope) -> Callable[[Atom], State]:
    at_least = scope.algebra.at_least
    return lambda a: State(at_least(a.low, a.maximum), at_least(a.high, a.maximum))


def _zero(scope: Scope) -> Callable[[Atom], State]:
    at_least, nought = scope.algebra.at_least, scope.algebra.nought
    return lambda a: State(at_least(nought, a.high), at_least(nought, a.low))


def _brought(test: Test, scope: Scope) -> Members:
    return tuple(member for line in _lines(test, scope) for member in line.members)


def _value(test: Test, scope: Scope) -> Value:
    algebra = scope.algebra
    if test.kind == "question":
        return _answered(test.subject, scope)
    if test.kind == "fact":
        return algebra.true, _fact_value(test.subject, scope)
    if test.kind == "total":
        if scope.total is None:
            return algebra.false, (algebra.nought, algebra.nought)
        return scope.total.there, (scope.total.low, scope.total.high)
    brought = _brought(test, scope)
    low, _ = extent(brought, lambda atom: atom.low, algebra)
    _, high = extent(brought, lambda atom: atom.high, algebra)
    return algebra.negated(may_be_empty(brought, algebra)), (low, high)


def _share(test: Test, scope: Scope) -> Value:
    algebra = scope.algebra
    if test.kind == "total":
        if scope.total is None:
            return algebra.false, (algebra.nought, algebra.nought)
        return algebra.both((scope.total.there, scope.total.shared)), scope.total.share
    brought = _brought(test, scope)
    low, high = share_of(brought, algebra)
    there = algebra.negated(may_be_empty(brought, algebra))
    return there, (algebra.times(low, 100), algebra.times(high, 100))


def compile_target(node: Node, scope: Scope) -> Line:
    """Return a target line: met or not; open where it may be judged before it is due."""
    rule, asked, algebra = node.part.rule, node.asked, scope.algebra
    assert rule.kind == "target" and asked is not None
    answer = scope.answer(asked.id)
    name, comparand = rule.comparison
    there, wanted = operand(comparand, scope)
    met = compare(name, (answer.low, answer.high), wanted, scope)
    open_ = algebra.negated(there)
    if rule.due is not None and scope.sheet.rubric.as_of is not None:
        open_ = algebra.either((open_, scope.fact(scope.sheet.rubric.as_of).known))
    met = State(
        algebra.both((met.sure, algebra.negated(open_))), algebra.either((met.possible, open_))
    )
    return pointless(met, answer.excused, algebra)
