"""Number formats of cells: which of them show a share as per cent."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["PERCENT_FORMATS", "is_percent"]

PERCENT_FORMATS: Final = frozenset({"9", "10"})
"""The numbers of the built-in formats `0%` and `0.00%`."""
_NOT_SHOWN: Final = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]?', re.DOTALL)
"""Texts in a format, escaped characters, paddings, and colours or conditions."""


def is_percent(code: str) -> bool:
    """Say whether a number format multiplies by 100, such as `0.0#%`."""
    return "%" in code and "%" in _NOT_SHOWN.sub("", code)
