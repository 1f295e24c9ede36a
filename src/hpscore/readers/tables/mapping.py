"""Maps: how tables of other offices are read, whose headings and codes are not ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.model.scalars import fold
from hpscore.model.sheet import Issue
from hpscore.problem import Location, Problem, ProblemError, nearest
from hpscore.readers.locating import problems_of
from hpscore.readers.names import Names
from hpscore.readers.tables.delimited import TextGrid
from hpscore.readers.tables.layout import FIRST_ROWS
from hpscore.readers.tables.map_file import Entry, MapFile, checked, constant
from hpscore.readers.tables.sheets import headings_at, rows_of_sheet, sheet_tables, table_of_rows
from hpscore.readers.tables.table import Table
from hpscore.readers.tables.translating import CodeList, Translation
from hpscore.source import DataPath, Document, read_document
from hpscore.source.finding import brief

if TYPE_CHECKING:
    from hpscore.readers.tables.grid import Record
    from hpscore.readers.workbooks.opening import Workbook

__all__ = ["TableMap", "heading_key", "map_of", "read_map"]

_NUMBERED: Final = re.compile(r"(?P<heading>.+)#(?P<number>[1-9][0-9]{0,2})", re.DOTALL)
"""How a map names one of several columns with the same heading."""


def heading_key(heading: str) -> str:
    """Return the form in which a map's headings are compared: width, case and spaces apart."""
    return "".join(fold(heading).split())


def read_map(path: Path | str) -> TableMap:
    """Read a map; `ProblemError` with all that is wrong with it."""
    return map_of(read_document(path))


def map_of(document: Document) -> TableMap:
    """Return a document as a map; `ProblemError` with all that is wrong with it."""
    file, entries, codes, issues = checked(document)
    issues += _doubled(entries, file.ignore or ())
    if issues:
        raise ProblemError(problems_of(issues, document))
    return TableMap(document, file, entries, codes)


