"""Scalars and small mappings as YAML that reads back the same, with quotes only where needed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from hpscore.model.number import Number
from hpscore.source import Value

__all__ = ["flow", "number_value", "scalar"]

_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w@+%./()（）—～·、。，；！-]| (?! ))*")
"""Texts that need no quotes anywhere: they begin with a letter and hold no YAML signs."""
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""What some reader takes for something else than text."""
_MOST_DIGITS: Final = 40


def number_value(number: Number) -> Value:
    """Return a number as a document holds it: a whole number, a decimal, or text if it is long.

    `ValueError` for a fraction that no decimal equals.
    """
    if isinstance(number, int) and len(str(abs(number))) <= _MOST_DIGITS:
        return number
    value = Fraction(number)
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        raise ValueError(f"{number} is no decimal")
    places = max(twos, fives)
    digits = str(abs(value.numerator * 10**places // value.denominator)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    text = sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
    return Decimal(text) if len(digits) <= _MOST_DIGITS else text


def scalar(value: Value, *, answer: bool = False) -> str:
    """Write one value; a truth as yes or no where it is an `answer`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        words = ("yes", "no") if answer else ("true", "false")
        return words[0] if value else words[1]
    if isinstance(value, Decimal | int):
        return str(value)
    assert isinstance(value, str)
    return value if _needs_no_quotes(value) else _quoted(value)


def flow(value: Value, *, answer: bool = False) -> str:
    """Write a value on one line: `{value: 1, note: …}`."""
    if isinstance(value, Mapping):
        return (
            "{"
            + ", ".join(f"{scalar(k)}: {flow(v, answer=answer)}" for k, v in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, answer=answer) for item in value) + "]"
    return scalar(value, answer=answer)


def _needs_no_quotes(text: str) -> bool:
    if _DATE.fullmatch(text):
        return True
    plain = _PLAIN.fullmatch(text) is not None and not text.endswith(" ")
    return plain and text.casefold() not in _WORDS


def _quoted(text: str) -> str:
    """Write text in double quotes; JSON's escapes are YAML's, as long as no pair is needed."""
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff]",
        lambda found: f"\\u{ord(found[0]):04x}",
        json.dumps(text, ensure_ascii=False),
    )
