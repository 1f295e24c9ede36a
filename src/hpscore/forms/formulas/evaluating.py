"""Expressions worked out from what the cells hold, exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, cast

from hpscore.forms.formulas.expressions import (
    BETWEEN,
    BETWEENS,
    LONGEST,
    SPACES,
    WIDE,
    Expr,
    Op,
)
from hpscore.model.number import Number, add, divide, reduce

__all__ = ["Cell", "evaluate"]

Cell = Number | str | bool | None
"""What a cell holds, and what an expression comes to."""
_PLACES: Final = 10**9
_NUMERAL: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")


def evaluate(expr: Expr, cells: Mapping[str, Cell], done: dict[Expr, Cell]) -> Cell:
    """Work an expression out; what it is made of is in `done`, and nothing else is looked at."""
    if expr.op == "cell":
        return cells.get(str(expr.constant))
    if expr.fixed:
        return expr.constant
    if expr.op == "rest":
        return _text(done[expr.args[0]])[cast(int, expr.constant) :]
    return _WORKED[expr.op](tuple(done[arg] for arg in expr.args))


def _numbers(args: Sequence[Cell]) -> list[Number]:
    return [cast(Number, arg) for arg in args]


def _times(args: Sequence[Cell]) -> Cell:
    left, right = _numbers(args)
    return reduce(Fraction(left) * right)


def _ratio(args: Sequence[Cell]) -> Cell:
    left, right = _numbers(args)
    return divide(left, right) if right else 0


def _rounded(number: Number) -> Number:
    """Round half away from zero, as spreadsheets do."""
    scaled = Fraction(number) * _PLACES
    whole = int(abs(scaled) + Fraction(1, 2))
    return reduce(Fraction(whole if scaled >= 0 else -whole, _PLACES))


def _value(args: Sequence[Cell]) -> Cell:
    return args[0] if _is_number(args) else 0


def _is_number(args: Sequence[Cell]) -> bool:
    return isinstance(args[0], int | Fraction) and not isinstance(args[0], bool)


def _text(value: Cell) -> str:
    """Return a cell as formulas read it where they want a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    return f"{float(value):.15g}"


def _part(args: Sequence[Cell], *, after: bool) -> Cell:
    before, found, rest = _text(args[0]).partition(_text(args[1]))
    return _spaced(rest[:100] if after else before) if found else ""


def _spaced(text: str) -> str:
    return " ".join(filter(None, text.split(" ")))


def _trimmed(args: Sequence[Cell]) -> Cell:
    text = _text(args[0])
    for space in SPACES:
        text = text.replace(space, " ")
    return _spaced(text)


def _unpercent(args: Sequence[Cell]) -> Cell:
    text = _text(args[0])
    return _spaced(text[:-1]) if text.endswith("%") else text


def _ranged(args: Sequence[Cell]) -> Cell:
    text = _text(args[0])
    first, rest = text[:1], text[1:101]
    if first in ("≥", "≤"):
        return rest + BETWEEN if first == "≥" else BETWEEN + rest
    for word in BETWEENS:
        rest = rest.replace(word, BETWEEN)
    return first + rest


def _numeral(args: Sequence[Cell]) -> Cell:
    text = _text(args[0])
    if len(text) > LONGEST or not _NUMERAL.fullmatch(text):
        return ""
    return reduce(Fraction(Decimal(text)))


def _gap(args: Sequence[Cell]) -> Number:
    """Return how far a number is above another one, as far as cells can tell."""
    left, right = _numbers(args)
    return _rounded(left - right)


def _among(args: Sequence[Cell]) -> Cell:
    text, *words = (_text(arg).casefold() for arg in args)
    return text in words


def _starts(args: Sequence[Cell]) -> Cell:
    return _text(args[0]).casefold().startswith(_text(args[1]).casefold())


_WORKED: Final[Mapping[Op, Callable[[Sequence[Cell]], Cell]]] = {
    "add": lambda args: add(_numbers(args)),
    "times": _times,
    "ratio": _ratio,
    "least": lambda args: min(_numbers(args)),
    "most": lambda args: max(_numbers(args)),
    "floor": lambda args: _rounded(_numbers(args)[0]) // 1,
    "round": lambda args: _rounded(_numbers(args)[0]),
    "if": lambda args: args[1] if args[0] else args[2],
    "value": _value,
    "before": lambda args: _part(args, after=False),
    "after": lambda args: _part(args, after=True),
    "trimmed": _trimmed,
    "narrow": lambda args: _text(args[0]).translate(WIDE),
    "unpercent": _unpercent,
    "ranged": _ranged,
    "numeral": _numeral,
    "is_number": _is_number,
    "among": _among,
    "starts": _starts,
    "at_least": lambda args: _gap(args) >= 0,
    "above": lambda args: _gap(args) > 0,
    "both": all,
    "either": any,
    "negated": lambda args: not args[0],
    "joined": lambda args: "".join(map(_text, args)),
}
