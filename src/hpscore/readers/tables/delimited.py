"""Texts of delimited cells (CSV): records with the place of every cell, whatever is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Final, NoReturn

from hpscore.message import Message, say
from hpscore.problem import Location, Problem
from hpscore.readers.tables.grid import Record
from hpscore.source import Limits
from hpscore.source.finding import Finding, place, refuse

__all__ = ["DELIMITERS", "Record", "TextGrid", "read_grid", "unshown"]

DELIMITERS: Final = ",\t;"
"""What separates the cells of a table: one of these."""
_QUOTED: Final = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_FORMULA: Final = re.compile(r'="([^"]*)"')
_SEPARATOR: Final = re.compile(r"sep=([,;\t])[,;\t]*(?=[\r\n])")
"""A first line by which spreadsheets are told what separates cells."""
_MOST: Final = 1_000_000
"""How many cells are read."""
_MOST_ROWS: Final = 100_000
_BREAK: Final = re.compile(r"\r\n|\n|\r")

Cell = tuple[str, int, int]
"""A cell's text without its quotes, and where it starts and ends in the whole text."""


@dataclass(frozen=True, slots=True)
class TextGrid:
    """A text as records; blank ones are left out."""

    text: str
    file: str | None
    delimiter: str
    records: tuple[Record, ...]
    hidden: frozenset[int] | None = frozenset()
    """Columns whose cells messages must not show; None: show no cell below the headings."""
    heading: int = 0
    """Which record is that of the headings; messages may show it, and those above it."""

    def hiding(self, columns: frozenset[int] | None) -> TextGrid:
        """Return it with other columns hidden."""
        return replace(self, hidden=columns)

    def source(self, record: Record) -> str:
        """Return the file, and the line on which a record begins."""
        return f"{self.file or '-'}:{record.line}"

    def faulty(self, record: Record) -> list[Problem]:
        """Return what is wrong with the quotes and the length of a record.

        Its line is not shown where columns are hidden, since their cells may have shifted.
        """
        problems = [
            Problem(f.code, f.message, self.span(record, f.start or 0, f.end), f.help)
            for f in record.faults
        ]
        return problems if self.hidden == frozenset() else [*map(unshown, problems)]

    def cell(self, record: Record, column: int) -> Location:
        """Return where a cell of a record stands; the record's end where it has no such cell."""
        for place_, (_, start, end) in enumerate(_cells(self.text, record.start, self.delimiter)):
            if place_ == column:
                return self.span(record, start, max(start + 1, end))
            if end >= record.end:
                break
        return self.span(record, record.end, record.end + 1)

    def whole(self, record: Record) -> Location:
        """Return where a record stands."""
        return self.span(record, record.start, record.end)

    def span(self, record: Record, start: int, end: int) -> Location:
        """Return where a piece of a record stands, by its offsets in the whole text."""
        last = _BREAK.search(self.text, record.end)
        piece = self.text[record.start : last.start() if last else len(self.text)]
        found = place(piece, start - record.start, end - record.start, self.file)
        found = replace(found, line=record.line + (found.line or 1) - 1)
        if found.snippet is None or record.line <= self.records[self.heading].line:
            return found
        if self.hidden is None:
            return replace(found, snippet=None, width=1)
        shown = self._masked(record, found.snippet, start - (found.column or 1) + 1)
        return replace(found, snippet=shown)

    def _masked(self, record: Record, line: str, offset: int) -> str:
        """Return a line of a record, which stands at `offset`, without what is hidden."""
        for column, (_, start, end) in enumerate(_cells(self.text, record.start, self.delimiter)):
            first, last = max(start - offset, 0), min(end - offset, len(line))
            if column in (self.hidden or ()) and first < last:
                line = line[:first] + "*" * (last - first) + line[last:]
            if end >= record.end:
                break
        return line


def read_grid(text: str, file: str | None, limits: Limits, delimiter: str = "") -> TextGrid:
    """Split a text into records; a quote that does not close well is a fault of its record only.

    Unless it is given, the delimiter is the one of `DELIMITERS` that splits the first line with
    content into most cells, or that a line `sep=;` names. Raises RefusedError for more cells
    than are read.
    """
    told = _SEPARATOR.match(text)
    delimiter = delimiter or (told[1] if told else _delimiter_of(text))
    records = tuple(_records(text, delimiter, limits))
    return TextGrid(text, file, delimiter, records[1:] if told else records)


