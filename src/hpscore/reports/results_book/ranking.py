"""Who comes first: subjects of one rubric by what they have earned so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from hpscore.model.number import Number
from hpscore.reports.results_book.gathering import Group, Placed
from hpscore.reports.results_book.kind import Kind
from hpscore.reports.results_book.taken import Subject

__all__ = ["Ranked", "merit", "ranked"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A subject and its place."""

    rank: int | None
    """Ties share one; None where there is no total."""
    placed: Placed

    @property
    def subject(self) -> Subject:
        """The subject."""
        return self.placed.subject


def ranked(group: Group) -> Iterator[Ranked]:
    """Yield the subjects of a group, best first; those that tie in the order of the input."""
    kind = group.kind
    known = [(merit(placed.subject, kind), placed) for placed in group.subjects]
    listed = [(value, placed) for value, placed in known if value is not None]
    listed.sort(key=lambda pair: pair[0], reverse=not kind.lower)
    yield from _places(listed)
    yield from (Ranked(None, placed) for value, placed in known if value is None)


def _places(listed: Iterable[tuple[Number, Placed]]) -> Iterator[Ranked]:
    rank, before = 0, None
    for number, (value, placed) in enumerate(listed, 1):
        if value != before:
            rank, before = number, value
        yield Ranked(rank, placed)


def merit(subject: Subject, kind: Kind) -> Number | None:
    """Return what ranks a subject: its total as earned, or the share of lines that are met."""
    if kind.pointed:
        return None if subject.total is None else subject.total.earned
    met = subject.met()
    return Fraction(met.met, met.counted) if met.counted else None
