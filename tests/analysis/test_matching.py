from __future__ import annotations

from pathlib import Path

import pytest

from tests.analysis.files import RICH, failures, one, run, told

DONE = "answers: {pledge: yes, meetings: 2, first: yes, second: yes}"
HALF = "answers: {pledge: yes, meetings: 3}"


@pytest.mark.parametrize(
    ("section", "expect"),
    [
        (DONE, "{total: 8}"),
        (DONE, "{total: {earned: 8, maximum: 10}}"),
        (DONE, "{points: 8, conversions: {city: 12}, final: true, tier: pass, unanswered: []}"),
        (DONE, "{indicators: {meetings: 1, pair: {points: 5}}, dimensions: {work: 8}}"),
        (DONE, "{lost: {short: 2, not_met: 0}, dimensions: {work: {lost: {short: 2}}}}"),
        (DONE, "{indicators: {meetings: {state: final, met: true, lost: {short: 2}}}}"),
        (DONE, "{indicators: {pledge: {evidence: {1: {sets: 2}, 2: {sets: 1}}}}}"),
        (DONE, "{indicators: {pledge: {evidence: [1, 2]}, pair: {evidence: []}}}"),
        (HALF, "{total: [3, 8], tier: [fail, pass], final: false, unanswered: [first, second]}"),
        (HALF, "{indicators: {pair: [0, 5], meetings: {earned: 1}}}"),
        (HALF, "{indicators: {pair: {state: open, met: open, lost: {not_answered: 5}}}}"),
        (HALF, "{indicators: {pair: {trace: {first: {state: unanswered, points: [0, 2]}}}}}"),
        ("answers: {first: no, second: yes}",
         "{indicators: {pair: {trace: {second: {points: 0, lost: {dependency: 3}}}}}}"),
        ("points: {pair: 2}", "{indicators: {pair: {lost: {awarded: 3}}}}"),
        ("subject: {mayor: Li}", "{flags: [undeclared-fact], no_flags: [missing-fact]}"),
    ],
)  # fmt: skip
def test_a_result_that_holds_all_that_is_expected_passes(
    tmp_path: Path, section: str, expect: str
) -> None:
    assert failures(tmp_path, section, expect) == []


@pytest.mark.parametrize(
    ("section", "expect", "message"),
    [
        (DONE, "{total: 7.5}", "'total.earned' is 8, expected 7.5: 0.5 too many"),
        (DONE, "{total: {reachable: 8.5}}", "'total.reachable' is 8, expected 8.5: 0.5 missing"),
        (HALF, "{points: [3, 7]}", "'points.reachable' is 8, expected 7: 1 too many"),
        (DONE, "{points: {maximum: 9}}", "'points.maximum' is 10, expected 9: 1 too many"),
        (DONE, "{final: false}", "'final' is yes, expected no"),
        (DONE, "{tier: fail}", "'tier' is pass, expected fail"),
        (DONE, "{tier: [pass, fail]}", "'tier' is pass, expected undecided between pass, fail"),
        (HALF, "{tier: pass}", "'tier' is undecided between pass, fail, expected pass"),
        (HALF, "{tier: [fail]}",
         "'tier' is undecided between pass, fail, expected undecided between fail"),
        (DONE, "{conversions: {city: {earned: 11.5}}}",
         "'conversions.city.earned' is 12, expected 11.5: 0.5 too many"),
        (DONE, "{lost: {short: 1}}", "'lost.short' is 2, expected 1: 1 too many"),
        (DONE, "{lost: {veto: 2}}", "'lost.veto' is 0, expected 2: 2 missing"),
        (DONE, "{dimensions: {work: {maximum: 8}}}",
         "'dimensions.work.points.maximum' is 10, expected 8: 2 too many"),
        (DONE, "{dimensions: {work: {lost: {short: 0}}}}",
         "'dimensions.work.lost.short' is 2, expected 0: 2 too many"),
        (DONE, "{indicators: {meetings: {state: open}}}",
         "'indicators.meetings.state' is final, expected open"),
        (DONE, "{indicators: {meetings: {met: no}}}",
         "'indicators.meetings.met' is yes, expected no"),
        (HALF, "{indicators: {pair: {met: yes}}}", "'indicators.pair.met' is open, expected yes"),
        (DONE, "{indicators: {meetings: {evidence: {1: {sets: 2}}}}}",
         "'indicators.meetings.evidence.1' is not wanted, expected wanted"),
        (DONE, "{indicators: {pledge: {evidence: {1: {sets: 4}}}}}",
         "'indicators.pledge.evidence.1.sets' is 2, expected 4: 2 missing"),
        (DONE, "{indicators: {pledge: {evidence: [1]}}}",
         "'indicators.pledge.evidence' is 1, 2, expected 1"),
        (DONE, "{indicators: {pledge: {evidence: []}}}",
         "'indicators.pledge.evidence' is 1, 2, expected none"),
        (DONE, "{indicators: {pair: {trace: {second: {points: 2}}}}}",
         "'indicators.pair.trace.second.points.reachable' is 3, expected 2: 1 too many"),
        (DONE, "{indicators: {pair: {trace: {second: {state: derived}}}}}",
         "'indicators.pair.trace.second.state' is given, expected derived"),
        ("points: {pair: 2}", "{indicators: {pair: {trace: {second: {met: no}}}}}",
         "'indicators.pair.trace.second' is not asked, expected asked"),
        (DONE, "{flags: [tier-gap]}", "'flags.0' is none, expected tier-gap"),
        ("subject: {mayor: Li}", "{no_flags: [undeclared-fact]}",
         "'no_flags.0' is undeclared-fact, expected no such flag"),
        (HALF, "{unanswered: [second, first]}",
         "'unanswered' is first, second, expected second, first"),
        (DONE, "{unanswered: [first]}", "'unanswered' is none, expected first"),
    ],
)  # fmt: skip
def test_what_differs_is_told_with_both_sides_and_the_difference(
    tmp_path: Path, section: str, expect: str, message: str
) -> None:
    assert message in failures(tmp_path, section, expect)


