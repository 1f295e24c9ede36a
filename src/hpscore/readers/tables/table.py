"""Read tables of assessments (CSV): a row a subject, each row a document of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from hpscore.message import Message, say
from hpscore.model.sheet import Issue
from hpscore.problem import Location, Problem
from hpscore.readers.tables.cell_values import rewritten
from hpscore.readers.tables.cells import Cells
from hpscore.readers.tables.delimited import TextGrid, unshown
from hpscore.readers.tables.grid import Grid, Record
from hpscore.readers.tables.headings import TAKE_OUT, Plan
from hpscore.readers.tables.layout import DECIDING, meaning, only_names_subjects
from hpscore.readers.tables.mangled import lost_zeros, padded_width
from hpscore.readers.tables.translating import Translation, code_key
from hpscore.readers.workbooks.bad_cells import BadCell
from hpscore.source import DataPath, Document, Value
from hpscore.source.finding import brief

__all__ = ["FOREIGN", "Row", "Table"]

FOREIGN: Final = "unknown-headings"
"""The code of the problem that most headings are those of another office."""

_UNKNOWN: Final = "unknown-heading"
_FOREIGN: Final = 3
"""So many headings that nobody knows are those of another office."""
_MOST_NAMED: Final = 5
_NUMBERED: Final = (("subject", "id"), ("subject", "phone"))
"""Facts that are numbers, and are written as texts."""


@dataclass(frozen=True, slots=True)
class Row(Document):
    """One row as an assessment; its places are those of its cells."""

    table: Table = field(kw_only=True, repr=False)
    record: Record = field(kw_only=True, repr=False)
    columns: Mapping[DataPath, int] = field(kw_only=True, repr=False)
    issues: tuple[Issue, ...] = field(kw_only=True, default=())
    """What is wrong with cells that a reader of assessments would take."""

    def locate(self, path: DataPath, *, key: bool = False) -> Location:
        """Return where the cell stands that a value came from; the whole row where none did."""
        for length in range(len(path), 0, -1):
            column = self.columns.get(path[:length])
            if column is not None:
                return self.table.place(self.record, column)
        return self.table.grid.whole(self.record)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are assessments; what its headings mean depends on the rubric."""

    grid: Grid
    header: Record
    records: tuple[Record, ...]
    """The rows below the headings that hold anything."""
    translation: Translation | None = None
    """What a map makes of it, where one was given."""
    all_records: tuple[Record, ...] = ()
    """Its rows where `records` are only some of them."""
    _widths: dict[int, int | None] = field(default_factory=dict, repr=False, compare=False)
    """How many digits the ids of a column have that are filled up with zeros."""

    @property
    def file(self) -> str:
        """The file as messages name it."""
        return self.grid.file or "-"

    @property
    def of_text(self) -> bool:
        """Whether it was a text, whose cells hold what they show."""
        return isinstance(self.grid, TextGrid)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, in the order of the columns; by a map what it calls them."""
        return self.header.cells if self.translation is None else self.translation.headings

    @property
    def of_assessments(self) -> bool:
        """Whether its headings say by themselves that each row is a subject that was assessed."""
        if self.translation is not None:
            return True
        names = {meaning(heading) for heading in self.headings}
        result = {"source", "earned", "reachable"} <= names
        return not result and any(n == "rubric" or n.startswith("subject.") for n in names)

    @property
    def is_roster(self) -> bool:
        """Whether it only lists subjects, and nothing that was answered about them."""
        return self.translation is None and only_names_subjects(self.headings)

    @property
    def names_rubrics(self) -> bool:
        """Whether it has a column that names the rubric of each row."""
        return any(meaning(heading) == "rubric" for heading in self.headings)

    def discreet(self, plans: Iterable[Plan]) -> Table:
        """Return the table so that messages show nothing of what is personal by these plans."""
        found = [plan.personal for plan in plans]
        hidden = frozenset[int]().union(*found) if found else None
        return replace(self, grid=self.grid.hiding(hidden))

    def source(self, record: Record) -> str:
        """Return how results name a row: the file, and the line on which the row begins.

        In a sheet it is the file, the sheet and the number of the row: `file.xlsx#Sheet:17`.
        """
        return self.grid.source(record)

    def only(self, line: int) -> Table | None:
        """Return the table with only the row that begins on a line; None where none does."""
        found = tuple(record for record in self.records if record.line == line)
        every = self.all_records or self.records
        return replace(self, records=found, all_records=every) if found else None

    def cells(self, record: Record) -> tuple[str, ...]:
        """Return the cells of a row, below its headings one by one."""
        return record.cells if self.translation is None else self.translation.cells(record.cells)

    def place(self, record: Record, column: int) -> Location:
        """Return where a cell of a row stands; in the map where it is the same for all rows."""
        if self.translation is None:
            return self.grid.cell(record, column)
        own = self.translation.own(column)
        if own is None:
            return self.translation.place(column) or self.grid.whole(record)
        return self.grid.cell(record, own)

    def naming(self, record: Record) -> Row:
        """Return no more of a row than what decides which rubric it answers."""
        value: dict[str, Value] = {}
        period: dict[str, Value] = {}
        places: dict[DataPath, int] = {}
        cells = self.cells(record)
        for column, heading in enumerate(self.headings[: len(cells)]):
            folded, text = meaning(heading), cells[column]
            if text and folded in DECIDING and DECIDING[folded] not in places:
                if self.translation is not None and column in self.translation.codes:
                    text = self.translation.codes[column].meanings.get(code_key(text), text)
                places[DECIDING[folded]] = column
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
        cells, texts, issues = Cells(), self.cells(record), list[Issue]()
        for column, path in plan.paths.items():
            text = texts[column] if column < len(texts) else ""
            if isinstance(text, BadCell):
                issues.append(Issue(path, text.fault.code, text.fault.message, text.fault.help))
                continue
            made = None if self.of_text else rewritten(text, path, column, plan)
            if made is not None:
                issues.append(made)
                continue
            if text and self.translation is not None:
                read = self.translation.read(column, text, plan)
                if isinstance(read, Issue):
                    issues.append(read)
                    continue
                text = read
            if text:
                cells.add(path, text)
                if path in _NUMBERED and (lost := self._lost_zeros(column, path, text)):
                    issues.append(lost)
        return self._row(record, cells.value(), plan.columns, (*cells.issues, *issues))

    def faults(self, record: Record) -> list[Problem]:
        """Return what is wrong with a row as such: its quotes, its length, its cells.

        Its line is not shown where columns are hidden, since their cells may have shifted.
        """
        problems = self.grid.faulty(record)
        width = len(self.header.cells)
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
        return [unshown(problem) for problem in problems]

    def refused(self, plans: Iterable[Plan]) -> list[Problem]:
        """Return what is wrong with the headings, by every rubric that the rows answer."""
        mapped = self.translation
        problems = [*self.faults(self.header), *(mapped.problems if mapped else ())]
        every = list(plans)
        found = {c: self._of_heading(c, every) for c in range(len(self.headings))}
        unknown = [c for c, i in found.items() if i is not None and i.code == _UNKNOWN]
        if mapped is None and len(unknown) >= _FOREIGN and 2 * len(unknown) > self._headed:
            problems.append(self._foreign(unknown))
            found = {column: i for column, i in found.items() if column not in unknown}
        for column, issue in found.items():
            if issue is None:
                continue
            location = mapped.place(column) if mapped else None
            help_ = issue.help
            if location is None:
                location = self.grid.cell(self.header, column)
                if mapped is not None and issue.code == _UNKNOWN:
                    help_ = _place_it(issue)
                elif len(unknown) >= _FOREIGN and issue.help == TAKE_OUT:
                    help_ = say("take the column out; or draft a map of the table's headings: "
                                "hpscore map {file}", file=self.file)  # fmt: skip
            problems.append(Problem(issue.code, issue.message, location, help_))
        if mapped is not None and len(every) == 1:
            problems += mapped.unfit(every[0])
        return problems

    @property
    def _headed(self) -> int:
        return sum(map(bool, self.headings))

    def _foreign(self, unknown: list[int]) -> Problem:
        """Return in one what would otherwise be said of nearly every column."""
        names = [brief(self.headings[column]) for column in unknown[:_MOST_NAMED]]
        return Problem(
            FOREIGN,
            say("{unknown} of {all} columns have headings that the rubric does not know, "
                "such as {names}", unknown=len(unknown), all=self._headed, names=names),
            self.grid.cell(self.header, unknown[0]),
            say("draft a map of them: hpscore map {file} -o map.yaml", file=self.file),
        )  # fmt: skip

    def misplaced(self, record: Record, plan: Plan) -> list[Problem]:
        """Return the cells of a row below headings that its own rubric does not know."""
        cells = self.cells(record)
        return [
            Problem(issue.code, issue.message, self.place(record, column), issue.help)
            for column, issue in plan.issues.items()
            if column < len(cells) and cells[column]
        ]

    def _lost_zeros(self, column: int, path: DataPath, text: str) -> Issue | None:
        """Return why an id is none that somebody wrote, by the others in its column."""
        if column not in self._widths:
            cells = (self.cells(record) for record in self.all_records or self.records)
            texts = (row[column] for row in cells if column < len(row))
            self._widths[column] = padded_width(texts)
        width = self._widths[column]
        return None if width is None else lost_zeros(path, text, width)

    def _of_heading(self, column: int, plans: list[Plan]) -> Issue | None:
        own = self.header.cells
        if not self.headings[column] and column < len(own) and own[column]:
            return None  # ignored by a map
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
            table=self,
            record=record,
            columns=columns,
            issues=tuple(issues),
        )


def _place_it(issue: Issue) -> Message:
    """Return what to do with a heading that a map does not place."""
    if issue.help is None or issue.help == TAKE_OUT:
        return say("place it in the map below columns, or below ignore")
    return say("place it in the map below columns, or below ignore; {near}", near=issue.help)


def _no_heading(column: int) -> Issue:
    return Issue(
        (),
        "no-heading",
        say("column {number} has cells but no heading", number=column + 1),
        say("write its heading, or take the column out"),
    )
