"""Questions that no rule could read, or that are described twice, are refused."""

from __future__ import annotations

import pytest

from tests.model.made import told

REFUSED = {
    "met reads yes or no": (
        """\
- id: a
  title: A
  points: 3
  ask: percent
""",
        [
            "4:8 ask: met reads yes_no, but 'a' asks percent (correct ask:, or the rule)",
        ],
    ),
    "bands read numbers": (
        """\
- id: a
  title: A
  points: 3
  bands: {1: 3}
  ask: rating
""",
        [
            "5:8 ask: bands reads count / percent / number, but 'a' asks rating"
            " (correct ask:, or the rule)",
        ],
    ),
    "a slope reads numbers": (
        """\
- id: a
  title: A
  points: 3
  linear: {from: 0, to: 3}
  ask: rate
""",
        [
            "5:8 ask: linear reads count / percent / number, but 'a' asks rate"
            " (correct ask:, or the rule)",
        ],
    ),
    "a choice reads options": (
        """\
- id: a
  title: A
  points: 3
  choice: {x: 3, y: 0}
  ask: count
""",
        [
            "5:8 ask: choice reads choice, but 'a' asks count (correct ask:, or the rule)",
        ],
    ),
    "a rating reads points": (
        """\
- id: a
  title: A
  points: 3
  rating: 1
  ask: count
""",
        [
            "5:8 ask: rating reads rating, but 'a' asks count (correct ask:, or the rule)",
        ],
    ),
    "a target reads numbers": (
        """\
- id: a
  title: A
  target: {at_least: 1}
  ask: yes_no
""",
        [
            "4:8 ask: target reads count / percent / number, but 'a' asks yes_no"
            " (correct ask:, or the rule)",
        ],
    ),
    "a stream reads no options": (
        """\
- id: a
  title: A
  points: 3
  deduct:
    - {id: s, each: 1}
    - {id: t, question: b, fixed: 2}
- {id: b, title: B, points: 2, choice: {x: 2, y: 0}}
""",
        [
            "6:7 ask: deduct reads yes_no / count / percent / number, but 'b' asks choice"
            " (correct ask:, or the rule)",
            "7:3 two-directions: an option of 'b' is better here and worse in 'a'"
            " (a question has one better direction: ask two questions, or turn one rule)",
        ],
    ),
    "a rule reads the kind of a question asked elsewhere": (
        """\
- id: a
  title: A
  points: 3
  question: b
- {id: b, title: B, points: 2, bands: {2: 2}}
""",
        [
            "1:3 ask: met reads yes_no, but 'b' asks count (correct ask:, or the rule)",
        ],
    ),
    "a range that ends before it begins": (
        """\
- id: a
  title: A
  points: 3
  bands: {1: 3}
  from: 5
  to: 3
""",
        [
            "5:9 range: 'a' runs from 5 to 3 (write the lower end first)",
        ],
    ),
    "a range beyond per cent": (
        """\
- id: a
  title: A
  points: 3
  bands: {1: 3}
  ask: percent
  from: 101
""",
        [
            "6:9 range: 'a' runs from 101 to 100 (write the lower end first)",
        ],
    ),
    "a range of yes and no": (
        """\
- id: a
  title: A
  points: 3
  to: 1
""",
        [
            "4:3 range: 'a' takes no range (leave out from: and to:)",
        ],
    ),
    "a range of options": (
        """\
- id: a
  title: A
  points: 3
  choice: {x: 3, y: 0}
  from: 0
""",
        [
            "5:3 range: 'a' takes no range (leave out from: and to:)",
        ],
    ),
    "a count up to half of one": (
        """\
- id: a
  title: A
  points: 3
  bands: {1: 3}
  from: 0
  to: 1.5
""",
        [
            "6:7 range: 'a' counts in whole numbers, got 1.5 (write a whole number)",
        ],
    ),
    "a rating above the points": (
        """\
- id: a
  title: A
  points: 3
  rating: 1
  to: 4
""",
        [
            "5:7 range: 'a' is judged from 0 to 3, this says 0 to 4"
            " (leave out from: and to:, or correct them)",
        ],
    ),
    "a rating below 0": (
        """\
- id: a
  title: A
  points: 3
  rating: 1
  from: -1
""",
        [
            "4:11 range: 'a' is judged from 0 to 3, this says -1 to 3"
            " (leave out from: and to:, or correct them)",
        ],
    ),
    "ranges of streams": (
        """\
- id: a
  title: A
  points: 3
  deduct:
    - {id: s, fixed: 1, to: 3}
    - {id: t, each: 1, from: 3, to: 1}
""",
        [
            "5:25 range: 's' takes no range (leave out from: and to:)",
            "6:30 range: 't' runs from 3 to 1 (write the lower end first)",
        ],
    ),
    "a rating that is asked without end": (
        """\
questions:
  - {id: q, ask: rating}
""",
        [
            "2:5 range: the rating 'q' has no upper end (write to:, the most that can be judged)",
        ],
    ),
    "a question's range": (
        """\
questions:
  - {id: q, ask: count, from: 0.5}
""",
        [
            "2:31 range: 'q' counts in whole numbers, got 0.5 (write a whole number)",
        ],
    ),
    "a choice without options": (
        """\
questions:
  - {id: q, ask: choice}
recorded:
  - {id: r, ask: choice}
""",
        [
            "2:5 no-options: the choice 'q' has no options"
            " (write options: [...], or ask for something else)",
            "4:5 no-options: the choice 'r' has no options"
            " (write options: [...], or ask for something else)",
        ],
    ),
    "a choice on the spot without options": (
        """\
- id: a
  title: A
  points: 3
  by:
    question: {id: q, ask: choice}
    cases:
      x: {id: b}
""",
        [
            "5:15 no-options: the choice 'q' has no options"
            " (write options: [...], or ask for something else)",
            "7:10 unknown-case: there is no case 'x' (known here: none)",
        ],
    ),
    "options of a question that takes none": (
        """\
questions:
  - {id: q, options: [x, y]}
  - {id: r, ask: count, options: [x, y]}
""",
        [
            "2:13 ask: 'q' has options, but asks yes_no (correct ask:, or leave out options:)",
            "3:25 ask: 'r' has options, but asks count (correct ask:, or leave out options:)",
        ],
    ),
    "options of a fact that is a number": (
        """\
facts:
  f: {ask: number, options: [x, y]}
""",
        [
            "2:20 ask: 'f' has options, but asks number (correct ask:, or leave out options:)",
        ],
    ),
    "two options of one name": (
        """\
- id: a
  title: A
  points: 3
  choice:
    x: {points: 3, title: {zh: 好, en: Good}}
    y: {points: 0, title: {zh: 好, en: Bad}}
""",
        [
            "6:5 ambiguous-option: '好' may mean x and y (give them different titles)",
        ],
    ),
    "an option by another's id": (
        """\
questions:
  - {id: q, ask: choice, options: {x: Y, y: Z}}
facts:
  f: {options: {u: Town, r: ＴＯＷＮ}}
""",
        [
            "2:42 ambiguous-option: 'y' may mean x and y (give them different titles)",
            "4:26 ambiguous-option: 'ＴＯＷＮ' may mean u and r (give them different titles)",
        ],
    ),
    "what is said of a question where it is only read": (
        """\
- id: a
  title: A
  points: 3
  question: b
  bands: {1: 3}
  ask: count
  from: 1
  to: 5
  default: 2
- {id: b, title: B, points: 2, bands: {2: 2}}
""",
        [
            "6:3 asked-elsewhere: 'b' is asked elsewhere (write ask: where it is asked)",
            "7:3 asked-elsewhere: 'b' is asked elsewhere (write from: where it is asked)",
            "8:3 asked-elsewhere: 'b' is asked elsewhere (write to: where it is asked)",
            "9:3 asked-elsewhere: 'b' is asked elsewhere (write default: where it is asked)",
        ],
    ),
    "what a stream says of a question that it only reads": (
        """\
- id: a
  title: A
  points: 3
  deduct:
    - {id: s, question: b, each: 1, ask: count, from: 0, to: 9, default: 0}
- {id: b, title: B, points: 2, bands: {0: 2, 1: 0}}
""",
        [
            "5:37 asked-elsewhere: 'b' is asked elsewhere (write ask: where it is asked)",
        ],
    ),
    "what is said of a question where none is asked": (
        """\
- id: a
  title: A
  points: 3
  sum:
    - {id: b, points: 3}
  question: b
  ask: count
  from: 0
  to: 5
  default: 2
""",
        [
            "6:3 no-question: 'a' asks no question itself (write question: at the part that asks)",
            "7:3 no-question: 'a' asks no question itself (write ask: at the part that asks)",
            "8:3 no-question: 'a' asks no question itself (write from: at the part that asks)",
            "9:3 no-question: 'a' asks no question itself (write to: at the part that asks)",
            "10:3 no-question: 'a' asks no question itself (write default: at the part that asks)",
        ],
    ),
    "points for options that there are not": (
        """\
- id: a
  title: A
  points: 3
  question: b
  choice: {x: 3, z: 0}
- {id: b, title: B, points: 2, choice: {x: 2, y: 0}}
""",
        [
            "5:11 missing-case: 'b' has no case for y (give every option its case)",
            "5:18 unknown-option: there is no option 'z' (known here: x, y)",
        ],
    ),
    "what may not apply in one place only": (
        """\
- id: a
  title: A
  points: 3
  question: b
  bands: {1: 3}
- {id: b, title: B, points: 2, bands: {2: 2}, not_applicable: zero}
""",
        [
            "1:3 not-applicable: 'b' may be not applicable in one place only"
            " (write not_applicable: in every line that reads it, or in none)",
        ],
    ),
    "what may not apply in a stream": (
        """\
- id: a
  title: A
  points: 3
  deduct:
    - {id: s, question: b, each: 1}
- {id: b, title: B, points: 2, bands: {0: 2, 1: 0}, not_applicable: zero}
""",
        [
            "5:7 not-applicable: 'b' may be not applicable in one place only"
            " (write not_applicable: in every line that reads it, or in none)",
        ],
    ),
    "a case by what may not apply": (
        """\
- id: a
  title: A
  points: 3
  by:
    question: b
    cases: {yes: {id: c}, no: {id: d}}
- {id: b, title: B, points: 2, not_applicable: zero}
""",
        [
            "5:5 not-applicable: 'b' decides a case, but may be not applicable"
            " (take not_applicable: out, or branch on another question)",
        ],
    ),
    "a number by what may not apply": (
        """\
- id: a
  title: A
  points: 3
  each: {by: {question: b, cases: {yes: 1, no: 2}}}
- {id: b, title: B, points: 2, not_applicable: zero}
""",
        [
            "4:9 not-applicable: 'b' decides a case, but may be not applicable"
            " (take not_applicable: out, or branch on another question)",
        ],
    ),
    "a default that is no count": (
        """\
- id: a
  title: A
  points: 3
  bands: {1: 3}
  default: 1.5
""",
        [
            "5:12 not-a-count: 'a' takes a whole number from 0, got 3/2"
            " (write a whole number from 0, or leave it out while it is not known)",
        ],
    ),
    "a default that is no yes or no": (
        """\
- id: a
  title: A
  points: 3
  default: 3
""",
        [
            "4:12 not-yes-no: 'a' takes yes or no, got 3 (write yes or no)",
        ],
    ),
    "a default that is no option": (
        """\
- id: a
  title: A
  points: 3
  choice: {x: 3, y: 0}
  default: z
""",
        [
            "5:12 not-an-option: 'a' takes one of x, y, got 'z' (write one of x, y)",
        ],
    ),
    "a default out of range": (
        """\
- id: a
  title: A
  points: 3
  bands: {1: 3}
  to: 4
  default: 5
""",
        [
            "6:12 out-of-range: 'a' takes a whole number from 0 to 4, got 5"
            " (check the number; what is not known is left out)",
        ],
    ),
    "a default between two steps": (
        """\
- id: a
  title: A
  points: 3
  rating: 1
  default: 0.5
""",
        [
            "5:12 not-a-step: 'a' is judged in steps of 1, got 0.5 (write the nearest step)",
        ],
    ),
    "defaults of a question and of a stream": (
        """\
- id: a
  title: A
  points: 3
  deduct:
    - {id: s, each: 1, default: -1}
- id: b
  title: B
  points: 1
  by:
    question: {id: q, default: maybe}
    cases: {yes: {id: c}, no: {id: d}}
""",
        [
            "5:33 out-of-range: 's' takes a whole number from 0, got -1"
            " (check the number; what is not known is left out)",
            "10:32 not-yes-no: 'q' takes yes or no, got 'maybe' (write yes or no)",
        ],
    ),
    "a default of a rate": (
        """\
recorded:
  - {id: q, ask: rate, default: 27}
""",
        [
            "2:33 not-a-rate: 'q' takes a share by its parts (count, of, population, date), got"
            " 27 (write a share by its parts"
            " (count, of, population, date))",
        ],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), REFUSED.values(), ids=REFUSED)
def test_questions_that_no_rule_could_use_are_refused(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "questions: [{id: q, ask: rating, to: 5}]\n",
        "- {id: a, title: A, points: 3, rating: 1, from: 1, to: 2}\n",
        "- {id: a, title: A, points: 3, deduct: [{id: s, fixed: 1, ask: count}]}\n",
        "- {id: a, title: A, points: 3, choice: {x: {points: 3, title: X}, y: 0}}\n",
        "facts: {f: {options: [x, y]}}\n",
    ],
)
def test_questions_that_rules_can_use_are_taken(text: str) -> None:
    assert told(text) == []
