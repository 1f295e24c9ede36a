"""Points that add up are taken; those that do not stand in refused/points.txt."""

from __future__ import annotations

import pytest

from tests.model.made import told


@pytest.mark.parametrize(
    "text",
    [
        "- {id: a, title: A, points: 3, bands: {2: 1, 4: 1, 6: 3}}\n",
        "- {id: a, title: A, points: 3, bands: {2: 3, 4: 0}, from: 2}\n",
        "- {id: a, title: A, points: 3, bands: {0: 3, 4: 1, 6: 1}}\n",
        "- {id: a, title: A, points: 3, bands: {4: 2}}\n",
        "- {id: a, title: A, points: 3, linear: {from: 4, to: 0}}\n",
        "- {id: a, title: A, points: 3, rating: 1.5}\n",
        "- {id: a, title: A, points: 3, deduct: {floor: 3, streams: [{id: s, each: 0}]}}\n",
        "- {id: a, title: A, points: 0}\n",
        "- {id: a, title: A}\n",
        "- {id: a, title: A, all: [{id: b}, {id: c, target: {at_least: 3}}]}\n",
        "- {id: a, title: A, by: {question: {id: q}, cases: {yes: {id: b}, no: {id: c}}}}\n",
        "bonus: [{id: b, title: B, points: 500}]\n",
    ],
)
def test_what_adds_up_is_taken(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("weights", "unit"), [((1, 2), "points"), ((60, 40), "points"), ((60, 40), "percent")]
)
def test_weights_add_up_to_100_in_per_cent_alone(weights: tuple[int, ...], unit: str) -> None:
    text = "".join(
        f"  - {{id: d{n}, title: D, points: 1, weight: {n},"
        f" indicators: [{{id: i{n}, title: I, points: 1}}]}}\n"
        for n in weights
    )
    assert told(f"total: {{unit: {unit}}}\ndimensions:\n{text}") == []
