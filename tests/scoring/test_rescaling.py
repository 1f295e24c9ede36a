"""What applies, scaled up to the full points: of a sum, a dimension and the total."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import because, dimension, earns, line, lost, part, scored, tiny, told

SUM = """
- id: a
  title: A
  points: 6
  rescale: true
  sum:
    - {id: room, points: 2, rating: 1}
    - {id: pool, points: 4, rating: 1, not_applicable: excluded}
"""
HOUSE = """
dimensions:
  - id: house
    title: House
    points: 20
    rescale: true
    indicators:
      - {id: a, title: A, points: 10, rating: 1}
      - {id: b, title: B, points: 5, rating: 1, from: 4, not_applicable: excluded}
      - {id: c, title: C, points: 5, rating: 1, not_applicable: excluded}
"""
TWO = """
dimensions:
  - id: house
    title: House
    points: 10
    indicators: [{id: plan, title: Plan, points: 10, rating: 1}]
  - id: school
    title: School
    points: 30
    not_applicable: excluded
    rescale: true
    indicators: [{id: lessons, title: Lessons, points: 30, rating: 1}]
"""
OUT = "{na: none}"


@pytest.mark.parametrize(
    ("answers", "points", "missing"),
    [
        (f"{{room: 2, pool: {OUT}}}", "6 of 6", ""),
        (f"{{room: 1, pool: {OUT}}}", "3 of 6", "judged 3"),
        (f"{{room: 0, pool: {OUT}}}", "0 of 6", "judged 6"),
        (f"{{pool: {OUT}}}", "0..6 of 6", "not_answered 6"),
        ("{room: 1, pool: 2}", "3 of 6", "judged 3"),
        # 1 of 2 becomes 3 of 6; 1 and 0 to 4 are 1 to 5 of 6
        ("{room: 1}", "1..5 of 6", "judged 1, not_answered 4"),
        # 2 of 2 becomes 6
        ("{room: 2}", "2..6 of 6", "not_answered 4"),
        ("{room: 0}", "0..4 of 6", "judged 2, not_answered 4"),
    ],
)
def test_a_sum_is_scaled_to_its_points(answers: str, points: str, missing: str) -> None:
    result = scored(tiny(SUM), answers)
    assert (earns(result, "a"), lost(line(result, "a"))) == (points, missing)


def test_a_scaled_sum_says_what_applied_and_is_told_as_a_whole() -> None:
    result = scored(tiny(SUM), f"{{room: 1, pool: {OUT}}}")
    assert because(line(result, "a")) == {"rescaled": "2"}
    assert [own.id for own in result.dimensions[0].indicators[0].trace] == ["a"]
    assert told(part(result, "room").points) == "1 of 2"
    assert because(line(scored(tiny(SUM), "{room: 1, pool: 2}"), "a")) == {}


def test_what_can_be_lost_no_more_is_scaled_away() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 6
          rescale: true
          sum:
            - {id: room, points: 2}
            - {id: pool, points: 4, rating: 1, to: 2, not_applicable: excluded}
        """
    )
    # without the pool 2 of 2; with it at best 4 of 6, at worst 2 of 6
    trace = line(scored(rubric, "{room: yes}"), "a")
    assert (told(trace.points), lost(trace)) == ("2..6 of 6", "not_answered 4")


def test_what_is_open_in_parts_may_be_settled_once_it_is_scaled() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 6
          rescale: true
          sum:
            - {id: room, points: 2, rating: 1}
            - {id: pool, points: 4, rating: 1, from: 2, to: 2, not_applicable: excluded}
        """
    )
    # 1 of 2, or 1 + 2 of 6
    trace = line(scored(rubric, "{room: 1}"), "a")
    assert (told(trace.points), lost(trace)) == ("3 of 6", "judged 3")


def test_a_scaled_sum_of_which_nothing_may_apply_may_drop_out() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 6
          rescale: true
          sum:
            - {id: room, points: 2, rating: 1, from: 1, not_applicable: excluded}
            - {id: pool, points: 4, rating: 1, from: 1, not_applicable: excluded}
        - {id: b, title: B, points: 4, rating: 1}
        """,
        "total: {unit: percent}",
    )
    open_ = scored(rubric, "{b: 3}")
    assert (earns(open_, "a"), line(open_, "a").optional) == ("0..6 of 6", True)
    # at worst the pool alone: 1 of 4 is 1.5 of 6, with b 4.5 of 10; at best 9 of 10
    assert told(open_.total) == "45..90 of 100"
    gone = scored(rubric, f"{{room: {OUT}, pool: {OUT}, b: 3}}")
    assert (earns(gone, "a"), line(gone, "a").state) == ("0 of 0", "not_applicable")
    assert told(gone.total) == "75 of 100"
    one = scored(rubric, f"{{room: {OUT}, pool: 1, b: 3}}")
    assert (earns(one, "a"), told(one.total)) == ("1.5 of 6", "45 of 100")


