"""Every problem of a run as a row of a table, for those who put files right."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Final, TextIO

from hpscore.message import Language, Message, say
from hpscore.problem import Problem, Severity
from hpscore.reports.csv import csv_cell
from hpscore.reports.terms import SEVERITY_WORDS

__all__ = ["COLUMNS", "ErrorsFile"]

COLUMNS: Final[dict[str, Message]] = {
    "file": say("file"),
    "sheet": say("sheet"),
    "cell": say("cell"),
    "line": say("line of the file"),
    "column": say("place in the line"),
    "code": say("code"),
    "severity": say("severity"),
    "message": say("what is wrong"),
    "help": say("how to put it right"),
}
"""The columns, and how they are called in words."""


class ErrorsFile:
    """Writes the headings at once, and rows as problems come; open the stream with `newline=""`.

    Text that a spreadsheet would run as a formula gets an apostrophe in front. With `titles`,
    headings and severities are in words.
    """

    def __init__(self, stream: TextIO, language: Language, *, titles: bool = False) -> None:
        self._writer = csv.writer(stream, lineterminator="\n")
        self._language = language
        self._titles = titles
        heads = [title.text(language) for title in COLUMNS.values()] if titles else [*COLUMNS]
        self._writer.writerow(heads)

    def add(self, problems: Iterable[Problem], source: str) -> None:
        """Write a row for each problem; one that names no file is of its input, `source`."""
        for problem in problems:
            place, severity = problem.location, problem.severity.value
            cells = (
                source if place.file is None else place.file,
                place.sheet,
                place.cell,
                place.line,
                place.column,
                problem.code,
                SEVERITY_WORDS[severity].text(self._language) if self._titles else severity,
                problem.message.text(self._language),
                None if problem.help is None else problem.help.text(self._language),
            )
            self._writer.writerow("" if cell is None else csv_cell(cell) for cell in cells)

    def note(self, file: str, text: str) -> None:
        """Write a row for something that was said of a file, such as that it is passed over."""
        said = text.removeprefix(f"{file}: ").removeprefix(f"{file}：")
        severity = Severity.NOTE.value
        shown = SEVERITY_WORDS[severity].text(self._language) if self._titles else severity
        self._writer.writerow(map(csv_cell, (file, "", "", "", "", "note", shown, said, "")))
