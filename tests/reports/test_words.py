"""Words: one for every term of a result, one sentence for every kind of rule."""

from __future__ import annotations

import typing
from fractions import Fraction

import pytest

from hpscore.model.answer import Answer
from hpscore.model.condition import COMPARISONS
from hpscore.model.number import Number
from hpscore.model.result import CAUSES, Gate, Points, Trace
from hpscore.model.rubric import Rounding
from hpscore.problem import Severity
from hpscore.reports.conditions import condition_words
from hpscore.reports.names import names_for
from hpscore.reports.terms import (
    CAUSE_WORDS,
    GATE_WORDS,
    REASON_WORDS,
    ROUNDING_WORDS,
    SEVERITY_WORDS,
    SIGNS,
    STATE_WORDS,
    addition,
    answer_words,
    interval,
    points_words,
    rounded,
)
from hpscore.reports.words import rule_words
from tests.reports import made

EVERY = names_for(made.rubric(made.EVERY_KIND), "en")


def literals(of: type, field: str) -> set[str]:
    hint = typing.get_type_hints(of)[field]
    return set(typing.get_args(hint))


def test_every_term_has_a_word() -> None:
    assert set(CAUSE_WORDS) == set(CAUSES)
    assert set(STATE_WORDS) == literals(Trace, "state") | {"final", "open", "not_applicable"}
    assert set(GATE_WORDS) == literals(Gate, "state") | {"on_time", "behind"}
    assert set(REASON_WORDS) == {"yes", "no", "open"}
    assert set(SEVERITY_WORDS) == {severity.value for severity in Severity}
    assert set(ROUNDING_WORDS) == literals(Rounding, "mode")
    assert set(SIGNS) == set(COMPARISONS)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("pledge", "yes: 2"),
        ("meetings", "≥4: 3; ≥3: 2; ≥2: 1"),
        ("lectures", "2.5 each, at most 10"),
        ("attendance", "in proportion from 0: 0 to 30: 6"),
        ("interval", "Every year: 5; Never: 0"),
        ("satisfaction", "judged 0–7 in steps of 0.5"),
        ("butts",
         "starts at 10; Butts found: -1 each; Sign missing: -2 if yes; "
         "coverage: -0.1 for each short of 90%; at least 1 is left; "
         "the rest is taken from the dimension"),
        ("everything", "all of: Plan (yes); Files (yes)"),
        ("some", "at least 2 of: Gym (yes); Park (yes); Pool (yes)"),
        ("staffing", "added up: Person (yes: 2); Training (yes: 3)"),
        ("venue", "the best of: Own (yes: 5); Rented (yes: 3)"),
        ("toilets", "by Setting: Urban – Clean (yes: 5); Rural – Sanitary (≥80%: 5)"),
    ],
)  # fmt: skip
def test_every_rule_has_its_sentence(line: str, words: str) -> None:
    assert rule_words(EVERY.sheet.lines[line].node, EVERY) == words


NESTED = """
rubric: nested
version: "1"
title: Nested
facts: {kind: {options: [office, school]}}
marks: {critical: {title: Critical}}
questions: [{id: rate, title: Rate, ask: percent}]
dimensions:
  - id: d
    title: D
    points: 9
    indicators:
      - id: held
        title: Held
        points: 4
        marks: [critical]
        all: [{id: reach, title: Reach, ask: percent, bands: {60: 1}}, {id: sure, title: Y}]
      - id: amount
        title: Amount
        points: 5
        each: {by: {fact: kind, cases: {office: 1, school: 2.5}}}
"""


def test_a_part_that_only_has_to_hold_says_from_when_it_does() -> None:
    names = names_for(made.rubric(NESTED), "en")
    said = rule_words(names.sheet.lines["held"].node, names)
    assert said == "all of: Reach (≥60%); Y (yes)"


