"""Points that are lost by streams: counted, once, or by what is short of a target."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import because, change, earns, line, lost, part, scored, tiny, told

STREAMS = """
- id: a
  title: A
  points: 5
  deduct:
    - {id: butts, each: 1}
    - {id: sign_missing, fixed: 2}
    - {id: covered, ask: percent, each: 0.5, target: 80}
"""
FLOORED = """
- {id: a, title: A, points: 5, deduct: {floor: 1, streams: [{id: butts, each: 1.5}]}}
"""
RESTING = """
- {id: a, title: A, points: 5, deduct: {floor: 1, rest: dimension, streams: [{id: n, each: 1}]}}
- {id: b, title: B, points: 5}
"""


@pytest.mark.parametrize(
    ("answers", "points", "missing"),
    [
        ("{butts: 0, sign_missing: no, covered: 80}", "5 of 5", ""),
        ("{butts: 1, sign_missing: no, covered: 78}", "3 of 5", "deducted 2"),
        ("{butts: 0, sign_missing: yes, covered: 100}", "3 of 5", "deducted 2"),
        ("{butts: 3, sign_missing: yes, covered: 80}", "0 of 5", "deducted 5"),
        ("{butts: 9, sign_missing: yes, covered: 0}", "0 of 5", "deducted 5"),
        ("{}", "0..5 of 5", "not_answered 5"),
        ("{butts: 1, sign_missing: no}", "0..4 of 5", "deducted 1, not_answered 4"),
        ("{butts: 1, covered: 80}", "2..4 of 5", "deducted 1, not_answered 2"),
        ("{sign_missing: no, covered: 80}", "0..5 of 5", "not_answered 5"),
        ("{butts: 2, sign_missing: no, covered: {from: 79}}", "2.5..3 of 5", None),
        ("{butts: {from: 1, to: 2}, sign_missing: no, covered: 90}", "3..4 of 5", None),
    ],
)
def test_streams_take_from_the_points(answers: str, points: str, missing: str | None) -> None:
    result = scored(tiny(STREAMS), answers)
    assert earns(result, "a") == points
    assert missing is None or lost(line(result, "a")) == missing


@pytest.mark.parametrize(
    ("butts", "points"), [("0", "5 of 5"), ("2", "2 of 5"), ("3", "1 of 5"), ("4", "1 of 5")]
)
def test_the_floor_is_left_at_least(butts: str, points: str) -> None:
    assert earns(scored(tiny(FLOORED), f"{{butts: {butts}}}"), "a") == points
    assert earns(scored(tiny(FLOORED)), "a") == "1..5 of 5"
    assert because(line(scored(tiny(FLOORED)), "a")) == {"floor": "1"}


def test_a_stream_says_what_it_takes_and_why() -> None:
    result = scored(tiny(STREAMS), "{butts: {value: 1, note: at the gate}, covered: 78}")
    butts, sign, covered = line(result, "a").parts
    assert (told(butts.points), lost(butts)) == ("-1 of 0", "deducted 1")
    assert (butts.state, butts.note, because(butts)) == ("given", "at the gate", {"each": "1"})
    assert (told(sign.points), lost(sign)) == ("-2..0 of 0", "not_answered 2")
    assert (sign.state, sign.note, because(sign)) == ("unanswered", None, {"fixed": "2"})
    assert (told(covered.points), because(covered)) == (
        "-1 of 0",
        {"each": "0.5", "target": "80"},
    )
    assert line(result, "a").state == "given"
    assert result.unanswered == ("sign_missing",)


def test_an_endless_count_is_told_as_all_points_or_as_what_is_taken_for_sure() -> None:
    assert told(part(scored(tiny(STREAMS)), "butts").points) == "-5..0 of 0"
    many = scored(tiny(STREAMS), "{butts: {from: 7}}")
    assert told(part(many, "butts").points) == "-7 of 0"
    assert earns(many, "a") == "0 of 5"


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        ("10", "4 of 4"),
        ("12", "4 of 4"),
        ("9", "3 of 4"),
        ("{from: 9}", "3..4 of 4"),
        ("{to: 9}", "0..3 of 4"),
        ("{}", "0..4 of 4"),
    ],
)
def test_a_number_without_bounds_may_fall_short_by_anything(answer: str, points: str) -> None:
    rubric = tiny("- {id: a, title: A, points: 4, deduct: [{id: n, each: 1, target: 10}]}")
    assert earns(scored(rubric, f"{{n: {answer}}}"), "a") == points


def test_a_stream_that_takes_nothing_a_unit_takes_nothing_however_many() -> None:
    rubric = tiny("- {id: a, title: A, points: 4, deduct: [{id: n, each: 0}]}")
    assert earns(scored(rubric), "a") == "4 of 4"
    assert scored(rubric).final


@pytest.mark.parametrize(
    ("count", "points"),
    [("0", "5 of 5"), ("1", "3 of 5"), ("7", "3 of 5"), ("{}", "3..5 of 5"), ("{from: 1}", "3")],
)
def test_a_fixed_amount_is_taken_once_however_many_are_counted(count: str, points: str) -> None:
    rubric = tiny("- {id: a, title: A, points: 5, deduct: [{id: n, ask: count, fixed: 2}]}")
    assert earns(scored(rubric, f"{{n: {count}}}"), "a").startswith(points)


@pytest.mark.parametrize(
    ("setting", "points"), [("urban", "1 of 5"), ("rural", "3.5 of 5"), ("", "1..3.5 of 5")]
)
def test_what_a_stream_takes_may_differ_by_a_fact(setting: str, points: str) -> None:
    rubric = tiny(
        "facts: {setting: {options: [urban, rural]}}",
        """
        - id: a
          title: A
          points: 5
          deduct:
            - {id: n, each: {by: {fact: setting, cases: {urban: 1, rural: 0.5}}}}
            - {id: late, fixed: {by: {fact: setting, cases: {urban: 1, rural: 0}}}}
            - {id: m, each: 1, target: {by: {fact: setting, cases: {urban: 3, rural: 2}}}}
        """,
    )
    subject = f"{{setting: {setting}}}" if setting else "{}"
    assert earns(scored(rubric, "{n: 1, late: yes, m: 1}", subject=subject), "a") == points


def test_a_stream_may_have_a_default_and_read_a_shared_question() -> None:
    rubric = tiny(
        "questions: [{id: rooms, ask: count}]",
        """
        - id: a
          title: A
          points: 5
          deduct: [{id: butts, each: 1, default: 2}, {id: r, question: rooms, each: 1}]
        """,
    )
    result = scored(rubric, "{rooms: 1}")
    assert (earns(result, "a"), part(result, "butts").state) == ("2 of 5", "derived")
    assert earns(scored(rubric, "{rooms: 1, butts: 0}"), "a") == "4 of 5"
    assert line(scored(rubric), "a").state == "given"


@pytest.mark.parametrize(
    ("n", "line_points", "rest", "score"),
    [
        ("3", "2 of 5", None, "7 of 10"),
        ("4", "1 of 5", None, "6 of 10"),
        ("5", "1 of 5", "-1 of 0", "5 of 10"),
        ("7", "1 of 5", "-3 of 0", "3 of 10"),
        ("10", "1 of 5", "-6 of 0", "0 of 10"),
        ("11", "1 of 5", "-7 of 0", "0 of 10"),
        ("99", "1 of 5", "-10 of 0", "0 of 10"),
        ("{from: 5, to: 6}", "1 of 5", "-2..-1 of 0", "4..5 of 10"),
        ("{from: 6}", "1 of 5", "-10..-2 of 0", "0..4 of 10"),
        ("{}", "1..5 of 5", "-10..0 of 0", "0..10 of 10"),
    ],
)
def test_what_exceeds_the_floor_is_taken_from_the_dimension(
    n: str, line_points: str, rest: str | None, score: str
) -> None:
    result = scored(tiny(RESTING), f"{{n: {n}, b: yes}}")
    assert earns(result, "a") == line_points
    found = {own.id: (own.kind, own.to, told(own.points)) for own in result.adjustments}
    assert found == ({} if rest is None else {"a": ("rest", "sheet", rest)})
    assert told(result.dimensions[0].score) == score
    assert told(result.total) == score


def test_a_line_stays_open_while_its_rest_is() -> None:
    result = scored(tiny(RESTING), "{n: {from: 5, to: 6}, b: yes}")
    assert line(result, "a").open
    assert (result.final, result.unanswered) == (False, ("n",))
    settled = scored(tiny(RESTING), "{n: 6, b: yes}")
    assert not line(settled, "a").open
    assert (settled.final, settled.unanswered) == (True, ())


def test_the_rests_of_parts_of_a_sum_are_taken_together() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 4
          sum:
            - {id: p, points: 2, deduct: {rest: dimension, streams: [{id: n, each: 1}]}}
            - {id: q, points: 1, deduct: {rest: dimension, streams: [{id: m, each: 1}]}}
            - {id: r, points: 1}
        - {id: b, title: B, points: 9}
        """
    )
    result = scored(rubric, "{n: 3, m: 4, r: yes, b: yes}")
    assert earns(result, "a") == "1 of 4"
    assert told(change(result, "a").points) == "-4 of 0"
    assert told(result.total) == "6 of 13"
    within = scored(rubric, "{n: 1, m: 1, r: yes, b: yes}")
    assert within.adjustments == ()
    assert told(within.total) == "11 of 13"


