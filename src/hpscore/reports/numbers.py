"""Exact numbers as JSON has them: numbers where that is exact, else `"n/d"`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from pydantic import JsonValue

from hpscore.model.number import Number, spell
from hpscore.model.result import CAUSES, Lost, Points

__all__ = ["json_lost", "json_number", "json_points"]

_DIGITS: Final = 15  # so many significant digits survive any reader that uses floats


def json_number(value: Number) -> int | float | str:
    """Return a JSON number of at most 15 significant digits, or else the text `n/d`.

    A float of so few digits is written with exactly those digits, so nothing is lost.
    """
    if isinstance(value, int):
        few = len(str(abs(value)).rstrip("0")) <= _DIGITS
        return value if few else f"{value}/1"
    text = spell(value)
    if "/" in text:
        return text
    number = float(text)
    # a decimal beyond the range of floats would come out as 0
    return number if Fraction(repr(number)) == value else f"{value.numerator}/{value.denominator}"


def json_points(points: Points | None) -> dict[str, JsonValue] | None:
    """Return an interval of points and its maximum."""
    if points is None:
        return None
    return {
        "earned": json_number(points.earned),
        "reachable": json_number(points.reachable),
        "maximum": json_number(points.maximum),
    }


def json_lost(lost: Lost) -> dict[str, JsonValue]:
    """Return points lost by cause, in the fixed order of causes."""
    known: Mapping[str, Number] = {cause: lost[cause] for cause in CAUSES if cause in lost}
    return {cause: json_number(value) for cause, value in known.items()}
