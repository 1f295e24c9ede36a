"""Which rows of registers count for a measure: by their day, by its condition, and once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from hpscore.message import Message, say
from hpscore.model.assessment import Period
from hpscore.model.measured import FindingCode, RowFinding, place_key
from hpscore.model.number import Number, spell
from hpscore.model.rows import OPEN, CellValue, RegisterRows, Row
from hpscore.model.scalars import fold
from hpscore.scoring.row_conditions import columns_of, decide_row

if TYPE_CHECKING:
    from hpscore.model.register import ColumnTest, Measure, Once, RowCondition
    from hpscore.model.rubric import Rubric

__all__ = ["Entry", "Screen", "Use", "joined", "links", "row_name"]

Use = Callable[[str, Row], bool]
"""Whether a row may serve a question."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that counts for a measure, or may count."""

    register: str
    row: Row
    sure: bool = True
    """Whether it counts however open cells settle."""


@dataclass(slots=True)
class Screen:
    """Goes through the rows for one measure, and keeps what is to be told of them."""

    rubric: Rubric
    registers: Mapping[str, RegisterRows]
    period: Period | None
    measure: Measure
    use: Use
    findings: list[tuple[Row, RowFinding]] = field(default_factory=list)
    left_out: dict[FindingCode, int] = field(default_factory=dict)

    def entries(self) -> list[Entry]:
        """Return the rows that count, or may count, by place."""
        found = [
            entry
            for register in self.measure.register_
            for row in self.registers[register].rows
            if self._in_period(register, row)
            and (entry := self._satisfying(register, row)) is not None
        ]
        used = [entry for entry in found if self.use(self.measure.answers, entry.row)]
        if len(used) < len(found):
            self.left_out["elsewhere"] = len(found) - len(used)
        return sorted(used, key=lambda entry: place_key(entry.row.place))

    def listed(self, register: str, column: str) -> list[Entry]:
        """Return the rows of a register that lists groups, by place; those that name none told."""
        found: list[Entry] = []
        for row in self.registers[register].rows:
            if self._in_period(register, row):
                entry = Entry(register, row)
                if row.cells.get(column) is None:
                    self.lacks(entry, column)
                else:
                    found.append(entry)
        return sorted(found, key=lambda entry: place_key(entry.row.place))

    def tell(
        self,
        entry: Entry,
        code: FindingCode,
        message: Message,
        column: str | None = None,
        *,
        counted: bool = False,
    ) -> None:
        """Keep a finding about a row; one that does not count is left out."""
        if not counted:
            self.left_out[code] = self.left_out.get(code, 0) + 1
        found = RowFinding(entry.register, entry.row.place, column, code, message, counted)
        self.findings.append((entry.row, found))

    def lacks(self, entry: Entry, column: str, *, counted: bool = False) -> None:
        """Tell that a cell that is needed is blank, or cannot be read."""
        fault = entry.row.faults.get(column)
        if fault is not None:
            self.tell(entry, "invalid", fault.message, column, counted=counted)
        else:
            message = say("has no {column}", column=self._title(entry.register, column))
            self.tell(entry, "blank", message, column, counted=counted)

    def open(self, entry: Entry, column: str) -> None:
        """Tell that a cell is open; its row counts as one that may go either way."""
        message = say("{column} is not decided", column=self._title(entry.register, column))
        self.tell(entry, "open", message, column, counted=True)

    def once(self, entries: Sequence[Entry], once: Once) -> tuple[list[Entry], int, int]:
        """Join rows that name each other.

        Returns one row of those joined, one that counts for certain before others; how many of
        these count for certain, and how many more may count.
        """
        self._astray(entries, once)
        beside_of = links(self.registers, self.measure.register_, once, entries)
        groups = joined(entries, beside_of)
        kept: list[Entry] = []
        for first, *others in groups:
            kept.append(first)
            for other in others:
                message = say("belongs to the same event as another row, which counts already")
                self.tell(other, "combined", message, once.column)
        sure = [entry for entry in entries if entry.sure]
        beside = {other for entry in sure for other in beside_of[id(entry.row)]}
        apart = sum(not entry.sure and id(entry.row) not in beside for entry in entries)
        most = len(joined(sure, beside_of)) + apart
        least = sum(any(entry.sure for entry in group) for group in groups)
        if any(
            entry.row.cells.get(c) is OPEN for entry in entries for c in (once.column, once.names)
        ):
            least = min(least, 1)  # what names an unknown row may belong to any
        return kept, least, most - least

    def _astray(self, entries: Sequence[Entry], once: Once) -> None:
        """Tell of rows that name one that is not there; each is an event of its own."""
        known = {id(entry.row): entry for entry in entries}
        for row, others in _meant(self.registers, self.measure.register_, once, entries):
            if not others:
                entry = known[id(row)]
                message = say(
                    "{column} {value} names no other row",
                    column=self._title(entry.register, once.column),
                    value=str(row.cells[once.column]),
                )
                self.tell(entry, "names-nothing", message, once.column, counted=True)

    def _in_period(self, register: str, row: Row) -> bool:
        dated = self.rubric.registers[register].dated
        if dated is None or self.period is None:
            return True
        entry = Entry(register, row)
        day = row.cells.get(dated)
        if isinstance(day, date):
            if date.fromisoformat(self.period.from_) <= day <= date.fromisoformat(self.period.to):
                return True
            period = {"first": self.period.from_, "last": self.period.to}
            message = say("{day} lies outside {first} to {last}", day=day.isoformat(), **period)
            self.tell(entry, "outside-period", message, dated)
        elif dated in row.faults:
            self.lacks(entry, dated)
        else:
            title = self._title(register, dated)
            self.tell(entry, "undated", say("has no {column}", column=title), dated)
        return False

    def _satisfying(self, register: str, row: Row) -> Entry | None:
        """Return a row that satisfies the condition, or may."""
        where = self.measure.where
        if where is None:
            return Entry(register, row)
        outcomes = decide_row(where, row)
        entry = Entry(register, row, sure=outcomes == {True})
        needed = list(dict.fromkeys(test.column for test in columns_of(where)))
        if True in outcomes:
            for column in needed:
                if not entry.sure and row.cells.get(column) is OPEN:
                    self.open(entry, column)
            return entry
        if None in outcomes:
            self.lacks(entry, next(name for name in needed if row.cells.get(name) is None))
        else:
            self._unmet(entry, where)
        return None

    def _unmet(self, entry: Entry, where: RowCondition) -> None:
        """Leave out a row; one that misses a number is told, one of another kind is not."""
        value = entry.row.cells.get(where.column) if where.form == "test" else None
        if where.form == "test" and isinstance(value, Number) and not isinstance(value, bool):
            message = say(
                "{column} is {value}, {comparison} counts",
                column=self._title(entry.register, where.column),
                value=spell(value),
                comparison=_spelt(where),
            )
            self.tell(entry, "unmet", message, where.column)
        else:
            self.left_out["unmet"] = self.left_out.get("unmet", 0) + 1

    def _title(self, register: str, column: str) -> object:
        return self.rubric.registers[register].columns[column].title


