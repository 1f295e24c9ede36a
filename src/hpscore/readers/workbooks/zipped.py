"""Workbooks that are zip archives (.xlsx, .ods), unpacked within bounds before they are read.

A few bytes of such a file can claim cells at the far corner of a sheet, or unpack to gigabytes.
So its parts are unpacked and measured here, and only these parts, packed anew, go to the parser.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final, Protocol
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from hpscore.message import say
from hpscore.readers.workbooks.refusals import Extent, damaged, encrypted, no_workbook
from hpscore.source.finding import refuse

__all__ = ["repacked"]

_MOST_PARTS: Final = 5_000
_MOST_BYTES: Final = 100 * 1024 * 1024
"""How large the parts are together once they are unpacked."""
_HIGHEST_RATIO: Final = 200
"""How many times larger than packed, for parts that are large at all."""
_LARGE: Final = 4 * 1024 * 1024
_REF: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
_MOST_SPACES: Final = 10_000
_FAULTS: Final = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""All that the standard library raises over an archive that is no sound one."""


def repacked(data: bytes) -> bytes:
    """Return the parts of a workbook that hold cells, in an archive whose sizes are true.

    Raises RefusedError for what is no workbook, is encrypted or damaged, or passes a limit.
    """
    try:
        parts = _parts(data)
    except _FAULTS:
        damaged()
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        encrypted()
    extent = Extent()
    if "content.xml" in parts:
        _scan(parts["content.xml"], _TextDocument(extent))
    elif "xl/workbook.xml" in parts:
        for name, part in parts.items():
            if name.endswith(".xml"):
                _scan(part, _Worksheet(extent))
    else:
        no_workbook()
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(ZipInfo(name), part)
    return packed.getvalue()


def _parts(data: bytes) -> Mapping[str, bytes]:
    """Unpack the parts that are text; what they claim to unpack to is checked before."""
    with ZipFile(BytesIO(data)) as archive:
        infos = archive.infolist()
        if len(infos) > _MOST_PARTS:
            damaged()
        kept = [i for i in infos if i.filename.endswith((".xml", ".rels")) or _is_mark(i)]
        if any(info.flag_bits & 1 for info in infos):
            encrypted()
        if any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in kept):
            damaged()
        if len({info.filename for info in kept}) < len(kept):
            damaged()
        size, packed = sum(i.file_size for i in kept), sum(i.compress_size for i in kept)
        if size > _MOST_BYTES or (size > _LARGE and size > packed * _HIGHEST_RATIO):
            refuse(
                "too-large",
                say(
                    "the workbook unpacks to {size} bytes from {packed}: this is no usual one",
                    size=size,
                    packed=packed,
                ),
                say("copy the rows that count into a new workbook"),
            )
        return {info.filename: archive.read(info) for info in kept}


def _is_mark(info: ZipInfo) -> bool:
    return info.filename == "mimetype"


class _Counting(Protocol):
    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...


def _scan(part: bytes, counting: _Counting) -> None:
    """Go through a part, refusing one that is no XML or declares entities."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        counting.start(name.rpartition(" ")[2], attributes)

    def end(name: str) -> None:
        counting.end(name.rpartition(" ")[2])

    def declared(*_: object) -> None:
        damaged()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, LookupError, ValueError):  # an encoding, a number that is none
        damaged()


class _Worksheet:
    """Counts the cells of a sheet of .xlsx; other parts have none."""

    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._row = self._column = 0
        self._rows = self._columns = 0
        self._open = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._open:  # a cell with something in it, not just a style
            self._open = False
            self._rows = max(self._rows, self._row)
            self._columns = max(self._columns, self._column)
            self._extent.fill(1)
            self._extent.reach(self._rows, self._columns)
        elif name == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif name == "c":
            self._open = True
            self._cell(attributes.get("r"))
        elif name == "worksheet":
            self._extent.begin()
        if not 0 <= self._row <= _MOST_ROWS or self._column > _MOST_COLUMNS:
            damaged()

    def end(self, name: str) -> None:
        if name == "c":
            self._open = False

    def _cell(self, ref: str | None) -> None:
        if ref is None:
            self._column += 1
            return
        found = _REF.fullmatch(ref.upper())
        if found is None:
            damaged()
        self._row = int(found[2])
        self._column = 0
        for letter in found[1]:
            self._column = self._column * 26 + ord(letter) - 64


class _TextDocument:
    """Counts the cells of the tables of an .ods document, with those that are repeated."""

    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._tables = 0
        self._rows = self._columns = 0
        self._pending = 0
        """Blank rows that count only once a filled one follows."""
        self._repeat = self._times = 1
        self._column = self._width = self._filled = 0
        self._open = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        given = {_name(key.rpartition(" ")[2]): value for key, value in attributes.items()}
        name = _name(name)
        if self._open:
            self._fill()
        if name == "table":
            self._tables += 1
            if self._tables > 1:  # a table inside a cell
                damaged()
            self._rows = self._columns = self._pending = 0
            self._extent.begin()
        elif name == "table_row":
            self._repeat = _repeated(given, "number_rows_repeated")
            self._column = self._width = self._filled = 0
        elif name in ("table_cell", "covered_table_cell"):
            self._times = _repeated(given, "number_columns_repeated")
            self._column += self._times
            self._open = True
            if given.keys() & {"value_type", "value", "formula", "string_value"}:
                self._fill()
        elif name == "s" and int(given.get("c", "1")) > _MOST_SPACES:
            damaged()

    def end(self, name: str) -> None:
        name = _name(name)
        if name in ("table_cell", "covered_table_cell"):
            self._open = False
        elif name == "table":
            self._tables -= 1
        elif name == "table_row":
            self._pending += self._repeat
            if self._width:
                self._rows += self._pending
                self._pending = 0
                self._columns = max(self._columns, self._width)
                self._extent.fill(self._filled * self._repeat)
                self._extent.reach(self._rows, self._columns)

    def _fill(self) -> None:
        self._open = False
        self._width = self._column
        self._filled += self._times


def _name(local: str) -> str:
    return local.replace("-", "_")


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    times = int(attributes.get(name, "1"))
    if not 0 < times < 2**31:
        damaged()
    return times
