"""What falls due by when: as planned, behind or unmet on a day, with what is still to come."""

from __future__ import annotations

from datetime import date

import pytest

from hpscore.model.leaves import Due as Schedule
from hpscore.model.number import Number, spell
from hpscore.model.result import Due
from hpscore.problem import ProblemError
from hpscore.readers.assessments import Reader
from hpscore.readers.overrides import override
from hpscore.scoring.engine import score
from hpscore.scoring.schedule import days_due
from hpscore.source import Document, parse_document
from tests.scoring.tiny import line, scored, tiny, verdict

YEAR = "{from: 2024-01-01, to: 2024-12-31}"
DAY = "facts: {today: {ask: date}}\nas_of: today"


def days(schedule: object, first: str, last: str) -> list[str]:
    found = days_due(
        Schedule.model_validate(schedule), date.fromisoformat(first), date.fromisoformat(last)
    )
    return [day.isoformat() for day in found]


def due(
    target: str, value: str, day: str, *sections: str, ask: str = "count", period: str = YEAR
) -> tuple[bool | None, str, Due | None]:
    """Return whether a line is met, what was due by the day, and how it stands."""
    rubric = tiny(DAY, *sections, f"- {{id: a, title: A, ask: {ask}, target: {{{target}}}}}")
    more = {"period": period} if period else {}
    subject = f"{{today: {day}}}" if day else "{}"
    trace = line(scored(rubric, f"{{a: {value}}}", subject=subject, **more), "a")
    assert trace.distance is not None
    return trace.met, told(trace.distance.target), trace.distance.due


def told(value: Number | None) -> str:
    return "?" if value is None else spell(value)


@pytest.mark.parametrize(
    ("schedule", "first", "last", "wanted"),
    [
        ("quarter", "2024-01-01", "2024-12-31",
         ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]),
        ("half_year", "2023-01-01", "2023-12-31", ["2023-06-30", "2023-12-31"]),
        ("year", "2024-01-01", "2024-12-31", ["2024-12-31"]),
        ("year", "2024-07-01", "2025-06-30", ["2024-12-31", "2025-06-30"]),
        ("month", "2024-01-15", "2024-03-10", ["2024-01-31", "2024-02-29", "2024-03-10"]),
        ("month", "2023-02-01", "2023-02-28", ["2023-02-28"]),
        ("week", "2024-01-01", "2024-01-20", ["2024-01-07", "2024-01-20"]),
        ("week", "2024-01-01", "2024-01-03", ["2024-01-03"]),
        (["12-01", "03-24"], "2024-01-01", "2024-12-31", ["2024-03-24", "2024-12-01"]),
        (["02-29"], "2023-01-01", "2024-12-31", ["2023-02-28", "2024-02-29"]),
        (["03-24"], "2024-04-01", "2024-12-31", ["2024-12-31"]),
        (["12-31", "01-01"], "2024-01-01", "2024-12-31", ["2024-01-01", "2024-12-31"]),
    ],
)  # fmt: skip
def test_parts_fall_due_on_days_of_the_period(
    schedule: object, first: str, last: str, wanted: list[str]
) -> None:
    assert days(schedule, first, last) == wanted


def test_a_year_has_as_many_parts_as_the_calendar_says() -> None:
    found = {name: days(name, "2024-01-01", "2024-12-31") for name in ("week", "month")}
    assert [len(found["week"]), len(found["month"])] == [52, 12]
    assert (found["week"][9], found["week"][-1]) == ("2024-03-10", "2024-12-31")
    assert found["month"][1] == "2024-02-29"


