"""Expressions as formulas, in the words that Excel 2010, WPS and LibreOffice share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from hpscore.forms.formulas.expressions import (
    BETWEEN,
    BETWEENS,
    LONGEST,
    SPACES,
    WIDE,
    Expr,
    Op,
)

__all__ = ["render"]

_DIGITS: Final = 15
_CODES: Final = {"\n": "CHAR(10)", "\t": "CHAR(9)"}
"""How formulas write what cannot stand in a text of theirs."""
_ATOMS: Final = frozenset({"number", "text", "truth", "cell"})


def render(expr: Expr, text_of: Callable[[Expr], str]) -> str:
    """Write one expression; `text_of` gives what stands for its parts."""
    if expr.fixed or expr.op == "cell":
        return _constant(expr)
    if expr.op in ("at_least", "above"):
        return _comparison(expr, text_of)
    if expr.op == "rest":
        return f"MID({text_of(expr.args[0])},{int(str(expr.constant)) + 1},500)"
    return _WRITTEN[expr.op](expr.args, [text_of(arg) for arg in expr.args])


def _constant(expr: Expr) -> str:
    value = expr.constant
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value if expr.op == "cell" else '"' + value.replace('"', '""') + '"'
    assert isinstance(value, int | Fraction)
    return _digits(value)


def _digits(value: int | Fraction) -> str:
    """Write a number with as many digits as a cell keeps; what is no decimal is a division."""
    whole = Fraction(value)
    places = next((n for n in range(_DIGITS) if (whole * 10**n).denominator == 1), None)
    if places is not None:
        return f"{Decimal(whole.numerator) / Decimal(whole.denominator):f}"
    return f"({whole.numerator}/{whole.denominator})"


def _comparison(expr: Expr, text_of: Callable[[Expr], str]) -> str:
    """Compare; numbers that binary cannot hold are rounded first."""
    left, right = expr.args
    sign = ">=" if expr.op == "at_least" else ">"
    if left.whole and right.whole:
        return f"{_operand(left, text_of)}{sign}{_operand(right, text_of)}"
    if right.op == "number":
        return f"ROUND({text_of(left)},9){sign}{text_of(right)}"
    if left.op == "number":
        return f"{text_of(left)}{sign}ROUND({text_of(right)},9)"
    return f"ROUND({text_of(left)}-{_operand(right, text_of)},9){sign}0"


def _operand(expr: Expr, text_of: Callable[[Expr], str]) -> str:
    text = text_of(expr)
    return f"({text})" if expr.op in ("add", "times", "ratio") and not _short(text) else text


def _short(text: str) -> bool:
    """Say whether a text is the name of one cell, or a number: it needs no brackets."""
    return not any(sign in text[1:] for sign in "+-*/&")


def _bracketed(text: str) -> str:
    return text if _short(text) or (text.endswith(")") and text.count("(") == 1) else f"({text})"


def _sum(args: Sequence[Expr], texts: Sequence[str]) -> str:
    written = texts[0]
    for text in texts[1:]:
        written += text if text.startswith("-") else f"+{text}"
    return written


def _product(args: Sequence[Expr], texts: Sequence[str]) -> str:
    left, right = (
        f"({text})" if arg.op in ("add", "ratio") and not _short(text) else text
        for arg, text in zip(args, texts, strict=True)
    )
    return f"-{left}" if right == "-1" else f"{left}*{right}"


def _ratio(args: Sequence[Expr], texts: Sequence[str]) -> str:
    left, right = (f"({text})" if not _short(text) else text for text in texts)
    if args[1].low > 0:
        return f"{left}/{right}"
    return f"IF({texts[1]}=0,0,{left}/{right})"


def _called(name: str) -> Callable[[Sequence[Expr], Sequence[str]], str]:
    return lambda args, texts: f"{name}({','.join(texts)})"


def _before(args: Sequence[Expr], texts: Sequence[str]) -> str:
    text, word = texts
    return f'IFERROR(TRIM(LEFT({text},FIND({word},{text})-1)),"")'


def _after(args: Sequence[Expr], texts: Sequence[str]) -> str:
    text, word = texts
    length = len(str(args[1].constant))
    return f'IFERROR(TRIM(MID({text},FIND({word},{text})+{length},100)),"")'


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for old, new in pairs:
        wanted = _CODES.get(old) or f'"{old}"'
        text = f'SUBSTITUTE({text},{wanted},"{new}")'
    return text


def _trimmed(args: Sequence[Expr], texts: Sequence[str]) -> str:
    return f"TRIM({_replaced(texts[0], [(space, ' ') for space in SPACES])})"


def _narrow(args: Sequence[Expr], texts: Sequence[str]) -> str:
    return _replaced(texts[0], [(chr(wide), chr(narrow)) for wide, narrow in WIDE.items()])


def _unpercent(args: Sequence[Expr], texts: Sequence[str]) -> str:
    text = texts[0]
    return f'IF(RIGHT({text},1)="%",TRIM(LEFT({text},LEN({text})-1)),{text})'


def _ranged(args: Sequence[Expr], texts: Sequence[str]) -> str:
    text = texts[0]
    inside = _replaced(f"MID({text},2,100)", [(word, BETWEEN) for word in BETWEENS])
    low, high = f'MID({text},2,100)&"{BETWEEN}"', f'"{BETWEEN}"&MID({text},2,100)'
    return f'IF(LEFT({text},1)="≥",{low},IF(LEFT({text},1)="≤",{high},LEFT({text},1)&{inside}))'


def _numeral(args: Sequence[Expr], texts: Sequence[str]) -> str:
    """Read a number; VALUE alone would take days, times, currencies and exponents for one."""
    text = texts[0]
    filled = f'{text}&REPT("0",{LONGEST})'  # programs differ on whether nothing is found
    rest = f'ISNUMBER(FIND(MID({filled},ROW($2:${LONGEST + 1}),1),"0123456789."))'
    tests = (
        f"LEN({text})>0",
        f"LEN({text})<={LONGEST}",
        f'ISNUMBER(FIND(LEFT({text}&" ",1),"0123456789.+-"))',
        f"SUMPRODUCT(--{rest})={LONGEST}",
        f'LEN({text})-LEN(SUBSTITUTE({text},".",""))<=1',
    )
    return f'IFERROR(IF(AND({",".join(tests)}),VALUE({text}),""),"")'


def _among(args: Sequence[Expr], texts: Sequence[str]) -> str:
    text, *words = texts
    equal = [f"{text}={word}" for word in words]
    return equal[0] if len(equal) == 1 else f"OR({','.join(equal)})"


def _starts(args: Sequence[Expr], texts: Sequence[str]) -> str:
    return f"LEFT({texts[0]},{len(str(args[1].constant))})={texts[1]}"


_WRITTEN: Final[Mapping[Op, Callable[[Sequence[Expr], Sequence[str]], str]]] = {
    "add": _sum,
    "times": _product,
    "ratio": _ratio,
    "least": _called("MIN"),
    "most": _called("MAX"),
    # on the near side of a whole number binary dust would take one away
    "floor": lambda args, texts: f"INT(ROUND({texts[0]},9))",
    "round": lambda args, texts: f"ROUND({texts[0]},9)",
    "if": _called("IF"),
    "value": _called("N"),
    "before": _before,
    "after": _after,
    "trimmed": _trimmed,
    "narrow": _narrow,
    "unpercent": _unpercent,
    "ranged": _ranged,
    "numeral": _numeral,
    "is_number": _called("ISNUMBER"),
    "among": _among,
    "starts": _starts,
    "both": _called("AND"),
    "either": _called("OR"),
    "negated": _called("NOT"),
    "joined": lambda args, texts: "&".join(texts),
}
