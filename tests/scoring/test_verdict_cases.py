"""Verdicts while a fact or a switch question is unknown: every case is tried as a whole."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import JUDGED, TIERS, scored, tiny, told, verdict

SETTING = "facts: {setting: {options: [urban, rural]}, goal: {ask: number}}"
BY_SETTING = """
tiers:
  - {id: good, title: Good, at_least: {by: {fact: setting, cases: {urban: 85, rural: 80}}}}
  - {id: fair, title: Fair, at_least: 60%}
  - {id: poor, title: Poor}
"""


@pytest.mark.parametrize(
    ("subject", "judged", "tier"),
    [
        ("{setting: urban}", "85", "good"),
        ("{setting: urban}", "84.5", "fair"),
        ("{setting: rural}", "84.5", "good"),
        ("{setting: rural}", "79.5", "fair"),
        ("{}", "85", "good"),
        ("{}", "79.5", "fair"),
        ("{}", "80", "good | fair; open: setting"),
        ("{}", "{from: 70}", "good | fair; open: total, setting"),
        ("{}", "{from: 70, to: 79.5}", "fair"),
        ("{}", "{from: 50, to: 70}", "fair | poor; open: total"),
        ("{}", "{from: 83, to: 90}", "good | fair; open: total, setting"),
        ("{}", "59.5", "poor"),
    ],
)
def test_a_bound_may_differ_by_a_fact(subject: str, judged: str, tier: str) -> None:
    result = scored(tiny(SETTING, BY_SETTING), f"{{judged: {judged}}}", subject=subject)
    assert verdict(result) == tier


def test_a_switch_of_a_bound_is_asked_for_also_while_the_total_is_open() -> None:
    rubric = tiny(
        "questions: [{id: large}]",
        """
        tiers:
          - {id: good, title: Good, at_least: {by: {question: large, cases: {"yes": 85, "no": 80}}}}
          - {id: fair, title: Fair}
        """,
    )
    open_ = scored(rubric, "{judged: {from: 70}}")
    assert verdict(open_) == "good | fair; open: total, large"
    assert open_.unanswered == ("judged", "large")
    assert scored(rubric, "{judged: {from: 85}}").unanswered == ("judged",)


@pytest.mark.parametrize(
    ("subject", "answers", "tier"),
    [
        ("{setting: urban}", "{judged: 90}", "good"),
        ("{setting: rural}", "{judged: 90}", "fair"),
        ("{}", "{judged: 90}", "good | fair; open: setting"),
        ("{}", "{judged: 70}", "fair"),
    ],
)
def test_a_condition_of_a_tier_may_branch(subject: str, answers: str, tier: str) -> None:
    rubric = tiny(
        SETTING,
        """
        tiers:
          - {id: good, title: Good, at_least: 80, when: {fact: setting, is: urban}}
          - {id: fair, title: Fair, at_least: 60}
          - {id: poor, title: Poor}
        """,
    )
    assert verdict(scored(rubric, answers, subject=subject)) == tier


def test_an_unknown_fact_is_taken_alike_by_lines_tiers_and_gates() -> None:
    rubric = tiny(
        SETTING,
        """
        - {id: a, title: A, points: 10, each: {by: {fact: setting, cases: {urban: 1, rural: 2}}}}
        """,
        """
        tiers:
          - {id: good, title: Good, at_least: {by: {fact: setting, cases: {urban: 4, rural: 8}}}}
          - {id: poor, title: Poor}
        """,
    )
    # 4 of an urban, 8 of a rural subject: good either way, though 4 to 8 against 4 to 8 is open
    result = scored(rubric, "{a: 4}")
    assert (told(result.total), verdict(result)) == ("4..8 of 10", "good")
    gated = tiny(
        SETTING,
        JUDGED,
        """
        prerequisites:
          - {id: town, title: T, gives: poor, derive: {fact: setting, is: urban}}
          - {id: land, title: L, gives: poor, derive: {fact: setting, is: rural}}
        """,
        TIERS,
    )
    # one of the two is unmet whatever the setting is
    result = scored(gated, "{judged: 90}")
    assert [gate.state for gate in result.prerequisites] == ["open", "open"]
    assert verdict(result) == "poor"


def test_conditions_that_exclude_each_other_leave_one_tier_in_every_case() -> None:
    rubric = tiny(
        SETTING,
        """
        tiers:
          - {id: town, title: T, when: {fact: setting, is: urban}}
          - {id: land, title: L, when: {fact: setting, is: rural}}
          - {id: none, title: N}
        """,
    )
    assert verdict(scored(rubric, "{judged: 1}")) == "town | land; open: setting"


def test_what_a_tier_waits_for_in_one_case_only_is_open_too() -> None:
    rubric = tiny(
        SETTING,
        "questions: [{id: sealed}, {id: average, ask: percent}]",
        """
        tiers:
          - id: good
            title: Good
            at_least: {by: {fact: setting, cases: {urban: 90, rural: 80}}}
            when: {question: sealed}
          - {id: poor, title: Poor}
        """,
    )
    assert verdict(scored(rubric, "{judged: 85}")) == "good | poor; open: setting, sealed"
    below = tiny(
        SETTING,
        "questions: [{id: average, ask: percent}]",
        """
        tiers:
          - {id: good, title: Good, at_least: {by: {fact: setting, cases: {urban: 90, rural: 80}}}}
          - {id: fair, title: Fair, at_least: {question: average}}
          - {id: poor, title: Poor}
        """,
    )
    assert verdict(scored(below, "{judged: 85}")) == "good | fair | poor; open: setting, average"


def test_an_unknown_fact_is_tried_in_a_veto_unless_the_veto_is_answered() -> None:
    rubric = tiny(
        SETTING,
        TIERS,
        """
        vetoes:
          - {id: town, title: T, gives: poor, when: {fact: setting, is: urban}}
          - {id: land, title: L, gives: poor, when: {fact: setting, is: rural}}
        """,
    )
    assert verdict(scored(rubric, "{judged: 90}")) == "poor"
    assert verdict(scored(rubric, "{judged: 90}", vetoes="{town: no, land: no}")) == "good"
    half = scored(rubric, "{judged: 90}", vetoes="{town: no}")
    assert verdict(half) == "good | poor; open: land"


@pytest.mark.parametrize(("options", "tier"), [(8, "poor"), (9, "good | poor; open: first, other")])
def test_no_more_than_64_cases_are_tried(options: int, tier: str) -> None:
    bounds = ", ".join(f"o{i}: {80 - i}" for i in range(options))
    rubric = tiny(
        f"""
        facts:
          size: {{options: [{", ".join(f"o{i}" for i in range(options))}]}}
          zone: {{options: [{", ".join(f"z{i}" for i in range(8))}]}}
        """,
        f"""
        tiers:
          - {{id: good, title: Good, at_least: {{by: {{fact: size, cases: {{{bounds}}}}}}}}}
          - {{id: poor, title: Poor}}
        prerequisites:
          - {{id: first, title: F, gives: poor, derive: {{fact: zone, is: z0}}}}
          - {{id: other, title: O, gives: poor, derive: {{not: {{fact: zone, is: z0}}}}}}
        """,
    )
    # one of the two is unmet in every zone; beyond 64 cases that is left open, soundly so
    assert verdict(scored(rubric, "{judged: 90}")) == tier


def test_more_cases_than_are_tried_leave_the_verdict_open() -> None:
    options = ", ".join(f"o{i}" for i in range(9))
    facts = "".join(f"\n  f{i}: {{options: [{options}]}}" for i in range(3))
    cases = ", ".join(f"o{i}: {90 - i}" for i in range(9))
    lower = ", ".join(f"o{i}: {70 - i}" for i in range(9))
    rubric = tiny(
        f"facts: {facts}",
        f"""
        tiers:
          - {{id: good, title: Good, at_least: {{by: {{fact: f0, cases: {{{cases}}}}}}}}}
          - {{id: fair, title: Fair, at_least: {{by: {{fact: f1, cases: {{{lower}}}}}}}}}
          - {{id: poor, title: Poor}}
        """,
    )
    # 9 times 9 cases are more than 64; the second fact is left open, and soundly so
    assert verdict(scored(rubric, "{judged: 95}")) == "good"
    assert verdict(scored(rubric, "{judged: 50}")) == "poor"
    assert verdict(scored(rubric, "{judged: 65}")) == "fair | poor; open: f1"


def test_a_fact_whose_values_cannot_be_listed_is_left_open() -> None:
    rubric = tiny(
        "facts: {county: {ask: text}}",
        """
        tiers:
          - {id: good, title: Good, when: {fact: county, is: East}}
          - {id: poor, title: Poor}
        """,
    )
    assert verdict(scored(rubric, "{judged: 1}")) == "good | poor; open: county"
    assert verdict(scored(rubric, "{judged: 1}", subject="{county: East}")) == "good"
    assert verdict(scored(rubric, "{judged: 1}", subject="{county: West}")) == "poor"
