"""The list of what is unanswered: in rubric order, and only what can still change something."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import TIERS, line, scored, tiny, verdict


def test_questions_stand_in_the_order_of_the_sheet_and_vetoes_last() -> None:
    rubric = tiny(
        "questions: [{id: early}, {id: late}]",
        """
        - id: c
          title: C
          points: 2
          sum: [{id: z, points: 1}, {id: y, points: 1, requires: {question: late}}]
        - id: b
          title: B
          points: 1
          by: {question: early, cases: {"yes": {id: x}, "no": {id: w}}}
        - {id: a, title: A, points: 5, deduct: [{id: n, each: 1}]}
        """,
        TIERS.replace("80", "4").replace("60", "2"),
        """
        bonus: [{id: d, title: D, points: 1}]
        prerequisites: [{id: p, title: P, gives: poor}]
        vetoes: [{id: v, title: V, gives: poor}]
        """,
    )
    result = scored(rubric)
    assert result.unanswered == ("z", "y", "early", "x", "w", "n", "d", "late", "p", "v")
    assert not result.final
    answers = "{z: no, y: no, early: yes, x: yes, n: {from: 1, to: 2}}"
    assert scored(rubric, answers).unanswered == ("n", "d", "p", "v")


def test_an_open_range_is_still_to_be_settled() -> None:
    rubric = tiny("- {id: a, title: A, points: 3, bands: {2: 1, 4: 3}}")
    assert scored(rubric, "{a: {from: 2}}").unanswered == ("a",)
    assert scored(rubric, "{a: {from: 2, to: 3}}").unanswered == ()


def test_what_a_failed_condition_made_worthless_is_not_asked_for() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, points: 2}
        - {id: b, title: B, points: 3, requires: {question: a}}
        """
    )
    assert scored(rubric, "{a: no}").unanswered == ()
    assert scored(rubric, "{a: yes}").unanswered == ("b",)
    assert scored(rubric, "{b: no}").unanswered == ("a",)


def test_a_prerequisite_that_cannot_lower_the_verdict_is_not_asked_for() -> None:
    rubric = tiny(TIERS, "prerequisites: [{id: p, title: P, gives: fair}]")
    assert scored(rubric, "{judged: 70}").unanswered == ()
    assert scored(rubric, "{judged: 90}").unanswered == ("p",)
    assert scored(rubric, "{judged: {from: 70}}").unanswered == ("judged", "p")


@pytest.mark.parametrize(
    ("answers", "unanswered"),
    [
        # what the prerequisite follows from is asked for, not the prerequisite itself
        ("{judged: 90}", ("visits",)),
        ("{judged: 90, visits: {from: 1}}", ("visits",)),
        ("{judged: 90, visits: 3}", ()),
        ("{judged: 90, p: yes}", ()),
    ],
)
def test_a_derived_prerequisite_waits_for_what_it_follows_from(
    answers: str, unanswered: tuple[str, ...]
) -> None:
    rubric = tiny(
        TIERS,
        "questions: [{id: visits, ask: count}]",
        """
        prerequisites:
          - {id: p, title: P, gives: poor, derive: {question: visits, at_least: 3}}
        """,
    )
    assert scored(rubric, answers).unanswered == unanswered


