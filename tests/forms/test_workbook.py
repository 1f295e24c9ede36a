"""A form as a workbook: what a person sees in it, may change in it, and is told by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from hpscore.forms.blank import blank_for
from hpscore.forms.workbook.form import write_form
from hpscore.message import LANGUAGES, Language
from hpscore.model.assessment import Assessment
from hpscore.model.digest import digest_of
from hpscore.model.rubric import Rubric
from hpscore.readers.assessments import Reader
from hpscore.readers.filled.layout import COLUMNS, COVER, DIGEST, PAGES
from hpscore.readers.rubrics import rubric_from
from hpscore.scoring.engine import score
from hpscore.source import parse_document
from tests.forms.blanks import odd, rubrics

RUBRICS = rubrics()
BY_NAME = pytest.mark.parametrize("name", RUBRICS)
IN_BOTH = pytest.mark.parametrize("language", LANGUAGES)
PHONE = 38
"""So many characters fit on a phone that is held upright."""


def book(rubric: Rubric, language: Language = "zh", text: str = "", **facts: str) -> Any:
    """Return a form as formulas, with its values as `.values`."""
    reader = Reader(rubric)
    given = reader.read(parse_document(text, file=None, format="yaml")) if text else None
    stream = BytesIO()
    write_form(blank_for(reader, language, facts=facts), stream, given)
    found: Any = load_workbook(stream)
    found.shown = load_workbook(stream, data_only=True)
    return found


@cache
def form(name: str, language: Language = "zh") -> Any:
    return book(RUBRICS[name], language)


def columns(sheet: Any) -> dict[str, int]:
    titles = {text: name for name, texts in COLUMNS.items() for text in texts.values()}
    return {titles[c.value]: c.column for c in sheet[2] if c.value in titles}


def row_of(sheet: Any, key: str) -> int:
    place = columns(sheet)["key"]
    return next(row for row in range(3, sheet.max_row + 1) if sheet.cell(row, place).value == key)


def cell(sheet: Any, key: str, column: str = "answer") -> Any:
    return sheet.cell(row_of(sheet, key), columns(sheet)[column])


def cover(found: Any) -> dict[str, Any]:
    sheet = found.shown[found.sheetnames[0]]
    return {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2) if row[0].value}


def rules(sheet: Any, coordinate: str) -> list[Any]:
    return [rule for rule in sheet.data_validations.dataValidation if coordinate in rule.sqref]


def cells(found: Any) -> Iterator[Any]:
    for sheet in found.worksheets:
        for row in sheet.iter_rows():
            yield from row


@BY_NAME
@IN_BOTH
def test_only_what_is_to_fill_in_is_unlocked(name: str, language: Language) -> None:
    found = form(name, language)
    assert all(sheet.protection.sheet for sheet in found.worksheets)
    questions = found[PAGES["questions"][language]]
    headed = {place: title for title, place in columns(questions).items()}
    to_fill = {"answer", "count", "of", "note", "awarded"}
    for row in questions.iter_rows(min_row=3):
        for each in row:
            if not each.protection.locked:
                assert headed[each.column] in to_fill
    for title in ("missing", "sums"):
        sheet = found[PAGES[title][language]]
        assert all(each.protection.locked for row in sheet.iter_rows() for each in row)


@BY_NAME
@IN_BOTH
def test_every_question_has_a_row_with_a_cell_for_its_answer(name: str, language: Language) -> None:
    sheet = form(name, language)[PAGES["questions"][language]]
    for asked in blank_for(Reader(RUBRICS[name]), language).questions():
        column = "count" if asked.kind == "rate" else "answer"
        assert not cell(sheet, asked.id, column).protection.locked, asked.id
        if asked.kind != "rate":
            assert rules(sheet, cell(sheet, asked.id).coordinate), asked.id
    for veto in RUBRICS[name].vetoes:
        assert not cell(sheet, f"veto:{veto.id}").protection.locked


@BY_NAME
def test_title_points_and_answer_fit_on_a_phone(name: str) -> None:
    sheet = form(name)[PAGES["questions"]["zh"]]
    first = [place for title, place in columns(sheet).items() if title in
             ("title", "points", "answer")]  # fmt: skip
    assert first == [*range(1, len(first) + 1)]
    letters = [sheet.cell(2, place).column_letter for place in first]
    edge = 0.72  # of each column, beside its characters
    assert sum(sheet.column_dimensions[letter].width - edge for letter in letters) <= PHONE
    assert form(name)[PAGES["cover"]["zh"]].column_dimensions["A"].width < PHONE / 2


@BY_NAME
@IN_BOTH
def test_no_wrapped_text_is_higher_than_its_row(name: str, language: Language) -> None:
    found, title = form(name, language), PAGES["questions"][language]
    sheet, shown = found[title], found.shown[title]
    for row in sheet.iter_rows(min_row=3, max_col=columns(sheet)["dimension"] - 1):
        if row[0].coordinate in sheet.merged_cells:
            continue
        for each in row:
            width = sheet.column_dimensions[each.column_letter].width
            said = str(shown[each.coordinate].value or "").split("\n")
            lines = sum(-(-cell_len(line) // int(width + 1)) or 1 for line in said)
            assert sheet.row_dimensions[each.row].height >= 13 * lines, each.coordinate


@BY_NAME
@IN_BOTH
def test_the_cover_names_the_rubric_and_is_printed_with_its_digest(
    name: str, language: Language
) -> None:
    rubric, found = RUBRICS[name], form(name, language)
    told = cover(found)
    by = f"{rubric.rubric}@{rubric.version}"
    assert told[COVER["rubric"][language]] == by
    assert digest_of(rubric).startswith(told[DIGEST[language]])
    for sheet in found.worksheets:
        if sheet.sheet_state == "visible":
            assert by in sheet.oddFooter.left.text
            assert told[DIGEST[language]] in sheet.oddFooter.left.text
            assert "&P" in sheet.oddFooter.right.text
            assert sheet.page_setup.paperSize == 9
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
    questions = found[PAGES["questions"][language]]
    assert (questions.freeze_panes, questions.print_title_rows) == ("A3", "$1:$2")
    assert questions.page_setup.orientation == "landscape"
    assert found[PAGES["sums"][language]].sheet_state == "hidden"


@IN_BOTH
def test_there_are_lines_to_sign_on(language: Language) -> None:
    said = " ".join(str(text) for text in cover(form("healthy-community", language)))
    assert said.count("＿" * 12) == 3


def test_answers_are_chosen_from_lists_where_there_are_options() -> None:
    sheet = form("odd")[PAGES["questions"]["zh"]]
    wanted = {
        "pledge": '"是,否"',
        "kitchen": '"是,否,不适用"',
        "shift": '"白班,夜班"',
        "toilets": '"不适用"',
        "second": '"不适用"',
        "veto:fraud": '"是,否"',
    }
    for key, options in wanted.items():
        (rule,) = rules(sheet, cell(sheet, key).coordinate)
        assert (rule.type, rule.formula1, rule.errorStyle or "stop") == ("list", options, "stop")


def test_numbers_have_bounds_that_only_warn_and_say_what_is_expected() -> None:
    sheet = form("odd")[PAGES["questions"]["zh"]]
    wanted = {
        "visits": ("whole", "0", "12", "整数（0 至 12）"),
        "judged": ("decimal", "0", "4", "0.5"),
        "sanitary": ("decimal", "0", "1", "填 85 或 85%"),
    }
    for key, (kind, low, high, said) in wanted.items():
        (rule,) = rules(sheet, cell(sheet, key).coordinate)
        assert (rule.type, rule.formula1, rule.formula2) == (kind, low, high)
        assert rule.errorStyle == "warning"  # so that `2 至 3` can be entered
        assert said in rule.prompt
        assert rule.prompt == rule.error
    assert cell(sheet, "sanitary").number_format == "0.0#%"


def test_a_list_with_commas_stands_on_the_hidden_page() -> None:
    text = """\
