"""What scoring remembers of one assessment changes nothing in the next, and stays small."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment
from hpscore.model.result import Result
from hpscore.model.rubric import Rubric
from hpscore.scoring.engine import score
from hpscore.scoring.plan import plan_of
from tests.properties.cases import Case, cases
from tests.properties.effort import tries
from tests.scoring.tiny import line, scored, tiny

PAIR = """
- id: a
  points: 3
  title: A
  sum:
    - {id: b, title: B, points: 1}
    - {id: c, title: C, points: 2, ask: number, linear: {from: 0, to: 4000}}
"""


def anew(rubric: Rubric, assessment: Assessment) -> Result:
    rubric._prepared = None
    return score(rubric, assessment)


def noted(assessment: Assessment) -> Assessment:
    answers = {name: replace(a, note="seen") for name, a in assessment.answers.items()}
    return assessment.replace(answers=answers)


@tries(150)
@given(cases())
def test_results_are_the_same_whatever_was_scored_before(case: Case) -> None:
    stages = [case.first, case.further, case.complete, noted(case.further)]
    fresh = [anew(case.rubric, assessment) for assessment in stages]
    for _ in range(2):
        assert [score(case.rubric, assessment) for assessment in stages] == fresh


def test_a_note_in_a_part_is_its_own() -> None:
    rubric = tiny(PAIR)
    noted = line(scored(rubric, "{b: {value: yes, note: seen}, c: 50}"), "a")
    bare = line(scored(rubric, "{b: yes, c: 50}"), "a")
    again = line(scored(rubric, "{b: {value: yes, note: other}, c: 50}"), "a")
    assert [part.note for part in noted.parts] == ["seen", None]
    assert [part.note for part in bare.parts] == [None, None]
    assert [part.note for part in again.parts] == ["other", None]


def test_parts_without_answers_are_not_those_with() -> None:
    rubric = tiny(PAIR)
    half = line(scored(rubric, "{b: yes}"), "a").points
    whole = line(scored(rubric, "{b: yes, c: 0}"), "a").points
    assert half is not None
    assert whole is not None
    assert (half.earned, half.reachable) == (1, 3)
    assert (whole.earned, whole.reachable) == (1, 1)


def test_however_many_assessments_are_scored_what_is_remembered_is_bounded() -> None:
    more = "- {id: d, title: D, points: 10, ask: number, linear: {from: 0, to: 99}}"
    rubric = tiny(PAIR + more)
    rubric._prepared = None
    for value in range(4100):
        answers = {"c": Answer(value, value, value)}
        answers["b"] = Answer(value % 2 == 0, value % 2, value % 2)
        answers["d"] = Answer(value, value, value, note="seen" if value % 3 == 0 else None)
        assert score(rubric, Assessment(answers=answers)).points is not None
    plan = plan_of(rubric)
    assert all(len(known) <= 1000 for known in plan.memo.values())
    assert [len(known) for _, known in plan.joint.values()] == [1000]
    assert 0 < len(plan.results) <= 4000
