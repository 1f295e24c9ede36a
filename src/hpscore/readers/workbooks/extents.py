"""How far the cells of a workbook reach, element by element: the slow way, for any XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, Protocol
from xml.parsers import expat

from hpscore.readers.workbooks.refusals import Extent, damaged

__all__ = ["Counting", "Locals", "TextDocument", "Worksheet", "place_of", "scan"]

_REF: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
_MOST_SPACES: Final = 10_000
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_FILLING: Final = frozenset({"value-type", "value", "formula", "string-value"})


class Counting(Protocol):
    """What goes through the elements of a part; names have the prefixes that the part gives."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        ...

    def end(self, name: str) -> None:
        """Take its end."""
        ...


class Locals(dict[str, str]):
    """Names without their prefixes, each told once: a part repeats the same few."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


def scan(part: bytes, counting: Counting, text: Callable[[str], None] | None = None) -> None:
    """Go through a part, refusing one that is no XML or declares entities."""
    parser = expat.ParserCreate()

    def declared(*_: object) -> None:
        damaged()

    parser.StartElementHandler = counting.start
    parser.EndElementHandler = counting.end
    parser.StartDoctypeDeclHandler = declared
    parser.CharacterDataHandler = text
    parser.buffer_text = text is not None
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, LookupError, ValueError):  # an encoding, a number that is none
        damaged()


def place_of(ref: str) -> tuple[int, int]:
    """Return the row and the column, both from 1, of a cell such as A17; refuse what is none."""
    found = _REF.fullmatch(ref.upper())
    if found is None:
        damaged()
    return int(found[2]), _column(found[1])


@lru_cache(maxsize=1000)
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


class Worksheet:
    """Counts the cells of a sheet of .xlsx; other parts have none."""

    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._local = Locals()
        self._row = self._column = 0
        self._rows = self._columns = 0
        self._open = False
        self.cells = 0
        """How many there are, filled or not."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        name = self._local[name]
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
            self.cells += 1
            self._cell(attributes.get("r"))
        elif name == "worksheet":
            self._extent.begin()
        if not 0 <= self._row <= _MOST_ROWS or self._column > _MOST_COLUMNS:
            damaged()

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._open and self._local[name] == "c":
            self._open = False

    def _cell(self, ref: str | None) -> None:
        if ref is None:
            self._column += 1
        else:
            self._row, self._column = place_of(ref)


class TextDocument:
    """Counts the cells of the tables of an .ods document, with those that are repeated."""

    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._local = Locals()
        self._tables = 0
        self._rows = self._columns = 0
        self._pending = 0
        """Blank rows that count only once a filled one follows."""
        self._repeat = self._times = 1
        self._column = self._width = self._filled = 0
        self._open = self._inside = False
        self._texts = self._text = 0
        """How long the texts of a row are, and that of a cell."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        name = self._local[name]
        if self._open:
            self._fill()
        if name == "p":
            return
        given = {self._local[key]: value for key, value in attributes.items()}
        if name == "table":
            self._tables += 1
            if self._tables > 1:  # a table inside a cell
                damaged()
            self._rows = self._columns = self._pending = 0
            self._extent.begin()
        elif name == "table-row":
            self._repeat = repeated(given, "number-rows-repeated")
            self._column = self._width = self._filled = self._texts = 0
        elif name in _CELLS:
            self._times = repeated(given, "number-columns-repeated")
            self._column += self._times
            self._open = self._inside = True
            self._text = len(given.get("string-value", ""))
            if not _FILLING.isdisjoint(given):
                self._fill()
        elif name == "s":
            spaces = int(given.get("c", "1"))
            self._text += spaces
            if spaces > _MOST_SPACES:
                damaged()

    def text(self, text: str) -> None:
        """Take a text; it counts as often as its cell is repeated."""
        if self._inside:
            self._text += len(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        name = self._local[name]
        if name in _CELLS:
            self._open = self._inside = False
            self._texts += self._text * self._times
        elif name == "table":
            self._tables -= 1
        elif name == "table-row":
            self._pending += self._repeat
            if self._width:
                self._rows += self._pending
                self._pending = 0
                self._columns = max(self._columns, self._width)
                self._extent.fill(self._filled * self._repeat)
                self._extent.write(self._texts * self._repeat)
                self._extent.reach(self._rows, self._columns)

    def _fill(self) -> None:
        self._open = False
        self._width = self._column
        self._filled += self._times


def repeated(attributes: Mapping[str, str], name: str) -> int:
    """Return how often a row or a cell of .ods is repeated; refuse what is no such number."""
    times = int(attributes.get(name, "1"))
    if not 0 < times < 2**31:
        damaged()
    return times
