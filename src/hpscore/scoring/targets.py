"""Target lines: met or not, how far off, and what is still due; they earn no points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil, floor
from typing import TYPE_CHECKING

from hpscore.model.answer import Answer, Asked
from hpscore.model.number import Bound, Number, divide
from hpscore.model.result import Distance, Trace
from hpscore.model.sheet import Node
from hpscore.scoring.comparing import compare, operand
from hpscore.scoring.context import Context
from hpscore.scoring.schedule import calendar_of

if TYPE_CHECKING:
    from hpscore.model.condition import Comparand

__all__ = ["score_target"]

Ends = tuple[Bound, Bound]


def score_target(node: Node, answer: Answer | None, context: Context) -> Trace:
    """Met or not, and how far off, in the unit of the answer."""
    rule, asked = node.part.rule, node.asked
    assert rule.kind == "target" and asked is not None
    name, comparand = rule.comparison
    wanted = operand(comparand, context)
    given = (asked.low, asked.high) if answer is None else (answer.low, answer.high)
    value, all_of_it = _number(given), _number(wanted)
    calendar = None
    if rule.due is not None:
        calendar = calendar_of(rule.due, context, whole=asked.kind == "count")
    if calendar is not None and wanted is not None:
        wanted = calendar.so_far(wanted[0]), calendar.so_far(wanted[1])
    met = None if wanted is None else compare(name, given, wanted)
    target = _number(wanted)
    distance = Distance(name, target, value, None, asked.kind)
    if target is not None and value is not None:
        distance = _measured(distance, target, value, bool(met), answer, asked)
    if calendar is not None and all_of_it is not None:
        standing = None if answer is None else met
        distance = replace(distance, due=calendar.stands(all_of_it, value, standing))
    return Trace(
        node.id,
        asked.id,
        "target",
        "unanswered" if answer is None else answer.state,
        None,
        {},
        answer,
        _waiting(comparand, all_of_it),
        note=None if answer is None else answer.note,
        met=met,
        distance=distance,
    )


def _measured(
    distance: Distance,
    target: Number,
    value: Number,
    met: bool,
    answer: Answer | None,
    asked: Asked,
) -> Distance:
    """Say how much is missing; and how many units, of a count or of a share given by its parts."""
    rising = distance.comparison in ("at_least", "above")
    short = 0 if met else max(0, target - value if rising else value - target)
    if answer is not None and answer.count is not None and answer.of is not None:
        bound = divide(target * answer.of, 100)
        units = _units(distance.comparison, bound, answer.count, (0, answer.of))
        return replace(distance, short=short, units_short=units, of=answer.of)
    if asked.kind != "count":
        return replace(distance, short=short)
    units = _units(distance.comparison, target, value, (asked.low, asked.high))
    return replace(distance, short=short, units_short=units)


def _units(comparison: str, bound: Number, counted: Number, possible: Ends) -> int | None:
    """Return how many units more, or fewer, reach a bound; None where no number of them does."""
    if comparison in ("at_least", "above"):
        wanted = ceil(bound) if comparison == "at_least" else floor(bound) + 1
        return None if wanted > possible[1] else max(0, ceil(wanted - counted))
    wanted = floor(bound) if comparison == "at_most" else ceil(bound) - 1
    return None if wanted < possible[0] else max(0, ceil(counted - wanted))


def _waiting(comparand: Comparand, target: Number | None) -> Mapping[str, object]:
    """Name the question or fact that a target is still to be read from."""
    name = comparand.question or comparand.fact
    return {} if name is None or target is not None else {"open": [name]}


def _number(ends: Ends | None) -> Number | None:
    """Return the number that an interval has come down to; None while it is open."""
    if ends is None:
        return None
    low, high = ends
    return None if low != high or isinstance(low, float) else low
