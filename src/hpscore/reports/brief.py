"""What is kept of every outcome of a run, however it is written: enough to count, compare, list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hpscore.analysis.submissions import Submission
    from hpscore.model.result import Points, Result
    from hpscore.problem import Problem
    from hpscore.readers.outcome import Outcome

__all__ = ["Brief", "Key", "Standing", "Taken", "brief_of", "key_of"]

Key = tuple[str, str, str]
"""What tells rubrics apart: id, version and digest."""


class Standing(NamedTuple):
    """A verdict, or those that are still possible."""

    id: str | None
    decided: bool
    possible: tuple[str, ...]


class Brief(NamedTuple):
    """One outcome in short; small, so that it can be handed from process to process."""

    source: str
    file: str
    """The file that it came from, which may give several outcomes."""
    key: Key | None = None
    """The rubric; None where there is no result."""
    total: Points | None = None
    tier: Standing | None = None
    """None where there is no result."""
    problems: tuple[Problem, ...] = ()

    @property
    def scored(self) -> bool:
        """Whether it has a result."""
        return self.key is not None


class Taken(NamedTuple):
    """What was taken of one outcome: in short, and what the output and a roster want of it."""

    brief: Brief
    piece: object
    submission: Submission | None = None


def brief_of(outcome: Outcome) -> Brief:
    """Return an outcome in short."""
    file = outcome.file or outcome.source
    if outcome.result is None or outcome.rubric is None:
        return Brief(outcome.source, file, problems=outcome.problems)
    result = outcome.result
    return Brief(
        outcome.source,
        file,
        key_of(result),
        result.total,
        Standing(result.tier.id, result.tier.decided, result.tier.possible),
        outcome.problems,
    )


def key_of(result: Result) -> Key:
    """Return what tells the rubric of a result from others."""
    return result.rubric, result.version, result.digest
