"""What the rows that count bring to a measure: values, shares, groups, what was planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.model.asking import domain
from hpscore.model.number import Number, spell
from hpscore.model.rows import OPEN, CellValue
from hpscore.scoring.row_conditions import alike, columns_of, decide_row
from hpscore.scoring.row_figures import (
    Amount,
    Figure,
    counted,
    distinct,
    fewest,
    least,
    mean,
    summed,
)
from hpscore.scoring.row_screen import Entry, Screen

if TYPE_CHECKING:
    from hpscore.model.register import Least, Measure, RowCondition, Share

__all__ = ["figure_of"]

_MONTHS: Final[Mapping[str, int]] = {"month": 1, "quarter": 3, "half_year": 6}
"""The parts of a year that are counted, by their length in months."""

Brought = list[tuple[Entry, Amount]]
"""Rows that count, or may count, each with what it brings."""


def figure_of(
    measure: Measure, screen: Screen, entries: Sequence[Entry]
) -> tuple[Figure, list[Entry]]:
    """Measure rows; with those that count, or may count."""
    if measure.once is not None:
        kept, sure, more = screen.once(entries, measure.once)
        return counted(sure, more), kept
    if measure.count is not None:
        sure = sum(entry.sure for entry in entries)
        return counted(sure, len(entries) - sure), list(entries)
    if measure.distinct is not None:
        return _distinct(measure.distinct, screen, entries)
    groups = [[*entries]]
    if measure.least is not None:
        groups = _grouped(measure.least, screen, entries, measure.empty)
    brought = [list(_brought(measure, screen, group)) for group in groups]
    rows = [entry for group in brought for entry, _ in group]
    whole, by = _whole_of(measure), None if measure.least is None else measure.least.by
    if any(_is_open(entry, column) for entry in rows for column in (whole, by)):
        # what it is out of, or where a row belongs, may be anything
        most = len(rows) if measure.least is not None and measure.least.count is not None else 100
        certain = any(entry.sure and not _is_open(entry, whole) for entry in rows)
        return Figure(0, most, empty=not certain), rows
    amounts = [[amount for _, amount in group] for group in brought]
    if measure.sum is not None:
        return summed(amounts[0]), rows
    if measure.mean is not None:
        return mean(amounts[0]), rows
    if measure.least is not None and measure.least.count is not None:
        certain = measure.least.of is not None
        # a group that is listed is there, with or without rows
        return fewest([*group, Amount(0, 0)] if certain else group for group in amounts), rows
    if measure.least is not None and measure.least.of is not None:
        return least(amounts, 0 if measure.empty == 0 else 100), rows
    return least(amounts), rows  # of all rows, where they are one group


def _brought(
    measure: Measure, screen: Screen, entries: Sequence[Entry]
) -> Iterator[tuple[Entry, Amount]]:
    """Yield what each row brings."""
    part = _share_of(measure)
    where = _condition_of(measure)
    for entry in entries:
        if measure.held is not None:
            amount = _part(screen, entry, measure.held.column, measure.held.planned, capped=True)
        elif where is not None:
            amount = _satisfied(where, screen, entry)
        elif part is None or part.sum is None or part.of is None:
            amount = _value(screen, entry, measure.sum or measure.mean or "")
        else:
            amount = _part(screen, entry, part.sum, part.of, capped=False)
        if amount is not None:
            yield entry, amount


def _share_of(measure: Measure) -> Share | None:
    return measure.share if measure.least is None else measure.least.share


def _condition_of(measure: Measure) -> RowCondition | None:
    """Return the condition by which each row is 1 or 0, where there is one."""
    if measure.least is not None and measure.least.count is not None:
        return measure.least.count
    part = _share_of(measure)
    return None if part is None else part.where


def _whole_of(measure: Measure) -> str | Number | None:
    """Return what a share of sums is out of: a column, or a number."""
    if measure.held is not None:
        return measure.held.planned
    part = _share_of(measure)
    return None if part is None else part.of


def _is_open(entry: Entry, column: str | Number | None) -> bool:
    return isinstance(column, str) and entry.row.cells.get(column) is OPEN


def _value(screen: Screen, entry: Entry, column: str) -> Amount | None:
    """Return the value of a cell; None where there is none."""
    value = entry.row.cells.get(column)
    if value is None:
        screen.lacks(entry, column)
        return None
    if value is OPEN:
        screen.open(entry, column)
        asked = screen.rubric.registers[entry.register].columns[column]
        return Amount(*domain(asked.ask, asked, None), sure=entry.sure)
    return Amount(_number(value), _number(value), sure=entry.sure)


def _satisfied(where: RowCondition, screen: Screen, entry: Entry) -> Amount:
    """Return whether a row satisfies a condition, as 0 or 1 out of 1."""
    outcomes = decide_row(where, entry.row)
    if len(outcomes) > 1 or None in outcomes:
        for column in dict.fromkeys(test.column for test in columns_of(where)):
            if _is_open(entry, column):
                screen.open(entry, column)
            elif None in outcomes and column not in entry.row.cells:
                screen.lacks(entry, column, counted=True)
    return Amount(int(outcomes == {True}), int(outcomes != {False}), sure=entry.sure)


def _part(
    screen: Screen, entry: Entry, column: str, of: str | Number, *, capped: bool
) -> Amount | None:
    """Return a cell out of its whole; None where there is no whole, or one of 0.

    What cannot be read, or is more than its whole, may be anything from nothing to all of it.
    """
    whole = entry.row.cells.get(of) if isinstance(of, str) else of
    if whole is None or whole is OPEN:
        assert isinstance(of, str)
        if whole is None:
            screen.lacks(entry, of)
            return None
        screen.open(entry, of)
        return Amount(0, 1, sure=entry.sure)
    most = _number(whole)
    value = entry.row.cells.get(column)
    if most <= 0:
        if not capped and value is not None and value is not OPEN and _number(value) > 0:
            _too_many(screen, entry, column, value, most, counted=False)
        return None
    if value is None:
        screen.lacks(entry, column, counted=True)
        return Amount(0, most, most, entry.sure)
    if value is OPEN:
        screen.open(entry, column)
        return Amount(0, most, most, entry.sure)
    held = _number(value)
    if capped:
        held = min(max(held, 0), most)
    elif not 0 <= held <= most:
        _too_many(screen, entry, column, value, most, counted=True)
        return Amount(0, most, most, entry.sure)
    return Amount(held, held, most, entry.sure)


def _too_many(
    screen: Screen, entry: Entry, column: str, value: CellValue, most: Number, *, counted: bool
) -> None:
    title = screen.rubric.registers[entry.register].columns[column].title
    said = {"column": title, "value": spell(_number(value)), "most": spell(most)}
    message = say("{column} is {value} out of {most}", **said)
    screen.tell(entry, "invalid", message, column, counted=counted)


def _grouped(
    wanted: Least, screen: Screen, entries: Sequence[Entry], empty: object
) -> list[list[Entry]]:
    """Group rows by the value of a column; those without one do not count.

    Groups that a register lists are there also without rows; those of the rows besides.
    """
    groups: dict[object, list[Entry]] = {}
    for entry in entries:
        value = entry.row.cells.get(wanted.by)
        if value is None:
            screen.lacks(entry, wanted.by)
            continue
        if value is OPEN:
            screen.open(entry, wanted.by)
        groups.setdefault(alike(value), []).append(entry)
    if wanted.of is not None:
        for entry in screen.listed(wanted.of.register_, wanted.of.column):
            value = entry.row.cells[wanted.of.column]
            if alike(value) not in groups and wanted.share is not None and empty == "open":
                message = say("nothing of it is there to share")
                screen.tell(entry, "open", message, wanted.of.column, counted=True)
            groups.setdefault(alike(value), [])
    return list(groups.values())


def _distinct(column: str, screen: Screen, entries: Sequence[Entry]) -> tuple[Figure, list[Entry]]:
    """Count the half-years, quarters or months of rows, or the values of a column."""
    values: list[tuple[object, bool]] = []
    kept: list[Entry] = []
    options: set[str] = set()
    listed = column not in _MONTHS  # whether every register lists the values of its column
    for entry in entries:
        register = screen.rubric.registers[entry.register]
        if column in _MONTHS:
            day = entry.row.cells[register.dated or ""]
            assert isinstance(day, date)  # other rows are out of the period
            values.append(((day.year, (day.month - 1) // _MONTHS[column]), entry.sure))
            kept.append(entry)
            continue
        value = entry.row.cells.get(column)
        if value is None:
            screen.lacks(entry, column)
            continue
        if value is OPEN:
            screen.open(entry, column)
        asked = register.columns[column]
        if asked.options is not None or asked.ask == "yes_no":
            options.update(asked.options or ("yes", "no"))
        else:
            listed = False
        values.append((None if value is OPEN else alike(value), entry.sure))
        kept.append(entry)
    return distinct(values, len(options) if listed else None), kept


def _number(value: object) -> Number:
    assert isinstance(value, Number)  # the checks let numbers alone be added up
    return value
