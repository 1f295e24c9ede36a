"""Score inputs one by one: what became of each, whether a result or its problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hpscore.model.assessment import Assessment
from hpscore.model.result import Result
from hpscore.model.rubric import Rubric
from hpscore.problem import Problem, ProblemError
from hpscore.readers.assessments import Reader, rubric_of
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.overrides import override
from hpscore.scoring.engine import score
from hpscore.source import Document

__all__ = ["Outcome", "Scorer"]


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


@dataclass
class Scorer:
    """Scores documents by one rubric, or each by the rubric that it names."""

    catalogue: Catalogue
    given: Rubric | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    """Facts that the command states, in place of the file's."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Answers that the command states, in place of the file's."""
    _readers: dict[int, Reader] = field(default_factory=dict)

    def score(self, document: Document) -> Outcome:
        """Score a document; its problems are returned, never raised."""
        source = document.file or "-"
        try:
            rubric = rubric_of(document, self.catalogue, self.given)
            reader = self._readers.setdefault(id(rubric), Reader(rubric))
            assessment = reader.read(document)
            changed = override(reader, assessment, self.facts, self.answers)
        except ProblemError as error:
            return Outcome(source, problems=error.problems)
        before = score(rubric, assessment) if changed is not assessment else None
        return Outcome(source, rubric, changed, score(rubric, changed), before)
