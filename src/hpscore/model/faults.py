"""Why a value is no answer: what the question takes, what was written, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from hpscore.message import Message, say
from hpscore.model.answer import Asked, Fault
from hpscore.model.number import INFINITY, Bound, Number, spell, spell_bound
from hpscore.model.scalars import meant_number
from hpscore.model.spelling import options_in_words

__all__ = [
    "incomplete_share",
    "kind_in_words",
    "not_counted",
    "outside",
    "quoted",
    "range_inverted",
    "two_answers",
    "unknown_key",
    "wrong_kind",
]

_CODES: Final[Mapping[str, str]] = {
    "yes_no": "not-yes-no",
    "count": "not-a-count",
    "percent": "not-a-percent",
    "number": "not-a-number",
    "choice": "not-an-option",
    "rating": "not-points",
    "rate": "not-a-rate",
}

_NUMBER: Final = r"\s*([0-9]+(?:\.[0-9]+)?)\s*"
_RANGE: Final = re.compile(rf"{_NUMBER}(?:\.\.|[-–~～…至到]){_NUMBER}")
"""How people write a number that is not settled, such as 2-3."""
_SHARE: Final = re.compile(r"\s*([0-9]+)\s*[/／]\s*([0-9]+)\s*")
"""How people write a share by its parts."""

_KEYS: Final = ("value", "note", "count", "of", "from", "to", "na")
"""What a mapping that answers a question may hold."""


def kind_in_words(asked: Asked) -> Message:
    """Say what a question takes."""
    low, high = spell_bound(asked.low), spell_bound(asked.high)
    if asked.kind == "yes_no":
        return say("yes or no")
    if asked.kind == "choice":
        return say("one of {options}", options=options_in_words(asked.options, asked.titles))
    if asked.kind == "rating":
        return say("points from {low} to {high}", low=low, high=high)
    if asked.kind == "rate":
        return say("a share by its parts (count, of, population, date)")
    bounded = asked.high != INFINITY
    if asked.kind == "count":
        if bounded:
            return say("a whole number from {low} to {high}", low=low, high=high)
        return say("a whole number from {low}", low=low)
    if asked.kind == "percent":
        return say("per cent from {low} to {high}", low=low, high=high)
    if asked.low == -INFINITY:
        return say("a number up to {high}", high=high) if bounded else say("a number")
    if bounded:
        return say("a number from {low} to {high}", low=low, high=high)
    return say("a number from {low}", low=low)


def wrong_kind(asked: Asked, raw: object) -> Fault:
    """Say that a value is of another kind than the question takes."""
    in_words = kind_in_words(asked)
    message = say(
        "'{question}' takes {kind}, got {got}", question=asked.id, kind=in_words, got=_got(raw)
    )
    if asked.kind in ("yes_no", "choice", "rate"):
        return Fault(_CODES[asked.kind], message, say("write {kind}", kind=in_words))
    parts = _meant_parts(asked, raw)
    if parts is not None:
        return Fault(_CODES[asked.kind], message, parts)
    number = meant_number(raw)
    whole = asked.kind != "count" or isinstance(number, int)
    fits = number is not None and whole and outside(asked, number) is None
    return Fault(_CODES[asked.kind], message, _write(in_words, number if fits else None))


def _meant_parts(asked: Asked, raw: object) -> Message | None:
    """Say how to write a range, or a share by its parts, where a text looks like one."""
    text = raw if isinstance(raw, str) else ""
    if found := _RANGE.fullmatch(text):
        low, high = found.groups()
        return say("a number that is not settled: {{from: {low}, to: {high}}}", low=low, high=high)
    if asked.kind == "percent" and (found := _SHARE.fullmatch(text)):
        count, of = found.groups()
        return say(
            "a share by its parts: {{count: {count}, of: {of}}}; "
            "in a table the columns {question}:count and {question}:of",
            count=count,
            of=of,
            question=asked.id,
        )
    return None


def _write(kind: Message, meant: Number | None) -> Message:
    """Say how to mend a value: by the number that was meant, where it is one that is possible."""
    if meant is not None:
        return say("write {number}", number=spell(meant))
    return say("write {kind}, or leave it out while it is not known", kind=kind)


def outside(asked: Asked, value: Number) -> Fault | None:
    """Say that a number is none of the possible answers; None where it is one."""
    if not asked.low <= value <= asked.high:
        return Fault(
            "out-of-range",
            say(
                "'{question}' takes {kind}, got {got}",
                question=asked.id,
                kind=kind_in_words(asked),
                got=spell(value),
            ),
            say("check the number; what is not known is left out"),
        )
    if asked.step is not None and value % asked.step != 0:
        return Fault(
            "not-a-step",
            say(
                "'{question}' is judged in steps of {step}, got {got}",
                question=asked.id,
                step=spell(asked.step),
                got=spell(value),
            ),
            say("write the nearest step"),
        )
    return None


def not_counted(asked: Asked, key: str, raw: object) -> Fault:
    """Say that a part of a share is no count."""
    number = meant_number(raw)
    return Fault(
        "not-a-count",
        say(
            "'{key}' of '{question}' takes a whole number from 0, got {got}",
            key=key,
            question=asked.id,
            got=_got(raw),
        ),
        _write(
            say("a whole number from {low}", low=0),
            number if isinstance(number, int) and number >= 0 else None,
        ),
        (key,),
    )


def incomplete_share(asked: Asked, given: str, wanted: str) -> Fault:
    """Say that a share, or a rate, lacks one of its parts."""
    return Fault(
        "incomplete-share",
        say(
            "'{question}' has '{given}' without '{wanted}'",
            question=asked.id,
            given=given,
            wanted=wanted,
        ),
        say("a share takes both its parts: {{count: 412, of: 500}}")
        if wanted in ("count", "of")
        else say("a rate says of whom and when: population, date"),
        (given,),
    )


def range_inverted(asked: Asked, low: Bound, high: Bound, key: str) -> Fault:
    """Say that a range ends below where it begins."""
    return Fault(
        "range-inverted",
        say(
            "'{question}' runs from {low} to {high}",
            question=asked.id,
            low=spell_bound(low),
            high=spell_bound(high),
        ),
        say("write the lower end first"),
        (key,),
    )


def two_answers(asked: Asked, first: str, second: str) -> Fault:
    """Say that one mapping answers a question in two ways."""
    return Fault(
        "two-answers",
        say(
            "'{question}' is answered twice: {first} and {second}",
            question=asked.id,
            first=first,
            second=second,
        ),
        say("keep one of them"),
    )


def unknown_key(key: str) -> Fault:
    """Say that an answer's mapping has a key that means nothing there."""
    return Fault(
        "unknown-key",
        say("an answer takes no '{key}'", key=key),
        say("an answer is a value, or {keys}", keys=_KEYS),
        (key,),
    )


def _got(raw: object) -> Message | str:
    if isinstance(raw, dict):
        return say("a mapping")
    if isinstance(raw, list):
        return say("a list")
    if raw is None:
        return say("nothing")
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, int | Fraction):
        return spell(raw)
    text = str(raw)
    if not isinstance(raw, str):
        return text[:60]
    return quoted(text if len(text) <= 40 else text[:37] + "…")


def quoted(text: str) -> Message:
    """Return a text as it was written, in quotes; what cannot be seen in it is spelt out."""
    return say("'{text}'", text=repr(text)[1:-1])
