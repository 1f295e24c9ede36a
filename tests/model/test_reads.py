"""What lines read of each other: the order to score them in, and what must be known before."""

from __future__ import annotations

import pytest

from hpscore.model.reads import MOST_BRANCHES, branches
from tests.model.made import SETTING, paths, sheet

SIX = "".join(
    f"  - {{id: {name}, ask: choice, options: [a, b, c, d, e, f]}}\n" for name in ("p", "q", "r")
)


def test_lines_follow_those_that_their_conditions_read() -> None:
    found = sheet("""\
- {id: a, title: A, points: 1, requires: {indicator: b}}
- {id: b, title: B, points: 1, requires: {indicator: c, at_least: 1}}
- {id: c, title: C, points: 1}
""")
    assert found.order == ("c", "b", "a")
    assert {name: line.reads for name, line in found.lines.items()} == {
        "a": ("c", "b"),
        "b": ("c",),
        "c": (),
    }


@pytest.mark.parametrize(
    ("condition", "reads"),
    [
        ("{indicator: b}", ("b",)),
        ("{dimension: e}", ("c",)),
        ("{mark: key}", ("b", "c")),
        ("{question: b}", ()),
        ("{all: [{indicator: b}, {any: [{dimension: e}]}]}", ("b", "c")),
    ],
)
def test_a_group_stands_for_its_lines(condition: str, reads: tuple[str, ...]) -> None:
    found = sheet(f"""\
marks: {{key: {{title: Key}}}}
dimensions:
  - id: d
    title: D
    points: 3
    indicators:
      - {{id: a, title: A, points: 2, sum: [{{id: x, points: 2, requires: {condition}}}]}}
      - {{id: b, title: B, points: 1, marks: [key]}}
  - {{id: e, title: E, points: 1, indicators: [{{id: c, title: C, points: 1, marks: [key]}}]}}
""")
    assert found.lines["a"].reads == reads


def test_a_line_reads_what_the_vetoes_read_that_zero_it() -> None:
    found = sheet("""\
dimensions:
  - id: d
    title: D
    points: 2
    indicators: [{id: a, title: A, points: 1}, {id: b, title: B, points: 1}]
vetoes: [{id: v, title: V, when: {not: {indicator: b}}, zeroes: [a]}]
""")
    assert found.order == ("b", "a")
    assert found.lines["a"].reads == ("b",)


CIRCLES = {
    "a -> b -> a": """\
- {id: a, title: A, points: 1, requires: {indicator: b}}
- {id: b, title: B, points: 1, requires: {indicator: a}}
""",
    "b -> c -> b": """\
- {id: a, title: A, points: 1, requires: {indicator: b}}
- {id: b, title: B, points: 1, requires: {indicator: c}}
- {id: c, title: C, points: 1, when: {indicator: b}}
""",
    "a -> a": """\
- {id: a, title: A, points: 1, requires: {dimension: sheet}}
""",
}


@pytest.mark.parametrize("circle", CIRCLES)
def test_lines_that_read_each_other_in_a_circle_are_refused(circle: str) -> None:
    first = "abc".index(circle[0])
    assert paths(CIRCLES[circle]) == [("cycle", ("dimensions", 0, "indicators", first))]


def test_a_veto_that_reads_what_it_zeroes_is_a_circle() -> None:
    text = "vetoes: [{id: v, title: V, when: {indicator: judged, zero: true}, zeroes: [sheet]}]\n"
    assert paths(text) == [("cycle", ("dimensions", 0, "indicators", 0))]


