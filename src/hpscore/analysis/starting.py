"""Where a case starts: every question that it does not name answered at its worst, or its best."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from hpscore.model.answer import Answer, Asked
from hpscore.model.assessment import Assessment
from hpscore.model.number import INFINITY, Number
from hpscore.model.sheet import Sheet
from hpscore.model.switches import Switch, switches_of
from hpscore.model.uses import Use, rubric_uses, uses_by_line
from hpscore.scoring.tiers import tier_switches

__all__ = ["End", "Starts", "starts_of"]

End = Literal["worst", "best"]

_FAR: Final = 1_000_000
"""Stands for the end of answers that have none."""


@dataclass(frozen=True, slots=True)
class Starts:
    """The worst and the best answer to every question that has them, and the vetoes to state."""

    sheet: Sheet
    answers: Mapping[str, Mapping[End, Answer]]
    vetoes: tuple[str, ...]

    def fill(self, assessment: Assessment, end: End, named: Collection[str]) -> Assessment:
        """Return the assessment with all that is not `named` at this end.

        Lines whose points are awarded, or that do not apply, keep their questions unanswered.
        """
        left = {*named, *self._told(assessment)}
        filled = {name: ends[end] for name, ends in self.answers.items() if name not in left}
        happened = {name: end == "worst" for name in self.vetoes if name not in left}
        return assessment.replace(
            answers={**filled, **assessment.answers}, vetoes={**happened, **assessment.vetoes}
        )

    def _told(self, assessment: Assessment) -> Iterator[str]:
        """Yield the questions of lines about which the assessment says all as a whole."""
        whole = {*assessment.points, *(assessment.answers.keys() - self.sheet.questions.keys())}
        for line in self.sheet.lines.values():
            if not whole.isdisjoint((line.id, line.dimension)):
                yield from line.node.questions()


def starts_of(sheet: Sheet) -> Starts:
    """Work out the ends of every question of a sheet.

    A switch has no better answer, so it has no ends; nor have rates that are only recorded, and
    prerequisites and vetoes that follow from other answers.
    """
    rubric = sheet.rubric
    left = {
        *(name for kind, name in _switches(sheet) if kind == "question"),
        *(question.id for question in rubric.recorded),
        *(gate.id for gate in rubric.prerequisites if gate.derive is not None),
    }
    first: dict[str, Use] = {}
    for use in rubric_uses(sheet, uses_by_line(sheet)):
        if use.sense == 0:
            left.add(use.question)
        # all uses have one better direction, which is checked when a rubric is loaded
        first.setdefault(use.question, use)
    answers = {
        name: _ends(asked, first.get(name))
        for name, asked in sheet.questions.items()
        if name not in left
    }
    return Starts(sheet, answers, tuple(veto.id for veto in rubric.vetoes if veto.when is None))


def _ends(asked: Asked, use: Use | None) -> Mapping[End, Answer]:
    low, high = _range(asked, use)
    return {"worst": low, "best": high} if use is None or use.sense > 0 else {
        "worst": high, "best": low,
    }  # fmt: skip


def _range(asked: Asked, use: Use | None) -> tuple[Answer, Answer]:
    """Return the least and the greatest answer; of options, those that earn least and most."""
    if asked.kind == "yes_no":
        return _settled(False), _settled(True)
    if asked.kind == "choice":
        ranks = use.ranks if use is not None and use.ranks is not None else {}
        ranked = sorted(asked.options, key=lambda option: ranks.get(option, 0))
        return Answer(ranked[0]), Answer(ranked[-1])
    low = -_FAR if asked.low == -INFINITY else asked.low
    high = _FAR if asked.high == INFINITY else asked.high
    return _settled(low), _settled(high)


def _settled(value: Number | float) -> Answer:
    assert not isinstance(value, float)  # an end that is infinite was replaced
    return Answer(value, value, value)


def _switches(sheet: Sheet) -> Iterator[Switch]:
    """Yield what lines, gates and tiers branch on."""
    rubric = sheet.rubric
    for line in sheet.lines.values():
        yield from line.node.switches
    for condition in (
        *(gate.derive for gate in rubric.prerequisites),
        *(veto.when for veto in rubric.vetoes),
        *(reason.when for reason in rubric.withhold),
    ):
        yield from switches_of(condition)
    yield from tier_switches(rubric)
