"""How far the cells of a sheet of .xlsx reach, by its bytes: the fast way, for plain XML.

Programs write cells as `<c r="B7" s="3" t="s">`. Where all of a part are written so, the names of
the cells tell how far it reaches, and no XML has to be parsed for it. Everything that could be
read as a cell by any parser begins with `<c` or `:c` here, so nothing escapes: what looks unusual
in any way is left to the slow way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["PlainSheet", "plain_sheet", "without_blank_end"]

_MORE: Final = rb'(?: (?:s|t|cm|vm|ph)="[A-Za-z0-9]{1,10}")* ?/?>'
_UNUSUAL: Final = re.compile(rb'<c(?=[\s/>])(?! r="A?[A-Z][1-9][0-9]{0,2}"' + _MORE + rb")")
"""A cell that is not within A1:AZ999, or not written as usual."""
_CELLS: Final = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"' + _MORE)
_ANY_CELL: Final = re.compile(rb"<c[\s/>]")
_PREFIXED: Final = re.compile(rb":(?:c|row|si|worksheet|sheetData)[\s/>]")
_HIDDEN: Final = re.compile(rb":c[\s/>]")
_SHORT: Final = 1000
"""So few bytes are not worth a copy."""
_DECLARED: Final = re.compile(rb"!(?<=<!)")
_BEGINS: Final = (b"<", b"\xef\xbb\xbf<")
_SMALL: Final = (999, 52)
_LONG: Final = 1_000_000
"""From here on it is worth while to count cells."""
_SHORTEST: Final = len(b'<c r="A1"/>')
_LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A part whose cells are all written as usual: there are at most so many, within this area."""

    cells: int
    rows: int
    columns: int


def plain_sheet(part: bytes) -> PlainSheet | None:
    """Return how far the cells of a part reach at most; None where its bytes do not tell."""
    if not part.startswith(_BEGINS) or b"\0" in part:  # UTF-16
        return None
    if _DECLARED.search(part) or _PREFIXED.search(part):  # entities, comments
        return None
    if _UNUSUAL.search(part) is None:
        most = len(part) // _SHORTEST if len(part) < _LONG else part.count(b"<c ")
        return PlainSheet(most, *_SMALL)
    found = _CELLS.findall(part)
    if not found or len(_ANY_CELL.findall(part)) != len(found):
        return None
    rows = max(map(int, {row for _, row in found}))
    columns = max(map(_column, {letters for letters, _ in found}))
    return PlainSheet(len(found), rows, columns)


def without_blank_end(part: bytes) -> bytes:
    """Return a sheet without the rows below its last filled one: forms end in many blank rows."""
    end = part.rfind(b"</sheetData>")
    if end < 0:
        return part
    last = part.rfind(b"</c", 0, end)  # a blank cell is a single tag
    row = part.find(b"</row>", last, end)
    start = row + len(b"</row>")
    if last < 0 or row < 0 or end - start < _SHORT:
        return part
    unusual = part.find(b"!", start, end) >= 0 or part.find(b"\0", start, end) >= 0
    if unusual or _HIDDEN.search(part, start, end):
        return part
    return part[:start] + part[end:]


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * _LETTERS + letter - 64
    return column
