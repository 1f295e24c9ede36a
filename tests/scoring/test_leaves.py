"""What one answer earns, by each rule that reads a single question."""

from __future__ import annotations

import pytest

from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment
from hpscore.scoring.engine import line_points
from hpscore.scoring.plan import plan_of
from tests.scoring.tiny import because, earns, line, lost, scored, tiny, told

MET = "- {id: a, title: A, points: 4}"
BANDS = "- {id: a, title: A, points: 3, bands: {2: 1, 4: 3}}"
FALLING = "- {id: a, title: A, points: 6, ask: percent, bands: {0: 6, 10: 3, 20: 0}}"
EACH = "- {id: a, title: A, points: 10, each: 3}"
PER = "- {id: a, title: A, points: 10, each: {points: 2, per: 5}}"
SHARE = "- {id: a, title: A, points: 10, each: {points: 2, per: 5, steps: pro_rata}}"
ANY_NUMBER = "- {id: a, title: A, points: 10, ask: number, each: 3}"
WORTHLESS = "- {id: a, title: A, points: 10, ask: number, each: 0}"
RISING = "- {id: a, title: A, points: 6, linear: {from: 0, to: 30}}"
SINKING = "- {id: a, title: A, points: 6, linear: {from: 30, to: 0}}"
CHOICE = "- {id: a, title: A, points: 5, choice: {daily: 5, weekly: 3, never: 1}}"
RATING = "- {id: a, title: A, points: 5, rating: 0.5}"


@pytest.mark.parametrize(
    ("rule", "answer", "points", "missing"),
    [
        (MET, "yes", "4 of 4", ""),
        (MET, "no", "0 of 4", "not_met 4"),
        (BANDS, "0", "0 of 3", "short 3"),
        (BANDS, "1", "0 of 3", "short 3"),
        (BANDS, "2", "1 of 3", "short 2"),
        (BANDS, "3", "1 of 3", "short 2"),
        (BANDS, "4", "3 of 3", ""),
        (BANDS, "9", "3 of 3", ""),
        (FALLING, "0", "6 of 6", ""),
        (FALLING, "9.9", "6 of 6", ""),
        (FALLING, "10", "3 of 6", "short 3"),
        (FALLING, "20", "0 of 6", "short 6"),
        (FALLING, "{count: 1, of: 10}", "3 of 6", "short 3"),
        (EACH, "0", "0 of 10", "short 10"),
        (EACH, "3", "9 of 10", "short 1"),
        (EACH, "4", "10 of 10", ""),
        (PER, "4", "0 of 10", "short 10"),
        (PER, "14", "4 of 10", "short 6"),
        (PER, "25", "10 of 10", ""),
        (SHARE, "14", "5.6 of 10", "short 4.4"),
        (SHARE, "26", "10 of 10", ""),
        (ANY_NUMBER, "-2", "0 of 10", "short 10"),
        (ANY_NUMBER, "2.5", "6 of 10", "short 4"),
        (WORTHLESS, "7", "0 of 10", "short 10"),
        (RISING, "-3", "0 of 6", "short 6"),
        (RISING, "20", "4 of 6", "short 2"),
        (RISING, "30", "6 of 6", ""),
        (RISING, "31", "6 of 6", ""),
        (SINKING, "-3", "6 of 6", ""),
        (SINKING, "20", "2 of 6", "short 4"),
        (SINKING, "40", "0 of 6", "short 6"),
        (CHOICE, "weekly", "3 of 5", "short 2"),
        (CHOICE, "never", "1 of 5", "short 4"),
        (RATING, "3.5", "3.5 of 5", "judged 1.5"),
        (RATING, "yes", "5 of 5", ""),
        (RATING, "no", "0 of 5", "judged 5"),
    ],
)
def test_a_given_answer_earns_by_its_rule(
    rule: str, answer: str, points: str, missing: str
) -> None:
    result = scored(tiny(rule), f"{{a: {answer}}}")
    assert (earns(result, "a"), lost(line(result, "a"))) == (points, missing)
    assert line(result, "a").state == "given"
    assert (result.final, result.unanswered) == (True, ())


