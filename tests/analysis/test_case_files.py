from __future__ import annotations

from pathlib import Path

import pytest

from hpscore.analysis.cases import run_cases
from hpscore.problem import ProblemError
from hpscore.readers.catalogue import Catalogue
from hpscore.source import parse_document
from tests.analysis.files import SMALL, documents, failures, one, refusals, run, told


def test_everything_that_is_wrong_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    cases = """\
cases:
  - name: first
    subjct: {}
    answers: {pledg: yes, meetings: 三次}
    expect: {total: 3}
  - name: second
    subject: {setting: city}
    expect:
      dimensions: {wrok: 3}
      indicators:
        pair: {trace: {frist: 2}, lost: {shor: 1}}
        meetings: {evidence: {3: {sets: 1}}}
      tier: passed
      conversions: {citty: 1}
      unanswered: [meeting]
  - name: third
    expect: {tottal: 3}
"""
    assert refusals(tmp_path, cases) == [
        "4:5 unknown-key 'subjct' is no key here (did you mean 'subject'?)",
        "5:15 unknown-question there is no question 'pledg' in small (did you mean 'pledge'?)",
        "5:37 not-a-count 'meetings' takes a whole number from 0, got '三次' (write 3)",
        "8:24 not-an-option the fact 'setting' takes urban, rural, got 'city' "
        "(leave it out while it is not known)",
        "10:20 unknown-dimension there is no dimension 'wrok' (did you mean 'work'?)",
        "12:24 unknown-part there is no part 'frist' (did you mean 'first'?)",
        "12:42 unknown-cause there is no cause 'shor' (did you mean 'short'?)",
        "13:31 unknown-evidence there is no evidence '3' (known here: 1, 2)",
        "14:13 unknown-tier there is no tier 'passed' (did you mean 'pass'?)",
        "15:21 unknown-conversion there is no conversion 'citty' (did you mean 'city'?)",
        "16:20 unknown-question there is no question 'meeting' (did you mean 'meetings'?)",
        "18:14 unknown-key 'tottal' is no key here (did you mean 'total'?)",
    ]


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("{total: three}", "'total' takes a number, got 'three'"),
        ("{total: [1]}", "'total' takes a number, [earned, reachable], or"),
        ("{total: []}", "'total' takes a number, [earned, reachable], or"),
        ("{total: {earnt: 1}}", "'earnt' is no key here"),
        ("{points: yes}", "'points' takes a number, got 'yes'"),
        ("{final: maybe}", "'final' "),
        ("{indicators: {pair: {met: perhaps}}}", "'met' "),
        ("{indicators: {pair: {state: open, points: {}}}}", "'points' takes a number, [earned"),
        ("{indicators: [pair]}", "'indicators' takes a mapping, got a list"),
        ("{tier: 3}", "'tier' "),
        ("{flags: tier-gap}", "'flags' takes a list, got 'tier-gap'"),
        ("3", "'expect' takes a mapping, got 3"),
        ("null", "'expect' takes a mapping, got nothing"),
    ],
)
def test_an_expectation_of_the_wrong_shape_is_told(tmp_path: Path, expect: str, said: str) -> None:
    found = refusals(tmp_path, one("answers: {}", expect))
    assert found
    assert all(line.startswith("5:") for line in found)
    assert any(said in line for line in found)


@pytest.mark.parametrize(
    "expect",
    ["{}", "{total: null}", "{indicators: {}}", "{indicators: {pair: null}}",
     "{indicators: {pair: {}}}", "{tier: null}"],
)  # fmt: skip
def test_an_expectation_that_any_result_would_meet_is_told(tmp_path: Path, expect: str) -> None:
    (said,) = refusals(tmp_path, one("answers: {}", expect))
    assert " nothing-expected " in said


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("{prerequisites: {x: met}}", "there is no prerequisite 'x' (known here: none)"),
        ("{vetoes: {x: no}}", "there is no veto 'x'"),
        ("{withheld: {x: no}}", "there is no reason to withhold 'x'"),
        ("{adjustments: {pledeg: 1}}", "there is no line 'pledeg' (did you mean 'pledge'?)"),
        ("{indicators: {second: 1}}", "there is no indicator 'second'"),
        ("{indicators: {pledge: {evidence: [1, 3]}}}", "there is no evidence '3'"),
        ("{indicators: {pair: {trace: {first: {lost: {x: 1}}}}}}", "there is no cause 'x'"),
        ("{dimensions: {work: {lost: {x: 1}}}}", "there is no cause 'x'"),
        ("{lost: {judge: 1}}", "there is no cause 'judge' (did you mean 'judged'?)"),
        ("{tier: [pass, fial]}", "there is no tier 'fial' (did you mean 'fail'?)"),
        ("{tier: undefined}", "there is no tier 'undefined'"),
        ("{refused: {meeting: not-a-count}}",
         "'meeting' is to be refused, but the case does not give it (did you mean 'meetings'?)"),
        ("{refused: {pair: not-a-count}}", "(write it under answers: or points:, as it is to be"),
    ],
)  # fmt: skip
def test_a_name_that_the_rubric_does_not_have_is_told(
    tmp_path: Path, expect: str, said: str
) -> None:
    (found,) = refusals(tmp_path, one("answers: {meetings: 2}", expect))
    assert said in found


