"""A result: the score of an assessment, with enough of the reasons to redo it by hand.

Every number in it is exact. `hpscore.reports.document` turns it into the published JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hpscore.message import Sayable
from hpscore.model.answer import Answer
from hpscore.model.assessment import FactValue, Period
from hpscore.model.number import Bound, Number, add
from hpscore.model.origin import Extends
from hpscore.problem import Severity

__all__ = [
    "CAUSES",
    "AdjustmentResult",
    "Atom",
    "Brought",
    "DimensionResult",
    "Distance",
    "Due",
    "Either",
    "EvidenceMode",
    "Flag",
    "Gate",
    "IndicatorResult",
    "Points",
    "Recorded",
    "RegisterMode",
    "Result",
    "TierResult",
    "Trace",
]

CAUSES = (
    "not_met",
    "short",
    "judged",
    "deducted",
    "dependency",
    "veto",
    "not_applicable",
    "not_answered",
    "awarded",
)
"""Why points are missing, in the order in which they are told."""

Lost = Mapping[str, Number]

EvidenceMode = Literal["report", "require"]
"""Whether papers are only told of, or points rest on them."""

RegisterMode = Literal["report", "strict"]
"""Whether rows that serve several indicators are only told of, or count once."""


@dataclass(frozen=True, slots=True)
class Points:
    """An interval of points: of the worst completion and of the best, and the maximum."""

    earned: Number
    reachable: Number
    maximum: Number

    @property
    def final(self) -> bool:
        """Whether nothing that is open can change it."""
        return self.earned == self.reachable


@dataclass(frozen=True, slots=True)
class Atom:
    """What a line brings to a total that may be scaled: its interval and its maximum."""

    low: Number
    high: Number
    maximum: Number


@dataclass(frozen=True, slots=True)
class Either:
    """Several things that a line may bring, of which one will hold; an empty one is nothing."""

    cases: tuple[tuple[Brought, ...], ...]


Brought = Atom | Either


@dataclass(frozen=True, slots=True)
class Due:
    """How a target that falls due in parts stands on a day within its period."""

    at: str
    """The day on which it is judged."""
    of: Number
    """What falls due in the whole period."""
    last: str
    """The day by which all of it is due: the last one, or the end of the period once it is past."""
    next: str | None
    """The next day on which more falls due than there is; none where all is due, or is there."""
    more: Number | None
    """What is missing by that day; of `next`."""
    left: Number | None
    """What is still missing of the whole; None while the answer is not settled."""
    standing: Literal["met", "behind", "unmet"] | None
    """As much as was due; less, with time left; less, and the period is over. None while open."""


@dataclass(frozen=True, slots=True)
class Distance:
    """How a target line stands to its target, in the unit of the answer."""

    comparison: str
    target: Number | None
    """None while the value that it is compared with is not known; what is due so far, where it
    falls due in parts."""
    value: Number | None
    """None while it is not settled."""
    short: Number | None
    """How much is missing; 0 when met, or where only equality is missing."""
    unit: str
    units_short: int | None = None
    """How many more (where less is better: fewer) of what is counted would meet it; 0 when met.
    None for what is not counted, or where no number of them would do."""
    of: Number | None = None
    """What a share is out of, where `units_short` are of it."""
    due: Due | None = None
    """How it stands on the day on which it is judged, where it falls due in parts."""


@dataclass(frozen=True, slots=True)
class Trace:
    """How one question, or one part of a line, earned its points."""

    id: str
    """The part's id."""
    question: str | None
    """The question that it read; none for a part that has parts."""
    rule: str
    state: Literal["given", "derived", "awarded", "unanswered", "not_applicable"]
    points: Points | None
    """None for a target line."""
    lost: Lost = field(default_factory=dict)
    """Maximum less earned, by cause."""
    answer: Answer | None = None
    because: Mapping[str, object] = field(default_factory=dict)
    """What decided: the band, option, cap, case or the dependency that failed."""
    parts: tuple[Trace, ...] = ()
    """The traces inside it; they do not add to the points beside it."""
    case: Mapping[str, str] | None = None
    """The case of a switch under which it counts."""
    note: str | None = None
    met: bool | None = None
    """Whether it earns more than 0, or reaches its target; None while open."""
    distance: Distance | None = None
    optional: bool = False
    """Whether it may yet turn out not to apply."""
    atoms: tuple[Brought, ...] | None = None
    """What it brings to a scaled total, where that is not just `points`."""
    rest: tuple[Bound, Bound] | None = None
    """What exceeds its floor and is taken from its dimension, at worst and at best."""

    @property
    def stands(self) -> bool | None:
        """Whether it is met, as it is told: None while open, also where nothing is due yet of a
        target that has no answer. Its verdict is met all the same, whatever the answer will be.
        """
        ahead = self.distance is not None and self.distance.due is not None
        return None if ahead and self.met and self.state == "unanswered" else self.met

    @property
    def open(self) -> bool:
        """Whether answers to come can still change it."""
        if self.optional:
            return True
        points = self.points
        if points is None:
            return self.stands is None and self.state != "not_applicable"
        return (
            # most are settled, and then the ends are one number
            (points.earned is not points.reachable and points.earned != points.reachable)
            or (self.rest is not None and self.rest[0] != self.rest[1])
            or (self.atoms is not None and any(isinstance(a, Either) for a in self.atoms))
        )


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One scored line of the sheet."""

    id: str
    ref: str | None
    evidence: tuple[str, ...]
    """The numbers of the papers that it wants."""
    line: Trace
    """The line as a whole."""

    @property
    def state(self) -> Literal["final", "open", "not_applicable"]:
        """Whether answers to come can still change it."""
        if self.line.state == "not_applicable":
            return "not_applicable"
        return "open" if self.line.open else "final"

    @property
    def trace(self) -> tuple[Trace, ...]:
        """Its parts where it adds them up, else itself; their points add up to the line's."""
        line = self.line
        if line.rule != "sum" or not line.parts or line.because:
            return (line,)
        scored = [part.points for part in line.parts if part.points is not None]
        ends = (
            [p.earned for p in scored],
            [p.reachable for p in scored],
            [p.maximum for p in scored],
        )
        added = Points(add(ends[0]), add(ends[1]), add(ends[2]))
        return line.parts if added == line.points else (line,)


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """One dimension: the sum of its lines, and its score where that differs."""

    id: str
    points: Points | None
    lost: Lost
    indicators: tuple[IndicatorResult, ...]
    score: Points | None
    """After rescaling and adjustments; what the total reads."""
    optional: bool = False
    """Whether nothing in it may turn out to apply."""


