"""Rows of registers that stand in the assessment itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from hpscore.message import say
from hpscore.model.rows import RegisterRows, Row
from hpscore.model.sheet import Issue
from hpscore.problem import Location
from hpscore.readers.registers.cells import ColumnReader, column_reader
from hpscore.readers.registers.headings import Columns, twice
from hpscore.readers.registers.tables import cells_of
from hpscore.source import DataPath, Document

__all__ = ["inline_rows"]

_MOST_ROWS: Final = 100_000


def inline_rows(
    document: Document, path: DataPath, columns: Columns, issues: list[Issue]
) -> RegisterRows:
    """Return the rows of a list at `path`; issues for what is no row, and for unknown columns."""
    value: Any = document.value
    for step in path:
        value = value[step]
    reader = _Rows(document, columns, issues)
    place = _bare(document.locate(path, key=True))
    rows = tuple(reader.rows(value[:_MOST_ROWS], path))
    if len(value) > _MOST_ROWS:
        message = say("more than {limit} rows", limit=_MOST_ROWS)
        issues.append(Issue(path, "too-large", message, say("split the file into several")))
    return RegisterRows(place, rows)


class _Rows:
    def __init__(self, document: Document, columns: Columns, issues: list[Issue]) -> None:
        self._document = document
        self._columns = columns
        self._issues = issues
        self._known: dict[str, tuple[str, ColumnReader] | None] = {}
        """The column of each key that was met; None for one that names none."""

    def rows(self, raw: list[Any], path: DataPath) -> Iterator[Row]:
        for number, row in enumerate(raw):
            if isinstance(row, dict):
                made = self._row(row, (*path, number))
                if made.cells or made.faults:
                    yield made
            elif row is not None:
                self._issues.append(
                    Issue(
                        (*path, number),
                        "not-a-row",
                        say("a row is a mapping of columns"),
                        say("write {{date: 2022-03-01, …}}"),
                    )
                )

    def _row(self, row: Mapping[str, Any], path: DataPath) -> Row:
        pairs: dict[str, tuple[str, ColumnReader, object]] = {}
        for key, value in row.items():
            found = self._column(key, (*path, key))
            if found is None:
                continue
            name, reader = found
            if name in pairs:
                again = twice(key, pairs[name][1].heading)
                self._issues.append(replace(again, path=(*path, key)))
            pairs[name] = (name, reader, value)
        cells, faults = cells_of(pairs.values(), sheet=False)
        return Row(_bare(self._document.locate(path)), cells, faults)

    def _column(self, key: str, path: DataPath) -> tuple[str, ColumnReader] | None:
        if key not in self._known:
            name = self._columns.column(key, path)
            if isinstance(name, Issue):
                self._issues.append(name)
                self._known[key] = None
            else:
                columns = self._columns.register.columns
                self._known[key] = name, column_reader(columns[name], key)
        return self._known[key]


def _bare(place: Location) -> Location:
    """Return a place without its line, which may hold what is personal."""
    return Location(file=place.file, line=place.line, column=place.column)
