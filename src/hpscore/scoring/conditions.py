"""Conditions decided over intervals: yes (True), no (False) or open (None).

Open means that completions differ, or that nothing applies; an open condition is never taken
for yes or for no.
"""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.model.condition import AllOf, Comparand, Condition, NotOf, Test
from hpscore.model.number import INFINITY, Number
from hpscore.model.result import Atom
from hpscore.scoring.context import Context, case_key
from hpscore.scoring.sums import atoms_of, ratio

__all__ = ["blame", "compare", "decide"]

Interval = tuple[Number | float, Number | float]


def decide(condition: Condition, context: Context) -> bool | None:
    """Decide a condition; None while it is open."""
    if isinstance(condition, Test):
        return _decide_test(condition, context)
    if isinstance(condition, NotOf):
        inner = decide(condition.not_, context)
        return None if inner is None else not inner
    every = isinstance(condition, AllOf)
    members = condition.all if isinstance(condition, AllOf) else condition.any
    states = [decide(member, context) for member in members]
    if (not every) in states:
        return not every
    return None if None in states else every


def blame(condition: Condition, context: Context, state: bool | None) -> Iterator[str]:
    """Yield the subjects of the tests that make a condition what it is (`state`)."""
    if isinstance(condition, Test):
        yield condition.subject
    elif isinstance(condition, NotOf):
        yield from blame(condition.not_, context, None if state is None else not state)
    else:
        members = condition.all if isinstance(condition, AllOf) else condition.any
        for member in members:
            if decide(member, context) is state:
                yield from blame(member, context, state)


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


def _decide_test(test: Test, context: Context) -> bool | None:
    comparison = test.comparison
    if comparison == "met":
        return _met(test, context)
    if comparison == "is":
        return _is(test, context)
    if comparison in ("full", "zero"):
        return _extent(_atoms(test, context), comparison)
    comparand = test.comparand
    assert comparand is not None  # the four comparisons of numbers have one
    if comparand.share is not None:
        left = _share(test, context)
        right: Interval | None = (comparand.share, comparand.share)
    else:
        left = _value(test, context)
        right = operand(comparand, context)
    if left is None or right is None:
        return None
    return compare(comparison, left, right)


def operand(comparand: Comparand, context: Context) -> Interval | None:
    """Return what a subject is compared with; None where it is not known or does not apply."""
    if comparand.question is not None:
        return _answered(comparand.question, context)
    if comparand.fact is not None:
        return _fact(comparand.fact, context)
    return context.amounts(comparand)


def _met(test: Test, context: Context) -> bool | None:
    kind, subject = test.kind, test.subject
    if kind == "question":
        answer = context.answer(subject)
        asked = context.sheet.questions[subject]
        if answer is not None and answer.state == "not_applicable":
            return None
        if asked.kind == "yes_no":
            return None if answer is None else bool(answer.value)
        from hpscore.scoring.rules import score_leaf  # a leaf may be asked whether it earns

        return score_leaf(context.sheet.leaves[subject], context).met
    states = [
        (trace.met, trace.optional)
        for name in context.sheet.group(kind, subject)
        if (trace := context.lines[name]).state != "not_applicable" or trace.met is not None
    ]
    if not states:
        return None
    if any(met is False and not optional for met, optional in states):
        return False
    # every applicable line is met; should they all drop out, nothing applies and it is open
    if all(met is True for met, _ in states) and not all(optional for _, optional in states):
        return True
    return None


def _is(test: Test, context: Context) -> bool | None:
    if test.kind == "fact":
        fact = context.facts.get(test.subject)
        return None if fact is None else fact == case_key(test.is_)  # type: ignore[arg-type]
    answer = context.answer(test.subject)
    if answer is None or answer.value is None:
        return None
    value = answer.value
    if isinstance(value, bool):
        return case_key(value) == case_key(test.is_)  # type: ignore[arg-type]
    return value == test.is_


def _extent(atoms: tuple[Atom, ...], comparison: str) -> bool | None:
    if not atoms or all(atom.optional for atom in atoms):
        return None
    if comparison == "full":
        sure = all(atom.low >= atom.maximum for atom in atoms)
        never = any(atom.high < atom.maximum and not atom.optional for atom in atoms)
    else:
        sure = all(atom.high <= 0 for atom in atoms)
        never = any(atom.low > 0 and not atom.optional for atom in atoms)
    return True if sure else False if never else None


def _atoms(test: Test, context: Context) -> tuple[Atom, ...]:
    if test.kind == "total":
        total = context.total
        return (Atom(total.earned, total.reachable, total.maximum),) if total else ()
    names = context.sheet.group(test.kind, test.subject)
    return tuple(atom for name in names for atom in atoms_of(context.lines[name]))


def _value(test: Test, context: Context) -> Interval | None:
    if test.kind == "question":
        return _answered(test.subject, context)
    if test.kind == "fact":
        return _fact(test.subject, context)
    atoms = _atoms(test, context)
    if not atoms or all(atom.optional for atom in atoms):
        return None
    low = sum(min(atom.low, 0) if atom.optional else atom.low for atom in atoms)
    return low, sum(atom.high for atom in atoms)


def _share(test: Test, context: Context) -> Interval | None:
    atoms = _atoms(test, context)
    if all(atom.optional for atom in atoms):
        return None
    ends = ratio(atoms)
    return None if ends is None else (ends[0] * 100, ends[1] * 100)


def _answered(question: str, context: Context) -> Interval | None:
    answer = context.answer(question)
    if answer is None:
        asked = context.sheet.questions[question]
        return asked.low, asked.high
    return None if answer.state == "not_applicable" else (answer.low, answer.high)


def _fact(name: str, context: Context) -> Interval | None:
    value = context.facts.get(name)
    return (-INFINITY, INFINITY) if value is None or isinstance(value, str) else (value, value)
