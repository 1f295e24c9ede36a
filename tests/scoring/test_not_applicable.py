"""What a rubric permits to be left out: left out of the maximum, or counted full, or zero."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import because, dimension, earns, line, lost, scored, tiny, told

FOUR = """
- {id: plan, title: Plan, points: 4}
- {id: canteen, title: Canteen, points: 6, not_applicable: excluded}
- {id: garden, title: Garden, points: 5, not_applicable: full}
- {id: pool, title: Pool, points: 5, not_applicable: zero}
"""
WHOLE = """
dimensions:
  - id: house
    title: House
    points: 10
    indicators: [{{id: plan, title: Plan, points: 10, rating: 1}}]
  - id: school
    title: School
    points: 10
    not_applicable: {mode}
    rescale: true
    indicators:
      - {{id: lessons, title: Lessons, points: 4, rating: 1}}
      - {{id: yard, title: Yard, points: 6, rating: 1}}
"""


@pytest.mark.parametrize(
    ("name", "points", "missing", "met"),
    [
        ("canteen", "0 of 0", "", None),
        ("garden", "5 of 5", "", True),
        ("pool", "0 of 5", "not_applicable 5", False),
    ],
)
def test_a_line_that_does_not_apply(name: str, points: str, missing: str, met: bool | None) -> None:
    trace = line(scored(tiny(FOUR), f"{{{name}: {{na: none here}}}}"), name)
    assert (told(trace.points), lost(trace), trace.met) == (points, missing, met)
    assert (trace.state, trace.note) == ("not_applicable", "none here")
    assert trace.because["not_applicable"] in ("excluded", "full", "zero")


def test_what_is_left_out_leaves_the_maximum_and_nothing_makes_up_for_it() -> None:
    out = "{na: none}"
    answers = f"{{plan: yes, canteen: {out}, garden: {out}, pool: {out}}}"
    result = scored(tiny(FOUR), answers)
    assert (told(result.points), told(result.total)) == ("9 of 14", "9 of 14")
    assert lost(result) == "not_applicable 5"
    assert not result.dimensions[0].optional
    states = [own.state for own in result.dimensions[0].indicators]
    assert states == ["final", "not_applicable", "not_applicable", "not_applicable"]
    given = scored(tiny(FOUR), "{plan: yes, canteen: no, garden: no, pool: no}")
    assert told(given.points) == "4 of 20"


@pytest.mark.parametrize(
    ("mode", "points", "missing", "optional"),
    [
        ("excluded", "0..3 of 3", "not_answered 3", True),
        ("full", "1..3 of 3", "not_answered 2", False),
        ("zero", "0..3 of 3", "not_answered 3", False),
    ],
)
def test_while_nobody_answers_not_applicable_is_a_completion(
    mode: str, points: str, missing: str, optional: bool
) -> None:
    rubric = tiny(f"- {{id: a, title: A, points: 3, rating: 1, from: 1, not_applicable: {mode}}}")
    trace = line(scored(rubric), "a")
    assert (told(trace.points), lost(trace), trace.optional) == (points, missing, optional)
    assert trace.met is (None if mode == "zero" else True)
    partly = line(scored(rubric, "{a: {from: 2}}"), "a")
    assert (told(partly.points), partly.optional) == ("2..3 of 3", False)


def test_a_default_says_that_it_applies() -> None:
    rubric = tiny("- {id: a, title: A, points: 3, each: 1, default: 1, not_applicable: excluded}")
    result = scored(rubric)
    assert (earns(result, "a"), result.final, result.unanswered) == ("1 of 3", True, ())
    assert earns(scored(rubric, "{a: {na: none}}"), "a") == "0 of 0"


def test_a_composite_is_left_out_under_its_own_name_and_applies_with_any_answer() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 3
          not_applicable: excluded
          sum: [{id: p, points: 1}, {id: q, points: 2, each: 1, default: 0}]
        """
    )
    assert earns(scored(rubric, "{a: {na: none}}"), "a") == "0 of 0"
    assert (earns(scored(rubric), "a"), line(scored(rubric), "a").optional) == ("0..1 of 3", True)
    applies = scored(rubric, "{q: 1}")
    assert (earns(applies, "a"), line(applies, "a").optional) == ("1..2 of 3", False)


