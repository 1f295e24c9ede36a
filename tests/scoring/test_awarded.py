"""Points that an assessor awards directly, and which points a line can earn at all."""

from __future__ import annotations

import pytest

from hpscore.problem import ProblemError
from hpscore.scoring.attainable import can_earn, spell_attainable
from hpscore.scoring.plan import plan_of
from tests.scoring.tiny import because, earns, flags, line, lost, scored, tiny, told

TWO = """
- {id: a, title: A, points: 4, bands: {2: 1, 4: 4}}
- {id: b, title: B, points: 3, rating: 0.5}
"""


def test_awarded_points_stand_for_the_answers_of_a_line() -> None:
    result = scored(tiny(TWO), points="{a: 1, b: {points: 2.5, note: by the table}}")
    a, b = line(result, "a"), line(result, "b")
    assert (told(a.points), lost(a), a.state, a.met) == ("1 of 4", "awarded 3", "awarded", True)
    assert (told(b.points), lost(b), b.note) == ("2.5 of 3", "awarded 0.5", "by the table")
    assert (a.question, a.rule, because(a)) == (None, "bands", {})
    assert (lost(result), result.final, result.unanswered) == ("awarded 3.5", True, ())
    assert result.dimensions[0].indicators[0].state == "final"


def test_all_or_no_points_may_be_awarded() -> None:
    result = scored(tiny(TWO), points="{a: 0, b: 3}")
    assert (line(result, "a").met, lost(line(result, "a"))) == (False, "awarded 4")
    assert (line(result, "b").met, lost(line(result, "b"))) == (True, "")


def test_awarded_points_hold_whatever_switch_is_unknown() -> None:
    rubric = tiny(
        "facts: {setting: {options: [urban, rural]}}",
        """
        - {id: a, title: A, points: 4, by: {fact: setting, cases: {urban: {id: u}, rural: {id: r}}}}
        - {id: b, title: B, points: 2, requires: {indicator: a, full: true}}
        """,
    )
    result = scored(rubric, "{b: yes}", points="{a: 4}")
    assert (earns(result, "a"), earns(result, "b")) == ("4 of 4", "2 of 2")
    assert line(result, "a").state == "awarded"
    assert flags(result) == []


def test_a_veto_strikes_awarded_points_too() -> None:
    rubric = tiny(TWO, "vetoes: [{id: v, title: V, zeroes: [a]}]")
    struck = scored(rubric, "{b: 3}", points="{a: 1}", vetoes="{v: yes}")
    assert lost(line(struck, "a")) == "awarded 3, veto 1"
    open_ = scored(rubric, "{b: 3}", points="{a: 1}")
    assert (earns(open_, "a"), open_.unanswered) == ("0..1 of 4", ("v",))


def test_awarded_points_say_that_a_line_applies() -> None:
    rubric = tiny("- {id: a, title: A, points: 4, rating: 1, not_applicable: excluded}")
    result = scored(rubric, points="{a: 0}")
    assert (earns(result, "a"), line(result, "a").optional) == ("0 of 4", False)


