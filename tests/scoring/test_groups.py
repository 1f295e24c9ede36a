"""Conditions on dimensions, marks and the total, also where lines may not apply."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import decided, scored, tiny

TWO = """
- {id: p, title: P, points: 4, rating: 1}
- {id: q, title: Q, points: 6, rating: 1}
"""
DROPPING = """
- {id: p, title: P, points: 4, rating: 1}
- {id: q, title: Q, points: 6, rating: 1, not_applicable: excluded}
"""
SCHOOL = """
dimensions:
  - id: school
    title: School
    points: 5
    not_applicable: excluded
    rescale: true
    indicators: [{id: lessons, title: Lessons, points: 5, rating: 1}]
"""
MARKED = """
marks: {key: {title: Key}}
dimensions:
  - id: sheet
    title: Sheet
    points: 10
    indicators:
      - {id: p, title: P, points: 4, rating: 1, marks: [key]}
      - {id: q, title: Q, points: 3, rating: 1}
      - {id: r, title: R, points: 3, rating: 1, marks: [key]}
"""
SUBJECTS = ("dimension: sheet", "total: true")


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize(
    ("comparison", "answers", "state"),
    [
        ("", "{p: 1, q: 1}", "yes"),
        ("", "{p: 1, q: 0}", "no"),
        ("", "{q: 0}", "no"),
        ("", "{p: 1}", "open"),
        ("full: true", "{p: 4, q: 6}", "yes"),
        ("full: true", "{p: 4, q: 5}", "no"),
        ("full: true", "{q: 5}", "no"),
        ("full: true", "{p: 4}", "open"),
        ("zero: true", "{p: 0, q: 0}", "yes"),
        ("zero: true", "{p: 0, q: 1}", "no"),
        ("zero: true", "{q: 1}", "no"),
        ("zero: true", "{p: 0}", "open"),
        ("at_least: 7", "{p: 1, q: 6}", "yes"),
        ("at_least: 7", "{p: 0, q: 6}", "no"),
        ("at_least: 7", "{q: 6}", "open"),
        ("at_least: 7", "{q: 2}", "no"),
        ("above: 70%", "{p: 1, q: 6}", "no"),
        ("above: 70%", "{p: 2, q: 6}", "yes"),
        ("above: 70%", "{q: 6}", "open"),
        ("below: 7", "{q: 2}", "yes"),
        ("at_most: 70%", "{q: 3}", "yes"),
    ],
)
def test_a_group_is_tested_together(
    subject: str, comparison: str, answers: str, state: str
) -> None:
    condition = f"{{{subject}, {comparison}}}" if comparison else f"{{{subject}}}"
    assert decided([TWO], condition, answers) == state


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize(
    ("comparison", "answers", "state"),
    [
        # what does not apply is left out
        ("", "{p: 1, q: {na: none}}", "yes"),
        ("full: true", "{p: 4, q: {na: none}}", "yes"),
        ("at_least: 100%", "{p: 4, q: {na: none}}", "yes"),
        ("at_least: 5", "{p: 4, q: {na: none}}", "no"),
        ("zero: true", "{p: 0, q: {na: none}}", "yes"),
        # while it is open whether it applies, both must agree
        ("", "{p: 1}", "open"),
        ("", "{p: 0}", "no"),
        ("full: true", "{p: 4}", "open"),
        ("full: true", "{p: 3}", "no"),
        ("zero: true", "{p: 1}", "no"),
        ("zero: true", "{p: 0}", "open"),
        ("at_least: 4", "{p: 4}", "yes"),
        ("at_least: 5", "{p: 4}", "open"),
        ("at_least: 40%", "{p: 4}", "yes"),
        ("at_least: 41%", "{p: 4}", "open"),
        ("above: 40%", "{p: 4}", "open"),
        ("at_least: 90%", "{p: 3}", "open"),
        ("above: 90%", "{p: 3}", "no"),
    ],
)
def test_a_line_that_may_not_apply_leaves_open_what_it_could_change(
    subject: str, comparison: str, answers: str, state: str
) -> None:
    condition = f"{{{subject}, {comparison}}}" if comparison else f"{{{subject}}}"
    assert decided([DROPPING], condition, answers) == state


@pytest.mark.parametrize(
    "comparison",
    ["", "full: true", "zero: true", "at_least: 0", "at_least: 0%", "at_most: 100%"],
)
@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize("subject", ["dimension: school", "indicator: lessons", "total: true"])
def test_a_group_with_nothing_applicable_is_open_whatever_is_tested(
    subject: str, negated: bool, comparison: str
) -> None:
    condition = f"{{{subject}, {comparison}}}" if comparison else f"{{{subject}}}"
    condition = f"{{not: {condition}}}" if negated else condition
    assert decided([SCHOOL], condition, "{school: {na: no school}}") == "open"
    # and so while that may still turn out
    assert decided([SCHOOL], condition) == "open"


@pytest.mark.parametrize(
    ("comparison", "answers", "state"),
    [
        ("", "{p: 1, r: 1}", "yes"),
        ("", "{p: 1, r: 0}", "no"),
        ("", "{p: 1}", "open"),
        ("full: true", "{p: 4, q: 0, r: 3}", "yes"),
        ("full: true", "{p: 4, q: 3, r: 2}", "no"),
        ("zero: true", "{p: 0, q: 3, r: 0}", "yes"),
        ("zero: true", "{p: 0, q: 0, r: 1}", "no"),
        ("at_least: 4", "{p: 4, q: 0}", "yes"),
        ("at_least: 5", "{p: 1, r: 3}", "no"),
        ("at_least: 50%", "{p: 1, r: 3}", "yes"),
        ("at_least: 50%", "{p: 0, r: 3}", "no"),
    ],
)
def test_a_mark_tests_the_lines_that_carry_it(comparison: str, answers: str, state: str) -> None:
    condition = f"{{mark: key, {comparison}}}" if comparison else "{mark: key}"
    assert decided([MARKED], condition, answers) == state


def test_a_mark_that_no_line_carries_is_open() -> None:
    for comparison in ("", ", full: true", ", zero: true", ", at_least: 0", ", at_least: 0%"):
        assert decided(["marks: {key: {title: Key}}"], f"{{mark: key{comparison}}}") == "open"


@pytest.mark.parametrize(
    ("answers", "state"),
    [("{p: yes, q: 3}", "yes"), ("{p: yes, q: 2}", "no"), ("{p: yes}", "open"), ("{p: no}", "no")],
)
def test_target_lines_count_as_lines_of_their_group(answers: str, state: str) -> None:
    rubric = """
    - {id: p, title: P, points: 2}
    - {id: q, title: Q, target: {at_least: 3}}
    """
    assert decided([rubric], "{dimension: sheet}", answers) == state
    assert decided([rubric], "{dimension: sheet, full: true}", "{p: yes, q: 2}") == "yes"


@pytest.mark.parametrize(("mode", "state"), [("excluded", "open"), ("full", "yes"), ("zero", "no")])
def test_a_line_that_does_not_apply_may_count_as_full_or_zero(mode: str, state: str) -> None:
    rubric = f"- {{id: p, title: P, points: 2, not_applicable: {mode}}}"
    assert decided([rubric], "{indicator: p}", "{p: {na: none}}") == state
    assert decided([rubric], "{indicator: p, full: true}", "{p: {na: none}}") == state


@pytest.mark.parametrize(
    ("mode", "full", "zero", "met"),
    [
        ("excluded", "open", "open", "open"),
        ("full", "open", "no", "yes"),
        ("zero", "open", "open", "open"),
    ],
)
def test_while_nobody_answers_both_completions_count(
    mode: str, full: str, zero: str, met: str
) -> None:
    rubric = f"- {{id: p, title: P, points: 2, rating: 1, from: 1, not_applicable: {mode}}}"
    assert decided([rubric], "{indicator: p, full: true}") == full
    assert decided([rubric], "{indicator: p, zero: true}") == zero
    assert decided([rubric], "{indicator: p}") == met


@pytest.mark.parametrize(
    ("answers", "subject", "state"),
    [
        ("{p: 1, q: 1}", "{}", "yes"),
        ("{p: 1, q: 0}", "{}", "open"),
        ("{p: 0, q: 1}", "{}", "no"),
        ("{p: 1, q: 0}", "{kind: office}", "yes"),
        ("{p: 1, q: 0}", "{kind: school}", "no"),
    ],
)
def test_a_line_of_an_unknown_case_counts_only_where_it_exists(
    answers: str, subject: str, state: str
) -> None:
    rubric = """
    - {id: p, title: P, points: 4, rating: 1}
    - {id: q, title: Q, points: 6, rating: 1, when: {fact: kind, is: school}}
    """
    facts = "facts: {kind: {options: [school, office]}}"
    assert decided([facts, rubric], "{dimension: sheet}", answers, subject=subject) == state


def test_the_share_of_an_adjusted_total_is_of_its_maximum() -> None:
    rubric = [TWO, "bonus: [{id: b, title: B, points: 3, rating: 1}]"]
    answers = "{p: 3, q: 6, b: 1}"
    assert decided(rubric, "{total: true, at_least: 100%}", answers) == "yes"
    assert decided(rubric, "{total: true, full: true}", answers) == "yes"
    assert decided(rubric, "{total: true, above: 100%}", answers) == "no"
    assert decided(rubric, "{dimension: sheet, full: true}", answers) == "no"
    assert decided(rubric, "{total: true, zero: true}", "{p: 0, q: 0, b: 0}") == "yes"
    assert decided(rubric, "{total: true, zero: true}", "{p: 0, q: 0, b: 1}") == "no"
    assert decided(rubric, "{total: true, zero: true}", "{p: 0, q: 0}") == "open"


def test_the_trace_of_a_group_that_holds_is_named_by_the_group() -> None:
    gate = "withhold: [{id: w, title: W, when: {dimension: sheet, zero: true}}]"
    assert scored(tiny(TWO, gate), "{p: 0, q: 0}").withheld[0].because == ("sheet",)


@pytest.mark.parametrize("zero", ["", "- {id: z, title: Z, points: 0}"])
@pytest.mark.parametrize("total", ["{}", "{round: {}}"])
def test_a_total_that_may_have_no_maximum_has_no_share_until_that_is_known(
    zero: str, total: str
) -> None:
    rubric = [
        f"- {{id: a, title: A, points: 4, rating: 1, not_applicable: excluded}}\n{zero}",
        f"total: {total}",
    ]
    condition = "{total: true, at_least: 50%}"
    assert decided(rubric, condition, "{z: yes}" if zero else "{}") == "open"
    assert decided(rubric, condition, "{a: 2}") == "yes"
    assert decided(rubric, condition, "{a: 1}") == "no"
    assert decided(rubric, condition, "{a: {na: none}}") == "open"
    assert scored(tiny(*rubric), "{a: {na: none}}").total is None
    # and no other test of it is decided either
    assert decided(rubric, "{total: true, at_least: 0}", "{z: yes}" if zero else "{}") == "open"


def test_a_total_that_is_nothing_or_does_not_exist_is_not_zero() -> None:
    rubric = "- {id: a, title: A, points: 4, rating: 1, to: 0, not_applicable: excluded}"
    assert decided([rubric], "{total: true, zero: true}") == "open"
    assert decided([rubric], "{total: true, zero: true}", "{a: 0}") == "yes"


@pytest.mark.parametrize(
    ("change", "answers", "condition", "state"),
    [
        # 3 + 2 of 6, or 3 to 7 + 2 of 10
        ("bonus: [{id: c, title: C, points: 2}]", "{a: 3, c: yes}", "at_least: 80%", "open"),
        ("bonus: [{id: c, title: C, points: 2}]", "{a: 3, c: yes}", "at_least: 50%", "yes"),
        # 3 to 7 become 5, of 6 or of 10
        ("total: {round: {to: 5}}", "{a: 3}", "at_least: 50%", "yes"),
        ("total: {round: {to: 5}}", "{a: 3}", "above: 50%", "open"),
    ],
)
def test_the_share_of_a_changed_total_spans_what_may_apply(
    change: str, answers: str, condition: str, state: str
) -> None:
    rubric = """
    - {id: a, title: A, points: 6, rating: 1}
    - {id: b, title: B, points: 4, rating: 1, not_applicable: excluded}
    """
    assert decided([rubric, change], f"{{total: true, {condition}}}", answers) == state


def test_a_line_of_no_points_is_full_and_zero_and_makes_up_no_total() -> None:
    rubric = "- {id: z, title: Z, points: 0}"
    assert scored(tiny(rubric), "{z: yes}").total is None
    for extent in ("full", "zero"):
        assert decided([rubric], f"{{indicator: z, {extent}: true}}", "{z: yes}") == "yes"
