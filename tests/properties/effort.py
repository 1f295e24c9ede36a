"""How many examples a property is tried with: `PROPERTY_EFFORT=50` tries fifty times as many."""

from __future__ import annotations

import os

from hypothesis import settings

__all__ = ["tries"]

_EFFORT = int(os.environ.get("PROPERTY_EFFORT", "1"))


def tries(count: int) -> settings:
    """Return the settings for so many examples; not the same ones each time for a longer search."""
    return settings(max_examples=count * _EFFORT, derandomize=_EFFORT == 1)