@pytest.mark.parametrize(
    ("rule", "points", "missing"),
    [
        (MET, "0..4 of 4", "not_answered 4"),
        (BANDS, "0..3 of 3", "not_answered 3"),
        (FALLING, "0..6 of 6", "not_answered 6"),
        (EACH, "0..10 of 10", "not_answered 10"),
        (PER, "0..10 of 10", "not_answered 10"),
        (ANY_NUMBER, "0..10 of 10", "not_answered 10"),
        (RISING, "0..6 of 6", "not_answered 6"),
        (SINKING, "0..6 of 6", "not_answered 6"),
        (CHOICE, "1..5 of 5", "not_answered 4"),
        (RATING, "0..5 of 5", "not_answered 5"),
    ],
)
def test_an_unanswered_question_spans_what_its_rule_can_give(
    rule: str, points: str, missing: str
) -> None:
    result = scored(tiny(rule))
    assert (earns(result, "a"), lost(line(result, "a"))) == (points, missing)
    assert line(result, "a").state == "unanswered"
    assert (result.final, result.unanswered) == (False, ("a",))


def test_what_earns_nothing_in_any_case_is_final_unanswered() -> None:
    result = scored(tiny(WORTHLESS))
    assert (earns(result, "a"), lost(line(result, "a"))) == ("0 of 10", "short 10")
    assert (result.final, result.unanswered) == (True, ())


@pytest.mark.parametrize(
    ("rule", "answer", "points", "missing"),
    [
        (BANDS, "{from: 2}", "1..3 of 3", "not_answered 2"),
        (BANDS, "{to: 3}", "0..1 of 3", "short 2, not_answered 1"),
        (BANDS, "{from: 2, to: 3}", "1 of 3", "short 2"),
        (BANDS, "{from: 4}", "3 of 3", ""),
        (FALLING, "{from: 5, to: 15}", "3..6 of 6", "not_answered 3"),
        (FALLING, "{from: 15}", "0..3 of 6", "short 3, not_answered 3"),
        (EACH, "{from: 1, to: 2}", "3..6 of 10", "short 4, not_answered 3"),
        (RISING, "{from: 10}", "2..6 of 6", "not_answered 4"),
        (SINKING, "{from: 10}", "0..4 of 6", "short 2, not_answered 4"),
        (RATING, "{from: 2, to: 4}", "2..4 of 5", "judged 1, not_answered 2"),
    ],
)
def test_an_open_answer_earns_between_its_ends(
    rule: str, answer: str, points: str, missing: str
) -> None:
    result = scored(tiny(rule), f"{{a: {answer}}}")
    assert (earns(result, "a"), lost(line(result, "a"))) == (points, missing)
    assert result.unanswered == (() if "not_answered" not in missing else ("a",))


@pytest.mark.parametrize(
    ("rule", "answer", "reasons"),
    [
        (MET, "yes", {}),
        (BANDS, "1", {"below": "2"}),
        (BANDS, "3", {"band": "2"}),
        (FALLING, "20", {"band": "20"}),
        (EACH, "3", {"units": "3", "each": "3"}),
        (EACH, "4", {"units": "4", "each": "3", "cap": "10"}),
        (PER, "25", {"units": "5", "each": "2"}),
        (SHARE, "14", {"units": "2.8", "each": "2"}),
        (RISING, "40", {"from": "0", "to": "30"}),
        (CHOICE, "weekly", {"option": "weekly"}),
        (RATING, "3.5", {}),
        (BANDS, "{from: 2, to: 3}", {}),
    ],
)
def test_a_trace_says_what_decided(rule: str, answer: str, reasons: dict[str, str]) -> None:
    assert because(line(scored(tiny(rule), f"{{a: {answer}}}"), "a")) == reasons


