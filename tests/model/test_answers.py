"""What an assessor writes becomes an answer: every kind of question, every accepted spelling."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from hpscore.model.answer import Answer, Asked
from hpscore.model.number import INFINITY
from hpscore.model.reading import read_answer
from hpscore.model.scalars import fold

YES_NO = Asked("plan", "yes_no", 0, 1)
COUNT = Asked("meetings", "count")
PERCENT = Asked("share", "percent", 0, 100)
NUMBER = Asked("area", "number", -INFINITY, INFINITY)
RATING = Asked("neat", "rating", 0, 5, step=Fraction(1, 2))
RATE = Asked("smoking", "rate", 0, 100)
CHOICE = Asked(
    "often",
    "choice",
    options=("daily", "weekly", "no"),
    spellings={"daily": "daily", "every day": "daily", "每天(含周末)": "daily", "weekly": "weekly"},
)
EXCUSABLE = Asked("canteen", "yes_no", 0, 1, not_applicable=True)

_YES = (
    "1",
    "１",
    "yes",
    "YES",
    "ｙｅｓ",
    "true",
    "True",
    "ＴＲＵＥ",
    "y",
    "Y",
    "是",
    "有",
    "对",
    "√",
    "✓",
)
_NO = (
    "0",
    "０",
    "no",
    "NO",
    "ｎｏ",
    "false",
    "ＦＡＬＳＥ",
    "n",
    "N",
    "否",
    "无",
    "错",
    "×",
    "✗",
    "x",
    "X",
)


def exactly(value: bool | int | Fraction) -> Answer:
    return Answer(value, value, value)


@pytest.mark.parametrize(
    "raw",
    [True, 1, *_YES, " Yes ", "\u3000是\u3000"],
)
def test_yes_is_written_in_many_ways(raw: object) -> None:
    assert read_answer(YES_NO, raw) == exactly(True)


@pytest.mark.parametrize(
    "raw",
    [False, 0, *_NO, " No ", "\u3000否\u3000"],
)
def test_no_is_written_in_many_ways(raw: object) -> None:
    assert read_answer(YES_NO, raw) == exactly(False)


@pytest.mark.parametrize("asked", [YES_NO, COUNT, PERCENT, NUMBER, RATING, RATE, CHOICE, EXCUSABLE])
@pytest.mark.parametrize(
    "raw", [None, "", "  ", "\u3000", {}, {"value": None}, {"value": " "}, {"note": "asked again"}]
)
def test_a_blank_is_unanswered_and_never_zero(asked: Asked, raw: object) -> None:
    assert read_answer(asked, raw) is None


@pytest.mark.parametrize(
    ("asked", "raw", "value"),
    [
        (COUNT, 3, 3),
        (COUNT, 0, 0),
        (COUNT, "3", 3),
        (COUNT, "１２", 12),
        (COUNT, " 3 ", 3),
        (COUNT, "+3", 3),
        (COUNT, Decimal("3.0"), 3),
        (COUNT, "3.0", 3),
        (COUNT, Fraction(6, 2), 3),
        (COUNT, 10**30, 10**30),
        (COUNT, "3" + " " * 63, 3),
        (PERCENT, 82, 82),
        (PERCENT, "82%", 82),
        (PERCENT, "82 %", 82),
        (PERCENT, "８２％", 82),
        (PERCENT, Decimal("0.1"), Fraction(1, 10)),
        (PERCENT, "66.6%", Fraction(333, 5)),
        (PERCENT, 100, 100),
        (NUMBER, "-3.5", Fraction(-7, 2)),
        (NUMBER, Decimal("1E+2"), 100),
        (NUMBER, ".5", Fraction(1, 2)),
        (RATING, "3.5", Fraction(7, 2)),
        (RATING, 5, 5),
        (RATING, "yes", 5),
        (RATING, "是", 5),
        (RATING, True, 5),
        (RATING, "no", 0),
        (RATING, False, 0),
        (RATING, "1", 1),
    ],
)
def test_a_number_is_read_exactly(asked: Asked, raw: object, value: int | Fraction) -> None:
    answer = read_answer(asked, raw)
    assert answer == exactly(value)
    assert isinstance(answer, Answer)
    assert type(answer.value) is type(value)


@pytest.mark.parametrize(
    ("raw", "option"),
    [
        ("daily", "daily"),
        (" Daily ", "daily"),
        ("ＤＡＩＬＹ", "daily"),
        ("Every  day", "daily"),
        ("每天（含周末）", "daily"),
        ("weekly", "weekly"),
        ("no", "no"),
        (False, "no"),
        ({"value": "daily"}, "daily"),
    ],
)
def test_an_option_is_named_by_its_id_or_its_title(raw: object, option: str) -> None:
    assert read_answer(CHOICE, raw) == Answer(option)


def test_options_without_other_spellings_are_named_by_their_ids() -> None:
    asked = Asked("q", "choice", options=("1", "yes"))
    assert read_answer(asked, 1) == Answer("1")
    assert read_answer(asked, True) == Answer("yes")


def test_a_share_is_given_by_its_parts() -> None:
    assert read_answer(PERCENT, {"count": 2, "of": "３"}) == Answer(
        Fraction(200, 3), Fraction(200, 3), Fraction(200, 3), count=2, of=3
    )


@pytest.mark.parametrize(("count", "share"), [(0, 0), (3, 100)])
def test_none_and_all_are_shares(count: int, share: int) -> None:
    assert read_answer(PERCENT, {"count": count, "of": 3}) == Answer(
        share, share, share, count=count, of=3
    )


def test_a_rate_says_of_whom_and_when() -> None:
    raw = {"count": 86, "of": 320, "population": " adults ", "date": "2024-05-20"}
    assert read_answer(RATE, raw) == Answer(
        Fraction(215, 8),
        Fraction(215, 8),
        Fraction(215, 8),
        count=86,
        of=320,
        population="adults",
        date="2024-05-20",
    )


@pytest.mark.parametrize(
    ("asked", "raw", "ends"),
    [
        (COUNT, {"from": 2, "to": 4}, (None, 2, 4)),
        (COUNT, {"from": 2}, (None, 2, INFINITY)),
        (COUNT, {"to": 4}, (None, 0, 4)),
        (COUNT, {"from": 3, "to": "3"}, (3, 3, 3)),
        (COUNT, {"to": 0}, (0, 0, 0)),
        (PERCENT, {"from": "50%"}, (None, 50, 100)),
        (NUMBER, {"to": 4}, (None, -INFINITY, 4)),
        (RATING, {"from": 2, "to": "3.5"}, (None, 2, Fraction(7, 2))),
    ],
)
def test_what_is_not_settled_is_a_range(asked: Asked, raw: object, ends: tuple[Any, ...]) -> None:
    assert read_answer(asked, raw) == Answer(*ends)


def test_not_applicable_is_permitted_with_a_reason() -> None:
    wanted = Answer(None, state="not_applicable", note="no canteen")
    assert read_answer(EXCUSABLE, {"na": " no canteen "}) == wanted


@pytest.mark.parametrize(
    ("asked", "raw"),
    [
        (COUNT, {"value": 3}),
        (PERCENT, {"count": 1, "of": 2}),
        (COUNT, {"from": 2}),
        (CHOICE, {"value": "daily"}),
    ],
)
def test_a_note_goes_beside_any_answer(asked: Asked, raw: dict[str, object]) -> None:
    bare, noted = read_answer(asked, raw), read_answer(asked, {**raw, "note": " seen once "})
    assert isinstance(bare, Answer)
    assert isinstance(noted, Answer)
    assert bare.note is None
    assert noted.note == "seen once"
    assert (noted.value, noted.low, noted.high) == (bare.value, bare.low, bare.high)


def test_the_reason_is_the_note_of_what_does_not_apply() -> None:
    answer = read_answer(EXCUSABLE, {"na": "no canteen", "note": "seen"})
    assert isinstance(answer, Answer)
    assert answer.note == "no canteen"


@pytest.mark.parametrize("note", ["", " ", None, ["a"], {"a": 1}])
def test_a_blank_note_is_none(note: object) -> None:
    assert read_answer(COUNT, {"value": 3, "note": note}) == exactly(3)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ＡＢ", "ab"), ("一—2", "一-2"), (" a  b\u3000c ", "a b c"), ("（一）", "(一)")],
)
def test_names_are_compared_apart_from_width_case_dashes_and_spaces(one: str, other: str) -> None:
    assert fold(one) == fold(other)