@pytest.mark.parametrize(
    ("rule", "spelled"),
    [
        ("", "0, 3"),
        ("all: [{id: p}, {id: q}]", "0, 3"),
        ("k_of: {k: 1, of: [{id: p}, {id: q}]}", "0, 3"),
        ("bands: {2: 1, 4: 3}", "0, 1, 3"),
        ("bands: {0: 3, 4: 1}", "1, 3"),
        ("ask: number, bands: {0: 1, 4: 3}", "0, 1, 3"),
        ("from: 2, bands: {2: 1, 4: 3}", "1, 3"),
        ("each: 1.25", "0, 1.25, 2.5, 3"),
        ("each: 0", "0"),
        ("each: {by: {fact: setting, cases: {urban: 2, rural: 0}}}", "0, 2, 3"),
        ("each: {points: 2, per: 5, steps: pro_rata}", "0 … 3"),
        ("each: 0.0001", "0 … 3"),
        ("ask: percent, linear: {from: 0, to: 100}", "0 … 3"),
        ("choice: {x: 3, y: 1.5, z: 1.5}", "1.5, 3"),
        ("rating: 1", "0, 1, 2, 3"),
        ("rating: 0.0005", "0 … 3"),
        ("rating: 0.1", "0, 0.1, 0.2, 0.3, … 3"),
        (
            "rating: 0.125",
            "0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1, 1.125, 1.25, 1.375, "
            "1.5, 1.625, 1.75, 1.875, 2, 2.125, 2.25, 2.375, 2.5, 2.625, 2.75, 2.875, 3",
        ),
        ("deduct: [{id: n, each: 1}]", "0 … 3"),
        ("sum: [{id: p, points: 2}, {id: q, points: 1, rating: 0.5}]", "0, 0.5, 1, 2, 2.5, 3"),
        (
            "rescale: true, sum: [{id: p, points: 2}, {id: q, points: 1, not_applicable: zero}]",
            "0 … 3",
        ),
        ("sum: [{id: p, points: 2}, {id: q, points: 1, deduct: [{id: n, each: 1}]}]", "0 … 3"),
        ("best: [{id: p, points: 3}, {id: q, points: 2, rating: 1}]", "0, 1, 2, 3"),
        ("best: [{id: p, points: 3}, {id: q, points: 2, deduct: [{id: n, each: 1}]}]", "0 … 3"),
        ("by: {fact: setting, cases: {urban: {id: p}, rural: {id: q, rating: 1.5}}}", "0, 1.5, 3"),
        ("each: {by: {fact: setting, cases: {urban: 2, rural: 1.5}}}", "0, 1.5, 2, 3"),
        ("choice: {x: 3, y: 1}, requires: {fact: setting, is: urban}", "0, 1, 3"),
        ("choice: {x: 3, y: 1}, when: {fact: setting, is: urban}", "0, 1, 3"),
        ("choice: {x: 3, y: 1}, not_applicable: excluded", "0, 1, 3"),
        ("choice: {x: 3, y: 1}, not_applicable: zero", "0, 1, 3"),
        ("choice: {x: 2, y: 1}, not_applicable: full", "1, 2, 3"),
        ("choice: {x: 2, y: 1}", "1, 2"),
    ],
)
def test_a_line_can_earn_what_its_rule_can_give(rule: str, spelled: str) -> None:
    line_text = (
        f"- {{id: a, title: A, points: 3, {rule}}}" if rule else "- {id: a, title: A, points: 3}"
    )
    rubric = tiny("facts: {setting: {options: [urban, rural]}}", line_text)
    node = plan_of(rubric).sheet.lines["a"].node
    assert ", ".join(spell_attainable(node)) == spelled
    if "…" not in spelled:
        assert all(
            can_earn(node, tenths) is (str(tenths) in spelled.split(", ")) for tenths in range(5)
        )


def test_where_everything_between_can_be_earned_the_ends_still_hold() -> None:
    node = (
        plan_of(tiny("- {id: a, title: A, points: 3, deduct: [{id: n, each: 1}]}"))
        .sheet.lines["a"]
        .node
    )
    assert [points for points in range(-1, 5) if can_earn(node, points)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("points", "rule", "spelled"),
    [
        (24, "rating: 1", ", ".join(str(value) for value in range(25))),
        (25, "rating: 1", "0, 1, 2, 3, … 25"),
        (4000, "rating: 1", "0, 1, 2, 3, … 4000"),
        (4001, "rating: 1", "0 … 4001"),
        (4000, "each: 1", "0, 1, 2, 3, … 4000"),
        (4001, "each: 1", "0 … 4001"),
        (4001, "each: {by: {fact: setting, cases: {urban: 1, rural: 500}}}", "0 … 4001"),
        # 40 times 100 sums, and 41 times 100
        (
            138,
            "sum: [{id: p, points: 39, rating: 1}, {id: q, points: 99, rating: 1}]",
            "0, 1, 2, 3, … 138",
        ),
        (
            139,
            "sum: [{id: p, points: 40, rating: 1}, {id: q, points: 99, rating: 1}]",
            "0 … 139",
        ),
    ],
)
def test_a_long_list_is_shortened_and_an_endless_one_is_a_range(
    points: int, rule: str, spelled: str
) -> None:
    rubric = tiny(
        "facts: {setting: {options: [urban, rural]}}",
        f"- {{id: a, title: A, points: {points}, {rule}}}",
    )
    assert ", ".join(spell_attainable(plan_of(rubric).sheet.lines["a"].node)) == spelled


def test_so_many_sums_are_not_listed() -> None:
    parts = ", ".join(f"{{id: p{i}, points: 10, rating: 0.01}}" for i in range(3))
    rubric = tiny(f"- {{id: a, title: A, points: 30, sum: [{parts}]}}")
    assert spell_attainable(plan_of(rubric).sheet.lines["a"].node) == ["0 … 30"]


def test_points_that_cannot_be_earned_are_refused_with_those_that_can() -> None:
    with pytest.raises(ProblemError) as refused:
        scored(tiny(TWO), points="{a: 2}")
    problem = refused.value.problems[0]
    assert (problem.code, str(problem.help)) == ("not-attainable", "it can earn 0, 1, 4")
