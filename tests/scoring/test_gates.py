"""Prerequisites, vetoes and reasons to withhold the score."""

from __future__ import annotations

import pytest

from tests.scoring.tiny import (
    TIERS,
    because,
    dimension,
    earns,
    gates,
    line,
    lost,
    scored,
    tiny,
    told,
    verdict,
)

LICENCE = "prerequisites: [{id: licence, title: L, gives: poor}]"
DECENT = """
prerequisites:
  - {id: decent, title: D, gives: fair, derive: {indicator: judged, at_least: 75%}}
"""
CRIME = "vetoes: [{id: crime, title: C, gives: poor}]"
FORGED = "vetoes: [{id: forged, title: F, zeroes: [a]}]"
LINES = """
- {id: a, title: A, points: 6, rating: 1}
- {id: b, title: B, points: 4}
"""
FEW = """
questions: [{id: visits, ask: count}]
withhold: [{id: too_few, title: T, when: {question: visits, below: 3}}]
"""


@pytest.mark.parametrize(
    ("answers", "state", "tier"),
    [
        ("{judged: 90, licence: yes}", "met", "good"),
        ("{judged: 90, licence: no}", "unmet", "poor"),
        ("{judged: 90}", "open", "good | poor; open: licence"),
        ("{judged: 50}", "open", "poor"),
        ("{judged: 50, licence: no}", "unmet", "poor"),
    ],
)
def test_a_prerequisite_lowers_the_verdict(answers: str, state: str, tier: str) -> None:
    result = scored(tiny(TIERS, LICENCE), answers)
    assert (gates(result)["licence"], verdict(result)) == (state, tier)
    gate = result.prerequisites[0]
    assert (gate.gives, gate.because, gate.derived) == ("poor", ("licence",), False)


def test_the_points_stand_whatever_a_gate_says() -> None:
    result = scored(tiny(TIERS, LICENCE), "{judged: 90, licence: no}")
    assert (told(result.points), told(result.total)) == ("90 of 100", "90 of 100")
    assert result.final


@pytest.mark.parametrize(
    ("answers", "state", "tier", "derived"),
    [
        ("{judged: 90}", "met", "good", True),
        ("{judged: 72}", "unmet", "fair", True),
        ("{judged: 90, decent: no}", "unmet", "fair", False),
        ("{judged: 72, decent: yes}", "met", "fair", False),
        ("{judged: {from: 70, to: 79}}", "open", "fair", True),
        ("{judged: {from: 70, to: 90}}", "open", "good | fair; open: total, decent", True),
    ],
)
def test_a_prerequisite_may_follow_from_a_condition(
    answers: str, state: str, tier: str, derived: bool
) -> None:
    result = scored(tiny(TIERS, DECENT), answers)
    assert (gates(result)["decent"], verdict(result)) == (state, tier)
    assert result.prerequisites[0].derived is derived
    assert result.prerequisites[0].because == (("judged",) if derived else ("decent",))


@pytest.mark.parametrize(
    ("answers", "vetoes", "state", "tier"),
    [
        ("{judged: 90}", "{crime: no}", "no", "good"),
        ("{judged: 90}", "{crime: yes}", "yes", "poor"),
        ("{judged: 90}", "{}", "open", "good | poor; open: crime"),
        ("{judged: 40}", "{}", "open", "poor"),
    ],
)
def test_a_veto_gives_its_verdict(answers: str, vetoes: str, state: str, tier: str) -> None:
    result = scored(tiny(TIERS, CRIME), answers, vetoes=vetoes)
    assert (gates(result)["crime"], verdict(result)) == (state, tier)
    assert result.unanswered == (("crime",) if "open" in tier else ())
    assert (told(result.total), result.final) == (f"{told(result.points)}", True)


@pytest.mark.parametrize(
    ("vetoes", "points", "missing", "reasons"),
    [
        ("{forged: no}", "5 of 6", "judged 1", {}),
        ("{forged: yes}", "0 of 6", "judged 1, veto 5", {"veto": ["forged"]}),
        ("{}", "0..5 of 6", "judged 1, not_answered 5", {"veto": ["forged"]}),
    ],
)
def test_a_veto_takes_the_points_of_what_it_names(
    vetoes: str, points: str, missing: str, reasons: dict[str, object]
) -> None:
    result = scored(tiny(LINES, FORGED), "{a: 5, b: yes}", vetoes=vetoes)
    trace = line(result, "a")
    assert (told(trace.points), lost(trace), because(trace)) == (points, missing, reasons)
    assert earns(result, "b") == "4 of 4"
    assert result.unanswered == (() if vetoes != "{}" else ("forged",))
    assert result.vetoes[0].zeroes == ("a",)


