"""Counts and means over the subjects of one rubric: the aggregation is ours, no standard's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hpscore.model.number import Number, add, divide
from hpscore.model.result import Points
from hpscore.reports.results_book.kind import Kind
from hpscore.reports.results_book.taken import Subject, Tally

__all__ = ["Aggregate", "Share", "aggregate", "mean", "shares"]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What several subjects of one rubric come to."""

    subjects: int
    final: int
    """How many have points, or lines met, that can no longer change: the means are over these."""
    mean: Number | None
    """Of the totals that are final; of rubrics without points the mean share of lines met."""
    conversions: tuple[Number | None, ...]
    """The mean of each, over totals that are final."""
    tiers: tuple[int, ...]
    """How many have each verdict, best first."""
    decided: int
    """How many have one of them."""
    undecided: int
    """How many may still have several; from others the verdict is withheld."""

    @property
    def best(self) -> Number | None:
        """The share of the best verdict among those that are decided."""
        return divide(self.tiers[0], self.decided) if self.tiers and self.decided else None


@dataclass(frozen=True, slots=True)
class Share:
    """What part of a dimension all subjects together have, and what part is open."""

    earned: Number
    open: Number


def aggregate(subjects: Iterable[Subject], kind: Kind) -> Aggregate:
    """Count subjects, and take the means of those that are final."""
    known = [*subjects]
    final = [one for one in known if one.final]
    verdicts = [one.tier for one in known if one.tier is not None]
    tiers = tuple(verdicts.count(tier.id) for tier in kind.tiers)
    return Aggregate(
        subjects=len(known),
        final=len(final),
        mean=mean(_totals(final)) if kind.pointed else mean(_met(final)),
        conversions=tuple(
            mean(points.earned for one in final if (points := one.conversions[place]) is not None)
            for place in range(len(kind.conversions))
        ),
        tiers=tiers,
        decided=sum(tiers),
        undecided=sum(one.tier is None and not one.settled for one in known),
    )


def mean(values: Iterable[Number]) -> Number | None:
    """Return the exact mean; None of nothing."""
    known = [*values]
    return divide(add(known), len(known)) if known else None


def shares(subjects: Iterable[Subject], kind: Kind) -> Sequence[Share | None]:
    """Return for each dimension the share of what all subjects could have; None of nothing."""
    known = [*subjects]
    return [_share([one.parts[place] for one in known]) for place in range(len(kind.dimensions))]


def _share(parts: Iterable[Points | Tally | None]) -> Share | None:
    earned: list[Number] = []
    open_: list[Number] = []
    most: list[Number] = []
    for part in parts:
        if isinstance(part, Tally):
            earned.append(part.met)
            open_.append(part.open)
            most.append(part.counted)
        elif part is not None:
            earned.append(part.earned)
            open_.append(part.reachable - part.earned)
            most.append(part.maximum)
    whole = add(most)
    return Share(divide(add(earned), whole), divide(add(open_), whole)) if whole else None


def _totals(subjects: Iterable[Subject]) -> list[Number]:
    return [one.total.earned for one in subjects if one.total is not None]


def _met(subjects: Iterable[Subject]) -> list[Number]:
    tallies = [one.met() for one in subjects]
    return [divide(tally.met, tally.counted) for tally in tallies if tally.counted]
