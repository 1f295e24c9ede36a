"""Plain text to values: null, booleans and exact numbers, by the rules of YAML 1.2's core.

`yes`, `no`, `on` and `off` stay text, and so does what only looks like a number to older
parsers: 010, 0x1F, 12:30, .inf and dates.
"""

from __future__ import annotations

import re
from decimal import Decimal

from hpscore.source.limits import Limits
from hpscore.source.value import Value

__all__ = ["NumberTooLongError", "number", "plain_value"]

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_FIRST = frozenset({"", *"~nNtTfF", *"+-.0123456789"})
"""What a plain scalar that is not text may begin with."""

_NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(\.[0-9]*)?|(\.[0-9]+))(?:[eE]([-+]?[0-9]+))?")


class NumberTooLongError(ValueError):
    """A number has more digits, or a larger exponent, than is read."""


def plain_value(text: str, limits: Limits) -> Value:
    """Return the value of a YAML scalar written without quotes.

    Raises NumberTooLongError.
    """
    if text[:1] not in _FIRST:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return number(text, limits)


def number(text: str, limits: Limits) -> int | Decimal | str:
    """Return the number that `text` is, or `text` itself; decimals keep their digits.

    Raises NumberTooLongError.
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    exponent = match[3]
    mantissa = text if exponent is None else text[: match.start(3) - 1]
    if len(mantissa) > limits.digits and sum(map(str.isdigit, mantissa)) > limits.digits:
        raise NumberTooLongError(text)
    if match.lastindex is None:
        return int(text)
    if exponent is not None and _too_far(exponent, limits.exponent):
        raise NumberTooLongError(text)
    return Decimal(text)


def _too_far(exponent: str, limit: int) -> bool:
    digits = exponent.lstrip("+-0")
    return len(digits) > len(str(limit)) or int(digits or "0") > limit
