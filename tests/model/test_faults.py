"""What is no answer: a code, what the question takes and what it got, a way to mend it, a place.

Nothing here is turned into 0.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from hpscore.model import faults
from hpscore.model.answer import Asked, Fault
from hpscore.model.number import INFINITY
from hpscore.model.reading import read_answer
from tests.model.test_answers import CHOICE, COUNT, EXCUSABLE, NUMBER, PERCENT, RATE, RATING, YES_NO

SMALL = Asked("quarters", "count", 0, 4)
KNOWN = "or leave it out while it is not known"
POINTS = "points from 0 to 5"
PARTS = "a share by its parts (count, of, population, date)"

CASES: list[tuple[Asked, object, str]] = [
    # yes or no
    (YES_NO, 2, "not-yes-no: 'plan' takes yes or no, got 2 (write yes or no)"),
    (YES_NO, "maybe", "not-yes-no: 'plan' takes yes or no, got 'maybe' (write yes or no)"),
    (YES_NO, Decimal("0.5"), "not-yes-no: 'plan' takes yes or no, got 0.5 (write yes or no)"),
    (YES_NO, ["yes"], "not-yes-no: 'plan' takes yes or no, got a list (write yes or no)"),
    (
        YES_NO,
        {"value": {"value": 1}},
        "value/not-yes-no: 'plan' takes yes or no, got a mapping (write yes or no)",
    ),
    # a range, and a share by its parts, as people write them
    *(
        (
            COUNT,
            text,
            f"not-a-count: 'meetings' takes a whole number from 0, got '{text}' "
            "(a number that is not settled: {from: 2, to: 3})",
        )
        for text in ("2..3", "2-3", "2～3", "2 至 3")
    ),
    (
        PERCENT,
        "412/500",
        f"not-a-percent: '{PERCENT.id}' takes per cent from 0 to 100, got '412/500' (a share by "
        "its parts: {count: 412, of: 500}; in a table the columns "
        f"{PERCENT.id}:count and {PERCENT.id}:of)",
    ),
    # counts
    (
        COUNT,
        "三次",
        "not-a-count: 'meetings' takes a whole number from 0, got '三次' (write 3)",
    ),
    (COUNT, "两场", "not-a-count: 'meetings' takes a whole number from 0, got '两场' (write 2)"),
    (COUNT, "〇", "not-a-count: 'meetings' takes a whole number from 0, got '〇' (write 0)"),
    (COUNT, "十", "not-a-count: 'meetings' takes a whole number from 0, got '十' (write 10)"),
    (COUNT, "３ 次", "not-a-count: 'meetings' takes a whole number from 0, got '３ 次' (write 3)"),
    (
        COUNT,
        "2.5次",
        "not-a-count: 'meetings' takes a whole number from 0, got '2.5次'"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        COUNT,
        "-3次",
        "not-a-count: 'meetings' takes a whole number from 0, got '-3次'"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        COUNT,
        Decimal("2.5"),
        "not-a-count: 'meetings' takes a whole number from 0, got 2.5"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        COUNT,
        True,
        "not-a-count: 'meetings' takes a whole number from 0, got yes"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        COUNT,
        "30%",
        "not-a-count: 'meetings' takes a whole number from 0, got '30%'"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        COUNT,
        "1e3",
        "not-a-count: 'meetings' takes a whole number from 0, got '1e3'"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        COUNT,
        "1.2.3",
        "not-a-count: 'meetings' takes a whole number from 0, got '1.2.3'"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        COUNT,
        "as many as in the year before, or so: 40",
        "not-a-count: 'meetings' takes a whole number from 0,"
        " got 'as many as in the year before, or so: 40'"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        COUNT,
        "about as many as in the year before, or more",
        "not-a-count: 'meetings' takes a whole number from 0,"
        " got 'about as many as in the year before, …'"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        COUNT,
        "1" * 65,
        "not-a-count: 'meetings' takes a whole number from 0,"
        " got '1111111111111111111111111111111111111…'"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        COUNT,
        -1,
        "out-of-range: 'meetings' takes a whole number from 0, got -1"
        " (check the number; what is not known is left out)",
    ),
    (
        SMALL,
        "5次",
        "not-a-count: 'quarters' takes a whole number from 0 to 4, got '5次'"
        f" (write a whole number from 0 to 4, {KNOWN})",
    ),
    (
        SMALL,
        {"value": 5},
        "value/out-of-range: 'quarters' takes a whole number from 0 to 4, got 5"
        " (check the number; what is not known is left out)",
    ),
    # per cent
    (
        PERCENT,
        120,
        "out-of-range: 'share' takes per cent from 0 to 100, got 120"
        " (check the number; what is not known is left out)",
    ),
    (
        PERCENT,
        "120 %",
        "out-of-range: 'share' takes per cent from 0 to 100, got 120"
        " (check the number; what is not known is left out)",
    ),
    (
        PERCENT,
        "most",
        "not-a-percent: 'share' takes per cent from 0 to 100, got 'most'"
        f" (write per cent from 0 to 100, {KNOWN})",
    ),
    (
        PERCENT,
        "82份",
        "not-a-percent: 'share' takes per cent from 0 to 100, got '82份' (write 82)",
    ),
    (
        PERCENT,
        Decimal("NaN"),
        "not-a-percent: 'share' takes per cent from 0 to 100, got NaN"
        f" (write per cent from 0 to 100, {KNOWN})",
    ),
    # numbers
    (NUMBER, "much", f"not-a-number: 'area' takes a number, got 'much' (write a number, {KNOWN})"),
    (
        Asked("area", "number", 0, INFINITY),
        Fraction(-1, 3),
        "out-of-range: 'area' takes a number from 0, got -1/3"
        " (check the number; what is not known is left out)",
    ),
    (
        Asked("area", "number", -INFINITY, 10),
        11,
        "out-of-range: 'area' takes a number up to 10, got 11"
        " (check the number; what is not known is left out)",
    ),
    (
        Asked("area", "number", Fraction(1, 2), 10),
        11,
        "out-of-range: 'area' takes a number from 0.5 to 10, got 11"
        " (check the number; what is not known is left out)",
    ),
    # points
    (
        RATING,
        "120%",
        f"not-points: 'neat' takes {POINTS}, got '120%' (write {POINTS}, {KNOWN})",
    ),
    (RATING, "80%", f"not-points: 'neat' takes {POINTS}, got '80%' (write {POINTS}, {KNOWN})"),
    (RATING, "9分", f"not-points: 'neat' takes {POINTS}, got '9分' (write {POINTS}, {KNOWN})"),
    (RATING, "3.2分", f"not-points: 'neat' takes {POINTS}, got '3.2分' (write {POINTS}, {KNOWN})"),
    (RATING, "3分", f"not-points: 'neat' takes {POINTS}, got '3分' (write 3)"),
    (
        RATING,
        6,
        f"out-of-range: 'neat' takes {POINTS}, got 6"
        " (check the number; what is not known is left out)",
    ),
    (
        RATING,
        Decimal("3.2"),
        "not-a-step: 'neat' is judged in steps of 0.5, got 3.2 (write the nearest step)",
    ),
    (
        Asked("neat", "rating", 0, INFINITY),
        "yes",
        "not-points: 'neat' takes points from 0 to ∞, got 'yes'"
        f" (write points from 0 to ∞, {KNOWN})",
    ),
    # options
    (
        CHOICE,
        "sometimes",
        "not-an-option: 'often' takes one of daily, weekly, no, got 'sometimes'"
        " (write one of daily, weekly, no)",
    ),
    (
        CHOICE,
        ["daily"],
        "not-an-option: 'often' takes one of daily, weekly, no, got a list"
        " (write one of daily, weekly, no)",
    ),
    (
        CHOICE,
        True,
        "not-an-option: 'often' takes one of daily, weekly, no, got yes"
        " (write one of daily, weekly, no)",
    ),
    # shares
    (
        COUNT,
        {"count": 2, "of": 3},
        "count/not-a-share: 'meetings' is no share, got a count of a whole"
        " (write a whole number from 0)",
    ),
    (
        PERCENT,
        {"count": 2},
        "count/incomplete-share: 'share' has 'count' without 'of'"
        " (a share takes both its parts: {count: 412, of: 500})",
    ),
    (
        PERCENT,
        {"of": 2},
        "of/incomplete-share: 'share' has 'of' without 'count'"
        " (a share takes both its parts: {count: 412, of: 500})",
    ),
    (
        PERCENT,
        {"count": 0, "of": 0},
        "of/empty-share: 'share' is a share of 0"
        " (leave it out while nobody is counted: unknown is not 0)",
    ),
    (
        PERCENT,
        {"count": 51, "of": 50},
        "count/share-inverted: 'share' counts 51 of 50"
        " (the count is part of the whole: correct one of them)",
    ),
    (
        PERCENT,
        {"count": "三户", "of": 50},
        "count/not-a-count: 'count' of 'share' takes a whole number from 0, got '三户' (write 3)",
    ),
    (
        PERCENT,
        {"count": -1, "of": 50},
        "count/not-a-count: 'count' of 'share' takes a whole number from 0, got -1"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        PERCENT,
        {"count": 1, "of": "-2户"},
        "of/not-a-count: 'of' of 'share' takes a whole number from 0, got '-2户'"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        PERCENT,
        {"count": 1, "of": None},
        "of/not-a-count: 'of' of 'share' takes a whole number from 0, got nothing"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        PERCENT,
        {"count": Decimal("1.5"), "of": 2},
        "count/not-a-count: 'count' of 'share' takes a whole number from 0, got 1.5"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        Asked("share", "percent", 50, 100),
        {"count": 1, "of": 3},
        "out-of-range: 'share' takes per cent from 50 to 100, got 100/3"
        " (check the number; what is not known is left out)",
    ),
    # rates
    (RATE, "27%", f"not-a-rate: 'smoking' takes {PARTS}, got '27%' (write {PARTS})"),
    (RATE, {"value": 27}, f"value/not-a-rate: 'smoking' takes {PARTS}, got 27 (write {PARTS})"),
    (RATE, "some", f"not-a-rate: 'smoking' takes {PARTS}, got 'some' (write {PARTS})"),
    (
        RATE,
        {"count": 1, "of": 2, "date": "2024-05-20"},
        "count/incomplete-share: 'smoking' has 'count' without 'population'"
        " (a rate says of whom and when: population, date)",
    ),
    (
        RATE,
        {"count": 1, "of": 2, "population": "adults", "date": " "},
        "count/incomplete-share: 'smoking' has 'count' without 'date'"
        " (a rate says of whom and when: population, date)",
    ),
    # ranges
    (
        YES_NO,
        {"from": 0},
        "from/no-interval: 'plan' takes yes or no, not a range"
        " (leave it out while it is not settled)",
    ),
    (
        CHOICE,
        {"to": "daily"},
        "to/no-interval: 'often' takes one of daily, weekly, no, not a range"
        " (leave it out while it is not settled)",
    ),
    (
        RATE,
        {"from": 1, "to": 2},
        f"from/no-interval: 'smoking' takes {PARTS}, not a range"
        " (leave it out while it is not settled)",
    ),
    (
        COUNT,
        {"from": 4, "to": 2},
        "from/range-inverted: 'meetings' runs from 4 to 2 (write the lower end first)",
    ),
    (
        COUNT,
        {"from": 4, "to": "few"},
        "to/not-a-count: 'meetings' takes a whole number from 0, got 'few'"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        COUNT,
        {"from": None, "to": 4},
        "from/not-a-count: 'meetings' takes a whole number from 0, got nothing"
        f" (write a whole number from 0, {KNOWN})",
    ),
    (
        RATING,
        {"to": Decimal("3.2")},
        "to/not-a-step: 'neat' is judged in steps of 0.5, got 3.2 (write the nearest step)",
    ),
    # not applicable
    (
        YES_NO,
        {"na": "no canteen"},
        "na/na-not-permitted: 'plan' may not be left out as not applicable"
        " (answer it; only a rubric can permit not applicable)",
    ),
    (
        EXCUSABLE,
        {"na": " "},
        "na/na-without-reason: 'canteen' is not applicable without a reason"
        " (write the reason: na: no canteen)",
    ),
    (
        EXCUSABLE,
        {"na": None, "note": "seen"},
        "na/na-without-reason: 'canteen' is not applicable without a reason"
        " (write the reason: na: no canteen)",
    ),
    # mappings
    (
        COUNT,
        {"value": 1, "from": 1},
        "two-answers: 'meetings' is answered twice: value and from (keep one of them)",
    ),
    (
        PERCENT,
        {"count": 1, "of": 2, "to": 3},
        "two-answers: 'share' is answered twice: count and to (keep one of them)",
    ),
    (
        EXCUSABLE,
        {"value": None, "na": "none"},
        "two-answers: 'canteen' is answered twice: value and na (keep one of them)",
    ),
    (
        COUNT,
        {"valeu": 1},
        "valeu/unknown-key: an answer takes no 'valeu'"
        " (an answer is a value, or value, note, count, of, from, to, na)",
    ),
]


def told(found: object) -> str:
    assert isinstance(found, list), f"read as {found}"
    assert all(isinstance(fault, Fault) for fault in found)
    return "; ".join(
        f"{'/'.join((*fault.path, fault.code))}: {fault.message} ({fault.help})" for fault in found
    )


@pytest.mark.parametrize(("asked", "raw", "wanted"), CASES)
def test_what_is_no_answer_is_told(asked: Asked, raw: object, wanted: str) -> None:
    assert told(read_answer(asked, raw)) == wanted


def test_every_fault_of_a_mapping_is_told_at_once() -> None:
    found = read_answer(PERCENT, {"valu": 1, "of": 3, "from": 1, "na": "x"})
    assert isinstance(found, list)
    assert [fault.code for fault in found] == ["unknown-key", "incomplete-share", "two-answers"]


def test_every_kind_of_question_has_its_code() -> None:
    told_here = {wanted.split(":")[0].split("/")[-1] for _, _, wanted in CASES}
    assert set(faults._CODES.values()) <= told_here
