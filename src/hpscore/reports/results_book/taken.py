"""What is taken of one outcome: values that pickle, and are small."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from hpscore.model.assessment import FactValue
from hpscore.model.number import Number
from hpscore.model.result import Lost, Points
from hpscore.reports.results_book.kind import Kind, KindLine

__all__ = ["Fault", "Line", "Span", "Subject", "Taken", "Tally"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an input, as it is told."""

    place: str
    """The line and column, or the sheet and cell."""
    code: str
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lines of a rubric without points are met, missed and open."""

    met: int
    unmet: int
    open: int

    @property
    def counted(self) -> int:
        """How many lines apply."""
        return self.met + self.unmet + self.open


class Span(NamedTuple):
    """An interval of points and its maximum; many of them are pickled, as tuples fast."""

    earned: Number
    reachable: Number
    maximum: Number


class Line(NamedTuple):
    """How one line of the sheet came out for one subject."""

    points: Span | None
    """None where it has no points, or does not apply."""
    state: str
    """Whether it is final, in words; how it stands to its target where it has no points."""
    why: str
    """Why points are missing."""
    lost: Lost
    """Missing points by cause."""
    met: bool | None = None
    """Whether a line without points is met; None while open."""
    applies: bool = True
    short: Number | None = None
    """How much is missing to its target."""
    unit: str = ""
    """What `short` is in: percent, or nothing."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The result of one subject."""

    name: str
    """How it is called: by its name, its id, or its file."""
    id: str
    county: str
    street: str
    facts: Mapping[str, FactValue]
    """What else is known of it, by the titles of facts."""
    points: Points | None
    """The sum of the lines."""
    total: Points | None
    """What tiers read; None where withheld, and for rubrics without points."""
    parts: tuple[Points | Tally | None, ...]
    """The dimensions, in the order of the rubric."""
    conversions: tuple[Points | None, ...]
    tier: str | None
    """The id of the verdict; None while it is not decided, and where none is given."""
    settled: bool
    """Whether neither points nor verdict can still change."""
    verdict: str
    """The verdict in words, or those that are still possible."""
    unanswered: int
    gates: str
    """Which prerequisites are not met, and which vetoes happened."""
    remarks: str
    """What the rubric remarks on it, and which facts are missing."""

    @property
    def final(self) -> bool:
        """Whether its points, or without points each of its lines, can no longer change."""
        if self.points is None:
            return not any(part.open for part in self.parts if isinstance(part, Tally))
        return self.points.final and (self.total is None or self.total.final)

    def met(self) -> Tally:
        """Return how many lines are met, over all dimensions."""
        tallies = [part for part in self.parts if isinstance(part, Tally)]
        return Tally(
            sum(tally.met for tally in tallies),
            sum(tally.unmet for tally in tallies),
            sum(tally.open for tally in tallies),
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """What the workbook needs of one outcome; it pickles, and is small."""

    source: str
    faults: tuple[Fault, ...] = ()
    kind: Kind | None = None
    """None where there is no result, as of `subject`."""
    subject: Subject | None = None
    lines: tuple[Line, ...] = ()
    """As many as the kind has lines, in its order."""
    besides: tuple[tuple[KindLine, Line], ...] = ()
    """Bonus and deductions, which not every subject has alike."""
