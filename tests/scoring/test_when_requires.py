"""Lines that exist only when a condition holds, and lines that count only then."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import because, earns, line, lost, part, scored, tiny, told

KINDS = "facts: {kind: {options: [school, office]}, people: {ask: number}}"
YARD = """
- {id: yard, title: Yard, points: 6, rating: 1, when: {fact: kind, is: school}}
- {id: plan, title: Plan, points: 4}
"""
CANTEEN = """
- {id: meals, title: Meals, points: 4, each: 1}
- {id: kitchen, title: Kitchen, points: 6, rating: 1, when: {question: meals, at_least: 2}}
"""
ROOM = """
- id: fitness
  title: Fitness
  points: 4
  sum:
    - {id: room, points: 1}
    - {id: safe, points: 3, bands: {1: 1, 2: 3}, requires: {question: room}}
"""


@pytest.mark.parametrize(
    ("subject", "yard", "whole"),
    [
        ("{kind: school}", "5 of 6", "9 of 10"),
        ("{kind: office}", "0 of 0", "4 of 4"),
        ("{}", "0..5 of 6", "4..9 of 10"),
    ],
)
def test_a_line_leaves_the_sheet_with_its_points(subject: str, yard: str, whole: str) -> None:
    result = scored(tiny(KINDS, YARD), "{yard: 5, plan: yes}", subject=subject)
    assert (earns(result, "yard"), told(result.points)) == (yard, whole)


def test_a_line_that_does_not_exist_says_why_and_loses_nothing() -> None:
    trace = line(scored(tiny(KINDS, YARD), subject="{kind: office}"), "yard")
    assert (trace.state, trace.met, lost(trace)) == ("not_applicable", None, "")
    assert (trace.question, trace.rule, because(trace)) == ("yard", "rating", {"when": ["kind"]})
    assert not trace.open


@pytest.mark.parametrize(
    ("answers", "points", "missing", "unanswered"),
    [
        ("{meals: 2, kitchen: 5}", "5 of 6", "judged 1", ()),
        ("{meals: 1, kitchen: 5}", "0 of 0", "", ()),
        ("{kitchen: 5}", "0..5 of 6", "judged 1, not_answered 5", ("meals",)),
        ("{}", "0..6 of 6", "not_answered 6", ("meals", "kitchen")),
        ("{meals: 1}", "0 of 0", "", ()),
        ("{meals: {from: 1}, kitchen: 0}", "0 of 6", "judged 6", ("meals",)),
    ],
)
def test_whether_a_line_exists_may_be_open(
    answers: str, points: str, missing: str, unanswered: tuple[str, ...]
) -> None:
    result = scored(tiny(CANTEEN), answers)
    trace = line(result, "kitchen")
    assert (told(trace.points), lost(trace)) == (points, missing)
    assert result.unanswered == unanswered
    assert trace.optional is ("meals" in unanswered)


def test_a_line_that_may_not_exist_waits_for_what_decides() -> None:
    trace = line(scored(tiny(CANTEEN), "{kitchen: 5}"), "kitchen")
    assert trace.because["when"] == ["meals"]
    assert trace.open


def test_a_part_of_a_sum_may_not_exist() -> None:
    rubric = tiny(
        KINDS,
        """
        - id: a
          title: A
          points: 5
          sum:
            - {id: p, points: 2}
            - {id: q, points: 3, when: {fact: people, above: 10}}
        """,
    )
    assert earns(scored(rubric, "{p: yes, q: no}", subject="{people: 10}"), "a") == "2 of 2"
    assert earns(scored(rubric, "{p: yes, q: no}", subject="{people: 11}"), "a") == "2 of 5"
    unknown = scored(rubric, "{p: yes, q: no}")
    assert earns(unknown, "a") == "2 of 5"
    assert not line(unknown, "a").optional
    assert part(unknown, "q").optional


def test_a_target_line_may_not_exist() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, target: {at_least: 3}, when: {indicator: b}}
        - {id: b, title: B, points: 2, each: 1}
        """
    )
    assert line(scored(rubric, "{a: 3, b: 1}"), "a").met is True
    gone = line(scored(rubric, "{a: 3, b: 0}"), "a")
    assert (gone.state, gone.met) == ("not_applicable", None)
    open_ = scored(rubric, "{a: 3}")
    assert (line(open_, "a").optional, line(open_, "a").met) == (True, True)
    assert (open_.final, open_.unanswered) == (False, ("b",))