@pytest.mark.parametrize(
    ("answer", "met"), [("yes", True), ("no", False), ("{note: asked twice}", None)]
)
def test_a_line_is_met_when_it_earns_more_than_nothing(answer: str, met: bool | None) -> None:
    assert line(scored(tiny(MET), f"{{a: {answer}}}"), "a").met is met


def test_a_trace_keeps_its_answer_and_note_and_lends_them_to_no_other() -> None:
    rubric = tiny(MET)
    noted = line(scored(rubric, "{a: {value: yes, note: seen}}"), "a")
    bare = line(scored(rubric, "{a: yes}"), "a")
    assert (noted.note, bare.note) == ("seen", None)
    assert noted.answer is not None
    assert noted.answer.value is True
    share = tiny(FALLING)
    counted = line(scored(share, "{a: {count: 1, of: 10}}"), "a").answer
    plain = line(scored(share, "{a: 10}"), "a").answer
    assert counted is not None
    assert plain is not None
    assert (counted.count, counted.of, plain.of) == (1, 10, None)


def test_however_many_answers_are_scored_the_traces_kept_are_bounded() -> None:
    rubric = tiny("- {id: a, title: A, points: 10, ask: percent, linear: {from: 0, to: 2000}}")
    for value in range(1100):
        found = line_points(rubric, Assessment(answers={"a": Answer(value, value, value)}), "a")
        assert found is not None
        assert found.earned * 200 == value
    assert [len(kept) for kept in plan_of(rubric).memo.values()] == [1000]


@pytest.mark.parametrize(
    ("setting", "points"),
    [("urban", "6 of 10"), ("rural", "3 of 10"), ("desert", "0 of 10")],
)
def test_a_number_may_differ_by_a_fact(setting: str, points: str) -> None:
    rubric = tiny(
        "facts: {setting: {options: [urban, rural, desert]}}",
        """
        - id: a
          title: A
          points: 10
          each: {by: {fact: setting, cases: {urban: 2, rural: 1, desert: 0}}}
        """,
    )
    assert earns(scored(rubric, "{a: 3}", subject=f"{{setting: {setting}}}"), "a") == points
    assert earns(scored(rubric, "{a: 3}"), "a") == "0..6 of 10"


def test_both_ends_of_a_scale_may_differ_by_a_switch_question() -> None:
    rubric = tiny(
        "questions: [{id: large}]",
        """
        - id: a
          title: A
          points: 10
          linear:
            from: {by: {question: large, cases: {"yes": 10, "no": 0}}}
            to: {by: {question: large, cases: {"yes": 30, "no": 20}}}
        """,
    )
    assert earns(scored(rubric, "{a: 15, large: yes}"), "a") == "2.5 of 10"
    assert earns(scored(rubric, "{a: 15, large: no}"), "a") == "7.5 of 10"
    open_ = scored(rubric, "{a: 15}")
    assert (earns(open_, "a"), open_.unanswered) == ("2.5..7.5 of 10", ("large",))


def test_an_optional_question_earns_its_default_while_it_is_unanswered() -> None:
    rubric = tiny("- {id: a, title: A, points: 2, each: 1, default: 1}")
    unanswered = scored(rubric)
    assert earns(unanswered, "a") == "1 of 2"
    assert line(unanswered, "a").state == "derived"
    assert (unanswered.final, unanswered.unanswered) == (True, ())
    assert line(scored(rubric, "{a: 1}"), "a").state == "given"
    assert earns(scored(rubric, "{a: 2}"), "a") == "2 of 2"
    assert earns(scored(rubric, "{a: {from: 1}}"), "a") == "1..2 of 2"


def test_two_lines_may_read_one_question() -> None:
    rubric = tiny(
        """
        - {id: a, title: A, points: 2, bands: {2: 2}}
        - {id: b, title: B, points: 3, question: a, bands: {10: 3}}
        """
    )
    result = scored(rubric, "{a: 5}")
    assert (earns(result, "a"), earns(result, "b")) == ("2 of 2", "0 of 3")
    assert (line(result, "b").question, told(result.points)) == ("a", "2 of 5")
    assert scored(rubric).unanswered == ("a",)
