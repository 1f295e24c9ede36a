"""The shape of a rubric around its lines: what may be written, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from hpscore.model.rubric import Provenance
from tests.model.made import rubric, told


def test_what_is_not_written_has_its_usual_value() -> None:
    found = rubric("- {id: plan, title: Plan, points: 4}\n")
    assert (found.total.unit, found.total.better, found.total.rescale) == (
        "points",
        "higher",
        False,
    )
    assert found.total.round is None
    assert (found.between_tiers, found.tiers, found.facts) == ("lower_bound", (), {})


def test_lines_stand_in_order_with_bonus_and_deductions_last() -> None:
    found = rubric("""\
dimensions:
  - {id: a, title: A, points: 1, indicators: [{id: a1, title: A, points: 1}]}
  - {id: b, title: B, points: 1, indicators: [{id: b1, title: B, points: 1}]}
bonus: [{id: more, title: More, points: 1}]
deductions: [{id: less, title: Less, points: 1}]
""")
    assert [(d and d.id, line.id) for d, line in found.lines()] == [
        ("a", "a1"),
        ("b", "b1"),
        (None, "more"),
        (None, "less"),
    ]


def test_parts_stand_after_the_line_that_has_them() -> None:
    found = rubric("""\
- id: a
  title: A
  points: 2
  sum: [{id: b, points: 1, all: [{id: c}, {id: d}]}, {id: e, points: 1}]
- {id: f, title: F, points: 1}
""")
    assert [part.id for part in found.parts()] == ["a", "b", "c", "d", "e", "f"]


def test_days_in_force_are_days() -> None:
    found = rubric("""\
provenance: {document: Plan, effective_from: 2024-02-29, effective_to: 2024-02-29}
""")
    assert found.provenance is not None
    assert found.provenance.effective_from == found.provenance.effective_to == date(2024, 2, 29)
    assert Provenance.model_validate(found.provenance.model_dump()) == found.provenance


@pytest.mark.parametrize("options", ["[a, 2]", "{a: A, '2': {zh: 二}}"])
def test_options_of_facts_and_questions_are_listed_or_have_titles(options: str) -> None:
    found = rubric(f"""\
facts: {{fact: {{options: {options}}}}}
questions: [{{id: question, ask: choice, options: {options}}}]
""")
    assert list(found.facts["fact"].options or {}) == ["a", "2"]
    assert found.facts["fact"].options == found.questions[0].options


@pytest.mark.parametrize("bound", ["at_least", "at_most"])
def test_a_tier_has_one_bound(bound: str) -> None:
    better = "higher" if bound == "at_least" else "lower"
    found = rubric(f"""\
total: {{better: {better}}}
tiers: [{{id: a, title: A, {bound}: 10}}, {{id: b, title: B}}]
""")
    first, last = found.tiers
    assert first.bound is not None
    assert first.bound.number == 10
    assert last.bound is None


@pytest.mark.parametrize(
    ("section", "wanted"),
    [
        ("facts: {a: 3}", "1:12 model-type: 'a' takes a mapping, got 3 (None)"),
        (
            "facts: {A: {}}",
            "1:9 not-an-id: 'A' takes an id, got 'A'"
            " (an id has lower-case letters, digits, _ and -)",
        ),
        (
            "facts: {a: {ask: count}}",
            "1:18 literal-error: 'ask' takes one of text, number, date, got 'count' (None)",
        ),
        (
            "facts: {a: {options: []}}",
            "1:22 too-short: 'options' takes at least one entry, got a list (None)",
        ),
        (
            "facts: {a: {options: [true]}}",
            "1:22 dict-type: 'options' takes a mapping, got a list (None)",
        ),
        (
            "questions: [{id: q, ask: choice, options: [{id: a}]}]",
            "1:43 dict-type: 'options' takes a mapping, got a list (None)",
        ),
        (
            "evidence: {1: {title: x, sets: 0}}",
            "1:32 greater-than-equal: 'sets' takes a number from 1, got 0 (None)",
        ),
        (
            "evidence: {12345678901234567: {title: x}}",
            "1:12 string-too-long: '12345678901234567' is too long, got '12345678901234567' (None)",
        ),
        ("provenance: {}", "1:1 missing-key: 'document' is missing (write document:)"),
        (
            "provenance: {document: x, effective_from: 2024}",
            "1:43 date: 'effective_from' takes a date, such as 2022-12-31, got 2024 (None)",
        ),
        (
            "provenance: {document: x, effective_to: 2023-02-29}",
            "1:41 date: 'effective_to' takes a date, such as 2022-12-31, got '2023-02-29' (None)",
        ),
        (
            "bonus: [{id: b, title: B, points: 0}]",
            "1:35 greater-than: 'points' takes a number above 0, got 0 (None)",
        ),
        (
            "vetoes: [{id: v, title: V}]",
            "1:10 veto: 'v' says what it does: gives: a tier, or zeroes: lines (None)",
        ),
        (
            "total: {round: {to: 0}}",
            "1:21 greater-than: 'to' takes a number above 0, got 0 (None)",
        ),
        (
            "conversions: [{id: c, title: C, times: 1, per: 0}]",
            "1:48 greater-than: 'per' takes a number above 0, got 0 (None)",
        ),
        (
            "conversions: [{id: c, title: C, times: 1, places: 7}]",
            "1:51 less-than-equal: 'places' takes a number up to 6, got 7 (None)",
        ),
        (
            "withhold: [{id: w, title: W}]",
            "1:12 missing-key: 'when' is missing (write when:)",
        ),
    ],
)
def test_a_section_of_another_shape_is_refused(section: str, wanted: str) -> None:
    assert told(section + "\n") == [wanted]
