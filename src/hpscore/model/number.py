"""Exact numbers: whole numbers and fractions, never floats.

A whole number is an `int`; anything else is a `Fraction` in lowest terms. `INFINITY` stands
only for an unbounded end of an interval of answers; it never reaches a score.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Final

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

__all__ = ["INFINITY", "Exact", "Number", "add", "divide", "exact", "reduce", "spell"]

Number = int | Fraction
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
    return reduce(Fraction(dividend) / divisor)


def add(values: Iterable[Number]) -> Number:
    """Sum exactly: whole numbers first, fractions by denominator, which is several times faster."""
    whole = 0
    parts: dict[int, int] = {}
    for value in values:
        if type(value) is Fraction:
            parts[value.denominator] = parts.get(value.denominator, 0) + value.numerator
        else:
            whole += value  # type: ignore[assignment]  # an int here
    if not parts:
        return whole
    total = Fraction(whole)
    for denominator, numerator in parts.items():
        total += Fraction(numerator, denominator)
    return reduce(total)


def spell(value: Number) -> str:
    """Write a number out: a decimal of at most 15 significant digits, else `n/d`."""
    if type(value) is int:
        return str(value)
    fraction = Fraction(value)
    denominator = fraction.denominator
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
    places += max(twos, fives)
    scaled = abs(fraction) * 10**places
    if denominator != 1 or len(str(scaled.numerator)) > _DIGITS:
        return f"{fraction.numerator}/{fraction.denominator}"
    digits = str(scaled.numerator).rjust(places + 1, "0")
    sign = "-" if fraction < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _read(value: object) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction | str):
        raise PydanticCustomError("number", "takes a number")
    if isinstance(value, Fraction):
        return reduce(value)
    if isinstance(value, str):
        # keys of a mapping arrive as text; a value in quotes is welcome too
        try:
            return exact(Decimal(value)) if len(value) <= 2 * _DIGITS else _refuse()
        except (ArithmeticError, ValueError):
            _refuse()
    return exact(value)


def _refuse() -> Number:
    raise PydanticCustomError("number", "takes a number")


Exact = Annotated[
    Number,
    BeforeValidator(_read),
    PlainSerializer(spell, return_type=str),
    WithJsonSchema({"type": "number"}),
]
"""A field that takes an exact number, written as a decimal."""