@pytest.mark.parametrize(
    ("answers", "points", "score"),
    [
        (f"{{a: 6, b: {OUT}, c: {OUT}}}", "6 of 10", "12 of 20"),
        (f"{{a: 6, b: {OUT}, c: 3}}", "9 of 15", "12 of 20"),
        ("{a: 6, b: 4, c: 3}", "13 of 20", "13 of 20"),
        # least without b and with c at 0: 6 of 15; most with both at their best: 16 of 20
        ("{a: 6}", "6..16 of 20", "8..16 of 20"),
        # b at 4 of 5 only raises 6 of 10, and lowers 9 of 10
        (f"{{a: 6, c: {OUT}}}", "6..11 of 15", "12..44/3 of 20"),
        (f"{{a: 9, c: {OUT}}}", "9..14 of 15", "52/3..56/3 of 20"),
        # 10 of 10 without b; 14 of 15 with it at worst
        (f"{{a: 10, c: {OUT}}}", "10..15 of 15", "56/3..20 of 20"),
        (f"{{b: {OUT}, c: {OUT}}}", "0..10 of 10", "0..20 of 20"),
    ],
)
def test_a_dimension_is_scaled_whatever_lines_may_drop_out(
    answers: str, points: str, score: str
) -> None:
    result = scored(tiny(HOUSE), answers)
    found = dimension(result, "house")
    assert (told(found.points), told(found.score), told(result.total)) == (points, score, score)


def test_a_dimension_that_is_not_scaled_keeps_what_applies() -> None:
    rubric = tiny(HOUSE.replace("rescale: true", "notes: []"))
    result = scored(rubric, f"{{a: 6, b: {OUT}, c: {OUT}}}")
    assert (told(dimension(result, "house").score), told(result.total)) == ("6 of 10", "6 of 10")
    # b at 4 or more, or gone
    assert told(scored(rubric, f"{{a: 6, c: {OUT}}}").total) == "6..11 of 15"


@pytest.mark.parametrize(
    ("total", "gone", "open_", "poor"),
    [
        ("{rescale: true}", "32 of 40", "8..38 of 40", "0..30 of 40"),
        ("{unit: percent}", "80 of 100", "20..95 of 100", "0..75 of 100"),
        ("{rescale: false}", "8 of 10", "8..38 of 40", "0..30 of 40"),
    ],
)
def test_the_total_is_scaled_to_the_whole_maximum(
    total: str, gone: str, open_: str, poor: str
) -> None:
    rubric = tiny(TWO, f"total: {total}")
    assert told(scored(rubric, f"{{plan: 8, school: {OUT}}}").total) == gone
    assert told(scored(rubric, "{plan: 8}").total) == open_
    assert told(scored(rubric, "{plan: 0}").total) == poor


@pytest.mark.parametrize(
    ("total", "found"), [("{rescale: true}", "10..40 of 40"), ("{unit: percent}", "25..100 of 100")]
)
def test_a_dimension_that_drops_out_may_be_the_better_completion(total: str, found: str) -> None:
    # lessons are judged 0 or do not apply; the house is perfect
    rubric = tiny(
        TWO.replace("points: 30, rating: 1", "points: 30, rating: 1, to: 0"), f"total: {total}"
    )
    assert told(scored(rubric, "{plan: 10}").total) == found


@pytest.mark.parametrize("total", ["{rescale: false}", "{rescale: true}", "{unit: percent}"])
def test_where_nothing_applies_there_is_no_total(total: str) -> None:
    rubric = tiny(
        """
        - {id: a, title: A, points: 4, rating: 1, not_applicable: excluded}
        - {id: b, title: B, points: 6, rating: 1, not_applicable: excluded}
        """,
        f"total: {total}",
        "conversions: [{id: c, title: C, times: 2}]",
    )
    gone = scored(rubric, f"{{a: {OUT}, b: {OUT}}}")
    assert (told(gone.points), gone.total, dict(gone.conversions)) == ("0 of 0", None, {})
    assert gone.final


