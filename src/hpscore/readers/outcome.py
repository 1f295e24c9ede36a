"""Score inputs one by one: what became of each, whether a result or its problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from hpscore.message import Message, say
from hpscore.model.assessment import Assessment
from hpscore.model.result import EvidenceMode, Result
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.assessments import Reader, rubric_of
from hpscore.readers.carrying import renamed_key, version_named
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.locating import inside, problems_of
from hpscore.readers.naming import RUBRIC_OUT
from hpscore.readers.overrides import override
from hpscore.readers.tables.delimited import Record
from hpscore.readers.tables.headings import Headings, Plan
from hpscore.readers.tables.table import Row, Table
from hpscore.scoring.engine import score
from hpscore.source import Document

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.readers.filled.filled import Filled
    from hpscore.readers.registers.units import Units

__all__ = ["Found", "Outcome", "Scorer"]

Found: TypeAlias = "Document | Table | Filled"
"""What a file may hold."""

_Answered = tuple[int, str]
"""A rubric, and the other version of it that a row names; empty where it names none."""
_Settled = tuple[dict[_Answered, Plan], list[Problem], Table]
"""What headings mean by what is answered, what is wrong with them, and the table as shown."""
_MOST_PROBLEMS: Final = 100
"""How many problems are told of a table whose headings are at fault."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input."""

    source: str
    rubric: Rubric | None = None
    assessment: Assessment | None = None
    result: Result | None = None
    """None where the input has problems."""
    before: Result | None = None
    """The result without the answers that the command overrode, where it overrode any."""
    problems: tuple[Problem, ...] = ()
    file: str | None = None
    """The file that it came from, where that may give several outcomes."""


