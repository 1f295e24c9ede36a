"""What the sheets of .xlsx say of their cells beside the values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final

from hpscore.readers.workbooks.bad_cells import (
    BadCell,
    error_cell,
    foreign_cell,
    is_foreign,
    uncomputed_cell,
)
from hpscore.readers.workbooks.details import Place
from hpscore.readers.workbooks.extents import Locals, place_of, scan

__all__ = ["bad_cells", "known_errors", "percent_cells"]

_ERROR: Final = re.compile(rb'(t="e"[^<>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>)([^<]*)(?=</v>)')
_KNOWN_ERRORS: Final = frozenset(
    {b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"}
)
"""Those that the parser knows; over others, such as #SPILL!, it would give up the whole sheet."""
_VALUELESS: Final = re.compile(rb"</f>(?!<v>[^<])")
_SHORT_VALUELESS: Final = re.compile(rb"<f(?: [^<>]*)?/>(?!<v>[^<])")
_FORMULA: Final = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"([^<>]*)><f[^<>]*(?:/>|>([^<]*)</f>)(<v>[^<]*</v>|<v ?/>)?'
)
_HASH: Final = re.compile(rb"#(?=[A-Z])")
_MARKS: Final = (b"<f", b":f", b'"e"', b"'e'")
"""Without any of these there is neither a formula nor an error."""
_KIND: Final = re.compile(rb' t="([A-Za-z]+)"')


@dataclass(slots=True)
class _Cell:
    """A cell as the file has it; its formula and value are None where it has none."""

    place: Place
    style: int
    kind: str
    formula: str | None = None
    value: str | None = None

    def bad(self, linked: bool) -> BadCell | None:
        if self.kind == "e":
            return error_cell(self.value or "#N/A")
        if self.formula is None:
            return None
        if not self.value and (self.value is None or self.kind not in ("s", "str")):
            return uncomputed_cell(self.formula)
        if linked and is_foreign(self.formula):
            return foreign_cell(self.formula)
        return None


def known_errors(part: bytes) -> bytes:
    """Return a part with errors that the parser does not know named as one that it knows."""
    if not _has_errors(part):
        return part
    return _ERROR.sub(lambda m: m[0] if m[2] in _KNOWN_ERRORS else m[1] + b"#N/A", part)


def _has_errors(part: bytes) -> bool:
    return _HASH.search(part) is not None and b't="e"' in part  # the first is told at once


def percent_cells(part: bytes, styles: frozenset[int], *, plain: bool) -> frozenset[Place]:
    """Return the cells of such styles; `plain`: all of them are written as usual."""
    if not styles:
        return frozenset()
    if not plain or 0 in styles:
        return frozenset(cell.place for cell in _cells(part) if cell.style in styles)
    numbers = "|".join(map(str, sorted(styles))).encode()
    cells = rb'<c r="([A-Z]+[0-9]+)"(?: (?!s=)[a-z]+="[A-Za-z0-9]*")* s="(?:%b)"' % numbers
    return frozenset(_place(ref) for ref in re.findall(cells, part))


def bad_cells(part: bytes, *, linked: bool, plain: bool) -> Mapping[Place, BadCell]:
    """Return the cells whose value cannot be trusted.

    `linked`: the workbook knows of others; `plain`: cells are written as usual.
    """
    if plain and not _has_errors(part):
        if not (_VALUELESS.search(part) or _SHORT_VALUELESS.search(part) or linked):
            return {}
        cells = _formulas(part)
    elif b"\0" not in part and not any(mark in part for mark in _MARKS):
        return {}
    else:
        cells = _cells(part)
    found = ((cell.place, cell.bad(linked)) for cell in cells)
    return {place: bad for place, bad in found if bad is not None}


def _formulas(part: bytes) -> Iterator[_Cell]:
    """Yield the cells of a plain sheet that have formulas."""
    for ref, more, formula, value in _FORMULA.findall(part):
        found = _KIND.search(more)
        kind = "n" if found is None else found[1].decode()
        text = unescape(formula.decode("utf-8", "replace"))
        shown = None if not value else value[3:-4].decode("utf-8", "replace")
        yield _Cell(_place(ref), 0, kind, text, shown)


def _place(ref: bytes) -> Place:
    row, column = place_of(ref.decode())
    return row, column - 1


def _cells(part: bytes) -> Iterator[_Cell]:
    """Yield the cells of a sheet, however it is written."""
    walk = _Walk()
    scan(part, walk, walk.text)
    yield from walk.cells


class _Walk:
    """Collects the cells of a sheet that have something in them."""

    def __init__(self) -> None:
        self.cells: list[_Cell] = []
        self._local = Locals()
        self._row = self._column = 0
        self._cell: _Cell | None = None
        self._texts: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = self._local[name]
        if name == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif name == "c":
            self._column += 1
            if "r" in attributes:
                self._row, self._column = place_of(attributes["r"])
            style, kind = int(attributes.get("s", "0")), attributes.get("t", "n")
            self._cell = _Cell((self._row, self._column - 1), style, kind)
        elif name in ("f", "v"):
            self._texts = []

    def text(self, text: str) -> None:
        if self._texts is not None:
            self._texts.append(text)

    def end(self, name: str) -> None:
        name = self._local[name]
        if name == "c" and self._cell is not None:
            self.cells.append(self._cell)
            self._cell = None
        elif name in ("f", "v") and self._texts is not None:
            text = "".join(self._texts)
            self._texts = None
            if self._cell is None:
                return
            if name == "f":
                self._cell.formula = text
            else:
                self._cell.value = text
