"""Tiers: the verdict over the total, or all verdicts that completions can reach."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import TIERS, scored, tiny, told, verdict

SETTING = "facts: {setting: {options: [urban, rural]}, goal: {ask: number}}"
CONDITIONAL = """
marks: {critical: {title: Critical}}
dimensions:
  - id: sheet
    title: Sheet
    points: 100
    indicators:
      - {id: judged, title: Judged, points: 90, rating: 1}
      - {id: exit_free, title: Exit, points: 10, marks: [critical]}
tiers:
  - {id: good, title: Good, at_least: 80, when: {mark: critical, full: true}}
  - {id: fair, title: Fair, at_least: 60}
  - {id: poor, title: Poor}
"""
LOWER = """
total: {better: lower}
tiers:
  - {id: low, title: Low, at_most: 2}
  - {id: middle, title: Middle, at_most: 5}
  - {id: high, title: High}
"""
HAZARDS = "- {id: hazards, title: H, points: 10, each: 1}"


@pytest.mark.parametrize(
    ("judged", "tier"),
    [
        ("100", "good"),
        ("80", "good"),
        ("79.5", "fair"),
        ("60", "fair"),
        ("59.5", "poor"),
        ("0", "poor"),
        ("{from: 80}", "good"),
        ("{from: 79.5}", "good | fair; open: total"),
        ("{from: 60, to: 79.5}", "fair"),
        ("{from: 59.5, to: 79.5}", "fair | poor; open: total"),
        ("{to: 59.5}", "poor"),
        ("{to: 60}", "fair | poor; open: total"),
        ("{}", "good | fair | poor; open: total"),
    ],
)
def test_a_tier_reaches_from_its_bound_included_to_that_of_the_better_one(
    judged: str, tier: str
) -> None:
    result = scored(tiny(TIERS), f"{{judged: {judged}}}")
    assert verdict(result) == tier
    assert result.unanswered == (
        ("judged",) if "open" in tier or told(result.points).count("..") else ()
    )


def test_a_decided_tier_has_its_title_and_an_open_one_none() -> None:
    decided = scored(tiny(TIERS), "{judged: 90}").tier
    assert decided.title == tiny(TIERS).tiers[0].title
    assert (decided.possible, decided.open) == ((), ())
    open_ = scored(tiny(TIERS)).tier
    assert (open_.id, open_.title, open_.decided) == (None, None, False)


@pytest.mark.parametrize(
    ("answers", "tier"),
    [
        ("{judged: 72, exit_free: yes}", "good"),
        ("{judged: 90, exit_free: no}", "fair"),
        ("{judged: 69, exit_free: yes}", "fair"),
        ("{judged: 49, exit_free: yes}", "poor"),
        ("{judged: 70, exit_free: yes}", "good"),
        ("{judged: 80}", "good | fair; open: total, critical"),
        ("{judged: 75}", "good | fair; open: total, critical"),
        ("{judged: 55}", "fair | poor; open: total"),
        ("{exit_free: no}", "fair | poor; open: total"),
        ("{judged: {from: 60}, exit_free: yes}", "good | fair; open: total"),
    ],
)
def test_a_tier_whose_condition_fails_is_passed_over(answers: str, tier: str) -> None:
    assert verdict(scored(tiny(CONDITIONAL), answers)) == tier


@pytest.mark.parametrize(
    ("answers", "tier"),
    [
        ("{a: 6, b: {na: x}}", "good"),
        ("{a: 5, b: {na: x}}", "good"),
        ("{a: 4, b: {na: x}}", "fair"),
        ("{a: 5, b: 4}", "good"),
        ("{a: 6, b: 2}", "good"),
        ("{a: 6, b: 1}", "fair"),
        ("{a: 6, b: 0}", "fair"),
        # 6 of 6, or 6 to 10 of 10
        ("{a: 6}", "good | fair; open: total"),
        # 1 of 6, or 1 to 5 of 10
        ("{a: 1}", "fair | poor; open: total"),
        ("{a: 0}", "poor"),
    ],
)
def test_a_bound_may_be_a_share_of_what_applies(answers: str, tier: str) -> None:
    rubric = tiny(
        """
        - {id: a, title: A, points: 6, rating: 1}
        - {id: b, title: B, points: 4, rating: 1, not_applicable: excluded}
        """,
        """
        tiers:
          - {id: good, title: Good, at_least: 80%}
          - {id: fair, title: Fair, at_least: 45%}
          - {id: poor, title: Poor}
        """,
    )
    assert verdict(scored(rubric, answers)) == tier


def test_a_bound_may_be_another_answer_or_a_fact() -> None:
    rubric = tiny(
        SETTING,
        "questions: [{id: average, ask: percent}]",
        """
        tiers:
          - {id: good, title: Good, at_least: {fact: goal}}
          - {id: fair, title: Fair, at_least: {question: average}}
          - {id: poor, title: Poor}
        """,
    )
    given = "{goal: 80}"
    assert verdict(scored(rubric, "{judged: 80, average: 70}", subject=given)) == "good"
    assert verdict(scored(rubric, "{judged: 79, average: 70}", subject=given)) == "fair"
    assert verdict(scored(rubric, "{judged: 69.5, average: 70}", subject=given)) == "poor"
    open_ = scored(rubric, "{judged: 79}", subject=given)
    assert (verdict(open_), open_.unanswered) == ("fair | poor; open: average", ("average",))
    total = scored(rubric, "{judged: {from: 60, to: 79}, average: 70}", subject=given)
    assert (verdict(total), total.unanswered) == ("fair | poor; open: total", ("judged",))
    no_goal = scored(rubric, "{judged: 79, average: 70}")
    assert (verdict(no_goal), no_goal.unanswered) == ("good | fair; open: goal", ())


def test_what_no_tier_in_reach_waits_for_is_not_open() -> None:
    rubric = tiny(
        SETTING,
        "questions: [{id: average, ask: percent, from: 50}, {id: size, ask: count}]",
        """
        tiers:
          - {id: best, title: Best, at_least: 90, when: {question: size, at_least: 3}}
          - {id: good, title: Good, at_least: {question: average}}
          - {id: fair, title: Fair, at_least: 40}
          - {id: weak, title: Weak, at_least: {fact: goal}}
          - {id: poor, title: Poor}
        """,
    )
    assert verdict(scored(rubric, "{judged: 60}")) == "good | fair; open: average"
    assert verdict(scored(rubric, "{judged: 45}")) == "fair"
    assert verdict(scored(rubric, "{judged: {from: 45, to: 49}}")) == "fair"
    assert verdict(scored(rubric, "{judged: {from: 39, to: 49}}")) == (
        "fair | weak | poor; open: total, goal"
    )
    assert scored(rubric, "{judged: 60}").unanswered == ("average",)
    top = scored(rubric, "{judged: 95, average: 50}")
    assert (verdict(top), top.unanswered) == ("best | good; open: size", ("size",))


def test_a_bound_that_does_not_apply_is_open() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, points: 10, rating: 1}
        - {id: b, title: B, target: {at_most: 8}, not_applicable: excluded}
        """,
        """
        tiers:
          - {id: good, title: Good, at_least: {question: b}}
          - {id: poor, title: Poor}
        """,
    )
    assert verdict(scored(rubric, "{a: 8, b: 8}")) == "good"
    assert verdict(scored(rubric, "{a: 8, b: {na: none}}")) == "good | poor; open: b"


