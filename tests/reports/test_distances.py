"""Target lines in words: what is there, what is wanted, what is missing, by when."""

from __future__ import annotations

import pytest

from hpscore.message import Language
from hpscore.model.result import Trace
from hpscore.model.rubric import Rubric
from hpscore.reports.distances import distance_words, missed_words, standing_words
from hpscore.reports.names import names_for
from hpscore.reports.rows import rows_of
from tests.scoring.tiny import line, scored, tiny

DAY = "facts: {today: {ask: date}}\nas_of: today"
YEAR = "{from: 2024-01-01, to: 2024-12-31}"
PLAN = tiny(DAY, "- {id: a, title: A, ask: count, target: {at_least: 12, due: month}}")
REACH = tiny(DAY, "- {id: a, title: A, ask: percent, target: {at_least: 70, due: year}}")


def words(ask: str, target: str, answer: str, language: Language = "en") -> str:
    rubric = tiny(f"- {{id: a, title: A, ask: {ask}, target: {{{target}}}}}")
    return distance_words(
        line(scored(rubric, f"{{a: {answer}}}"), "a"), names_for(rubric, language)
    )


def on(day: str, value: str, rubric: Rubric = PLAN) -> Trace:
    return line(scored(rubric, f"{{a: {value}}}", subject=f"{{today: {day}}}", period=YEAR), "a")


@pytest.mark.parametrize(
    ("ask", "target", "answer", "wanted"),
    [
        ("percent", "at_least: 30", "25", "25%, target ≥ 30%, 5% off"),
        ("percent", "at_least: 30", "{count: 5, of: 20}",
         "25% (5/20), target ≥ 30%, 5% off; 1 more of 20 would do"),
        ("percent", "at_least: 30", "{count: 6, of: 20}", "30% (6/20), target ≥ 30%"),
        ("percent", "above: 30", "{count: 3, of: 10}",
         "30% (3/10), target > 30%; 1 more of 10 would do"),
        ("percent", "at_most: 10", "{count: 3, of: 19}",
         "≈15.79% (3/19), target ≤ 10%, ≈5.79% off; 2 fewer of 19 would do"),
        ("count", "at_least: 7", "5", "5, target ≥ 7, 2 off"),
        ("count", "above: 7", "7", "7, target > 7; 1 more would do"),
        ("count", "below: 7", "8", "8, target < 7, 1 off; 2 fewer would do"),
        ("count", "at_least: 7", "{from: 2, to: 3}", "2 to 3, target ≥ 7"),
        ("number", "at_least: 2", "1.6", "1.6, target ≥ 2, 0.4 off"),
    ],
)  # fmt: skip
def test_a_target_tells_value_target_what_is_missing_and_how_many_units(
    ask: str, target: str, answer: str, wanted: str
) -> None:
    assert words(ask, target, answer) == wanted


@pytest.mark.parametrize(
    ("day", "value", "stands", "wanted"),
    [
        ("2024-06-30", "5", "behind",
         "5 of 12; 6 due by 2024-06-30; 1 behind; 2 more by 2024-07-31; 7 left, by 2024-12-31"),
        ("2024-06-30", "6", "on time",
         "6 of 12; 6 due by 2024-06-30; 1 more by 2024-07-31; 6 left, by 2024-12-31"),
        ("2024-11-30", "11", "on time", "11 of 12; 11 due by 2024-11-30; 1 left, by 2024-12-31"),
        ("2024-06-30", "12", "attained", "12 of 12; 6 due by 2024-06-30"),
        ("2024-12-31", "11", "not attained", "11 of 12; 12 due by 2024-12-31; 1 missing"),
        ("2024-12-31", "12", "attained", "12 of 12; 12 due by 2024-12-31"),
        ("2024-01-02", "", "open", "12 planned; none due by 2024-01-02"),
        ("2024-06-30", "", "open", "12 planned; 6 due by 2024-06-30"),
    ],
)  # fmt: skip
def test_a_schedule_tells_what_was_due_and_what_is_still_to_come(
    day: str, value: str, stands: str, wanted: str
) -> None:
    names = names_for(PLAN, "en")
    trace = on(day, value)
    assert (standing_words(trace, names), distance_words(trace, names)) == (stands, wanted)


