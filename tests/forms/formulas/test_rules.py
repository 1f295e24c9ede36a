"""Formulas of single rules come to what the engine says, in every case."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment
from hpscore.model.rubric import Rubric
from tests.forms.formulas.agreeing import differences
from tests.properties.assessments import exact
from tests.scoring.tiny import tiny

EITHER = (None, exact(False), exact(True))


def agree(rubric: Rubric, **answers: Sequence[Answer | None]) -> None:
    """Try all combinations of answers; None leaves a question open."""
    for chosen in product(*answers.values()):
        given = {
            name: answer for name, answer in zip(answers, chosen, strict=True) if answer is not None
        }
        assert list(differences(rubric, Assessment(answers=given))) == []


def test_so_many_parts_of_several() -> None:
    parts = ", ".join(f"{{id: {name}, title: {name}}}" for name in "abc")
    for wanted in (1, 2, 3):
        rule = f"k_of: {{k: {wanted}, of: [{parts}]}}"
        agree(tiny(f"- {{id: x, title: X, points: 2, {rule}}}"), a=EITHER, b=EITHER, c=EITHER)


def test_what_exceeds_the_floor_is_taken_from_the_dimension() -> None:
    rubric = tiny(
        """
        - id: litter
          title: Litter
          points: 3
          deduct:
            streams: [{id: butts, title: Butts, each: 1}, {id: fire, title: Fire, fixed: 4}]
            rest: dimension
        - {id: other, title: Other, points: 2}
        """
    )
    butts = (None, exact(0), exact(2), exact(9), Answer(None, 1, 4))
    agree(rubric, butts=butts, fire=EITHER, other=EITHER)


def test_the_best_of_several_and_what_is_required() -> None:
    rubric = tiny(
        """
        - id: x
          title: X
          points: 3
          best:
            - {id: a, title: A, points: 3, requires: {question: c}}
            - {id: b, title: B, points: 2}
        - {id: c, title: C, points: 1}
        """
    )
    agree(rubric, a=EITHER, b=EITHER, c=EITHER)


def test_conditions_hold_from_their_bound_on_or_beyond_it() -> None:
    for comparison in ("at_least", "above", "at_most", "below"):
        rubric = tiny(
            "questions: [{id: n, title: N, ask: count}]",
            f"- {{id: x, title: X, points: 2, requires: {{question: n, {comparison}: 2}}}}",
        )
        counts = (None, exact(1), exact(2), exact(3), Answer(None, 2, 3), Answer(None, 1, 2))
        agree(rubric, n=counts, x=(exact(True),))
