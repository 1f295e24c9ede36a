"""What a line asks unless it says otherwise: the kind of answer, those that are possible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from hpscore.model.number import INFINITY, Bound, Number
from hpscore.model.scalars import fold

if TYPE_CHECKING:
    from hpscore.model.text import Text

__all__ = ["USUAL_ASK", "domain", "ways_to_write"]

USUAL_ASK: Final[Mapping[str, str]] = {
    "met": "yes_no",
    "bands": "count",
    "each": "count",
    "linear": "number",
    "choice": "choice",
    "rating": "rating",
    "target": "number",
}
"""The kind of answer that a rule reads, where the line does not choose one."""


def domain(kind: str, source: object, points: Number | None) -> tuple[Bound, Bound]:
    """Return the least and the greatest answer that a question, line or stream permits."""
    low: Bound = -INFINITY if kind == "number" else 0
    high: Bound = {"percent": 100, "rate": 100, "yes_no": 1}.get(kind, INFINITY)
    if kind == "rating" and points is not None:
        high = points
    given_low, given_high = getattr(source, "from_", None), getattr(source, "to", None)
    return (low if given_low is None else given_low, high if given_high is None else given_high)


def ways_to_write(options: Mapping[str, Text | None]) -> dict[str, str]:
    """Return every way to write an option: its id and its titles, as `fold` has them."""
    return {
        fold(text): option
        for option, title in options.items()
        for text in (option, *(title.both() if title else ()))
    }