rubric: many
version: '1'
title: Many
dimensions:
  - id: d
    title: D
    points: 2
    indicators:
      - id: a
        title: A
        points: 2
        choice: {one: {points: 2, title: "one, or two"}, none: 0}
"""
    rubric = rubric_from(parse_document(text, file="m.yaml", format="yaml"))
    found = book(rubric, "en")
    sheet = found["Assessment"]
    (rule,) = rules(sheet, cell(sheet, "a").coordinate)
    refers = found.defined_names[rule.formula1].attr_text
    title, _, place = refers.rpartition("!")
    listed = [row[0].value for row in found[title.strip("'")][place]]
    assert listed == ["one, or two", "none"]


def test_facts_that_are_known_stand_on_the_cover_and_leave_questions_out() -> None:
    found = book(odd(), name="河村", setting="rural")
    told = cover(found)
    assert (told["被评对象名称"], told["城乡"]) == ("河村", "农村")
    keys = [c.value for c in found["评分"]["A":"Z"] for c in c if c.value]
    assert "sanitary" in keys
    assert "public_clean" not in keys


ANSWERS = """\
rubric: odd
subject: {id: "007", name: =1+1, setting: rural, 联系人: 老王}
answers: {pledge: yes, meetings: {from: 2, to: 3}, sanitary: {count: 41, of: 50},
          kitchen: {na: 无食堂}, interval: yearly, judged: 2.5, average: 85.5}
