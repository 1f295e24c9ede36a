"""Who has handed in what, held against a roster: who is missing, unknown, or there twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hpscore.analysis.roster import Roster, Unit
from hpscore.model.answer import Answer
from hpscore.model.assessment import STANDARD_FACTS
from hpscore.model.number import spell
from hpscore.model.result import Points
from hpscore.readers.names import fold

if TYPE_CHECKING:
    from hpscore.readers.outcome import Outcome

__all__ = [
    "Area",
    "Difference",
    "RosterReport",
    "Submission",
    "Twice",
    "Unknown",
    "compare",
    "submission_of",
]

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """One assessment that was handed in, as far as a roster is held against it."""

    source: str
    rubric: str | None = None
    """The id and version that it answers; None for an input without a result."""
    rubrics: tuple[str, ...] = ()
    """By which names a roster may call that: folded ids, aliases and titles."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Of the standard facts: id, name, county, street, community."""
    points: Points | None = None
    """The total, or the sum of the lines; None without points."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    awarded: Mapping[str, str] = field(default_factory=dict)
    """Points awarded directly, by indicator."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What two submissions of one unit say differently of one question or indicator."""

    name: str
    first: Answer | str | None
    """The answer, or the points awarded; None where there is none."""
    second: Answer | str | None


@dataclass(frozen=True, slots=True)
class Twice:
    """A unit that was handed in more than once for the same rubric."""

    unit: Unit
    submissions: tuple[Submission, ...]
    differences: tuple[Difference, ...]
    """Between the first and the last of them."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A submission that no unit of the roster fits."""

    submission: Submission
    nearly: Unit | None = None
    """The unit that it would fit but for zeros lost at the beginning of its id, or but for its
    id or name alone."""


@dataclass(frozen=True, slots=True)
class Area:
    """How many units of a county and street are expected, there, and twice."""

    names: tuple[str, ...]
    """The values of the roster's areas, in its order; empty for one not told."""
    expected: int
    submitted: int
    twice: int

    @property
    def lacking(self) -> int:
        """How many have handed in nothing."""
        return self.expected - self.submitted


@dataclass(frozen=True, slots=True)
class RosterReport:
    """A roster and what was handed in."""

    roster: Roster
    lacking: tuple[Unit, ...]
    """The units that have handed in nothing, in the order of the roster."""
    unknown: tuple[Unknown, ...]
    twice: tuple[Twice, ...]
    misnamed: tuple[tuple[Unit, Submission], ...]
    """Submissions with the id of a unit and another name than the roster gives it."""
    areas: tuple[Area, ...]
    sources: tuple[tuple[str, ...], ...]
    """What was handed in by each unit, in the order of the roster."""
    failed: int = 0
    """Inputs without a result: whose they are is not known."""

    @property
    def complete(self) -> bool:
        """Whether every unit has handed in something."""
        return not self.lacking


def submission_of(outcome: Outcome) -> Submission:
    """Return what a roster needs of an outcome."""
    assessment, rubric = outcome.assessment, outcome.rubric
    if outcome.result is None or assessment is None or rubric is None:
        return Submission(outcome.source)
    facts = {
        name: value if isinstance(value, str) else spell(value)
        for name, value in assessment.subject.items()
        if name in STANDARD_FACTS
    }
    named = (*rubric.standards, f"{rubric.rubric}@{rubric.version}", *rubric.aliases)
    return Submission(
        outcome.source,
        f"{rubric.rubric}@{rubric.version}",
        tuple(map(fold, (*named, *rubric.title.both()))),
        facts,
        outcome.result.total or outcome.result.points,
        assessment.answers,
        {name: spell(awarded.points) for name, awarded in assessment.points.items()},
    )


def compare(roster: Roster, submissions: Iterable[Submission]) -> RosterReport:
    """Hold what was handed in against a roster.

    A submission belongs to the unit of its id; where either has no id, to the unit of its name
    (and county and street, where both tell them). Of a unit whose roster names a rubric only
    what answers that counts.
    """
    units = _Units(roster)
    found: dict[int, list[Submission]] = {}
    unknown: list[Unknown] = []
    failed = 0
    for submission in submissions:
        if submission.rubric is None:
            failed += 1
            continue
        place = units.find(submission)
        if place is None:
            unknown.append(Unknown(submission, units.nearly(submission)))
        else:
            found.setdefault(place, []).append(submission)
    lacking = tuple(u for place, u in enumerate(roster.units) if place not in found)
    twice = {place: given for place, given in sorted(found.items()) if _repeats(given)}
    return RosterReport(
        roster,
        lacking,
        tuple(unknown),
        tuple(_twice(roster.units[place], given) for place, given in twice.items()),
        tuple(
            (roster.units[place], one)
            for place, given in sorted(found.items())
            for one in given
            if _misnamed(roster.units[place], one)
        ),
        _areas(roster, found.keys(), twice.keys()),
        tuple(tuple(o.source for o in found.get(p, ())) for p in range(len(roster.units))),
        failed,
    )


