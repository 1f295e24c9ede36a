"""Workbooks of old Excel (.xls): how far their sheets reach, told before they are parsed.

The parser keeps every cell between the first and the last of a sheet, so a short file can ask
for gigabytes. Only as much of the format is read here as tells where cells stand.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from hpscore.readers.workbooks.refusals import Extent, damaged, encrypted, no_workbook

__all__ = ["check_xls"]

_HEADER: Final = struct.Struct("<30xHH10xII4xIIIII")
_END: Final = 0xFFFFFFFA
"""Sector numbers from here on are marks."""
_ENTRY: Final = 128
_BOF: Final = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_EOF: Final = 0x000A
_FILEPASS: Final = 0x002F
_SHEET: Final = 0x0085
_DIMENSIONS: Final = 0x0200
_STRINGS: Final = 0x00FC
_CELLS: Final = frozenset(
    {0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0203, 0x0204, 0x0205, 0x0206, 0x0406, 0x027E}
    | {0x00D6, 0x00FD, 0x00BD}
)
"""Records that begin with the row and the column of a cell."""
_SEVERAL: Final = 0x00BD
"""A record of several cells of a row."""
_MOST_SHEETS: Final = 255
_MOST_RECORDS: Final = 5_000_000


def check_xls(data: bytes) -> None:
    """Refuse a workbook whose sheets reach too far, or that is encrypted or damaged.

    Raises RefusedError.
    """
    try:
        stream = _Container(data).workbook()
        _check(stream)
    except (struct.error, IndexError):  # it ends before what it announces
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
        found = [entry for entry in entries if entry[0] in ("workbook", "book")]
        if not found:
            no_workbook()
        if len(found) > 1 or not entries:
            damaged()
        _, start, size = found[0]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        return self._small_chain(start, self._chain(entries[0][1]))[:size]

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


def _check(stream: bytes) -> None:
    extent, left, starts = Extent(), _MOST_RECORDS, []
    for kind, body in _records(stream, 0):
        if kind == _FILEPASS:
            encrypted()
        elif kind == _SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _STRINGS and struct.unpack_from("<I", body, 4)[0] > len(stream):
            damaged()  # so many texts cannot stand in it
    if len(starts) > _MOST_SHEETS:
        damaged()
    for start in starts:
        if start >= len(stream):
            damaged()
        extent.begin()
        rows = columns = 0
        for kind, body in _records(stream, start):
            left -= 1
            if left < 0:
                damaged()
            if kind == _FILEPASS:
                encrypted()
            elif kind in _CELLS:
                row, column = struct.unpack_from("<HH", body)
                extent.fill(1)
                last = column + len(body) // 6 if kind == _SEVERAL else column
                rows, columns = max(rows, row + 1), max(columns, last + 1)
                extent.reach(rows, columns)
            elif kind == _DIMENSIONS:
                extent.reach(*_claimed(body))


def _claimed(body: bytes) -> tuple[int, int]:
    """Return how many rows and columns a sheet says that it has: so much room is made for it."""
    layout = "<IIHH" if len(body) >= 14 else "<HHHH"
    first_row, last_row, first_column, last_column = struct.unpack_from(layout, body)
    if first_row > last_row or first_column > last_column:
        damaged()
    return last_row, last_column


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one part of the stream, with the parts inside it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind in _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
            return
        at += 4 + length
