"""Workbooks of today (.xlsx): measured, and what their parser does not tell."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from hpscore.readers.workbooks.archive import Archive, packed
from hpscore.readers.workbooks.bad_cells import BadCell
from hpscore.readers.workbooks.details import Area, Place
from hpscore.readers.workbooks.extents import Worksheet, scan
from hpscore.readers.workbooks.plain_sheets import plain_sheet, without_blank_end
from hpscore.readers.workbooks.refusals import Extent, check_tags, damaged
from hpscore.readers.workbooks.sheet_xml import bad_cells, known_errors, percent_cells
from hpscore.readers.workbooks.styles_xml import percent_styles
from hpscore.source.finding import RefusedError

__all__ = ["Xlsx"]

_PASSED_OVER: Final = re.compile(
    r"docProps/|customXml/|xl/(?:theme|drawings|charts|media|pivotCache|pivotTables|tables|persons"
    r"|threadedComments|ctrlProps|printerSettings|externalLinks|comments|calcChain|activeX"
    r"|richData|queryTables|slicers|diagrams|worksheets/_rels)",
    re.IGNORECASE,
)
"""Parts that hold no cells, nor what cells refer to."""
_BOOK: Final = "xl/workbook.xml"
_BOOK_LINKS: Final = "xl/_rels/workbook.xml.rels"
_STYLES: Final = "xl/styles.xml"
_BLANK: Final = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<sheetData/></worksheet>"
)
_STRINGS: Final = "xl/sharedstrings.xml"
_SEVERAL: Final = re.compile(rb"</v>\s*<(?!/c>)")
"""A cell with several values."""
_SHARING: Final = re.compile(rb"""\bt\s*=\s*["']s["']""")
_SHARED: Final = re.compile(rb'\bt="s"[^<>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([0-9]{1,9})</v>')


class Xlsx:
    """The parts of a workbook that hold cells, measured; hidden sheets wait until they are asked.

    Raises RefusedError for cells that reach too far, and for XML that is none.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._linked = any(name.lower().startswith("xl/externallinks/") for name in archive.names)
        self._styles: frozenset[int] | None = None
        named = _by_path(archive.parts(lambda name: name.lower() in (_BOOK, _BOOK_LINKS)))
        links, book = _Links(), _Sheets()
        scan(named.get(_BOOK_LINKS, b"<none/>"), links)
        scan(named[_BOOK], book)
        self._texts = frozenset(links.texts)
        self._paths = [links.targets.get(id_, "") for id_ in book.ids]
        seen = {path for path, is_shown in zip(self._paths, book.shown, strict=True) if is_shown}
        unread = frozenset(self._paths) - seen if seen else frozenset()
        self.unread = frozenset(i for i, path in enumerate(self._paths) if path in unread)
        """The sheets that `packed` leaves blank: hidden ones, mostly long and seldom asked for."""
        self._measured = _Measured(archive, self._texts, unread)

    def packed(self) -> bytes:
        """Return these parts in an archive, for the parser."""
        return self._measured.packed()

    def read_all(self) -> None:
        """Measure hidden sheets too; then `packed` holds them. Raises RefusedError."""
        self._measured = _Measured(self._archive, self._texts)
        self.unread = frozenset()

    def percents(self, sheet: int) -> frozenset[Place]:
        """Return the cells that show their number as per cent."""
        parts, path = self._measured.parts, self._paths[sheet]
        if self._styles is None:
            self._styles = percent_styles(parts.get(_STYLES, b""))
        return percent_cells(parts[path], self._styles, plain=path in self._measured.plain)

    def merged(self, sheet: int) -> Sequence[Area]:
        """Return none: the parser tells them."""
        return ()

    def bad_cells(self, sheet: int) -> Mapping[Place, BadCell]:
        """Return the cells whose value cannot be trusted."""
        path = self._paths[sheet]
        plain = path in self._measured.plain
        return bad_cells(self._measured.parts[path], linked=self._linked, plain=plain)


class _Measured:
    """Parts that were found to keep within the limits."""

    def __init__(
        self, archive: Archive, texts: frozenset[str], unread: frozenset[str] = frozenset()
    ) -> None:
        self._texts = texts
        found = archive.parts(lambda name: _is_kept(name) and name.lower() not in unread)
        self.parts = {name: without_blank_end(part) for name, part in _by_path(found).items()}
        self.parts.update(dict.fromkeys(unread, _BLANK))
        self.plain: set[str] = set()
        """Those whose cells are written as usual."""
        try:
            self._measure()
        except RefusedError:  # the fast way counts blank cells too
            self.plain.clear()
            self._measure(exact=True)

    def packed(self) -> bytes:
        return packed({name: known_errors(part) for name, part in self.parts.items()})

    def _measure(self, *, exact: bool = False) -> None:
        extent, cells = Extent(), 0
        for name, part in self.parts.items():
            plain = None if exact else plain_sheet(part)
            if plain is None:
                check_tags(part)
                counted = Worksheet(extent)
                scan(part, counted)
                cells += counted.cells
            else:
                self.plain.add(name)
                extent.begin()
                extent.fill(plain.cells)
                extent.reach(plain.rows, plain.columns)
                cells += plain.cells
        self._measure_texts(cells, extent)

    def _measure_texts(self, cells: int, extent: Extent) -> None:
        """Count the texts of cells that share them: a short file can repeat one for ever."""
        known = [name for name in {_STRINGS, *self._texts} if name in self.parts]
        longest = max(map(self._longest, known), default=0)
        if cells * longest <= extent.room:
            return
        several = len(known) > 1 or any(map(_SEVERAL.search, self.parts.values()))
        lengths = [] if several else [*map(len, self.parts[known[0]].split(b"</si>"))]
        counted = total = 0
        for part in self.parts.values():
            counted += len(_SHARING.findall(part))
            for index in _SHARED.findall(part):
                counted -= 1
                total += lengths[int(index)] if int(index) < len(lengths) else longest
        extent.write(total + counted * longest)

    def _longest(self, name: str) -> int:
        part = self.parts[name]
        return max(map(len, part.split(b"</si>"))) if name in self.plain else len(part)


def _by_path(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return parts by their names in small letters, which is how they are told apart."""
    found = {name.lower(): part for name, part in parts.items()}
    if len(found) < len(parts):
        damaged()
    return found


def _is_kept(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels")) and _PASSED_OVER.match(name) is None


class _Links:
    """Collects which part is meant by which id."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self.texts: list[str] = []
        """The parts that are said to hold shared texts."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower()
            if attributes.get("Id") in self.targets:
                damaged()
            self.targets[attributes.get("Id", "")] = path
            if attributes.get("Type", "").endswith("/sharedStrings"):
                self.texts.append(path)

    def end(self, name: str) -> None:
        pass


class _Sheets:
    """Collects the ids of the sheets."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.shown: list[bool] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "sheets":
            self._inside = True
        elif name == "sheet" and self._inside:
            ids = _ids(attributes)
            self.ids.append(next(ids, ""))
            self.shown.append(attributes.get("state", "visible") == "visible")

    def end(self, name: str) -> None:
        self._inside = self._inside and name.rpartition(":")[2] != "sheets"


def _ids(attributes: Mapping[str, str]) -> Iterator[str]:
    return (value for key, value in attributes.items() if key.rpartition(":")[2] == "id")