def test_a_number_that_is_no_decimal_is_told_as_a_fraction(tmp_path: Path) -> None:
    rubric = RICH.replace("rating: 0.5", "linear: {from: 0, to: 3}")
    said = failures(tmp_path, "answers: {judged: 1}", "{indicators: {judged: 1.33}}", rubric)
    assert said == [
        "'indicators.judged.points.earned' is 4/3, expected 1.33: 1/300 too many",
        "'indicators.judged.points.reachable' is 4/3, expected 1.33: 1/300 too many",
    ]


def test_every_difference_stands_at_its_expectation(tmp_path: Path) -> None:
    cases = """\
cases:
  - name: one
    answers: {pledge: yes, meetings: 2, first: yes, second: yes}
    expect:
      total: 9
      tier: fail
      indicators:
        meetings: [1, 2]
        pledge: {evidence: {1: {sets: 2}}, points: {earned: 0}}
      unanswered: [first]
"""
    (report,) = run(tmp_path, cases)
    assert [told(problem).split(" (")[0] for problem in report.problems] == [
        "6:14 not-as-expected 'total.earned' is 8, expected 9: 1 missing",
        "6:14 not-as-expected 'total.reachable' is 8, expected 9: 1 missing",
        "7:13 not-as-expected 'tier' is pass, expected fail",
        "9:19 not-as-expected 'indicators.meetings.points.reachable' is 1, expected 2: 1 missing",
        "10:61 not-as-expected 'indicators.pledge.points.earned' is 2, expected 0: 2 too many",
        "11:19 not-as-expected 'unanswered' is none, expected first",
    ]


def test_gates_and_adjustments_are_held_against_the_result(tmp_path: Path) -> None:
    section = "start: best\n    answers: {staff: 1, butts: 3, award: yes, scandal: yes}"
    right = (
        "{prerequisites: {licensed: met, tidy: unmet}, vetoes: {fraud: no, disaster: no}, "
        "withheld: {understaffed: yes}, adjustments: {award: 2, scandal: -3}, tier: []}"
    )
    wrong = (
        "{prerequisites: {tidy: met}, vetoes: {fraud: yes}, withheld: {understaffed: no}, "
        "adjustments: {award: 1, scandal: {reachable: 0}}, total: 1, tier: pass}"
    )

    assert failures(tmp_path, section, right, RICH) == []
    assert failures(tmp_path, section, wrong, RICH) == [
        "'prerequisites.tidy' is unmet, expected met",
        "'vetoes.fraud' is no, expected yes",
        "'withheld.understaffed' is yes, expected no",
        "'adjustments.award.earned' is 2, expected 1: 1 too many",
        "'adjustments.award.reachable' is 2, expected 1: 1 too many",
        "'adjustments.scandal.reachable' is -3, expected 0: 3 missing",
        "'total.earned' is not given, expected 1",
        "'total.reachable' is not given, expected 1",
        "'tier' is undecided between none, expected pass",
    ]


def test_a_target_has_no_points_to_expect(tmp_path: Path) -> None:
    section = "answers: {accidents: 4}"

    met = "{indicators: {accidents: {met: no, state: final}}}"
    points = "{indicators: {accidents: 0}}"
    lost = "{indicators: {accidents: {lost: {short: 1}}}}"

    assert failures(tmp_path, section, met, RICH) == []
    assert failures(tmp_path, section, points, RICH)[0] == (
        "'indicators.accidents.points.earned' is not given, expected 0"
    )
    assert failures(tmp_path, section, lost, RICH) == [
        "'indicators.accidents.lost.short' is 0, expected 1: 1 missing"
    ]


def test_a_verdict_that_a_rubric_does_not_give_is_none(tmp_path: Path) -> None:
    rubric = RICH[: RICH.index("prerequisites:")]
    assert failures(tmp_path, "answers: {}", "{tier: []}", rubric) == [
        "'tier' is none, expected undecided between none"
    ]


def test_an_answer_that_the_rubric_refuses_can_be_expected(tmp_path: Path) -> None:
    section = "answers: {meetings: 2.5, pledge: yes}\n    points: {pair: 4}"

    both = "{refused: {meetings: not-a-count, pair: not-attainable}, total: [2, 10]}"
    other = "{refused: {meetings: out-of-range, pair: not-attainable}}"
    taken = "{refused: {meetings: not-a-count, pair: not-attainable, pledge: not-yes-no}}"

    assert failures(tmp_path, section, both) == []
    assert failures(tmp_path, section, other) == [
        "'answers.meetings' is not-a-count, expected out-of-range"
    ]
    assert failures(tmp_path, section, taken) == ["'answers.pledge' is taken, expected not-yes-no"]


def test_a_case_that_passes_says_nothing_and_reports_come_in_order(tmp_path: Path) -> None:
    cases = one(DONE, "{total: 8}") + one(HALF, "{total: 8}").replace("cases:\n", "").replace(
        "one", "two"
    )
    reports = run(tmp_path, cases)
    assert [(report.name, report.passed) for report in reports] == [("one", True), ("two", False)]
    assert reports[0].source == str(tmp_path / "rubric.cases.yaml")
