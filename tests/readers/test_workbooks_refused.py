"""Workbooks that are hostile, broken, or none at all: always a clear error, never a traceback."""

from __future__ import annotations

import random
import struct
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import openpyxl
import pytest

from hpscore.readers.workbooks import refusals
from hpscore.readers.workbooks.opening import open_workbook
from hpscore.source.finding import RefusedError
from tests.readers.workbooks import (
    book,
    changed,
    container,
    ods,
    parts_of,
    record,
    sheets_of,
    xls,
    zipped,
)


def read_all(data: bytes) -> dict[str, list[list[object]]]:
    """Read everything of a workbook that a reader may ask for."""
    opened = open_workbook(data)
    found: dict[str, list[list[object]]] = {}
    for sheet in opened.sheets:
        found[sheet] = [[*row] for _, row in opened.rows(sheet)]
        opened.shows_percent(sheet, 1, 0)
        opened.merged(sheet)
    return found


def refused(data: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        read_all(data)
    (finding,) = caught.value.findings
    assert str(finding.help)
    return f"{finding.code}: {finding.message}"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "the file is a PDF file, no workbook"),
        (b"<html><table><tr><td>1</td></tr></table></html>",
         "the file is a web page (HTML), no workbook"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML PUBLIC><TABLE>",
         "the file is a web page (HTML), no workbook"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook",
         "the file is a web page (MHTML), no workbook"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
         b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
         "the file is an XML table of Excel 2003, no workbook"),
        (zipped({"xl/workbook.bin": b"\0"}), "the file is a binary workbook (.xlsb), no workbook"),
        (zipped({"word/document.xml": "<a/>"}), "the file is a text document, no workbook"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "the file is a presentation, no workbook"),
        (zipped({"a.csv": "1,2"}), "the file is a packed archive, no workbook"),
        (b"\x09\x02\x06\x00\x00\x00\x10\x00",
         "the file is a workbook of Excel 4 or older, no workbook"),
        (b"Rar!\x1a\x07\x00", "the file is a packed archive, no workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "the file is a picture, no workbook"),
        (container("WordDocument"), "the file is a text document, no workbook"),
        (container("VisioDocument"), "the file is a file of old Office, no workbook"),
        ("编号,姓名\n1,甲\n".encode(), "the file is no workbook, whatever its name says"),
        (b"", "the file is empty"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_told_for_what_it_is(data: bytes, what: str) -> None:
    assert refused(data) == f"not-a-workbook: {what}"


def test_workbooks_with_macros_are_refused() -> None:
    message = "macros: the workbook carries macros, which are not read"
    sound = parts_of(book(a=[["x"]]))
    assert refused(zipped({**sound, "xl/vbaProject.bin": b"\0"})) == message
    assert refused(zipped({**sound, "xl/macrosheets/sheet1.xml": "<a/>"})) == message
    assert refused(container("Workbook", beside="_VBA_PROJECT_CUR")) == message
    assert refused(xls((0, 0, "a"), kind=1)) == message
    assert refused(ods("", **{"Basic/Standard/Module1.xml": "<a/>"})) == message
    assert refused(ods("", **{"Scripts/python/a.py": "pass"})) == message


def test_a_list_of_libraries_without_a_macro_is_no_macro() -> None:
    libraries = {"Basic/script-lc.xml": "<a/>", "Basic/Standard/script-lb.xml": "<a/>"}
    assert read_all(ods("<table:table-row/>", **libraries)) == {"S": []}


def test_workbooks_with_a_password_are_refused() -> None:
    message = "encrypted: the workbook is protected by a password"
    assert refused(container("EncryptedPackage")) == message
    assert refused(xls(before=record(0x2F, bytes(6)))) == message
    entry = "<manifest:file-entry"
    data = ods("<table:table-row/>")
    data = changed(data, "META-INF/manifest.xml", entry, f"<manifest:encryption-data/>{entry}")
    assert refused(data) == message
    locked = bytearray(book(a=[["x"]]))
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert refused(bytes(locked)) == message


def test_a_text_that_a_million_cells_share_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "_MOST_TEXT", 1_000_000)
    message = "too-large: more than 1000000 characters"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 200))
    texts = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{}</t>'
    texts += "</si><si><t>b</t></si></sst>"
    links = '<Relationship Id="s" Type="{}/sharedStrings" Target="sharedStrings.xml"/></Rel'
    links = links.format("http://schemas.openxmlformats.org/officeDocument/2006/relationships")
    parts = sheets_of(cells)
    parts["xl/sharedStrings.xml"] = texts.format("a" * 10_000)
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Rel", links)
    assert refused(zipped(parts)) == message
    several = str(parts["xl/worksheets/sheet1.xml"]).replace("<v>0", "<v>1</v><v>0")
    assert refused(zipped({**parts, "xl/worksheets/sheet1.xml": several})) == message
    spaced = str(parts["xl/worksheets/sheet1.xml"]).replace('t="s"', "t = 's'")
    assert refused(zipped({**parts, "xl/worksheets/sheet1.xml": spaced})) == message
    once = str(parts["xl/worksheets/sheet1.xml"]).replace("<v>0", "<v>1").replace("<v>1", "<v>0", 1)
    assert len(read_all(zipped({**parts, "xl/worksheets/sheet1.xml": once}))["S"]) == 199