@dataclass
class Scorer:
    """Scores documents by one rubric, or each by the rubric that it names."""

    catalogue: Catalogue
    given: Rubric | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    """Facts that the command states, in place of the file's."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Answers that the command states, in place of the file's."""
    instead: Message = RUBRIC_OUT
    """What to do where a file names another rubric than the one given."""
    evidence: EvidenceMode = "report"
    """Whether points rest on the papers that were handed in; then these must be there."""
    strict_registers: bool = False
    """Whether a row of a register counts for one indicator alone."""
    any_version: bool = False
    """Whether the rubric given stands for all its versions, of which the period decides."""
    allow_errors: bool = False
    """Whether a roll-up may leave out units that have no result."""
    _readers: dict[int, Reader] = field(default_factory=dict)
    _units: Units | None = None
    _table: tuple[Table, _Settled] | None = None
    """The table whose parts are being scored."""

    def score(self, document: Document) -> Outcome:
        """Score a document; its problems are returned, never raised."""
        source = document.file or "-"
        try:
            rubric = self._rubric_of(document)
        except ProblemError as error:
            return Outcome(source, problems=error.problems)
        return self._score(document, rubric, ())

    def score_found(
        self, found: Found | Sequence[Found], part: tuple[int, int] = (0, 1)
    ) -> Iterator[Outcome]:
        """Score what a file holds, whatever that is, one by one.

        Of a table only a part where that is asked for, as `score_table` has them; what cannot be
        cut goes with the first part.
        """
        if isinstance(found, Table):
            yield from self.score_table(found, part)
        elif isinstance(found, Sequence):
            if len(found) == 1:
                yield from self.score_found(found[0], part)
            elif not part[0]:  # in parts, the tables would be mixed up
                for each in found:
                    yield from self.score_found(each)
        elif part[0]:
            return
        elif isinstance(found, Document):
            yield self.score(found)
        else:
            yield self.score_filled(found)

    def score_filled(self, filled: Filled) -> Outcome:
        """Score what was filled in; its problems are returned, never raised."""
        try:
            naming = filled.naming()
            named = isinstance(naming.value, dict) and "rubric" in naming.value
            if self.given is None and not named:
                name = filled.recognised(self.catalogue)
                if name is not None and isinstance(naming.value, dict):
                    naming = replace(naming, value={**naming.value, "rubric": name})
            rubric = self._rubric_of(naming)
        except ProblemError as error:
            return Outcome(filled.source, problems=error.problems, file=filled.file)
        document, known = filled.read(self._reader(rubric))
        return replace(self._score(document, rubric, known), file=filled.file)

    def score_table(self, table: Table, part: tuple[int, int] = (0, 1)) -> Iterator[Outcome]:
        """Score the rows of a table, each by itself; their problems are returned, never raised.

        A table whose headings are at fault gives one outcome, with what is wrong with its rows
        too (100 problems at most): no row of it can be read for certain. `part` is which part,
        from 0, of how many: parts have about as many rows each, and together give what the
        whole gives, in its order.
        """
        which, parts = part
        if self.given is None and not table.names_rubrics:
            if which:
                return
            message = say("the table does not say which rubric its rows answer")
            problem = _no_rubric(message, table.grid.whole(table.header))
            yield Outcome(table.file, problems=(problem,), file=table.file)
            return
        plans, refused, table = self._settled(table, keep=parts > 1)
        count = len(table.records)
        rows = slice(count * which // parts, count * (which + 1) // parts)
        outcomes = (
            replace(self._score_row(table, record, plans), file=table.file)
            for record in (table.records if refused else table.records[rows])
        )
        if not refused:
            yield from outcomes
            return
        if which:
            return
        refused = [*refused]
        for outcome in outcomes:
            if len(refused) >= _MOST_PROBLEMS:
                break
            refused += [p for p in outcome.problems if p not in refused]
        yield Outcome(table.file, problems=tuple(refused[:_MOST_PROBLEMS]), file=table.file)

    def _settled(self, table: Table, *, keep: bool) -> _Settled:
        """Return what its headings mean, what is wrong with them, and the table as it is shown.

        `keep`: further parts of it will come.
        """
        if self._table is not None and self._table[0] is table:
            return self._table[1]
        plans = self._plans(table)
        refused = table.refused(plans.values())
        if refused:  # what is wrong with a heading is not told again of the cells below it
            plans = {key: replace(plan, issues={}) for key, plan in plans.items()}
        found = plans, refused, table.discreet(plans.values())
        self._table = (table, found) if keep else None
        return found

    def _plans(self, table: Table) -> dict[_Answered, Plan]:
        """Return what the headings mean for each rubric, and version, that a row answers."""
        plans: dict[_Answered, Plan] = {}
        for record in table.records:
            naming = table.naming(record)
            try:
                rubric = self._rubric(naming)
            except ProblemError:
                continue  # told with its row
            answered = _answered(rubric, naming)
            if answered not in plans:
                renamed = rubric.renamed.get(answered[1], {})
                headings = [renamed_key(h, renamed) or "" for h in table.headings]
                plans[answered] = Headings(self._reader(rubric)).plan(headings)
        return plans

    def _score_row(self, table: Table, record: Record, plans: Mapping[_Answered, Plan]) -> Outcome:
        known = table.faults(record)
        try:
            naming = table.naming(record)
            rubric = self._rubric(naming)
        except ProblemError as error:
            return Outcome(table.source(record), problems=(*known, *error.problems))
        if known:  # where cells have shifted, what they hold says nothing
            return Outcome(table.source(record), problems=tuple(known))
        plan = plans[_answered(rubric, naming)]
        row = table.row(record, plan)
        known = [*table.misplaced(record, plan), *problems_of(row.issues, row)]
        return self._score(row, rubric, known)

    def _score(self, document: Document, rubric: Rubric, known: Sequence[Problem]) -> Outcome:
        """Score a document whose rubric is known, unless it has problems."""
        source, problems = document.file or "-", [*known]
        reader = self._reader(rubric)
        try:
            assessment = reader.read(document)
            changed = override(reader, assessment, self.facts, self.answers)
        except ProblemError as error:
            problems += error.problems
        if problems:
            problems.sort(key=lambda problem: _order(problem.location, document.file))
            return Outcome(source, problems=tuple(problems))
        overridden = changed is not assessment
        if self.evidence == "require" and assessment.evidence:
            from hpscore.readers.folder import as_there

            assessment, changed = as_there(assessment), as_there(changed)
        if self.strict_registers:
            from hpscore.scoring.strict_rows import settled

            assessment = settled(rubric, assessment, self.evidence)
            changed = settled(rubric, changed, self.evidence) if overridden else assessment
        mode = self.evidence
        before = score(rubric, assessment, evidence=mode) if overridden else None
        return Outcome(source, rubric, changed, score(rubric, changed, evidence=mode), before)

    def _rubric(self, row: Row) -> Rubric:
        named = isinstance(row.value, dict) and "rubric" in row.value
        if named or self.given is not None:
            return self._rubric_of(row)
        message = say("the row does not say which rubric it answers")
        raise ProblemError([_no_rubric(message, row.locate(()))])

    def _rubric_of(self, document: Document) -> Rubric:
        return rubric_of(
            document, self.catalogue, self.given, self.instead, any_version=self.any_version
        )

    def _reader(self, rubric: Rubric) -> Reader:
        reader = self._readers.get(id(rubric))
        if reader is None:
            reader = self._readers[id(rubric)] = Reader(rubric, self.units_of_run)
        return reader

    def units_of_run(self) -> Units:
        """Return what scores units on the way: by their own rubrics, with their own answers."""
        if self._units is None:
            from hpscore.readers.registers.units import Units

            inner = Scorer(
                self.catalogue,
                evidence=self.evidence,
                strict_registers=self.strict_registers,
                allow_errors=self.allow_errors,
            )
            self._units = inner._units = Units(inner, self.allow_errors)
        return self._units

    def standards(self, document: Document) -> tuple[str, ...]:
        """Return the ids of the rubric that a document answers and of those that it extends.

        Nothing where it is not clear which rubric that is.
        """
        try:
            return self._rubric_of(document).standards
        except ProblemError:
            return ()


def _answered(rubric: Rubric, naming: Document) -> _Answered:
    """Return the rubric of a row, and the other version whose names it has, if any."""
    value = naming.value if isinstance(naming.value, dict) else {}
    return id(rubric), "" if (v := version_named(value.get("rubric"))[1]) == rubric.version else v


def _order(location: Location, file: str | None) -> tuple[bool, str, str, int, int]:
    """Put what stands in the file itself before what stands in files that it names."""
    named = location.file or ""
    own = location.file is None or named == file
    own = own or bool(file and file.startswith((f"{named}:", f"{named}#")))
    return not own, "" if own else named, *inside(location)


def _no_rubric(message: Message, location: Location) -> Problem:
    help_ = say("name it in a column headed rubric, or give --rubric")
    return Problem("no-rubric", message, location, help_)
