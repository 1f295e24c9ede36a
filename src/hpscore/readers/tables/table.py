"""Read tables of assessments (CSV): a row a subject, each row a document of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from hpscore.message import say
from hpscore.model.sheet import Issue
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.names import fold
from hpscore.readers.tables.cells import Cells
from hpscore.readers.tables.delimited import Grid, Record, read_grid
from hpscore.readers.tables.headings import CHINESE, FIXED, Plan
from hpscore.source import DataPath, Document, Limits, Value
from hpscore.source.file import read_bytes
from hpscore.source.finding import RefusedError, problems_of, refuse
from hpscore.source.limits import DEFAULT_LIMITS
from hpscore.source.text import check_characters, check_size, decode

__all__ = ["Row", "Table", "parse_table", "read_table"]

_MOST_COLUMNS: Final = 2_000
_DECIDING: Final = {name: path for name, path in FIXED.items() if name != "assessor"}
"""Headings of what decides which rubric a row answers, and in which version."""


@dataclass(frozen=True, slots=True)
class Row(Document):
    """One row as an assessment; its places are those of its cells."""

    grid: Grid = field(kw_only=True, repr=False)
    record: Record = field(kw_only=True, repr=False)
    columns: Mapping[DataPath, int] = field(kw_only=True, repr=False)
    issues: tuple[Issue, ...] = field(kw_only=True, default=())
    """What is wrong with cells that a reader of assessments would take."""

    def locate(self, path: DataPath, *, key: bool = False) -> Location:
        """Return where the cell stands that a value came from; the whole row where none did."""
        for length in range(len(path), 0, -1):
            column = self.columns.get(path[:length])
            if column is not None:
                return self.grid.cell(self.record, column)
        return self.grid.whole(self.record)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are assessments; what its headings mean depends on the rubric."""

    grid: Grid
    header: Record
    records: tuple[Record, ...]
    """The rows below the headings that hold anything."""

    @property
    def file(self) -> str:
        """The file as messages name it."""
        return self.grid.file or "-"

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, in the order of the columns."""
        return self.header.cells

    @property
    def of_assessments(self) -> bool:
        """Whether its headings say by themselves that each row is a subject that was assessed."""
        names = {_meaning(heading) for heading in self.headings}
        result = {"source", "earned", "reachable"} <= names
        return not result and any(n == "rubric" or n.startswith("subject.") for n in names)

    @property
    def names_rubrics(self) -> bool:
        """Whether it has a column that names the rubric of each row."""
        return any(_meaning(heading) == "rubric" for heading in self.headings)

    def discreet(self, plans: Iterable[Plan]) -> Table:
        """Return the table so that messages show nothing of what is personal by these plans."""
        found = [plan.personal for plan in plans]
        hidden = frozenset[int]().union(*found) if found else None
        return replace(self, grid=replace(self.grid, hidden=hidden))

    def source(self, record: Record) -> str:
        """Return how results name a row: the file, and the line on which the row begins."""
        return f"{self.file}:{record.line}"

    def only(self, line: int) -> Table | None:
        """Return the table with only the row that begins on a line; None where none does."""
        found = tuple(record for record in self.records if record.line == line)
        return replace(self, records=found) if found else None

    def naming(self, record: Record) -> Row:
        """Return no more of a row than what decides which rubric it answers."""
        value: dict[str, Value] = {}
        period: dict[str, Value] = {}
        places: dict[DataPath, int] = {}
        for column, heading in enumerate(self.headings[: len(record.cells)]):
            folded, text = _meaning(heading), record.cells[column]
            if text and folded in _DECIDING and _DECIDING[folded] not in places:
                places[_DECIDING[folded]] = column
                if folded == "rubric":
                    value["rubric"] = text
                else:
                    places.setdefault(("period",), column)
                    period[folded.removeprefix("period.")] = text
        if period:
            value["period"] = period
        return self._row(record, value, places)

    def row(self, record: Record, plan: Plan) -> Row:
        """Return a row as an assessment by the rubric of a plan."""
        cells = Cells()
        for column, path in plan.paths.items():
            if column < len(record.cells) and record.cells[column]:
                cells.add(path, record.cells[column])
        return self._row(record, cells.value(), plan.columns, cells.issues)

    def faults(self, record: Record) -> list[Problem]:
        """Return what is wrong with a row as such: its quotes, its length, its cells.

        Its line is not shown where columns are hidden, since their cells may have shifted.
        """
        problems = [
            Problem(
                fault.code,
                fault.message,
                self.grid.span(record, fault.start or 0, fault.end),
                fault.help,
            )
            for fault in record.faults
        ]
        width = len(self.headings)
        extra = next((i for i in range(width, len(record.cells)) if record.cells[i]), None)
        if extra is not None:
            problems.append(
                Problem(
                    "too-many-cells",
                    say("the row has {cells} cells, the table has {columns} headings",
                        cells=len(record.cells), columns=width),
                    self.grid.cell(record, extra),
                    say("put a text that holds the separator in quotes, or add the heading"),
                )
            )  # fmt: skip
        if self.grid.hidden == frozenset():
            return problems
        return [_unshown(problem) for problem in problems]

    def refused(self, plans: Iterable[Plan]) -> list[Problem]:
        """Return what is wrong with the headings, by every rubric that the rows answer."""
        problems = [*self.faults(self.header)]
        every = list(plans)
        for column in range(len(self.headings)):
            issue = self._of_heading(column, every)
            if issue is not None:
                location = self.grid.cell(self.header, column)
                problems.append(Problem(issue.code, issue.message, location, issue.help))
        return problems

    def misplaced(self, record: Record, plan: Plan) -> list[Problem]:
        """Return the cells of a row below headings that its own rubric does not know."""
        return [
            Problem(issue.code, issue.message, self.grid.cell(record, column), issue.help)
            for column, issue in plan.issues.items()
            if column < len(record.cells) and record.cells[column]
        ]

    def _of_heading(self, column: int, plans: list[Plan]) -> Issue | None:
        if not self.headings[column]:
            used = any(len(r.cells) > column and r.cells[column] for r in self.records)
            return _no_heading(column) if used else None
        issues = [plan.issues.get(column) for plan in plans]
        return issues[0] if issues and None not in issues else None

    def _row(
        self,
        record: Record,
        value: dict[str, Value],
        columns: Mapping[DataPath, int],
        issues: Iterable[Issue] = (),
    ) -> Row:
        return Row(
            value,
            "",
            self.source(record),
            "yaml",
            grid=self.grid,
            record=record,
            columns=columns,
            issues=tuple(issues),
        )


def _meaning(heading: str) -> str:
    folded = fold(heading)
    return CHINESE.get(folded, folded)


def read_table(path: Path | str, *, limits: Limits = DEFAULT_LIMITS) -> Table:
    """Read a table from a file; `ProblemError` for one that cannot be read as a whole."""
    file = str(path)
    try:
        data = read_bytes(Path(path), limits)
    except RefusedError as refused:
        raise ProblemError(problems_of(refused, "", file)) from None
    return parse_table(data, file=file, limits=limits)


def parse_table(
    text_or_bytes: str | bytes, *, file: str | None, limits: Limits = DEFAULT_LIMITS
) -> Table:
    """Read a table from a text, or from bytes in UTF-8, UTF-16 with its mark, or GB18030.

    Cells are separated by commas, tabs or semicolons. `ProblemError` for what is no text, has
    no rows, or passes a limit.
    """
    text = ""
    try:
        if isinstance(text_or_bytes, bytes):
            check_size(len(text_or_bytes), limits)
        text = text_or_bytes if isinstance(text_or_bytes, str) else decode(text_or_bytes)
        text = text.removeprefix("\ufeff")
        check_characters(text, yaml=False)
        grid = read_grid(text, file, limits)
        _check(grid)
    except RefusedError as refused:
        # a line may hold what is personal, and which columns do is not known yet
        raise ProblemError([*map(_unshown, problems_of(refused, text, file))]) from None
    return Table(grid, grid.records[0], grid.records[1:])


def _unshown(problem: Problem) -> Problem:
    return replace(problem, location=replace(problem.location, snippet=None, width=1))


def _check(grid: Grid) -> None:
    if not grid.records:
        refuse(
            "no-rows",
            say("the file is empty"),
            say("write a line of headings, and below it a row a subject"),
        )
    header = grid.records[0]
    if len(header.cells) > _MOST_COLUMNS:
        refuse(
            "too-large",
            say("more than {limit} columns", limit=_MOST_COLUMNS),
            say("a row is a subject, and a column a question: turn the table round"),
        )
    if len(grid.records) == 1:
        refuse(
            "no-rows",
            say("the table has no rows below its headings"),
            say("write a row a subject"),
            header.start,
            header.end,
        )


def _no_heading(column: int) -> Issue:
    return Issue(
        (),
        "no-heading",
        say("column {number} has cells but no heading", number=column + 1),
        say("write its heading, or take the column out"),
    )
