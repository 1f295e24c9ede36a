"""Numbers that are not settled, as people write them into one cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["interval_ends"]

_NUMBER: Final = r"[+＋－-]?\d+(?:[.．]\d+)?\s*[%％]?"
_WORDS: Final = ("至", "到", "to")
_INTERVAL: Final = re.compile(
    rf"({_NUMBER})?\s*({'|'.join(_WORDS)}|[~～〜]|[-–—－])\s*({_NUMBER})?", re.IGNORECASE
)
_BOUND: Final = re.compile(rf"([≥≤])\s*({_NUMBER})")


def interval_ends(text: str) -> Mapping[str, str]:
    """Return the ends of a number that is not settled, `7 至 9` or `≥7`; nothing for any other."""
    bound = _BOUND.fullmatch(text)
    if bound is not None:
        return {"from" if bound[1] == "≥" else "to": bound[2]}
    found = _INTERVAL.fullmatch(text)
    if found is None:
        return {}
    low, mark, high = found.groups()
    if not (low and high) and mark.casefold() not in _WORDS:
        return {}
    return {name: end for name, end in (("from", low), ("to", high)) if end}