@pytest.mark.parametrize(
    ("answer", "vetoes", "met"),
    [
        ("5", "{forged: yes}", False),
        ("5", "{}", None),
        ("0", "{}", False),
        ("5", "{forged: no}", True),
    ],
)
def test_a_line_that_a_veto_strikes_is_not_met(answer: str, vetoes: str, met: bool | None) -> None:
    result = scored(tiny(LINES, FORGED), f"{{a: {answer}, b: yes}}", vetoes=vetoes)
    assert line(result, "a").met is met


def test_an_open_line_that_is_struck_loses_what_it_could_reach() -> None:
    result = scored(tiny(LINES, FORGED), "{a: {to: 4}, b: yes}", vetoes="{forged: yes}")
    assert (earns(result, "a"), lost(line(result, "a"))) == ("0 of 6", "judged 2, veto 4")
    nothing = scored(tiny(LINES, FORGED), "{a: 0, b: yes}")
    assert (earns(nothing, "a"), lost(line(nothing, "a"))) == ("0 of 6", "judged 6")
    assert nothing.unanswered == ()


def test_a_veto_may_strike_a_whole_dimension_and_several_vetoes_one_line() -> None:
    rubric = tiny(
        LINES,
        """
        vetoes:
          - {id: forged, title: F, zeroes: [sheet]}
          - {id: lied, title: L, zeroes: [b]}
        """,
    )
    result = scored(rubric, "{a: 5, b: yes}", vetoes="{forged: yes, lied: yes}")
    assert told(dimension(result, "sheet").points) == "0 of 10"
    assert because(line(result, "a")) == {"veto": ["forged"]}
    assert because(line(result, "b")) == {"veto": ["forged", "lied"]}
    mixed = scored(rubric, "{a: 5, b: yes}", vetoes="{lied: yes}")
    assert (earns(mixed, "a"), earns(mixed, "b")) == ("0..5 of 6", "0 of 4")
    assert because(line(mixed, "b")) == {"veto": ["lied"]}


