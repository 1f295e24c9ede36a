"""Conditions on answers, facts and lines: yes, no, or open, and never one of them for another."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import TIERS, decided, scored, tiny

QUESTIONS = """
questions:
  - {id: n, ask: count}
  - {id: m, ask: count, default: 10}
  - {id: sealed}
  - {id: size, ask: choice, options: {small: Small, big: Big}}
"""
FACTS = """
facts:
  setting: {options: [urban, rural]}
  people: {ask: number}
  county: {ask: text}
"""
LINES = """
- {id: plan, title: Plan, points: 4, rating: 1}
- {id: bins, title: Bins, points: 6, bands: {2: 6}, not_applicable: excluded}
"""


@pytest.mark.parametrize(
    ("comparison", "states"),
    [
        # of 9, 10, 11, 9 to 10, 10 to 11, 9 to 11, unanswered
        ("at_least", "no yes yes open yes open open"),
        ("above", "no no yes no open open open"),
        ("at_most", "yes yes no yes open open open"),
        ("below", "yes no no open no open open"),
    ],
)
def test_a_number_is_compared_at_both_ends(comparison: str, states: str) -> None:
    answers = ["9", "10", "11", "{from: 9, to: 10}", "{from: 10, to: 11}", "{from: 9, to: 11}", ""]
    condition = f"{{question: n, {comparison}: 10}}"
    found = [decided([QUESTIONS], condition, f"{{n: {answer}}}") for answer in answers]
    assert " ".join(found) == states


@pytest.mark.parametrize(
    ("comparison", "states"),
    [
        # 3 of 4; 1 of 4; 1 or more; 3 or less
        ("at_least: 2", "yes no open open"),
        ("at_least: 50%", "yes no open open"),
        ("above: 75%", "no no open no"),
        ("at_most: 75%", "yes yes open yes"),
        ("below: 25%", "no no no open"),
        ("full: true", "no no open no"),
        ("zero: true", "no no no open"),
    ],
)
def test_a_line_is_compared_by_what_it_earns(comparison: str, states: str) -> None:
    answers = ["3", "1", "{from: 1}", "{to: 3}"]
    condition = f"{{indicator: plan, {comparison}}}"
    found = [decided([LINES], condition, f"{{plan: {answer}}}") for answer in answers]
    assert " ".join(found) == states


@pytest.mark.parametrize(
    ("answer", "met", "full", "zero"),
    [
        ("4", "yes", "yes", "no"),
        ("1", "yes", "no", "no"),
        ("0", "no", "no", "yes"),
        ("{from: 1}", "yes", "open", "no"),
        ("{}", "open", "open", "open"),
    ],
)
def test_a_line_is_met_full_or_zero(answer: str, met: str, full: str, zero: str) -> None:
    answers = f"{{plan: {answer}}}"
    assert decided([LINES], "{indicator: plan}", answers) == met
    assert decided([LINES], "{indicator: plan, full: true}", answers) == full
    assert decided([LINES], "{indicator: plan, zero: true}", answers) == zero


@pytest.mark.parametrize(
    ("condition", "answers", "state"),
    [
        ("{question: sealed}", "{sealed: yes}", "yes"),
        ("{question: sealed}", "{sealed: no}", "no"),
        ("{question: sealed}", "{}", "open"),
        ("{question: sealed, is: no}", "{sealed: no}", "yes"),
        ("{question: sealed, is: true}", "{sealed: no}", "no"),
        ("{question: sealed, is: no}", "{}", "open"),
        ("{question: size, is: big}", "{size: big}", "yes"),
        ("{question: size, is: big}", "{size: small}", "no"),
        ("{question: size, is: big}", "{}", "open"),
        ("{question: m, at_least: 10}", "{}", "yes"),
        ("{question: m, at_least: 10}", "{m: 9}", "no"),
        ("{question: n, at_least: {question: m}}", "{n: 10}", "yes"),
        ("{question: n, at_least: {question: m}}", "{n: 10, m: {from: 10}}", "open"),
        ("{question: n, above: {question: m}}", "{n: 10, m: {from: 10}}", "no"),
        ("{question: n, below: {by: {question: sealed, cases: {yes: 5, no: 2}}}}", "{n: 1}", "yes"),
        (
            "{question: n, below: {by: {question: sealed, cases: {yes: 5, no: 2}}}}",
            "{n: 2}",
            "open",
        ),
        ("{question: n, below: {by: {question: sealed, cases: {yes: 5, no: 2}}}}", "{n: 5}", "no"),
        (
            "{question: n, below: {by: {question: sealed, cases: {yes: 5, no: 2}}}}",
            "{n: 2, sealed: no}",
            "no",
        ),
    ],
)
def test_an_answer_is_tested(condition: str, answers: str, state: str) -> None:
    assert decided([QUESTIONS], condition, answers) == state


@pytest.mark.parametrize(
    ("condition", "subject", "state"),
    [
        ("{fact: setting, is: rural}", "{setting: rural}", "yes"),
        ("{fact: setting, is: rural}", "{setting: urban}", "no"),
        ("{fact: setting, is: rural}", "{}", "open"),
        ("{fact: county, is: East}", "{county: East}", "yes"),
        ("{fact: county, is: East}", "{county: West}", "no"),
        ("{fact: people, at_most: 100}", "{people: 100}", "yes"),
        ("{fact: people, at_most: 100}", "{people: 101}", "no"),
        ("{fact: people, at_most: 100}", "{}", "open"),
        (
            "{fact: people, at_least: {by: {fact: setting, cases: {urban: 9, rural: 5}}}}",
            "{}",
            "open",
        ),
        (
            "{fact: people, at_least: {by: {fact: setting, cases: {urban: 9, rural: 5}}}}",
            "{people: 7, setting: rural}",
            "yes",
        ),
        (
            "{fact: people, at_least: {by: {fact: setting, cases: {urban: 9, rural: 5}}}}",
            "{people: 7, setting: urban}",
            "no",
        ),
    ],
)
def test_a_fact_is_tested_and_open_while_it_is_unknown(
    condition: str, subject: str, state: str
) -> None:
    assert decided([FACTS], condition, subject=subject) == state


def test_a_number_may_be_compared_with_a_fact() -> None:
    condition = "{question: n, above: {fact: people}}"
    rubric = [QUESTIONS, FACTS]
    assert decided(rubric, condition, "{n: 8}", subject="{people: 7}") == "yes"
    assert decided(rubric, condition, "{n: 7}", subject="{people: 7}") == "no"
    assert decided(rubric, condition, "{n: 8}") == "open"


@pytest.mark.parametrize(
    ("condition", "state"),
    [
        ("{not: {question: a}}", "no"),
        ("{not: {question: b}}", "yes"),
        ("{not: {question: c}}", "open"),
        ("{all: [{question: a}, {question: a}]}", "yes"),
        ("{all: [{question: a}, {question: b}]}", "no"),
        ("{all: [{question: a}, {question: c}]}", "open"),
        ("{all: [{question: b}, {question: c}]}", "no"),
        ("{any: [{question: a}, {question: c}]}", "yes"),
        ("{any: [{question: b}, {question: c}]}", "open"),
        ("{any: [{question: b}, {question: b}]}", "no"),
        ("{all: [{any: [{question: b}, {question: a}]}, {not: {question: b}}]}", "yes"),
        ("{not: {all: [{question: a}, {question: c}]}}", "open"),
        ("{not: {any: [{question: a}, {question: c}]}}", "no"),
    ],
)
def test_conditions_combine_in_three_values(condition: str, state: str) -> None:
    questions = "questions: [{id: a}, {id: b}, {id: c}]"
    assert decided([questions], condition, "{a: yes, b: no}") == state


@pytest.mark.parametrize(
    ("answer", "state"), [("2", "yes"), ("1", "no"), ("", "open"), ("{from: 1}", "open")]
)
def test_a_question_of_a_line_is_met_when_its_line_earns(answer: str, state: str) -> None:
    rubric = "- {id: a, title: A, points: 6, bands: {2: 6}}"
    assert decided([rubric], "{question: a}", f"{{a: {answer}}}") == state


def test_a_question_that_earns_whatever_is_answered_is_met_unanswered() -> None:
    rubric = "- {id: a, title: A, points: 6, from: 2, bands: {2: 1, 4: 6}}"
    assert decided([rubric], "{question: a}") == "yes"


@pytest.mark.parametrize(
    ("answer", "state"), [("2", "yes"), ("0", "no"), ("{na: none}", "open"), ("", "open")]
)
def test_a_question_that_may_not_apply_is_open_until_it_is_answered(
    answer: str, state: str
) -> None:
    assert decided([LINES], "{question: bins}", f"{{bins: {answer}}}") == state
    at_least = decided([LINES], "{question: bins, at_least: 2}", f"{{bins: {answer}}}")
    assert at_least == state
    # unanswered it may still turn out not to apply, whatever the range of its answers
    assert decided([LINES], "{question: bins, at_least: 0}") == "open"


@pytest.mark.parametrize(
    ("subject", "answer", "state"),
    [
        ("{setting: urban}", "1", "no"),
        ("{setting: rural}", "1", "yes"),
        ("{}", "1", "open"),
        ("{}", "2", "yes"),
        ("{}", "0", "no"),
    ],
)
def test_whether_a_line_earns_is_tried_in_every_case_of_its_numbers(
    subject: str, answer: str, state: str
) -> None:
    rubric = """
    - id: a
      title: A
      points: 2
      linear: {from: {by: {fact: setting, cases: {urban: 1, rural: 0}}}, to: 10}
    """
    assert decided([FACTS, rubric], "{question: a}", f"{{a: {answer}}}", subject=subject) == state


@pytest.mark.parametrize(
    ("answers", "state", "names"),
    [
        ("{a: no, b: yes}", "no", ("a",)),
        ("{a: no, b: no}", "no", ("a", "b")),
        ("{a: yes}", "open", ("b",)),
        ("{a: yes, b: yes}", "yes", ("a", "b")),
    ],
)
def test_what_decided_is_named(answers: str, state: str, names: tuple[str, ...]) -> None:
    both = "{all: [{question: a}, {question: b}]}"
    gates = f"""
    withhold: [{{id: w, title: W, when: {both}}}, {{id: v, title: V, when: {{not: {both}}}}}]
    """
    asked, turned = scored(tiny("questions: [{id: a}, {id: b}]", gates), answers).withheld
    assert (asked.state, asked.because) == (state, names)
    assert (turned.state, turned.because) == ({"yes": "no", "no": "yes"}.get(state, state), names)


@pytest.mark.parametrize(
    ("condition", "answers", "names"),
    [
        ("{question: n, at_least: {question: k}}", "{n: 3}", ("n", "k")),
        ("{question: n, at_least: {question: k}}", "{n: 3, k: {from: 1}}", ("n", "k")),
        ("{question: n, at_least: {question: k}}", "{k: 3}", ("n",)),
        ("{question: n, at_least: {fact: people}}", "{n: 3}", ("n", "people")),
        (
            "{question: n, at_least: {by: {fact: setting, cases: {urban: 2, rural: 4}}}}",
            "{n: 3}",
            ("n", "setting"),
        ),
        ("{not: {question: n, at_least: {fact: people}}}", "{n: 3}", ("n", "people")),
        ("{question: a}", "{a: 1}", ("a", "setting")),
        ("{indicator: a}", "{a: 1}", ("a",)),
        ("{question: n, at_least: {question: b}}", "{n: 3}", ("n", "b")),
        ("{question: n, at_least: {question: b}}", "{n: 3, b: {na: none}}", ("n", "b")),
        ("{fact: setting, is: urban}", "{}", ("setting",)),
    ],
)
def test_an_open_condition_names_also_what_its_subject_is_compared_with(
    condition: str, answers: str, names: tuple[str, ...]
) -> None:
    rubric = tiny(
        FACTS,
        "questions: [{id: n, ask: count}, {id: k, ask: count}]",
        """
        - id: a
          title: A
          points: 2
          linear: {from: {by: {fact: setting, cases: {urban: 1, rural: 0}}}, to: 10}
        - {id: b, title: B, points: 1, each: 1, not_applicable: excluded}
        """,
        f"withhold: [{{id: w, title: W, when: {condition}}}]",
    )
    gate = scored(rubric, answers).withheld[0]
    assert (gate.state, gate.because) == ("open", names)


def test_what_is_compared_with_is_not_named_once_it_is_known() -> None:
    rubric = tiny(
        FACTS,
        "questions: [{id: n, ask: count}]",
        "withhold: [{id: w, title: W, when: {question: n, at_least: {fact: people}}}]",
    )
    open_ = scored(rubric, subject="{people: 3}").withheld[0]
    assert (open_.state, open_.because) == ("open", ("n",))


def test_a_condition_of_a_tier_reads_the_total() -> None:
    condition = "{total: true, at_least: 60%}"
    assert decided([TIERS], condition, "{judged: 60}") == "yes"
    assert decided([TIERS], condition, "{judged: 59.5}") == "no"
    assert decided([TIERS], condition, "{judged: {from: 59}}") == "open"
