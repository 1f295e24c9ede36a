"""Ranges as a table prints them: what lies between them, by lower bound or without a tier."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import flags, scored, tiny, verdict

PRINTED = """
tiers:
  - {{id: good, title: Good, at_least: 80, as_published: {{all: {{from: 80}}}}}}
  - {{id: fair, title: Fair, at_least: 60, as_published: {{all: {{from: 60, to: 79}}}}}}
  - {{id: poor, title: Poor, as_published: {{all: {{to: 59}}}}}}
between_tiers: {0}
"""
GAP = ["tier-gap fair"]


@pytest.mark.parametrize(
    ("judged", "tier", "told"),
    [
        ("80", "good", []),
        ("79.5", "fair", GAP),
        ("79", "fair", []),
        ("60", "fair", []),
        ("59.5", "poor", ["tier-gap poor"]),
        ("59", "poor", []),
        ("{from: 79.5, to: 79.5}", "fair", GAP),
        ("{from: 79, to: 79.5}", "fair", []),
        ("{from: 79.5, to: 80}", "good | fair; open: total", []),
    ],
)
def test_between_ranges_the_lower_bound_decides_and_is_flagged(
    judged: str, tier: str, told: list[str]
) -> None:
    result = scored(tiny(PRINTED.format("lower_bound")), f"{{judged: {judged}}}")
    assert (verdict(result), flags(result)) == (tier, told)


@pytest.mark.parametrize(
    ("judged", "tier"),
    [
        ("80", "good"),
        ("79.5", "undefined"),
        ("79", "fair"),
        ("60", "fair"),
        ("59.5", "undefined"),
        ("59", "poor"),
        ("{from: 79.5, to: 80}", "good | undefined; open: total"),
        ("{from: 79, to: 80}", "good | fair | undefined; open: total"),
        ("{from: 79, to: 79.5}", "fair | undefined; open: total"),
        ("{from: 60, to: 79}", "fair"),
        ("{from: 59.5, to: 60}", "fair | undefined; open: total"),
        ("{from: 59, to: 60}", "fair | poor | undefined; open: total"),
        ("{}", "good | fair | poor | undefined; open: total"),
    ],
)
def test_between_ranges_there_may_be_no_tier(judged: str, tier: str) -> None:
    result = scored(tiny(PRINTED.format("undefined")), f"{{judged: {judged}}}")
    assert verdict(result) == tier
    assert flags(result) == []


def test_a_verdict_that_no_range_gives_has_a_title_too() -> None:
    title = scored(tiny(PRINTED.format("undefined")), "{judged: 79.5}").tier.title
    assert title is not None
    assert (title.say("zh"), title.say("en")) == ("未定等级", "no tier published")


@pytest.mark.parametrize("between", ["lower_bound", "undefined"])
@pytest.mark.parametrize("judged", ["79.5", "{from: 20}"])
def test_a_tier_without_a_printed_range_has_no_gap(between: str, judged: str) -> None:
    rubric = tiny(
        """
        tiers:
          - {id: good, title: Good, at_least: 80, as_published: {all: {}}}
          - {id: fair, title: Fair}
        """,
        f"between_tiers: {between}",
    )
    result = scored(rubric, f"{{judged: {judged}}}")
    assert (result.tier.id or "", flags(result)) in [("fair", []), ("", [])]
    assert "undefined" not in result.tier.possible


@pytest.mark.parametrize(
    ("hazards", "tier"),
    [
        ("2", "low"),
        ("3", "undefined"),
        ("4", "high"),
        ("{from: 2, to: 3}", "low | undefined; open: total"),
        ("{from: 3, to: 4}", "high | undefined; open: total"),
        ("{to: 2}", "low"),
        ("{from: 4}", "high"),
        ("{}", "low | high | undefined; open: total"),
    ],
)
def test_where_less_is_better_ranges_are_read_from_the_other_end(hazards: str, tier: str) -> None:
    rubric = tiny(
        "- {id: hazards, title: H, points: 10, each: 1}",
        """
        total: {better: lower}
        between_tiers: undefined
        tiers:
          - {id: low, title: Low, at_most: 2, as_published: {all: {to: 2}}}
          - {id: high, title: High, as_published: {all: {from: 4}}}
        """,
    )
    assert verdict(scored(rubric, f"{{hazards: {hazards}}}")) == tier


@pytest.mark.parametrize(
    ("subject", "judged", "tier", "told"),
    [
        ("{setting: urban}", "79.5", "fair", GAP),
        ("{setting: rural}", "79.5", "good", []),
        ("{setting: rural, county: urban}", "79.5", "good", []),
        ("{setting: rural}", "74.5", "fair", GAP),
        ("{setting: urban}", "74.5", "fair", []),
        ("{setting: urban}", "30", "poor", []),
    ],
)
def test_a_range_may_be_printed_for_an_option_of_a_fact(
    subject: str, judged: str, tier: str, told: list[str]
) -> None:
    rubric = tiny(
        "facts: {county: {ask: text}, setting: {options: [urban, rural]}}",
        """
        tiers:
          - id: good
            title: Good
            at_least: {by: {fact: setting, cases: {urban: 80, rural: 75}}}
            as_published: {urban: {from: 80}, rural: {from: 75}}
          - id: fair
            title: Fair
            at_least: 60
            as_published: {urban: {from: 60, to: 79}, rural: {from: 60, to: 74}}
          - {id: poor, title: Poor}
        """,
    )
    result = scored(rubric, f"{{judged: {judged}}}", subject=subject)
    assert (verdict(result), flags(result)) == (tier, told)


def test_a_fact_that_only_ranges_read_is_tried_in_all_its_cases() -> None:
    rubric = tiny(
        "facts: {setting: {options: [urban, rural]}}",
        """
        between_tiers: undefined
        tiers:
          - {id: good, title: Good, at_least: 80}
          - id: fair
            title: Fair
            as_published: {urban: {to: 79}, rural: {to: 75}}
        """,
    )
    assert verdict(scored(rubric, "{judged: 77}", subject="{setting: urban}")) == "fair"
    assert verdict(scored(rubric, "{judged: 77}", subject="{setting: rural}")) == "undefined"
    open_ = scored(rubric, "{judged: 77}")
    assert verdict(open_) == "fair | undefined; open: setting"
    assert flags(open_) == ["missing-fact setting tier"]
    assert verdict(scored(rubric, "{judged: 75}")) == "fair"
    assert verdict(scored(rubric, "{judged: 79.5}")) == "undefined"


def test_bounds_in_per_cent_are_held_against_the_range_in_points() -> None:
    rubric = tiny(
        "- {id: a, title: A, points: 20, rating: 0.5}",
        """
        between_tiers: undefined
        tiers:
          - {id: good, title: Good, at_least: 80%, as_published: {all: {from: 16}}}
          - {id: fair, title: Fair, as_published: {all: {to: 15}}}
        """,
    )
    assert verdict(scored(rubric, "{a: 16}")) == "good"
    assert verdict(scored(rubric, "{a: 15.5}")) == "undefined"
    assert verdict(scored(rubric, "{a: {from: 14, to: 15}}")) == "fair"
    assert verdict(scored(rubric, "{a: {from: 15}}")) == "good | fair | undefined; open: total"
    assert verdict(scored(rubric, "{a: {from: 15.5}}")) == "good | undefined; open: total"


@pytest.mark.parametrize(
    ("good", "fair", "tier"),
    [
        ("from: 16", "to: 16", "good | fair; open: total"),
        ("from: 16.1", "to: 16", "good | fair | undefined; open: total"),
        ("from: 16", "to: 15.9", "good | fair | undefined; open: total"),
    ],
)
@pytest.mark.parametrize("bound", ["80%", "16"])
def test_each_tier_answers_for_its_own_side_of_a_bound_only(
    bound: str, good: str, fair: str, tier: str
) -> None:
    rubric = tiny(
        "- {id: a, title: A, points: 20, rating: 0.5}",
        f"""
        between_tiers: undefined
        tiers:
          - {{id: good, title: Good, at_least: {bound}, as_published: {{all: {{{good}}}}}}}
          - {{id: fair, title: Fair, as_published: {{all: {{{fair}}}}}}}
        """,
    )
    assert verdict(scored(rubric, "{a: {from: 14, to: 18}}")) == tier


def test_each_tier_answers_for_its_own_side_where_less_is_better() -> None:
    rubric = tiny(
        "- {id: a, title: A, points: 10, each: 1}",
        """
        total: {better: lower}
        between_tiers: undefined
        tiers:
          - {id: low, title: Low, at_most: 3, as_published: {all: {to: 3}}}
          - {id: high, title: High, as_published: {all: {from: 3}}}
        """,
    )
    assert verdict(scored(rubric, "{a: {from: 2, to: 5}}")) == "low | high; open: total"


@pytest.mark.parametrize(
    ("better", "bound", "ranges", "tier"),
    [
        # the average at 70 and a total of 72: good, which is printed from 75
        ("higher", "at_least", ("from: 75", "to: 100"), "good | fair | undefined"),
        ("higher", "at_least", ("from: 70", "to: 100"), "good | fair"),
        # the average at 80 and a total of 79: fair, which is printed up to 78
        ("higher", "at_least", ("from: 0", "to: 78"), "good | fair | undefined"),
        ("lower", "at_most", ("to: 75", "from: 0"), "good | fair | undefined"),
        ("lower", "at_most", ("to: 80", "from: 0"), "good | fair"),
        ("lower", "at_most", ("to: 100", "from: 72"), "good | fair | undefined"),
        ("lower", "at_most", ("to: 100", "from: 70"), "good | fair"),
    ],
)
def test_a_bound_that_is_not_known_spans_what_it_may_be(
    better: str, bound: str, ranges: tuple[str, str], tier: str
) -> None:
    rubric = tiny(
        "questions: [{id: average, ask: percent}]",
        f"""
        total: {{better: {better}}}
        between_tiers: undefined
        tiers:
          - id: good
            title: Good
            {bound}: {{question: average}}
            as_published: {{all: {{{ranges[0]}}}}}
          - {{id: fair, title: Fair, as_published: {{all: {{{ranges[1]}}}}}}}
        """,
    )
    result = scored(rubric, "{judged: {from: 60, to: 90}, average: {from: 70, to: 80}}")
    assert verdict(result) == f"{tier}; open: total, average"


def test_a_gap_in_a_better_tier_is_not_forgotten() -> None:
    rubric = tiny(
        """
        between_tiers: undefined
        tiers:
          - {id: good, title: Good, at_least: 80, as_published: {all: {from: 85}}}
          - {id: fair, title: Fair, as_published: {all: {to: 80}}}
        """
    )
    result = scored(rubric, "{judged: {from: 70, to: 82}}")
    assert verdict(result) == "fair | undefined; open: total"


def test_an_open_total_is_not_flagged_as_lying_in_a_gap() -> None:
    rubric = tiny(
        """
        tiers:
          - {id: good, title: Good, at_least: 80, as_published: {all: {from: 80}}}
          - {id: fair, title: Fair, as_published: {all: {to: 70}}}
        """
    )
    assert flags(scored(rubric, "{judged: {from: 71, to: 79}}")) == []
    assert flags(scored(rubric, "{judged: 71}")) == GAP


def test_a_range_of_a_tier_that_was_passed_over_decides_nothing() -> None:
    rubric = tiny(
        "questions: [{id: sealed}]",
        """
        between_tiers: undefined
        tiers:
          - id: good
            title: Good
            at_least: 80
            when: {question: sealed}
            as_published: {all: {from: 80}}
          - {id: fair, title: Fair, as_published: {all: {to: 90}}}
        """,
    )
    assert verdict(scored(rubric, "{judged: 85, sealed: no}")) == "fair"
    assert verdict(scored(rubric, "{judged: 95, sealed: no}")) == "undefined"
    assert verdict(scored(rubric, "{judged: 85}")) == "good | fair; open: sealed"
    assert verdict(scored(rubric, "{judged: 95}")) == "good | undefined; open: sealed"


def test_a_gate_may_lower_a_verdict_into_a_tier_whose_range_does_not_hold_the_total() -> None:
    rubric = tiny(PRINTED.format("undefined"), "prerequisites: [{id: p, title: P, gives: poor}]")
    # where no range holds the total, the verdict is already below every tier
    assert verdict(scored(rubric, "{judged: 79.5, p: no}")) == "undefined"
    assert verdict(scored(rubric, "{judged: 90, p: no}")) == "poor"
    lowered = scored(
        tiny(PRINTED.format("lower_bound"), "prerequisites: [{id: p, title: P, gives: poor}]"),
        "{judged: 90, p: no}",
    )
    assert verdict(lowered) == "poor"


def test_where_nothing_may_apply_no_range_rules_a_tier_out() -> None:
    rubric = tiny(
        "- {id: a, title: A, points: 10, rating: 1, to: 5, not_applicable: excluded}",
        """
        between_tiers: undefined
        tiers:
          - {id: good, title: Good, at_least: 8, as_published: {all: {from: 9}}}
          - {id: fair, title: Fair, as_published: {all: {to: 7}}}
        """,
    )
    assert verdict(scored(rubric)) == "good | fair; open: total"
    gone = scored(rubric, "{a: {na: none}}")
    assert (gone.total, verdict(gone)) == (None, "good | fair; open: total")