def test_a_derived_gate_that_nothing_can_decide_any_more_is_asked_for_itself() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, points: 4, not_applicable: excluded}
        - {id: b, title: B, points: 6}
        """,
        TIERS.replace("80", "5").replace("60", "3"),
        """
        prerequisites: [{id: p, title: P, gives: poor, derive: {indicator: a}}]
        vetoes: [{id: v, title: V, gives: poor, when: {indicator: a, zero: true}}]
        """,
    )
    open_ = scored(rubric, "{b: yes}")
    assert (verdict(open_), open_.unanswered) == ("good | poor; open: p, v", ("a",))
    gone = scored(rubric, "{b: yes, a: {na: none}}")
    assert (verdict(gone), gone.unanswered) == ("good | poor; open: p, v", ("p", "v"))
    answered = scored(rubric, "{b: yes, a: {na: none}, p: yes}", vetoes="{v: no}")
    assert (verdict(answered), answered.unanswered) == ("good", ())


def test_a_derived_gate_over_a_group_waits_for_the_open_lines_of_the_group() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, points: 4}
        - {id: b, title: B, points: 6}
        """,
        "tiers: [{id: good, title: Good, at_least: 0}, {id: poor, title: Poor}]",
        """
        prerequisites: [{id: p, title: P, gives: poor, derive: {dimension: sheet, full: true}}]
        """,
    )
    open_ = scored(rubric, "{a: yes}")
    assert (verdict(open_), open_.unanswered) == ("good | poor; open: p", ("b",))


def test_a_gate_that_waits_for_a_fact_asks_no_question() -> None:
    rubric = tiny(
        TIERS,
        "facts: {people: {ask: number}}",
        """
        prerequisites:
          - {id: p, title: P, gives: poor, derive: {fact: people, at_least: 3}}
        """,
    )
    open_ = scored(rubric, "{judged: 90}")
    assert (verdict(open_), open_.unanswered) == ("good | poor; open: p", ())


def test_a_veto_that_zeroes_lines_waits_for_what_decides_it() -> None:
    rubric = tiny(
        "questions: [{id: butts, ask: count}]",
        "- {id: a, title: A, points: 4}",
        "vetoes: [{id: dirty, title: D, zeroes: [a], when: {question: butts, above: 5}}]",
    )
    assert scored(rubric, "{a: yes}").unanswered == ("butts",)
    assert scored(rubric, "{a: no}").unanswered == ()
    assert scored(rubric, "{a: yes}", vetoes="{dirty: no}").unanswered == ()


def test_a_line_waits_for_the_answer_that_it_is_compared_with() -> None:
    rubric = tiny(
        "questions: [{id: average, ask: percent}]",
        "- {id: a, title: A, ask: percent, target: {above: {question: average}}}",
    )
    assert scored(rubric, "{a: 30}").unanswered == ("average",)
    assert scored(rubric, "{average: 30}").unanswered == ("a",)
    assert scored(rubric, "{a: 30, average: 20}").unanswered == ()


def test_a_dimension_that_may_not_apply_waits_for_all_its_questions() -> None:
    rubric = tiny(
        """
        dimensions:
          - id: d
            title: D
            points: 5
            rescale: true
            not_applicable: excluded
            indicators:
              - {id: a, title: A, points: 3, rating: 1}
              - {id: b, title: B, points: 2, requires: {question: gate}}
        """,
        "questions: [{id: gate}]",
    )
    # any answer in it says that it applies, though b is worth nothing
    assert scored(rubric, "{gate: no}").unanswered == ("a", "b")
    assert scored(rubric, "{gate: no, a: 2}").unanswered == ()


def test_a_withheld_verdict_waits_only_for_what_may_withhold_it() -> None:
    rubric = tiny(
        TIERS,
        "questions: [{id: visits, ask: count}]",
        "withhold: [{id: w, title: W, when: {question: visits, below: 3}}]",
    )
    assert scored(rubric, "{judged: 90}").unanswered == ("visits",)
    assert scored(rubric, "{visits: 2}").unanswered == ("judged",)


def test_a_line_that_is_settled_in_its_parts_is_final_whatever_is_open_inside() -> None:
    rubric = tiny("- {id: a, title: A, points: 3, all: [{id: p}, {id: q}]}")
    result = scored(rubric, "{p: no}")
    assert (result.final, result.unanswered) == (True, ())
    assert not line(result, "a").open
    assert result.dimensions[0].indicators[0].state == "final"
    assert scored(rubric, "{p: yes}").dimensions[0].indicators[0].state == "open"


