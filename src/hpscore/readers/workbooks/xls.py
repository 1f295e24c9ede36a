"""Workbooks of old Excel (.xls): how far their sheets reach, told before they are parsed.

The parser keeps every cell between the first and the last of a sheet, so a short file can ask
for gigabytes. Only as much of the format is read here as tells where cells stand.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from hpscore.message import say
from hpscore.readers.workbooks.bad_cells import BadCell
from hpscore.readers.workbooks.details import Area, Place
from hpscore.readers.workbooks.refusals import (
    MOST_SHEETS,
    Extent,
    damaged,
    encrypted,
    macros,
    no_workbook,
    too_many,
)
from hpscore.readers.workbooks.xls_cells import CELLS, SEVERAL, records, xls_cells
from hpscore.readers.workbooks.xls_texts import SHARING, measure_texts

__all__ = ["Xls"]

_HEADER: Final = struct.Struct("<30xHH10xII4xIIIII")
_END: Final = 0xFFFFFFFA
"""Sector numbers from here on are marks."""
_ENTRY: Final = 128
_MACROS: Final = frozenset({"_vba_project_cur", "_vba_project", "macros"})
"""Folders and streams that hold programs."""
_FILEPASS: Final = 0x002F
_SHEET: Final = 0x0085
_DIMENSIONS: Final = 0x0200
_STRINGS: Final = 0x00FC
_MORE: Final = 0x003C
"""What goes on with the record before it."""
_MACRO_SHEET: Final = 1
_MOST_RECORDS: Final = 5_000_000


class Xls:
    """The stream of an old workbook, measured.

    Raises RefusedError for one whose sheets reach too far, or that is encrypted or damaged, or
    carries macros.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.unread: frozenset[int] = frozenset()
        try:
            self._stream = _Container(data).workbook()
            self._starts = _check(self._stream)
        except (struct.error, IndexError):  # it ends before what it announces
            damaged()

    def packed(self) -> bytes:
        """Return the file, for the parser."""
        return self._data

    def read_all(self) -> None:
        """Do nothing: all is read."""

    def percents(self, sheet: int) -> frozenset[Place]:
        """Return the cells that show their number as per cent."""
        return self._cells(sheet)[0]

    def merged(self, sheet: int) -> Sequence[Area]:
        """Return none: the parser tells them."""
        return ()

    def bad_cells(self, sheet: int) -> Mapping[Place, BadCell]:
        """Return the cells whose value cannot be trusted."""
        return self._cells(sheet)[1]

    def _cells(self, sheet: int) -> tuple[frozenset[Place], Mapping[Place, BadCell]]:
        try:
            return xls_cells(self._stream, self._starts[sheet])
        except (struct.error, IndexError):
            damaged()


class _Container:
    """The file system inside an .xls file: sectors in chains."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        (shift, small, tables, directory, self._cutoff, small_table, _, more, extra) = (
            _HEADER.unpack_from(data)
        )
        if shift not in (9, 12) or small != 6:
            damaged()
        self._size = 1 << shift
        numbers = [*struct.unpack_from("<109I", data, 76)]
        for _ in range(min(extra, len(data) // self._size)):
            *found, more = self._numbers(more)
            numbers += found
        fat = [n for n in numbers if n < _END][:tables]
        self._next = [n for sector in fat for n in self._numbers(sector)]
        self._directory = self._chain(directory)
        self._small_next = (
            [n for (n,) in struct.iter_unpack("<I", self._chain(small_table))]
            if small_table < _END
            else []
        )

    def workbook(self) -> bytes:
        """Return the stream that holds the sheets."""
        entries = [*self._entries()]
        if any(name == "encryptedpackage" for name, *_ in entries):
            encrypted()
        if any(name in _MACROS for name, *_ in entries):
            macros()
        found = [entry for entry in entries if entry[0] in ("workbook", "book")]
        if not found:
            if len(self._directory) % self._size:
                damaged()  # it ends inside its directory
            no_workbook(self._data)
        if len(found) > 1 or not entries:
            damaged()
        _, start, size = found[0]
        if size >= self._cutoff:
            stream = self._chain(start)[:size]
        else:
            stream = self._small_chain(start, self._chain(entries[0][1]))[:size]
        if len(stream) < size:
            damaged()
        return stream

    def _entries(self) -> Iterator[tuple[str, int, int]]:
        for at in range(0, len(self._directory) - _ENTRY + 1, _ENTRY):
            entry = self._directory[at : at + _ENTRY]
            length = min(struct.unpack_from("<H", entry, 64)[0], 64)
            name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace").casefold()
            start, size = struct.unpack_from("<II", entry, 116)
            yield name, start, size

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{self._size // 4}I", self._data, self._size * (sector + 1))

    def _chain(self, sector: int) -> bytes:
        found = bytearray()
        while sector < _END:
            at = self._size * (sector + 1)
            found += self._data[at : at + self._size]
            if len(found) > len(self._data):  # a chain that bites its tail
                damaged()
            sector = self._next[sector]
        return bytes(found)

    def _small_chain(self, sector: int, container: bytes) -> bytes:
        found = bytearray()
        while sector < _END:
            found += container[sector * 64 : sector * 64 + 64]
            if len(found) > self._cutoff:
                damaged()
            sector = self._small_next[sector]
        return bytes(found)


def _check(stream: bytes) -> list[int]:
    """Measure the sheets, and return where they begin."""
    extent, left, cells = Extent(), _MOST_RECORDS, list[bytes]()
    starts, texts = _globals(stream)
    for start in starts:
        if start >= len(stream):
            damaged()
        extent.begin()
        rows = columns = 0
        for kind, body in records(stream, start):
            left -= 1
            if left < 0:
                damaged()
            if kind == _FILEPASS:
                encrypted()
            elif kind in CELLS:
                row, column = struct.unpack_from("<HH", body)
                extent.fill(1)
                last = column + len(body) // 6 if kind == SEVERAL else column
                rows, columns = max(rows, row + 1), max(columns, last + 1)
                extent.reach(rows, columns)
                if kind == SHARING:
                    cells.append(body)
            elif kind == _DIMENSIONS:
                extent.reach(*_claimed(body))
    if texts:
        measure_texts(texts, cells, extent)
    return starts


def _globals(stream: bytes) -> tuple[list[int], list[bytes]]:
    """Return where the sheets begin, and the records of the texts that their cells share."""
    starts: list[int] = []
    texts: list[bytes] = []
    before = None
    for kind, body in records(stream, 0):
        if kind == _FILEPASS:
            encrypted()
        elif kind == _SHEET:
            if body[5] == _MACRO_SHEET:
                macros()
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _STRINGS:
            if struct.unpack_from("<I", body, 4)[0] > len(stream):
                damaged()  # so many texts cannot stand in it
            texts = [body]
        elif kind == _MORE and before in (_STRINGS, _MORE) and texts:
            texts.append(body)
        before = kind
    if len(starts) > MOST_SHEETS:
        too_many(say("{count} sheets, more than {limit}", count=len(starts), limit=MOST_SHEETS))
    return starts, texts


def _claimed(body: bytes) -> tuple[int, int]:
    """Return how many rows and columns a sheet says that it has: so much room is made for it."""
    layout = "<IIHH" if len(body) >= 14 else "<HHHH"
    first_row, last_row, first_column, last_column = struct.unpack_from(layout, body)
    if first_row > last_row or first_column > last_column:
        damaged()
    return last_row, last_column
