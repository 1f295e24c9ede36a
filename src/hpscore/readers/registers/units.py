"""Units of a roll-up: their results, scored before or on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from hpscore.message import say
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.filled.contents import ENDINGS, NOTHING, contents
from hpscore.readers.folder import walk
from hpscore.readers.results import Unit, read_results, unit_of
from hpscore.readers.tables.reading import read_table
from hpscore.readers.tables.table import Table
from hpscore.readers.workbooks.opening import cell_name
from hpscore.source import Document, read_document

if TYPE_CHECKING:
    from hpscore.model.register import Register
    from hpscore.readers.filled.filled import Filled
    from hpscore.readers.outcome import Outcome

__all__ = ["Units"]

_RESULTS: Final = ".jsonl"
_SUFFIXES: Final = (".yaml", ".yml", ".json", ".csv", *ENDINGS, _RESULTS)
"""How the names of files end whose results are rows."""
_DEEPEST: Final = 8
"""How many roll-ups may stand on each other: a province's on its districts', and so on."""

Found = list[Unit | Problem]


class Scores(Protocol):
    """What scores units on the way."""

    def score(self, document: Document) -> Outcome: ...
    def score_table(self, table: Table) -> Iterator[Outcome]: ...
    def score_filled(self, filled: Filled) -> Outcome: ...
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
        if path.suffix.lower() in ENDINGS:
            yield from self._workbook(path, wanted)
            return
        if path.suffix.lower() == ".json" and _holds_results(path):
            yield from read_results(path)
            return
        document = read_document(path)
        if wanted is not None and _is_rubric(document.value):
            return
        yield self._other(document, wanted) or _of_outcome(self.scores.score(document))

    def _workbook(self, path: Path, wanted: Register | None) -> Iterator[Unit | Problem]:
        """Yield the results of the forms and tables in a workbook; a folder has others too."""
        try:
            found = contents(path)
        except ProblemError as error:
            if wanted is None or any(problem.code != NOTHING for problem in error.problems):
                raise
            return
        for each in found:
            if not isinstance(each, Table):
                unit = self._other(each.naming(), wanted)
                yield unit or _of_outcome(self.scores.score_filled(each))
            elif wanted is None or each.of_assessments:
                yield from map(_of_outcome, self.scores.score_table(each))

    def _other(self, document: Document, wanted: Register | None) -> Unit | None:
        """Return a unit that is only counted, where it answers another rubric than is wanted."""
        standards = () if wanted is None else self.scores.standards(document)
        if wanted is None or not standards or set(standards) & set(wanted.results):
            return None
        place = Location(file=document.file)
        return Unit(place, standards[0], {}, None, decided=False, scored=False)


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
    place, _, line = outcome.source.rpartition(":")
    number = int(line) if line.isdecimal() else None
    if place.startswith(f"{outcome.file}#") and number is not None:
        sheet = place.removeprefix(f"{outcome.file}#")
        return Location(file=outcome.file, sheet=sheet, cell=cell_name(number, 0))
    return Location(file=outcome.file, line=number)


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
