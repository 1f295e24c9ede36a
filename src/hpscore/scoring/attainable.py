"""Which points a line can earn at all: what directly awarded points are held against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Final

from hpscore.model.number import INFINITY, Number, reduce, spell
from hpscore.model.sheet import Node

__all__ = ["attainable", "can_earn", "spell_attainable"]

Values = frozenset[Number] | None
_MOST: Final = 4000


def can_earn(node: Node, points: Number) -> bool:
    """Say whether some answers earn exactly these points."""
    values = attainable(node)
    return 0 <= points <= (node.points or 0) if values is None else points in values


def spell_attainable(node: Node) -> list[str]:
    """Write out what a line can earn: every value, or the first few and the last, or a range."""
    values = attainable(node)
    top = spell(node.points or 0)
    if values is None:
        return [f"0 … {top}"]
    ordered = sorted(values)
    if len(ordered) <= 25:
        return [spell(value) for value in ordered]
    return [*(spell(value) for value in ordered[:4]), f"… {top}"]


def attainable(node: Node) -> Values:
    """Return the points that are possible; None where everything from 0 to the maximum is."""
    found = _KINDS[node.kind](node)
    part = node.part
    if found is None:
        return None
    extra: set[Number] = set()
    if part.requires is not None or part.not_applicable in ("zero", "excluded") or part.when:
        extra.add(0)
    if part.not_applicable == "full":
        extra.add(node.points or 0)
    return found | extra


def _hold(node: Node) -> Values:
    return frozenset({0, node.points or 0})


def _bands(node: Node) -> Values:
    rule = node.part.rule
    assert rule.kind == "bands"
    low = node.asked.low if node.asked is not None else -INFINITY
    below = {0} if low < min(rule.steps) else set()
    return frozenset({*rule.steps.values(), *below})


def _each(node: Node) -> Values:
    rule, cap = node.part.rule, node.points or 0
    assert rule.kind == "each"
    units = rule.points.by.cases.values() if rule.points.by else [rule.points.number or 0]
    if rule.steps == "pro_rata" or any(unit and cap / unit > _MOST for unit in units):
        return None
    values: set[Number] = {0}
    for unit in units:
        if unit:
            values |= {cap, *_multiples(unit, cap)}
    return frozenset(values)


def _multiples(step: Number, top: Number) -> set[Number]:
    return {reduce(Fraction(step * i)) for i in range(int(Fraction(top) / step) + 1)}


def _choice(node: Node) -> Values:
    rule = node.part.rule
    assert rule.kind == "choice"
    return frozenset(option.points for option in rule.options.values())


def _rating(node: Node) -> Values:
    rule, top = node.part.rule, node.points or 0
    assert rule.kind == "rating"
    return None if top / rule.step > _MOST else frozenset(_multiples(rule.step, top))


def _any(node: Node) -> Values:
    return None


def _sum(node: Node) -> Values:
    if node.part.rescale:
        return None
    sums: set[Number] = {0}
    for child in node.children:
        values = attainable(child)
        if values is None or len(values) * len(sums) > _MOST:
            return None
        sums = {reduce(Fraction(before + value)) for before in sums for value in values}
    return frozenset(sums)


def _best(node: Node) -> Values:
    return _union(node.children)


def _by(node: Node) -> Values:
    return _union(node.cases.values())


def _union(nodes: Iterable[Node]) -> Values:
    found: set[Number] = set()
    for node in nodes:
        values = attainable(node)
        if values is None:
            return None
        found |= values
    return frozenset(found)


_KINDS: Final[Mapping[str, Callable[[Node], Values]]] = {
    "met": _hold,
    "all": _hold,
    "k_of": _hold,
    "bands": _bands,
    "each": _each,
    "linear": _any,
    "choice": _choice,
    "rating": _rating,
    "deduct": _any,
    "sum": _sum,
    "best": _best,
    "by": _by,
}