def test_a_verdict_of_no_published_range_can_be_expected_where_the_rubric_has_one(
    tmp_path: Path,
) -> None:
    rubric = SMALL.replace("at_least: 6}", "at_least: 6, as_published: {all: {from: 8}}}")
    rubric += "between_tiers: undefined\n"
    section = "start: best\n    answers: {meetings: 0, second: yes}"
    assert failures(tmp_path, section, "{total: 7, tier: undefined}", rubric) == []


def test_two_cases_of_one_name_are_told(tmp_path: Path) -> None:
    cases = one("answers: {}", "{total: [0, 10]}")
    (said,) = refusals(tmp_path, cases + cases.replace("cases:\n", ""))
    assert said == (
        "6:11 duplicate-name the name 'one' is given to two cases, first on line 3 "
        "(say what this one shows)"
    )


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        ("", "1:1 missing-key 'cases' is missing (write cases:)"),
        ("cases: []\n", "2:8 too-short 'cases' takes at least one entry, got a list"),
        ("cases: [3]\n", "2:9 dict-type 'cases' takes a mapping, got 3 (None)"),
        ("cases: [{name: x, expect: {total: 1}, answers: 3}]\n",
         "2:48 dict-type 'answers' takes a mapping, got 3 (None)"),
        ("cases: [{expect: {total: 1}}]\n", "2:9 missing-key 'name' is missing (write name:)"),
        ("cases: [{name: x}]\n", "2:9 missing-key 'expect' is missing (write expect:)"),
        ("case: []\n", "2:1 unknown-key 'case' is no key here (did you mean 'cases'?)"),
    ],
)  # fmt: skip
def test_a_file_of_the_wrong_shape_is_told(tmp_path: Path, cases: str, said: str) -> None:
    assert any(line.startswith(said) for line in refusals(tmp_path, cases))


def test_an_empty_file_is_told() -> None:
    with pytest.raises(ProblemError) as caught:
        run_cases([parse_document("", file="x.yaml")], Catalogue())
    assert [problem.code for problem in caught.value.problems] == ["missing-key", "missing-key"]


def test_a_rubric_that_is_not_there_is_told_where_it_is_named() -> None:
    text = "rubric: healthy-comunity\ncases: [{name: x, expect: {total: 1}}]\n"
    with pytest.raises(ProblemError) as caught:
        run_cases([parse_document(text, file="x.yaml")], Catalogue())
    assert told(caught.value.problems[0]) == (
        "1:9 unknown-rubric there is no rubric 'healthy-comunity' "
        "(did you mean 'healthy-community'?)"
    )


def test_a_rubric_is_named_by_its_id_too() -> None:
    text = "rubric: healthy-community\ncases: [{name: x, start: best, expect: {points: 100}}]\n"
    (report,) = run_cases([parse_document(text, file="x.yaml")], Catalogue())
    assert report.passed


def test_wrong_files_are_told_together_and_none_of_them_is_run(tmp_path: Path) -> None:
    _, wrong = documents(tmp_path, one("answers: {}", "{tottal: 1}"))
    empty = parse_document("rubric: healthy-community", file="y.yaml")
    with pytest.raises(ProblemError) as caught:
        run_cases([wrong, empty], Catalogue())
    assert [(p.code, p.location.file) for p in caught.value.problems] == [
        ("unknown-key", str(tmp_path / "rubric.cases.yaml")),
        ("missing-key", "y.yaml"),
    ]


def test_answers_may_be_left_out_and_blank_sections_are_none(tmp_path: Path) -> None:
    section = "answers:\n    points:\n    subject:"
    (report,) = run(tmp_path, one(section, "{total: [0, 10]}"))
    assert report.passed


def test_what_is_to_be_refused_does_not_hide_what_else_is_wrong(tmp_path: Path) -> None:
    section = "answers: {meetings: 2.5, pledg: yes}"
    (said,) = refusals(tmp_path, one(section, "{refused: {meetings: not-a-count}}"))
    assert "there is no question 'pledg'" in said
