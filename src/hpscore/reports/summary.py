"""Counts over several outcomes: files, results, and verdicts by rubric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hpscore.readers.outcome import Outcome

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["RubricCount", "Summary", "summarise"]


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


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """Count outcomes."""
    by_rubric: dict[tuple[str, str, str], tuple[Rubric, list[str | None]]] = {}
    undecided = scored = 0
    for outcome in outcomes:
        result, rubric = outcome.result, outcome.rubric
        if result is None or rubric is None:
            continue
        scored += 1
        undecided += not result.tier.decided
        key = (result.rubric, result.version, result.digest)
        verdicts = by_rubric.setdefault(key, (rubric, []))[1]
        # a rubric without tiers decides nothing, and leaves nothing undecided
        verdicts.append(result.tier.id if result.tier.decided else None)
    return Summary(
        files=len({outcome.file or outcome.source for outcome in outcomes}),
        scored=scored,
        failed=len(outcomes) - scored,
        undecided=undecided,
        rubrics=tuple(_count(rubric, verdicts) for rubric, verdicts in by_rubric.values()),
    )


def _count(rubric: Rubric, verdicts: Sequence[str | None]) -> RubricCount:
    decided = [name for name in verdicts if name is not None]
    order = dict.fromkeys([*(tier.id for tier in rubric.tiers), *decided])
    tiers = {name: decided.count(name) for name in order if name in decided}
    undecided = len(verdicts) - len(decided) if rubric.tiers else 0
    return RubricCount(rubric, undecided, tiers)
