"""What one answer earns: one function a rule kind that reads a single question.

Both ends of an open answer are tried; rules are monotone (checked when a rubric is loaded), so
that suffices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Final

from hpscore.model.answer import Answer
from hpscore.model.number import Bound, Number, reduce
from hpscore.model.result import Lost, Points, Trace
from hpscore.model.sheet import Node
from hpscore.scoring.context import Context
from hpscore.scoring.targets import score_target

__all__ = ["LEAVES", "MOST_KNOWN", "lost_of", "met_of", "plain_answers", "score_leaf"]

Value = Bound | bool | str
Earning = tuple[Number, Mapping[str, object]]
"""Points, and what decided them."""
Earn = Callable[[Node, Value, Context], Earning]

_CAUSES: Final = {"met": "not_met", "rating": "judged"}


def score_leaf(node: Node, context: Context) -> Trace:
    """Score a part that reads one answer."""
    asked = node.asked
    assert asked is not None  # a leaf asks
    answer = context.answers.get(asked.id) or asked.default
    known = context.memo.get(id(node))
    if known is None or not (answer is None or _bare(answer)):
        return _score(node, answer, context)
    value = None if answer is None else answer.value
    key = value.as_integer_ratio() if type(value) is Fraction else value
    trace = known.get(key)
    if trace is None:
        trace = _score(node, answer, context)
        if len(known) < MOST_KNOWN:
            known[key] = trace
    return trace


def plain_answers(names: Iterable[str], answers: Mapping[str, Answer]) -> tuple[object, ...] | None:
    """Return the values that were answered, None for no answer; None where one is not plain.

    Of a fraction it is its two numbers, which are hashed several times faster.
    """
    found: list[object] = []
    for name in names:
        answer = answers.get(name)
        if answer is None:
            found.append(None)
        elif _bare(answer):
            value = answer.value
            found.append(value.as_integer_ratio() if type(value) is Fraction else value)
        else:
            return None
    return tuple(found)


def lost_of(low: Number, high: Number, maximum: Number, cause: str) -> Lost:
    """Say what is missing: for good, by `cause`, and what is still open."""
    if low == maximum:
        return {}
    if high == maximum:
        return {"not_answered": high - low}
    if low == high:
        return {cause: maximum - high}
    return {cause: maximum - high, "not_answered": high - low}


def met_of(low: Number, high: Number) -> bool | None:
    """Say whether a line is met: it earns more than 0; None while that is open."""
    return True if low > 0 else False if high <= 0 else None


MOST_KNOWN: Final = 1000
"""So many answers of one question keep their traces; a trace without a note is always the same."""


def _bare(answer: Answer) -> bool:
    """Say whether an answer is nothing but its value."""
    return (
        answer.value is not None
        and answer.note is None
        and answer.of is None
        and answer.state == "given"
    )


def _score(node: Node, answer: Answer | None, context: Context) -> Trace:
    asked, kind, maximum = node.asked, node.kind, node.points
    assert asked is not None
    note = None if answer is None else answer.note
    state = "unanswered" if answer is None else answer.state
    if kind == "target":
        return score_target(node, answer, context)
    if maximum is None:  # a yes-no question without points
        met = None if answer is None else bool(answer.value)
        return Trace(node.id, asked.id, kind, state, None, {}, answer, met=met, note=note)
    earn = LEAVES[kind]
    because: Mapping[str, object] = {}
    if answer is not None and answer.value is not None:
        low, because = earn(node, answer.value, context)
        high = low
    else:
        values = _possible(node) if answer is None else (answer.low, answer.high)
        earned = [earn(node, value, context)[0] for value in values]
        low, high = min(earned), max(earned)
    return Trace(
        node.id,
        asked.id,
        kind,
        state,
        Points(low, high, maximum),
        lost_of(low, high, maximum, _CAUSES.get(kind, "short")),
        answer,
        because,
        note=note,
        met=met_of(low, high),
    )


def _possible(node: Node) -> Iterable[Value]:
    """Return the ends of what may be answered."""
    asked = node.asked
    assert asked is not None
    if asked.kind == "choice":
        return asked.options
    return (False, True) if asked.kind == "yes_no" else (asked.low, asked.high)


def earn_met(node: Node, value: Value, context: Context) -> Earning:
    """All points for a yes."""
    return (node.points or 0 if value else 0), {}


def earn_bands(node: Node, value: Value, context: Context) -> Earning:
    """The value of the highest lower bound reached."""
    rule = node.part.rule
    assert rule.kind == "bands" and not isinstance(value, str)
    reached = max((bound for bound in rule.steps if bound <= value), default=None)
    if reached is None:
        return 0, {"below": min(rule.steps)}
    return rule.steps[reached], {"band": reached}


def earn_each(node: Node, value: Value, context: Context) -> Earning:
    """So much a unit, up to the points."""
    rule, cap = node.part.rule, node.points or 0
    assert rule.kind == "each" and not isinstance(value, str)
    unit = context.amount(rule.points)
    if isinstance(value, float):
        return (cap if unit and value > 0 else 0), {}
    units = reduce(Fraction(max(0, value)) / rule.per)
    if rule.steps == "whole":
        units = int(units // 1)
    earned = reduce(Fraction(units * unit))
    if earned > cap:
        return cap, {"units": units, "each": unit, "cap": cap}
    return earned, {"units": units, "each": unit}


def earn_linear(node: Node, value: Value, context: Context) -> Earning:
    """In proportion between two answers."""
    rule, cap = node.part.rule, node.points or 0
    assert rule.kind == "linear" and not isinstance(value, str)
    start, end = context.amount(rule.from_), context.amount(rule.to)
    because: Mapping[str, object] = {"from": start, "to": end}
    if isinstance(value, float):
        return (cap if (value > 0) == (end > start) else 0), because
    part = Fraction(value - start) / (end - start)
    return reduce(min(Fraction(1), max(Fraction(0), part)) * cap), because


def earn_choice(node: Node, value: Value, context: Context) -> Earning:
    """The points of the option."""
    rule = node.part.rule
    assert rule.kind == "choice" and isinstance(value, str)
    return rule.options[value].points, {"option": value}


def earn_rating(node: Node, value: Value, context: Context) -> Earning:
    """As judged."""
    assert isinstance(value, int | Fraction)  # a rating is bounded
    return value, {}


LEAVES: Final[Mapping[str, Earn]] = {
    "met": earn_met,
    "bands": earn_bands,
    "each": earn_each,
    "linear": earn_linear,
    "choice": earn_choice,
    "rating": earn_rating,
}