def test_a_veto_strikes_what_does_not_apply_only_where_it_has_points() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, points: 6, not_applicable: full}
        - {id: b, title: B, points: 4, not_applicable: excluded}
        - {id: t, title: T, target: {at_least: 3}}
        """,
        "vetoes: [{id: forged, title: F, zeroes: [sheet]}]",
    )
    result = scored(rubric, "{a: {na: x}, b: {na: x}, t: 3}", vetoes="{forged: yes}")
    assert (earns(result, "a"), earns(result, "b")) == ("0 of 6", "0 of 0")
    assert because(line(result, "b")) == {"not_applicable": "excluded"}
    assert line(result, "t").met is True


def test_a_veto_strikes_a_dimension_that_does_not_apply() -> None:
    rubric = tiny(
        """
        dimensions:
          - id: d
            title: D
            points: 6
            rescale: true
            not_applicable: full
            indicators: [{id: a, title: A, points: 6, rating: 1, from: 2}]
        vetoes: [{id: forged, title: F, zeroes: [a]}]
        """
    )
    assert earns(scored(rubric, "{d: {na: x}}", vetoes="{forged: no}"), "a") == "6 of 6"
    assert earns(scored(rubric, "{d: {na: x}}", vetoes="{forged: yes}"), "a") == "0 of 6"
    assert earns(scored(rubric, vetoes="{forged: yes}"), "a") == "0 of 6"
    assert earns(scored(rubric, vetoes="{forged: no}"), "a") == "2..6 of 6"
    assert earns(scored(rubric, "{a: 3}"), "a") == "0..3 of 6"


@pytest.mark.parametrize(
    ("answers", "vetoes", "state", "derived"),
    [
        ("{butts: 6}", "{}", "yes", True),
        ("{butts: 5}", "{}", "no", True),
        ("{}", "{}", "open", True),
        ("{butts: 6}", "{dirty: no}", "no", False),
        ("{butts: 5}", "{dirty: yes}", "yes", False),
    ],
)
def test_a_veto_may_follow_from_answers_unless_it_is_answered(
    answers: str, vetoes: str, state: str, derived: bool
) -> None:
    rubric = tiny(
        LINES,
        "questions: [{id: butts, ask: count}]",
        "vetoes: [{id: dirty, title: D, zeroes: [a], when: {question: butts, above: 5}}]",
    )
    result = scored(rubric, answers, vetoes=vetoes)
    gate = result.vetoes[0]
    assert (gate.state, gate.derived) == (state, derived)
    assert gate.because == (("butts",) if derived else ("dirty",))


def test_a_veto_may_limit_the_verdict_and_take_points() -> None:
    rubric = tiny(
        LINES,
        TIERS.replace("80", "8").replace("60", "6"),
        """
    vetoes: [{id: fraud, title: F, gives: fair, zeroes: [b]}]
    """,
    )
    assert verdict(scored(rubric, "{a: 6, b: yes}", vetoes="{fraud: no}")) == "good"
    struck = scored(rubric, "{a: 6, b: yes}", vetoes="{fraud: yes}")
    assert (told(struck.total), verdict(struck)) == ("6 of 10", "fair")
    open_ = scored(rubric, "{a: 6, b: yes}")
    assert (told(open_.total), verdict(open_)) == ("6..10 of 10", "good | fair; open: total, fraud")


@pytest.mark.parametrize(
    ("answers", "state", "total", "tier"),
    [
        ("{judged: 90, visits: 3}", "no", "90 of 100", "good"),
        ("{judged: 90, visits: 2}", "yes", "none", "none; open: too_few"),
        ("{judged: 90}", "open", "90 of 100", "good; open: too_few"),
        ("{judged: 90, visits: {from: 3}}", "no", "90 of 100", "good"),
    ],
)
def test_a_score_may_be_withheld(answers: str, state: str, total: str, tier: str) -> None:
    result = scored(tiny(TIERS, FEW), answers)
    assert (gates(result)["too_few"], told(result.total), verdict(result)) == (state, total, tier)
    assert told(result.points) == "90 of 100"
    assert result.withheld[0].gives is None
    assert result.unanswered == (("visits",) if state == "open" else ())


def test_a_withheld_score_has_no_conversions() -> None:
    rubric = tiny(FEW, "conversions: [{id: c, title: C, times: 2}]")
    assert scored(rubric, "{judged: 90, visits: 2}").conversions == {}
    assert told(scored(rubric, "{judged: 90}").conversions["c"]) == "180 of 200"


@pytest.mark.parametrize(
    ("answers", "decided", "waits"),
    [("{visits: 3}", True, ()), ("{}", False, ("too_few",)), ("{visits: 2}", False, ("too_few",))],
)
def test_a_rubric_without_tiers_is_decided_unless_its_score_may_be_withheld(
    answers: str, decided: bool, waits: tuple[str, ...]
) -> None:
    tier = scored(tiny(FEW), answers).tier
    assert (tier.id, tier.decided, tier.possible, tier.open) == (None, decided, (), waits)


def test_several_gates_give_the_lowest_verdict() -> None:
    rubric = tiny(
        TIERS,
        """
        prerequisites: [{id: p, title: P, gives: fair}]
        vetoes: [{id: v, title: V, gives: poor}, {id: w, title: W, gives: fair}]
        """,
    )
    answers = "{judged: 90, p: no}"
    assert verdict(scored(rubric, answers, vetoes="{v: no, w: yes}")) == "fair"
    assert verdict(scored(rubric, answers, vetoes="{v: yes, w: no}")) == "poor"
    assert verdict(scored(rubric, answers, vetoes="{v: yes}")) == "poor"
    assert verdict(scored(rubric, answers, vetoes="{w: no}")) == "fair | poor; open: v"
    all_open = scored(rubric, "{judged: 90}")
    assert verdict(all_open) == "good | fair | poor; open: p, v, w"
    assert all_open.unanswered == ("p", "v", "w")
    low = scored(rubric, "{judged: 65}", vetoes="{v: no}")
    assert (verdict(low), low.unanswered) == ("fair", ())


def test_an_open_gate_that_cannot_lower_the_best_verdict_is_not_open_in_it() -> None:
    rubric = tiny(
        TIERS,
        "prerequisites: [{id: p, title: P, gives: fair}]",
        "vetoes: [{id: v, title: V, zeroes: [judged]}]",
    )
    settled = scored(rubric, "{judged: {from: 50, to: 70}}", vetoes="{v: no}")
    assert verdict(settled) == "fair | poor; open: total"
    struck = scored(rubric, "{judged: 90, p: yes}")
    assert verdict(struck) == "good | fair | poor; open: total"
    assert struck.unanswered == ("v",)
