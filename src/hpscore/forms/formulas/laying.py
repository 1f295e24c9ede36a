"""Expressions laid out on the page of sums: what is read twice, or gets long, has its own cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from hpscore.forms.formulas.evaluating import Cell, evaluate
from hpscore.forms.formulas.expressions import Expr
from hpscore.forms.formulas.rendering import render

__all__ = ["FormulaPage", "Laid", "Sum", "lay_out"]

_LONGEST: Final = 90
"""A formula with more characters is read from its own cell."""
_WORTH_A_CELL: Final = 28
"""So much is repeated in place instead."""
_DEEPEST: Final = 6
_TEXTS: Final = frozenset(
    {"before", "after", "trimmed", "narrow", "unpercent", "ranged", "numeral"}
)
"""Formulas about texts name what they read several times."""


class FormulaPage(Protocol):
    """The hidden page that the formulas stand on, one a row."""

    def ref(self, row: int) -> str:
        """Return how formulas name the cell of a row (from 0), as `'计算'!$B$12`."""
        ...


@dataclass(frozen=True, slots=True)
class Sum:
    """One cell of the page of sums."""

    label: str
    """What it computes, for people who look."""
    formula: str
    """The formula, from its equals sign on."""
    value: float | str
    """What it comes to with the answers that the form is written with."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The cells that expressions came to stand in."""

    sums: tuple[Sum, ...]
    refs: Mapping[Expr, str]

    def pair(self, ends: tuple[Expr, Expr]) -> tuple[str, str]:
        """Return the cells of two ends."""
        return self.refs[ends[0]], self.refs[ends[1]]


def lay_out(roots: Mapping[Expr, str], page: FormulaPage, cells: Mapping[str, Cell]) -> Laid:
    """Give every root a cell, with its label, and what they share cells of its own."""
    order = _in_order(roots)
    uses = Counter(arg for expr in order for arg in expr.args)
    layout = _Layout(page, roots, uses)
    done: dict[Expr, Cell] = {}
    for expr in order:
        done[expr] = evaluate(expr, cells, done)
        layout.put(expr, done[expr])
    return Laid(tuple(layout.sums), layout.refs)


def _in_order(roots: Iterable[Expr]) -> list[Expr]:
    """Return all that roots are made of, what is read before what reads it."""
    found: dict[Expr, None] = {}
    waiting = list(roots)
    while waiting:
        expr = waiting.pop()
        if expr not in found:
            found[expr] = None
            waiting.extend(expr.args)
    return sorted(found, key=lambda expr: expr.number)


class _Layout:
    def __init__(self, page: FormulaPage, roots: Mapping[Expr, str], uses: Counter[Expr]) -> None:
        self.page, self.roots, self.uses = page, roots, uses
        self.sums: list[Sum] = []
        self.refs: dict[Expr, str] = {}
        self._inline: dict[Expr, str] = {}
        self._depth: dict[Expr, int] = {}

    def put(self, expr: Expr, value: Cell) -> None:
        """Write an expression into a cell of its own, or keep it to be written where it is read."""
        text = render(expr, self._inline.__getitem__)
        depth = 1 + max((self._depth[arg] for arg in expr.args), default=-1)
        own = expr.op in _TEXTS or (
            expr.op != "cell"
            and not expr.fixed
            and (
                len(text) > _LONGEST
                or depth > _DEEPEST
                or (self.uses[expr] > 1 and len(text) > _WORTH_A_CELL)
            )
        )
        if own or expr in self.roots:
            text, depth = self._cell(expr, text, value), 0
        self._inline[expr], self._depth[expr] = text, depth

    def _cell(self, expr: Expr, text: str, value: Cell) -> str:
        """Put a formula into the next row; return how it is read there."""
        ref = self.page.ref(len(self.sums))
        truth = isinstance(value, bool)
        shown = int(value) if isinstance(value, bool) else value
        self.sums.append(
            Sum(
                self.roots.get(expr) or expr.topic,
                f"=IF({text},1,0)" if truth else f"={text}",
                shown if isinstance(shown, str) else float(shown or 0),
            )
        )
        self.refs[expr] = ref
        return f"{ref}=1" if truth else ref
