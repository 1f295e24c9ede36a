"""A roster and what was handed in: who is missing, unknown, there twice, or named otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from hpscore.analysis.roster import Roster, read_roster
from hpscore.analysis.roster_report import RosterReport, compare
from hpscore.analysis.submissions import Submission, submission_of
from hpscore.model.answer import Answer
from hpscore.problem import ProblemError
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Scorer
from hpscore.readers.rubrics import rubric_from
from hpscore.source import parse_document
from tests.readers.workbooks import book

ROSTER = """\
编号,名称,县,街道
c-001,幸福里社区,芒市,勐焕街道
c-002,河边社区,芒市,勐焕街道
c-003,团结社区,陇川县,章凤镇
0012,光明社区,盈江县,平原镇
,新城社区,盈江县,平原镇
"""


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(Catalogue())


def roster(tmp_path: Path, text: str = ROSTER) -> Roster:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path)


def handed(
    scorer: Scorer, source: str, subject: str, rest: str = "answers: {meetings: 3}"
) -> Submission:
    text = f"rubric: healthy-community\nsubject: {{{subject}}}\n{rest}\n"
    return submission_of(scorer.score(parse_document(text, file=source)))


def names(report: RosterReport) -> list[str | None]:
    return [unit.name for unit in report.lacking]


def test_units_that_have_handed_in_nothing_are_listed_in_the_order_of_the_roster(
    tmp_path: Path, scorer: Scorer
) -> None:
    report = compare(roster(tmp_path), [handed(scorer, "b.yaml", "id: c-002, name: 河边社区")])
    assert names(report) == ["幸福里社区", "团结社区", "光明社区", "新城社区"]
    assert not report.complete
    assert report.sources == ((), ("b.yaml",), (), (), ())


def test_counts_by_county_and_street_add_up(tmp_path: Path, scorer: Scorer) -> None:
    given = [
        handed(scorer, "a.yaml", "id: c-001"),
        handed(scorer, "a2.yaml", "id: c-001"),
        handed(scorer, "c.yaml", "id: c-003"),
    ]
    report = compare(roster(tmp_path), given)
    counted = [(a.names, a.expected, a.submitted, a.lacking, a.twice) for a in report.areas]
    assert counted == [
        (("芒市", "勐焕街道"), 2, 1, 1, 1),
        (("陇川县", "章凤镇"), 1, 1, 0, 0),
        (("盈江县", "平原镇"), 2, 0, 2, 0),
    ]


def test_a_unit_without_an_id_is_found_by_its_name_and_where_it_is(
    tmp_path: Path, scorer: Scorer
) -> None:
    there = handed(scorer, "n.yaml", "name: 新城社区, county: 盈江县")
    elsewhere = handed(scorer, "m.yaml", "name: 新城社区, county: 瑞丽市")
    assert "新城社区" not in names(compare(roster(tmp_path), [there]))
    report = compare(roster(tmp_path), [elsewhere])
    assert "新城社区" in names(report)
    assert [one.submission.source for one in report.unknown] == ["m.yaml"]


def test_another_id_with_a_known_name_is_unknown_and_says_whom_it_may_mean(
    tmp_path: Path, scorer: Scorer
) -> None:
    report = compare(roster(tmp_path), [handed(scorer, "x.yaml", "id: c-999, name: 团结社区")])
    (unknown,) = report.unknown
    assert unknown.nearly is not None
    assert unknown.nearly.id == "c-003"
    assert "团结社区" in names(report)


def test_zeros_lost_before_an_id_make_no_match_but_are_told(tmp_path: Path, scorer: Scorer) -> None:
    report = compare(roster(tmp_path), [handed(scorer, "z.yaml", 'id: "12"')])
    (unknown,) = report.unknown
    assert unknown.nearly is not None
    assert unknown.nearly.id == "0012"


def test_two_submissions_of_a_unit_tell_every_answer_that_differs(
    tmp_path: Path, scorer: Scorer
) -> None:
    first = handed(scorer, "1.yaml", "id: c-001", "answers: {meetings: 3, pledge: yes}")
    second = handed(
        scorer,
        "2.yaml",
        "id: c-001",
        "answers: {meetings: 4, pledge: yes, work_plan: no}\npoints: {family_visit: 3}",
    )
    (twice,) = compare(roster(tmp_path), [first, second]).twice
    assert [one.source for one in twice.submissions] == ["1.yaml", "2.yaml"]
    assert [difference.name for difference in twice.differences] == [
        "meetings",
        "work_plan",
        "family_visit",
    ]
    assert twice.differences[2].values == (None, "3")


def test_of_three_submissions_each_is_held_against_the_others(
    tmp_path: Path, scorer: Scorer
) -> None:
    given = [
        handed(scorer, f"{number}.yaml", "id: c-001", f"answers: {{pledge: {answer}}}")
        for number, answer in enumerate(("yes", "no", "yes"))
    ]
    (twice,) = compare(roster(tmp_path), given).twice
    (difference,) = twice.differences
    assert [value.value for value in difference.values if isinstance(value, Answer)] == [
        True,
        False,
        True,
    ]


def test_facts_of_two_submissions_that_differ_are_told(tmp_path: Path, scorer: Scorer) -> None:
    given = [
        handed(scorer, f"{setting}.yaml", f"id: c-001, setting: {setting}, phone: '1{setting}'")
        for setting in ("urban", "rural")
    ]
    (twice,) = compare(roster(tmp_path), given).twice
    assert [(one.name, one.values) for one in twice.differences] == [
        ("setting", ("urban", "rural"))
    ], "personal facts are not compared"


def test_a_county_with_several_streets_has_its_own_counts(tmp_path: Path, scorer: Scorer) -> None:
    expected = roster(
        tmp_path, "编号,县,街道\n1,芒市,甲街\n2,陇川县,乙镇\n3,芒市,丙街\n4,芒市,甲街\n"
    )
    report = compare(expected, [handed(scorer, "1.yaml", 'id: "1"')])
    counted = [(a.names, a.expected, a.submitted, a.lacking) for a in report.areas]
    assert counted == [
        (("芒市",), 3, 1, 2),
        (("芒市", "甲街"), 2, 1, 1),
        (("芒市", "丙街"), 1, 0, 1),
        (("陇川县", "乙镇"), 1, 0, 1),
    ]


def test_a_unit_that_is_listed_with_and_without_a_rubric_has_handed_in_for_both(
    tmp_path: Path, scorer: Scorer
) -> None:
    expected = roster(tmp_path, "编号,评分标准\nc-001,healthy-community\nc-001,\n")
    report = compare(expected, [handed(scorer, "1.yaml", "id: c-001")])
    assert report.complete
    assert report.unknown == ()


def test_a_name_that_is_nearly_that_of_a_unit_says_so(tmp_path: Path, scorer: Scorer) -> None:
    report = compare(roster(tmp_path), [handed(scorer, "x.yaml", "name: 幸福里社区（城市）")])
    (unknown,) = report.unknown
    assert unknown.nearly is not None
    assert unknown.nearly.name == "幸福里社区"


def test_two_submissions_by_different_rubrics_are_no_repetition(
    tmp_path: Path, scorer: Scorer
) -> None:
    other = submission_of(
        scorer.score(
            parse_document(
                "rubric: healthy-agency\nsubject: {id: c-001}\nanswers: {pledge: yes}\n",
                file="agency.yaml",
            )
        )
    )
    report = compare(roster(tmp_path), [handed(scorer, "1.yaml", "id: c-001"), other])
    assert report.twice == ()


def test_a_unit_whose_roster_names_a_rubric_wants_that_one(tmp_path: Path, scorer: Scorer) -> None:
    expected = roster(tmp_path, "编号,评分标准\nc-001,健康社区现场评估\nc-001,healthy-agency\n")
    report = compare(expected, [handed(scorer, "1.yaml", "id: c-001")])
    assert [unit.rubric for unit in report.lacking] == ["healthy-agency"]


def test_a_name_that_differs_from_the_roster_is_told(tmp_path: Path, scorer: Scorer) -> None:
    report = compare(roster(tmp_path), [handed(scorer, "b.yaml", "id: c-002, name: 河边村")])
    ((unit, submission),) = report.misnamed
    assert (unit.name, submission.facts["name"]) == ("河边社区", "河边村")


def test_a_blank_form_is_not_handed_in(tmp_path: Path, scorer: Scorer) -> None:
    blank = handed(scorer, "blank.yaml", "id: c-001", "answers: {}")
    report = compare(roster(tmp_path), [blank])
    assert "幸福里社区" in names(report)
    assert [(unit.id, sources) for unit, sources in report.blank] == [("c-001", ("blank.yaml",))]
    filled = handed(scorer, "filled.yaml", "id: c-001")
    report = compare(roster(tmp_path), [blank, filled])
    assert "幸福里社区" not in names(report)
    assert (report.blank, report.twice) == ((), ())


def test_a_file_with_errors_that_says_whose_it_is_is_no_unit_that_lacks(
    tmp_path: Path, scorer: Scorer
) -> None:
    failed = handed(scorer, "bad.yaml", "id: c-001", "answers: {meetings: 三次半}")
    report = compare(roster(tmp_path), [failed])
    assert [(unit.id, sources) for unit, sources in report.broken] == [("c-001", ("bad.yaml",))]
    assert "幸福里社区" not in names(report)
    assert not report.complete
    area = report.areas[0]
    assert (area.submitted, area.broken, area.lacking) == (0, 1, 1)


def test_a_unit_with_a_sound_file_beside_one_with_errors_is_there(
    tmp_path: Path, scorer: Scorer
) -> None:
    given = [
        handed(scorer, "bad.yaml", "id: c-001", "answers: {meetings: 三次半}"),
        handed(scorer, "good.yaml", "id: c-001"),
    ]
    report = compare(roster(tmp_path), given)
    assert report.broken == ()
    assert report.sources[0] == ("good.yaml", "bad.yaml")


def test_an_input_with_errors_that_does_not_say_whose_it_is_is_counted(
    tmp_path: Path, scorer: Scorer
) -> None:
    failed = handed(scorer, "bad.yaml", "setting: urban", "answers: {meetings: 三次半}")
    report = compare(roster(tmp_path), [failed])
    assert report.failed == 1
    assert "幸福里社区" in names(report)


def test_a_complete_roster_is_complete(tmp_path: Path, scorer: Scorer) -> None:
    expected = roster(tmp_path, "id,name\nc-001,幸福里社区\n")
    assert compare(expected, [handed(scorer, "1.yaml", "id: c-001")]).complete


def test_a_roster_may_be_a_sheet_below_a_title(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    rows: list[list[object]] = [
        ["2022年应报名册"],
        ["编号", "名称", "县"],
        ["0012", "光明社区", "盈江县"],
        [7, "甲", "芒市"],
    ]
    path.write_bytes(book(说明=[["只报一次"]], 名册=rows))
    found = read_roster(path)
    assert [unit.facts for unit in found.units] == [
        {"id": "0012", "name": "光明社区", "county": "盈江县"},
        {"id": "7", "name": "甲", "county": "芒市"},
    ]
    assert (found.units[1].place.sheet, found.units[1].place.cell) == ("名册", "A4")


def test_a_workbook_without_a_table_is_no_roster(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(book(说明=[["只报一次"]]))
    with pytest.raises(ProblemError, match="row of headings"):
        read_roster(path)
    path.write_bytes(b"id,name\n1,a\n")
    with pytest.raises(ProblemError):
        read_roster(path)


def problems_of(tmp_path: Path, text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(ProblemError) as raised:
        roster(tmp_path, text)
    return [(problem.code, problem.location.line) for problem in raised.value.problems]


def test_a_roster_tells_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "县,街道\n芒市,勐焕街道\n")[0] == ("not-a-roster", 1)
    found = problems_of(
        tmp_path, "编号,名称,县\nc-001,甲,芒市\nc-001,乙,芒市\n,,芒市\n1.38E+10,丙,芒市\n"
    )
    assert found == [("no-unit", 4), ("rewritten", 5), ("two-units", 3)]
    assert problems_of(tmp_path, "编号,id\nc-001,c-001\n") == [("two-columns", 1)]


def test_a_rubric_may_be_called_by_its_alias_on_a_roster(tmp_path: Path) -> None:
    text = (
        'rubric: tidy\nversion: "1"\ntitle: {zh: 整洁, en: Tidy}\naliases: [neat]\n'
        "dimensions: [{id: d, title: D, points: 1, indicators: "
        "[{id: a, title: A, points: 1}]}]\n"
    )
    rubric = rubric_from(parse_document(text, file="tidy.yaml"))
    scorer = Scorer(Catalogue(), rubric)
    given = submission_of(
        scorer.score(parse_document("subject: {id: u}\nanswers: {a: yes}\n", file="u.yaml"))
    )
    for name in ("neat", "整洁", "tidy@1", "TIDY"):
        expected = roster(tmp_path, f"id,rubric\nu,{name}\n")
        assert compare(expected, [given]).complete
