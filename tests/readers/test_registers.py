"""Registers: read from text, workbooks and the file itself; cell by cell, with their places."""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from hpscore.model.rows import RegisterRows
from hpscore.problem import ProblemError
from hpscore.readers.assessments import Reader
from hpscore.reports.problems import render_problems
from hpscore.source import parse_document
from tests.readers.recorded import PERIOD, codes, scored, where_told
from tests.readers.workbooks import book
from tests.scoring.rows import asking

HEADINGS = "编号,日期,人数\n"


def read(text: str, folder: Path, register: str = "lectures") -> RegisterRows:
    """Return a register of an assessment that has no problems."""
    outcome = scored(PERIOD + "registers: " + text, folder)
    assert outcome.assessment is not None, render_problems(outcome.problems, "en")
    return outcome.assessment.registers[register]


def cells(text: str, folder: Path) -> list[dict[str, object]]:
    return [dict(row.cells) for row in read(text, folder).rows]


def one(column: str, value: object, folder: Path) -> object:
    """Return what a cell of a sheet holds, or the code of its fault."""
    rows: list[list[object]] = [["日期", column], [date(2022, 3, 1), value]]
    (folder / "b.xlsx").write_bytes(book(讲座登记=rows))
    (row,) = read("b.xlsx", folder).rows
    fault = next(iter(row.faults.values()), None)
    return fault.code if fault else next((v for k, v in row.cells.items() if k != "date"), None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_is_read_in_every_usual_form(encoding: str, mark: str, tmp_path: Path) -> None:
    text = "讲座登记表\n编号,日期,居民人数\n1,2022-03-01,30\n\n2,2022-05-01,\n".replace(",", mark)
    (tmp_path / "l.csv").write_text(text, encoding=encoding)
    assert cells("{lectures: l.csv}", tmp_path) == [
        {"number": "1", "date": date(2022, 3, 1), "residents": 30},
        {"number": "2", "date": date(2022, 5, 1)},
    ]


def test_rows_know_their_place(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("title\n\n" + HEADINGS + "1,2022-03-01,\n", encoding="utf-8")
    (tmp_path / "l.xlsx").write_bytes(book(x=[["t"], [None, "日期"], [None, "2022-03-01"]]))
    (row,) = read("{lectures: l.csv}", tmp_path).rows
    assert (row.place.file, row.place.line) == (str(tmp_path / "l.csv"), 4)
    (row,) = read("{lectures: l.xlsx}", tmp_path).rows
    assert (row.place.sheet, row.place.cell, row.place.line) == ("x", "B3", None)
    register = read("\n  lectures:\n    - {date: 2022-03-01}\n", tmp_path)
    assert (register.place.line, register.rows[0].place.line) == (3, 4)
    assert register.rows[0].place.snippet is None


def test_a_register_goes_by_any_of_its_names(tmp_path: Path) -> None:
    rows = "[{date: 2022-03-01, 居民人数: 60}]"
    for name in ("events", "活动登记", "record of EVENTS", "活动"):
        assert len(read(f"{{{name}: {rows}}}", tmp_path, "events").rows) == 1


def test_headings_are_folded_and_a_line_break_in_them_is_none(tmp_path: Path) -> None:
    rows: list[list[object]] = [["ＮＯ．", "Date ", "居民\n人数"], ["a", "2022-03-01", 3]]
    (tmp_path / "l.xlsx").write_bytes(book(x=rows))
    assert cells("{lectures: l.xlsx}", tmp_path) == [
        {"number": "a", "date": date(2022, 3, 1), "residents": 3}
    ]


def test_blank_rows_totals_and_repeated_headings_are_no_rows(tmp_path: Path) -> None:
    text = HEADINGS + "1,2022-03-01,3\n,,\n" + HEADINGS + "合 计：,,3\n小计,,3\n2,2022-04-01,4\n"
    (tmp_path / "l.csv").write_text(text, encoding="utf-8")
    register = read("{lectures: l.csv}", tmp_path)
    assert [row.cells["number"] for row in register.rows] == ["1", "2"]
    assert [(remark.code, remark.location.line) for remark in register.remarks] == [
        ("total-row", 5),
        ("total-row", 6),
    ]


@pytest.mark.parametrize(
    "written",
    ["2022-03-01", "2022/3/1", "2022.3.1", "2022年3月1日", "２０２２－０３－０１", "2022/3/1 0:00",
     "2022-03-01T09:30:00", date(2022, 3, 1), datetime(2022, 3, 1, 9, 30)],
)  # fmt: skip
def test_days_are_read_however_they_are_written(written: object, tmp_path: Path) -> None:
    (tmp_path / "l.xlsx").write_bytes(book(x=[["日期", "编号"], [written, "1"]]))
    assert cells("{lectures: l.xlsx}", tmp_path) == [{"date": date(2022, 3, 1), "number": "1"}]


@pytest.mark.parametrize("written", ["2022-02-30", "三月一日", "2022", 44621, "3.1", time(9, 30)])
def test_what_is_no_day_is_a_fault_of_its_cell(written: object, tmp_path: Path) -> None:
    (tmp_path / "l.xlsx").write_bytes(book(x=[["日期", "编号"], [written, "1"]]))
    (row,) = read("{lectures: l.xlsx}", tmp_path).rows
    assert (row.faults["date"].code, dict(row.cells)) == ("not-a-date", {"number": "1"})


@pytest.mark.parametrize(
    ("value", "found"), [(0.85, 85), (1, 100), (0.0705, Fraction(141, 20)), (8.5, "out-of-range")]
)
def test_a_share_that_is_shown_as_per_cent_is_per_cent(
    value: float, found: object, tmp_path: Path
) -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active.append(["日期", "编号", "知晓率"])
    made.active.append(["2022-03-01", "1", value])
    made.active["C2"].number_format = "0.0#%"
    made.save(tmp_path / "l.xlsx")
    (row,) = read("{lectures: l.xlsx}", tmp_path).rows
    fault = row.faults.get("known")
    assert (row.cells.get("known") if fault is None else fault.code) == found


def test_a_formula_that_nobody_computed_is_a_fault_of_its_cell(tmp_path: Path) -> None:
    rows: list[list[object]] = [["日期", "编号", "人数"], ["2022-03-01", "=A1", "=1+2"]]
    (tmp_path / "l.xlsx").write_bytes(book(x=rows))
    (row,) = read("{lectures: l.xlsx}", tmp_path).rows
    assert {fault.code for fault in row.faults.values()} == {"not-computed"}
    assert len(row.faults) == 2


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [
        ("人数", 30.0, 30),
        ("人数", "３０", 30),
        ("人数", 30.5, "not-a-count"),
        ("人数", "三十", "not-a-count"),
        ("人数", -1, "out-of-range"),
        ("人数", True, "not-a-count"),
        ("费用", 12.5, Fraction(25, 2)),
        ("费用", -3, -3),
        ("费用", "1.2E+3", "not-a-number"),
        ("知晓率", 85, 85),
        ("知晓率", "85%", 85),
        ("知晓率", "85％", 85),
        ("知晓率", "0.85", Fraction(17, 20)),
        ("知晓率", 0.85, "share-or-percent"),
        ("知晓率", 1.0, "share-or-percent"),
        ("知晓率", 101, "out-of-range"),
        ("答对题数", 10, 10),
        ("答对题数", 11, "out-of-range"),
        ("答对题数", 0, "out-of-range"),
        ("签到", "是", True),
        ("签到", "无", False),
        ("签到", "√", True),
        ("签到", "×", False),
        ("签到", 1, True),
        ("签到", False, False),
        ("签到", "已签", "not-yes-no"),
        ("主办", "卫生院", "service"),
        ("主办", "COMMUNITY", "community"),
        ("主办", "企业", "not-an-option"),
        ("编号", 12.0, "12"),
        ("编号", True, "yes"),
        ("编号", date(2022, 5, 1), "2022-05-01"),
        ("编号", "1.38E+10", "rewritten"),
        ("编号", 5.33e17, "rewritten"),
        ("编号", "#N/A", "cell-error"),
        ("编号", "  ", None),
    ],
)
def test_a_cell_holds_what_its_column_takes(
    column: str, value: object, found: object, tmp_path: Path
) -> None:
    assert one(column, value, tmp_path) == found


def test_what_is_personal_stays_out_of_messages(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(
        "日期,电话,年龄\n2022-03-01,1.38E+10,八十一\n", encoding="utf-8"
    )
    (row,) = read("{lectures: l.csv}", tmp_path).rows
    said = " ".join(f"{fault.message}{fault.help}" for fault in row.faults.values())
    assert set(row.faults) == {"phone", "age"}
    assert "1.38" not in said
    assert "八" not in said


def test_a_row_whose_cells_have_shifted_is_at_fault_as_a_whole(tmp_path: Path) -> None:
    text = HEADINGS + '1,2022-03-01,3,4\n2,"2022-03-01,3\n3,2022-03-03,5\n'
    (tmp_path / "l.csv").write_text(text, encoding="utf-8")
    shifted, quoted, sound = read("{lectures: l.csv}", tmp_path).rows
    assert {fault.code for fault in shifted.faults.values()} == {"too-many-cells"}
    assert {fault.code for fault in quoted.faults.values()} == {"open-quote"}
    assert (shifted.cells, quoted.cells, sound.cells["residents"]) == ({}, {}, 5)


def test_one_workbook_serves_all_registers_by_the_names_of_its_sheets(tmp_path: Path) -> None:
    lectures = [["日期"], ["2022-03-01"]]
    events: list[list[object]] = [["日期", "居民人数"], ["2022-03-01", 60]]
    data = book(说明=[["x"]], 讲座登记=lectures, 活动=events)
    (tmp_path / "all.xlsx").write_bytes(data)
    for text in ("all.xlsx", "{file: all.xlsx}"):
        outcome = scored(PERIOD + f"registers: {text}", tmp_path)
        assert outcome.assessment is not None
        assert {n: len(r.rows) for n, r in outcome.assessment.registers.items()} == {
            "lectures": 1,
            "events": 1,
        }
        assert outcome.result is not None
        flags = {flag.code: str(flag.message) for flag in outcome.result.flags}
        assert "说明" in flags["other-sheets"]


def test_a_sheet_is_found_by_name_or_because_it_is_the_only_one(tmp_path: Path) -> None:
    rows = [["日期"], ["2022-03-01"]]
    (tmp_path / "two.xlsx").write_bytes(book(甲=rows, 乙=[["日期"]]))
    assert len(read("{lectures: {file: two.xlsx, sheet: 甲}}", tmp_path).rows) == 1
    assert len(read("{lectures: {file: two.xlsx, sheet: 乙}}", tmp_path).rows) == 0
    outcome = scored(PERIOD + "registers: {lectures: two.xlsx}", tmp_path)
    assert codes(outcome) == ["no-sheet"]
    assert "甲, 乙" in str(outcome.problems[0].message)


@pytest.mark.parametrize(
    ("registers", "code"),
    [
        ("[a]", "not-registers"),
        ("l.csv", "no-sheet"),
        ("{讲坐登记: l.csv}", "unknown-register"),
        ("{登记: l.csv}", "unknown-register"),
        ("{lectures: l.csv, 讲座登记: l.csv}", "two-registers"),
        ("{lectures: 3}", "not-a-register"),
        ("{lectures: {file: l.csv, shet: a}}", "not-a-register"),
        ("{lectures: {file: b.xlsx, sheet: [a]}}", "not-a-register"),
        ("{file: [b.xlsx]}", "not-a-register"),
        ("{lectures: {file: l.csv, sheet: a}}", "no-sheet"),
        ("{lectures: {file: b.xlsx, sheet: 没有}}", "no-sheet"),
        ("b.xlsx", "no-sheet"),
        ("{events: [3]}", "not-a-row"),
        ("{lectures: [{date: 2022-03-01, topc: a}]}", "unknown-column"),
        ("{lectures: [{date: 2022-03-01, 日期: 2022-03-01}]}", "two-columns"),
        ("{lectures: {results: b.xlsx}}", "no-results"),
        ("{lectures: none.csv}", "no-such-file"),
        ("{lectures: .}", "not-a-file"),
        ("{lectures: text.xlsx}", "not-a-workbook"),
        ("{lectures: book.csv}", "not-a-table"),
        ("{lectures: cut.xlsx}", "damaged-workbook"),
        ("{lectures: ../l.csv}", "outside"),
        ("{lectures: /etc/hostname}", "outside"),
        ("{lectures: 'c:\\l.csv'}", "outside"),
        ("{lectures: link.csv}", "outside"),
        ("{lectures: linked/l.csv}", "outside"),
        ("{units: {results: ..}}", "outside"),
    ],
)
def test_a_section_that_cannot_be_used_is_told_at_its_place(
    registers: str, code: str, tmp_path: Path
) -> None:
    folder, other = tmp_path / "own", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    for place in (folder, other):
        (place / "l.csv").write_text(HEADINGS + "1,2022-03-01,3\n", encoding="utf-8")
    data = book(甲=[["日期"]], 乙=[["日期"]])
    (folder / "b.xlsx").write_bytes(data)
    (folder / "cut.xlsx").write_bytes(data[: len(data) // 2])
    (folder / "book.csv").write_bytes(data)
    (folder / "text.xlsx").write_text(HEADINGS, encoding="utf-8")
    (folder / "link.csv").symlink_to(other / "l.csv")
    (folder / "linked").symlink_to(other)
    outcome = scored(f"{PERIOD}registers: {registers}\n", folder)
    assert codes(outcome)[0] == code
    assert where_told(outcome)[0] == ("a.yaml", 2)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("编号,日期,主题\n1,2022-03-01,a\n", "unknown-column", 1),
        ("登记表\n编号,日期,No.\n", "two-columns", 2),
        ("编号,人数\n1,3\n", "no-dated-column", 1),
        ("甲,乙\n丙,丁\n", "no-headings", 1),
        ("", "no-headings", None),
        ("日期,,人数\n2022-03-01,x,3\n", "no-heading", 1),
        ("日期,人数\n2022-03-01,\x01\n", "not-text", 2),
    ],
)
def test_headings_at_fault_are_told_in_the_file_of_the_register(
    text: str, code: str, line: int | None, tmp_path: Path
) -> None:
    (tmp_path / "l.csv").write_text(text, encoding="utf-8")
    outcome = scored(PERIOD + "registers: {lectures: l.csv}", tmp_path)
    assert (codes(outcome), where_told(outcome)) == ([code], [("l.csv", line)])


def test_headings_of_a_sheet_are_told_by_their_cells(tmp_path: Path) -> None:
    (tmp_path / "l.xlsx").write_bytes(book(表=[["登记表"], ["日期", "主题", "人数"]]))
    outcome = scored(PERIOD + "registers: {lectures: l.xlsx}", tmp_path)
    assert where_told(outcome) == [("l.xlsx", "B2")]
    (tmp_path / "l.xlsx").write_bytes(book(表=[["日期", None], ["2022-03-01", "note"]]))
    outcome = scored(PERIOD + "registers: {lectures: l.xlsx}", tmp_path)
    assert (codes(outcome), where_told(outcome)) == (["no-heading"], [("l.xlsx", "B1")])


def test_all_problems_are_told_at_once_those_of_the_file_itself_first(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("日期,主题\n", encoding="utf-8")
    outcome = scored(PERIOD + "registers: {lectures: l.csv, x: y}\nanswers: {z: 1}", tmp_path)
    assert codes(outcome) == ["unknown-register", "unknown-question", "unknown-column"]


def test_rows_that_count_by_day_need_a_period(tmp_path: Path) -> None:
    outcome = scored("registers: {lectures: [], units: []}", tmp_path)
    assert codes(outcome) == ["register-without-period"]
    wrong = scored("period: {from: x, to: y}\nregisters: {lectures: []}", tmp_path)
    assert codes(wrong) == ["not-a-date", "not-a-date"]


def test_registers_give_answers_and_an_empty_one_what_the_rubric_says(tmp_path: Path) -> None:
    outcome = scored(
        PERIOD + "registers: {lectures: [{date: 2022-03-01}], events: [], units: []}", tmp_path
    )
    assert outcome.assessment is not None
    answers = outcome.assessment.answers
    assert (answers["lectures"].value, answers["lectures"].state) == (1, "derived")
    assert answers["group_events"].value == 0
    assert "passing" not in answers


@pytest.mark.parametrize("given", ["2", "{from: 1, to: 2}", "{value: 2, note: x}"])
def test_an_answer_that_its_register_contradicts_is_told_with_both_places(
    given: str, tmp_path: Path
) -> None:
    text = f"{PERIOD}answers:\n  讲座: {given}\nregisters: {{lectures: [{{date: 2022-03-01}}]}}"
    outcome = scored(text, tmp_path)
    assert (codes(outcome), where_told(outcome)) == (["two-sources"], [("a.yaml", 3)])
    assert "a.yaml:4 gives 1" in str(outcome.problems[0].message)


def test_an_answer_that_two_registers_contradict_is_told_with_both() -> None:
    text = "answers: {q: 3}\nregisters:\n  acts: [{people: 1}]\n  more: [{people: 2}]\n"
    rubric = asking("register: [acts, more], count: rows, empty: 0")
    with pytest.raises(ProblemError) as raised:
        Reader(rubric).read(parse_document(text.encode(), file="a.yaml"))
    (problem,) = raised.value.problems
    assert str(problem.message).endswith("the register a.yaml:3, a.yaml:4 gives 2")


def test_an_answer_that_says_the_same_is_kept(tmp_path: Path) -> None:
    text = (
        PERIOD
        + "answers: {lectures: {value: 1, note: x}}\nregisters: {lectures: [{date: 2022-03-01}]}"
    )
    outcome = scored(text, tmp_path)
    assert outcome.assessment is not None
    answer = outcome.assessment.answers["lectures"]
    assert (answer.value, answer.state, answer.note) == (1, "given", "x")


def test_a_note_beside_no_answer_goes_to_what_the_register_gives(tmp_path: Path) -> None:
    text = PERIOD + "answers: {lectures: {note: x}}\nregisters: {lectures: [{date: 2022-03-01}]}"
    outcome = scored(text, tmp_path)
    assert outcome.assessment is not None
    assert outcome.assessment.answers["lectures"].note == "x"
    assert outcome.assessment.notes == {}


def test_points_that_a_register_contradicts_are_told(tmp_path: Path) -> None:
    text = PERIOD + "points: {lectures: 4}\nregisters: {lectures: [{date: 2022-03-01}]}"
    assert codes(scored(text, tmp_path)) == ["disagreement"]


def test_a_key_that_is_left_empty_hands_nothing_in(tmp_path: Path) -> None:
    outcome = scored(PERIOD + "registers: {lectures: , events: ''}", tmp_path)
    assert outcome.assessment is not None
    assert (outcome.assessment.registers, outcome.assessment.answers) == ({}, {})