def links(
    registers: Mapping[str, RegisterRows],
    names: Sequence[str],
    once: Once,
    entries: Sequence[Entry],
) -> dict[int, set[int]]:
    """Return the rows (by identity) that belong together, as one names the other."""
    found: dict[int, set[int]] = {id(entry.row): set() for entry in entries}
    for row, others in _meant(registers, names, once, entries):
        for other in others:
            if id(other) in found:
                found[id(row)].add(id(other))
                found[id(other)].add(id(row))
    return found


def _meant(
    registers: Mapping[str, RegisterRows],
    names: Sequence[str],
    once: Once,
    entries: Sequence[Entry],
) -> Iterator[tuple[Row, list[Row]]]:
    """Yield each row that names another, with those that it may mean, whether they count or not.

    A name means the rows of other registers first: lecture 1 and consultation 1 are two events.
    """
    named: dict[tuple[str, str], list[Row]] = {}
    for register in dict.fromkeys(names):
        for row in registers[register].rows:
            name = row_name(row.cells.get(once.names))
            if name is not None:
                named.setdefault((register, name), []).append(row)
    for entry in entries:
        name = row_name(entry.row.cells.get(once.column))
        if name is not None:
            others = [r for own in dict.fromkeys(names) if own != entry.register
                      for r in named.get((own, name), ())]  # fmt: skip
            meant = others or named.get((entry.register, name), [])
            yield entry.row, [other for other in meant if other is not entry.row]


def joined(entries: Sequence[Entry], beside: Mapping[int, set[int]]) -> list[list[Entry]]:
    """Return groups of rows that belong together, those that count for certain first."""
    left = {id(entry.row): entry for entry in entries}
    groups: list[list[Entry]] = []
    for entry in entries:
        group: list[Entry] = []
        waiting = [id(entry.row)]
        while waiting:
            found = left.pop(waiting.pop(), None)
            if found is not None:
                group.append(found)
                waiting += beside[id(found.row)]
        if group:
            groups.append(sorted(group, key=lambda e: (not e.sure, place_key(e.row.place))))
    return groups


def row_name(value: CellValue | None) -> str | None:
    """Return what a cell names, whether a sheet holds it as a number or as a text."""
    if value is None or isinstance(value, bool) or value is OPEN:
        return None
    if isinstance(value, str):
        return fold(value) or None
    return spell(value) if isinstance(value, Number) else str(value)


def _spelt(test: ColumnTest) -> Message:
    bound = {"bound": spell(getattr(test, test.comparison))}
    said = {
        "at_least": say("{bound} or more", **bound),
        "above": say("more than {bound}", **bound),
        "at_most": say("{bound} or less", **bound),
        "below": say("less than {bound}", **bound),
    }
    return said[test.comparison]