def test_the_rest_of_an_unknown_case_spans_all_cases() -> None:
    rubric = tiny(
        "facts: {setting: {options: [urban, rural]}}",
        """
        - id: a
          title: A
          points: 5
          by:
            fact: setting
            cases:
              urban:
                deduct:
                  rest: dimension
                  streams: [{id: n, each: 2}, {id: w, each: 1.1, default: 0}]
              rural: {deduct: [{id: m, each: 1}]}
        - {id: b, title: B, points: 5}
        """,
    )
    result = scored(rubric, "{n: 4, m: 1, b: yes}")
    assert (earns(result, "a"), told(change(result, "a").points)) == ("0..4 of 5", "-3..0 of 0")
    assert told(result.total) == "2..9 of 10"
    assert told(change(scored(rubric, "{n: 0, w: 5}"), "a").points) == "-0.5..0 of 0"
    rural = scored(rubric, "{n: 4, m: 1, b: yes}", subject="{setting: rural}")
    assert (rural.adjustments, told(rural.total)) == ((), "9 of 10")


@pytest.mark.parametrize(("answers", "met"), [("4", True), ("5", False), ("{from: 3}", None)])
def test_a_line_is_met_while_points_are_left(answers: str, met: bool | None) -> None:
    rubric = tiny("- {id: a, title: A, points: 5, deduct: [{id: n, each: 1}]}")
    assert line(scored(rubric, f"{{n: {answers}}}"), "a").met is met


def test_a_line_that_stands_alone_takes_its_rest_from_its_dimension_too() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 5
          deduct: {floor: 2, rest: dimension, streams: [{id: n, each: 1}]}
        """
    )
    assert told(scored(rubric, "{n: 4}").total) == "1 of 5"
