"""Expressions that formulas are made from: a small tree; `algebra` makes them.

The same tree is written as a formula (`rendering`) and worked out here (`evaluating`), so what a
form shows and what a program that does not recompute shows are one thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from hpscore.model.number import INFINITY, Bound, Number

__all__ = [
    "BETWEEN",
    "BETWEENS",
    "BIG",
    "LONGEST",
    "SPACES",
    "WIDE",
    "Expr",
    "Op",
    "ends_of",
    "is_truth",
    "number_of",
    "range_of",
]

BIG: Final = 10**12
"""Stands for infinity in a cell: more than anybody counts, and exact in binary."""

Op = Literal[
    "number",  # a constant
    "truth",  # a constant
    "text",  # a constant
    "cell",  # what a cell holds, whatever that is
    "add",
    "times",
    "ratio",
    "least",
    "most",
    "floor",
    "round",
    "if",
    "value",  # the number in a cell, 0 where there is none
    "before",  # the text before a word in a text, empty where there is no such word
    "after",  # the text after it
    "trimmed",  # a cell as text without outer space of any kind
    "narrow",  # a text with the digits and signs of numbers in half width
    "unpercent",  # a text without a per-cent sign at its end
    "ranged",  # a text in which one word stands between two ends, however that was written
    "numeral",  # the number that a text is, an empty text where it is none
    "at_least",
    "above",
    "is_number",
    "among",
    "starts",
    "both",
    "either",
    "negated",
    "joined",
    "rest",
]


@dataclass(frozen=True, slots=True, eq=False)
class Expr:
    """A node; equal nodes of one algebra are one object."""

    op: Op
    args: tuple[Expr, ...] = ()
    constant: Number | str | bool | None = None
    low: Bound = -INFINITY
    """The least number that it can come to."""
    high: Bound = INFINITY
    whole: bool = False
    """Whether it is a whole number whatever the cells hold, so that binary numbers are exact."""
    number: int = 0
    """The place among all of its algebra: what it is made of comes before it."""
    topic: str = ""
    """What it was made for."""

    @property
    def fixed(self) -> bool:
        """Whether it is a constant."""
        return self.op in ("number", "truth", "text")


LONGEST: Final = 64
"""How long a text may be that is a number."""
WIDE: Final = str.maketrans("０１２３４５６７８９．％＋－", "0123456789.%+-")
"""What a Chinese keyboard writes in numbers."""
SPACES: Final = ("　", "\u00a0", "\n", "\t")
"""What stands around a text that was pasted, besides plain spaces."""
BETWEEN: Final = "至"
"""Stands between two ends in a text that is `ranged`."""
BETWEENS: Final = ("到", "to", "~", "～", "〜", "-", "–", "—")
"""What people write for it; a sign at the beginning is that of a number."""

_TRUTHS: Final = frozenset(
    {"truth", "at_least", "above", "is_number", "among", "starts", "both", "either", "negated"}
)


def is_truth(expr: Expr) -> bool:
    """Say whether an expression is yes or no."""
    return expr.op in _TRUTHS


def number_of(expr: Expr) -> Number:
    """Return the number that a constant is."""
    assert isinstance(expr.constant, int | Fraction)
    return expr.constant


def ends_of(expr: Expr) -> tuple[Bound, Bound]:
    """Return where a number may lie, without infinities, which do not multiply by 0."""
    return max(expr.low, -BIG), min(expr.high, BIG)


def range_of(op: Op, terms: Sequence[Expr]) -> tuple[Bound, Bound]:
    """Return where the sum, the least or the greatest of some numbers may lie."""
    lows, highs = [term.low for term in terms], [term.high for term in terms]
    if op == "add":
        return sum(lows), sum(highs)
    if op == "least":
        return min(lows), min(highs)
    if op == "most":
        return max(lows), max(highs)
    return -INFINITY, INFINITY