def test_what_is_gone_in_itself_stays_gone_while_more_is_open() -> None:
    rubric = tiny(
        """
        - {id: b, title: B, points: 2, each: 1}
        - id: a
          title: A
          target: {at_least: 3}
          when: {indicator: b}
          not_applicable: excluded
        - id: c
          title: C
          points: 3
          when: {indicator: b}
          not_applicable: excluded
        """
    )
    full = tiny(
        """
        - {id: b, title: B, points: 2, each: 1}
        - id: a
          title: A
          target: {at_least: 3}
          when: {indicator: b}
          not_applicable: full
        """
    )
    met = line(scored(full, "{a: {na: none}}"), "a")
    assert (met.state, met.met, met.optional) == ("not_applicable", True, True)
    result = scored(rubric, "{a: {na: none}, c: {na: none}}")
    for name in ("a", "c"):
        assert (line(result, name).state, line(result, name).optional) == ("not_applicable", False)
        assert line(result, name).because["when"] == ["b"]
    assert told(result.points) == "0..2 of 2"


@pytest.mark.parametrize(
    ("answers", "points", "missing", "unanswered"),
    [
        ("{room: yes, safe: 1}", "2 of 4", "short 2", ()),
        ("{room: no, safe: 1}", "0 of 4", "not_met 1, short 2, dependency 1", ()),
        ("{room: no, safe: 2}", "0 of 4", "not_met 1, dependency 3", ()),
        ("{room: no, safe: 0}", "0 of 4", "not_met 1, short 3", ()),
        ("{room: no}", "0 of 4", "not_met 1, dependency 3", ()),
        ("{safe: 1}", "0..2 of 4", "short 2, not_answered 2", ("room",)),
        ("{safe: 0}", "0..1 of 4", "short 3, not_answered 1", ("room",)),
        ("{room: yes}", "1..4 of 4", "not_answered 3", ("safe",)),
        ("{}", "0..4 of 4", "not_answered 4", ("room", "safe")),
    ],
)
def test_a_part_counts_only_if_what_it_requires_holds(
    answers: str, points: str, missing: str, unanswered: tuple[str, ...]
) -> None:
    result = scored(tiny(ROOM), answers)
    assert (earns(result, "fitness"), lost(result)) == (points, missing)
    assert result.unanswered == unanswered


@pytest.mark.parametrize(
    ("answers", "met"),
    [
        ("{room: no, safe: 2}", False),
        ("{safe: 2}", None),
        ("{safe: 0}", False),
        ("{room: yes, safe: 2}", True),
    ],
)
def test_what_fails_its_condition_is_not_met(answers: str, met: bool | None) -> None:
    assert part(scored(tiny(ROOM), answers), "safe").met is met


def test_what_a_part_requires_is_named_alone_or_in_a_list() -> None:
    rubric = tiny(
        """
        - {id: p, title: P, points: 1}
        - {id: q, title: Q, points: 1, bands: {1: 1}, requires: {question: p}}
        - id: r
          title: R
          points: 1
          requires: {all: [{question: p}, {indicator: q}]}
        """
    )
    result = scored(rubric, "{p: no, q: 1, r: yes}")
    assert because(line(result, "q")) == {"band": "1", "requires": "p"}
    assert because(line(result, "r")) == {"requires": ["p", "q"]}
    held = scored(rubric, "{p: yes, q: 1, r: yes}")
    assert because(line(held, "q")) == {"band": "1"}


