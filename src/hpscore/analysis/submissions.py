"""What was handed in, as far as a roster is held against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hpscore.model.answer import Answer
from hpscore.model.assessment import STANDARD_FACTS
from hpscore.model.number import spell
from hpscore.model.result import Points
from hpscore.readers.names import fold

if TYPE_CHECKING:
    from hpscore.readers.outcome import Outcome

__all__ = ["Submission", "submission_of"]


@dataclass(frozen=True, slots=True)
class Submission:
    """One assessment that was handed in, as far as a roster is held against it."""

    source: str
    rubric: str | None = None
    """The id and version that it answers; None for an input with errors."""
    rubrics: tuple[str, ...] = ()
    """By which names a roster may call that: folded ids, aliases and titles."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Of the standard facts: id, name, county, street, community."""
    points: Points | None = None
    """The total, or the sum of the lines; None without points."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    awarded: Mapping[str, str] = field(default_factory=dict)
    """Points awarded directly, by indicator."""
    blank: bool = False
    """Whether nothing is answered in it: a form that was given out, not handed in."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Other facts, but for personal ones, and vetoes (yes or no), by id."""


def submission_of(outcome: Outcome) -> Submission:
    """Return what a roster needs of an outcome."""
    assessment, rubric = outcome.assessment, outcome.rubric
    if outcome.result is None or assessment is None or rubric is None:
        claimed = {n: v for n, v in outcome.claimed.items() if n in STANDARD_FACTS}
        return Submission(outcome.source, facts=claimed)
    facts = {
        name: value if isinstance(value, str) else spell(value)
        for name, value in assessment.subject.items()
        if name not in outcome.result.personal
    }
    named = (*rubric.standards, f"{rubric.rubric}@{rubric.version}", *rubric.aliases)
    vetoes = {name: "yes" if there else "no" for name, there in assessment.vetoes.items()}
    return Submission(
        outcome.source,
        f"{rubric.rubric}@{rubric.version}",
        tuple(map(fold, (*named, *rubric.title.both()))),
        {name: value for name, value in facts.items() if name in STANDARD_FACTS},
        outcome.result.total or outcome.result.points,
        assessment.answers,
        {name: spell(awarded.points) for name, awarded in assessment.points.items()},
        not (assessment.answers or assessment.points or assessment.vetoes or assessment.notes),
        {name: value for name, value in facts.items() if name not in STANDARD_FACTS} | vetoes,
    )
