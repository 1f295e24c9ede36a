"""What is known while a sheet is scored: answers, facts, and the lines scored so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Final

from hpscore.model.answer import Answer
from hpscore.model.assessment import Awarded, FactValue, Period
from hpscore.model.number import Number
from hpscore.model.result import Trace
from hpscore.model.sheet import Sheet
from hpscore.model.switches import Switch, switch_of
from hpscore.model.uses import amount_values
from hpscore.scoring.whole import Whole

if TYPE_CHECKING:
    from hpscore.model.condition import Amount
    from hpscore.model.rules import By

__all__ = ["NOT_APPLICABLE", "Case", "Context", "Joint", "case_key"]

NOT_APPLICABLE: Final = Answer(None, state="not_applicable")
"""Stands for a question that turns out not to apply, while cases are tried."""

Case = Mapping[Switch, str | Answer]
"""A value of every one of some switches: the option of a fact, the answer to a question."""

Joint = tuple[tuple[str, ...], dict[object, Trace]]
"""The questions that a part and its conditions read, and nothing else; its traces by the plain
answers to them."""


@dataclass(slots=True)
class Context:
    """One scoring run; `lines` fills up as lines are scored."""

    sheet: Sheet
    facts: Mapping[str, FactValue]
    answers: Mapping[str, Answer]
    awarded: Mapping[str, Awarded] = field(default_factory=dict)
    vetoes: Mapping[str, bool] = field(default_factory=dict)
    lines: dict[str, Trace] = field(default_factory=dict)
    bare: dict[str, tuple[Trace, Trace]] = field(default_factory=dict)
    """Lines if their dimension applies, and if it does not, where it is open whether it does."""
    total: Whole | None = None
    assumed: frozenset[str] = frozenset()
    """The questions whose answers are taken as known; nobody gave them."""
    unproven: frozenset[str] = frozenset()
    """The papers that are lacking, where points rest on papers; none where they do not."""
    plain: Context | None = None
    """The run in which no papers are lacking: it decides which are wanted, where that asks it."""
    memo: Mapping[int, dict[object, Trace]] = field(default_factory=dict)
    """Traces of parts (by identity) that depend on nothing but one answer, by that answer."""
    period: Period | None = None
    """The days that are assessed."""
    joint: Mapping[int, Joint] = field(default_factory=dict)
    """The same of parts made of parts: which answers decide them, and their traces by these."""

    def answer(self, question: str) -> Answer | None:
        """Return the answer to a question, or its default while it is unanswered."""
        found = self.answers.get(question)
        return self.sheet.questions[question].default if found is None else found

    def case(self, by: By) -> str | None:
        """Return the case of a rule that holds; None while it is not known."""
        return self._case(switch_of(by))

    def _case(self, switch: Switch) -> str | None:
        kind, name = switch
        value = self.facts.get(name) if kind == "fact" else _value(self.answer(name))
        return case_key(value) if isinstance(value, bool | str) else None

    def amounts(self, amount: Amount) -> tuple[Number, Number]:
        """Return the least and greatest value that a number can take, given what is known."""
        values = amount_values(amount)
        if amount.by is not None and (case := self._case(switch_of(amount.by))) is not None:
            values = (amount.by.cases[case],)
        return min(values), max(values)

    def amount(self, amount: Amount) -> Number:
        """Return a number whose switch, where it has one, is known."""
        return self.amounts(amount)[0]

    def unknown(self, switches: Iterable[Switch]) -> tuple[Switch, ...]:
        """Return the switches that can be listed and are not known."""
        return tuple(s for s in switches if s in self.sheet.options and not self._known(s))

    def _known(self, switch: Switch) -> bool:
        kind, name = switch
        return name in self.facts if kind == "fact" else self.answer(name) is not None

    def cases(self, switches: Sequence[Switch]) -> Iterator[Case]:
        """Yield every combination of values that unknown switches can take."""
        values = [tuple(self._values(switch)) for switch in switches]
        for chosen in product(*values):
            yield dict(zip(switches, chosen, strict=True))

    def _values(self, switch: Switch) -> Iterator[str | Answer]:
        kind, name = switch
        for option in self.sheet.options[switch]:
            if kind == "fact":
                yield str(option)
            elif isinstance(option, bool):
                yield Answer(option, option, option)
            else:
                yield Answer(option)
        if kind == "question" and self.sheet.questions[name].not_applicable:
            yield NOT_APPLICABLE

    def label(self, case: Case) -> dict[str, str]:
        """Say which case it is, by the names of its switches."""
        return {name: _label(value) for (_, name), value in case.items()}

    def assume(self, case: Case) -> Context:
        """Return the same run with some switches taken as known, its lines not yet anew."""
        facts = {name: value for (_, name), value in case.items() if isinstance(value, str)}
        answers = {name: value for (_, name), value in case.items() if isinstance(value, Answer)}
        return Context(
            self.sheet,
            {**self.facts, **facts},
            {**self.answers, **answers},
            self.awarded,
            self.vetoes,
            dict(self.lines),
            dict(self.bare),
            self.total,
            self.assumed.union(answers),
            self.unproven,
            self.plain,
            self.memo,
            self.period,
            self.joint,
        )


def case_key(value: str | bool) -> str:
    """Return the key under which a rubric writes a case: yes and no for a yes-no question."""
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _label(value: str | Answer) -> str:
    if isinstance(value, str):
        return value
    return case_key(value.value) if isinstance(value.value, bool | str) else "n/a"


def _value(answer: Answer | None) -> object:
    return None if answer is None else answer.value
