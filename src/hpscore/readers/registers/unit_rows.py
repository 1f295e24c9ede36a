"""Results of units as rows of a register: each once, with what is lacking or was passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.model.assessment import Period
from hpscore.model.rows import OPEN, CellValue, RegisterRows, Row
from hpscore.model.scalars import fold
from hpscore.problem import Location, Problem, Severity
from hpscore.readers.registers.cells import column_reader
from hpscore.readers.registers.lacking import where
from hpscore.readers.registers.tables import cells_of
from hpscore.readers.results import Unit

if TYPE_CHECKING:
    from hpscore.model.register import Register

__all__ = ["rows_of_units"]

_FACTS: Final[Mapping[str, str]] = {
    "unit": "id",
    "name": "name",
    "county": "county",
    "street": "street",
    "community": "community",
}
"""The columns that are filled from facts of the subject, with the fact of each."""
_MOST: Final = 100_000


def rows_of_units(
    found: Iterable[Unit | Problem],
    register: Register,
    place: Location,
    period: Period | None = None,
) -> tuple[RegisterRows, list[Problem]]:
    """Return results as rows of a register, and why others are lacking.

    What was assessed at another time than `period` is a row all the same, and remarked on.
    """
    rows: list[Row] = []
    lacking: list[Problem] = []
    others: dict[str, int] = {}
    seen: dict[tuple[str, ...], Location] = {}
    elsewhen: list[Problem] = []
    for unit in found:
        if isinstance(unit, Problem):
            lacking.append(unit)
            continue
        key = _key(unit)
        if _counted_as(unit, register) is None:
            others[unit.rubric] = others.get(unit.rubric, 0) + 1
        elif (twice := seen.get(key)) is not None:
            lacking.append(_twice(unit, twice))
        else:
            if len(key) > 1:
                seen[key] = unit.place
            rows.append(_row(unit, register))
            elsewhen += _other_period(unit, period)
        if len(rows) > _MOST:
            lacking.append(
                Problem(
                    "too-large",
                    say("more than {limit} rows", limit=_MOST),
                    unit.place,
                    say("split the file into several"),
                )
            )
            break
    remarks = [_passed_over(name, count, place) for name, count in others.items()]
    return RegisterRows(place, tuple(rows), (*remarks, *elsewhen)), lacking


def _other_period(unit: Unit, period: Period | None) -> Iterator[Problem]:
    """Yield that a unit was assessed on days that do not all lie in the period of the roll-up."""
    own = unit.period
    if own is None or period is None or period.from_ <= own.from_ <= own.to <= period.to:
        return
    yield Problem(
        "other-period",
        say("assessed for {first} to {last}, which does not lie in {start} to {end}",
            first=own.from_, last=own.to, start=period.from_, end=period.to),
        unit.place,
        severity=Severity.WARNING,
    )  # fmt: skip


def _counted_as(unit: Unit, register: Register) -> str | None:
    """Return the rubric as whose result a unit counts: its own, or one that this extends."""
    names = (unit.rubric, *unit.standards)
    return next((name for name in names if name in register.results), None)


def _row(unit: Unit, register: Register) -> Row:
    name = _counted_as(unit, register)
    mapping = register.results[name] if name is not None else {}
    columns = register.columns
    cells: dict[str, CellValue] = {}
    raw: dict[str, object] = {
        column: unit.subject[fact]
        for column, fact in _FACTS.items()
        if column in columns and fact in unit.subject
    }
    for column, value in mapping.items():
        if isinstance(value, tuple | list):
            cells[column] = _passed(unit, frozenset(value))
        else:
            raw[column] = value
    readers = {name: column_reader(columns[name], name) for name in raw}
    read, faults = cells_of(((n, readers[n], raw[n]) for n in raw), sheet=False)
    return Row(unit.place, {**read, **cells}, faults)


def _passed(unit: Unit, tiers: frozenset[str]) -> CellValue:
    """Say whether the verdict is one of these, as far as that is decided."""
    if unit.decided and unit.tier is not None:
        return unit.tier in tiers
    possible = frozenset(unit.possible)
    if possible and possible <= tiers:
        return True
    return OPEN if possible & tiers or not possible else False


def _key(unit: Unit) -> tuple[str, ...]:
    """Return what tells a unit from others: its id, else its name and where it is."""
    names = ("id",) if "id" in unit.subject else ("name", "county", "street", "community")
    told = (f"{n}={fold(str(unit.subject[n]))}" for n in names if n in unit.subject)
    return ((unit.rubric, *unit.standards)[-1], *told)


def _twice(unit: Unit, first: Location) -> Problem:
    names = [unit.subject[n] for n in ("name", "id") if n in unit.subject]
    return Problem(
        "unit-twice",
        say("'{unit}' is there twice, first in {first}", unit=names[0], first=where(first)),
        unit.place,
        say("keep one of them; files of results do not belong beside the assessments"),
    )


def _passed_over(name: str, count: int, place: Location) -> Problem:
    return Problem(
        "other-results",
        say("passed over: {count} of '{rubric}', which is no rubric of these units",
            count=count, rubric=name),
        place,
        severity=Severity.NOTE,
    )  # fmt: skip
