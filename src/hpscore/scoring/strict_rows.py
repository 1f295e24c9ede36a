"""Each event of a register counted once: for the indicator where it earns most for the total."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, permutations, product
from math import comb, prod
from typing import TYPE_CHECKING, Final

from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment
from hpscore.model.measured import Event, Measured
from hpscore.model.number import Number
from hpscore.model.result import EvidenceMode
from hpscore.model.rows import OPEN, Row
from hpscore.scoring.engine import score
from hpscore.scoring.measures import measured
from hpscore.scoring.plan import plan_of
from hpscore.scoring.row_conditions import alike, columns_of
from hpscore.scoring.row_events import lines_of
from hpscore.scoring.schedule import days_kept

if TYPE_CHECKING:
    from hpscore.model.register import Measure
    from hpscore.model.rubric import Rubric

__all__ = ["settled"]

_MOST_WAYS: Final = 4096
"""So many ways are all tried; of more, the best is looked for step by step."""

_FEW: Final = 16
"""Of so many rows, every number is tried to move; beyond, about one more in as many."""

Shares = tuple[int, ...]
"""How many events of a group count for each of its lines."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Events that serve the same questions alike: only how many go where makes a difference."""

    lines: tuple[str, ...]
    """The lines that they may count for, in rubric order."""
    events: tuple[Event, ...]

    def ways(self) -> int:
        """Return in how many ways the events can be shared out among the lines."""
        return comb(len(self.events) + len(self.lines) - 1, len(self.lines) - 1)

    def shares(self) -> Iterator[Shares]:
        """Yield these ways, those that give most to the first line first."""
        yield from _shares(len(self.events), len(self.lines))


def settled(
    rubric: Rubric, assessment: Assessment, evidence: EvidenceMode = "report"
) -> Assessment:
    """Return the assessment with each row counted for one indicator alone.

    Rows that are combined are one event, and go together; shares and means read all rows.
    Of all ways to share out the events that serve several, the one with the most points: earned
    first, then reachable. Beyond 4096 ways, one that no move of some events from one line to
    another betters.
    """
    found = assessment.measured
    if not found.shared:
        return replace(assessment, measured=replace(found, strict="exact"))
    search = _Search(rubric, assessment, evidence)
    groups = list(search.groups())
    ways = prod(group.ways() for group in groups)
    if ways <= _MOST_WAYS:
        every = product(*(group.shares() for group in groups))
        best = max(every, key=lambda way: search.worth(groups, way))
        return search.settle(groups, best, "exact")
    return search.settle(groups, search.climb(groups), "greedy")


