"""Rows of registers from results: a district's units, scored before or on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from hpscore.message import say
from hpscore.model.assessment import Period
from hpscore.model.rows import OPEN, CellValue, RegisterRows, Row
from hpscore.model.scalars import fold
from hpscore.problem import Location, Problem, ProblemError, Severity
from hpscore.readers.folder import walk
from hpscore.readers.registers.cells import column_reader
from hpscore.readers.registers.lacking import where
from hpscore.readers.registers.tables import cells_of
from hpscore.readers.results import Unit, read_results, unit_of
from hpscore.readers.tables.table import Table, read_table
from hpscore.source import Document, read_document

if TYPE_CHECKING:
    from hpscore.model.register import Register
    from hpscore.readers.outcome import Outcome

__all__ = ["Units", "rows_of_units"]

_RESULTS: Final = ".jsonl"
_SUFFIXES: Final = (".yaml", ".yml", ".json", ".csv", _RESULTS)
"""How the names of files end whose results are rows."""
_FACTS: Final[Mapping[str, str]] = {
    "unit": "id",
    "name": "name",
    "county": "county",
    "street": "street",
    "community": "community",
}
"""The columns that are filled from facts of the subject, with the fact of each."""
_MOST: Final = 100_000
_DEEPEST: Final = 8
"""How many roll-ups may stand on each other: a province's on its districts', and so on."""

Found = list[Unit | Problem]


class Scores(Protocol):
    """What scores units on the way."""

    def score(self, document: Document) -> Outcome: ...
    def score_table(self, table: Table) -> Iterator[Outcome]: ...
    def standards(self, document: Document) -> tuple[str, ...]: ...


@dataclass
class Units:
    """Scores the units of a run; each file once, however many roll-ups read it."""

    scores: Scores
    allow_errors: bool = False
    """Whether units without a result are left out, with a warning."""
    _known: dict[Path, Found | None] = field(default_factory=dict)
    """What each file gave; None while it is being scored."""
    _depth: int = 0

    def units(self, path: Path, own: Path | None, wanted: Register) -> Iterator[Unit | Problem]:
        """Yield the results of a file, or of all files in a folder; or why there is none.

        The assessment's own file is no unit of its own. A folder's files that answer another
        rubric than those that are wanted are counted, not scored.
        """
        if not path.is_dir():
            yield from self._file(path)
            return
        for name in walk(path).files:
            inner = path / name
            unit = name.lower().endswith(_SUFFIXES) and not name.endswith(".cases.yaml")
            if unit and (own is None or not _same(inner, own)):
                yield from self._file(inner, wanted)

    def _file(self, path: Path, wanted: Register | None = None) -> Iterator[Unit | Problem]:
        key = path.resolve()
        if key in self._known:
            yield from self._again(path, key)
            return
        if self._depth == _DEEPEST:
            yield _circle(path)
            return
        self._known[key] = None
        self._depth += 1
        found: Found = []
        try:
            found.extend(self._read(path, wanted))
        except ProblemError as error:
            found.append(error.problems[0])
        finally:
            self._depth -= 1
            if any(isinstance(unit, Unit) and not unit.scored for unit in found):
                del self._known[key]  # another roll-up may want it
            else:
                self._known[key] = found
        yield from found

    def _again(self, path: Path, key: Path) -> Iterator[Unit | Problem]:
        found = self._known[key]
        if found is None:
            yield _circle(path)
        else:
            yield from found

    def _read(self, path: Path, wanted: Register | None) -> Iterator[Unit | Problem]:
        if path.suffix.lower() == _RESULTS:
            yield from read_results(path)
            return
        if path.suffix.lower() == ".csv":
            table = read_table(path)
            if wanted is None or table.of_assessments:
                for outcome in self.scores.score_table(table):
                    yield _of_outcome(outcome)
            return
        if path.suffix.lower() == ".json" and _holds_results(path):
            yield from read_results(path)
            return
        document = read_document(path)
        if wanted is not None and _is_rubric(document.value):
            return
        standards = self.scores.standards(document)
        if wanted is not None and standards and not set(standards) & set(wanted.results):
            place = Location(file=str(path))
            yield Unit(place, standards[0], {}, None, decided=False, scored=False)
            return
        yield _of_outcome(self.scores.score(document))


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


def _of_outcome(outcome: Outcome) -> Unit | Problem:
    place = _place(outcome)
    if outcome.result is not None:
        return unit_of(outcome.result, place)
    first = outcome.problems[0]
    return Problem(first.code, first.message, place, first.help)


def _place(outcome: Outcome) -> Location:
    """Return where a unit stands: its file, and in a table its line."""
    if outcome.file is None or outcome.source == outcome.file:
        return Location(file=outcome.source)
    line = outcome.source.rpartition(":")[2]
    return Location(file=outcome.file, line=int(line) if line.isdecimal() else None)


def _holds_results(path: Path) -> bool:
    """Say whether a file of JSON is one of results; it is not read whole for that."""
    try:
        with path.open("rb") as stream:
            head = stream.read(400).decode("utf-8-sig", "ignore")
    except OSError:
        return False  # told when it is read
    return '"format"' in head and "hpscore/result/" in head


def _is_rubric(value: object) -> bool:
    return isinstance(value, dict) and bool(value.keys() & {"dimensions", "extends"})


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _circle(path: Path) -> Problem:
    return Problem(
        "circular",
        say("units are made of each other, or too many times over"),
        Location(file=str(path)),
        say("score the units first, and name the file of their results"),
    )


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