def unshown(problem: Problem) -> Problem:
    """Return a problem without the line that it stands on, which may hold what is personal."""
    return replace(problem, location=replace(problem.location, snippet=None, width=1))


def _delimiter_of(text: str) -> str:
    first = re.compile(r"[^\s,;]").search(text)
    start = 0 if first is None else max(text.rfind(mark, 0, first.start()) for mark in "\r\n") + 1
    counts = {
        mark: sum(1 for _ in islice(_record(text, start, mark), _MOST)) for mark in DELIMITERS
    }
    return max(DELIMITERS, key=lambda mark: counts[mark])


def _records(text: str, delimiter: str, limits: Limits) -> Iterator[Record]:
    start, line, count, rows = 0, 1, 0, 0
    while start < len(text):
        cells: list[str] = []
        faults: list[Finding] = []
        end = start
        for cell, begin, end in _record(text, start, delimiter):
            cells.append(cell.strip() if cell[:1] != "=" else _as_text(cell.strip()))
            count += 1
            if count > _MOST:
                _too_many(say("more than {limit} cells", limit=_MOST), begin, end)
            if len(faults) == limits.problems:
                continue
            if len(cell) > limits.scalar:
                faults.append(_long(len(cell), limits, begin, end))
            elif text.startswith('"', begin) and not _QUOTED.fullmatch(text, begin, end):
                faults.append(_open_quote(begin, end))
        record = Record(line, start, end, tuple(cells), tuple(faults))
        if not record.blank:
            rows += 1
            if rows > _MOST_ROWS + 1:  # the headings are a row too
                _too_many(say("more than {limit} rows", limit=_MOST_ROWS), start, end)
            yield record
        matched = _BREAK.match(text, end)
        after = matched.end() if matched else end
        line += _lines(text, start, after)
        start = after


def _as_text(cell: str) -> str:
    """Return the text of `="0012"`, by which programs keep spreadsheets from making it a number."""
    found = _FORMULA.fullmatch(cell)
    return cell if found is None else found[1].strip()


def _record(text: str, start: int, delimiter: str) -> Iterator[Cell]:
    """Yield the cells of the record that begins at `start`."""
    for cell in _cells(text, start, delimiter):
        yield cell
        if not text.startswith(delimiter, cell[2]):
            return


def _cells(text: str, start: int, delimiter: str) -> Iterator[Cell]:
    """Yield cell after cell from `start`; who asks stops at the end of the record."""
    bare = _bare(delimiter)
    while True:
        quoted = _QUOTED.match(text, start)
        if quoted is not None and _ends(text, quoted.end(), delimiter):
            end = quoted.end()
            yield quoted[1].replace('""', '"'), start, end
        else:
            matched = bare.match(text, start)
            assert matched is not None  # it matches nothing too
            end = matched.end()
            yield matched[0], start, end
        start = end + 1


@cache
def _bare(delimiter: str) -> re.Pattern[str]:
    return re.compile(f"[^{delimiter}\r\n]*+")


def _ends(text: str, place_: int, delimiter: str) -> bool:
    return place_ == len(text) or text[place_] in (delimiter, "\r", "\n")


def _lines(text: str, start: int, end: int) -> int:
    returns = text.count("\r", start, end) - text.count("\r\n", start, end)
    return text.count("\n", start, end) + returns


def _too_many(message: Message, start: int, end: int) -> NoReturn:
    refuse("too-large", message, say("split the file into several"), start, end)


def _long(length: int, limits: Limits, start: int, end: int) -> Finding:
    return Finding(
        "too-long",
        say(
            "a cell of {length} characters, at most {limit} are read",
            length=length,
            limit=limits.scalar,
        ),
        say("shorten the text; a quote that is not closed may be why it is so long"),
        start,
        end,
    )


def _open_quote(start: int, end: int) -> Finding:
    return Finding(
        "open-quote",
        say("a quote opens this cell and does not close it"),
        say('end the cell with a quote, and write a quote inside it twice: "he said ""no"""'),
        start,
        end,
    )
