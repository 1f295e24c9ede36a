"""What is known while a sheet is scored: answers, facts, and the lines scored so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hpscore.model.answer import Answer
from hpscore.model.assessment import Awarded, FactValue
from hpscore.model.condition import Amount, NumberBy
from hpscore.model.number import Number
from hpscore.model.result import Points, Trace
from hpscore.model.sheet import Sheet
from hpscore.model.switches import Switch

__all__ = ["Context"]


@dataclass(slots=True)
class Context:
    """One scoring run; `lines` fills up as lines are scored."""

    sheet: Sheet
    facts: Mapping[str, FactValue]
    answers: Mapping[str, Answer]
    awarded: Mapping[str, Awarded] = field(default_factory=dict)
    vetoes: Mapping[str, bool] = field(default_factory=dict)
    lines: dict[str, Trace] = field(default_factory=dict)
    total: Points | None = None

    def answer(self, question: str) -> Answer | None:
        """Return the answer to a question, or its default while it is unanswered."""
        found = self.answers.get(question)
        if found is None and (asked := self.sheet.questions.get(question)) is not None:
            return asked.default
        return found

    def case(self, switch: Switch) -> str | bool | None:
        """Return the value of a switch; None while it is not known."""
        kind, name = switch
        if kind == "fact":
            value = self.facts.get(name)
            return value if isinstance(value, str) else None
        answer = self.answer(name)
        if answer is None or not isinstance(answer.value, bool | str):
            return None
        return answer.value

    def amounts(self, amount: Amount) -> tuple[Number, Number]:
        """Return the least and greatest value that a number can take, given what is known."""
        if amount.by is None:
            return (amount.number, amount.number)  # type: ignore[return-value]
        case = self.case(_switch(amount.by))
        if case is not None:
            value = amount.by.cases[case_key(case)]
            return value, value
        values = amount.by.cases.values()
        return min(values), max(values)

    def amount(self, amount: Amount) -> Number:
        """Return a number whose switch, where it has one, is known."""
        return self.amounts(amount)[0]

    def unknown(self, switches: Iterable[Switch]) -> list[Switch]:
        """Return the switches that can be listed and are not known."""
        return [
            switch
            for switch in switches
            if switch in self.sheet.options and self.case(switch) is None
        ]

    def assume(self, values: Mapping[Switch, str | bool]) -> Context:
        """Return the same run with some switches taken as known."""
        facts = {name: value for (kind, name), value in values.items() if kind == "fact"}
        answers = {
            name: Answer(value, value, value) if isinstance(value, bool) else Answer(value)
            for (kind, name), value in values.items()
            if kind == "question"
        }
        return Context(
            self.sheet, {**self.facts, **facts}, {**self.answers, **answers}, self.awarded,  # type: ignore[dict-item]
            self.vetoes, self.lines, self.total,
        )


def case_key(value: str | bool) -> str:
    """Return the key under which a rubric writes a case: yes and no for a yes-no question."""
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _switch(by: NumberBy) -> Switch:
    return ("fact", by.fact) if by.fact else ("question", by.question or "")