def test_a_stream_that_takes_nothing_is_not_asked_for() -> None:
    rubric = tiny(
        "facts: {setting: {options: [urban, rural]}}",
        """
        - id: a
          title: A
          points: 5
          deduct:
            - {id: n, each: {by: {fact: setting, cases: {urban: 1, rural: 0}}}}
            - {id: m, each: 1}
        """,
    )
    assert scored(rubric, subject="{setting: rural}").unanswered == ("m",)
    assert scored(rubric, subject="{setting: urban}").unanswered == ("n", "m")


def test_an_alternative_that_could_only_draw_level_is_not_asked_for() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 3
          best: [{id: x, points: 2}, {id: y, points: 2}, {id: z, points: 3}]
        """
    )
    assert scored(rubric, "{x: yes}").unanswered == ("z",)
    assert scored(rubric, "{x: no}").unanswered == ("y", "z")


def test_a_worthless_question_that_shows_that_a_dimension_applies_is_asked_for() -> None:
    rubric = tiny(
        """
        dimensions:
          - id: d
            title: D
            points: 5
            rescale: true
            not_applicable: zero
            indicators:
              - {id: a, title: A, points: 3, rating: 1, from: 1}
              - {id: b, title: B, points: 2, requires: {question: gate}}
        """,
        "questions: [{id: gate}]",
    )
    # 0 if it does not apply, else 1 or more
    open_ = scored(rubric, "{gate: no}")
    assert (line(open_, "a").open, line(open_, "b").open) == (True, False)
    assert open_.unanswered == ("a", "b")


def test_a_line_that_may_not_apply_waits_for_its_own_name_and_all_its_questions() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 3
          not_applicable: zero
          sum: [{id: p, points: 1, default: yes}, {id: q, points: 2, rating: 1}]
        - {id: b, title: B, points: 2, rating: 1, to: 0, not_applicable: full}
        """
    )
    # an answer to p would say that the line applies, and be worth 1
    assert scored(rubric).unanswered == ("q", "b")
    assert scored(rubric, "{p: yes}").unanswered == ("q", "b")
    assert scored(rubric, "{q: 2}").unanswered == ("b",)


def test_what_is_open_inside_a_settled_part_is_not_asked_for() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          points: 4
          not_applicable: excluded
          sum:
            - {id: both, points: 3, all: [{id: p}, {id: q}]}
            - {id: r, points: 1}
        """
    )
    assert scored(rubric, "{p: no}").unanswered == ("r",)
    assert scored(rubric).unanswered == ("p", "q", "r")


@pytest.mark.parametrize(
    ("condition", "sections"),
    [
        ("{dimension: school}", ""),
        ("{fact: people, at_least: {question: late}}", "facts: {people: {ask: number}}"),
        ("{indicator: both, full: true}", ""),
    ],
)
def test_a_gate_over_what_does_not_apply_is_asked_for_itself(condition: str, sections: str) -> None:
    rubric = tiny(
        """
        dimensions:
          - {id: house, title: House, points: 5, indicators: [{id: a, title: A, points: 5}]}
          - id: school
            title: School
            points: 5
            rescale: true
            indicators:
              - id: late
                title: L
                points: 2
                ask: count
                linear: {from: 9, to: 0}
                not_applicable: excluded
              - id: both
                title: B
                points: 3
                not_applicable: excluded
                all: [{id: p}, {id: q}]
        """,
        "tiers: [{id: good, title: Good, at_least: 5}, {id: poor, title: Poor}]",
        f"prerequisites: [{{id: gate, title: G, gives: poor, derive: {condition}}}]",
        sections,
    )
    answers = "{a: yes, late: {na: none}, both: {na: none}}"
    result = scored(rubric, answers, subject="{people: 3}" if sections else "{}")
    assert (verdict(result), result.unanswered) == ("good | poor; open: gate", ("gate",))
