"""The shape of conditions: one subject, at most one comparison, `all`, `any` and `not`."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter

from hpscore.model import condition as model
from hpscore.model import walking
from hpscore.model.condition import AllOf, AnyOf, Comparand, Condition, NotOf
from tests.model.made import told

READ: TypeAdapter[Condition] = TypeAdapter(Condition)
EITHER = "takes a number, or {by: {fact: …, cases: …}}"
SUBJECTS = "question, indicator, dimension, mark, total, fact, period"


def one(value: dict[str, Any]) -> model.Test:
    found = READ.validate_python(value)
    assert isinstance(found, model.Test)
    return found


@pytest.mark.parametrize(
    ("value", "kind", "subject", "comparison"),
    [
        ({"question": "plan"}, "question", "plan", "met"),
        ({"question": "often", "is": "daily"}, "question", "often", "is"),
        ({"question": "plan", "is": False}, "question", "plan", "is"),
        ({"indicator": "plan", "full": True}, "indicator", "plan", "full"),
        ({"dimension": "upkeep", "zero": True}, "dimension", "upkeep", "zero"),
        ({"mark": "key", "at_least": 3}, "mark", "key", "at_least"),
        ({"total": True, "above": 3}, "total", "total", "above"),
        ({"fact": "people", "at_most": 3}, "fact", "people", "at_most"),
        ({"fact": "people", "below": 3}, "fact", "people", "below"),
    ],
)
def test_a_test_names_its_subject_and_its_comparison(
    value: dict[str, Any], kind: str, subject: str, comparison: str
) -> None:
    found = one(value)
    assert (found.kind, found.subject, found.comparison) == (kind, subject, comparison)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (3, {"number": 3}),
        ("0.5", {"number": Fraction(1, 2)}),
        ("60%", {"share": 60}),
        (" 62.5 % ", {"share": Fraction(125, 2)}),
        ({"share": 60}, {"share": 60}),
        ({"number": 3}, {"number": 3}),
        ({"question": "rooms"}, {"question": "rooms"}),
        ({"fact": "people"}, {"fact": "people"}),
    ],
)
def test_a_subject_is_compared_with_a_number_a_share_or_an_answer(
    value: object, wanted: dict[str, object]
) -> None:
    comparand = one({"question": "bins", "at_least": value}).comparand
    assert comparand is not None
    assert comparand.model_dump(exclude_none=True) == Comparand(**wanted).model_dump(
        exclude_none=True
    )


def test_only_comparisons_of_numbers_have_something_to_compare_with() -> None:
    assert one({"question": "plan"}).comparand is None
    assert one({"question": "plan", "is": "yes"}).comparand is None


def test_an_option_that_looks_like_a_number_is_its_text() -> None:
    assert one({"fact": "grade", "is": 3}).is_ == "3"


def test_tests_are_found_inside_with_whether_they_are_turned_round() -> None:
    condition = READ.validate_python(
        {
            "all": [
                {"question": "a"},
                {"not": {"any": [{"question": "b"}, {"not": {"question": "c"}}]}},
            ]
        }
    )
    assert isinstance(condition, AllOf)
    assert isinstance(condition.all[1], NotOf)
    assert isinstance(condition.all[1].not_, AnyOf)
    assert [(t.subject, positive) for t, positive in walking.tests_of(condition)] == [
        ("a", True),
        ("b", False),
        ("c", True),
    ]
    assert list(walking.tests_of(None)) == []


@pytest.mark.parametrize("form", [{"all": [{"question": "a"}]}, {"any": [{"question": "a"}]}])
def test_a_condition_is_read_from_conditions(form: dict[str, Any]) -> None:
    condition = READ.validate_python(form)
    assert READ.validate_python(condition) == condition
    turned = NotOf.model_validate({"not": condition})
    assert turned.not_ == condition
    assert READ.validate_python(turned) == turned
    assert READ.validate_python(one({"question": "a"})) == one({"question": "a"})


def refused(condition: str) -> list[str]:
    told_ = told(f"remarks:\n- id: x\n  text: X\n  when: {condition}\n")
    assert all(line.startswith("4:") for line in told_)
    return [line.removeprefix("4:") for line in told_]


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("{}", f"9 condition: 'when' names exactly one of {SUBJECTS} (None)"),
        ("{at_least: 3}", f"9 condition: 'when' names exactly one of {SUBJECTS} (None)"),
        (
            "{question: judged, indicator: judged}",
            f"9 condition: 'when' names exactly one of {SUBJECTS} (None)",
        ),
        (
            "{question: judged, at_least: 1, above: 2}",
            "9 condition: 'when' makes at most one comparison; use all: for more (None)",
        ),
        (
            "{indicator: judged, full: true, zero: true}",
            "9 condition: 'when' makes at most one comparison; use all: for more (None)",
        ),
        ("{total: false}", "17 literal-error: 'total' takes only true, got False (None)"),
        (
            "{indicator: judged, full: yes}",
            "35 literal-error: 'full' takes only true, got 'yes' (None)",
        ),
        (
            "{indicator: judged, at_least: {}}",
            f"39 amount: 'at_least' {EITHER}, got a mapping (None)",
        ),
        (
            "{indicator: judged, at_least: {number: 3, share: 4}}",
            f"39 amount: 'at_least' {EITHER}, got a mapping (None)",
        ),
        (
            "{indicator: judged, at_least: many}",
            "39 number: 'at_least' takes a number, got 'many' (None)",
        ),
        (
            "{indicator: judged, at_least: -5%}",
            "39 number: 'at_least' takes a number, got '-5%' (None)",
        ),
        (
            "{indicator: judged, at_least: {by: {cases: {a: 1}}}}",
            "44 by: 'by' names either a fact or a question (None)",
        ),
        (
            "{indicator: judged, at_least: {by: {fact: a, question: b, cases: {a: 1}}}}",
            "44 by: 'by' names either a fact or a question (None)",
        ),
        (
            "{indicator: judged, at_least: {by: {fact: a, cases: {}}}}",
            "61 too-short: 'cases' takes at least one entry, got a mapping (None)",
        ),
        ("{all: []}", "15 too-short: 'all' takes at least one entry, got a list (None)"),
        ("{any: []}", "15 too-short: 'any' takes at least one entry, got a list (None)"),
        ("{not: {}}", f"15 condition: 'not' names exactly one of {SUBJECTS} (None)"),
        ("{not: judged}", "15 model-type: 'not' takes a mapping, got 'judged' (None)"),
        ("[{indicator: judged}]", "9 model-type: 'when' takes a mapping, got a list (None)"),
        (
            "{all: [{indicator: judged}], any: [{indicator: judged}]}",
            "38 unknown-key: 'any' is no key here (take it out)",
        ),
        (
            "{indicator: judged, at_leest: 3}",
            "29 unknown-key: 'at_leest' is no key here (did you mean 'at_least'?)",
        ),
        (
            "{indicator: Judged}",
            "21 not-an-id: 'indicator' takes an id, got 'Judged'"
            " (an id has lower-case letters, digits, _ and -)",
        ),
    ],
)
def test_a_condition_of_another_shape_is_refused(condition: str, wanted: str) -> None:
    assert refused(condition) == [wanted]
