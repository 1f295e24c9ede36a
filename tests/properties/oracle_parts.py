"""What the second scorer gives a line, and what one answer earns by each rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hpscore.model.condition import Amount
from hpscore.model.rules import (
    All,
    Bands,
    Best,
    By,
    Choice,
    Deduct,
    Each,
    KOf,
    Linear,
    Met,
    Part,
    Rating,
    Sum,
)

__all__ = ["NOTHING", "OpenError", "Scored", "excused", "is_leaf", "leaf", "whole"]


class OpenError(Exception):
    """Raised where a condition has nothing to decide it."""


@dataclass(frozen=True)
class Scored:
    """What a line or part earns of what, of what applies; a target is only met or not."""

    earned: Fraction = Fraction(0)
    maximum: Fraction = Fraction(0)
    applies: bool = True
    target: bool | None = None
    rest: Fraction = Fraction(0)

    @property
    def met(self) -> bool:
        """Whether it is met; what does not apply is neither."""
        if not self.applies:
            raise OpenError
        return self.earned > 0 if self.target is None else self.target


NOTHING = Scored(applies=False)


def leaf(rule: Any, value: Any, points: Fraction, amount: Callable[[Amount], Fraction]) -> Fraction:
    """Return what one answer earns."""
    if value is None:
        raise OpenError
    if isinstance(rule, Met):
        return points if value else Fraction(0)
    if isinstance(rule, Choice):
        return Fraction(rule.options[value].points)
    if isinstance(rule, Rating):
        return Fraction(value)
    if isinstance(rule, Bands):
        reached = [bound for bound in rule.steps if bound <= value]
        return Fraction(rule.steps[max(reached)]) if reached else Fraction(0)
    if isinstance(rule, Each):
        units = max(Fraction(value), Fraction(0)) / Fraction(rule.per)
        if rule.steps == "whole":
            units = Fraction(units.numerator // units.denominator)
        return min(points, units * amount(rule.points))
    assert isinstance(rule, Linear)
    start, end = amount(rule.from_), amount(rule.to)
    part = Fraction(value - start) / (end - start)
    return points * min(Fraction(1), max(Fraction(0), part))


def is_leaf(part: Part) -> bool:
    """Say whether a part reads one answer."""
    return not isinstance(part.rule, All | KOf | Sum | Best | By | Deduct)


def whole(holds: bool, points: Fraction) -> Scored:
    """Return all points, or none."""
    return Scored(points if holds else Fraction(0), points)


def excused(mode: str, points: Fraction | None) -> Scored:
    """Return a line that is not applicable."""
    if mode == "excluded":
        return NOTHING
    if points is None:
        return Scored(target=mode == "full")
    return Scored(points if mode == "full" else Fraction(0), points)
