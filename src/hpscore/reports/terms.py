"""Words for what a result says with fixed terms: causes, states, comparisons, numbers, answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Final

from hpscore.message import Message, say
from hpscore.model.answer import Answer
from hpscore.model.number import Number, spell
from hpscore.model.result import Points
from hpscore.reports.names import Names

__all__ = [
    "CAUSE_WORDS",
    "GATE_WORDS",
    "REASON_WORDS",
    "ROUNDING_WORDS",
    "SEVERITY_WORDS",
    "SIGNS",
    "STATE_WORDS",
    "addition",
    "answer_words",
    "in_order",
    "interval",
    "number_words",
    "points_words",
    "rounded",
]

CAUSE_WORDS: Final[Mapping[str, Message]] = {
    "not_met": say("not met"),
    "short": say("short"),
    "judged": say("judged"),
    "deducted": say("deducted"),
    "dependency": say("dependency"),
    "veto": say("vetoed"),
    "not_applicable": say("not applicable"),
    "not_answered": say("not answered"),
    "awarded": say("awarded directly"),
}
"""Why points are missing."""

STATE_WORDS: Final[Mapping[str, Message]] = {
    "final": say("final"),
    "open": say("open"),
    "not_applicable": say("not applicable"),
    "given": say("answered"),
    "derived": say("derived"),
    "awarded": say("awarded directly"),
    "unanswered": say("not answered"),
}
"""How a line or a question stands."""

GATE_WORDS: Final[Mapping[str, Message]] = {
    "met": say("attained"),
    "unmet": say("not attained"),
    "on_time": say("on time"),
    "behind": say("behind"),
    "yes": say("it happened"),
    "no": say("it did not happen"),
    "open": say("open"),
}
"""How a prerequisite, a veto or a line without points stands."""

REASON_WORDS: Final[Mapping[str, Message]] = {
    "yes": say("it holds"),
    "no": say("it does not hold"),
    "open": say("open"),
}
"""How a reason to withhold the total stands."""

SEVERITY_WORDS: Final[Mapping[str, Message]] = {
    "error": say("error"),
    "warning": say("warning"),
    "note": say("note"),
}
"""How much a problem or a flag weighs."""

ROUNDING_WORDS: Final[Mapping[str, Message]] = {
    "half_up": say("half up"),
    "half_even": say("half to even"),
    "up": say("up"),
    "down": say("down"),
}
"""Which multiple a total is rounded to."""

SIGNS: Final[Mapping[str, str]] = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<"}
"""Comparisons, as sheets print them."""


_PLACES: Final = 2


def number_words(value: Number | float, kind: str = "") -> str:
    """Write a number out, in per cent where its question asks that; ∞ where it has no bound.

    Per cent that no decimal is exact for are rounded to two places, and say so by ≈.
    """
    if isinstance(value, float):
        return "∞" if value > 0 else "-∞"
    if kind not in ("percent", "rate"):
        return spell(value)
    said = spell(value)
    # a share such as 2/3 has no decimal: people read two places, documents have it exactly
    return f"≈{rounded(value, _PLACES)}%" if "/" in said else f"{said}%"


def interval(points: Points) -> str:
    """Write points out: one number once they are final, else `least–most`."""
    if points.final:
        return spell(points.earned)
    return "–".join(spell(end) for end in in_order(points))


def in_order(points: Points) -> tuple[Number, Number]:
    """Return the ends in the order of their size, also where less is better."""
    return min(points.earned, points.reachable), max(points.earned, points.reachable)


def points_words(points: Points) -> str:
    """Write points out with their maximum, where they have one: `1–2 / 3`."""
    said = interval(points)
    return f"{said} / {spell(points.maximum)}" if points.maximum else said


def rounded(value: Number, places: int) -> str:
    """Write a number out with so many places, rounded half up (away from 0)."""
    scaled = abs(Fraction(value)) * 10**places
    units = floor(scaled)
    if scaled - units >= Fraction(1, 2):
        units += 1
    digits = str(units).rjust(places + 1, "0")
    sign = "-" if value < 0 and units else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def answer_words(answer: Answer | None, question: str, names: Names) -> str:
    """Say an answer in words: yes or no, a number, an option's title, a range, or none."""
    if answer is None:
        return names.word(say("not answered"))
    if answer.state == "not_applicable":
        return names.word(say("not applicable"))
    asked = names.sheet.questions.get(question)
    kind = "" if asked is None else asked.kind
    value = answer.value
    if value is None:
        ends = (number_words(answer.low, kind), number_words(answer.high, kind))
        return names.word(say("{low} to {high}", low=ends[0], high=ends[1]))
    if isinstance(value, bool):
        return names.case(question, "yes" if value else "no")
    if isinstance(value, str):
        return names.case(question, value)
    if answer.of is None or answer.count is None:
        return number_words(value, kind)
    share = f"{spell(answer.count)}/{spell(answer.of)}"
    return names.bracketed(number_words(value, kind), share)


def addition(
    terms: Sequence[Points], total: Points, names: Names, steps: Sequence[str] = ()
) -> str:
    """Write a sum out, `2 + 3 = 5`; its least and its most where it is open.

    `steps` say what is done to the sum before it is the total.
    """
    low = _added([term.earned for term in terms], total.earned, steps, names)
    if total.final and all(term.final for term in terms):
        return low
    high = _added([term.reachable for term in terms], total.reachable, steps, names)
    return names.word(say("at least {least}; at most {most}", least=low, most=high))


def _added(terms: Sequence[Number], total: Number, steps: Sequence[str], names: Names) -> str:
    said = ""
    for term in terms:
        sign = "-" if term < 0 else "+"
        said += f" {sign} {spell(-term if term < 0 else term)}" if said else spell(term)
    return f"{names.listed([said or '0', *steps])} = {spell(total)}"