@pytest.mark.parametrize(
    ("hazards", "tier"),
    [
        ("2", "low"),
        ("3", "middle"),
        ("5", "middle"),
        ("6", "high"),
        ("{from: 2, to: 4}", "low | middle; open: total"),
        ("{from: 3, to: 5}", "middle"),
        ("{from: 5}", "middle | high; open: total"),
    ],
)
def test_where_less_is_better_bounds_are_upper_ones(hazards: str, tier: str) -> None:
    assert verdict(scored(tiny(HAZARDS, LOWER), f"{{hazards: {hazards}}}")) == tier


def test_tiers_read_the_rounded_total() -> None:
    rounded = tiny(TIERS, "total: {round: {}}")
    assert verdict(scored(rounded, "{judged: 79.5}")) == "good"
    assert verdict(scored(rounded, "{judged: 79}")) == "fair"
    assert verdict(scored(rounded, "{judged: {from: 79.5}}")) == "good"


def test_where_there_is_no_total_every_bound_is_open() -> None:
    rubric = tiny(
        "- {id: a, title: A, points: 4, rating: 1, not_applicable: excluded}",
        """
        tiers:
          - {id: good, title: Good, at_least: 3}
          - {id: fair, title: Fair, at_least: 40%}
          - {id: poor, title: Poor}
        """,
    )
    gone = scored(rubric, "{a: {na: none}}")
    assert (gone.total, verdict(gone)) == (None, "good | fair | poor; open: total")
    assert gone.unanswered == ()
    open_ = scored(rubric)
    assert verdict(open_) == "good | fair | poor; open: total"
    assert open_.unanswered == ("a",)
    assert verdict(scored(rubric, "{a: 0}")) == "poor"


def test_tiers_of_a_rubric_without_points_rest_on_conditions() -> None:
    rubric = tiny(
        "- {id: t, title: T, target: {at_least: 3}}",
        """
        tiers:
          - {id: good, title: Good, when: {indicator: t}}
          - {id: poor, title: Poor}
        """,
    )
    assert verdict(scored(rubric, "{t: 3}")) == "good"
    assert verdict(scored(rubric, "{t: 2}")) == "poor"
    open_ = scored(rubric)
    assert (verdict(open_), open_.unanswered) == ("good | poor; open: t", ("t",))


def test_a_total_that_is_nothing_or_does_not_exist_is_open() -> None:
    rubric = tiny(
        "- {id: a, title: A, points: 4, rating: 1, to: 0, not_applicable: excluded}",
        "tiers: [{id: good, title: Good, at_least: 3}, {id: poor, title: Poor}]",
    )
    assert verdict(scored(rubric)) == "good | poor; open: total"
    assert verdict(scored(rubric, "{a: 0}")) == "poor"


def test_tiers_by_condition_alone_do_not_wait_for_a_total() -> None:
    rubric = tiny(
        """
        dimensions:
          - id: sheet
            title: Sheet
            indicators: [{id: plan, title: Plan}, {id: bins, title: Bins}]
        tiers:
          - {id: all, title: All, when: {dimension: sheet}}
          - {id: some, title: Some}
        """
    )
    assert scored(rubric, "{plan: yes}").tier.open == ("sheet",)
    assert scored(rubric, "{plan: yes, bins: yes}").tier.id == "all"
    assert scored(rubric, "{plan: no}").tier.id == "some"
