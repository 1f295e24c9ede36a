"""What may stand where is taken; all else stands in refused/structure.txt."""

from __future__ import annotations

import pytest

from tests.model.made import told


@pytest.mark.parametrize(
    "text",
    [
        "- {id: a, title: A, points: 3, sum: [{id: b, points: 3, not_applicable: zero}]}\n",
        "- {id: a, title: A, points: 3, rescale: true, sum: [{id: b, points: 3}]}\n",
        "- {id: a, title: A, points: 3, k_of: {k: 2, of: [{id: b}, {id: c}]}}\n",
        "provenance: {document: D, effective_from: 2024-01-01, effective_to: 2024-01-01}\n",
        "provenance: {document: D, effective_to: 2024-01-01}\n",
        "bonus: [{id: b, title: B, points: 1}, {id: c, title: C, points: 1, parent: sheet}]\n",
        "remarks: [{id: m, text: M, when: {total: true, above: 3}}]\n",
    ],
)
def test_what_can_be_scored_is_taken(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("mode", ["full", "zero"])
def test_a_dimension_that_keeps_its_points_need_not_be_scaled(mode: str) -> None:
    text = f"""\
dimensions:
  - id: d
    title: D
    points: 3
    not_applicable: {mode}
    indicators: [{{id: a, title: A, points: 3}}]
"""
    assert told(text) == []


@pytest.mark.parametrize("scaled", ["rescale: true", "weight: 100"])
def test_what_is_scaled_may_shrink_and_be_adjusted(scaled: str) -> None:
    text = f"""\
dimensions:
  - id: d
    title: D
    points: 3
    {scaled}
    not_applicable: excluded
    indicators: [{{id: a, title: A, points: 3, not_applicable: excluded}}]
bonus: [{{id: b, title: B, points: 1, parent: d}}]
"""
    assert told(text) == []


def test_a_sum_and_its_cases_may_take_their_rest_from_the_dimension() -> None:
    text = """\
- id: a
  title: A
  points: 3
  sum:
    - {id: b, points: 3, deduct: {rest: dimension, streams: [{id: s, each: 1}]}}
- id: c
  title: C
  points: 3
  by:
    question: {id: q}
    cases:
      yes: {id: x, deduct: {rest: dimension, streams: [{id: t, each: 1}]}}
      no: {id: y}
"""
    assert told(text) == []