def test_only_where_all_is_open_may_a_line_still_drop_out() -> None:
    assert scored(tiny(FOUR), "{plan: yes}").unanswered == ("canteen", "garden", "pool")
    rubric = tiny("- {id: a, title: A, points: 3, not_applicable: full, rating: 1}")
    assert scored(rubric, "{a: 2}").unanswered == ()


def test_a_part_of_a_sum_may_be_left_out() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 6
          sum:
            - {id: room, points: 2}
            - {id: pool, points: 4, not_applicable: excluded}
        """
    )
    result = scored(rubric, "{room: yes, pool: {na: none}}")
    assert (earns(result, "a"), line(result, "a").state) == ("2 of 2", "given")
    assert earns(scored(rubric, "{room: yes, pool: no}"), "a") == "2 of 6"
    assert earns(scored(rubric, "{room: yes}"), "a") == "2..6 of 6"


def test_a_sum_of_which_nothing_applies_does_not_apply() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 6
          sum:
            - {id: room, points: 2, not_applicable: excluded}
            - {id: pool, points: 4, not_applicable: excluded}
        - {id: b, title: B, points: 4}
        """
    )
    gone = scored(rubric, "{room: {na: none}, pool: {na: none}, b: yes}")
    trace = line(gone, "a")
    assert (trace.state, trace.met, told(trace.points)) == ("not_applicable", None, "0 of 0")
    assert (told(gone.total), trace.optional, gone.final) == ("4 of 4", False, True)
    assert line(scored(rubric, "{room: {na: none}}"), "a").state == "unanswered"
    open_ = line(scored(rubric, "{room: {na: none}}"), "a")
    assert (open_.optional, told(open_.points)) == (True, "0..4 of 4")
    assert not line(scored(rubric, "{room: {na: none}, pool: yes}"), "a").optional


