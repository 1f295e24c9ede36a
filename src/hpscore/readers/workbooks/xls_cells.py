"""What the sheets of old workbooks (.xls) say of their cells beside the values."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import Final

from hpscore.readers.workbooks.bad_cells import BadCell, error_cell
from hpscore.readers.workbooks.details import Place
from hpscore.readers.workbooks.formats import PERCENT_FORMATS, is_percent

__all__ = ["CELLS", "SEVERAL", "records", "xls_cells"]

CELLS: Final = frozenset(
    {0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0203, 0x0204, 0x0205, 0x0206, 0x0406, 0x027E}
    | {0x00D6, 0x00FD, 0x00BD}
)
"""Records that begin with the row and the column of a cell."""
SEVERAL: Final = 0x00BD
"""A record of several cells of a row."""
_BOF: Final = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_EOF: Final = 0x000A
_FORMAT: Final = 0x041E
_STYLE: Final = 0x00E0
_BOOL_OR_ERROR: Final = 0x0205
_FORMULAS: Final = frozenset({0x0006, 0x0206, 0x0406})
_NEWEST: Final = 0x0600
"""The version (BIFF 8) from which on texts are Unicode."""
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one part of the stream, with the parts inside it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind in _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
            return
        at += 4 + length


def xls_cells(stream: bytes, start: int) -> tuple[frozenset[Place], Mapping[Place, BadCell]]:
    """Return the cells of a sheet that show per cent, and those that show an error.

    Raises `struct.error` and IndexError for a sheet that ends before its time.
    """
    styles = _percent_styles(stream)
    percents: set[Place] = set()
    bad: dict[Place, BadCell] = {}
    for kind, body in records(stream, start):
        if kind not in CELLS:
            continue
        row, column, style = struct.unpack_from("<HHH", body)
        if kind == SEVERAL:
            for i, at in enumerate(range(4, len(body) - 2, 6)):
                if struct.unpack_from("<H", body, at)[0] in styles:
                    percents.add((row + 1, column + i))
        elif style in styles:
            percents.add((row + 1, column))
        error = _error(kind, body)
        if error is not None:
            bad[row + 1, column] = error_cell(_ERRORS.get(error, "#N/A"))
    return frozenset(percents), bad


def _error(kind: int, body: bytes) -> int | None:
    if kind == _BOOL_OR_ERROR and body[7]:
        return body[6]
    if kind in _FORMULAS and body[6] == 2 and body[12:14] == b"\xff\xff":
        return body[8]
    return None


def _percent_styles(stream: bytes) -> frozenset[int]:
    """Return the numbers of the styles that show a share as per cent."""
    percents = {int(number) for number in PERCENT_FORMATS}
    styles: list[int] = []
    wide = False
    for kind, body in records(stream, 0):
        if kind in _BOF and not styles:
            wide = struct.unpack_from("<H", body)[0] >= _NEWEST
        elif kind == _FORMAT:
            number = struct.unpack_from("<H", body)[0]
            percents.discard(number)
            if is_percent(_text(body[2:], wide)):
                percents.add(number)
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    return frozenset(i for i, number in enumerate(styles) if number in percents)


def _text(body: bytes, wide: bool) -> str:
    """Return the code of a format; all that counts in one is ASCII."""
    if wide and len(body) > 2 and body[2] & 1:
        return body[3:].decode("utf-16-le", "replace")
    return body[3 if wide else 1 :].decode("latin-1")