@pytest.mark.parametrize(
    ("value", "day", "met", "so_far", "standing"),
    [
        ("0", "2024-01-30", True, "0", "met"),
        ("0", "2024-01-31", False, "1", "behind"),
        ("1", "2024-01-31", True, "1", "met"),
        ("5", "2024-06-30", False, "6", "behind"),
        ("6", "2024-06-30", True, "6", "met"),
        ("11", "2024-12-30", True, "11", "met"),
        ("11", "2024-12-31", False, "12", "unmet"),
        ("12", "2024-12-31", True, "12", "met"),
        ("11", "2025-03-01", False, "12", "unmet"),
        ("{from: 5, to: 7}", "2024-06-30", None, "6", None),
        ("{from: 6, to: 7}", "2024-06-30", True, "6", "met"),
        ("{to: 5}", "2024-06-30", False, "6", "behind"),
        ("", "2024-06-30", None, "6", None),
        ("", "2024-01-01", True, "0", None),
    ],
)
def test_a_line_is_as_planned_behind_or_unmet_on_a_day(
    value: str, day: str, met: bool | None, so_far: str, standing: str | None
) -> None:
    found, amount, stands = due("at_least: 12, due: month", value, day)
    assert stands is not None
    assert (found, amount, stands.standing, stands.at) == (met, so_far, standing, day)
    assert spell(stands.of) == "12"


@pytest.mark.parametrize(
    ("value", "day", "left", "last", "coming"),
    [
        ("5", "2024-06-30", "7", "2024-12-31", ("2024-07-31", "2")),
        ("6", "2024-06-30", "6", "2024-12-31", ("2024-07-31", "1")),
        ("9", "2024-06-30", "3", "2024-12-31", ("2024-10-31", "1")),
        ("12", "2024-06-30", "0", "2024-12-31", None),
        ("14", "2024-06-30", "0", "2024-12-31", None),
        ("11", "2024-12-31", "1", "2024-12-31", None),
        ("{from: 5, to: 7}", "2024-06-30", "?", "2024-12-31", None),
    ],
)
def test_it_is_told_how_many_are_still_due_and_by_when(
    value: str, day: str, left: str, last: str, coming: tuple[str, str] | None
) -> None:
    stands = due("at_least: 12, due: month", value, day)[2]
    assert stands is not None
    assert (told(stands.left), stands.last) == (left, last)
    assert (None if stands.next is None else (stands.next, told(stands.more))) == coming


def test_after_the_last_day_there_is_time_until_the_period_ends() -> None:
    target = 'at_least: 2, due: ["03-24", "12-01"]'
    met, amount, stands = due(target, "1", "2024-12-05")
    assert stands is not None
    assert (met, amount, stands.standing) == (False, "2", "behind")
    assert (stands.last, stands.next, told(stands.more)) == ("2024-12-31", "2024-12-31", "1")


def test_of_what_is_counted_whole_ones_fall_due() -> None:
    assert due("at_least: 3, due: half_year", "1", "2024-06-30")[:2] == (True, "1")
    assert due("at_least: 3, due: half_year", "1", "2024-06-30", ask="number")[:2] == (False, "1.5")
    assert due("at_least: 70, due: half_year", "34.9", "2024-06-30", ask="percent")[:2] == (
        False,
        "35",
    )


def test_without_a_period_it_is_the_year_of_the_day() -> None:
    assert due("at_least: 12, due: month", "2", "2023-03-31", period="")[:2] == (False, "3")


def test_without_a_day_the_whole_is_due() -> None:
    assert due("at_least: 12, due: month", "6", "") == (False, "12", None)


def test_the_whole_may_be_another_answer_or_a_fact() -> None:
    planned = "questions: [{id: planned, ask: count}]"
    target = "at_least: {question: planned}, due: quarter"
    assert due(target, "3, planned: 8", "2024-06-30", planned)[:2] == (False, "4")
    assert due(target, "4", "2024-06-30", planned) == (None, "?", None)
    assert due(target, "0", "2024-01-01", planned) == (True, "0", None)
    assert due(target, "1, planned: {from: 2, to: 4}", "2024-06-30", planned)[:2] == (None, "?")


def test_a_schedule_waits_for_the_answer_that_it_is_compared_with() -> None:
    rubric = tiny(
        DAY,
        "questions: [{id: planned, ask: count}]",
        "- {id: a, title: A, ask: count, target: {at_least: {question: planned}, due: month}}",
    )
    result = scored(rubric, "{a: 3}", subject="{today: 2024-06-30}", period=YEAR)
    assert result.unanswered == ("planned",)


