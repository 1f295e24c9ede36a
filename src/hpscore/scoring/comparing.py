"""Comparisons of what may still lie anywhere in an interval: yes, no, or open (None)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hpscore.model.number import INFINITY
from hpscore.scoring.context import Context
from hpscore.scoring.whole import Interval

if TYPE_CHECKING:
    from hpscore.model.condition import Comparand

__all__ = ["answered", "compare", "fact_value", "operand"]


def compare(name: str, left: Interval, right: Interval) -> bool | None:
    """Compare two intervals; None while their ends disagree."""
    low, high = left
    least, most = right
    if name == "at_least":
        return True if low >= most else False if high < least else None
    if name == "above":
        return True if low > most else False if high <= least else None
    if name == "at_most":
        return True if high <= least else False if low > most else None
    return True if high < least else False if low >= most else None


def operand(comparand: Comparand, context: Context) -> Interval | None:
    """Return what a subject is compared with; None where it does not apply, or may not."""
    if comparand.question is not None:
        return answered(comparand.question, context)
    if comparand.fact is not None:
        return fact_value(comparand.fact, context)
    return context.amounts(comparand)


def answered(question: str, context: Context) -> Interval | None:
    """Return where the answer to a question lies; None where it does not apply, or may not."""
    answer = context.answer(question)
    if answer is None:
        asked = context.sheet.questions[question]
        return None if asked.not_applicable else (asked.low, asked.high)
    return None if answer.state == "not_applicable" else (answer.low, answer.high)


def fact_value(name: str, context: Context) -> Interval:
    """Return where a number of the subject lies: anywhere, while it is not known."""
    value = context.facts.get(name)
    return (-INFINITY, INFINITY) if value is None or isinstance(value, str) else (value, value)
