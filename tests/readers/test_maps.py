"""Maps of foreign tables: headings to questions, codes to answers, the same for every row."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from hpscore.problem import Problem, ProblemError
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.tables.mapping import TableMap, map_of
from hpscore.readers.tables.reading import parse_table
from hpscore.readers.workbooks.opening import open_workbook
from hpscore.source import parse_document
from tests.readers.scored import office

MAP = """\
columns:
  单位代码: subject.id
  今年打扫了几次: cleanings
  有食堂吗: {to: canteen, codes: {1: yes, 2: no, 3: {na: 无人}, 9: ~}}
  围栏: fenced
codes: {1: yes, 2: no}
ignore: [序号]
"""
TABLE = "序号,单位代码,今年打扫了几次,有食堂吗,围栏\n"


def read_map(text: str) -> TableMap:
    return map_of(parse_document(text, file="m.yaml"))


def scored(rows: str, text: str = MAP, *, headings: str = TABLE) -> list[Outcome]:
    (table,) = read_map(text).tables(parse_table(headings + rows, file="t.csv"))
    return list(Scorer(Catalogue(), office()).score_table(table))


def told(rows: str, text: str = MAP, *, headings: str = TABLE) -> list[tuple[str, str]]:
    """Return the code and the place of every problem, as file:line:column."""
    return [_placed(p) for o in scored(rows, text, headings=headings) for p in o.problems]


def refused(text: str) -> list[tuple[str, str]]:
    with pytest.raises(ProblemError) as caught:
        read_map(text)
    return [_placed(problem) for problem in caught.value.problems]


def helps(rows: str, text: str = MAP, *, headings: str = TABLE) -> list[str]:
    outcomes = scored(rows, text, headings=headings)
    return [str(problem.help) for outcome in outcomes for problem in outcome.problems]


def _placed(problem: Problem) -> tuple[str, str]:
    place = problem.location
    where = place.cell or f"{place.line}:{place.column}"
    return problem.code, f"{place.file}:{where}"


def test_headings_and_codes_are_read_by_the_map() -> None:
    (outcome,) = scored("1,a,4,1,2\n")
    assert outcome.assessment is not None
    assert outcome.assessment.subject == {"id": "a"}
    found = {name: answer.value for name, answer in outcome.assessment.answers.items()}
    assert found == {"cleanings": 4, "canteen": True, "fenced": False}


def test_a_code_may_mean_unanswered_or_not_applicable_with_a_reason() -> None:
    unanswered, excused = scored("1,a,4,9,2\n2,b,4,3,2\n")
    assert unanswered.assessment is not None
    assert "canteen" not in unanswered.assessment.answers
    assert excused.assessment is not None
    canteen = excused.assessment.answers["canteen"]
    assert (canteen.state, canteen.note) == ("not_applicable", "无人")


@pytest.mark.parametrize("cell", ["１", "1.0", " 1 ", "1.00"])
def test_a_code_is_the_same_however_its_number_is_written(cell: str) -> None:
    (outcome,) = scored(f"1,a,4,{cell},2\n")
    assert outcome.assessment is not None
    assert outcome.assessment.answers["canteen"].value is True


def test_a_code_that_the_map_does_not_list_is_told_in_its_cell() -> None:
    assert told("1,a,4,7,3\n") == [("unknown-code", "t.csv:2:7"), ("unknown-code", "t.csv:2:9")]
    assert helps("1,a,4,7,2\n") == ["it knows 1, 2, 3, 9: add this one to its codes, "
                                    "or correct the cell"]  # fmt: skip
    # what is an answer by itself is no code of this table
    assert told("1,a,4,是,2\n") == [("unknown-code", "t.csv:2:7")]


def test_codes_of_a_number_leave_other_numbers_as_they_are() -> None:
    text = MAP.replace("打扫了几次: cleanings", "打扫了几次: {to: cleanings, codes: {99: ~}}")
    unanswered, counted = scored("1,a,99,1,2\n2,b,2,1,2\n", text)
    assert unanswered.assessment is not None
    assert "cleanings" not in unanswered.assessment.answers
    assert counted.assessment is not None
    assert counted.assessment.answers["cleanings"].value == 2


def test_codes_for_all_columns_are_for_those_that_take_yes_or_no() -> None:
    (outcome,) = scored("1,a,1,1,1\n")
    assert outcome.assessment is not None
    assert outcome.assessment.answers["cleanings"].value == 1


def test_options_of_a_fact_have_codes_of_their_own() -> None:
    text = (
        "columns:\n  代码: subject.id\n  类型: {to: subject.setting, codes: {1: urban, 2: 农村}}\n"
    )
    first, second = scored("a,1\nb,2\n", text, headings="代码,类型\n")
    settings = [o.assessment.subject["setting"] for o in (first, second) if o.assessment]
    assert settings == ["urban", "rural"]
    assert told("a,3\n", text, headings="代码,类型\n") == [("unknown-code", "t.csv:2:3")]


def test_what_is_the_same_for_every_row_is_stated_once() -> None:
    text = MAP + (
        "rubric: office\nassessor: 二组\nsubject: {county: 芒市}\n"
        "period: {from: 2022-01-01, to: 2022-12-31}\n"
    )
    (outcome,) = scored("1,a,4,1,2\n", text)
    assert outcome.assessment is not None
    assert outcome.assessment.subject == {"id": "a", "county": "芒市"}
    assert outcome.assessment.assessor == "二组"
    assert outcome.assessment.period is not None
    assert outcome.assessment.period.to == "2022-12-31"


def test_what_is_the_same_for_every_row_is_told_once_and_in_the_map() -> None:
    text = MAP + "subject: {setting: 郊区}\n"
    found = told("1,a,4,1,2\n2,b,4,1,2\n", text)
    assert found.count(("not-an-option", "m.yaml:8:20")) == 1
    assert ("no-such-answer", "m.yaml:8:20") in found
    assert told("1,a,4,1,2\n", MAP + "subject: {id: x}\n") == [("two-answers", "m.yaml:8:15")]


def test_extra_cells_are_told_where_they_stand_though_a_map_adds_columns() -> None:
    assert told("1,a,4,1,2,x\n", MAP + "assessor: 二组\n") == [("too-many-cells", "t.csv:2:11")]
    (outcome,) = scored("1,a,4\n", MAP + "assessor: 二组\n")
    assert outcome.assessment is not None
    assert outcome.assessment.assessor == "二组"


def test_a_heading_that_the_map_does_not_place_is_refused_unless_it_is_known() -> None:
    headings = TABLE.replace("序号", "大扫厨").replace("围栏", "树木")
    text = MAP.replace("  围栏: fenced\n", "")
    found = scored("1,a,4,1,2\n", text, headings=headings)[0].problems
    assert [_placed(p) for p in found] == [
        ("unknown-heading", "t.csv:1:1"),
        ("ambiguous-heading", "t.csv:1:23"),
    ]
    assert str(found[0].help) == (
        "place it in the map below columns, or below ignore; did you mean '大扫除'?"
    )
    known = TABLE.replace("围栏", "数量")
    assert scored("1,a,4,1,2\n", text, headings=known)[0].result is not None


def test_a_heading_of_the_map_that_the_table_lacks_is_told_with_the_nearest() -> None:
    headings = TABLE.replace("有食堂吗", "有无食堂")
    assert ("no-such-column", "m.yaml:4:3") in told("1,a,4,1,2\n", headings=headings)
    assert helps("1,a,4,1,2\n", headings=headings)[0] == "did you mean '有无食堂'?"


def test_a_column_may_be_optional() -> None:
    text = MAP.replace("{to: canteen,", "{to: canteen, optional: yes,")
    (outcome,) = scored("1,a,4,2\n", text, headings=TABLE.replace("有食堂吗,", ""))
    assert outcome.result is not None


@pytest.mark.parametrize("heading", ['"今年打扫\n了几次"', "今年 打扫了几次", "今年打扫了几次 "])
def test_spaces_and_line_breaks_of_a_heading_do_not_matter(heading: str) -> None:
    (outcome,) = scored("1,a,4,1,2\n", headings=TABLE.replace("今年打扫了几次", heading))
    assert outcome.result is not None


def test_a_name_that_the_map_gives_is_told_in_the_map() -> None:
    text = MAP.replace("cleanings", "cleaning")
    assert told("1,a,4,1,2\n", text) == [("unknown-heading", "m.yaml:3:12")]
    assert helps("1,a,4,1,2\n", text) == ["did you mean 'cleanings'?"]


def test_a_meaning_that_is_no_answer_is_told_in_the_map() -> None:
    text = MAP.replace("codes: {1: yes, 2: no}", "codes: {1: yess, 2: no}")
    assert told("1,a,4,1,2\n", text) == [("no-such-answer", "m.yaml:6:12")]


def test_one_of_several_columns_of_a_name_is_taken_by_its_number() -> None:
    headings = "代码,其他,其他\n"
    text = "columns:\n  代码: subject.id\n  {}: cleanings\nignore: [{}]\n"
    (outcome,) = scored("a,4,x\n", text.format('"其他#1"', '"其他#2"'), headings=headings)
    assert outcome.assessment is not None
    assert outcome.assessment.answers["cleanings"].value == 4
    found = told("a,4,x\n", text.format("其他", "序号"), headings=headings)
    assert ("several-columns", "m.yaml:3:3") in found


def test_awarded_points_can_be_mapped() -> None:
    text = "columns: {代码: subject.id, 打扫得分: 'points:cleanings'}\n"
    (outcome,) = scored("a,3\n", text, headings="代码,打扫得分\n")
    assert outcome.result is not None
    assert outcome.result.points is not None
    assert outcome.result.points.earned == 3


def test_a_table_whose_headings_do_not_fit_is_left_alone() -> None:
    read = read_map(MAP)
    assert read.tables(parse_table("rubric,id,大扫除\noffice,1,4\n", file="t.csv")) == []
    assert read.misfit("t.csv").code == "map-does-not-fit"
    assert read.misfit("t.csv").location.file == "t.csv"


def test_a_map_without_columns_gives_codes_to_a_table_with_known_headings() -> None:
    read = read_map("rubric: office\ncodes: {1: yes, 2: no}\n")
    (table,) = read.tables(parse_table("id,食堂\na,2\n", file="t.csv"))
    (outcome,) = Scorer(Catalogue(), office()).score_table(table)
    assert outcome.assessment is not None
    assert outcome.assessment.answers["canteen"].value is False
    assert read.tables(parse_table("rubric,id,食堂\noffice,a,2\n", file="t.csv")) == []
    sheets = read.tables(open_workbook(book(表=[["编号", "食堂"], ["a", 2]])), "a.xlsx")
    assert [each.names_rubrics for each in sheets] == [True]


def test_the_row_of_the_headings_is_found_or_stated() -> None:
    title = "某局2022年,,,,\n填报：二组,,,,\n"
    assert scored("1,a,4,1,2\n", headings=title + TABLE)[0].source == "t.csv:4"
    stated = MAP + "heading_row: 3\n"
    assert scored("1,a,4,1,2\n", stated, headings=title + TABLE)[0].result is not None
    wrong = read_map(MAP + "heading_row: 1\n")
    assert wrong.tables(parse_table(title + TABLE + "1,a,4,1,2\n", file="t.csv")) == []


def test_all_that_is_wrong_with_a_map_is_told_at_once() -> None:
    assert refused(
        "colums: {a: b}\n"
        "columns: {c: {too: x}, d: 3, e: ~, C: meetings, f: cleanings, F: neat}\n"
        "heading_row: 0\n"
        "codes: {1: yes, １: no, 2: [a]}\n"
        "subject: {id: [1]}\n"
        "ignore: [c]\n"
    ) == [
        ("unknown-key", "m.yaml:1:1"),
        ("missing-key", "m.yaml:2:11"),
        ("unknown-key", "m.yaml:2:15"),
        ("no-target", "m.yaml:2:24"),
        ("no-target", "m.yaml:2:30"),
        ("two-answers", "m.yaml:2:36"),
        ("two-answers", "m.yaml:2:63"),
        ("greater-than-equal", "m.yaml:3:14"),
        ("two-answers", "m.yaml:4:17"),
        ("not-a-value", "m.yaml:4:27"),
        ("not-a-value", "m.yaml:5:15"),
    ]
    assert refused("- a\n- b\n") == [("model-type", "m.yaml:1:1")]


def book(**sheets: list[list[object]]) -> bytes:
    made = Workbook()
    assert made.active is not None
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    packed = BytesIO()
    made.save(packed)
    return packed.getvalue()


SHEET: list[list[object]] = [
    ["某局检查表"],
    ["序号", "单位代码", "检查", None, None],
    [None, None, "今年打扫了几次", "有食堂吗", "围栏"],
    [1, "a", 4, 1, 2],
    [2, "b", 4, 7, 2],
    ["合计", None, 8],
]


def test_sheets_are_mapped_like_texts_with_the_names_of_their_cells() -> None:
    (table,) = read_map(MAP).tables(open_workbook(book(说明=[["x"]], 表=SHEET)), "a.xlsx")
    first, second = Scorer(Catalogue(), office()).score_table(table)
    assert first.source == "a.xlsx#表:4"
    assert first.result is not None
    assert [_placed(p) for p in second.problems] == [("unknown-code", "a.xlsx:D5")]


def test_a_map_may_name_its_sheets() -> None:
    data = book(一月=SHEET, 二月=SHEET, 三月=SHEET)
    assert len(read_map(MAP).tables(open_workbook(data), "a.xlsx")) == 3
    two = read_map(MAP + "sheet: [一月, 三月]\n").tables(open_workbook(data), "a.xlsx")
    assert [table.source(table.records[0]) for table in two] == ["a.xlsx#一月:4", "a.xlsx#三月:4"]
    with pytest.raises(ProblemError) as caught:
        read_map(MAP + "sheet: 四月\n").tables(open_workbook(data), "a.xlsx")
    assert [_placed(problem) for problem in caught.value.problems] == [("no-sheet", "m.yaml:8:8")]
    other = open_workbook(book(四季度=[["编号", "数量"], ["a", 1]]))
    assert read_map(MAP + "sheet: 四月\n").tables(other, "b.xlsx") == []


def test_a_sheet_that_a_map_names_may_be_lacking_unless_another_seems_to_be_it() -> None:
    read = read_map(MAP + "sheet: [一月, 二月]\n")
    assert len(read.tables(open_workbook(book(一月=SHEET, 说明=[["x"]])), "a.xlsx")) == 1
    with pytest.raises(ProblemError) as caught:
        read.tables(open_workbook(book(一月=SHEET, 二月份=SHEET)), "a.xlsx")
    (problem,) = caught.value.problems
    assert problem.code == "no-sheet"
    assert "'二月'" in str(problem.message)
