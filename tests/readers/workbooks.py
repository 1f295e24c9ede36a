"""Workbooks for tests: sound ones, and such as nobody means well with."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

__all__ = ["book", "container", "ods", "sheet_of", "xls"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def book(**sheets: Sequence[Iterable[object]]) -> bytes:
    """Return a workbook (.xlsx) with these sheets."""
    made = Workbook()
    assert made.active is not None
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append([*row])
    packed = BytesIO()
    made.save(packed)
    return packed.getvalue()


def sheet_of(cells: str, head: str = "") -> bytes:
    """Return a workbook (.xlsx) whose only sheet holds this XML."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{cells}'
        "</sheetData></worksheet>",
    }
    return _packed(parts)


def ods(rows: str) -> bytes:
    """Return a workbook (.ods) with one table of this XML."""
    office, table, text = (
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}"'
        f' xmlns:text="{text}"><office:body><office:spreadsheet><table:table table:name="S">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    listed = (
        f'<manifest:manifest xmlns:manifest="{manifest}"><manifest:file-entry'
        f' manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return _packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": listed})


def _packed(parts: dict[str, str]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def xls(*cells: tuple[int, int, str], claimed: bytes = b"", before: bytes = b"") -> bytes:
    """Return an old workbook (.xls) whose only sheet holds these texts, by row and column."""
    stream = _record(0x809, struct.pack("<HHIII", 0x600, 5, 0, 0, 0))
    stream += before
    sheet = struct.pack("<IBB", len(stream) + 4 + 9 + 4, 0, 0) + bytes((1, 0)) + b"S"
    stream += _record(0x85, sheet) + _record(0x0A, b"")
    stream += _record(0x809, struct.pack("<HHIII", 0x600, 0x10, 0, 0, 0))
    stream += claimed
    for row, column, text in cells:
        body = struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
        stream += _record(0x204, body)
    stream += _record(0x0A, b"")
    return container("Workbook", stream.ljust(4096, b"\0"))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def container(name: str, stream: bytes = b"\0" * 4096) -> bytes:
    """Return a file system of old Office with one stream."""
    sectors = -(-len(stream) // 512)
    end, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0
    )
    header += struct.pack("<109I", 0, *[free] * 108)
    numbers = [table, end, *range(3, sectors + 2), end]
    fat = struct.pack("<128I", *numbers, *[free] * (128 - len(numbers)))

    def entry(title: str, kind: int, first: int, size: int, child: int = free) -> bytes:
        text = title.encode("utf-16-le") + b"\0\0"
        return (
            text.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(text), kind, 1, free, free, child)
            + bytes(36)
            + struct.pack("<IQ", first, size)
        )

    directory = entry("Root Entry", 5, end, 0, 1) + entry(name, 2, 2, len(stream))
    return header + fat + directory.ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0")
