"""Conditions in words: what must hold, as a person would say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hpscore.message import Message, say
from hpscore.model.number import spell
from hpscore.reports.names import Names
from hpscore.reports.terms import SIGNS, number_words

if TYPE_CHECKING:
    from hpscore.model.condition import Amount, Comparand, Condition, Test

__all__ = ["amount_words", "comparand_words", "condition_words"]

_EXTENTS: Final[dict[str, Message]] = {
    "full": say("earns all its points"),
    "zero": say("earns nothing"),
}


def condition_words(condition: Condition, names: Names) -> str:
    """Say a condition; members of a nested one stand in brackets."""
    if condition.form == "test":
        return _test(condition, names)
    if condition.form == "not":
        return names.word(
            say("not ({condition})", condition=condition_words(condition.not_, names))
        )
    every = condition.form == "all"
    members = condition.all if condition.form == "all" else condition.any
    said = [
        condition_words(member, names)
        if member.form == "test"
        else names.bracketed("", condition_words(member, names)).strip()
        for member in members
    ]
    return names.linked(said, say("and") if every else say("or"))


def _test(test: Test, names: Names) -> str:
    if test.kind == "period":
        return names.word(say("the period is over"))
    subject = _subject(test, names)
    comparison = test.comparison
    if comparison == "met":
        return names.word(say("{subject} {extent}", subject=subject, extent=_met(test, names)))
    if comparison in _EXTENTS:
        return names.word(say("{subject} {extent}", subject=subject, extent=_EXTENTS[comparison]))
    if comparison == "is":
        value = test.is_
        key = ("yes" if value else "no") if isinstance(value, bool) else str(value)
        return names.word(
            say("{subject} is {option}", subject=subject, option=names.case(test.subject, key))
        )
    assert test.comparand is not None  # the other comparisons are with a number
    asked = names.sheet.questions.get(test.subject) if test.kind == "question" else None
    wanted = comparand_words(test.comparand, names, "" if asked is None else asked.kind)
    return f"{subject} {SIGNS[comparison]} {wanted}"


def _met(test: Test, names: Names) -> Message:
    """Say what it takes to be met: a yes, points, or a target reached."""
    if test.kind == "question":
        asked = names.sheet.questions.get(test.subject)
        return (
            say("is yes") if asked is not None and asked.kind == "yes_no" else say("earns points")
        )
    if test.kind == "indicator":
        return say("earns points") if names.sheet.lines[test.subject].node.points else say("is met")
    return say("is met in every line")


def _subject(test: Test, names: Names) -> str:
    if test.kind in ("fact", "total"):
        return names.of(test.subject)
    title = names.line(test.subject) if test.kind == "indicator" else names.of(test.subject)
    quoted = names.quoted(title)
    return names.word(say("what is marked {mark}", mark=quoted)) if test.kind == "mark" else quoted


def comparand_words(comparand: Comparand, names: Names, kind: str = "") -> str:
    """Say what something is compared with; `kind` is the kind of question on the other side."""
    if comparand.share is not None:
        return names.word(say("{share}% of its maximum", share=spell(comparand.share)))
    other = comparand.question or comparand.fact
    return (
        names.quoted(names.of(other)) if other is not None else amount_words(comparand, names, kind)
    )


def amount_words(amount: Amount, names: Names, kind: str = "") -> str:
    """Say a number, or the number of every case: `85 (urban) / 80 (rural)`."""
    if amount.by is None:
        return number_words(amount.number or 0, kind)
    switch = amount.by.fact or amount.by.question or ""
    amounts = (
        names.bracketed(number_words(value, kind), names.case(switch, key))
        for key, value in amount.by.cases.items()
    )
    return names.either(amounts)