@dataclass(frozen=True, slots=True)
class TableMap:
    """A map that was read; it fits tables one by one, whatever their rubric."""

    document: Document
    file: MapFile
    entries: tuple[Entry, ...]
    codes: CodeList | None

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets that hold the tables; none where every sheet may."""
        named = self.file.sheet
        return () if named is None else (named,) if isinstance(named, str) else tuple(named)

    def tables(self, source: Table | Workbook, file: str = "-") -> list[Table]:
        """Return what a table, or a workbook, holds by this map; nothing where it does not fit.

        It fits where at least half of its columns are there; a map without columns fits every
        table that names no rubric. `file` is how messages name the
        workbook. `ProblemError` for a sheet that the map names and the workbook has not, though
        others fit.
        """
        if not self.entries:
            return self._unchanged(source, file)
        if isinstance(source, Table):
            found = self._of_text(source)
            return [] if found is None else [found]
        wanted = self._wanted(source)
        rows = {name: rows_of_sheet(source, name, file) for name in wanted or source.shown}
        tables = [
            table
            for name, records in rows.items()
            if (table := self._of_sheet(records, file, name, named=bool(wanted))) is not None
        ]
        lacking = [n for n in self.sheets if not Names((), source.sheets).find(n)]
        if lacking and (not wanted or self._fits_beside(source, wanted, file)) and tables:
            raise ProblemError(problems_of([_no_sheet(lacking, source)], self.document))
        return tables

    def _fits_beside(self, book: Workbook, wanted: Sequence[str], file: str) -> bool:
        """Say whether a sheet fits that the map does not name: perhaps one that it lacks."""
        others = [name for name in book.shown if name not in wanted]
        return any(
            self._of_sheet(rows_of_sheet(book, name, file), file, name, named=False) is not None
            for name in others
        )

    def _unchanged(self, source: Table | Workbook, file: str) -> list[Table]:
        """Return tables whose headings are all known, where the map places none of them.

        Those that name their rubrics are whole by themselves.
        """
        if isinstance(source, Table):
            return [] if source.names_rubrics else [self._fitted(source)]
        tables = sheet_tables(source, file, self._wanted(source) if self.sheets else None)
        return [self._fitted(table) for table in tables if not table.names_rubrics]

    def misfit(self, file: str) -> Problem:
        """Return why a file cannot be read by this map: too few of its headings are there."""
        return Problem(
            "map-does-not-fit",
            say("no table in '{file}' has the headings of the map '{map}'",
                file=file, map=self.document.file or "-"),
            Location(file=file),
            say("hpscore map {file} drafts a map for it", file=file),
        )  # fmt: skip

    def _wanted(self, book: Workbook) -> tuple[str, ...]:
        known = Names((), book.sheets)
        found = (target for name in self.sheets for target in known.find(name))
        return tuple(dict.fromkeys(found))

    def _of_text(self, table: Table) -> Table | None:
        grid = table.grid
        if not isinstance(grid, TextGrid):
            return self._fitted(table) if self._fits(self._fit(table.headings)) else None
        headings = [record.cells for record in grid.records[:FIRST_ROWS]]
        at = self._heading(grid.records, headings)
        if at is None or at + 1 == len(grid.records):
            return None
        records = grid.records
        moved = replace(grid, heading=at)
        return self._fitted(Table(moved, records[at], records[at + 1 :]))

    def _of_sheet(
        self, records: Sequence[Record], file: str, sheet: str, *, named: bool
    ) -> Table | None:
        headings = [headings_at(records, at) for at in range(min(len(records), FIRST_ROWS))]
        at = self._heading(records, headings, fitting=not named)
        table = None if at is None else table_of_rows(records, file, sheet, at)
        return None if table is None else self._fitted(table)

    def _heading(
        self, records: Sequence[Record], headings: Sequence[Sequence[str]], *, fitting: bool = True
    ) -> int | None:
        """Return which row holds the headings, as the map says or by what fits best."""
        count = [self._fit(each) for each in headings]
        row = self.file.heading_row
        if row is not None:
            at = next((i for i, r in enumerate(records[:FIRST_ROWS]) if r.line == row), None)
        else:
            at = max(range(len(count)), key=lambda i: (count[i], -i), default=None)
        if at is None or (fitting and not self._fits(count[at])) or not count[at]:
            return None
        return at

    def _fit(self, headings: Sequence[str]) -> int:
        known = set(map(heading_key, headings))
        return sum(_plain(entry.heading, known) for entry in self.entries)

    def _fits(self, count: int) -> bool:
        needed = sum(not entry.optional for entry in self.entries)
        return count > 0 and 2 * count >= needed

    def _fitted(self, table: Table) -> Table:
        """Return a table with what the map makes of it."""
        header = table.header.cells
        columns: dict[str, list[int]] = {}
        for column, heading in enumerate(header):
            if heading:
                columns.setdefault(heading_key(heading), []).append(column)
        names, places, codes = list(header), dict[int, DataPath](), dict[int, CodeList]()
        issues: list[Issue] = []
        for heading in self.file.ignore or ():
            for column in _columns(heading, columns):
                names[column] = ""
        for entry in self.entries:
            found = _columns(entry.heading, columns)
            if len(found) == 1:
                (column,) = found
                names[column], places[column] = entry.to, entry.place
                if entry.codes is not None:
                    codes[column] = entry.codes
            elif found:
                issues.append(_several(entry, len(found)))
            elif not entry.optional:
                issues.append(_missing(entry, header, table))
        same = [*self._constants()]
        width = len(header)
        for number, (_, _, place) in enumerate(same):
            places[width + number] = place
        translation = Translation(
            (*names, *(name for name, _, _ in same)),
            width,
            self.document.locate,
            tuple(text for _, text, _ in same),
            places,
            codes,
            self.codes,
            tuple(problems_of(issues, self.document)),
        )
        return replace(table, translation=translation)

    def _constants(self) -> list[tuple[str, str, DataPath]]:
        """Return what is the same in every row: heading, text, and where the map says it."""
        file = self.file
        single = [("rubric", file.rubric, ("rubric",)), ("assessor", file.assessor, ("assessor",))]
        found: list[tuple[str, str, DataPath]] = [
            (name, text, place) for name, text, place in single if text
        ]
        for section, inner in (("period", file.period), ("subject", file.subject)):
            for key, value in (inner or {}).items():
                text = constant(value)
                if text:
                    found.append((f"{section}.{key}", text, (section, key)))
        return found


def _plain(heading: str, known: set[str]) -> bool:
    numbered = _NUMBERED.fullmatch(heading)
    return heading_key(heading) in known or (
        numbered is not None and heading_key(numbered["heading"]) in known
    )


def _columns(heading: str, columns: dict[str, list[int]]) -> list[int]:
    """Return the columns that go by a heading; `其他#2` is the second of several."""
    found = columns.get(heading_key(heading))
    numbered = None if found else _NUMBERED.fullmatch(heading)
    if found or numbered is None:
        return found or []
    several = columns.get(heading_key(numbered["heading"]), [])
    return several[int(numbered["number"]) - 1 : int(numbered["number"])]


def _doubled(entries: Sequence[Entry], ignored: Sequence[str]) -> list[Issue]:
    """Return an issue for each heading that the map has twice."""
    issues: list[Issue] = []
    first: dict[str, str] = {heading_key(heading): heading for heading in ignored}
    for entry in entries:
        key = heading_key(entry.heading)
        if key in first:
            issues.append(
                Issue(
                    ("columns", entry.heading),
                    "two-answers",
                    say("the map has '{heading}' twice, first as '{first}'",
                        heading=brief(entry.heading), first=brief(first[key])),
                    say("keep one of them"),
                    key=True,
                )
            )  # fmt: skip
        first.setdefault(key, entry.heading)
    return issues


def _missing(entry: Entry, header: Sequence[str], table: Table) -> Issue:
    near = nearest(entry.heading, [heading for heading in header if heading])
    return Issue(
        ("columns", entry.heading),
        "no-such-column",
        say("the table '{file}' has no column '{heading}'",
            file=table.grid.source(table.header), heading=brief(entry.heading)),
        say("did you mean '{near}'?", near=near)
        if near
        else say("correct the heading; or add optional: yes where some tables lack it"),
        key=True,
    )  # fmt: skip


def _several(entry: Entry, count: int) -> Issue:
    return Issue(
        ("columns", entry.heading),
        "several-columns",
        say("the table has {count} columns '{heading}'", count=count, heading=brief(entry.heading)),
        say("write '{heading}#1' for the first of them, '{heading}#2' for the second",
            heading=brief(entry.heading)),
        key=True,
    )  # fmt: skip


def _no_sheet(sheets: Sequence[str], book: Workbook) -> Issue:
    near = Names((), book.sheets).meant(sheets[0])
    return Issue(
        ("sheet",),
        "no-sheet",
        say("the workbook has no sheet '{sheet}'", sheet=sheets[0]),
        near or say("its sheets are {names}", names=list(book.sheets)),
    )
