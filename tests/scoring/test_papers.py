"""The papers that a line wants: its own, those of its parts, and of the case that holds."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import scored, tiny

PAPERS = """
evidence:
  1: {title: Plan}
  2: {title: Minutes}
  3: {title: Photo of the yard, when: {fact: setting, is: urban}}
  4: {title: Contract, when: {question: rented}}
facts: {setting: {options: [urban, rural]}}
questions: [{id: rented}]
"""


def papers(lines: str, answers: str = "{}", **sections: str) -> dict[str, str]:
    result = scored(tiny(PAPERS, lines), answers, **sections)
    return {own.id: " ".join(own.evidence) for own in result.dimensions[0].indicators}


def test_a_line_wants_its_papers_and_those_of_its_parts_once_each() -> None:
    lines = """
    - id: a
      title: A
      points: 5
      evidence: [2]
      sum:
        - {id: p, points: 2, evidence: [1, 2]}
        - {id: q, points: 3, deduct: [{id: n, each: 1, evidence: [4]}]}
    - {id: b, title: B, points: 1, evidence: [2, 1]}
    - {id: c, title: C, points: 1}
    """
    assert papers(lines, "{rented: yes}") == {"a": "2 1 4", "b": "2 1", "c": ""}


@pytest.mark.parametrize(
    ("subject", "answers", "wanted"),
    [
        ("{setting: urban}", "{rented: yes}", "1 3 4"),
        ("{setting: rural}", "{rented: yes}", "1 4"),
        ("{setting: urban}", "{rented: no}", "1 3"),
        # what is not known may be wanted
        ("{}", "{}", "1 3 4"),
    ],
)
def test_a_paper_is_wanted_unless_its_condition_fails(
    subject: str, answers: str, wanted: str
) -> None:
    lines = "- {id: a, title: A, points: 5, evidence: [1, 3, 4]}"
    assert papers(lines, answers, subject=subject) == {"a": wanted}


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [("{setting: urban}", "1"), ("{setting: rural}", "2"), ("{}", "1 2")],
)
def test_a_branching_line_wants_the_papers_of_the_case_that_holds(
    subject: str, wanted: str
) -> None:
    lines = """
    - id: a
      title: A
      points: 5
      by: {fact: setting, cases: {urban: {id: u, evidence: [1]}, rural: {id: r, evidence: [2]}}}
    """
    assert papers(lines, subject=subject) == {"a": wanted}


def test_papers_may_be_wanted_inside_cases_of_parts() -> None:
    lines = """
    - id: a
      title: A
      points: 5
      sum:
        - id: p
          points: 5
          by:
            question: rented
            cases:
              "yes": {id: u, evidence: [4]}
              "no": {id: o, all: [{id: x, evidence: [1]}, {id: y, evidence: [2]}]}
    """
    assert papers(lines, "{rented: yes}") == {"a": "4"}
    assert papers(lines, "{rented: no}") == {"a": "1 2"}
    assert papers(lines) == {"a": "4 1 2"}
