"""Cells of workbooks: what shows per cent, what cannot be trusted, and what days and texts are."""

from __future__ import annotations

import struct
from datetime import date, datetime, time
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from hpscore.readers.workbooks.bad_cells import BadCell
from hpscore.readers.workbooks.formats import is_percent
from hpscore.readers.workbooks.opening import Workbook, open_workbook
from hpscore.source.finding import RefusedError
from tests.readers.workbooks import book, changed, ods, record, sheet_of, sheets_of, xls, zipped

STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="0.0#%"/><numFmt numFmtId="165"'
    ' formatCode="0&quot;%&quot;"/><numFmt numFmtId="10" formatCode="0.00"/></numFmts>'
    '<cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs><cellXfs count="5">'
    '<xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="10"/></cellXfs></styleSheet>'
)


def styled(cells: str, styles: str = STYLES) -> Workbook:
    return open_workbook(zipped({**sheets_of(cells), "xl/styles.xml": styles}))


def percents(book: Workbook, rows: int = 4, columns: int = 6) -> list[tuple[int, int]]:
    (sheet,) = book.sheets
    places = ((row, column) for row in range(1, rows + 1) for column in range(columns))
    return [place for place in places if book.shows_percent(sheet, *place)]


def values(book: Workbook) -> list[object]:
    return [cell for _, row in book.rows(book.sheets[0]) for cell in row]


def number(ref: str, style: int, value: str = "0.85") -> str:
    return f'<c r="{ref}" s="{style}"><v>{value}</v></c>'


CELLS = "".join(number(f"{letter}2", style) for style, letter in enumerate("ABCDE"))


def test_cells_show_per_cent_by_the_format_of_their_style() -> None:
    # B: built in; C: of its own; D: a percent sign as text; E: a built-in one that was redefined
    assert percents(styled(f'<row r="2">{CELLS}</row>')) == [(2, 1), (2, 2)]


def test_the_styles_of_cells_that_are_written_unusually_are_found_too() -> None:
    unnamed = CELLS.replace('r="A2" ', "").replace('r="B2" ', "").replace('r="C2" ', "")
    assert percents(styled(f'<row r="2">{unnamed}</row>')) == [(2, 1), (2, 2)]
    turned = CELLS.replace('r="B2" s="1"', 's="1" r="B2"').replace('"C2" s', '"C2"  s')
    assert percents(styled(f'<row r="2">{turned}</row>')) == [(2, 1), (2, 2)]


def test_a_plain_style_may_show_per_cent_as_well() -> None:
    all_percent = STYLES.replace('<xf numFmtId="0"/>', '<xf numFmtId="10"/>').replace("0.00", "0%")
    cells = '<row r="1"><c r="A1"><v>1</v></c>' + number("B1", 3) + "</row>"
    assert percents(styled(cells, all_percent)) == [(1, 0)]


def test_cells_of_open_workbooks_show_per_cent_with_those_that_are_repeated() -> None:
    cell = "<table:table-cell office:value-type='percentage' office:value='0.85'{}/>"
    row = f"<table:table-row{{}}>{cell.format('')}<table:table-cell/>{{}}</table:table-row>"
    twice = cell.format(" table:number-columns-repeated='2'")
    found = open_workbook(
        ods(row.format(" table:number-rows-repeated='2'", "") + row.format("", twice))
    )
    assert percents(found) == [(1, 0), (2, 0), (3, 0), (3, 2), (3, 3)]
    assert values(found)[-2:] == [0.85, 0.85]


def test_cells_of_old_workbooks_show_per_cent_by_their_format() -> None:
    wide = struct.pack("<HHB", 165, 4, 1) + "0.0%".encode("utf-16-le")
    formats = record(0x41E, struct.pack("<HHB", 164, 6, 0) + b'0"%"  ') + record(0x41E, wide)
    styles = b"".join(record(0xE0, struct.pack("<HH", 0, n) + bytes(16)) for n in (0, 9, 164, 165))
    share = struct.pack("<d", 0.85)
    cells = b"".join(
        record(0x203, struct.pack("<HHH", 1, column, style) + share)
        for column, style in enumerate((0, 1, 2, 3))
    )
    several = struct.pack("<HHHiHiH", 2, 1, 1, 85 << 2 | 3, 0, 85 << 2 | 3, 2)
    data = xls((0, 0, "a"), before=formats + styles, records=cells + record(0xBD, several))
    found = open_workbook(data)
    assert percents(found) == [(2, 1), (2, 3), (3, 1)]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("0%", True), ("0.0#%", True), ("0.00%;[Red]-0.00%", True), ("[>=1]0%;0.0%", True),
        ('0"%"', False), (r"0\%", False), ("General", False), ('0" of 100%"', False),
        ("[$%-804]0", False), ("0_%", False), ('"share "0%', True), ('0"%', False),
    ],
)  # fmt: skip
def test_a_format_shows_per_cent_where_its_sign_is_no_text(code: str, found: bool) -> None:
    assert is_percent(code) is found


