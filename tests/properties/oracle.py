"""A second scorer, slow and plain, for assessments in which everything is answered.

It follows the words of the rubric language and shares nothing with the engine but the model.
Where a condition stays open although everything is answered (nothing in it applies), it gives up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from hpscore.model.assessment import Assessment
from hpscore.model.condition import AllOf, Amount, AnyOf, Condition, NotOf, Test
from hpscore.model.rubric import Rubric
from hpscore.model.rules import All, Best, By, Deduct, KOf, Part, Question, Sum, Target
from tests.properties.oracle_parts import (
    NOTHING,
    OpenError,
    Scored,
    excused,
    is_leaf,
    leaf,
    whole,
)

__all__ = ["Oracle"]


@dataclass
class Oracle:
    """Scores one complete assessment."""

    rubric: Rubric
    assessment: Assessment
    lines: dict[str, Scored] = field(default_factory=dict)
    total: Fraction | None = None
    whole: Fraction = Fraction(0)

    # -- what is answered

    def answer(self, name: str) -> Any:
        """Return an answer, or the default; None where it is not applicable."""
        given = self.assessment.answers.get(name)
        if given is not None:
            return given.value
        default = self._defaults().get(name)
        if default is None:
            raise OpenError
        return default

    def _defaults(self) -> Mapping[str, Any]:
        found = {q.id: q.default for q in (*self.rubric.questions, *self.rubric.recorded)}
        for part in self.rubric.parts():
            if part.id is not None:
                found.setdefault(part.id, part.default)
            if isinstance(part.rule, Deduct):
                found |= {stream.id: stream.default for stream in part.rule.streams}
            if isinstance(part.rule, By) and isinstance(part.rule.question, Question):
                found[part.rule.question.id] = part.rule.question.default
        return found

    def case(self, fact: str | None, question: str | None) -> str:
        """Return the case of a switch."""
        value = self.assessment.subject.get(fact) if fact else self.answer(question or "")
        if value is None:
            raise OpenError
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)

    def amount(self, amount: Amount) -> Fraction:
        """Return a number, or that of the case."""
        if amount.by is not None:
            return Fraction(amount.by.cases[self.case(amount.by.fact, amount.by.question)])
        assert amount.number is not None
        return Fraction(amount.number)

    # -- conditions

    def holds(self, condition: Condition) -> bool:
        """Decide a condition; `OpenError` where nothing can."""
        state = self.state(condition)
        if state is None:
            raise OpenError
        return state

    def state(self, condition: Condition) -> bool | None:
        """Decide a condition as far as what applies goes."""
        if isinstance(condition, NotOf):
            inner = self.state(condition.not_)
            return None if inner is None else not inner
        if isinstance(condition, AllOf | AnyOf):
            decisive = isinstance(condition, AnyOf)
            members = condition.any if isinstance(condition, AnyOf) else condition.all
            states = [self.state(member) for member in members]
            if decisive in states:
                return decisive
            return None if None in states else not decisive
        try:
            return self.test(condition)
        except OpenError:
            return None

    def test(self, test: Test) -> bool:
        """Decide one test."""
        if test.is_ is not None:
            wanted = (
                {True: "yes", False: "no"}[test.is_] if isinstance(test.is_, bool) else test.is_
            )
            return self.case(test.fact, test.question) == wanted
        if test.question is not None and test.comparison == "met":
            return self.question_met(test.question)
        if test.comparison == "met":
            states = [line.met for line in self.group(test) if line.applies]
            if not states:
                raise OpenError
            return all(states)
        return self.compare(test)

    def question_met(self, name: str) -> bool:
        """Say whether a yes-no question is answered yes, or the part that asks it earns."""
        value = self.answer(name)
        if value is None:
            raise OpenError
        if isinstance(value, bool):
            return value
        part = next(p for p in self.rubric.parts() if name in (p.question, p.id) and is_leaf(p))
        return self.earns(part, name, Fraction(part.points or 1)).met

    def compare(self, test: Test) -> bool:
        """Compare a number."""
        if test.question is not None:
            value, maximum = self.answer(test.question), Fraction(0)
        elif test.fact is not None:
            value, maximum = self.assessment.subject[test.fact], Fraction(0)
        elif test.total:
            if self.total is None:
                raise OpenError
            value, maximum = self.total, self.whole
        else:
            lines = [line for line in self.group(test) if line.applies and line.target is None]
            if not lines:
                raise OpenError
            value = sum((line.earned for line in lines), Fraction(0))
            maximum = sum((line.maximum for line in lines), Fraction(0))
        if value is None:
            raise OpenError
        if test.full:
            return bool(value >= maximum)
        if test.zero:
            return bool(value <= 0)
        assert test.comparand is not None
        return self.compared(test.comparison, Fraction(value), maximum, test.comparand)

    def compared(self, how: str, value: Fraction, maximum: Fraction, with_: Any) -> bool:
        """Compare a value with a number, a share, another answer or a fact."""
        if with_.share is not None:
            if not maximum:
                raise OpenError
            value, other = value * 100 / maximum, Fraction(with_.share)
        elif with_.question is not None:
            answer = self.answer(with_.question)
            if answer is None:
                raise OpenError
            other = Fraction(answer)
        elif with_.fact is not None:
            other = Fraction(self.assessment.subject[with_.fact])
        else:
            other = self.amount(with_)
        return {
            "at_least": value >= other,
            "above": value > other,
            "at_most": value <= other,
            "below": value < other,
        }[how]

    def group(self, test: Test) -> list[Scored]:
        """Return the lines that a test is about."""
        if test.indicator is not None:
            return [self.line(test.indicator)]
        return [
            self.line(i.id)
            for d in self.rubric.dimensions
            for i in d.indicators
            if test.total or d.id == test.dimension or test.mark in (*i.marks,)
        ]

    # -- lines

    def line(self, name: str) -> Scored:
        """Score a line with all that surrounds it."""
        if name not in self.lines:
            self.lines[name] = self._line(name)
        return self.lines[name]

    def _line(self, name: str) -> Scored:
        dimension, line = next((d, i) for d, i in self.rubric.lines() if i.id == name)
        points = None if line.points is None else Fraction(line.points)
        awarded = self.assessment.points.get(name)
        if dimension is not None and dimension.id in self.assessment.answers:
            if line.when is not None and not self.holds(line.when):
                return NOTHING
            found = excused(str(dimension.not_applicable), points)
        elif awarded is not None and points is not None:
            found = Scored(Fraction(awarded.points), points)
        else:
            found = self.part(line, name, points)
        zeroed = {name, None if dimension is None else dimension.id}
        for veto in self.rubric.vetoes:
            if zeroed & {*veto.zeroes} and self.veto(veto.id) and found.target is None:
                found = Scored(Fraction(0), found.maximum, found.applies, None, found.rest)
        return found

    def part(self, part: Part, name: str, points: Fraction | None) -> Scored:
        """Score a part: whether it exists, applies, counts, and what its rule gives."""
        if part.when is not None and not self.holds(part.when):
            return NOTHING
        if part.not_applicable is not None:
            for key in (part.question or name, name):
                answer = self.assessment.answers.get(key)
                if answer is not None and answer.state == "not_applicable":
                    return excused(part.not_applicable, points)
        found = self.earns(part, name, points)
        if part.requires is not None and found.applies and not self.holds(part.requires):
            if found.target is not None:
                return Scored(target=False)
            return Scored(Fraction(0), found.maximum, rest=found.rest)
        return found

    def earns(self, part: Part, name: str, points: Fraction | None) -> Scored:
        """Apply the rule."""
        rule = part.rule
        if isinstance(rule, All | KOf):
            parts = rule.parts if isinstance(rule, All) else rule.of
            held = [self.inner(p, Fraction(1)).met for p in parts]
            holds = sum(held) >= (len(held) if isinstance(rule, All) else rule.k)
            return Scored(target=holds) if points is None else whole(holds, points)
        if isinstance(rule, By):
            switch = rule.question.id if isinstance(rule.question, Question) else rule.question
            case = rule.cases[self.case(rule.fact, switch)]
            return self.part(case, case.id or name, points)
        if isinstance(rule, Target):
            how, other = rule.comparison
            value = self.answer(part.question or name)
            return Scored(target=self.compared(how, Fraction(value), Fraction(0), other))
        if points is None:  # a yes-no question without points
            return Scored(target=bool(self.answer(part.question or name)))
        if isinstance(rule, Sum):
            return self._sum(part, rule, points)
        if isinstance(rule, Best):
            best = max(self.inner(p, Fraction(p.points or 0)).earned for p in rule.parts)
            return Scored(best, points)
        if isinstance(rule, Deduct):
            return self._deduct(rule, points)
        return Scored(leaf(rule, self.answer(part.question or name), points, self.amount), points)

    def inner(self, part: Part, points: Fraction) -> Scored:
        """Score a part among others."""
        return self.part(part, part.id or "", points)

    def _sum(self, part: Part, rule: Sum, points: Fraction) -> Scored:
        found = [self.inner(p, Fraction(p.points or 0)) for p in rule.parts]
        applying = [f for f in found if f.applies]
        if not applying:
            return NOTHING
        rest = sum((f.rest for f in applying), Fraction(0))
        earned = sum((f.earned for f in applying), Fraction(0))
        maximum = sum((f.maximum for f in applying), Fraction(0))
        if part.rescale:
            return Scored(earned * points / maximum, points, rest=rest)
        return Scored(earned, maximum, rest=rest)

    def _deduct(self, rule: Deduct, points: Fraction) -> Scored:
        lost = Fraction(0)
        for stream in rule.streams:
            value = self.answer(stream.question or stream.id)
            if stream.fixed is not None:
                lost += self.amount(stream.fixed) if value > 0 else 0
                continue
            assert stream.each is not None
            units = Fraction(value)
            if stream.target is not None:
                units = self.amount(stream.target) - units
            lost += self.amount(stream.each) * max(units, Fraction(0))
        floor = Fraction(rule.floor)
        rest = max(Fraction(0), lost - (points - floor)) if rule.rest else Fraction(0)
        return Scored(max(floor, points - lost), points, rest=rest)

    def veto(self, name: str) -> bool:
        """Say whether a veto happened."""
        if name in self.assessment.vetoes:
            return self.assessment.vetoes[name]
        when = next(v.when for v in self.rubric.vetoes if v.id == name)
        if when is None:
            raise OpenError
        return self.holds(when)
