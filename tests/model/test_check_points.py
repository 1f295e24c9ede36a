"""Points that do not add up are refused, with both numbers and where."""

from __future__ import annotations

import pytest

from tests.model.made import told

REFUSED = {
    "a line without points": (
        """\
- id: a
  title: A
  bands: {2: 1}
""",
        [
            "1:3 no-points: 'a' states no points (give it points:, or make it a target:)",
        ],
    ),
    "a sum without points": (
        """\
- id: a
  title: A
  sum:
    - {id: b, points: 1}
""",
        [
            "1:3 no-points: 'a' states no points (give it points:, or make it a target:)",
        ],
    ),
    "a part of a sum without points": (
        """\
- id: a
  title: A
  points: 3
  sum:
    - {id: b}
    - {id: c, points: 3}
""",
        [
            "5:7 no-points: a part of a sum or a best-of states no points (give it points:)",
        ],
    ),
    "a part of a best-of without points": (
        """\
- id: a
  title: A
  points: 3
  best:
    - {id: b, points: 3}
    - {id: c}
""",
        [
            "6:7 no-points: a part of a sum or a best-of states no points (give it points:)",
        ],
    ),
    "a part that only has to hold, with points": (
        """\
- id: a
  title: A
  points: 3
  all:
    - {id: b, points: 1}
    - {id: c}
""",
        [
            "5:15 points-twice: a part that only has to hold states points"
            " (leave out points: the line above has them)",
        ],
    ),
    "a target with points": (
        """\
- id: a
  title: A
  points: 3
  target: {at_least: 2}
""",
        [
            "3:3 target-points: a target earns no points, but 'a' states 3 (leave out points:)",
        ],
    ),
    "parts of a sum are worth too much": (
        """\
- id: a
  title: A
  points: 3
  sum:
    - {id: b, points: 2}
    - {id: c, points: 1.5}
""",
        [
            "3:11 points-total: parts of 'a' add up to 3.5, it declares 3"
            " (correct one of the parts, or the sum: they are 0.5 too many)",
        ],
    ),
    "parts of a sum are worth too little": (
        """\
- id: a
  title: A
  points: 3
  sum:
    - {id: b, points: 2}
    - {id: c, points: 0.5}
""",
        [
            "3:11 points-total: parts of 'a' add up to 2.5, it declares 3"
            " (correct one of the parts, or the sum: 0.5 are missing)",
        ],
    ),
    "the best part is worth too little": (
        """\
- id: a
  title: A
  points: 3
  best:
    - {id: b, points: 2}
    - {id: c, points: 1}
""",
        [
            "3:11 points-total: the best part of 'a' is worth 2, the line states 3"
            " (correct one of them)",
        ],
    ),
    "the best part is worth too much": (
        """\
- id: a
  title: A
  points: 3
  best:
    - {id: b, points: 4}
    - {id: c, points: 1}
""",
        [
            "3:11 points-total: the best part of 'a' is worth 4, the line states 3"
            " (correct one of them)",
        ],
    ),
    "a case is worth something else": (
        """\
- id: a
  title: A
  points: 3
  by:
    question: {id: q}
    cases:
      yes: {points: 2, id: b}
      no: {id: c}
""",
        [
            "7:21 points-total: case 'yes' of 'a' is worth 2, the line states 3"
            " (leave out the points of the case, or correct them)",
        ],
    ),
    "a case is a target": (
        """\
- id: a
  title: A
  points: 3
  by:
    question: {id: q}
    cases:
      yes: {id: b, target: {at_least: 2}}
      no: {id: c}
""",
        [
            "7:12 target-points: a target earns no points, but 'a' states 3 (leave out points:)",
        ],
    ),
    "a band above the points": (
        """\
- id: a
  title: A
  points: 3
  bands: {2: 1, 4: 5}
""",
        [
            "4:20 points-range: 'a' earns 0 to 3, this says 5"
            " (correct this value, or the line's points)",
        ],
    ),
    "a band below 0": (
        """\
- id: a
  title: A
  points: 3
  bands: {2: -1, 4: 3}
""",
        [
            "4:14 points-range: 'a' earns 0 to 3, this says -1"
            " (correct this value, or the line's points)",
        ],
    ),
    "options out of range": (
        """\
- id: a
  title: A
  points: 3
  choice: {x: 5, y: -0.5, z: {points: 3.5}}
""",
        [
            "4:15 points-range: 'a' earns 0 to 3, this says 5"
            " (correct this value, or the line's points)",
            "4:21 points-range: 'a' earns 0 to 3, this says -0.5"
            " (correct this value, or the line's points)",
            "4:30 points-range: 'a' earns 0 to 3, this says 3.5"
            " (correct this value, or the line's points)",
        ],
    ),
    "a ladder that rises and falls": (
        """\
- id: a
  title: A
  points: 3
  bands: {2: 3, 3: 1, 4: 2}
""",
        [
            "4:10 bands-order: the bands of 'a' neither rise nor fall: 2 -> 3, 3 -> 1, 4 -> 2"
            " (let points rise with the bound; a falling ladder starts at the least answer)",
        ],
    ),
    "a ladder that falls from above the least count": (
        """\
- id: a
  title: A
  points: 3
  bands: {2: 3, 4: 0}
""",
        [
            "4:10 bands-order: the bands of 'a' neither rise nor fall: 2 -> 3, 4 -> 0"
            " (a falling ladder starts at the least answer, 0)",
        ],
    ),
    "a ladder that falls from above the least number": (
        """\
- id: a
  title: A
  points: 3
  bands: {2: 3, 4: 0}
  ask: number
""",
        [
            "4:10 bands-order: the bands of 'a' neither rise nor fall: 2 -> 3, 4 -> 0"
            " (a falling ladder starts at the least answer, -∞)",
        ],
    ),
    "a slope from an answer to itself": (
        """\
- id: a
  title: A
  points: 3
  linear: {from: 3, to: 3}
""",
        [
            "4:11 linear: 'a' neither rises nor falls from 3 to 3 (correct from: or to:)",
        ],
    ),
    "a slope that rises in one case and falls in another": (
        """\
- id: a
  title: A
  points: 3
  linear: {from: 3, to: {by: {question: b, cases: {yes: 2, no: 4.5}}}}
- {id: b, title: B, points: 1}
""",
        [
            "4:11 linear: 'a' neither rises nor falls from 3 to 2 / 4.5 (correct from: or to:)",
        ],
    ),
    "each, with a sign": (
        """\
- id: a
  title: A
  points: 3
  each: -1
""",
        [
            "4:9 points-range: 'a' counts points from 0, this says -1"
            " (write how many points, without a sign)",
        ],
    ),
    "each, with a sign in a case": (
        """\
- id: a
  title: A
  points: 3
  each: {by: {question: b, cases: {yes: 2, no: -4}}}
- {id: b, title: B, points: 1}
""",
        [
            "4:9 points-range: 'a' counts points from 0, this says -4"
            " (write how many points, without a sign)",
        ],
    ),
    "each of several, with a sign": (
        """\
- id: a
  title: A
  points: 3
  each: {points: -1, per: 2}
""",
        [
            "4:9 points-range: 'a' counts points from 0, this says -1"
            " (write how many points, without a sign)",
        ],
    ),
    "deductions with a sign": (
        """\
- id: a
  title: A
  points: 3
  deduct:
    - {id: s, each: -1}
    - {id: t, fixed: -2}
""",
        [
            "5:21 points-range: 'a' counts points from 0, this says -1"
            " (write how many points, without a sign)",
            "6:22 points-range: 'a' counts points from 0, this says -2"
            " (write how many points, without a sign)",
        ],
    ),
    "a floor above the points": (
        """\
- id: a
  title: A
  points: 3
  deduct:
    floor: 4
    streams:
      - {id: s, each: 1}
""",
        [
            "5:12 floor: the floor 4 is above the points 3 (correct one of them)",
        ],
    ),
    "a step that does not divide the points": (
        """\
- id: a
  title: A
  points: 3
  rating: 0.7
""",
        [
            "4:11 step: 3 points are no multiple of the step 0.7"
            " (take a step that divides the points)",
        ],
    ),
    "a dimension worth too much": (
        """\
dimensions:
  - id: d
    title: D
    points: 2.5
    indicators:
      - {id: a, title: A, points: 1}
      - {id: b, title: B, points: 2}
""",
        [
            "4:13 points-total: indicators of dimension 'd' add up to 3, it declares 2.5"
            " (correct one of the parts, or the sum: they are 0.5 too many)",
        ],
    ),
    "a dimension worth too little": (
        """\
dimensions:
  - id: d
    title: D
    points: 3.5
    indicators:
      - {id: a, title: A, points: 3}
      - {id: b, title: B, target: {at_least: 2}}
""",
        [
            "4:13 points-total: indicators of dimension 'd' add up to 3, it declares 3.5"
            " (correct one of the parts, or the sum: 0.5 are missing)",
        ],
    ),
    "a dimension without points": (
        """\
dimensions:
  - id: d
    title: D
    indicators:
      - {id: a, title: A, points: 2.5}
""",
        [
            "2:5 no-points: dimension 'd' states no points, its indicators add up to 2.5"
            " (write points: 2.5)",
        ],
    ),
    "a dimension without a weight": (
        """\
dimensions:
  - {id: d, title: D, points: 1, weight: 60, indicators: [{id: a, title: A, points: 1}]}
  - {id: e, title: E, points: 1, indicators: [{id: b, title: B, points: 1}]}
""",
        [
            "3:5 weights: dimension 'e' has no weight, others have"
            " (give every dimension a weight, or none)",
        ],
    ),
    "weights that do not add up to 100 per cent": (
        """\
dimensions:
  - {id: d, title: D, points: 1, weight: 60, indicators: [{id: a, title: A, points: 1}]}
  - {id: e, title: E, points: 1, weight: 30, indicators: [{id: b, title: B, points: 1}]}
total: {unit: percent}
""",
        [
            "2:42 weights: weights add up to 90, a total in per cent takes 100"
            " (correct the weights)",
        ],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), REFUSED.values(), ids=REFUSED)
def test_points_that_do_not_add_up_are_refused(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


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


def test_weights_in_points_may_add_up_to_anything() -> None:
    text = "".join(
        f"  - {{id: d{n}, title: D, points: 1, weight: {n},"
        f" indicators: [{{id: i{n}, title: I, points: 1}}]}}\n"
        for n in (1, 2)
    )
    assert told(f"dimensions:\n{text}") == []