points: {litter: {points: 1, note: 见照片}}
vetoes: {fraud: no}
"""


def test_an_assessment_stands_in_its_cells() -> None:
    sheet = book(odd(), "zh", ANSWERS)["评分"]
    wanted = {
        ("pledge", "answer"): "是",
        ("meetings", "answer"): "2 至 3",
        ("sanitary", "count"): 41,
        ("sanitary", "of"): 50,
        ("sanitary", "answer"): None,
        ("kitchen", "answer"): "不适用",
        ("kitchen", "note"): "无食堂",
        ("interval", "answer"): "每年",
        ("judged", "answer"): 2.5,
        ("average", "answer"): 0.855,
        ("litter", "awarded"): 1,
        ("litter", "note"): "见照片",
        ("veto:fraud", "answer"): "否",
    }
    assert {place: cell(sheet, *place).value for place in wanted} == wanted


@IN_BOTH
def test_it_says_where_the_subject_stands_without_being_recomputed(language: Language) -> None:
    rubric = odd()
    found = book(rubric, language, ANSWERS)
    given = Reader(rubric).read(parse_document(ANSWERS, file=None, format="yaml"))
    result, told = score(rubric, given), cover(found)
    assert result.total is not None
    labels = {"zh": ("已得", "可得", "待填"), "en": ("Earned", "Reachable", "Still to answer")}
    earned, reachable, missing = labels[language]
    assert told[earned] == pytest.approx(float(result.total.earned), abs=1e-4)
    assert told[reachable] == pytest.approx(float(result.total.reachable), abs=1e-4)
    assert told[missing] == len(result.unanswered)
    line = found.shown[PAGES["questions"][language]]["A1"].value
    assert f"{earned.lower()} {float(told[earned]):g}" in line


def test_the_cover_says_only_what_there_is_a_place_for() -> None:
    def said(name: str) -> str:
        return " ".join(str(value) for row in form(name)["封面"].values for value in row if value)

    assert "直接给分" in said("healthy-community")
    assert "直接给分" not in said("healthy-village")


def test_what_is_missing_is_listed_in_order_with_its_points() -> None:
    rubric = odd()
    found = book(rubric, "zh", ANSWERS)
    given = Reader(rubric).read(parse_document(ANSWERS, file=None, format="yaml"))
    wanted = score(rubric, given).unanswered
    sheet, shown = found["待填"], found.shown["待填"]
    listed = [row[1].value for row in shown.iter_rows(min_row=3, max_col=4) if row[0].value]
    questions = found["评分"]
    place = columns(questions)["key"]
    keys = [questions.cell(row, place).value for row in range(3, questions.max_row + 1)]
    titles = {key.removeprefix("veto:"): cell(questions, key, "title").value for key in keys if key}
    kept = [titles[name] for name in titles if name in wanted]
    assert [title.rpartition("：")[2] for title in listed] == [
        title.rpartition("：")[2] for title in kept
    ]
    assert len(listed) == len(wanted)
    assert "走访" in listed
    assert "轮班：班次" in listed  # a part is listed with its line
    assert all("INDEX" in sheet.cell(row, 2).value for row in range(3, 3 + len(listed)))
    assert sheet["A3"].value.startswith("=IF(")


def test_what_is_missing_stands_out_and_so_does_what_is_wrong() -> None:
    sheet = form("odd")[PAGES["questions"]["zh"]]
    place = cell(sheet, "visits").coordinate
    (found,) = [v for k, v in sheet.conditional_formatting._cf_rules.items() if place in k.sqref]
    wrong, missing = sorted(found, key=lambda rule: rule.priority)
    row = cell(sheet, "visits").row
    helpers = {rule: sheet[rule.formula[0].removesuffix("=1")] for rule in (wrong, missing)}
    assert {each.row for each in helpers.values()} == {row}
    labels = form("odd")["计算"]
    labelled = [labels.cell(labels[each.value.rpartition("!")[2]].row, 1).value
                for each in helpers.values()]  # fmt: skip
    assert labelled[0].startswith(f"not counted:$C${row}")
    assert "missing:visits" in labelled[1]
    assert wrong.dxf.fill.bgColor.rgb != missing.dxf.fill.bgColor.rgb


HOSTILE = """\
rubric: evil
version: '1'
title: "=cmd|'/C calc'!A0"
facts: {who: {title: "@who", options: {a: "=1+1", b: {zh: "+b", en: "+b"}}}}
evidence: {1: {title: "=HYPERLINK(\\"http://x\\")"}}
dimensions:
  - id: d
    title: "-D"
    points: 2
    indicators: [{id: a, title: "=1+1", points: 2, group: "+g", help: "@SUM(1)", evidence: [1]}]
registers:
  evil: {title: "=reg", columns: {c: {title: "=col"}}}
"""


def test_no_text_of_a_rubric_or_an_assessment_is_a_formula() -> None:
    rubric = rubric_from(parse_document(HOSTILE, file="e.yaml", format="yaml"))
    text = """\
rubric: evil
subject: {id: =1, name: "=cmd|'/C calc'!A0", "=own": "@x", who: a}
assessor: "+1"
answers: {a: {value: yes, note: "=1+1"}}
evidence: {"1": ["=1.pdf"]}
"""
    found = book(rubric, "zh", text)
    written = {*HOSTILE.split('"'), *text.split('"'), "=1", "=own", "@x", "+1", "=1.pdf"}
    for each in cells(found):
        if each.data_type == "f":
            assert each.value not in written, each.coordinate
        elif isinstance(each.value, str) and each.value[:1] in "=+-@":
            assert each.quotePrefix, each.coordinate
    assert "=1+1" in [each.value for each in cells(found)]


def test_registers_and_papers_have_sheets_to_fill_in() -> None:
    found = form("healthy-community")
    rubric = RUBRICS["healthy-community"]
    for register in rubric.registers.values():
        sheet = found[register.title.zh]
        headings = [each.value for each in sheet[2]]
        assert headings == [column.title.zh for column in register.columns.values()]
        assert not sheet.cell(201, 1).protection.locked
    papers = found[PAGES["papers"]["zh"]]
    assert [row[0].value for row in papers.iter_rows(min_row=3)] == [*map(int, rubric.evidence)]
    assert not papers["C3"].protection.locked


def test_a_form_for_another_subject_keeps_answers_that_it_does_not_ask() -> None:
    text = "rubric: odd\nsubject: {setting: urban}\nanswers: {sanitary: 82, village: yes}\n"
    sheet = book(odd(), "zh", text)["评分"]
    assert cell(sheet, "sanitary").value == 0.82
    assert cell(sheet, "village").value == "是"


def test_forms_are_the_same_whenever_they_are_made() -> None:
    first, again = BytesIO(), BytesIO()
    for stream in (first, again):
        write_form(blank_for(Reader(odd()), "zh"), stream, Assessment())
    values = [[c.value for c in cells(load_workbook(s))] for s in (first, again)]
    assert values[0] == values[1]


def test_rows_in_which_people_write_are_of_no_fixed_height() -> None:
    stream = BytesIO()
    write_form(blank_for(Reader(odd()), "zh"), stream)
    with ZipFile(stream) as parts:
        text = parts.read("xl/worksheets/sheet2.xml").decode()
    rows = dict(re.findall(r'<row r="(\d+)"([^>]*)>', text))
    sheet = form("odd")["评分"]
    for row, told in rows.items():
        writable = any(not each.protection.locked for each in sheet[int(row)])
        assert ("customHeight" in told) is not writable, row
    assert cell(sheet, "visits", "note").alignment.vertical == "top"


def test_every_page_says_whom_it_is_about() -> None:
    text = """\
rubric: healthy-community
subject: {name: 河村}
period: {from: 2022-01-01, to: 2022-12-31}
answers: {pledge: yes}
"""
    found = book(RUBRICS["healthy-community"], "zh", text)
    told = "健康社区现场评估　河村　2022-01-01 – 2022-12-31"
    for sheet in found.shown.worksheets[1:]:
        if sheet.title in ("待填", "计算"):
            continue
        heads = [str(each.value) for each in sheet[1] if each.value]
        assert heads[-1].endswith(told), sheet.title
        assert found[sheet.title].print_title_rows == "$1:$2"
    assert found.shown["例会登记"]["A1"].value == f"例会登记　{told}"
    assert "'封面'!$B$" in found["例会登记"]["A1"].value


def test_what_lines_earn_is_printed_beside_the_points_given_directly() -> None:
    found = book(odd(), "zh", ANSWERS)
    sheet = found.shown["评分"]
    places = columns(sheet)
    assert places["awarded"] + 1 == places["secured"] < places["dimension"]
    assert cell(sheet, "pledge", "secured").value == 2
    assert cell(sheet, "litter", "secured").value == 1
    assert cell(sheet, "visits", "secured").value == "0–1"


def test_points_given_directly_are_told_as_the_line_can_earn_them() -> None:
    sheet = form("healthy-community")["评分"]
    (rule,) = rules(sheet, cell(sheet, "group_events", "awarded").coordinate)
    assert "0、5、10" in rule.prompt


@BY_NAME
def test_columns_that_no_question_uses_are_left_out(name: str) -> None:
    asked = blank_for(Reader(RUBRICS[name]), "zh").questions()
    shares = any(each.kind in ("percent", "rate") for each in asked)
    there = {"count", "of"} & columns(form(name)["评分"]).keys()
    assert there == ({"count", "of"} if shares else set())


def test_a_question_whose_register_is_filled_in_is_not_missing() -> None:
    found = form("healthy-community")
    sheet, shown = found["评分"], found.shown["评分"]
    helper = columns(sheet)["key"] + 1
    formula = sheet.cell(row_of(sheet, "meetings"), helper).value
    assert formula.startswith("=IF(AND(COUNTA('例会登记'!$A$3:")
    assert shown.cell(row_of(sheet, "meetings"), helper).value == 1
    text = """\
rubric: healthy-community
period: {from: 2022-01-01, to: 2022-12-31}
registers: {meetings: [{date: 2022-03-01, topic: 春季}]}
"""
    given = book(RUBRICS["healthy-community"], "zh", text)
    row = row_of(given["评分"], "meetings")
    assert given.shown["评分"].cell(row, helper).value == 0
