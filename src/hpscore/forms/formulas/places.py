"""Where in a form the answers stand, as formulas name their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Places"]

Refs = Mapping[str, str]
"""The cells, as `'评分'!$C$12`, by id."""


@dataclass(frozen=True, slots=True)
class Places:
    """The cells that people fill in."""

    answers: Refs
    """By question."""
    counts: Refs = field(default_factory=dict)
    """By question: the numerator of a share given by its parts."""
    wholes: Refs = field(default_factory=dict)
    """By question: its denominator."""
    facts: Refs = field(default_factory=dict)
    """By fact."""
    vetoes: Refs = field(default_factory=dict)
    """By veto: whether it happened."""
    awarded: Refs = field(default_factory=dict)
    """By indicator: the points that were awarded directly."""
