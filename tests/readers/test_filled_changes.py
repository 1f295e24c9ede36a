"""Forms whose rows, headings or sheets people changed: nothing that was filled in gets lost."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from hpscore.forms.blank import blank_for
from hpscore.forms.workbook.form import write_form
from hpscore.model.assessment import Assessment
from hpscore.readers.assessments import Reader
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.filled.contents import contents, contents_of
from hpscore.readers.outcome import Outcome, Scorer
from tests.readers.sheets import COVER, HEADINGS, filled_form, places, scored
from tests.readers.workbooks import ods

NAMES = ("title", "points", "answer", "count", "of", "note", "awarded", "key")
ANSWER, KEY = NAMES.index("answer"), NAMES.index("key")
HELD = ["2022-03-01", "一季度例会", "有", "有", "有"]


def row(key: str, **columns: object) -> list[object]:
    """Return a row of a form; its title is its key."""
    cells: list[object] = [key, None, None, None, None, None, None, key]
    for name, value in columns.items():
        cells[NAMES.index(name)] = value
    return cells


def form(tmp_path: Path, *rows: Sequence[object], **others: Any) -> Path:
    return filled_form(tmp_path / "form.xlsx", *rows, **others)


def read(path: Path) -> Assessment:
    outcome = scored(path)
    assert outcome.problems == ()
    assert outcome.assessment is not None
    return outcome.assessment


def codes(outcome: Outcome) -> list[str]:
    return [code for code, _ in places(outcome)]


@pytest.fixture
def made() -> Any:
    """Return a blank form as it is written, to be changed."""
    stream = BytesIO()
    write_form(blank_for(Reader(Catalogue().get("healthy-community")), "zh"), stream, None)
    return load_workbook(stream)


def kept(book: Any, tmp_path: Path) -> Path:
    book.save(tmp_path / "made.xlsx")
    return tmp_path / "made.xlsx"


@pytest.mark.parametrize("old", ["其中", "总数"])
def test_a_changed_heading_of_a_part_is_told(tmp_path: Path, old: str) -> None:
    headings = ["人数" if each == old else each for each in HEADINGS]
    path = form(tmp_path, row("health_literacy", count=30, of=40), headings=headings)
    cell = "D1" if old == "其中" else "E1"
    assert ("unknown-column", f"评分!{cell}") in places(scored(path))


def test_points_below_a_heading_that_is_there_already_are_told(tmp_path: Path) -> None:
    headings = ["得分" if each == "直接给分" else each for each in HEADINGS]
    rows = [[*row("meetings"), 0], [*row("pledge", awarded=2), 0]]
    assert codes(scored(form(tmp_path, *rows, headings=[*headings, "得分"]))) == ["two-columns"]


def test_each_answer_below_no_heading_is_told_with_its_cell(tmp_path: Path) -> None:
    rows = [*row("pledge", answer="是"), None, "否"], [*row("meetings"), None, 4]
    assert places(scored(form(tmp_path, *rows))) == [
        ("unknown-column", "评分!J2"), ("unknown-column", "评分!J3")
    ]  # fmt: skip


def test_a_form_whose_column_of_answers_was_renamed_is_still_a_form(tmp_path: Path) -> None:
    headings = ["回答" if each == "答案" else each for each in HEADINGS]
    outcome = scored(form(tmp_path, row("pledge", answer="是"), headings=headings))
    assert places(outcome) == [("unknown-column", "评分!C1")]
    headings = [each for each in HEADINGS if each != "答案"]
    lacking = [cell for place, cell in enumerate(row("pledge")) if place != ANSWER]
    assert places(scored(form(tmp_path, lacking, headings=headings))) == [("no-answers", "评分!A1")]


def test_an_answer_in_a_cell_of_points_is_told(tmp_path: Path) -> None:
    outcome = scored(form(tmp_path, row("pledge", points="是"), row("meetings", points=3)))
    assert places(outcome) == [("answer-elsewhere", "评分!B2")]


@pytest.mark.parametrize("written", ["未见", "待核实", "优", 3, "基本是"])
def test_whatever_stands_as_an_answer_below_the_table_is_told(
    tmp_path: Path, written: object
) -> None:
    rows = row("pledge", answer="是"), ["不认识的题", None, written]
    assert places(scored(form(tmp_path, *rows))) == [("row-without-key", "评分!C3")]


def test_rows_are_read_by_their_titles_where_the_keys_were_deleted(tmp_path: Path) -> None:
    def cut(cells: Sequence[object], title: str) -> list[object]:
        return [title, *cells[1:KEY]]

    rows = cut(row("", answer=3), "例会"), cut(row("", note="未见原件"), "书面承诺")
    found = read(form(tmp_path, *rows, headings=HEADINGS[:KEY]))
    assert found.answers["meetings"].value == 3
    assert found.notes == {"pledge": "未见原件"}
    unknown = cut(row("", note="好"), "不认识的题")
    path = form(tmp_path, *rows, unknown, headings=HEADINGS[:KEY])
    assert places(scored(path)) == [("row-without-key", "评分!F4")]


def test_what_a_row_does_not_take_is_told(tmp_path: Path) -> None:
    rubric = Catalogue().get("healthy-village")
    line = next(each for _, each in rubric.lines() if each.not_applicable is not None)
    veto = f"veto:{rubric.vetoes[0].id}" if rubric.vetoes else None
    cover = (("评分标准", "healthy-village"), ("名称", "甲村"))
    rows = [row(line.id, note="没有食堂吗")] + ([row(veto, note="三月有过")] if veto else [])
    outcome = scored(form(tmp_path, *rows, cover=cover))
    if line.id not in Reader(rubric).sheet.questions:
        assert ("not-taken", "评分!F2") in places(outcome)
    if veto:
        assert ("not-taken", "评分!F3") in places(outcome)
    path = form(tmp_path, row("points:meetings", note="按表"))
    assert places(scored(path)) == [("not-taken", "评分!F2")]


def test_two_notes_about_the_same_points_are_told(tmp_path: Path) -> None:
    rows = row("meetings", awarded=2, note="甲"), row("例会", awarded=2, note="乙")
    assert codes(scored(form(tmp_path, *rows))) == ["two-answers"]
    rows = row("meetings", awarded=2), row("例会", awarded=2, note="乙")
    assert read(form(tmp_path, *rows)).points["meetings"].note == "乙"


@pytest.mark.parametrize("name", ["例会记录", "例会登记表", "Sheet9", "例会登记2022"])
def test_a_register_sheet_that_was_renamed_is_still_read(
    made: Any, tmp_path: Path, name: str
) -> None:
    sheet = made["例会登记"]
    for column, value in enumerate(HELD, 1):
        sheet.cell(3, column).value = value
    sheet.title = name
    for line in made["封面"].iter_rows():
        if line[0].value in ("评审起日", "评审止日"):
            line[1].value = "2022-01-01" if line[0].value == "评审起日" else "2022-12-31"
    (found,) = Scorer(Catalogue()).score_found(contents(kept(made, tmp_path)))
    assert found.assessment is not None
    assert [*found.assessment.registers] == ["meetings"]


def test_a_sheet_that_may_be_several_registers_or_one_more_is_told(tmp_path: Path) -> None:
    rubric = Catalogue().get("healthy-community")
    columns = [c.title.say("zh") for c in rubric.registers["meetings"].columns.values()]
    title = rubric.registers["meetings"].title.say("zh")
    both = {title: [columns, HELD], "我们的会": [columns, HELD]}
    assert places(scored(form(tmp_path, row("pledge"), **both))) == [
        ("which-register", "我们的会!A1")
    ]


def test_a_register_sheet_may_lack_columns_where_it_was_renamed(tmp_path: Path) -> None:
    rubric = Catalogue().get("healthy-community")
    columns = [c.title.say("zh") for c in rubric.registers["meetings"].columns.values()]
    path = form(tmp_path, row("pledge"), 我们的会=[columns[:4], HELD[:4]])
    outcome = scored(path)
    told = [p.location.sheet for p in outcome.problems]
    registers = outcome.assessment.registers if outcome.assessment else {}
    assert [*registers] == ["meetings"] or "我们的会" in told


def test_a_renamed_register_whose_days_lost_their_heading_is_told(tmp_path: Path) -> None:
    rubric = Catalogue().get("healthy-community")
    columns = [c.title.say("zh") for c in rubric.registers["meetings"].columns.values()]
    path = form(tmp_path, row("pledge"), 我们的会=[["时间", *columns[1:]], HELD])
    assert places(scored(path)) == [("unknown-column", "我们的会!A1")]


PAPERS = ("编号", "材料", "已交文件", "每套内容", "套数")


def test_every_sheet_of_papers_is_read(tmp_path: Path) -> None:
    blank = (PAPERS, (7, "例会材料", None, "签到、照片", 4))
    filled = (PAPERS, (7, "例会材料", "a.pdf", "签到、照片", 4))
    sheets = {"佐证材料": blank, "佐证材料 (2)": filled}
    assert read(form(tmp_path, row("pledge"), **sheets)).evidence == {"7": ("a.pdf",)}
    sheets["佐证材料"] = (PAPERS, (7, "例会材料", "b.pdf", "签到、照片", 4))
    assert codes(scored(form(tmp_path, row("pledge"), **sheets))) == ["two-answers"]


@pytest.mark.parametrize(
    ("headings", "cells", "told"),
    [
        (PAPERS, (7, "例会材料", None, "签到", 4, "a.pdf"), ("unknown-column", "佐证材料!F2")),
        (PAPERS, (7, "例会材料", None, "a.pdf", 4), ("unknown-column", "佐证材料!D2")),
        (PAPERS, (None, None, "a.pdf"), ("row-without-key", "佐证材料!C2")),
        (("编号", "材料", "文件"), (7, "例会材料", "a.pdf"), ("unknown-column", "佐证材料!C1")),
    ],
)
def test_files_that_stand_elsewhere_are_told(
    tmp_path: Path, headings: Sequence[str], cells: Sequence[object], told: tuple[str, str]
) -> None:
    path = form(tmp_path, row("pledge"), 佐证材料=(headings, cells))
    assert places(scored(path)) == [told]


def test_two_options_beside_a_fact_are_told(tmp_path: Path) -> None:
    cover = [("城乡", "农村", "城市") if each[0] == "城乡" else each for each in COVER]
    assert places(scored(form(tmp_path, row("pledge"), cover=cover))) == [("two-values", "封面!C4")]


def test_one_answer_merged_over_two_questions_is_refused_in_an_open_workbook() -> None:
    def cells(*texts: str, before: str = "") -> str:
        made = "".join(
            f'<table:table-cell office:value-type="string"{before if text == "3" else ""}>'
            f"<text:p>{text}</text:p></table:table-cell>"
            if text else "<table:table-cell/>"
            for text in texts
        )  # fmt: skip
        return f"<table:table-row>{made}</table:table-row>"

    spanned = ' table:number-rows-spanned="2" table:number-columns-spanned="1"'
    rows = (
        cells("评分标准", "healthy-community@2022.1")
        + cells("评审内容", "答案", "题号")
        + cells("例会", "3", "meetings", before=spanned)
        + cells("培训", "", "trainings")
    )
    (found,) = contents_of(ods(rows), "form.ods")
    outcome = Scorer(Catalogue()).score_filled(found)  # type: ignore[arg-type]
    assert places(outcome) == [("merged-answers", "S!B3")]