@dataclass(slots=True)
class _Search:
    """Looks for the best way to share rows out."""

    rubric: Rubric
    assessment: Assessment
    evidence: EvidenceMode
    lines: Mapping[str, str] = field(init=False)
    known: dict[tuple[str, Shares], Mapping[str, Answer]] = field(default_factory=dict)
    """Answers to the questions of a line, by the rows of each group that it has."""

    def __post_init__(self) -> None:
        self.lines = lines_of(plan_of(self.rubric).sheet)

    def groups(self) -> Iterator[_Group]:
        """Yield the events that serve several lines, those alike together."""
        measures = {measure.answers: measure for measure in self.rubric.measures}
        for questions, events in self.assessment.measured.shared.items():
            asked = [measures[name] for name in questions]
            alike_: dict[object, list[Event]] = {}
            for event in events:
                # rows that are combined are like no others
                alone = len(event) == 1
                key = tuple(_role(m, event[0]) for m in asked) if alone else id(event[0])
                alike_.setdefault(key, []).append(event)
            lines = tuple(dict.fromkeys(self.lines[name] for name in questions))
            yield from (_Group(lines, tuple(own)) for own in alike_.values())

    def worth(self, groups: Sequence[_Group], way: Sequence[Shares]) -> tuple[Number, Number]:
        """Return the points of one way: earned, then reachable; more is better."""
        shared = dict.fromkeys(line for group in groups for line in group.lines)
        answers = {
            name: answer
            for name, answer in self.assessment.measured.answers.items()
            if self.lines.get(name) not in shared
        }
        for line in shared:
            answers |= self._answers(line, groups, way)
        tried = self._with(answers)
        result = score(self.rubric, tried, evidence=self.evidence)
        points = result.total or result.points
        assert points is not None  # rows are shared by lines with points
        if result.better == "lower":
            return -points.reachable, -points.earned
        return points.earned, points.reachable

    def climb(self, groups: Sequence[_Group]) -> list[Shares]:
        """Start with all rows in one line, of these ways the best; then move some while better."""
        starts = range(max(len(group.lines) for group in groups))
        ways = [[_all_to(min(start, len(g.lines) - 1), g) for g in groups] for start in starts]
        way = max(ways, key=lambda way: self.worth(groups, way))
        best, before = self.worth(groups, way), None
        lines = list(dict.fromkeys(line for group in groups for line in group.lines))
        while best != before:
            before = best
            for giving, taking in permutations(lines, 2):
                for other in _moves(groups, way, giving, taking):
                    worth = self.worth(groups, other)
                    if worth > best:
                        best, way = worth, other
        return way

    def settle(self, groups: Sequence[_Group], way: Sequence[Shares], how: str) -> Assessment:
        """Return the assessment with rows shared out one way."""
        use = self._use(groups, way)
        found = self._measured(use)
        before = self.assessment.measured
        kept = replace(found, shared=before.shared, strict="exact" if how == "exact" else "greedy")
        return replace(self._with(found.answers), measured=kept)

    def _use(self, groups: Sequence[_Group], way: Sequence[Shares]) -> dict[int, str]:
        """Return the line that each shared row counts for."""
        use: dict[int, str] = {}
        for group, shares in zip(groups, way, strict=True):
            events = iter(group.events)
            for line, count in zip(group.lines, shares, strict=True):
                use.update({id(row): line for event in islice(events, count) for row in event})
        return use

    def _answers(
        self, line: str, groups: Sequence[_Group], way: Sequence[Shares]
    ) -> Mapping[str, Answer]:
        """Return the answers to the questions of a line, one way."""
        key = tuple(
            shares[group.lines.index(line)]
            for group, shares in zip(groups, way, strict=True)
            if line in group.lines
        )
        if (line, key) not in self.known:
            own = {name for name, reader in self.lines.items() if reader == line}
            found = self._measured(self._use(groups, way), own)
            self.known[line, key] = found.answers
        return self.known[line, key]

    def _measured(self, use: Mapping[int, str], only: Container[str] | None = None) -> Measured:
        return measured(
            self.rubric,
            self.assessment.registers,
            days_kept(self.rubric, self.assessment),
            lambda question, row: (
                question not in self.lines or use.get(id(row)) in (None, self.lines[question])
            ),
            only,
        )

    def _with(self, found: Mapping[str, Answer]) -> Assessment:
        """Return the assessment with these answers in place of those that registers gave."""
        answers = {**self.assessment.answers}
        for name in self.assessment.measured.answers:
            if self._follows(name):
                before = answers.pop(name)
                if name in found:
                    answers[name] = replace(found[name], note=before.note)
        return replace(self.assessment, answers=answers)

    def _follows(self, question: str) -> bool:
        """Say whether an answer is what the registers give, by whomever it was said."""
        answer = self.assessment.answers.get(question)
        derived = self.assessment.measured.answers[question]
        return answer is not None and (answer.low, answer.high) == (derived.low, derived.high)


def _role(measure: Measure, row: Row) -> object:
    """Return what tells a row from others, for one measure."""
    tests = {test.column for test in columns_of(measure.where)}
    if measure.once is not None:
        tests |= {measure.once.column, measure.once.names}
    if measure.count is None:
        cells = sorted((name, alike(value)) for name, value in row.cells.items())
        return (*map(repr, cells), *sorted(row.faults))
    return tuple(sorted(name for name in tests if row.cells.get(name) is OPEN))


def _shares(rows: int, lines: int) -> Iterator[Shares]:
    if lines == 1:
        yield (rows,)
        return
    for first in range(rows, -1, -1):
        for rest in _shares(rows - first, lines - 1):
            yield (first, *rest)


def _all_to(place: int, group: _Group) -> Shares:
    return tuple(len(group.events) if at == place else 0 for at in range(len(group.lines)))


def _moves(
    groups: Sequence[_Group], way: Sequence[Shares], giving: str, taking: str
) -> Iterator[list[Shares]]:
    """Yield the ways that move rows from one line to another: one, two, … up to all of them.

    Of more than a few, ever larger steps are taken.
    """
    moved = [*way]
    count, due = 0, 1
    for place, group in enumerate(groups):
        if giving in group.lines and taking in group.lines:
            out, in_ = group.lines.index(giving), group.lines.index(taking)
            for _ in range(way[place][out]):
                shares = [*moved[place]]
                shares[out] -= 1
                shares[in_] += 1
                moved[place] = tuple(shares)
                count += 1
                if count == due:
                    yield [*moved]
                    due += 1 + count // _FEW
    yield [*moved]