class _Units:
    """The units of a roster, found by what a submission says of itself."""

    def __init__(self, roster: Roster) -> None:
        self._units = roster.units
        self._by_id = _grouped((unit.id or "", place) for place, unit in enumerate(roster.units))
        self._by_name = _grouped(
            (fold(unit.name or ""), place) for place, unit in enumerate(roster.units)
        )

    def find(self, submission: Submission) -> int | None:
        """Return the place of the only unit that a submission fits."""
        id_, name = submission.facts.get("id"), submission.facts.get("name")
        found = self._fitting(self._by_id.get(id_ or "", ()), submission)
        if not found:
            named = self._by_name.get(fold(name or ""), ())
            found = [
                place
                for place in self._fitting(named, submission)
                if (id_ is None or self._units[place].id is None)
                and _same_area(self._units[place], submission)
            ]
        return found[0] if len(found) == 1 else None

    def nearly(self, submission: Submission) -> Unit | None:
        """Return the only unit that differs in the zeros before its id, or in its id alone."""
        id_, name = submission.facts.get("id", ""), submission.facts.get("name", "")
        zeros = [
            unit
            for unit in self._units
            if id_ and unit.id and unit.id != id_ and unit.id.lstrip("0") == id_.lstrip("0")
        ]
        named = [
            self._units[place]
            for place in self._by_name.get(fold(name), ())
            if name and _same_area(self._units[place], submission)
        ]
        near = zeros or named
        return near[0] if len(near) == 1 else None

    def _fitting(self, places: Sequence[int], submission: Submission) -> list[int]:
        rubrics = {place: self._units[place].rubric for place in places}
        return [p for p, name in rubrics.items() if name is None or _answers(submission, name)]


def _answers(submission: Submission, rubric: str) -> bool:
    return fold(rubric) in submission.rubrics


def _same_area(unit: Unit, submission: Submission) -> bool:
    """Say whether nothing that both tell of where they are differs."""
    both = [
        (unit.facts[name], submission.facts[name])
        for name in STANDARD_FACTS[2:]
        if name in unit.facts and name in submission.facts
    ]
    return all(fold(one) == fold(other) for one, other in both)


def _misnamed(unit: Unit, submission: Submission) -> bool:
    name = submission.facts.get("name")
    return unit.name is not None and name is not None and fold(unit.name) != fold(name)


def _grouped(pairs: Iterable[tuple[str, int]]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for name, place in pairs:
        if name:
            found.setdefault(name, []).append(place)
    return found


def _repeats(given: Sequence[Submission]) -> bool:
    """Say whether two of the submissions of a unit answer the same rubric."""
    return len({one.rubric for one in given}) < len(given)


def _twice(unit: Unit, given: Sequence[Submission]) -> Twice:
    """Tell of the submissions for that rubric of which there are several."""
    several = [one for one in given if sum(o.rubric == one.rubric for o in given) > 1]
    same = tuple(one for one in several if one.rubric == several[0].rubric)
    return Twice(unit, same, tuple(_differences(same[0], same[-1])))


def _differences(first: Submission, second: Submission) -> Iterator[Difference]:
    for name in dict.fromkeys((*first.answers, *second.answers)):
        one, other = first.answers.get(name), second.answers.get(name)
        if one != other:
            yield Difference(name, one, other)
    for name in dict.fromkeys((*first.awarded, *second.awarded)):
        points = first.awarded.get(name), second.awarded.get(name)
        if points[0] != points[1]:
            yield Difference(name, *points)


def _areas(roster: Roster, found: Iterable[int], twice: Iterable[int]) -> tuple[Area, ...]:
    """Count by county and street, in the order of the roster."""
    counts: dict[Key, list[int]] = {}
    there, repeated = set(found), set(twice)
    for place, unit in enumerate(roster.units):
        names = tuple(unit.facts.get(name, "") for name in roster.areas)
        count = counts.setdefault(names, [0, 0, 0])
        count[0] += 1
        count[1] += place in there
        count[2] += place in repeated
    return tuple(Area(names, *count) for names, count in counts.items())
