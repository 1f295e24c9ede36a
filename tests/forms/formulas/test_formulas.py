"""Formulas are short, and use nothing that Excel 2010, WPS and LibreOffice do not all have."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.compiled import Sum
from hpscore.forms.formulas.laying import lay_out
from hpscore.model.assessment import Assessment
from hpscore.readers.catalogue import Catalogue
from tests.forms.blanks import odd
from tests.forms.formulas.sheets import PAGE, filled

CATALOGUE = Catalogue()
RUBRICS = {name: CATALOGUE.get(name) for name in CATALOGUE.ids()} | {"odd": odd()}
BY_NAME = pytest.mark.parametrize("name", RUBRICS)
EVERYWHERE = {
    "AND", "CHAR", "FIND", "IF", "IFERROR", "INT", "ISNUMBER", "LEFT", "LEN", "MAX", "MID", "MIN",
    "N", "NOT", "OR", "REPT", "RIGHT", "ROUND", "ROW", "SUBSTITUTE", "SUMPRODUCT", "TRIM", "VALUE",
}  # fmt: skip


def sums(name: str) -> tuple[Sum, ...]:
    return filled(RUBRICS[name], Assessment()).compiled.sums


def bare(formula: str) -> str:
    """Return a formula without its texts."""
    return re.sub(r'"[^"]*"', "", formula)


@BY_NAME
def test_formulas_call_only_what_every_program_has(name: str) -> None:
    called = {f for s in sums(name) for f in re.findall(r"([A-Z][A-Z.]*)\(", bare(s.formula))}
    assert called <= EVERYWHERE


@BY_NAME
def test_formulas_are_small(name: str) -> None:
    for each in sums(name):
        assert len(each.formula) < 2000
        assert _depth(bare(each.formula)) < 20
        assert all(text.count('"') == 0 and len(text) < 255 for text in _texts(each.formula))


def _depth(formula: str) -> int:
    deepest = depth = 0
    for sign in formula:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    assert depth == 0
    return deepest


def _texts(formula: str) -> list[str]:
    return re.findall(r'"([^"]*)"', formula)


@BY_NAME
def test_no_formula_reads_itself_or_what_comes_after_it(name: str) -> None:
    for row, each in enumerate(sums(name), start=1):
        read = re.findall(r"'sums'!\$B\$([0-9]+)", each.formula)
        assert all(int(other) < row for other in read)


@BY_NAME
def test_every_cell_says_what_it_is_for(name: str) -> None:
    assert all(each.label for each in sums(name))


def test_numbers_that_binary_cannot_hold_are_rounded_before_they_are_compared() -> None:
    algebra = Algebra()
    bound = algebra.number(Fraction(3, 10))
    reached = algebra.at_least(algebra.value(algebra.cell("A1")), bound)
    (found,) = lay_out({reached: "reached"}, PAGE, {"A1": Fraction(3, 10)}).sums
    assert (found.formula, found.value) == ("=IF(ROUND(N(A1),9)>=0.3,1,0)", 1)
