"""The total: weights, per cent, bonus and deductions, rounding, conversions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hpscore.model.number import spell
from hpscore.model.rubric import Rounding
from hpscore.scoring.totals import round_number
from tests.scoring.tiny import JUDGED, change, dimension, line, lost, scored, tiny, told

WEIGHTED = """
dimensions:
  - id: house
    title: House
    points: 20
    weight: {0}
    indicators: [{{id: plan, title: Plan, points: 20, rating: 1}}]
  - id: yard
    title: Yard
    points: 5
    weight: {1}
    indicators: [{{id: trees, title: Trees, points: 5, rating: 1, not_applicable: excluded}}]
"""
OUT = "{na: none}"


def test_points_of_all_dimensions_add_up() -> None:
    rubric = tiny(
        """
        dimensions:
          - {id: d, title: D, points: 2, indicators: [{id: a, title: A, points: 2}]}
          - {id: e, title: E, points: 3, indicators: [{id: b, title: B, points: 3}]}
          - {id: f, title: F, indicators: [{id: t, title: T, target: {at_least: 1}}]}
        """
    )
    result = scored(rubric, "{a: yes, b: no}")
    assert (told(result.points), told(result.total)) == ("2 of 5", "2 of 5")
    assert lost(result) == "not_met 3"
    assert [told(own.points) for own in result.dimensions] == ["2 of 2", "0 of 3", "none"]
    assert [told(own.score) for own in result.dimensions] == ["2 of 2", "0 of 3", "none"]
    assert (result.unit, result.better) == ("points", "higher")


@pytest.mark.parametrize(
    ("weights", "total", "answers", "scores", "whole"),
    [
        (
            (60, 40),
            "{unit: percent}",
            "{plan: 15, trees: 2}",
            ["45 of 60", "16 of 40"],
            "61 of 100",
        ),
        ((60, 40), "{unit: percent}", "{plan: 15}", ["45 of 60", "0..40 of 40"], "45..85 of 100"),
        (
            (60, 40),
            "{unit: percent}",
            f"{{plan: 15, trees: {OUT}}}",
            ["45 of 60", "none"],
            "45 of 60",
        ),
        (
            (60, 40),
            "{unit: percent, rescale: true}",
            f"{{plan: 15, trees: {OUT}}}",
            ["45 of 60", "none"],
            "75 of 100",
        ),
        (
            (60, 40),
            "{unit: percent, rescale: true}",
            "{plan: 15}",
            ["45 of 60", "0..40 of 40"],
            "45..85 of 100",
        ),
        ((3, 1), "{rescale: true}", f"{{plan: 15, trees: {OUT}}}", ["2.25 of 3", "none"], "3 of 4"),
        (
            (3, 1),
            "{rescale: false}",
            "{plan: 15, trees: 1}",
            ["2.25 of 3", "0.2 of 1"],
            "2.45 of 4",
        ),
    ],
)
def test_dimensions_count_by_their_weights(
    weights: tuple[int, int], total: str, answers: str, scores: list[str], whole: str
) -> None:
    result = scored(tiny(WEIGHTED.format(*weights), f"total: {total}"), answers)
    assert [told(own.score) for own in result.dimensions] == scores
    assert told(result.total) == whole


def test_weights_leave_the_points_as_they_are() -> None:
    result = scored(tiny(WEIGHTED.format(60, 40), "total: {unit: percent}"), "{plan: 15, trees: 2}")
    assert (told(result.points), told(dimension(result, "house").points)) == (
        "17 of 25",
        "15 of 20",
    )
    assert (lost(result), result.unit) == ("judged 8", "percent")


def test_a_total_in_per_cent_is_exact() -> None:
    rubric = tiny("- {id: a, title: A, points: 915, rating: 1}", "total: {unit: percent}")
    result = scored(rubric, "{a: 805}")
    assert (told(result.points), told(result.total)) == ("805 of 915", "16100/183 of 100")


@pytest.mark.parametrize(
    ("answers", "sheet", "whole"),
    [
        ("{judged: 80, awards: 5, complaints: 1}", "78 of 100", "81 of 100"),
        ("{judged: 80, awards: 0, complaints: 0}", "80 of 100", "80 of 100"),
        ("{judged: 100, awards: 3, complaints: 0}", "100 of 100", "103 of 100"),
        ("{judged: 1, awards: 0, complaints: 2}", "0 of 100", "0 of 100"),
        ("{judged: 1, awards: 1, complaints: 2}", "0 of 100", "1 of 100"),
        ("{judged: 80}", "76..80 of 100", "76..83 of 100"),
        ("{judged: 2, awards: 0}", "0..2 of 100", "0..2 of 100"),
    ],
)
def test_bonus_and_deductions_change_their_parents(answers: str, sheet: str, whole: str) -> None:
    rubric = tiny(
        "bonus: [{id: awards, title: A, points: 3, each: 1}]",
        "deductions: [{id: complaints, title: C, points: 4, each: 2, parent: sheet}]",
    )
    result = scored(rubric, answers)
    assert (told(dimension(result, "sheet").score), told(result.total)) == (sheet, whole)
    assert result.points == dimension(result, "sheet").points


def test_a_rubric_may_have_deductions_alone() -> None:
    rubric = tiny("deductions: [{id: complaints, title: C, points: 4, each: 2}]")
    assert told(scored(rubric, "{judged: 50, complaints: 1}").total) == "48 of 100"


def test_changes_are_told_with_their_traces() -> None:
    rubric = tiny(
        "bonus: [{id: awards, title: A, points: 3, each: 1, parent: sheet}]",
        "deductions: [{id: complaints, title: C, points: 4, each: 2}]",
    )
    result = scored(rubric, "{judged: 50}")
    awards, complaints = change(result, "awards"), change(result, "complaints")
    assert (awards.kind, awards.to, told(awards.points)) == ("bonus", "sheet", "0..3 of 3")
    assert (complaints.kind, complaints.to) == ("deduction", "total")
    assert told(complaints.points) == "-4..0 of 0"
    assert complaints.trace is not None
    assert told(complaints.trace.points) == "0..4 of 4"
    assert (result.final, result.unanswered) == (False, ("awards", "complaints"))
    assert told(result.total) == "46..53 of 100"


def test_a_bonus_is_added_before_a_dimension_is_weighted_and_after_it_is_scaled() -> None:
    rubric = tiny(
        """
        dimensions:
          - id: house
            title: House
            points: 10
            weight: 50
            indicators:
              - {id: plan, title: Plan, points: 4, rating: 1}
              - {id: canteen, title: Canteen, points: 6, not_applicable: excluded}
          - id: yard
            title: Yard
            points: 5
            weight: 50
            indicators: [{id: t, title: T, points: 5}]
        bonus: [{id: extra, title: Extra, points: 2, parent: house}]
        """,
        "total: {unit: percent}",
    )
    # 2 of 4 is 5 of 10, with the bonus 7 of 10, so 35 of 50
    result = scored(rubric, f"{{plan: 2, canteen: {OUT}, t: yes, extra: yes}}")
    assert told(dimension(result, "house").score) == "35 of 50"
    assert told(result.total) == "85 of 100"


def test_a_bonus_to_a_total_in_per_cent_adds_per_cent() -> None:
    rubric = tiny(
        "- {id: a, title: A, points: 20, rating: 1}",
        "bonus: [{id: b, title: B, points: 5}]",
        "total: {unit: percent}",
    )
    assert told(scored(rubric, "{a: 10, b: yes}").total) == "55 of 100"


@pytest.mark.parametrize(
    ("mode", "numbers"),
    [
        ("half_up", "2 2.5=3 2.4=2 3.5=4 2.6=3 3=3"),
        ("half_even", "2.5=2 2.4=2 3.5=4 2.6=3 3=3 0.5=0 1.5=2"),
        ("up", "2.5=3 2.1=3 3.5=4 3=3"),
        ("down", "2.5=2 2.9=2 3.5=3 3=3"),
    ],
)
def test_a_total_is_rounded_as_declared(mode: str, numbers: str) -> None:
    rubric = tiny(
        "- {id: a, title: A, points: 100, rating: 0.1}", f"total: {{round: {{mode: {mode}}}}}"
    )
    for pair in numbers.split():
        value, _, rounded = pair.partition("=")
        assert told(scored(rubric, f"{{a: {value}}}").total) == f"{rounded or value} of 100"


@pytest.mark.parametrize(
    ("to", "value", "rounded"),
    [("0.5", "2.3", "2.5"), ("0.5", "2.2", "2"), ("5", "7.5", "10"), ("0.1", "2.3", "2.3")],
)
def test_a_total_is_rounded_to_a_multiple(to: str, value: str, rounded: str) -> None:
    rubric = tiny(
        "- {id: a, title: A, points: 100, rating: 0.1}", f"total: {{round: {{to: {to}}}}}"
    )
    result = scored(rubric, f"{{a: {value}}}")
    assert told(result.total) == f"{rounded} of 100"
    assert told(result.points) == f"{value} of 100"


def test_both_ends_of_an_open_total_are_rounded_after_bonus_and_deductions() -> None:
    rubric = tiny(
        JUDGED, "bonus: [{id: b, title: B, points: 0.5}]", "total: {round: {mode: half_up}}"
    )
    assert told(scored(rubric, "{judged: 7}").total) == "7..8 of 100"
    assert told(scored(rubric, "{judged: {from: 7.5, to: 8}, b: yes}").total) == "8..9 of 100"
    assert told(scored(rubric, "{judged: 79.5, b: no}").total) == "80 of 100"


@pytest.mark.parametrize(
    ("mode", "rounded"), [("half_up", "1"), ("half_even", "0"), ("up", "1"), ("down", "0")]
)
def test_a_half_of_a_step_is_decided_by_the_mode(mode: str, rounded: str) -> None:
    rounding = Rounding.model_validate({"to": "1", "mode": mode})
    assert spell(round_number(Fraction(1, 2), rounding)) == rounded


def test_less_may_be_better() -> None:
    rubric = tiny(
        "- {id: hazards, title: H, points: 10, each: 1}",
        "total: {better: lower}",
        "bonus: [{id: more, title: M, points: 2, each: 1}]",
        "conversions: [{id: c, title: C, times: 2}]",
    )
    result = scored(rubric, "{hazards: {from: 2, to: 4}, more: 1}")
    assert told(result.points) == "2..4 of 10"
    assert result.total is not None
    # from worst to best
    assert [result.total.earned, result.total.reachable] == [5, 3]
    assert [result.conversions["c"].earned, result.conversions["c"].reachable] == [10, 6]
    assert result.better == "lower"


def test_conversions_are_exact() -> None:
    rubric = tiny(
        """
        conversions:
          - {id: city, title: City, times: 15, per: 100, places: 1}
          - {id: thirds, title: Thirds, times: 1, per: 3}
        """
    )
    found = scored(rubric, "{judged: 70.5}").conversions
    assert {name: told(points) for name, points in found.items()} == {
        "city": "10.575 of 15",
        "thirds": "23.5 of 100/3",
    }
    open_ = scored(rubric, "{judged: {from: 60, to: 90}}").conversions
    assert told(open_["city"]) == "9..13.5 of 15"


def test_what_is_recorded_without_points_is_kept_and_changes_nothing() -> None:
    rubric = tiny("recorded: [{id: smoking, ask: rate}, {id: vaping, ask: rate}]")
    rate = "{count: 86, of: 320, population: adults, date: 2024-05-20}"
    result = scored(rubric, f"{{judged: 50, smoking: {rate}}}")
    assert [(own.id, own.answer.count, own.answer.of) for own in result.recorded] == [
        ("smoking", 86, 320)
    ]
    assert (told(result.total), result.final, result.unanswered) == ("50 of 100", True, ())
    assert line(result, "judged").state == "given"


def test_a_result_says_what_was_scored_and_by_what() -> None:
    rubric = tiny("facts: {contact: {personal: true}, people: {ask: number}}")
    result = scored(
        rubric,
        "{judged: 50}",
        subject="{name: One, contact: Li, people: 4}",
        period="{from: 2022-01-01, to: 2022-12-31}",
    )
    assert (result.rubric, result.version, result.source) == ("tiny", "1", "answers.yaml")
    assert result.personal == {"contact", "householder", "address", "phone"}
    assert (result.subject["people"], result.subject["contact"]) == (4, "Li")
    assert result.period is not None
    assert (result.period.from_, result.period.to) == ("2022-01-01", "2022-12-31")
    assert result.digest.startswith("sha256:")
    assert result.digest == scored(rubric).digest
