"""The published document: exact numbers, fixed keys, nothing personal."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from hpscore.message import say
from hpscore.model.number import Number
from hpscore.problem import Location, Problem
from hpscore.readers.outcome import Outcome
from hpscore.reports.document import problem_document, result_document, whole_document
from hpscore.reports.numbers import json_number
from tests.reports import made


def document(scored: Outcome, *, personal: bool = False) -> Any:
    assert scored.result is not None
    assert scored.rubric is not None
    return made.plain(
        result_document(
            scored.result,
            scored.rubric,
            language="en",
            personal=personal,
            assessment=scored.assessment,
        )
    )


def indicator(scored: Outcome, name: str) -> Any:
    return next(
        found
        for dimension in document(scored)["dimensions"]
        for found in dimension["indicators"]
        if found["id"] == name
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-3, "-3"),
        (Fraction(1, 10), "0.1"),
        (Fraction(6225, 1000), "6.225"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(1, 3), '"1/3"'),
        (Fraction(-805, 915), '"-161/183"'),
        (999_999_999_999_999, "999999999999999"),
        (1_000_000_000_000_001, '"1000000000000001/1"'),
        (12 * 10**20, "1200000000000000000000"),
        (Fraction(123_456_789_012_345, 10**7), "12345678.9012345"),
        (
            Fraction(1_234_567_890_123_456, 10**8) + Fraction(1, 10**9),
            '"12345678901234561/1000000000"',
        ),
        (Fraction(1, 2**20), "9.5367431640625e-07"),
        (Fraction(1, 10**400), f'"1/{10**400}"'),
    ],
)
def test_numbers_are_json_numbers_where_fifteen_digits_are_exact(value: Number, text: str) -> None:
    import json

    assert json.dumps(json_number(value)) == text


def test_a_half_filled_agency_reads_as_published() -> None:
    found = document(made.example("甲局.yaml"))
    assert list(found) == [
        "source",
        "rubric",
        "subject",
        "period",
        "points",
        "total",
        "final",
        "tier",
        "prerequisites",
        "vetoes",
        "conversions",
        "lost",
        "flags",
        "dimensions",
        "unanswered",
    ]
    assert found["source"] == "examples/甲局.yaml"
    assert found["subject"] == {"id": "a-001", "name": "甲局"}
    assert found["period"] == {"from": "2022-01-01", "to": "2022-12-31"}
    assert found["points"] == {"earned": 41.5, "reachable": 79.5, "maximum": 100}
    assert found["total"] == {"earned": 41.5, "reachable": 79.5, "maximum": 100, "unit": "points"}
    assert found["final"] is False
    assert found["tier"] == {
        "id": None,
        "title": None,
        "decided": False,
        "possible": ["healthy_agency", "not_yet"],
        "open": ["total", "smoke_free"],
    }
    assert found["prerequisites"] == [
        {"id": "smoke_free", "state": "open", "gives": "not_yet", "because": ["no_smoking_signs"]}
    ]
    assert found["conversions"] == {"city_points": {"earned": 6.225, "reachable": 11.925}}
    assert list(found["lost"].items()) == [
        ("not_met", 4),
        ("short", 11.5),
        ("dependency", 5),
        ("not_answered", 38),
    ]


def test_a_line_made_of_parts_traces_each_of_them() -> None:
    found = indicator(made.example("甲局.yaml"), "checkups")
    assert found == {
        "id": "checkups",
        "ref": "附件3 三-2",
        "state": "final",
        "points": {"earned": 0, "reachable": 0, "maximum": 10},
        "lost": {"short": 5, "dependency": 5},
        "evidence": [],
        "trace": [
            {
                "question": "checkup_interval",
                "state": "given",
                "answer": "none",
                "rule": "choice",
                "because": {"option": "none"},
                "points": {"earned": 0, "reachable": 0, "maximum": 5},
                "lost": {"short": 5},
            },
            {
                "question": "health_plan",
                "state": "given",
                "answer": True,
                "rule": "met",
                "because": {"requires": "checkup_interval"},
                "points": {"earned": 0, "reachable": 0, "maximum": 5},
                "lost": {"dependency": 5},
            },
        ],
    }


def test_trace_entries_add_up_to_their_line_also_where_the_whole_line_is_lost() -> None:
    settled = made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED)
    (whole,) = indicator(settled, "staffing")["trace"]
    assert whole["points"] == {"earned": 0, "reachable": 0, "maximum": 5}
    assert whole["lost"] == {"dependency": 5}
    assert [part["points"]["earned"] for part in whole["parts"]] == [2, 3]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("pledge", True),
        ("meetings", 3),
        ("interval", "yearly"),
        ("share", 82.4),
        ("canteen", None),
    ],
)
def test_answers_stand_as_they_were_given(name: str, answer: object) -> None:
    settled = made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED)
    (trace,) = indicator(settled, name)["trace"]
    assert trace["answer"] == answer


def test_answers_that_are_not_settled_are_intervals() -> None:
    by = made.rubric(made.EVERY_KIND)
    found = made.outcome(by, "answers: {meetings: {from: 2}, satisfaction: {from: 5, to: 6}}")
    assert indicator(found, "meetings")["trace"][0]["answer"] == {"from": 2, "to": None}
    assert indicator(found, "satisfaction")["trace"][0]["answer"] == {"from": 5, "to": 6}


def test_traces_say_only_what_there_is_to_say() -> None:
    settled = made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED)
    plain = {"question", "state", "answer", "rule", "because", "points", "lost"}
    assert set(indicator(settled, "pledge")["trace"][0]) == plain
    assert set(indicator(settled, "share")["trace"][0]) == plain | {"share"}
    assert set(indicator(settled, "toilets")["trace"][0]) == plain | {"case"}
    assert set(indicator(settled, "canteen")["trace"][0]) == plain | {"note"}
    assert set(indicator(settled, "venue")["trace"][0]) == plain | {"id", "parts"}


def test_evidence_tells_what_is_wanted_and_how_many_files_came() -> None:
    by = made.rubric(made.EVERY_KIND)
    urban = indicator(made.outcome(by, made.SETTLED), "pledge")["evidence"]
    assert urban[0] == {
        "id": "7",
        "title": {"zh": "例会材料", "en": "Meeting papers"},
        "sets": 4,
        "parts": [{"zh": "纪要", "en": "minutes"}, {"zh": "签到", "en": "sign-in"}],
        "given": 2,
    }
    assert [paper["id"] for paper in urban] == ["7", "8"]
    rural = made.outcome(by, made.SETTLED.replace("setting: urban", "setting: rural"))
    assert [paper["id"] for paper in indicator(rural, "pledge")["evidence"]] == ["7"]


def test_evidence_without_the_assessment_does_not_guess_what_came() -> None:
    scored = made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED)
    found = document(replace(scored, assessment=None))
    assert "given" not in found["dimensions"][0]["indicators"][0]["evidence"][0]


def test_personal_facts_are_left_out_unless_asked_for() -> None:
    scored = made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED)
    facts = {"id": "s-1", "name": "甲", "setting": "urban", "goal": 4}
    assert document(scored)["subject"] == facts
    assert document(scored, personal=True)["subject"] == {**facts, "phone": "123"}


def test_flags_speak_both_languages() -> None:
    by = made.rubric(made.EVERY_KIND)
    found = document(made.outcome(by, made.SETTLED.replace("meetings: 3", "meetings: 6")))
    flag = next(flag for flag in found["flags"] if flag["code"] == "remark")
    assert flag == {
        "code": "remark",
        "severity": "note",
        "about": ["meetings"],
        "message": {"zh": "会多", "en": "Many meetings"},
    }
    assert all(set(flag["message"]) == {"zh", "en"} for flag in found["flags"])


def test_a_dimension_has_a_score_where_it_differs_from_its_lines() -> None:
    found = document(made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED))
    simple, composed = found["dimensions"]
    assert "score" not in simple
    assert composed["points"] == {"earned": 22.5, "reachable": 22.5, "maximum": 39}
    assert composed["score"] == {"earned": "317/13", "reachable": "317/13", "maximum": 44}
    assert [(a["id"], a["kind"], a["to"]) for a in found["adjustments"]] == [
        ("award", "bonus", "total"),
        ("late", "deduction", "composed"),
    ]


def test_a_total_where_less_is_better_says_so() -> None:
    found = document(made.outcome(made.rubric(made.LOWER), "answers: {found: {from: 2, to: 5}}"))
    assert found["total"] == {
        "earned": 62.5,
        "reachable": 25,
        "maximum": 100,
        "unit": "percent",
        "better": "lower",
    }


def test_a_withheld_total_is_null_and_names_its_reason() -> None:
    found = document(made.outcome(made.rubric(made.EVERY_KIND), made.WITHHELD))
    assert found["total"] is None
    assert found["conversions"] == {}
    assert found["points"]["maximum"] == 83
    assert found["withheld"] == [
        {"id": "too_few", "state": "yes", "gives": None, "because": ["shared"]}
    ]
    assert found["tier"]["decided"] is False
    assert found["vetoes"][0]["zeroes"] == ["satisfaction"]


def test_a_rubric_without_points_tells_met_and_distance() -> None:
    scored = made.outcome(made.rubric(made.TARGETS), made.SHORT)
    found = document(scored)
    assert (found["points"], found["total"], found["lost"]) == (None, None, None)
    literacy = indicator(scored, "literacy")
    assert (literacy["points"], literacy["lost"], literacy["met"]) == (None, None, False)
    assert literacy["trace"][0]["distance"] == {
        "comparison": "at_least",
        "target": 25,
        "units_short": None,
        "value": 20,
        "short": 5,
        "unit": "percent",
    }
    assert indicator(scored, "smoking")["met"] is None
    assert indicator(scored, "smoking")["trace"][0]["distance"]["target"] is None


def test_recorded_rates_keep_what_they_are_shares_of() -> None:
    found = document(made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED))
    assert found["recorded"] == [
        {
            "id": "literacy",
            "answer": 26.875,
            "share": {"count": 86, "of": 320, "population": "居民", "date": "2022-10-20"},
        }
    ]


def test_a_whole_document_keeps_the_order_and_counts() -> None:
    names = ["甲局.yaml", "错误/丁局.yaml", "乙局.yaml", "李家.yaml"]
    found = made.plain(whole_document([made.example(name) for name in names], "en"))
    assert list(found) == ["format", "results", "errors", "summary"]
    assert found["format"] == "hpscore/result/1"
    assert [result["subject"]["name"] for result in found["results"]] == ["甲局", "乙局", "李家"]
    assert {problem["location"]["file"] for problem in found["errors"]} == {
        "examples/错误/丁局.yaml"
    }
    assert found["summary"] == {
        "files": 4,
        "scored": 3,
        "failed": 1,
        "undecided": 1,
        "tiers": {"healthy_agency": 1, "basically_healthy": 1},
    }


def test_a_tier_has_its_name_in_the_language_of_the_run() -> None:
    scored = made.example("乙局.yaml")
    for language, title in (("zh", "健康促进机关"), ("en", "Health-promoting agency")):
        found = made.plain(whole_document([scored], language))  # type: ignore[arg-type]
        assert found["results"][0]["tier"]["title"] == title


def test_a_problem_that_names_no_file_is_of_its_input() -> None:
    problem = Problem("no-answers", say("the file has no answers"))
    found = made.plain(whole_document([Outcome("a.yaml", problems=(problem,))], "en"))
    assert found["errors"] == [
        {
            "code": "no-answers",
            "severity": "error",
            "message": "the file has no answers",
            "location": {
                "file": "a.yaml",
                "line": None,
                "column": None,
                "sheet": None,
                "cell": None,
            },
            "help": None,
        }
    ]


def test_a_problem_of_a_workbook_keeps_sheet_and_cell() -> None:
    problem = Problem(
        "not-a-count", say("wrong"), Location("a.xlsx", sheet="评分", cell="C12"), say("write 3")
    )
    assert problem_document(problem, "en") == {
        "code": "not-a-count",
        "severity": "error",
        "message": "wrong",
        "location": {
            "file": "a.xlsx",
            "line": None,
            "column": None,
            "sheet": "评分",
            "cell": "C12",
        },
        "help": "write 3",
    }


def test_one_table_with_many_subjects_is_one_file() -> None:
    scored = made.example("乙局.yaml")
    found = made.plain(whole_document([scored, scored, scored], "en"))
    assert (found["summary"]["files"], found["summary"]["scored"]) == (1, 3)