def test_a_share_is_told_as_it_was_given_while_nothing_is_due() -> None:
    told = distance_words(on("2024-06-30", "{count: 2, of: 3}", REACH), names_for(REACH, "en"))
    assert told == "≈66.67% (2/3) of 70%; none due by 2024-06-30; ≈3.33% left, by 2024-12-31"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("{count: 3, of: 5}", "60% (3/5) of 70%; 70% due by 2024-12-31; 10% missing; "
         "1 more of 5 would do"),
        ("60", "60% of 70%; 70% due by 2024-12-31; 10% missing"),
    ],
)  # fmt: skip
def test_a_share_that_is_short_of_its_plan_tells_how_many_units_would_do(
    value: str, wanted: str
) -> None:
    assert distance_words(on("2024-12-31", value, REACH), names_for(REACH, "en")) == wanted


def test_what_is_short_when_the_year_is_over_is_missing_not_behind() -> None:
    said = distance_words(on("2025-01-31", "10"), names_for(PLAN, "en"))
    assert said == "10 of 12; 12 due by 2025-01-31; 2 missing"


TWO = tiny(
    DAY,
    """
    tiers:
      - {id: planned, title: As planned, when: {dimension: sheet}}
      - {id: behind, title: Behind}
    """,
    """
    - {id: a, title: A, ask: count, target: {at_least: 12, due: month}}
    - {id: b, title: B, ask: count, target: {at_least: 4, due: quarter}}
    """,
)


@pytest.mark.parametrize(
    ("answers", "day", "heading"),
    [
        ("{a: 12, b: 4}", "2024-01-02", "2 of 2 met"),
        ("{a: 0, b: 4}", "2024-01-02", "2 of 2 on schedule or met"),
        ("{a: 6, b: 1}", "2024-06-30", "1 of 2 on schedule or met"),
        ("{a: 5, b: 1}", "2024-06-30", "0 of 2 met"),
        ("{a: 0}", "2024-01-02", "1 of 2 on schedule or met; 1 open"),
        ("{}", "2024-06-30", "0 of 2 met; 2 open"),
    ],
)
def test_a_heading_counts_what_is_only_on_time_and_what_is_open(
    answers: str, day: str, heading: str
) -> None:
    result = scored(TWO, answers, subject=f"{{today: {day}}}", period=YEAR)
    assert next(rows_of(result, names_for(TWO, "en"))).met == heading


def test_a_line_without_an_answer_is_open_though_nothing_is_due() -> None:
    result = scored(TWO, "{a: 0}", subject="{today: 2024-01-02}", period=YEAR)
    (unanswered,) = [row for row in rows_of(result, names_for(TWO, "en")) if row.title == "B"]
    assert (unanswered.met, unanswered.state, unanswered.reasons) == (
        "open", "open", ("not answered",)
    )  # fmt: skip
    assert (result.unanswered, result.final, result.tier.id) == (("b",), False, "planned")
    assert line(result, "b").stands is None


def test_a_line_of_parts_names_those_that_do_not_hold() -> None:
    rubric = tiny(
        """
        - id: a
          title: A
          all:
            - {id: b, title: Books, ask: count, target: {at_least: 9}}
            - {id: r, title: Rules}
            - {id: s, title: Seats}
        """
    )
    result = scored(rubric, "{b: 7, r: no, s: yes}")
    names = names_for(rubric, "en")
    assert list(missed_words(line(result, "a"), names)) == ["Books: 7, target ≥ 9, 2 off", "Rules"]
    row = next(row for row in rows_of(result, names) if row.kind == "line")
    assert row.reasons == ("1 hold, 3 are wanted; Books: 7, target ≥ 9, 2 off; Rules",)


def test_a_line_that_what_it_requires_keeps_from_counting_is_not_behind() -> None:
    rubric = tiny(
        DAY,
        """
        - {id: plan, title: Plan}
        - id: a
          title: A
          ask: count
          target: {at_least: 12, due: month}
          requires: {question: plan}
        """,
    )
    subject = "{today: 2024-06-30}"
    trace = line(scored(rubric, "{plan: no, a: 6}", subject=subject, period=YEAR), "a")
    assert standing_words(trace, names_for(rubric, "en")) == "not attained"