def test_a_sum_with_points_for_what_does_not_apply_is_given() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 6
          sum:
            - {id: room, points: 2, not_applicable: full}
            - {id: pool, points: 4, not_applicable: zero}
        """
    )
    trace = line(scored(rubric, "{room: {na: none}, pool: {na: none}}"), "a")
    assert (trace.state, trace.met, told(trace.points)) == ("given", True, "2 of 6")
    assert lost(trace) == "not_applicable 4"


@pytest.mark.parametrize(
    ("mode", "points", "score", "total", "missing"),
    [
        ("excluded", "0 of 0", "none", "8 of 10", ""),
        ("full", "10 of 10", "10 of 10", "18 of 20", ""),
        ("zero", "0 of 10", "0 of 10", "8 of 20", "not_applicable 10"),
    ],
)
def test_a_dimension_that_does_not_apply(
    mode: str, points: str, score: str, total: str, missing: str
) -> None:
    result = scored(tiny(WHOLE.format(mode=mode)), "{plan: 8, school: {na: no school}}")
    school = dimension(result, "school")
    assert (told(school.points), told(school.score), lost(school)) == (points, score, missing)
    assert told(result.total) == total
    assert {own.line.note for own in school.indicators} == {"no school"}
    assert because(line(result, "yard")) == {"not_applicable": mode}


@pytest.mark.parametrize(
    ("mode", "school", "total", "optional"),
    [
        ("excluded", "0..10 of 10", "8..18 of 20", True),
        ("full", "0..10 of 10", "8..18 of 20", False),
        ("zero", "0..10 of 10", "8..18 of 20", False),
    ],
)
def test_a_dimension_may_be_left_out_while_nothing_in_it_is_answered(
    mode: str, school: str, total: str, optional: bool
) -> None:
    rubric = tiny(WHOLE.format(mode=mode))
    result = scored(rubric, "{plan: 8}")
    found = dimension(result, "school")
    assert (told(found.score), told(result.total), found.optional) == (school, total, optional)
    assert result.unanswered == ("lessons", "yard")
    applies = scored(rubric, "{plan: 8, lessons: 4}")
    assert told(dimension(applies, "school").score) == "4..10 of 10"
    assert not dimension(applies, "school").optional
    assert applies.unanswered == ("yard",)


def test_a_dimension_drops_out_with_all_its_lines_or_none() -> None:
    rubric = tiny(
        """
        dimensions:
          - id: school
            title: School
            points: 10
            not_applicable: full
            rescale: true
            indicators:
              - {id: lessons, title: Lessons, points: 4, rating: 1, from: 1}
              - {id: yard, title: Yard, points: 6, rating: 1, from: 1, requires: {question: gate}}
        """,
        "questions: [{id: gate}]",
    )
    # 1 + 0 at worst where it applies; 10 where it does not
    assert told(dimension(scored(rubric, "{gate: no}"), "school").score) == "1..10 of 10"
    assert told(scored(rubric, "{gate: no}").points) == "1..10 of 10"
    assert told(dimension(scored(rubric, "{gate: no, lessons: 3}"), "school").score) == "3 of 10"


def test_points_awarded_to_one_line_say_that_its_dimension_applies() -> None:
    result = scored(tiny(WHOLE.format(mode="excluded")), "{plan: 8}", points="{yard: 6}")
    assert told(dimension(result, "school").score) == "6..10 of 10"
    assert not dimension(result, "school").optional


def test_a_target_line_that_does_not_apply_is_met_or_not_or_neither() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, target: {at_least: 3}, not_applicable: excluded}
        - {id: b, title: B, target: {at_least: 3}, not_applicable: full}
        - {id: c, title: C, target: {at_least: 3}, not_applicable: zero}
        """
    )
    out = "{na: none}"
    result = scored(rubric, f"{{a: {out}, b: {out}, c: {out}}}")
    assert [line(result, name).met for name in "abc"] == [None, True, False]
    assert result.final
    open_ = scored(rubric)
    assert [line(open_, name).met for name in "abc"] == [None, None, None]
    assert [line(open_, name).optional for name in "abc"] == [True, False, False]
    bounded = tiny("- {id: b, title: B, target: {at_least: 3}, from: 3, not_applicable: full}")
    assert line(scored(bounded), "b").met is True


def test_a_rest_may_not_be_taken_from_what_may_not_apply() -> None:
    rubric = tiny(
        """
        dimensions:
          - id: d
            title: D
            points: 10
            rescale: true
            indicators:
              - id: a
                title: A
                points: 4
                not_applicable: full
                deduct: {rest: dimension, streams: [{id: n, each: 1, from: 6, to: 8}]}
              - {id: b, title: B, points: 6}
        """
    )
    open_ = scored(rubric, "{b: yes}")
    assert line(open_, "a").rest == (4, 0)
    assert told(open_.total) == "2..10 of 10"
    assert line(scored(rubric, "{b: yes, n: 7}"), "a").rest == (3, 3)
    assert told(scored(rubric, "{b: yes, a: {na: none}}").total) == "10 of 10"


@pytest.mark.parametrize(
    ("mode", "points", "missing"),
    [
        ("excluded", "0..2 of 3", "judged 1, not_answered 2"),
        ("full", "0..3 of 3", "not_answered 3"),
        ("zero", "0..2 of 3", "judged 1, not_answered 2"),
    ],
)
def test_what_is_lost_for_good_is_lost_in_both_completions(
    mode: str, points: str, missing: str
) -> None:
    rubric = tiny(f"- {{id: a, title: A, points: 3, rating: 1, to: 2, not_applicable: {mode}}}")
    trace = line(scored(rubric), "a")
    assert (told(trace.points), lost(trace)) == (points, missing)


