"""Open workbooks (.ods): measured, and what their parser does not tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from hpscore.readers.workbooks.archive import Archive, packed
from hpscore.readers.workbooks.bad_cells import BadCell, error_cell, foreign_cell, is_foreign
from hpscore.readers.workbooks.details import Area, Place
from hpscore.readers.workbooks.extents import Locals, TextDocument, repeated, scan
from hpscore.readers.workbooks.refusals import Extent, check_tags, encrypted, macros

__all__ = ["Ods"]

_CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_MODULE: Final = re.compile(r"Basic/[^/]+/(?!script-lb\.xml$)[^/]+|Scripts/.+[^/]$")
"""A macro; what only lists libraries is none."""
_ERROR: Final = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)|Err:[0-9]{3}")


class Ods:
    """The parts of a workbook that hold cells, measured.

    Raises RefusedError for cells that reach too far, for XML that is none, and for macros.
    """

    def __init__(self, archive: Archive) -> None:
        parts = archive.parts(lambda name: name in ("mimetype", _CONTENT, _MANIFEST))
        if b"encryption-data" in parts.get(_MANIFEST, b""):
            encrypted()
        if any(_MODULE.match(name) for name in archive.names):
            macros()
        self._content = parts[_CONTENT]
        check_tags(self._content)
        counted = TextDocument(Extent())
        scan(self._content, counted, counted.text)
        self._walk: _Walk | None = None
        self._parts = parts
        self.unread: frozenset[int] = frozenset()

    def packed(self) -> bytes:
        """Return just these parts in an archive, for the parser."""
        return packed(self._parts)

    def read_all(self) -> None:
        """Do nothing: all is read."""

    def percents(self, sheet: int) -> frozenset[Place]:
        """Return the cells that show their number as per cent."""
        return frozenset(self._walked().percents.get(sheet, ()))

    def bad_cells(self, sheet: int) -> Mapping[Place, BadCell]:
        """Return the cells whose value cannot be trusted."""
        return self._walked().bad.get(sheet, {})

    def merged(self, sheet: int) -> Sequence[Area]:
        """Return the merged ranges."""
        return self._walked().merged.get(sheet, ())

    def _walked(self) -> _Walk:
        if self._walk is None:
            self._walk = _Walk()
            scan(self._content, self._walk, self._walk.text)
        return self._walk


class _Walk:
    """Goes through the tables, cell by cell as they are repeated."""

    def __init__(self) -> None:
        self.percents: dict[int, set[Place]] = {}
        self.bad: dict[int, dict[Place, BadCell]] = {}
        self.merged: dict[int, list[Area]] = {}
        self._sheet = -1
        self._row = 1
        """The first row of those that are just repeated."""
        self._rows = self._times = 1
        self._column = 0
        self._given: dict[str, str] = {}
        self._kinds: set[str] = set()
        self._local = Locals()
        self._texts: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = self._local[name]
        if name == "table":
            self._sheet += 1
            self._row = 1
        elif name == "table-row":
            given = {self._local[key]: value for key, value in attributes.items()}
            self._rows = repeated(given, "number-rows-repeated")
            self._column = 0
        elif name in _CELLS:
            self._given = {self._local[key]: value for key, value in attributes.items()}
            # the extended type tells errors, the plain one percentages
            self._kinds = {v for k, v in attributes.items() if self._local[k] == "value-type"}
            self._times = repeated(self._given, "number-columns-repeated")
            self._texts = []

    def text(self, text: str) -> None:
        if self._texts is not None:
            self._texts.append(text)

    def end(self, name: str) -> None:
        name = self._local[name]
        if name == "table-row":
            self._row += self._rows
        elif name in _CELLS:
            self._cell("".join(self._texts or ()))
            self._texts = None
            self._column += self._times

    def _cell(self, text: str) -> None:
        if "percentage" in self._kinds:
            self.percents.setdefault(self._sheet, set()).update(self._places())
        down = repeated(self._given, "number-rows-spanned")
        along = repeated(self._given, "number-columns-spanned")
        if down > 1 or along > 1:
            first = self._row - 1, self._column
            last = first[0] + down - 1, first[1] + along - 1
            self.merged.setdefault(self._sheet, []).append((first, last))
        bad = self._bad(text)
        if bad is not None:
            self.bad.setdefault(self._sheet, {}).update(dict.fromkeys(self._places(), bad))

    def _bad(self, text: str) -> BadCell | None:
        formula = self._given.get("formula")
        if "error" in self._kinds or (formula is not None and _ERROR.fullmatch(text.strip())):
            return error_cell(text.strip() or "#N/A")
        if formula is not None and is_foreign(formula):
            return foreign_cell(formula.partition(":")[2] or formula)
        return None

    def _places(self) -> list[Place]:
        rows = range(self._row, self._row + self._rows)
        columns = range(self._column, self._column + self._times)
        return [(row, column) for row in rows for column in columns]
