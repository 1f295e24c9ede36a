"""The report on a roster, for a terminal and as rows."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from hpscore.analysis.roster import read_roster
from hpscore.analysis.roster_report import RosterReport, compare
from hpscore.analysis.submissions import submission_of
from hpscore.message import LANGUAGES, Language
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Scorer
from hpscore.reports.roster import roster_rows, roster_view
from hpscore.source import parse_document

CATALOGUE = Catalogue()


@pytest.fixture
def report(tmp_path: Path) -> RosterReport:
    path = tmp_path / "roster.csv"
    path.write_text(
        "id,name,county\nc-1,=甲社区,芒市\nc-2,乙社区,芒市\nc-3,丙社区,陇川县\n", encoding="utf-8"
    )
    scorer = Scorer(CATALOGUE)

    def given() -> Iterator[tuple[str, str]]:
        yield "1.yaml", "subject: {id: c-1}\nanswers: {meetings: 3}"
        yield "2.yaml", "subject: {id: c-1}\nanswers: {meetings: {from: 2, to: 4}}"
        yield "3.yaml", "subject: {id: c-2, name: 乙村}\nanswers: {pledge: yes}"
        yield "4.yaml", 'subject: {id: "003"}\nanswers: {pledge: yes}'
        yield "5.yaml", "subject: {id: c-9}\nanswers: {pledge: 三}"

    outcomes = [
        scorer.score(parse_document(f"rubric: healthy-community\n{text}\n", file=file))
        for file, text in given()
    ]
    return compare(read_roster(path), map(submission_of, outcomes))


def shown(report: RosterReport, language: Language) -> str:
    stream = StringIO()
    Console(file=stream, width=120).print(roster_view(report, CATALOGUE.get, language))
    return stream.getvalue()


def test_the_view_tells_who_is_missing_twice_unknown_and_named_otherwise(
    report: RosterReport,
) -> None:
    text = shown(report, "en")
    assert "3           2             0         1       1" in text
    assert "Work meetings held this year: 3 → 2 to 4" in text
    assert "calls itself '乙村'" in text
    assert "4.yaml" in text
    assert "inputs with errors: 1" in text


def test_the_view_is_all_chinese_in_chinese(report: RosterReport) -> None:
    text = shown(report, "zh")
    assert "重复报送" in text
    assert "未交" in text
    for word in ("handed", "roster ", "difference", "remark", "inputs"):
        assert word not in text


def test_a_unit_that_answers_another_rubric_than_the_roster_says_is_told_so(
    tmp_path: Path,
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("编号,名称,评分标准\nc-1,甲社区,健康家庭\n", encoding="utf-8")
    text = "rubric: healthy-community\nsubject: {id: c-1, name: 甲社区}\nanswers: {pledge: yes}\n"
    outcome = Scorer(CATALOGUE).score(parse_document(text, file="1.yaml"))
    report = compare(read_roster(path), [submission_of(outcome)])
    assert "'c-1' is on the roster for another rubric: 健康家庭" in shown(report, "en")
    assert "zeros" not in shown(report, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_row_for_every_unit_and_every_unknown_submission(
    report: RosterReport, language: Language
) -> None:
    heads, rows = roster_rows(report, CATALOGUE.get, language)
    found = [*rows]
    assert [row[1] for row in found] == ["c-1", "c-2", "c-3", "003"]
    assert {len(row) for row in found} == {len(heads)}
    assert [row[-2].count(".yaml") for row in found] == [2, 1, 0, 1]