def test_a_dimension_of_which_nothing_applies_has_no_score() -> None:
    rubric = tiny(
        """
        dimensions:
          - id: house
            title: House
            points: 4
            indicators: [{id: plan, title: Plan, points: 4, rating: 1}]
          - id: yard
            title: Yard
            points: 6
            rescale: true
            indicators: [{id: trees, title: Trees, points: 6, rating: 1, not_applicable: excluded}]
        """
    )
    gone = scored(rubric, f"{{plan: 3, trees: {OUT}}}")
    assert (dimension(gone, "yard").score, told(gone.total)) == (None, "3 of 4")
    open_ = scored(rubric, "{plan: 3}")
    assert (dimension(open_, "yard").optional, told(open_.total)) == (True, "3..9 of 10")


def test_a_case_that_is_unknown_brings_what_either_case_would() -> None:
    rubric = tiny(
        "facts: {kind: {options: [school, office]}}",
        """
        - {id: a, title: A, points: 10, rating: 1}
        - id: b
          title: B
          points: 10
          sum:
            - {id: p, points: 2, rating: 1}
            - {id: q, points: 8, rating: 1, when: {fact: kind, is: school}}
        """,
        "total: {unit: percent}",
    )
    # at a school 5 + 2 + 0 of 20, at an office 5 + 2 of 12
    result = scored(rubric, "{a: 5, p: 2, q: 0}")
    assert (earns(result, "b"), told(result.total)) == ("2 of 10", "35..175/3 of 100")
    assert lost(line(result, "b")) == "judged 8"
    school = scored(rubric, "{a: 5, p: 2, q: 0}", subject="{kind: school}")
    assert told(school.total) == "35 of 100"
    office = scored(rubric, "{a: 5, p: 2, q: 0}", subject="{kind: office}")
    assert told(office.total) == "175/3 of 100"


def test_cases_with_the_same_maximum_bring_no_alternatives() -> None:
    rubric = tiny(
        "facts: {kind: {options: [school, office]}}",
        """
        - id: b
          title: B
          points: 10
          by: {fact: kind, cases: {school: {id: p, rating: 1}, office: {id: q, rating: 1}}}
        """,
    )
    assert line(scored(rubric, "{p: 2, q: 8}"), "b").atoms is None


def test_a_case_in_which_less_applies_is_short_of_what_the_line_is_worth() -> None:
    rubric = tiny(
        "facts: {kind: {options: [school, office]}}",
        """
        - id: b
          title: B
          points: 10
          sum:
            - {id: p, points: 6, rating: 1, when: {fact: kind, is: office}}
            - {id: q, points: 4, rating: 1}
        """,
    )
    # at a school 4 of 4, at an office 0 + 4 of 10
    trace = line(scored(rubric, "{p: 0, q: 4}"), "b")
    assert (told(trace.points), lost(trace)) == ("4 of 10", "short 6")
    ahead = line(scored(rubric, "{p: 1, q: 3}"), "b")
    assert (told(ahead.points), lost(ahead)) == ("3..4 of 10", "judged 6, not_answered 1")


def test_a_line_that_forfeits_its_points_keeps_the_maximum_that_may_apply() -> None:
    rubric = tiny(
        "questions: [{id: licence}]",
        """
        - {id: a, title: A, points: 10, rating: 1}
        - id: b
          title: B
          points: 10
          requires: {question: licence}
          sum:
            - {id: p, points: 2, rating: 1}
            - {id: q, points: 8, rating: 1, not_applicable: excluded}
        """,
        "total: {unit: percent}",
    )
    # 10 of 20 or 10 of 12
    assert told(scored(rubric, "{a: 10, p: 2, licence: no}").total) == "50..250/3 of 100"
    # at worst forfeited with q, 10 of 20; at best all
    assert told(scored(rubric, "{a: 10, p: 2}").total) == "50..100 of 100"
    assert told(scored(rubric, "{a: 10, p: 2, licence: yes}").total) == "60..100 of 100"
