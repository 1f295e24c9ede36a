"""What hangs together is tried together: one fact or answer that decides in several places."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import earns, flags, line, lost, scored, tiny, told, verdict

SETTING = "facts: {setting: {options: [urban, rural]}}"


def test_a_line_is_tried_by_the_same_case_as_the_line_that_it_reads() -> None:
    """Urban, `base` is met for sure and `next` counts; rural, nothing is asked of `base`."""
    rubric = tiny(
        SETTING,
        """
        - id: base
          title: Base
          points: 2
          by: {fact: setting, cases: {urban: {id: paved}, rural: {id: dry}}}
        - id: next
          title: Next
          points: 3
          by:
            fact: setting
            cases:
              urban: {id: lit, requires: {indicator: base}}
              rural: {id: quiet}
        """,
    )
    answers = "{paved: yes, dry: no, lit: yes, quiet: yes}"
    assert earns(scored(rubric, answers), "next") == "3 of 3"
    assert earns(scored(rubric, "{paved: no, dry: yes, lit: yes, quiet: no}"), "next") == "0 of 3"


def test_a_veto_strikes_in_the_case_that_it_reads() -> None:
    rubric = tiny(
        SETTING,
        """
        - id: a
          title: A
          points: 2
          by: {fact: setting, cases: {urban: {id: clean}, rural: {id: dry}}}
        """,
        "vetoes: [{id: town, title: Town, when: {fact: setting, is: urban}, zeroes: [a]}]",
    )
    assert earns(scored(rubric, "{clean: yes, dry: no}"), "a") == "0 of 2"
    assert earns(scored(rubric, "{clean: no, dry: yes}"), "a") == "0..2 of 2"


@pytest.mark.parametrize(
    ("sections", "clinic"),
    [
        ("questions: [{id: clinic}]", "{question: clinic}"),
        (SETTING, "{fact: setting, is: urban}"),
    ],
)
def test_of_two_parts_one_exists_whichever_it_is(sections: str, clinic: str) -> None:
    rubric = tiny(
        sections,
        f"""
        - id: care
          title: Care
          points: 4
          sum:
            - {{id: doctor, points: 2, when: {clinic}}}
            - {{id: first_aid, points: 2, when: {{not: {clinic}}}}}
        """,
    )
    result = scored(rubric, "{doctor: yes, first_aid: yes}")
    assert (earns(result, "care"), lost(line(result, "care"))) == ("2 of 2", "")
    assert earns(scored(rubric, "{doctor: yes, first_aid: no}"), "care") == "0..2 of 2"


def test_two_parts_that_score_one_choice_the_other_way_round_are_tried_together() -> None:
    """`size` decides a case elsewhere, so it may be worth more here and less there."""
    rubric = tiny(
        "questions: [{id: size, ask: choice, options: {small: Small, large: Large}}]",
        """
        - id: a
          title: A
          points: 2
          sum:
            - {id: rooms, points: 1, question: size, choice: {small: 0, large: 1}}
            - {id: quiet, points: 1, question: size, choice: {small: 1, large: 0}}
        - id: b
          title: B
          points: 1
          by: {question: size, cases: {small: {id: warm}, large: {id: lift}}}
        """,
    )
    assert earns(scored(rubric), "a") == "1 of 2"


def test_a_number_read_twice_by_different_facts_bounds_a_gate() -> None:
    """Whether `few` is met depends on the setting, which a gate does not know."""
    rubric = tiny(
        SETTING,
        """
        - id: few
          title: Few
          points: 4
          each: {by: {fact: setting, cases: {urban: 0, rural: 2}}}
        """,
        "prerequisites: [{id: some, title: Some, derive: {question: few}, gives: poor}]",
        "tiers: [{id: good, title: Good, at_least: 2}, {id: poor, title: Poor}]",
    )
    result = scored(rubric, "{few: 3}")
    assert result.prerequisites[0].state == "open"
    assert set(result.prerequisites[0].because) == {"few", "setting"}
    assert verdict(scored(rubric, "{few: 3}", subject="{setting: rural}")) == "good"


def test_a_verdict_that_every_case_gives_is_decided() -> None:
    """Rural, the line is worth nothing, and the bound is as much lower."""
    rubric = tiny(
        SETTING,
        """
        - id: a
          title: A
          points: 10
          by: {fact: setting, cases: {urban: {id: lit}, rural: {id: dry}}}
        - {id: b, title: B, points: 5}
        """,
        """
        tiers:
          - id: good
            title: Good
            at_least: {by: {fact: setting, cases: {urban: 15, rural: 5}}}
          - {id: poor, title: Poor}
        """,
    )
    result = scored(rubric, "{lit: yes, dry: no, b: yes}")
    assert (told(result.total), verdict(result)) == ("5..15 of 15", "good")
    result = scored(rubric, "{lit: no, dry: yes, b: yes}")
    assert verdict(result) == "good | poor; open: setting"


@pytest.mark.parametrize("condition", ["{question: canteen}", "{question: seats, at_least: 0}"])
def test_a_condition_on_what_may_not_apply_is_open_whatever_may_be_answered(condition: str) -> None:
    rubric = tiny(
        f"""
        - {{id: canteen, title: Canteen, points: 1, not_applicable: excluded}}
        - {{id: seats, title: Seats, points: 1, each: 1, not_applicable: excluded}}
        - {{id: menu, title: Menu, points: 2, requires: {condition}}}
        """
    )
    assert earns(scored(rubric, "{menu: yes}"), "menu") == "0..2 of 2"
    left_out = scored(rubric, "{menu: yes, canteen: {na: none}, seats: {na: none}}")
    assert (earns(left_out, "menu"), left_out.unanswered) == ("0..2 of 2", ())


def test_a_switch_that_may_not_apply_is_tried_without_an_answer_too() -> None:
    rubric = tiny(
        """
        - {id: canteen, title: Canteen, points: 1, not_applicable: zero}
        - {id: menu, title: Menu, points: 2, requires: {question: canteen, is: "yes"}}
        """
    )
    result = scored(rubric, "{menu: yes}")
    cases = [part.case for part in line(result, "menu").parts]
    assert cases == [{"canteen": "yes"}, {"canteen": "no"}, {"canteen": "n/a"}]
    assert earns(result, "menu") == "0..2 of 2"


def test_maxima_that_differ_by_a_fact_keep_a_scaled_total_open() -> None:
    rubric = tiny(
        SETTING,
        "total: {unit: percent}",
        """
        - {id: a, title: A, points: 2}
        - id: b
          title: B
          points: 2
          sum:
            - {id: lit, points: 1, when: {fact: setting, is: urban}}
            - {id: dry, points: 1}
        """,
    )
    result = scored(rubric, "{a: yes, lit: no, dry: no}")
    assert (earns(result, "b"), result.final) == ("0 of 2", False)
    assert told(result.total) == "50..200/3 of 100"
    assert flags(result) == ["missing-fact setting b"]


def test_a_share_of_what_applies_is_reached_with_less_where_less_applies() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, points: 6, rating: 1}
        - {id: b, title: B, points: 4, not_applicable: excluded}
        """,
        'tiers: [{id: good, title: Good, at_least: "60%"}, {id: poor, title: Poor}]',
    )
    assert verdict(scored(rubric, "{a: 4, b: no}")) == "poor"
    assert verdict(scored(rubric, "{a: 4, b: {na: none}}")) == "good"
    assert verdict(scored(rubric, "{a: 4}")) == "good | poor; open: total"


def test_a_range_printed_for_one_kind_of_subject_leaves_the_verdict_open() -> None:
    rubric = tiny(
        SETTING,
        "between_tiers: undefined",
        """
        tiers:
          - id: good
            title: Good
            at_least: 70
            as_published: {urban: {from: 70, to: 79}, rural: {from: 70, to: 89}}
          - {id: poor, title: Poor}
        """,
    )
    assert verdict(scored(rubric, "{judged: 82}")) == "good | undefined; open: setting"
    assert verdict(scored(rubric, "{judged: 82}", subject="{setting: rural}")) == "good"
    assert verdict(scored(rubric, "{judged: 82}", subject="{setting: urban}")) == "undefined"
    assert verdict(scored(rubric, "{judged: 75}")) == "good"
