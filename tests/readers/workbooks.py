"""Workbooks for tests: sound ones, and such as nobody means well with."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

__all__ = [
    "book",
    "changed",
    "container",
    "ods",
    "parts_of",
    "record",
    "sheet_of",
    "sheets_of",
    "xls",
    "zipped",
]

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
    return zipped(sheets_of(cells, head))


def sheets_of(cells: str, head: str = "") -> dict[str, str | bytes]:
    """Return the parts of such a workbook."""
    return {
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


def parts_of(data: bytes) -> dict[str, str | bytes]:
    """Return the parts of an archive."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return an archive in which a text of one part is another."""
    parts = parts_of(data)
    text = bytes(parts[part])  # type: ignore[arg-type]
    assert old.encode() in text
    return zipped({**parts, part: text.replace(old.encode(), new.encode())})


def ods(rows: str, **parts: str) -> bytes:
    """Return a workbook (.ods) with one table of this XML, and with parts by their names."""
    office, table, text = (
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")
    )
    extended = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}"'
        f' xmlns:text="{text}" xmlns:calcext="{extended}"><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    listed = (
        f'<manifest:manifest xmlns:manifest="{manifest}"><manifest:file-entry'
        f' manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    own: dict[str, str | bytes] = {"mimetype": kind, "content.xml": content}
    return zipped({**own, "META-INF/manifest.xml": listed, **parts})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of these parts."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def xls(
    *cells: tuple[int, int, str],
    claimed: bytes = b"",
    before: bytes = b"",
    records: bytes = b"",
    kind: int = 0,
) -> bytes:
    """Return an old workbook (.xls) whose only sheet holds these texts, by row and column.

    `before`: more records for the workbook; `claimed`, `records`: for the sheet, of this kind.
    """
    stream = record(0x809, struct.pack("<HHIII", 0x600, 5, 0, 0, 0))
    stream += before
    sheet = struct.pack("<IBB", len(stream) + 4 + 9 + 4, 0, kind) + bytes((1, 0)) + b"S"
    stream += record(0x85, sheet) + record(0x0A, b"")
    stream += record(0x809, struct.pack("<HHIII", 0x600, 0x10, 0, 0, 0))
    stream += claimed
    for row, column, text in cells:
        body = struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
        stream += record(0x204, body)
    stream += records
    stream += record(0x0A, b"")
    return container("Workbook", stream.ljust(4096, b"\0"))


def record(kind: int, body: bytes) -> bytes:
    """Return a record of an old workbook."""
    return struct.pack("<HH", kind, len(body)) + body


def container(name: str, stream: bytes = b"\0" * 4096, beside: str = "") -> bytes:
    """Return a file system of old Office with one stream, and perhaps a folder beside it."""
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
    if beside:
        directory += entry(beside, 1, end, 0)
    return header + fat + directory.ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0")
