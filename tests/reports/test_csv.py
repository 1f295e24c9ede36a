"""A row for each subject, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO

import pytest

from hpscore.message import Language, say
from hpscore.problem import Location, Problem
from hpscore.readers.outcome import Outcome
from hpscore.reports.csv import write_csv
from tests.reports import made


def written(*outcomes: Outcome, personal: bool = False, bom: bool = False) -> str:
    stream = StringIO(newline="")
    write_csv(outcomes, stream, "en", personal=personal, bom=bom)
    return stream.getvalue()


def rows(*outcomes: Outcome, personal: bool = False) -> Sequence[dict[str, str]]:
    return list(csv.DictReader(StringIO(written(*outcomes, personal=personal))))


def named(name: str) -> Outcome:
    scored = made.example("乙局.yaml")
    assert scored.result is not None
    return replace(scored, result=replace(scored.result, subject={"name": name}))


def test_a_row_tells_subject_points_verdict_and_subtotals() -> None:
    scored = made.example("甲局.yaml")
    assert scored.result is not None
    (row,) = rows(scored)
    assert row == {
        "source": "examples/甲局.yaml",
        "rubric": "healthy-agency",
        "version": "2022.1",
        "subject.id": "a-001",
        "subject.name": "甲局",
        "earned": "41.5",
        "reachable": "79.5",
        "maximum": "100",
        "tier": "",
        "tier.title": "",
        "decided": "no",
        "possible": "healthy_agency | not_yet",
        "conversion.city_points.earned": "6.225",
        "conversion.city_points.reachable": "11.925",
        "organisation.earned": "16",
        "organisation.reachable": "17",
        "environment.earned": "9",
        "environment.reachable": "16",
        "activities.earned": "16.5",
        "activities.reachable": "36.5",
        "effect.earned": "0",
        "effect.reachable": "10",
        "unanswered": str(len(scored.result.unanswered)),
        "error": "",
    }


def test_a_total_that_is_not_the_sum_has_columns_of_its_own() -> None:
    (row,) = rows(made.outcome(made.rubric(made.LOWER), "answers: {found: 2}"))
    assert (row["earned"], row["total.earned"], row["total.maximum"]) == ("2", "25", "100")
    assert "total.earned" not in rows(made.example("甲局.yaml"))[0]


def test_numbers_without_a_finite_decimal_are_fractions() -> None:
    (row,) = rows(made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED))
    assert row["simple.earned"] == "97/3"


def test_several_rubrics_share_one_set_of_columns() -> None:
    names = ["甲局.yaml", "李家.yaml", "桂花里社区.yaml", "错误/丁局.yaml"]
    found = rows(*map(made.example, names))
    agency, family, community, failed = found
    assert list(agency) == list(family) == list(failed)
    assert len(set(agency)) == len(agency)
    assert (agency["home.earned"], family["home.earned"]) == ("", "20")
    assert (community["organisation.earned"], family["organisation.earned"]) == ("15", "")
    heads = list(agency)
    assert heads[:5] == ["source", "rubric", "version", "subject.id", "subject.name"]
    assert heads[-2:] == ["unanswered", "error"]
    assert heads.index("subject.setting") < heads.index("earned") < heads.index("home.earned")


def test_a_file_that_failed_keeps_its_row_with_every_problem() -> None:
    failed = made.example("错误/戊家.yaml")
    (row,) = rows(failed)
    assert row["source"] == "examples/错误/戊家.yaml"
    assert row["earned"] == ""
    first, *others = failed.problems
    assert row["error"].startswith(f"6:12 {first.code}: {first.message}; ")
    assert all(f"{problem.code}: {problem.message}" in row["error"] for problem in others)


def test_personal_facts_are_left_out_unless_asked_for() -> None:
    scored = made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED)
    assert "subject.phone" not in rows(scored)[0]
    assert rows(scored, personal=True)[0]["subject.phone"] == "123"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r=", "\n="])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    (row,) = rows(named(f"{start}1+1|A1"))
    assert row["subject.name"].startswith("'")


def test_negative_numbers_stay_numbers() -> None:
    scored = made.example("乙局.yaml")
    assert scored.result is not None
    points = scored.result.points
    assert points is not None
    below = replace(scored.result, points=replace(points, earned=-2))
    assert rows(replace(scored, result=below))[0]["earned"] == "-2"


def test_a_problem_in_a_workbook_names_sheet_and_cell() -> None:
    place = Location("表.xlsx", sheet="评分", cell="C5")
    failed = Outcome("表.xlsx", problems=(Problem("not-yes-no", say("no"), place),))
    (row,) = rows(failed)
    assert row["error"].startswith("评分!C5 not-yes-no: ")


def test_cells_survive_separators_and_quotes_and_hold_no_line_breaks() -> None:
    (row,) = rows(named('甲,"乙"\n丙\x1b[31m'))
    assert row["subject.name"] == '甲,"乙" 丙\ufffd[31m'


def test_the_mark_of_utf_8_comes_first_and_only_on_demand() -> None:
    assert written(named("甲"), bom=True).startswith("\ufeffsource,")
    assert written(named("甲")).startswith("source,")


def test_nothing_scored_is_a_heading_alone() -> None:
    (line,) = written().splitlines()
    assert line.startswith("source,rubric,version,")


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("zh", "文件,评分标准,版本,被评对象编号,被评对象名称,县（市、区）,"),
        ("en", "file,rubric,version,number of the subject,name of the subject,county,"),
    ],
)
def test_with_titles_columns_and_verdicts_are_in_words(language: Language, headings: str) -> None:
    stream = StringIO(newline="")
    write_csv([made.example("王家.yaml"), made.example("李家.yaml")], stream, language, titles=True)
    first, second, third = csv.reader(StringIO(stream.getvalue()))
    assert ",".join(first).startswith(headings)
    by_title = dict(zip(first, second, strict=True))
    settled = dict(zip(first, third, strict=True))
    if language == "zh":
        assert (by_title["已得"], by_title["家庭环境可得"]) == ("46", "19.5")
        assert by_title["等级已定"] == "否"
        assert by_title["可能的等级"].startswith("健康家庭、基本健康家庭")
        assert (settled["评分标准"], settled["城乡"]) == ("健康家庭评分", "城市")
    else:
        assert (by_title["earned"], by_title["Home: reachable"]) == ("46", "19.5")
        assert (settled["Setting"], settled["tier decided"]) == ("Urban", "yes")
