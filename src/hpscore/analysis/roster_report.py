"""A roster held against what was handed in: who is missing, unknown, or there twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hpscore.analysis.roster import Roster, Unit
from hpscore.analysis.submissions import Submission
from hpscore.model.answer import Answer
from hpscore.model.assessment import STANDARD_FACTS
from hpscore.readers.names import fold

__all__ = ["Area", "Difference", "RosterReport", "Twice", "Unknown", "compare"]

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the submissions of one unit say differently of one question, indicator, fact or veto."""

    name: str
    values: tuple[Answer | str | None, ...]
    """Of each submission its answer, the points awarded, or the fact; None where it has none."""
    kind: Literal["answer", "awarded", "other"] = "answer"


@dataclass(frozen=True, slots=True)
class Twice:
    """A unit that was handed in more than once for the same rubric."""

    unit: Unit
    submissions: tuple[Submission, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A submission that no unit of the roster fits."""

    submission: Submission
    nearly: Unit | None = None
    """The unit that it would fit but for zeros lost at the beginning of its id, or but for its
    id or name alone."""


@dataclass(frozen=True, slots=True)
class Area:
    """How many units of a county, or of a street in it, are expected, there, and twice."""

    names: tuple[str, ...]
    """The values of the roster's areas, in its order, empty for one not told; or only the first,
    for all of a county."""
    expected: int
    submitted: int
    """How many have handed in something that has a result."""
    broken: int
    """How many have handed in nothing but files with errors."""
    twice: int

    @property
    def lacking(self) -> int:
        """How many have handed in nothing."""
        return self.expected - self.submitted - self.broken


@dataclass(frozen=True, slots=True)
class RosterReport:
    """A roster and what was handed in."""

    roster: Roster
    lacking: tuple[Unit, ...]
    """The units that have handed in nothing, in the order of the roster."""
    broken: tuple[tuple[Unit, tuple[str, ...]], ...]
    """The units of which there are only files with errors, with these."""
    blank: tuple[tuple[Unit, tuple[str, ...]], ...]
    """The units among those that lack of which there are blank forms, with these."""
    unknown: tuple[Unknown, ...]
    twice: tuple[Twice, ...]
    misnamed: tuple[tuple[Unit, Submission], ...]
    """Submissions with the id of a unit and another name than the roster gives it."""
    areas: tuple[Area, ...]
    sources: tuple[tuple[str, ...], ...]
    """What was handed in by each unit, in the order of the roster."""
    failed: int = 0
    """Inputs with errors that do not tell whose they are."""

    @property
    def complete(self) -> bool:
        """Whether every unit has handed in something without errors."""
        return not self.lacking and not self.broken


def compare(roster: Roster, submissions: Iterable[Submission]) -> RosterReport:
    """Hold what was handed in against a roster.

    A submission belongs to the unit of its id; where either has no id, to the unit of its name
    (and county and street, where both tell them). Of a unit whose roster names a rubric only
    what answers that counts, and a file with errors, whose rubric does not matter. A blank form
    is not handed in.
    """
    units = _Units(roster)
    found: dict[int, list[Submission]] = {}
    broken: dict[int, list[str]] = {}
    blank: dict[int, list[str]] = {}
    unknown: list[Unknown] = []
    failed = 0
    for submission in submissions:
        places = units.find(submission)
        if submission.rubric is None:
            failed += not places
            for place in places:
                broken.setdefault(place, []).append(submission.source)
        elif places:
            for place in places if submission.blank else ():
                blank.setdefault(place, []).append(submission.source)
            for place in () if submission.blank else places:
                found.setdefault(place, []).append(submission)
        else:
            unknown.append(Unknown(submission, units.nearly(submission)))
    alone = {place: tuple(broken[place]) for place in sorted(broken.keys() - found.keys())}
    twice = {place: given for place, given in sorted(found.items()) if _repeats(given)}
    known = enumerate(roster.units)
    return RosterReport(
        roster,
        tuple(unit for place, unit in known if place not in found and place not in alone),
        tuple((roster.units[place], sources) for place, sources in alone.items()),
        tuple(
            (roster.units[place], tuple(sources))
            for place, sources in sorted(blank.items())
            if place not in found and place not in alone
        ),
        tuple(unknown),
        tuple(_twice(roster.units[place], given) for place, given in twice.items()),
        tuple(
            (roster.units[place], one)
            for place, given in sorted(found.items())
            for one in given
            if _misnamed(roster.units[place], one)
        ),
        tuple(_areas(roster, found.keys(), alone.keys(), twice.keys())),
        tuple(
            (*(o.source for o in found.get(p, ())), *broken.get(p, ()))
            for p in range(len(roster.units))
        ),
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

    def find(self, submission: Submission) -> list[int]:
        """Return the places of the unit that a submission fits; several where it is listed so."""
        id_, name = submission.facts.get("id"), submission.facts.get("name")
        found = self._fitting(self._by_id.get(id_ or "", ()), submission)
        if found:
            return found
        named = [
            place
            for place in self._fitting(self._by_name.get(fold(name or ""), ()), submission)
            if (id_ is None or self._units[place].id is None)
            and _same_area(self._units[place], submission)
        ]
        return named if len(named) == 1 else []

    def nearly(self, submission: Submission) -> Unit | None:
        """Return the only unit that it misses by zeros, by its id alone, or by a near name."""
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
        near = zeros or named or [*self._alike(name)]
        return near[0] if len(near) == 1 else None

    def _alike(self, name: str) -> Iterator[Unit]:
        """Yield units whose name is nearly all of a name, or that has nearly all of theirs."""
        folded = fold(name)
        for known, places in self._by_name.items():
            short, long = sorted((known, folded), key=len)
            if len(short) > 2 and short in long and len(places) == 1:
                yield self._units[places[0]]

    def _fitting(self, places: Sequence[int], submission: Submission) -> list[int]:
        rubrics = {place: self._units[place].rubric for place in places}
        if submission.rubric is None:
            return [*places]
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
    return Twice(unit, same, tuple(_differences(same)))


def _differences(given: Sequence[Submission]) -> Iterator[Difference]:
    for name in _names(one.answers for one in given):
        answers = tuple(one.answers.get(name) for one in given)
        if any(answer != answers[0] for answer in answers):
            yield Difference(name, answers)
    for name in _names(one.awarded for one in given):
        points = tuple(one.awarded.get(name) for one in given)
        if len({*points}) > 1:
            yield Difference(name, points, "awarded")
    for name in _names(one.others for one in given):
        values = tuple(one.others.get(name) for one in given)
        if len({*values}) > 1:
            yield Difference(name, values, "other")


def _names(given: Iterable[Mapping[str, object]]) -> list[str]:
    return list(dict.fromkeys(name for known in given for name in known))


def _areas(
    roster: Roster, found: Iterable[int], broken: Iterable[int], twice: Iterable[int]
) -> Iterator[Area]:
    """Count by county, and by street in each; in the order in which the roster first has them."""
    counts: dict[str, dict[Key, list[int]]] = {}
    there, faulty, repeated = set(found), set(broken), set(twice)
    for place, unit in enumerate(roster.units):
        names = tuple(unit.facts.get(name, "") for name in roster.areas)
        first = names[0] if names else ""
        count = counts.setdefault(first, {}).setdefault(names, [0, 0, 0, 0])
        count[0] += 1
        count[1] += place in there
        count[2] += place in faulty
        count[3] += place in repeated
    for first, inner in counts.items():
        if len(roster.areas) > 1 and len(inner) > 1:
            yield Area((first,), *map(sum, zip(*inner.values(), strict=True)))
        yield from (Area(names, *count) for names, count in inner.items())
