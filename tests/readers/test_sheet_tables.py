"""Sheets with a row a subject: read as tables of text are, by the names of their cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook

from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.tables.sheet_text import cell_text
from hpscore.readers.tables.sheets import row_named, sheet_tables
from hpscore.readers.tables.table import Table
from hpscore.readers.workbooks.opening import open_workbook
from tests.readers.scored import office

Cells = Sequence[object]
HEADINGS: Cells = ["编号", "名称", "大扫除", "配桶率", "食堂"]


def tables(
    *rows: Cells, merged: Sequence[str] = (), percent: str = "", hidden: Sequence[Cells] = ()
) -> list[Table]:
    """Return the tables of a workbook with these rows, and others on a hidden sheet."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "五月"
    for row in rows:
        sheet.append([*row])
    for area in merged:
        sheet.merge_cells(area)
    if percent:
        sheet[percent].number_format = "0.0%"
    if hidden:
        other = made.create_sheet("旧")
        other.sheet_state = "hidden"
        for row in hidden:
            other.append([*row])
    packed = BytesIO()
    made.save(packed)
    return sheet_tables(open_workbook(packed.getvalue()), "a.xlsx")


def scored(*rows: Cells, merged: Sequence[str] = (), percent: str = "") -> list[Outcome]:
    (table,) = tables(*rows, merged=merged, percent=percent)
    return list(Scorer(Catalogue(), office()).score_table(table))


def read(*rows: Cells, merged: Sequence[str] = (), percent: str = "") -> list[dict[str, object]]:
    """Return the answers of every row, none of which has a problem."""
    outcomes = scored(*rows, merged=merged, percent=percent)
    assert [str(p.message) for o in outcomes for p in o.problems] == []
    found = [o.assessment for o in outcomes if o.assessment is not None]
    return [{name: answer.value for name, answer in a.answers.items()} for a in found]


def told(*rows: Cells) -> list[tuple[str, str | None, str | None]]:
    """Return the code, the sheet and the cell of every problem."""
    problems = [problem for outcome in scored(*rows) for problem in outcome.problems]
    return [(p.code, p.location.sheet, p.location.cell) for p in problems]


def test_each_row_is_a_subject_named_by_file_sheet_and_row() -> None:
    first, second = scored(HEADINGS, ["a", "东楼", 4], [], ["b", "西楼", 2.0])
    assert (first.source, second.source) == ("a.xlsx#五月:2", "a.xlsx#五月:4")
    assert first.result is not None
    assert first.result.subject == {"id": "a", "name": "东楼"}
    assert second.result is not None
    assert second.result.points is not None
    assert second.result.points.earned == 1
    assert row_named(first.source) == ("a.xlsx", "五月", 2)
    assert row_named("a.csv:2") is None


def test_problems_stand_at_their_cells() -> None:
    assert told(HEADINGS, ["a", "东楼", "三次", 120], ["b", "西楼", date(2022, 3, 1)]) == [
        ("not-a-count", "五月", "C2"),
        ("out-of-range", "五月", "D2"),
        ("not-a-count", "五月", "C3"),
    ]
    assert told(["编号", "大扫厨"], ["a", 1]) == [("unknown-heading", "五月", "B1")]
    assert told(["编号", "大扫除"], ["a", 1, "旁注"]) == [("no-heading", "五月", "C1")]


def test_a_cell_with_an_error_is_told_and_is_not_unanswered() -> None:
    assert told(HEADINGS, ["a", "东楼", "=1/0"]) == [("not-computed", "五月", "C2")]


def test_headings_stand_below_titles() -> None:
    found = read(
        ["2022年检查汇总表"],
        ["填报单位：某局", None, None, "日期：2022年5月"],
        [],
        HEADINGS,
        ["a", "东楼", 4, 82, "是"],
        merged=["A1:E1"],
    )
    assert found == [{"cleanings": 4, "bins": 82, "canteen": True}]


def test_headings_of_two_rows_are_one() -> None:
    found = read(
        ["编号", "名称", "维护", None, None, "花园", None],
        [None, None, "大扫除", "配桶率", "食堂", "数量", "围栏"],
        ["a", "东楼", 4, 82, "是", 3, "否"],
        merged=["A1:A2", "B1:B2", "C1:E1", "F1:G1"],
    )
    assert found == [
        {"cleanings": 4, "bins": 82, "canteen": True, "planted": 3, "fenced": False},
    ]


def test_columns_of_the_same_name_are_told_apart_by_the_heading_above() -> None:
    (table,) = tables(
        ["编号", "维护", None, "花园", None],
        [None, "得分", "备注", "得分", "备注"],
        ["a", 4, "x", 2, "y"],
    )
    assert table.headings == ("编号", "维护/得分", "维护/备注", "花园/得分", "花园/备注")


def test_a_row_of_data_is_not_taken_for_headings() -> None:
    assert read(["编号", "食堂", "围栏"], ["甲", "是", None], ["乙", "否", "有"]) == [
        {"canteen": True},
        {"canteen": False, "fenced": True},
    ]