@dataclass(frozen=True, slots=True)
class AdjustmentResult:
    """What a bonus or deduction adds to a parent's score; deductions are negative."""

    id: str
    kind: Literal["bonus", "deduction", "rest"]
    to: str
    points: Points
    trace: Trace | None


@dataclass(frozen=True, slots=True)
class Gate:
    """A prerequisite, veto or reason to withhold the score, and how it stands."""

    id: str
    state: Literal["met", "unmet", "yes", "no", "open"]
    gives: str | None
    because: tuple[str, ...]
    derived: bool = False
    zeroes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TierResult:
    """The verdict, or the verdicts that are still possible and what is open."""

    id: str | None
    title: Sayable | None
    decided: bool
    possible: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a reader of the result should know."""

    code: str
    severity: Severity
    about: tuple[str, ...]
    message: Sayable


@dataclass(frozen=True, slots=True)
class Recorded:
    """A rate that carries no points, with what it was taken from."""

    id: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Result:
    """The score of one assessment."""

    source: str | None
    rubric: str
    version: str
    digest: str
    subject: Mapping[str, FactValue]
    """Facts of the subject, personal ones among them; outputs leave those out."""
    personal: frozenset[str]
    """Which facts are personal."""
    period: Period | None
    points: Points | None
    """The sum of the lines; None for a rubric without points."""
    total: Points | None
    """What tiers read; None where withheld, or where nothing applies."""
    unit: str
    better: str
    final: bool
    tier: TierResult
    prerequisites: tuple[Gate, ...]
    vetoes: tuple[Gate, ...]
    withheld: tuple[Gate, ...]
    conversions: Mapping[str, Points]
    lost: Lost
    flags: tuple[Flag, ...]
    dimensions: tuple[DimensionResult, ...]
    adjustments: tuple[AdjustmentResult, ...]
    recorded: tuple[Recorded, ...]
    unanswered: tuple[str, ...]
    """The questions that can still change points or tier, in rubric order."""
    evidence: EvidenceMode = "report"
    """Whether points rest on the papers that were handed in."""
    registers: RegisterMode = "report"
    """Whether a row of a register that serves several indicators counts once."""
    extends: Extends | None = None
    """What the rubric extends, where it is an overlay."""