@pytest.mark.parametrize(
    ("day", "value", "wanted"),
    [
        ("2024-06-30", 6, "good"),
        ("2024-06-30", 5, "behind"),
        ("2024-12-30", 10, "behind"),
        ("2024-12-31", 11, "poor"),
        ("", 11, "poor"),
        ("", 12, "good"),
    ],
)
def test_a_verdict_may_ask_whether_the_period_is_over(day: str, value: int, wanted: str) -> None:
    rubric = tiny(
        DAY,
        """
        tiers:
          - {id: good, title: Good, when: {dimension: sheet}}
          - {id: behind, title: Behind, when: {not: {period: over}}}
          - {id: poor, title: Poor}
        """,
        "- {id: a, title: A, ask: count, target: {at_least: 12, due: month}}",
    )
    subject = f"{{today: {day}}}" if day else "{}"
    assert verdict(scored(rubric, f"{{a: {value}}}", subject=subject, period=YEAR)) == wanted


def test_one_rubric_judges_two_days_apart() -> None:
    rubric = tiny(DAY, "- {id: a, title: A, ask: count, target: {at_least: 4, due: quarter}}")
    found = [
        line(scored(rubric, "{a: 2}", subject=f"{{today: {day}}}", period=YEAR), "a").met
        for day in ("2024-06-30", "2024-09-30", "2024-06-30")
    ]
    assert found == [True, False, True]


KEPT = tiny(
    DAY,
    """
    registers:
      talks: {title: Talks, dated: date, columns: {date: {title: Date, ask: date}}}
    measures: [{answers: a, register: talks, count: rows, empty: 0}]
    """,
    "- {id: a, title: A, ask: count, target: {at_least: 4, due: quarter}}",
)
TALKS = "{talks: [{date: 2024-02-01}, {date: 2024-04-02}, {date: 2024-06-30}, {date: 2024-07-01}]}"


@pytest.mark.parametrize(
    ("day", "held", "met"),
    [
        ("2024-03-31", 1, True),
        ("2024-06-29", 2, True),
        ("2024-06-30", 3, True),
        ("2024-12-31", 4, True),
        ("2025-01-31", 4, True),
        ("", 4, True),
    ],
)
def test_rows_after_the_day_are_not_held_yet(day: str, held: int, met: bool) -> None:
    subject = f"{{today: {day}}}" if day else "{}"
    trace = line(scored(KEPT, subject=subject, period=YEAR, registers=TALKS), "a")
    assert trace.answer is not None
    assert (trace.answer.value, trace.met) == (held, met)


def test_a_day_before_the_period_is_refused() -> None:
    reader = Reader(KEPT)
    text = "subject: {{today: {day}}}\nperiod: {year}\nanswers: {{a: 1}}\n"

    def document(day: str) -> Document:
        return parse_document(text.format(day=day, year=YEAR), file="a.yaml", format="yaml")

    said = "'today' is 2023-12-31, before the period that is assessed, 2024-01-01 to 2024-12-31"
    with pytest.raises(ProblemError) as refused:
        reader.read(document("2023-12-31"))
    problem = refused.value.problems[0]
    assert (problem.code, str(problem.message)) == ("before-period", said)
    assert (problem.location.line, problem.location.column) == (1, 18)
    first = reader.read(document("2024-01-01"))
    with pytest.raises(ProblemError) as refused:
        override(reader, first, {"today": "2023-12-31"}, {})
    assert [str(problem.message) for problem in refused.value.problems] == [said]


def test_another_day_on_the_command_line_counts_rows_anew() -> None:
    reader = Reader(KEPT)
    text = f"subject: {{today: 2024-03-31}}\nperiod: {YEAR}\nregisters: {TALKS}\n"
    before = reader.read(parse_document(text, file="a.yaml", format="yaml"))
    after = override(reader, before, {"today": "2024-06-30"}, {})
    values = [line(score(KEPT, each), "a").answer for each in (before, after)]
    assert [None if value is None else value.value for value in values] == [1, 3]
    given = override(reader, before, {"today": "2024-06-30"}, {"a": "2"})
    assert given.answers["a"].value == 2
    same = override(reader, before, {"name": "x"}, {})
    assert same.measured == before.measured