def test_an_error_is_no_blank_cell() -> None:
    made = sheet_of(
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1" t="e"><v>#SPILL!</v></c>'
        '<c r="C1" t="str"><v>#REF!</v></c></row>'
    )
    opened = open_workbook(made)
    assert values(opened) == ["#DIV/0!", "#SPILL!", "#REF!"]
    bad = opened.bad_cells("S")
    assert {place: (cell.fault.code, str(cell.fault.message)) for place, cell in bad.items()} == {
        (1, 0): ("cell-error", "the cell shows the error #DIV/0!"),
        (1, 1): ("cell-error", "the cell shows the error #SPILL!"),
    }


def test_errors_of_old_and_open_workbooks_are_no_blank_cells() -> None:
    error = record(0x205, struct.pack("<HHHBB", 0, 1, 0, 0x17, 1))
    result = struct.pack("<BBBBBBH", 2, 0, 0x07, 0, 0, 0, 0xFFFF)
    formula = record(0x06, struct.pack("<HHH", 0, 2, 0) + result + bytes(8))
    truth = record(0x205, struct.pack("<HHHBB", 0, 3, 0, 1, 0))
    assert values(open_workbook(xls((0, 0, "a"), records=error + formula + truth))) == [
        "a",
        "#REF!",
        "#DIV/0!",
        True,
    ]
    cell = (
        "<table:table-cell office:value-type='string' office:string-value=''"
        " calcext:value-type='error'{}><text:p>{}</text:p></table:table-cell>"
    )
    row = cell.format(" table:formula='of:=1/0'", "#DIV/0!") + cell.format("", "Err:502")
    opened = open_workbook(ods(f"<table:table-row>{row}</table:table-row>"))
    assert values(opened) == ["#DIV/0!", "Err:502"]
    assert all(isinstance(cell, BadCell) for cell in values(opened))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1"><f>A1*2</f></c>',
        '<c r="B1"><f>A1*2</f><v></v></c>',
        '<c r="B1"><f>A1*2</f><v/></c>',
        '<c r="B1" t="str"><f>A1*2</f></c>',
        '<c  r="B1"><f>A1*2</f></c>',
        '<c r="B1"><f><![CDATA[A1*2]]></f></c>',
    ],
)
def test_a_formula_that_nobody_computed_is_no_blank_cell(cell: str) -> None:
    opened = open_workbook(sheet_of(f'<row r="1"><c r="A1"><v>1</v></c>{cell}</row>'))
    _, bad = values(opened)
    assert bad == "=A1*2"
    assert isinstance(bad, BadCell)
    assert bad.fault.code == "not-computed"
    assert str(bad.fault.message) == "the formula =A1*2 has not been computed"


def test_a_formula_that_nobody_computed_makes_its_row_none_that_is_blank() -> None:
    opened = open_workbook(sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>'
                                    '<row r="3"><c r="C3"><f>A1</f></c></row>'))  # fmt: skip
    assert [(n, [*row]) for n, row in opened.rows("S")] == [(1, [1, "", ""]), (3, ["", "", "=A1"])]


def test_what_openpyxl_writes_was_never_computed() -> None:
    opened = open_workbook(book(a=[["x", "=1+1"], [2, "=SUM(A2:A2)"]]))
    assert values(opened) == ["x", "=1+1", 2, "=SUM(A2:A2)"]
    assert len(opened.bad_cells("a")) == 2


def test_a_computed_formula_is_its_value_even_where_that_is_no_text() -> None:
    opened = open_workbook(
        sheet_of(
            '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
            '<c r="C1"><f t="shared" ref="C1:C2" si="0">1+1</f><v>2</v></c></row>'
            '<row r="2"><c r="C2"><f t="shared" si="0"/><v>2</v></c></row>'
        )
    )
    assert values(opened) == [2, "", 2, "", "", 2]
    assert not opened.bad_cells("S")