@pytest.mark.parametrize(
    ("answers", "met"),
    [
        ("{a: 3, p: yes}", True),
        ("{a: 3, p: no}", False),
        ("{a: 3}", None),
        ("{a: 2}", False),
        ("{p: yes}", None),
    ],
)
def test_a_target_may_require_something(answers: str, met: bool | None) -> None:
    rubric = tiny(
        """
        - {id: a, title: A, target: {at_least: 3}, requires: {question: p}}
        - {id: p, title: P, points: 2}
        """
    )
    trace = line(scored(rubric, answers), "a")
    assert (trace.met, trace.points) == (met, None)


def test_a_switch_that_lines_share_is_taken_alike_by_both() -> None:
    rubric = tiny(
        """
        - {id: own, title: Own clinic, points: 2}
        - {id: contract, title: Contract, points: 2, requires: {question: own, is: no}}
        """
    )
    assert earns(scored(rubric, "{own: no, contract: yes}"), "contract") == "2 of 2"
    assert earns(scored(rubric, "{own: yes, contract: yes}"), "contract") == "0 of 2"
    open_ = scored(rubric, "{contract: yes}")
    assert (earns(open_, "own"), earns(open_, "contract")) == ("0..2 of 2", "0..2 of 2")
    assert lost(line(scored(rubric, "{own: yes, contract: yes}"), "contract")) == "dependency 2"


def test_a_line_may_read_one_that_stands_below_it_and_results_keep_the_order_of_the_sheet() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, points: 2, requires: {indicator: c, full: true}}
        - {id: b, title: B, points: 2}
        - {id: c, title: C, points: 2, rating: 1}
        """
    )
    result = scored(rubric, "{a: yes, b: yes, c: 1}")
    assert [own.id for own in result.dimensions[0].indicators] == ["a", "b", "c"]
    assert (earns(result, "a"), told(result.points)) == ("0 of 2", "3 of 6")
    assert scored(rubric, "{a: yes, b: yes}").unanswered == ("c",)
    open_ = scored(rubric)
    assert open_.unanswered == ("a", "b", "c")


def test_cases_are_tried_through_the_lines_that_a_line_reads() -> None:
    rubric = tiny(
        "facts: {setting: {options: [urban, rural]}}",
        """
        - {id: p, title: P, points: 2, by: {fact: setting, cases: {urban: {id: u}, rural: {id: r}}}}
        - id: q
          title: Q
          points: 3
          requires: {indicator: p}
          by: {fact: setting, cases: {urban: {id: v}, rural: {id: s}}}
        """,
    )
    # urban: p holds, q fails itself; rural: p fails
    result = scored(rubric, "{u: yes, r: no, v: no, s: yes}")
    assert (earns(result, "p"), earns(result, "q")) == ("0..2 of 2", "0 of 3")
    other = scored(rubric, "{u: yes, r: no, v: yes, s: no}")
    assert earns(other, "q") == "0..3 of 3"


def test_a_bonus_and_a_deduction_may_depend_on_lines() -> None:
    rubric = tiny(
        "- {id: p, title: P, points: 5, rating: 1}",
        """
        bonus: [{id: b, title: B, points: 2, requires: {indicator: p, full: true}}]
        deductions: [{id: d, title: D, points: 3, when: {indicator: p, zero: true}}]
        """,
    )
    assert told(scored(rubric, "{p: 5, b: yes, d: yes}").total) == "7 of 5"
    assert told(scored(rubric, "{p: 4, b: yes, d: yes}").total) == "4 of 5"
    nothing = scored(rubric, "{p: 0, b: yes, d: yes}")
    assert told(nothing.total) == "0 of 5"
    assert {own.id: told(own.points) for own in nothing.adjustments} == {
        "b": "0 of 2",
        "d": "-3 of 0",
    }
