"""An answer that was read before is read alike again, and no two answers are mixed up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpscore.model.answer import Answer, Asked
from hpscore.model.reading import AnswerReader, read_answer
from tests.properties.effort import tries

ASKED = [
    Asked("a", "yes_no", high=1),
    Asked("a", "count"),
    Asked("a", "percent", high=100, not_applicable=True),
    Asked("a", "number", low=-10, high=10),
    Asked("a", "choice", options=("yes", "none", "1", "1.5"), spellings={"无": "none"}),
    Asked("a", "rating", high=3, step=Fraction(1, 2)),
    Asked("a", "rate", high=100),
]
SCALARS = st.sampled_from(
    [
        *(True, False, 0, 1, 2, Decimal("1"), Decimal("1.0")),
        *(Decimal("1.5"), Decimal("1.50"), Decimal("NaN")),
        *("yes", "no", "1", "1.0", "３", "85%", "none", "无", "", " ", "x" * 80),
        *(Fraction(1, 2), None),
    ]
)
RAW = st.one_of(
    SCALARS,
    st.builds(lambda value, note: {"value": value, "note": note}, SCALARS, SCALARS),
    st.builds(lambda count, of: {"count": count, "of": of}, SCALARS, SCALARS),
    st.sampled_from(
        [
            [1],
            {},
            {"note": "x"},
            {"value": [1], "note": "x"},
            {"value": {"value": 1}, "note": "x"},
            {"value": 1, "note": ["x"]},
            {"from": 1, "to": 2},
            {"na": "none here"},
            {"value": 1, "count": 1},
            {"count": 1, "of": 2, "population": "all", "date": "2022"},
        ]
    ),
)


@tries(300)
@given(st.sampled_from(ASKED), st.lists(RAW, min_size=1, max_size=30))
def test_answers_read_one_after_another_are_what_each_is_by_itself(
    asked: Asked, raws: list[object]
) -> None:
    reader = AnswerReader(asked)
    for raw in raws + raws:
        # told apart by their types too: 1 is not true
        assert repr(reader.read(raw)) == repr(read_answer(asked, raw))


def test_a_number_that_is_spelt_otherwise_than_an_option_stays_none_of_them() -> None:
    reader = AnswerReader(Asked("a", "choice", options=("1.5", "2")))
    assert isinstance(reader.read(Decimal("1.5")), Answer)
    assert isinstance(reader.read(Decimal("1.50")), list)


def test_the_same_answer_is_the_same_value() -> None:
    reader = AnswerReader(Asked("a", "count"))
    assert reader.read(3) is reader.read(3)
    assert reader.read("3") is reader.read("3")
    assert reader.read({"count": 1, "of": 2}) == reader.read({"count": 1, "of": 2})


@pytest.mark.parametrize("kind", ["count", "percent"])
def test_however_many_answers_are_read_those_remembered_are_bounded(kind: str) -> None:
    reader = AnswerReader(Asked("a", kind, high=10**6))
    first = [reader.read(number) for number in range(1000)]
    again = [reader.read(number) for number in range(1000)]
    assert first == again == [Answer(number, number, number) for number in range(1000)]
    assert sum(a is b for a, b in zip(first, again, strict=True)) == 500


def test_long_texts_are_not_remembered() -> None:
    reader = AnswerReader(Asked("a", "count"))
    long = " " * 50 + "3"
    assert reader.read(long) == Answer(3, 3, 3)
    assert reader.read(long) is not reader.read(long)