def test_a_cell_that_is_merged_downwards_stands_in_each_of_its_rows() -> None:
    first, second, third = scored(
        [*HEADINGS, "县"],
        ["a", "东楼", 4, 82, "是", "芒市"],
        ["b", "西楼", 4, 82, "是", None],
        ["c", "北楼", 4, 82, "是", None],
        merged=["F2:F3"],
    )
    counties = [o.result.subject.get("county") for o in (first, second, third) if o.result]
    assert counties == ["芒市", "芒市", None]


def test_totals_repeated_headings_and_signatures_are_no_subjects() -> None:
    outcomes = scored(
        HEADINGS,
        ["a", "东楼", 4],
        HEADINGS,
        ["b", "西楼", 4],
        ["合 计", None, 8],
        ["填表人：", "张三"],
        ["备注：数据截至年底"],
    )
    assert [outcome.source for outcome in outcomes] == ["a.xlsx#五月:2", "a.xlsx#五月:4"]


def test_hidden_sheets_are_passed_over() -> None:
    assert len(tables(HEADINGS, ["a", "东楼", 4], hidden=[HEADINGS, ["b", "西楼", 1]])) == 1


def test_sheets_without_a_table_are_passed_over() -> None:
    assert tables(["说明"], ["每个单位一行"]) == []
    assert tables(HEADINGS) == []


def test_a_number_shown_as_per_cent_is_what_is_shown() -> None:
    assert read(HEADINGS, ["a", "东楼", 4, 0.28], percent="D2") == [{"cleanings": 4, "bins": 28}]


@pytest.mark.parametrize("share", [0.28, 1, "0.5"])
def test_a_share_without_its_sign_is_not_taken_for_per_cent(share: object) -> None:
    assert told(HEADINGS, ["a", "东楼", 4, share]) == [("share-or-percent", "五月", "D2")]
    assert told(HEADINGS, ["a", "东楼", 4, "1%"]) == []
    assert told(HEADINGS, ["a", "东楼", 4, 28]) == []


def test_per_cent_is_not_taken_for_another_number() -> None:
    (outcome,) = scored(HEADINGS, ["a", "东楼", 4, 28], percent="C2")
    (problem,) = outcome.problems
    assert (problem.code, problem.location.cell) == ("percent-for-number", "C2")
    assert str(problem.message) == "'cleanings' takes no per cent, and the cell shows 400 %"


def test_an_id_that_became_a_day_is_told() -> None:
    assert told(HEADINGS, [date(2022, 3, 1), "东楼", 4]) == [("rewritten", "五月", "A2")]
    assert told(HEADINGS, ["2022-03-01", "东楼", 4]) == []


@pytest.mark.parametrize("word", ["全县合计", "平均数", "达标率"])
def test_rows_of_figures_about_all_are_no_subjects(word: str) -> None:
    assert len(scored(HEADINGS, ["a", "东楼", 4], ["", word, 4])) == 1


def test_one_row_can_be_taken_by_its_number() -> None:
    (table,) = tables(HEADINGS, ["a", "东楼", 4], ["b", "西楼", 2])
    one = table.only(3)
    assert one is not None
    assert [table.source(record) for record in one.records] == ["a.xlsx#五月:3"]
    assert table.only(9) is None


def test_an_id_that_lost_its_zeros_is_told_also_of_one_row() -> None:
    rows: list[Cells] = [HEADINGS, ["0012", "东楼", 4], ["0013", "西楼", 4], [14, "北楼", 4]]
    assert told(*rows) == [("lost-zeros", "五月", "A4")]
    (table,) = tables(*rows)
    one = table.only(4)
    assert one is not None
    (outcome,) = Scorer(Catalogue(), office()).score_table(one)
    assert [problem.code for problem in outcome.problems] == ["lost-zeros"]


def test_an_identity_number_kept_as_a_number_is_told() -> None:
    assert told(HEADINGS, [440101199001011234, "东楼", 4]) == [("rewritten", "五月", "A2")]
    assert told(HEADINGS, ["440101199001011234", "东楼", 4]) == []


@pytest.mark.parametrize(
    ("value", "percent", "text"),
    [
        (85.0, False, "85"),
        (0.1 + 0.2, False, "0.3"),
        (0.285, True, "28.5"),
        (1.0, True, "100"),
        (0, True, "0"),
        (1200, False, "1200"),
        (-2.5, False, "-2.5"),
        (13800000000.0, False, "13800000000"),
        (4.40101199001011e17, False, "4.40101199001011E+17"),
        (float("nan"), False, "nan"),
        (True, False, "yes"),
        (False, False, "no"),
        (date(2022, 12, 31), False, "2022-12-31"),
        (datetime(2022, 12, 31), False, "2022-12-31"),
        (datetime(2022, 12, 31, 9, 30), False, "2022-12-31 09:30"),
        (time(9, 30), False, "09:30:00"),
        (timedelta(hours=30), False, "1 day, 6:00:00"),
        (" ８５ ", False, "８５"),
        ("", False, ""),
    ],
)
def test_cells_are_written_as_a_person_would_have_typed_them(
    value: float | str | date | time | timedelta, percent: bool, text: str
) -> None:
    assert cell_text(value, percent) == text