def test_a_text_that_many_old_cells_share_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "_MOST_TEXT", 1_000_000)
    long, short = struct.pack("<HB", 12_000, 0) + b"a" * 8000, struct.pack("<HB", 1, 1) + b"b\0"
    texts = record(0xFC, struct.pack("<II", 2, 2) + long) + record(
        0x3C, b"\0" + b"a" * 4000 + short
    )

    def cells(text: int, count: int) -> bytes:
        pack = struct.Struct("<HHHI").pack
        return b"".join(record(0xFD, pack(row, 0, 0, text)) for row in range(count))

    assert refused(xls(before=texts, records=cells(0, 100))) == (
        "too-large: more than 1000000 characters"
    )
    assert read_all(xls(before=texts, records=cells(1, 100)))["S"] == [["b"]] * 100


def test_a_text_that_is_repeated_across_an_open_sheet_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(refusals, "_MOST_TEXT", 1_000_000)
    cell = "<table:table-cell office:value-type='string' table:number-columns-repeated='100'>"
    cell += "<text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row table:number-rows-repeated='100'>{cell}</table:table-row>"
    assert refused(ods(row.format("a" * 200))) == "too-large: more than 1000000 characters"
    assert len(read_all(ods(row.format("a" * 20)))["S"]) == 100


def test_ten_thousand_columns_are_read_where_the_rows_are_few_and_refused_where_not() -> None:
    headings = [[str(n) for n in range(10_000)]]
    assert len(read_all(book(a=headings))["a"][0]) == 10_000
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("a")
    sheet.append(headings[0])
    for _ in range(500):
        sheet.append(["x"])
    packed = BytesIO()
    made.save(packed)
    assert refused(packed.getvalue()).startswith("too-large: a sheet reaches to row ")


def test_thousands_of_sheets_are_refused() -> None:
    made = openpyxl.Workbook(write_only=True)
    for number in range(300):
        made.create_sheet(f"s{number}")
    packed = BytesIO()
    made.save(packed)
    assert refused(packed.getvalue()) == "too-large: 300 sheets, more than 255"
    sheet = record(0x85, struct.pack("<IBB", 0, 0, 0) + b"\1\0S")
    assert refused(xls(before=sheet * 299)) == "too-large: 300 sheets, more than 255"
    parts = {
        **parts_of(book(a=[["x"]])),
        **{f"xl/worksheets/x{n}.xml": "<a/>" for n in range(6000)},
    }
    assert refused(zipped(parts)).startswith("too-large: the workbook has 60")


def test_two_sheets_of_one_name_are_no_sound_workbook() -> None:
    data = changed(book(a=[["x"]], b=[["y"]]), "xl/workbook.xml", 'name="b"', 'name="a"')
    assert refused(data) == "damaged-workbook: the workbook is damaged or incomplete"