@pytest.mark.parametrize(
    ("mode", "points", "missing"),
    [
        ("full", "0..6 of 6", "not_answered 6"),
        ("zero", "0..2 of 6", "short 4, not_answered 2"),
    ],
)
def test_a_line_of_which_less_applies_may_be_worth_more_where_it_does_not_apply(
    mode: str, points: str, missing: str
) -> None:
    rubric = tiny(
        "facts: {kind: {options: [school, office]}}",
        f"""
        - id: a
          title: A
          points: 6
          not_applicable: {mode}
          sum: [{{id: p, points: 2}}, {{id: q, points: 4, when: {{fact: kind, is: school}}}}]
        """,
    )
    trace = line(scored(rubric, subject="{kind: office}"), "a")
    assert (told(trace.points), lost(trace)) == (points, missing)


def test_what_a_line_brings_if_it_applies_stays_apart_from_what_it_is_worth_if_not() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 6
          not_applicable: full
          sum:
            - {id: p, points: 2, rating: 1}
            - {id: q, points: 4, rating: 1, from: 4, not_applicable: excluded}
        - {id: b, title: B, points: 4}
        """,
        "total: {unit: percent}",
    )
    # 0 + 4 + 4 of 10, or 0 + 4 of 6 without q, or 6 + 4 of 10
    assert told(scored(rubric, "{b: yes}").total) == "200/3..100 of 100"


def test_a_line_whose_switch_is_unknown_may_still_be_left_out() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 10
          not_applicable: excluded
          by:
            question: {id: has_clinic}
            cases: {"yes": {id: equipped}, "no": {id: trained, rating: 1}}
        """
    )
    assert line(scored(rubric), "a").optional
    assert not line(scored(rubric, "{has_clinic: no}"), "a").optional
    assert not line(scored(rubric, "{trained: 3}"), "a").optional


def test_a_dimension_of_which_nothing_applies_is_settled() -> None:
    rubric = tiny("- {id: a, title: A, points: 4, not_applicable: excluded}")
    gone, open_ = scored(rubric, "{a: {na: none}}"), scored(rubric)
    assert (told(gone.dimensions[0].score), gone.dimensions[0].optional) == ("0 of 0", False)
    assert (told(open_.dimensions[0].score), open_.dimensions[0].optional) == ("0..4 of 4", True)


COMPOSITE = """
dimensions:
  - id: school
    title: School
    points: 10
    not_applicable: full
    rescale: true
    indicators:
      - {id: lessons, title: Lessons, points: 4, sum: [{id: p, points: 4, rating: 1}]}
      - {id: yard, title: Yard, points: 6, rating: 1, when: {fact: kind, is: town}}
facts: {kind: {options: [town, village]}}
"""


def test_any_answer_or_points_inside_it_say_that_a_dimension_applies() -> None:
    rubric, village = tiny(COMPOSITE), "{kind: village}"
    assert earns(scored(rubric, "{p: 1}", subject="{kind: town}"), "yard") == "0..6 of 6"
    assert earns(scored(rubric, subject=village), "lessons") == "0..4 of 4"
    assert earns(scored(rubric, "{p: {from: 1, to: 2}}", subject=village), "lessons") == "1..2 of 4"
    awarded = scored(rubric, points="{lessons: 1}", subject="{kind: town}")
    assert (earns(awarded, "yard"), earns(awarded, "lessons")) == ("0..6 of 6", "1 of 4")
    assert told(awarded.total) == "1..7 of 10"


def test_a_line_that_does_not_exist_is_not_full_in_a_dimension_that_does_not_apply() -> None:
    rubric = tiny(COMPOSITE)
    gone = scored(rubric, "{school: {na: none}}", subject="{kind: village}")
    assert (earns(gone, "lessons"), earns(gone, "yard")) == ("4 of 4", "0 of 0")
    open_ = scored(rubric, "{school: {na: none}}")
    assert (earns(open_, "yard"), line(open_, "yard").optional) == ("0..6 of 6", True)
    town = scored(rubric, "{school: {na: none}}", subject="{kind: town}")
    assert earns(town, "yard") == "6 of 6"
