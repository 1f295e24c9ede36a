"""Numbers are exact, from the text of a file to the text of a report."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from hpscore.model.exact import Exact
from hpscore.model.number import Number, add, divide, exact, reduce, spell

READ: TypeAdapter[Number] = TypeAdapter(Exact)
NUMBERS = st.one_of(st.integers(), st.fractions()).map(reduce)

_NO_NUMBERS = ("", " 3", "3" * 31, "three", "1/2", "1_000", "1.2.3", "３", "NaN", "1e999999999")


def whole(value: Number) -> bool:
    """Whole numbers are ints, so that they are quick and look alike."""
    return type(value) is int or (type(value) is Fraction and value.denominator != 1)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(3, 3), (Decimal("3.0"), 3), (Decimal("1E+2"), 100), (Decimal("0.1"), Fraction(1, 10))],
)
def test_a_parsed_number_keeps_its_value(value: int | Decimal, wanted: Number) -> None:
    assert exact(value) == wanted
    assert type(exact(value)) is type(wanted)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity")])
def test_only_finite_numbers_are_numbers(value: Decimal) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        exact(value)
    with pytest.raises(ValidationError):
        READ.validate_python(value)


def test_a_tenth_is_a_tenth() -> None:
    assert add([exact(Decimal("0.1"))] * 3) == exact(Decimal("0.3"))
    assert divide(805, 915) * 915 == 805


@given(st.lists(NUMBERS))
def test_a_sum_is_exact_in_any_order(values: list[Number]) -> None:
    assert add(values) == sum(values)
    assert add(values) == add(reversed(values))
    assert whole(add(values))


@given(NUMBERS, NUMBERS.filter(bool))
def test_division_is_exact(dividend: Number, divisor: Number) -> None:
    assert divide(dividend, divisor) * divisor == dividend
    assert whole(divide(dividend, divisor))


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        divide(1, 0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-12, "-12"),
        (10**20, "1" + "0" * 20),
        (Fraction(4), "4"),
        (Fraction(0), "0"),
        (Fraction(1, 2), "0.5"),
        (Fraction(-1, 20), "-0.05"),
        (Fraction(5, 4), "1.25"),
        (Fraction(1, 25), "0.04"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-7, 6), "-7/6"),
        (Fraction(16100, 183), "16100/183"),
        # 15 significant digits are what a JSON number keeps
        (exact(Decimal("0.123456789012345")), "0.123456789012345"),
        (exact(Decimal("123456789.012345")), "123456789.012345"),
        (exact(Decimal("0.00000123456789012345")), "0.00000123456789012345"),
        (exact(Decimal("1.123456789012345")), "224691357802469/200000000000000"),
        (Fraction(1, 2**30), "1/1073741824"),
    ],
)
def test_a_number_is_spelled_as_a_decimal_where_one_is_exact(value: Number, text: str) -> None:
    assert spell(value) == text


@given(NUMBERS)
def test_what_is_spelled_is_the_number(value: Number) -> None:
    assert Fraction(spell(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=10**9))
def test_a_short_decimal_is_spelled_in_digits_that_a_float_keeps(value: Decimal) -> None:
    text = spell(exact(value))
    assert "/" not in text
    assert Decimal(repr(float(text))) == value


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (3, 3),
        (Decimal("0.5"), Fraction(1, 2)),
        ("0.50", Fraction(1, 2)),
        ("-.5", Fraction(-1, 2)),
        ("2.", 2),
        ("1e2", 100),
        ("3" * 30, int("3" * 30)),
        (Fraction(6, 2), 3),
    ],
)
def test_a_field_takes_numbers_and_keys_that_are_numbers(value: object, wanted: Number) -> None:
    read = READ.validate_python(value)
    assert read == wanted
    assert whole(read)


@pytest.mark.parametrize(
    "value",
    [True, None, 0.5, [3], {}, *_NO_NUMBERS],
)
def test_a_field_takes_nothing_else(value: Any) -> None:
    with pytest.raises(ValidationError, match="takes a number"):
        READ.validate_python(value)


def test_a_field_is_written_as_it_is_spelled() -> None:
    assert READ.dump_python(Fraction(1, 2)) == "0.5"
    assert READ.json_schema() == {"type": "number"}
