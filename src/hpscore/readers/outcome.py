"""Score inputs one by one: what became of each, whether a result or its problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from hpscore.message import Message
from hpscore.model.assessment import Assessment
from hpscore.model.result import EvidenceMode, Result
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.assessments import Reader, rubric_of
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.locating import inside
from hpscore.readers.naming import RUBRIC_OUT
from hpscore.readers.overrides import override
from hpscore.scoring.engine import score
from hpscore.source import Document

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.readers.filled.filled import Filled
    from hpscore.readers.registers.units import Units
    from hpscore.readers.tables.scoring import TableScorer
    from hpscore.readers.tables.table import Table

__all__ = ["Found", "Outcome", "Scorer"]

Found: TypeAlias = "Document | Table | Filled"
"""What a file may hold."""


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
    claimed: Mapping[str, str] = field(default_factory=dict)
    """Whose it says that it is, where it has problems: texts of the subject, as they stand."""


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
    _tables: TableScorer | None = None

    def score(self, document: Document) -> Outcome:
        """Score a document; its problems are returned, never raised."""
        source = document.file or "-"
        try:
            rubric = self.rubric_of(document)
        except ProblemError as error:
            return Outcome(source, problems=error.problems)
        return self.scored(document, rubric, ())

    def score_found(
        self, found: Found | Sequence[Found], part: tuple[int, int] = (0, 1)
    ) -> Iterator[Outcome]:
        """Score what a file holds, whatever that is, one by one.

        Of a table only a part where that is asked for, as `score_table` has them; what cannot be
        cut goes with the first part.
        """
        if isinstance(found, Document):
            if not part[0]:
                yield self.score(found)
            return
        from hpscore.readers.tables.table import Table

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
            rubric = self.rubric_of(naming)
        except ProblemError as error:
            return Outcome(filled.source, problems=error.problems, file=filled.file)
        reader = self.reader(rubric)
        document, known = filled.read(reader)
        found = self.scored(document, rubric, known)
        if found.problems:
            from hpscore.readers.filled.titles import Titles  # most have none

            found = replace(found, problems=Titles(reader).said(found.problems))
        return replace(found, file=filled.file)

    def score_table(self, table: Table, part: tuple[int, int] = (0, 1)) -> Iterator[Outcome]:
        """Score the rows of a table, each by itself; their problems are returned, never raised.

        A table whose headings are at fault gives one outcome, with what is wrong with its rows
        too (100 problems at most): no row of it can be read for certain. `part` is which part,
        from 0, of how many: parts have about as many rows each, and together give what the
        whole gives, in its order.
        """
        if self._tables is None:
            from hpscore.readers.tables.scoring import TableScorer  # most runs meet no table

            self._tables = TableScorer(self)
        yield from self._tables.score(table, part)

    def scored(self, document: Document, rubric: Rubric, known: Sequence[Problem]) -> Outcome:
        """Score a document whose rubric is known, unless it has problems."""
        source, problems = document.file or "-", [*known]
        reader = self.reader(rubric)
        try:
            assessment = reader.read(document)
            changed = override(reader, assessment, self.facts, self.answers)
        except ProblemError as error:
            problems += error.problems
        if problems:
            problems.sort(key=lambda problem: _order(problem.location, document.file))
            return Outcome(source, problems=tuple(problems), claimed=_claimed(document))
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

    def rubric_of(self, document: Document) -> Rubric:
        """Return the rubric that a document answers; `ProblemError` where it is not clear."""
        return rubric_of(
            document, self.catalogue, self.given, self.instead, any_version=self.any_version
        )

    def reader(self, rubric: Rubric) -> Reader:
        """Return what reads assessments by a rubric, made once."""
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
            return self.rubric_of(document).standards
        except ProblemError:
            return ()


def _claimed(document: Document) -> Mapping[str, str]:
    value = document.value if isinstance(document.value, dict) else {}
    subject = value.get("subject")
    known = subject if isinstance(subject, dict) else {}
    return {name: text for name, text in known.items() if isinstance(text, str)}


def _order(location: Location, file: str | None) -> tuple[bool, str, str, int, int]:
    """Put what stands in the file itself before what stands in files that it names."""
    named = location.file or ""
    own = location.file is None or named == file
    own = own or bool(file and file.startswith((f"{named}:", f"{named}#")))
    return not own, "" if own else named, *inside(location)
