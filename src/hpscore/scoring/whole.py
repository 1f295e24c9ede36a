"""The total as tiers and conditions read it."""

from __future__ import annotations

from dataclasses import dataclass

from hpscore.model.number import Bound, Number
from hpscore.model.result import Points

__all__ = ["Interval", "Whole"]

Interval = tuple[Bound, Bound]
"""A least and a greatest value, either of which may be infinite."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A total: where it may lie, and what share of the maximum that applies it is."""

    low: Number
    high: Number
    maximum: Number
    """The greatest maximum that may apply."""
    least_maximum: Number
    share: tuple[Number, Number] | None
    """Its least and greatest share of the maximum, in per cent; None where that is 0."""
    optional: bool
    """Whether nothing at all may turn out to apply: then there is no total."""
    lower_is_better: bool = False

    @property
    def points(self) -> Points:
        """The total as results give it: of the worst completion, and of the best."""
        if self.lower_is_better:
            return Points(self.high, self.low, self.maximum)
        return Points(self.low, self.high, self.maximum)