def test_a_formula_of_another_workbook_is_to_be_pasted_as_a_value() -> None:
    parts = sheets_of(
        '<row r="1"><c r="A1"><f>[1]Sheet1!A1</f><v>3</v></c><c r="B1"><f>Table1[2]</f><v>4</v></c>'
        "<c r=\"C1\"><f>'[1]甲 乙'!A1+1</f><v>3</v></c>"
        '<c r="D1" t="str"><f>"[1]a!"</f><v>x</v></c></row>'
    )
    linked = open_workbook(zipped({**parts, "xl/externalLinks/externalLink1.xml": "<a/>"}))
    assert {place: cell.fault.code for place, cell in linked.bad_cells("S").items()} == {
        (1, 0): "other-workbook",
        (1, 2): "other-workbook",
    }
    assert str(linked.bad_cells("S")[1, 0].fault.help) == "copy the cell, and paste it as a value"
    assert not open_workbook(zipped(parts)).bad_cells("S")  # it knows no other workbook
    formula = "of:=&apos;file:///tmp/b.ods&apos;#$Sheet1.A1"
    cell = f"<table:table-cell table:formula='{formula}' office:value-type='float' office:value='1'"
    opened = open_workbook(ods(f"<table:table-row>{cell}/></table:table-row>"))
    assert opened.bad_cells("S")[1, 0].fault.code == "other-workbook"


def test_days_are_days_also_by_the_calendar_of_1904() -> None:
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    assert made.active is not None
    made.active.append([date(2022, 3, 1), datetime(2022, 3, 1, 9, 30), time(9, 30)])
    packed = BytesIO()
    made.save(packed)
    assert values(open_workbook(packed.getvalue())) == [
        date(2022, 3, 1), datetime(2022, 3, 1, 9, 30), time(9, 30)
    ]  # fmt: skip


def test_texts_with_looks_are_texts_without_what_is_only_said_of_them() -> None:
    run = "<r><rPr><b/></rPr><t>東</t></r><r><t xml:space='preserve'>京 </t></r>"
    ruby = "<rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/>"
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is>{run}{ruby}</is></c></row>'
    assert values(open_workbook(sheet_of(cell))) == ["東京 "]


@pytest.mark.parametrize("value", ["1e308", "-1e308", "NaN", "1e999"])
def test_numbers_beyond_use_open_nothing_but_their_cell(value: str) -> None:
    opened = open_workbook(sheet_of(f'<row r="1"><c r="A1"><v>{value}</v></c></row>'))
    assert [str(cell).lower() for cell in values(opened)] == [str(float(value))]


def test_the_longest_text_of_a_cell_is_whole() -> None:
    text = "健" * 32_767
    assert values(open_workbook(book(a=[[text]]))) == [text]


def test_merged_cells_are_told() -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active["A1"] = "健康社区"
    made.active.merge_cells("A1:C2")
    packed = BytesIO()
    made.save(packed)
    assert [*open_workbook(packed.getvalue()).merged("Sheet")] == [((0, 0), (1, 2))]
    assert [*open_workbook(ods("<table:table-row/>")).merged("S")] == []


def test_hidden_sheets_are_read_once_somebody_asks() -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active.append([1, 2])
    hidden = made.create_sheet("计算")
    hidden.append(["=1+1", 0.5])
    hidden["B1"].number_format = "0%"
    hidden.sheet_state = "hidden"
    packed = BytesIO()
    made.save(packed)
    opened = open_workbook(packed.getvalue())
    assert (opened.sheets, opened.shown) == (("Sheet", "计算"), ("Sheet",))
    assert [[*row] for _, row in opened.rows("Sheet")] == [[1, 2]]
    assert opened.shows_percent("计算", 1, 1)
    assert [[*row] for _, row in opened.rows("计算")] == [["=1+1", 0.5]]
    assert [[*row] for _, row in opened.rows("Sheet")] == [[1, 2]]


def test_a_hidden_sheet_is_measured_before_it_is_read() -> None:
    made = book(a=[["x"]], b=[["y"]])
    far = '<c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    state = changed(
        made, "xl/workbook.xml", 'sheetId="2" state="visible"', 'sheetId="2" state="hidden"'
    )
    data = changed(state, "xl/worksheets/sheet2.xml", "</row>", far)
    opened = open_workbook(data)
    assert [[*row] for _, row in opened.rows("a")] == [["x"]]
    with pytest.raises(RefusedError) as caught:
        [*opened.rows("b")]
    assert caught.value.findings[0].code == "too-large"
