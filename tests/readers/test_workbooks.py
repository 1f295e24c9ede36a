"""Workbooks: read with their places, and refused before they can do harm."""

from __future__ import annotations

import struct
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from hpscore.readers.workbooks.opening import cell_name, open_workbook
from hpscore.source.finding import RefusedError
from tests.readers.workbooks import book, container, ods, sheet_of, xls

Rows = list[tuple[int, list[object]]]


def rows(data: bytes) -> Rows:
    opened = open_workbook(data)
    return [(number, [*cells]) for number, cells in opened.rows(opened.sheets[0])]


def refused(data: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        rows(data)
    return caught.value.findings[0].code


def cell(ref: str, value: int = 1) -> str:
    return (
        f'<row r="{ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{ref}"><v>{value}</v></c></row>'
    )


def test_a_sheet_gives_its_rows_with_their_numbers() -> None:
    data = book(讲座=[["日期", "人数"], [None, None], [date(2022, 3, 1), 30]])
    assert open_workbook(data).sheets == ("讲座",)
    assert rows(data) == [(1, ["日期", "人数"]), (3, [date(2022, 3, 1), 30.0])]


def test_old_and_open_formats_are_read_alike() -> None:
    assert rows(xls((0, 0, "日期"), (2, 1, "控烟"))) == [(1, ["日期", ""]), (3, ["", "控烟"])]
    row = "<table:table-row><table:table-cell office:value-type='string'><text:p>控烟</text:p>"
    assert rows(ods(f"{row}</table:table-cell></table:table-row>")) == [(1, ["控烟"])]


def test_cells_without_references_follow_each_other() -> None:
    assert rows(sheet_of("<row><c><v>1</v></c><c><v>2</v></c></row>")) == [(1, [1.0, 2.0])]


def test_cells_that_are_only_coloured_reach_nowhere() -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert rows(sheet_of(cell("A1") + far)) == [(1, [1.0])]


@pytest.mark.parametrize(
    "data",
    [
        sheet_of(cell("A1") + cell("XFD1048576")),
        sheet_of(cell("A1") + cell("A1048576") + cell("Z3")),
        xls((0, 0, "a"), (65535, 255, "b")),
        xls((0, 0, "a"), claimed=struct.pack("<HHIIHHH", 0x200, 14, 0, 2**31, 0, 256, 0)),
        ods(
            "<table:table-row table:number-rows-repeated='1000000'><table:table-cell"
            " table:number-columns-repeated='1000' office:value-type='float' office:value='1'/>"
            "</table:table-row>"
        ),
    ],
    ids=["xlsx-corner", "xlsx-tall", "xls-corner", "xls-claim", "ods-repeated"],
)
def test_a_sheet_that_reaches_too_far_is_refused_before_it_is_parsed(data: bytes) -> None:
    assert len(data) < 10_000
    assert refused(data) == "too-large"


def test_more_cells_or_rows_than_are_read_are_refused() -> None:
    row = "<row>" + "<c><v>1</v></c>" * 11 + "</row>"
    assert refused(sheet_of(row * 91_000)) == "too-large"
    assert refused(sheet_of("<row><c><v>1</v></c></row>" * 100_002)) == "too-large"


def test_an_archive_that_unpacks_to_far_more_is_refused() -> None:
    assert refused(sheet_of(" " * 30_000_000)) == "too-large"


@pytest.mark.parametrize(
    "data",
    [
        book(a=[["x"]])[:900],
        sheet_of(cell("A99999999999999")),
        sheet_of(cell("A0").replace('r="0"', 'r="-1"')),
        sheet_of("<row><c"),
        sheet_of(cell("A1"), "<!DOCTYPE worksheet [<!ENTITY a 'b'>]>"),
        ods("<table:table-row table:number-rows-repeated='x'/>"),
        ods("<table:table-row><table:table-cell><text:p><text:s text:c='9999999999'/></text:p>"
            "</table:table-cell></table:table-row>"),
        xls((0, 0, "a"))[:1000],
        xls((0, 0, "a"), claimed=struct.pack("<HHIIHHH", 0x200, 14, 5, 1, 0, 1, 0)),
        xls((0, 0, "a"), before=struct.pack("<HHII", 0xFC, 8, 0, 2**31)),
        b"PK\x03\x04" + bytes(100),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20),
    ],
)  # fmt: skip
def test_a_damaged_workbook_is_told_as_such(data: bytes) -> None:
    assert refused(data) == "damaged-workbook"


def test_a_workbook_with_a_password_is_told_as_such() -> None:
    assert refused(container("EncryptedPackage")) == "encrypted"
    assert refused(xls(before=struct.pack("<HHH", 0x2F, 2, 1))) == "encrypted"


def test_what_is_no_workbook_is_told_as_such() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert refused(packed.getvalue()) == "not-a-workbook"
    assert refused(container("WordDocument")) == "not-a-workbook"
    assert refused(b"<html><table/></html>") == "not-a-workbook"


@pytest.mark.parametrize(
    ("row", "column", "name"), [(1, 0, "A1"), (17, 25, "Z17"), (2, 26, "AA2"), (3, 16383, "XFD3")]
)
def test_cells_are_named_as_spreadsheets_name_them(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name
