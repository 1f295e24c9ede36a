"""An open score spans every completion, its parts add up, and it stays within its bounds."""

from __future__ import annotations

from hypothesis import given

from hpscore.model.rubric import Rubric
from tests.properties.cases import Case, cases
from tests.properties.effort import tries
from tests.properties.laws import adds_up, inside, within_maximum


@tries(500)
@given(cases())
def test_filling_in_more_narrows_the_result(case: Case) -> None:
    first, further = case.score(case.first), case.score(case.further)
    assert inside(further, first) == []


@tries(500)
@given(cases())
def test_a_completion_lies_inside_the_open_result(case: Case) -> None:
    assert inside(case.score(case.complete), case.score(case.first)) == []


@tries(500)
@given(cases())
def test_parts_add_up_and_losses_account_for_the_rest(case: Case) -> None:
    for assessment in (case.first, case.complete):
        assert adds_up(case.score(assessment)) == []


@tries(300)
@given(cases())
def test_no_score_leaves_its_bounds(case: Case) -> None:
    if case.rubric.total.round is None:
        assert within_maximum(case.score(case.first), _scale(case.rubric)) == []


def _scale(rubric: Rubric) -> int | None:
    """Say how much of the total a point is; None where lines are scaled."""
    scaled = any(d.rescale or d.weight is not None for d in rubric.dimensions)
    return None if scaled or rubric.total.rescale or rubric.total.unit == "percent" else 1