@pytest.mark.parametrize("name", ["", "a!b", "'a'", "[x]", " ", "a&amp;b", "健" * 40, "../etc"])
def test_sheets_may_be_named_anything(name: str) -> None:
    data = changed(book(a=[["x"]]), "xl/workbook.xml", 'name="a"', f'name="{name}"')
    assert read_all(data) == {name.replace("&amp;", "&"): [["x"]]}


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_entities_are_declared_nowhere(part: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts = parts_of(book(a=[["x"]]))
    text = bytes(parts[part]).decode().partition("?>")[2] or bytes(parts[part]).decode()  # type: ignore[arg-type]
    assert refused(zipped({**parts, part: bomb + text})).startswith("damaged-workbook")


def sound_books() -> dict[str, bytes]:
    rows: list[list[object]] = [["编号", "日期", "人数"]]
    rows += [[f"a-{n}", f"2022-03-{n:02}", n] for n in range(1, 30)]
    cells = "<table:table-cell office:value-type='float' office:value='1'/>" * 20
    return {
        "xlsx": book(讲座=rows, 其他=rows),
        "xls": xls(*((row, column, "讲座") for row in range(40) for column in range(4))),
        "ods": ods(f"<table:table-row>{cells}</table:table-row>" * 20),
    }


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_that_is_cut_off_is_told_as_such(kind: str) -> None:
    data = sound_books()[kind]
    for part in range(1, 50):
        assert refused(data[: len(data) * part // 50]).startswith("damaged-workbook")


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_changed_bytes_are_refused_or_read_and_nothing_else(kind: str) -> None:
    data, chance = sound_books()[kind], random.Random(2022)
    for _ in range(150):
        broken = bytearray(data)
        for _ in range(chance.choice([1, 1, 3, 30])):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        with suppress(RefusedError):
            read_all(bytes(broken))


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_changed_xml_is_refused_or_read_and_nothing_else(kind: str) -> None:
    parts, chance = parts_of(sound_books()[kind]), random.Random(2022)
    pieces = [b"<c", b' r="', b">", b"/>", b"<f>", b"</row>", b"XFD1048576", b' t="s"', b"<!--"]
    pieces += [b"&#x41;", b"-1", b"1e999", b"\0", b"\xff", b"'", b"number-rows-repeated='99999999'"]
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    for _ in range(150):
        name = chance.choice(names)
        part = bytes(parts[name])  # type: ignore[arg-type]
        at, end = sorted(chance.randrange(len(part)) for _ in range(2))
        end = min(end, at + chance.choice([0, 5, 100]))
        with suppress(RefusedError):
            read_all(zipped({**parts, name: part[:at] + chance.choice(pieces) + part[end:]}))


def test_an_archive_is_read_however_it_was_packed() -> None:
    parts = parts_of(book(a=[["x"]]))

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    piped = Pipe()
    with ZipFile(piped, "w", ZIP_STORED) as archive:  # sizes stand behind the parts
        for name, part in parts.items():
            archive.writestr(name, part)
    commented = BytesIO()
    with ZipFile(commented, "w") as archive:
        archive.comment = b"from a phone"
        for name, part in {**parts, "docProps/说明.xml": b"<a/>"}.items():
            archive.writestr(name, part)
    behind = zipped({"a.txt": b"before"})[:40] + zipped(parts)
    for data in (piped.getvalue(), commented.getvalue(), behind):
        assert read_all(data) == {"a": [["x"]]}


def test_an_archive_that_says_two_things_is_refused() -> None:
    damaged = "damaged-workbook: the workbook is damaged or incomplete"
    data = bytearray(zipped(parts_of(book(a=[["x"]]))))
    named = data.index(b"xl/worksheets/sheet1.xml")
    data[named : named + 2] = b"yl"  # the directory has another name for it
    assert refused(bytes(data)) == damaged
    twice = zipped({**parts_of(book(a=[["x"]])), "xl/worksheets/sheet2.xml": "<a/>"})
    twice = twice.replace(b"xl/worksheets/sheet2.xml", b"xl/worksheets/sheet1.xml")
    assert refused(twice) == damaged
    cased = {**parts_of(book(a=[["x"]])), "XL/workbook.xml": b"<a/>"}
    assert refused(zipped(cased)) == damaged


def test_a_part_that_unpacks_to_more_than_it_says_is_refused() -> None:
    data = bytearray(zipped({**parts_of(book(a=[["x"]]))}))
    at = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<L", data, at + 24, 10)
    assert refused(bytes(data)).startswith("damaged-workbook")
