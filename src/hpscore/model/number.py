"""Exact numbers: whole numbers and fractions, never floats.

A whole number is an `int`; anything else is a `Fraction` in lowest terms. `INFINITY` stands
only for an unbounded end of an interval of answers; it never reaches a score.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

__all__ = [
    "INFINITY",
    "Bound",
    "Number",
    "add",
    "divide",
    "exact",
    "reduce",
    "spell",
    "spell_bound",
]

Number = int | Fraction
Bound = Number | float
"""An end of a range: a number, or an infinity where there is no end."""
INFINITY: Final = math.inf
_DIGITS: Final = 15  # a JSON number keeps at most so many significant digits exactly


def reduce(value: Number) -> Number:
    """Return a whole `Fraction` as an `int`, everything else as it is."""
    if type(value) is Fraction and value.denominator == 1:
        return value.numerator
    return value


def exact(value: int | Decimal) -> Number:
    """Turn a parsed number into an exact one; `ValueError` for a decimal that is not finite."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError("not a finite number")
        numerator, denominator = value.as_integer_ratio()
        return numerator if denominator == 1 else Fraction(numerator, denominator)
    return value


def divide(dividend: Number, divisor: Number) -> Number:
    """Divide exactly; `ZeroDivisionError` for a divisor of 0."""
    if type(dividend) is type(divisor) is int:
        whole, rest = divmod(dividend, divisor)
        return Fraction(dividend, divisor) if rest else whole
    return reduce(Fraction(dividend) / divisor)


def add(values: Iterable[Number]) -> Number:
    """Sum exactly: whole numbers first, fractions by denominator, which is several times faster."""
    whole = 0
    parts: dict[int, int] = {}
    for value in values:
        if type(value) is int:
            whole += value
        else:
            numerator, denominator = value.as_integer_ratio()
            parts[denominator] = parts.get(denominator, 0) + numerator
    if not parts:
        return whole
    total, common = whole, 1
    for denominator, numerator in parts.items():
        total = total * denominator + numerator * common
        common *= denominator
    return reduce(Fraction(total, common))


def spell(value: Number) -> str:
    """Write a number out: a decimal of at most 15 significant digits, else `n/d`."""
    if type(value) is int:
        return str(value)
    numerator, denominator = value.as_integer_ratio()
    places = _places(denominator)
    digits = "" if places is None else str(abs(numerator) * 10**places // denominator)
    if places is None or len(digits) > _DIGITS:
        return f"{numerator}/{denominator}"
    digits = digits.rjust(places + 1, "0")
    sign = "-" if numerator < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


@lru_cache(maxsize=256)
def _places(denominator: int) -> int | None:
    """Return how many decimal places a fraction in lowest terms has; None for no decimal."""
    places = 0
    while denominator % 10 == 0:
        denominator //= 10
        places += 1
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    return places + max(twos, fives) if denominator == 1 else None


def spell_bound(bound: Bound) -> str:
    """Write out an end of a range: a number, or the infinity that stands where there is no end."""
    if isinstance(bound, float):
        return "∞" if bound > 0 else "-∞"
    return spell(bound)
