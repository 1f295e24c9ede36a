"""Counts over several outcomes: files, results, and verdicts by rubric."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hpscore.reports.brief import Brief, Key, brief_of

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.readers.outcome import Outcome

__all__ = ["Counts", "RubricCount", "Summary", "summarise"]


@dataclass(frozen=True, slots=True)
class RubricCount:
    """The results by one rubric."""

    rubric: Rubric
    undecided: int
    tiers: Mapping[str, int]
    """Decided verdicts, in the rubric's order; those that nobody has are left out."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What several outcomes come to."""

    files: int
    """Different inputs; one table may give many outcomes."""
    scored: int
    failed: int
    undecided: int
    """Results whose verdict is open or withheld."""
    rubrics: tuple[RubricCount, ...]
    """In the order in which results first name them."""

    @property
    def tiers(self) -> dict[str, int]:
        """Decided verdicts by id, over all rubrics."""
        found: dict[str, int] = {}
        for counted in self.rubrics:
            for name, count in counted.tiers.items():
                found[name] = found.get(name, 0) + count
        return found


@dataclass
class Counts:
    """Counts outcomes as they pass by; keeps numbers, and the names of files."""

    _files: set[str] = field(default_factory=set)
    _scored: int = 0
    _failed: int = 0
    _undecided: int = 0
    _verdicts: dict[Key, dict[str | None, int]] = field(default_factory=dict)
    """Results by verdict; None for those that are not decided."""

    def add(self, brief: Brief) -> None:
        """Count one outcome."""
        self._files.add(brief.file)
        if brief.key is None or brief.tier is None:
            self._failed += 1
            return
        self._scored += 1
        self._undecided += not brief.tier.decided
        # a rubric without tiers decides nothing, and leaves nothing undecided
        verdict = brief.tier.id if brief.tier.decided else None
        verdicts = self._verdicts.setdefault(brief.key, {})
        verdicts[verdict] = verdicts.get(verdict, 0) + 1

    def summary(self, rubrics: Mapping[Key, Rubric]) -> Summary:
        """Return what was counted; `rubrics` has every rubric that gave a result."""
        return Summary(
            files=len(self._files),
            scored=self._scored,
            failed=self._failed,
            undecided=self._undecided,
            rubrics=tuple(_count(rubrics[key], found) for key, found in self._verdicts.items()),
        )


def summarise(outcomes: Iterable[Outcome]) -> Summary:
    """Count outcomes."""
    counts = Counts()
    rubrics: dict[Key, Rubric] = {}
    for outcome in outcomes:
        brief = brief_of(outcome)
        counts.add(brief)
        if brief.key is not None and outcome.rubric is not None:
            rubrics.setdefault(brief.key, outcome.rubric)
    return counts.summary(rubrics)


def _count(rubric: Rubric, verdicts: Mapping[str | None, int]) -> RubricCount:
    decided = {name: count for name, count in verdicts.items() if name is not None}
    order = dict.fromkeys([*(tier.id for tier in rubric.tiers), *decided])
    tiers = {name: decided[name] for name in order if name in decided}
    undecided = verdicts.get(None, 0) if rubric.tiers else 0
    return RubricCount(rubric, undecided, tiers)
