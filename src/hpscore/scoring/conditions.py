"""Conditions decided over intervals: yes (True), no (False) or open (None).

Open means that completions differ, or that nothing applies; an open condition is never taken
for yes or for no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from hpscore.model.result import Atom, Brought, Trace
from hpscore.model.switches import Switch, amounts_of, switch_of
from hpscore.scoring.comparing import answered, compare, fact_value, operand
from hpscore.scoring.context import Context, case_key
from hpscore.scoring.leaves import score_leaf
from hpscore.scoring.schedule import is_over
from hpscore.scoring.sums import brought_by, extremes, may_be_empty, ratio
from hpscore.scoring.whole import Interval

if TYPE_CHECKING:
    from hpscore.model.condition import Condition, Test

__all__ = ["blame", "decide"]

Outcomes = frozenset[bool | None]
"""What a group of lines may turn out to be: met, not met, or without anything that applies."""

_EITHER: Outcomes = frozenset({True, False})


def decide(condition: Condition, context: Context) -> bool | None:
    """Decide a condition; None while it is open."""
    if condition.form == "test":
        return _decide_test(condition, context)
    if condition.form == "not":
        inner = decide(condition.not_, context)
        return None if inner is None else not inner
    every = condition.form == "all"
    states = [decide(member, context) for member in _members(condition)]
    if (not every) in states:
        return not every
    return None if None in states else every


def blame(condition: Condition, context: Context, state: bool | None) -> Iterator[str]:
    """Yield what makes a condition what it is (`state`): the subjects of the tests that decide.

    Of an open one, also what its subjects are compared with, where that is not known.
    """
    if condition.form == "test":
        yield condition.subject
        if state is None:
            yield from (name for _, name in _compared(condition, context))
    elif condition.form == "not":
        yield from blame(condition.not_, context, None if state is None else not state)
    else:
        for member in _members(condition):
            if decide(member, context) is state:
                yield from blame(member, context, state)


def _members(condition: Condition) -> tuple[Condition, ...]:
    if condition.form == "all":
        return condition.all
    assert condition.form == "any"
    return condition.any


def _compared(test: Test, context: Context) -> Iterator[Switch]:
    """Yield the questions and facts, not known, that a test needs besides its subject."""
    comparand = test.comparand
    if comparand is not None:
        if comparand.question is not None and _open(comparand.question, context):
            yield "question", comparand.question
        if comparand.fact is not None and comparand.fact not in context.facts:
            yield "fact", comparand.fact
        if comparand.by is not None:
            yield from context.unknown([switch_of(comparand.by)])
    elif test.kind == "question" and test.subject in context.sheet.leaves:
        yield from context.unknown(_leaf_switches(test, context))


def _open(question: str, context: Context) -> bool:
    ends = answered(question, context)
    return ends is None or ends[0] != ends[1]


def _decide_test(test: Test, context: Context) -> bool | None:
    comparison = test.comparison
    if test.kind == "period":
        return is_over(context)
    if comparison == "met":
        return _question_met(test, context) if test.kind == "question" else _met(test, context)
    if comparison == "is":
        return _is(test, context)
    if comparison in ("full", "zero"):
        return _extent(test, comparison, context)
    comparand = test.comparand
    assert comparand is not None  # the four comparisons of numbers have one
    if comparand.share is not None:
        left, right = _share(test, context), (comparand.share, comparand.share)
        return None if left is None else compare(comparison, left, right)
    value, other = _value(test, context), operand(comparand, context)
    return None if value is None or other is None else compare(comparison, value, other)


def _question_met(test: Test, context: Context) -> bool | None:
    asked, answer = context.sheet.questions[test.subject], context.answer(test.subject)
    if asked.not_applicable and (answer is None or answer.state == "not_applicable"):
        return None
    if asked.kind == "yes_no":
        return None if answer is None else bool(answer.value)
    leaf = context.sheet.leaves[test.subject]  # a leaf may be asked whether it earns
    unknown = context.unknown(_leaf_switches(test, context))
    states = {score_leaf(leaf, context.assume(case)).met for case in context.cases(unknown)}
    return states.pop() if len(states) == 1 else None


def _leaf_switches(test: Test, context: Context) -> Iterator[Switch]:
    for amount in amounts_of(context.sheet.leaves[test.subject].part):
        if amount.by is not None:
            yield switch_of(amount.by)


def _is(test: Test, context: Context) -> bool | None:
    assert test.is_ is not None
    if test.kind == "fact":
        fact = context.facts.get(test.subject)
        return None if fact is None else fact == case_key(test.is_)
    answer = context.answer(test.subject)
    if answer is None or not isinstance(answer.value, bool | str):
        return None
    return case_key(answer.value) == case_key(test.is_)


def _met(test: Test, context: Context) -> bool | None:
    if test.kind == "indicator":
        line = context.lines[test.subject]
        return None if line.optional else line.met  # of what does not apply it is None
    lines = [context.lines[name] for name in context.sheet.group(test.kind, test.subject)]
    return _settled(_together(_line_outcomes(line) for line in lines))


def _line_outcomes(line: Trace) -> Outcomes:
    if line.state == "not_applicable" and line.met is None:
        return frozenset({None})
    met: Outcomes = _EITHER if line.met is None else frozenset({line.met})
    return met | {None} if line.optional else met


def _extent(test: Test, comparison: str, context: Context) -> bool | None:
    """Decide whether a subject earns all its points, or none."""
    if test.kind == "total":
        if context.total is None or context.total.optional:
            return None
        if comparison == "zero":
            return compare("at_most", _ends(context), (0, 0))
        share = context.total.share
        return None if share is None else compare("at_least", share, (100, 100))
    return _settled(_outcomes(_brought(test, context), _full if comparison == "full" else _zero))


def _full(atom: Atom) -> Outcomes:
    return _between(atom.low >= atom.maximum, atom.high >= atom.maximum)


def _zero(atom: Atom) -> Outcomes:
    return _between(atom.high <= 0, atom.low <= 0)


def _between(sure: bool, possible: bool) -> Outcomes:
    return frozenset({True}) if sure else _EITHER if possible else frozenset({False})


def _outcomes(brought: Iterable[Brought], holds: Callable[[Atom], Outcomes]) -> Outcomes:
    return _together(
        holds(member)
        if isinstance(member, Atom)
        else frozenset().union(*(_outcomes(case, holds) for case in member.cases))
        for member in brought
    )


def _together(members: Iterable[Outcomes]) -> Outcomes:
    """Say what a group may be: not met with one that is not, met with all that apply."""
    found = list(members)
    group: set[bool | None] = set()
    if any(False in member for member in found):
        group.add(False)
    if all(None in member for member in found):
        group.add(None)
    if any(True in member for member in found) and all(member - {False} for member in found):
        group.add(True)
    return frozenset(group)


def _settled(outcomes: Outcomes) -> bool | None:
    return next(iter(outcomes)) if len(outcomes) == 1 else None


def _brought(test: Test, context: Context) -> tuple[Brought, ...]:
    names = context.sheet.group(test.kind, test.subject)
    return tuple(member for name in names for member in brought_by(context.lines[name]))


def _value(test: Test, context: Context) -> Interval | None:
    if test.kind == "question":
        return answered(test.subject, context)
    if test.kind == "fact":
        return fact_value(test.subject, context)
    if test.kind == "total":
        return None if context.total is None or context.total.optional else _ends(context)
    brought = _brought(test, context)
    if may_be_empty(brought):
        return None
    low, _ = extremes(brought, lambda atom: atom.low)
    return low, extremes(brought, lambda atom: atom.high)[1]


def _share(test: Test, context: Context) -> Interval | None:
    if test.kind == "total":
        total = context.total
        return None if total is None or total.optional else total.share
    brought = _brought(test, context)
    ends = None if may_be_empty(brought) else ratio(brought)
    return None if ends is None else (ends[0] * 100, ends[1] * 100)


def _ends(context: Context) -> Interval:
    assert context.total is not None
    return context.total.low, context.total.high
