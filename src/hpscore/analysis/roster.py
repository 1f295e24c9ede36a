"""A roster: the units that are to hand in an assessment, as a table lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hpscore.message import say
from hpscore.model.assessment import STANDARD_FACTS, STANDARD_PERSONAL
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.facts import STANDARD_NAMES
from hpscore.readers.filled.contents import ENDINGS, LIMITS
from hpscore.readers.names import fold
from hpscore.readers.tables.delimited import Record
from hpscore.readers.tables.headings import CHINESE
from hpscore.readers.tables.mangled import unfit
from hpscore.readers.tables.reading import read_table
from hpscore.readers.tables.sheets import sheet_tables
from hpscore.readers.tables.table import Table
from hpscore.readers.workbooks.bad_cells import BadCell
from hpscore.readers.workbooks.opening import open_workbook
from hpscore.source.file import read_bytes
from hpscore.source.finding import RefusedError, problems_of

__all__ = ["Roster", "Unit", "read_roster"]

_KNOWN: Final = frozenset((*STANDARD_FACTS, *STANDARD_PERSONAL))
_IDENTIFYING: Final = ("id", "name")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a roster."""

    facts: Mapping[str, str]
    """What the roster says of it: standard facts by id, others by their heading."""
    rubric: str | None
    """The rubric that it answers, as the roster names it; None where any will do."""
    place: Location

    @property
    def id(self) -> str | None:
        """Its id, where it has one."""
        return self.facts.get("id")

    @property
    def name(self) -> str | None:
        """Its name, where it has one."""
        return self.facts.get("name")


@dataclass(frozen=True, slots=True)
class Roster:
    """The units that are expected, in the order of the table."""

    file: str
    units: tuple[Unit, ...]
    areas: tuple[str, ...] = field(default=())
    """Which of county, street and community its table has."""


def read_roster(path: Path) -> Roster:
    """Read a roster from a table (.csv, or the first sheet of a workbook that has its headings).

    Columns: an id or a name (编号, 名称), county, street, community, rubric (评分标准); all
    others are facts by their heading. `ProblemError` with everything that is wrong with it.
    """
    table = _table(path)
    columns = {place: _meaning(heading) for place, heading in enumerate(table.headings) if heading}
    problems = [*_refused(table, columns)]
    units: list[Unit] = []
    for record in table.records:
        problems += table.faults(record)
        unit = _unit(table, record, columns, problems)
        if unit is not None:
            units.append(unit)
    problems += _repeated(units)
    if problems:
        raise ProblemError(problems)
    areas = tuple(name for name in STANDARD_FACTS[2:] if name in columns.values())
    return Roster(str(path), tuple(units), areas)


def _table(path: Path) -> Table:
    tables = _tables(path)
    fitting = [t for t in tables if {*map(_meaning, t.headings)} & {*_IDENTIFYING}]
    return (fitting or tables)[0]


def _tables(path: Path) -> Sequence[Table]:
    if path.suffix.lower() not in ENDINGS:
        return [read_table(path)]
    file = str(path)
    try:
        book = open_workbook(read_bytes(path, LIMITS))
    except RefusedError as refused:
        raise ProblemError(problems_of(refused, "", file)) from None
    found = sheet_tables(book, file)
    if not found:
        raise ProblemError(
            [
                Problem(
                    "not-a-roster",
                    say("no sheet of the workbook has a row of headings and rows below it"),
                    Location(file=file),
                    say("head a column 编号 (id) or 名称 (name)"),
                )
            ]
        )
    return found


def _meaning(heading: str) -> str:
    """Return the standard fact or column that a heading names, else the heading itself."""
    folded = fold(heading)
    folded = CHINESE.get(folded, folded).removeprefix("subject.")
    if folded in _KNOWN or folded == "rubric":
        return folded
    return STANDARD_NAMES.get(folded, heading.strip())


def _refused(table: Table, columns: Mapping[int, str]) -> Iterator[Problem]:
    yield from table.faults(table.header)
    if not set(columns.values()) & set(_IDENTIFYING):
        yield Problem(
            "not-a-roster",
            say("the roster has neither a column of ids nor one of names"),
            table.grid.whole(table.header),
            say("head a column 编号 (id) or 名称 (name)"),
        )
    first: dict[str, str] = {}
    for place, name in columns.items():
        if name in first:
            yield Problem(
                "two-columns",
                say("the column '{key}' is there twice, first as '{first}'",
                    key=table.headings[place], first=first[name]),
                table.grid.cell(table.header, place),
                say("keep one of them"),
            )  # fmt: skip
        first.setdefault(name, table.headings[place])


def _unit(
    table: Table, record: Record, columns: Mapping[int, str], problems: list[Problem]
) -> Unit | None:
    facts: dict[str, str] = {}
    for place, name in columns.items():
        text = record.cells[place] if place < len(record.cells) else ""
        if not text:
            continue
        if isinstance(text, BadCell):
            fault, cell = text.fault, table.grid.cell(record, place)
            problems.append(Problem(fault.code, fault.message, cell, fault.help))
            continue
        if name in _KNOWN:
            for issue in unfit((name,), text):
                location = table.grid.cell(record, place)
                problems.append(Problem(issue.code, issue.message, location, issue.help))
        facts[name] = text
    rubric = facts.pop("rubric", None)
    if not facts.keys() & set(_IDENTIFYING):
        problems.append(
            Problem(
                "no-unit",
                say("the row names no unit: it has neither an id nor a name"),
                table.grid.whole(record),
                say("write its id or its name, or take the row out"),
            )
        )
        return None
    return Unit(facts, rubric, table.grid.whole(record))


def _repeated(units: list[Unit]) -> Iterator[Problem]:
    first: dict[tuple[str, str | None], Unit] = {}
    for unit in units:
        if unit.id is None:
            continue
        key = (unit.id, unit.rubric)
        if key in first:
            before = first[key].place
            yield Problem(
                "two-units",
                say("the id '{id}' is on the roster twice, first in {place}",
                    id=unit.id, place=before.cell or say("line {line}", line=before.line)),
                unit.place,
                say("give each unit an id of its own, or take one row out"),
            )  # fmt: skip
        first.setdefault(key, unit)