def test_a_line_depends_on_all_that_it_and_what_it_reads_mention() -> None:
    found = sheet("""\
facts: {setting: {options: [urban, rural]}, people: {ask: number}, kind: {options: [x, y]}}
questions:
  - {id: rooms, ask: count}
  - {id: own}
  - {id: average, ask: percent}
  - {id: often, ask: choice, options: [daily, never]}
dimensions:
  - id: d
    title: D
    points: 7
    indicators:
      - id: a
        title: A
        points: 3
        requires: {question: rooms, at_least: {fact: people}}
        by: {question: own, cases: {yes: {id: x}, no: {id: y}}}
      - {id: b, title: B, points: 2, each: {by: {fact: setting, cases: {urban: 1, rural: 2}}}}
      - {id: c, title: C, ask: percent, target: {at_least: {question: average}}}
      - {id: d1, title: D, points: 1, requires: {indicator: a}}
      - id: e
        title: E
        points: 1
        when: {question: rooms, above: {by: {question: often, cases: {daily: 1, never: 2}}}}
""")
    inputs = {name: {name for _, name in line.inputs} for name, line in found.lines.items()}
    assert inputs == {
        "a": {"own", "x", "y", "rooms", "people"},
        "b": {"b", "setting"},
        "c": {"c", "average"},
        "d1": {"d1", "own", "x", "y", "rooms", "people"},
        "e": {"e", "rooms", "often"},
    }
    assert ("fact", "people") in found.lines["a"].inputs
    assert ("question", "own") in found.lines["a"].inputs


def test_what_a_line_branches_on_is_known_before_it_is_bounded() -> None:
    found = sheet(
        SETTING
        + """\
questions: [{id: own}]
dimensions:
  - id: d
    title: D
    points: 5
    indicators:
      - {id: a, title: A, points: 1}
      - {id: b, title: B, points: 1, requires: {question: own, is: no}}
      - {id: c, title: C, points: 1, requires: {fact: setting, is: urban}}
      - {id: e, title: E, points: 2, deduct: [{id: s, each: 1, target: {by: {fact: setting,
         cases: {urban: 3, rural: 2}}}}]}
"""
    )
    assert {name: line.switches for name, line in found.lines.items()} == {
        "a": (),
        "b": (("question", "own"),),
        "c": (("fact", "setting"),),
        "e": (("fact", "setting"),),
    }


def test_what_pulls_a_line_both_ways_is_tried_case_by_case() -> None:
    found = sheet("""\
- {id: a, title: A, points: 1}
- {id: b, title: B, points: 1, requires: {question: a, is: no}}
- {id: c, title: C, points: 1, requires: {all: [{indicator: a}, {indicator: b}]}}
""")
    assert found.lines["a"].switches == ()
    assert found.lines["c"].switches == (("question", "a"),)


def test_what_would_be_too_many_cases_is_left_open() -> None:
    found = sheet(f"""\
questions:
{SIX}dimensions:
  - id: d
    title: D
    points: 7
    indicators:
      - id: a
        title: A
        points: 1
        requires: {{all: [{{question: p, is: a}}, {{question: q, is: a}}]}}
      - {{id: b, title: B, points: 1, requires: {{question: r, is: a}}}}
      - {{id: c, title: C, points: 1, requires: {{question: r, is: b}}}}
      - id: e
        title: E
        points: 4
        sum:
          - id: x
            points: 1
            requires: {{any: [{{question: p, is: a}}, {{question: q, is: b}}]}}
          - {{id: y, points: 3, requires: {{all: [{{indicator: b}}, {{indicator: c}}]}}}}
""")
    line = found.lines["e"]
    assert branches(found, line.switches) == 36
    assert MOST_BRANCHES < 36 * 6
    assert ("question", "r") in line.inputs
    assert ("question", "r") not in line.switches


def test_a_switch_that_may_not_apply_has_a_case_more() -> None:
    found = sheet("""\
- {id: a, title: A, points: 1, not_applicable: zero}
- {id: b, title: B, points: 1, requires: {question: a, is: no}}
""")
    assert found.lines["b"].switches == (("question", "a"),)
    assert branches(found, found.lines["b"].switches) == 3
    assert branches(found, (("fact", "none"),)) == 1
