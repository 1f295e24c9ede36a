"""Questions with one better direction are taken; all others stand in refused/directions.txt."""

from __future__ import annotations

import pytest

from tests.model.made import told


@pytest.mark.parametrize(
    "pair",
    [
        # both ways are the same
        ("bands: {2: 2}", "question: a, linear: {from: 0, to: 9}"),
        ("choice: {x: 2, y: 1, z: 0}", "question: a, choice: {x: 2, y: 2, z: 0}"),
        ("deduct: [{id: s, each: 1}]", "question: s, bands: {0: 2, 5: 0}"),
        ("bands: {2: 2}", "requires: {not: {question: a, below: 2}}"),
        ("bands: {0: 2, 5: 0}", "requires: {question: a}"),
        # a switch has no better answer
        ("notes: []", "requires: {question: a, is: no}"),
        ("notes: []", "when: {question: a}"),
        ("choice: {x: 2, y: 0}", "requires: {question: a, is: y}"),
        ("notes: []", "by: {question: a, cases: {yes: {id: c}, no: {id: d}}}"),
        ("notes: []", "each: {by: {question: a, cases: {yes: 1, no: 2}}}"),
    ],
)
def test_a_question_that_is_better_one_way_or_decides_a_case_is_taken(
    pair: tuple[str, str],
) -> None:
    assert told(lines(*pair)) == []


def lines(*rests: str) -> str:
    return "".join(
        f"- {{id: {name}, title: T, points: 2, {rest}}}\n"
        for name, rest in zip("abc", rests, strict=False)
    )


def test_what_decides_whether_a_line_exists_has_no_better_answer() -> None:
    both_ways = ("notes: []", "requires: {not: {question: a}}")
    assert [line.split()[1] for line in told(lines(*both_ways))] == ["two-directions:"]
    assert told(lines(*both_ways, "when: {question: a}")) == []
    assert len(told(lines(*both_ways, "requires: {question: a}"))) == 1


BOTH_WAYS = """\
bonus: [{id: n, title: N, points: 3}]
deductions: [{id: m, title: M, points: 3, question: n}]
tiers: [{id: x, title: X, at_least: 3}, {id: z, title: Z}]
"""


@pytest.mark.parametrize(
    ("section", "refused"),
    [
        ("prerequisites: [{id: p, title: P, gives: z, derive: {question: n, is: no}}]", False),
        ("vetoes: [{id: p, title: P, gives: z, when: {question: n, is: yes}}]", False),
        ("remarks: [{id: p, text: P, when: {question: n, is: no}}]", True),
        ("withhold: [{id: p, title: P, when: {question: n, is: no}}]", True),
        ("evidence: {1: {title: P, when: {question: n, is: no}}}", True),
    ],
)
def test_only_what_changes_a_score_or_verdict_makes_a_switch(section: str, refused: bool) -> None:
    assert bool(told(f"{BOTH_WAYS}{section}\n")) is refused


@pytest.mark.parametrize(
    "section",
    [
        "remarks: [{id: m, text: M, when: {question: n, below: 3}}]",
        "withhold: [{id: m, title: M, when: {question: n, below: 3}}]",
        "evidence: {1: {title: P, when: {question: n, below: 3}}}",
    ],
)
def test_what_changes_no_score_may_ask_for_more_and_less(section: str) -> None:
    assert told(f"bonus: [{{id: n, title: N, points: 3, each: 1}}]\n{section}\n") == []


@pytest.mark.parametrize(
    ("better", "bound", "sense"), [("higher", "at_least", "at_most"), ("lower", "at_most", "above")]
)
def test_where_less_is_better_the_other_way_is_refused(better: str, bound: str, sense: str) -> None:
    text = f"""\
total: {{better: {better}}}
bonus: [{{id: n, title: N, points: 3, each: 1}}]
tiers:
  - {{id: x, title: X, {bound}: 3, when: {{question: n, {sense}: 2}}}}
  - {{id: z, title: Z}}
"""
    assert [line.split()[1] for line in told(text)] == ["two-directions:"]


def test_a_switch_of_a_tier_has_no_better_answer() -> None:
    text = """\
bonus: [{id: n, title: N, points: 3}]
deductions: [{id: m, title: M, points: 3, question: n}]
tiers:
  - {id: x, title: X, at_least: {by: {question: n, cases: {yes: 80, no: 70}}}}
  - {id: z, title: Z}
"""
    assert told(text) == []
