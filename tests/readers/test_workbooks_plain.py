"""The fast way to measure a sheet never says less than what the parser then finds."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineError, CalamineWorkbook

from hpscore.readers.workbooks.extents import Worksheet, scan
from hpscore.readers.workbooks.plain_sheets import plain_sheet, without_blank_end
from hpscore.readers.workbooks.refusals import Extent
from hpscore.source.finding import RefusedError
from tests.readers.workbooks import book, parts_of, sheets_of, zipped

PIECES = st.sampled_from([
    '<c r="', '<c r="B7"', '<c s="1" r="', "<c", "<x:c", "<row", '<row r="7">', "</row>", "</c>",
    'A1"', 'Z9"', 'AZ999"', 'BA12"', 'XFD3"', 'C1234"', 'a5"', ' r="D4000"', " r='E9'", '\nr="F8"',
    ' s="3"', ' t="s"', ' t="n"', ">", "/>", " ", "\t", "<v>1</v>", "<v>", "</v>", "<f>A1</f>",
    '<c r="AB12"><v>1</v></c>', '<c r="C3" s="1"><v>2</v></c>', '<c r="BZ2000"><v>1</v></c>',
    "<!--", "-->", "<![CDATA[", "]]>", "<?a ", "?>", '"', "'", "&#82;", "</sheetData>", "<cols>",
])  # fmt: skip
"""What sheets are made of, and what could deceive somebody who only looks at the bytes."""


class Reached(Extent):
    """Keeps how far a sheet reaches, whatever the limits."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = 0
        self.rows = self.columns = 0

    def fill(self, cells: int) -> None:
        self.cells += cells

    def reach(self, rows: int, columns: int) -> None:
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_no_cell_lies_beyond_what_the_bytes_tell(pieces: list[str]) -> None:
    parts = sheets_of("".join(pieces))
    part = str(parts["xl/worksheets/sheet1.xml"]).encode()
    plain = plain_sheet(part)
    if plain is None:
        return
    reached = Reached()
    try:
        scan(part, Worksheet(reached))
        assert reached.cells <= plain.cells
        assert reached.rows <= plain.rows
        assert reached.columns <= plain.columns
    except RefusedError:
        pass  # the slow way takes only what is XML, the parser takes more
    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(zipped(parts))).get_sheet_by_index(0)
    except CalamineError:
        return
    assert sheet.total_height <= plain.rows
    assert sheet.total_width <= plain.columns


BLANKS = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(9, 60))
ROWS = st.sampled_from([
    '<row r="5"><c r="B5"><v>1</v></c></row>',
    '<row r="6"><c r="A6" t="inlineStr"><is><t>x</t></is></c></row>',
    '<row r="7"><c r="A7"><f>B5</f></c></row>',
    '<row r="8"><c r="C8"><v>8</v></c ></row >',
    '<row r="80"><x:c r="A80"><v>8</v></x:c></row>',
    '<row r="81"><c r="A81"\n><v>8</v></c\n></row>',
    '<row r="82"><c r="A82"/><c r="B82"></c></row>',
    '<row r="83" x:y="1"><!-- <c> --></row>',
    "</sheetData><sheetData>",
    BLANKS,
    BLANKS.replace(" s=", "\ts="),
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(ROWS, max_size=8))
def test_rows_that_are_left_out_hold_nothing(rows: list[str]) -> None:
    parts = sheets_of("".join(rows))
    part = str(parts["xl/worksheets/sheet1.xml"]).encode()
    without = {**parts, "xl/worksheets/sheet1.xml": without_blank_end(part)}
    assert cells_of(without) == cells_of(parts)


def test_blank_rows_at_the_end_of_a_form_cost_nothing() -> None:
    part = str(
        sheets_of(f'<row r="1"><c r="A1"><v>1</v></c></row>{BLANKS}')["xl/worksheets/sheet1.xml"]
    )
    assert len(without_blank_end(part.encode())) == len(part) - len(BLANKS)


def cells_of(parts: dict[str, str | bytes]) -> list[list[object]] | None:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(zipped(parts)))
        return [[*row] for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]
    except CalamineError:
        return None


def plain_of(cells: str, head: str = "") -> tuple[int, int] | None:
    found = plain_sheet(str(sheets_of(cells, head)["xl/worksheets/sheet1.xml"]).encode())
    return None if found is None else (found.rows, found.columns)


def test_what_programs_write_is_measured_by_its_bytes() -> None:
    wide = parts_of(book(a=[[*range(60)] for _ in range(5)]))["xl/worksheets/sheet1.xml"]
    small = parts_of(book(a=[["x", 1, None, True]]))["xl/worksheets/sheet1.xml"]
    assert isinstance(wide, bytes)
    assert isinstance(small, bytes)
    found = plain_sheet(wide)
    assert found is not None
    assert (found.cells, found.rows, found.columns) == (300, 5, 60)
    assert plain_sheet(small) is not None


@pytest.mark.parametrize(
    "cells",
    [
        "<row><c><v>1</v></c></row>",
        '<row r="1"><c s="1" r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" r="B2"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '<x:row><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
        '<!-- --><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c\tr="A1"><v>1</v></c></row>',
    ],
)
def test_what_is_written_unusually_is_left_to_the_slow_way(cells: str) -> None:
    assert plain_of(cells) is None


def test_a_part_in_another_encoding_is_left_to_the_slow_way() -> None:
    part = str(sheets_of('<row r="1"><c r="A1"><v>1</v></c></row>')["xl/worksheets/sheet1.xml"])
    assert plain_sheet(part.encode("utf-16")) is None
    assert plain_sheet(part.encode("utf-16-le")) is None
    assert plain_sheet(part.encode("utf-8-sig")) is not None