def test_a_number_that_differs_by_a_fact_names_every_case() -> None:
    names = names_for(made.rubric(NESTED), "en")
    said = rule_words(names.sheet.lines["amount"].node, names)
    assert said == "1 (office) / 2.5 (school) each, at most 5"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("{indicator: held}", "'Held' earns points"),
        ("{question: sure}", "'Y' is yes"),
        ("{question: rate, at_least: 80}", "'Rate' ≥ 80%"),
        ("{question: rate, above: {question: reach}}", "'Rate' > 'Reach'"),
        ("{fact: kind, is: school}", "kind is school"),
        ("{question: sure, is: yes}", "'Y' is yes"),
        ("{dimension: d, full: true}", "'D' earns all its points"),
        ("{dimension: d}", "'D' is met in every line"),
        ("{mark: critical, zero: true}", "what is marked 'Critical' earns nothing"),
        ("{total: true, below: 60}", "the total < 60"),
        ("{total: true, at_most: 60%}", "the total ≤ 60% of its maximum"),
        ("{not: {question: sure}}", "not ('Y' is yes)"),
        (
            "{any: [{question: sure}, {all: [{indicator: held}, {fact: kind, is: school}]}]}",
            "'Y' is yes or ('Held' earns points and kind is school)",
        ),
    ],
)
def test_every_condition_has_its_words(condition: str, words: str) -> None:
    remark = f"remarks: [{{id: said, when: {condition}, text: T}}]\n"
    by = made.rubric(NESTED + remark)
    assert condition_words(by.remarks[0].when, names_for(by, "en")) == words


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(6225, 1000), 2, "6.23"),
        (Fraction(6224, 1000), 2, "6.22"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(-1, 1000), 2, "0.00"),
        (12, 2, "12.00"),
        (Fraction(10**30 + 1, 2), 1, f"{10**30 // 2}.5"),
    ],
)
def test_shown_numbers_are_rounded_half_up(value: Number, places: int, shown: str) -> None:
    assert rounded(value, places) == shown


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        (Points(2, 2, 3), "2 / 3"),
        (Points(1, Fraction(5, 2), 3), "1–2.5 / 3"),
        (Points(30, 10, 100), "10–30 / 100"),
        (Points(-3, 0, 0), "-3–0"),
    ],
)
def test_points_are_one_number_once_they_are_final(points: Points, shown: str) -> None:
    assert points_words(points) == shown
    assert shown.startswith(interval(points))


@pytest.mark.parametrize(
    ("answer", "question", "shown"),
    [
        (None, "pledge", "not answered"),
        (Answer(True), "pledge", "yes"),
        (Answer(False), "pledge", "no"),
        (Answer("never"), "interval", "Never"),
        (Answer(Fraction(5, 2)), "lectures", "2.5"),
        (Answer(80), "share", "80%"),
        (Answer(Fraction(412, 5), count=412, of=500), "share", "82.4% (412/500)"),
        (Answer(None, 2, 3), "meetings", "2 to 3"),
        (Answer(None, 2, float("inf")), "meetings", "2 to ∞"),
        (Answer(None, state="not_applicable", note="x"), "canteen", "not applicable"),
    ],
)
def test_answers_are_said_in_the_unit_of_their_question(
    answer: Answer | None, question: str, shown: str
) -> None:
    assert answer_words(answer, question, EVERY) == shown


def test_a_sum_is_written_out_and_at_both_ends_where_it_is_open() -> None:
    settled = [Points(2, 2, 3), Points(-1, -1, 0), Points(Fraction(1, 2), Fraction(1, 2), 1)]
    assert (
        addition(settled, Points(Fraction(3, 2), Fraction(3, 2), 4), EVERY) == "2 - 1 + 0.5 = 1.5"
    )
    open_ = [Points(1, 2, 3), Points(0, 0, 2)]
    said = "at least 1 + 0 = 1; at most 2 + 0 = 2"
    assert addition(open_, Points(1, 2, 5), EVERY) == said
    assert addition([], Points(0, 0, 0), EVERY) == "0 = 0"


def test_names_are_punctuated_as_the_language_does() -> None:
    chinese = names_for(made.rubric(made.EVERY_KIND), "zh")
    assert chinese.tier("high") == "优（甲）"
    assert chinese.quoted("甲") == "“甲”"
    assert chinese.all(["plan", "files"]) == "计划、档案"
    assert EVERY.tier("high") == "High (A)"
    assert EVERY.all(["plan", "files"]) == "Plan, Files"


def test_what_has_no_title_is_called_by_its_id() -> None:
    assert EVERY.of("coverage") == "coverage"
    assert EVERY.of("unheard_of") == "unheard_of"
