"""Questions that rules can use are taken; all others stand in refused/questions.txt."""

from __future__ import annotations

import pytest

from tests.model.made import told


@pytest.mark.parametrize(
    "text",
    [
        "questions: [{id: q, ask: rating, to: 5}, {id: r, ask: count, from: 2, to: 2}]\n",
        "- {id: a, title: A, points: 3, rating: 1, from: 1, to: 2}\n",
        "- {id: a, title: A, points: 3, deduct: [{id: s, fixed: 1, ask: count}]}\n",
        "- {id: a, title: A, points: 3, choice: {x: {points: 3, title: X}, y: 0}}\n",
        "facts: {f: {options: [x, y]}}\n",
    ],
)
def test_questions_that_rules_can_use_are_taken(text: str) -> None:
    assert told(text) == []
