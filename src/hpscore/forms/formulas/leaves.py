"""What one answer earns, in formulas: one function a rule kind that reads a single question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.answers import Reading
from hpscore.forms.formulas.expressions import Expr
from hpscore.forms.formulas.scope import Scope
from hpscore.forms.formulas.states import State
from hpscore.forms.formulas.traces import Line, greatest, least, plain
from hpscore.model.number import Number
from hpscore.model.sheet import Node

__all__ = ["compile_leaf", "pointless"]

Earn = Callable[[Node, Expr, Scope], Expr]


def compile_leaf(node: Node, scope: Scope) -> Line:
    """Return what a part earns that reads one answer; a target line earns nothing."""
    asked, algebra = node.asked, scope.algebra
    assert asked is not None  # a leaf asks
    answer = scope.answer(asked.id)
    if node.points is None:  # a yes-no question without points
        one = algebra.number(1)
        met = State(algebra.at_least(answer.low, one), algebra.at_least(answer.high, one))
        return pointless(met, answer.excused, algebra)
    maximum = algebra.number(node.points)
    if node.kind == "choice":
        low, high = _chosen(node, answer, scope)
    elif node.kind == "met":
        low, high = (_met(end, node.points, algebra) for end in (answer.low, answer.high))
    else:
        ends = [_EARN[node.kind](node, end, scope) for end in (answer.low, answer.high)]
        low, high = algebra.least(ends), algebra.most(ends)
        if answer.low is not answer.high and _rising(node):
            low, high = ends
    line = plain(low, high, maximum, algebra)
    return Line(
        True,
        line.low,
        line.high,
        line.maximum,
        line.met,
        answer.excused,
        algebra.false,
        line.members,
    )


def pointless(met: State, excused: Expr, algebra: Algebra) -> Line:
    """Return a line without points: met, unmet or open."""
    nought = algebra.nought
    return Line(False, nought, nought, nought, met, excused, algebra.false)


def _rising(node: Node) -> bool:
    """Say whether more never earns less, as far as that is plain to see."""
    rule = node.part.rule
    if rule.kind == "bands":
        steps = [points for _, points in sorted(rule.steps.items())]
        return steps[0] >= 0 and all(a <= b for a, b in pairwise(steps))
    return rule.kind in ("each", "rating")


def _met(end: Expr, points: Number, algebra: Algebra) -> Expr:
    yes = algebra.at_least(end, algebra.number(1))
    return algebra.when(yes, algebra.number(points), algebra.nought)


def _chosen(node: Node, answer: Reading, scope: Scope) -> tuple[Expr, Expr]:
    rule, algebra = node.part.rule, scope.algebra
    assert rule.kind == "choice" and node.asked is not None
    open_ = algebra.negated(answer.exact)
    cases = [
        (algebra.either((answer.options[name], open_)), algebra.number(rule.options[name].points))
        for name in node.asked.options
    ]
    return least(cases, algebra), greatest(cases, algebra)


def _bands(node: Node, value: Expr, scope: Scope) -> Expr:
    rule, algebra = node.part.rule, scope.algebra
    assert rule.kind == "bands"
    earned = algebra.nought
    for bound, points in sorted(rule.steps.items()):
        reached = algebra.at_least(value, algebra.number(bound))
        earned = algebra.when(reached, algebra.number(points), earned)
    return earned


def _each(node: Node, value: Expr, scope: Scope) -> Expr:
    rule, algebra = node.part.rule, scope.algebra
    assert rule.kind == "each"
    unit = scope.amount(rule.points)[0]
    units = algebra.ratio(algebra.most((value, algebra.nought)), algebra.number(rule.per))
    if rule.steps == "whole":
        units = algebra.floor(units)
    return algebra.least((algebra.times(units, unit), algebra.number(node.points or 0)))


def _linear(node: Node, value: Expr, scope: Scope) -> Expr:
    rule, algebra = node.part.rule, scope.algebra
    assert rule.kind == "linear"
    start, end = scope.amount(rule.from_)[0], scope.amount(rule.to)[0]
    part = algebra.ratio(algebra.minus(value, start), algebra.minus(end, start))
    clamped = algebra.most((algebra.nought, algebra.least((algebra.number(1), part))))
    return algebra.times(clamped, node.points or 0)


_EARN: Final[Mapping[str, Earn]] = {
    "bands": _bands,
    "each": _each,
    "linear": _linear,
    "rating": lambda node, value, scope: value,
}
