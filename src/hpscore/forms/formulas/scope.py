"""What formulas know while a sheet is compiled: cells, and what is taken for known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Final

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.answers import (
    FactCell,
    Reading,
    assumed,
    read_award,
    read_fact,
    read_question,
    read_veto,
)
from hpscore.forms.formulas.expressions import Expr
from hpscore.forms.formulas.places import Places
from hpscore.forms.formulas.states import Guard, State
from hpscore.forms.formulas.traces import Line, greatest, least
from hpscore.model.reads import MOST_BRANCHES
from hpscore.model.sheet import Sheet
from hpscore.model.switches import Switch, switch_of
from hpscore.scoring.attainable import attainable
from hpscore.scoring.context import case_key

if TYPE_CHECKING:
    from hpscore.forms.formulas.totals import Whole
    from hpscore.model.condition import Amount

__all__ = ["Cases", "Scope", "Workings"]

_MOST_LISTED: Final = 30
"""So many values of points are told apart; of more, only the least and the greatest."""
Taken = Mapping[Switch, str | None]
"""The switches that are taken for known, each with its option; None is not applicable."""


@dataclass(slots=True)
class Workings:
    """What all scopes of one form share."""

    algebra: Algebra
    sheet: Sheet
    places: Places
    readings: dict[str, Reading] = field(default_factory=dict)
    facts: dict[str, FactCell] = field(default_factory=dict)
    lines: dict[tuple[str, frozenset[tuple[Switch, str | None]]], Bared] = field(
        default_factory=dict
    )
    """Lines by id and by what is taken for known of what they read."""


Bared = tuple[Line, tuple[tuple[Guard, Line], tuple[Guard, Line]] | None]
"""A line; where its dimension may be left out as a whole, also as if it applies, and if not."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One reading of the cells, with some switches taken for known."""

    workings: Workings
    taken: Taken = field(default_factory=dict)
    total: Whole | None = None

    @property
    def algebra(self) -> Algebra:
        """What makes the expressions."""
        return self.workings.algebra

    @property
    def sheet(self) -> Sheet:
        """The rubric."""
        return self.workings.sheet

    def given(self, name: str) -> Reading:
        """Return what the cells answer under a name: a question, line or dimension."""
        work = self.workings
        if name not in work.readings:
            asked = work.sheet.questions.get(name)
            work.readings[name] = read_question(work.algebra, name, asked, work.places)
        return work.readings[name]

    def answer(self, name: str) -> Reading:
        """Return the answer to a question, be it only taken for known."""
        switch = "question", name
        if switch in self.taken:
            return assumed(self.algebra, self.sheet.questions[name], self.taken[switch])
        return self.given(name)

    def fact(self, name: str) -> FactCell:
        """Return a fact of the subject, be it only taken for known."""
        work, algebra = self.workings, self.algebra
        if name not in work.facts:
            fact = work.sheet.rubric.facts.get(name)
            work.facts[name] = read_fact(algebra, name, fact, work.places)
        found = work.facts[name]
        option = self.taken.get(("fact", name))
        if option is None:
            return found
        known = {each: algebra.truth(each == option) for each in found.options}
        return FactCell(algebra.true, found.low, found.high, known)

    def veto(self, name: str) -> tuple[Expr, State]:
        """Return whether the cells answer a veto, and its state."""
        return read_veto(self.algebra, name, self.workings.places)[:2]

    def award(self, name: str) -> tuple[Expr, Expr, Expr]:
        """Return whether points of a line were awarded directly, how many, and what is none."""
        algebra, sheet = self.algebra, self.sheet
        ref = self.workings.places.awarded.get(name)
        node = sheet.lines[name].node if name in sheet.lines else None
        if ref is None or node is None or node.points is None:
            return algebra.false, algebra.nought, algebra.false
        possible = attainable(node)
        if possible is not None and len(possible) > _MOST_LISTED:
            possible = None
        return read_award(algebra, ref, node.points, possible)

    def open(self, switch: Switch) -> Expr:
        """Say whether it is not known what a switch is."""
        kind, name = switch
        if kind == "fact":
            return self.algebra.negated(self.fact(name).known)
        if self.sheet.questions[name].default is not None:
            return self.algebra.false
        return self.algebra.negated(self.answer(name).present)

    def is_(self, switch: Switch, option: str) -> Expr:
        """Say whether a switch is known to be an option."""
        kind, name = switch
        options = self.fact(name).options if kind == "fact" else self.answer(name).options
        return options.get(option, self.algebra.false)

    def may_be(self, switch: Switch, option: str | None) -> Guard:
        """Say whether a switch may turn out to be an option, or not applicable."""
        known = self.answer(switch[1]).excused if option is None else self.is_(switch, option)
        return self.algebra.either((known, self.open(switch)))

    def options(self, switch: Switch) -> list[str | None]:
        """List what a switch may be; None stands for not applicable."""
        kind, name = switch
        found: list[str | None] = [case_key(option) for option in self.sheet.options[switch]]
        if kind == "question" and self.sheet.questions[name].not_applicable:
            found.append(None)
        return found

    def untaken(self, switches: Iterable[Switch], most: int = MOST_BRANCHES) -> tuple[Switch, ...]:
        """Return the switches that are still to be told apart, as far as cases stay few."""
        found: tuple[Switch, ...] = ()
        many = 1
        for switch in dict.fromkeys(switches):
            if switch in self.sheet.options and switch not in self.taken:
                many *= len(self.options(switch))
                if many > most:
                    break
                found = (*found, switch)
        return found

    def cases(self, switches: Sequence[Switch]) -> Iterator[tuple[Guard, Scope]]:
        """Yield every combination of values that switches can take, behind its guard."""
        for chosen in product(*(self.options(switch) for switch in switches)):
            taken = dict(zip(switches, chosen, strict=True))
            guard = self.algebra.both(self.may_be(s, option) for s, option in taken.items())
            if guard is not self.algebra.false:
                yield guard, Scope(self.workings, {**self.taken, **taken}, self.total)

    def amount(self, amount: Amount) -> tuple[Expr, Expr]:
        """Return the least and the greatest value that a number can take."""
        algebra = self.algebra
        if amount.by is None:
            number = algebra.number(amount.number or 0)
            return number, number
        switch = switch_of(amount.by)
        cases = [
            (self.may_be(switch, option), algebra.number(value))
            for option, value in amount.by.cases.items()
        ]
        return least(cases, algebra), greatest(cases, algebra)

    def line(self, name: str) -> Line:
        """Return what a line earns."""
        return self.bared(name)[0]

    def bared(self, name: str) -> Bared:
        """Return a line, also as it is if its dimension applies, and if it does not."""
        from hpscore.forms.formulas.lines import compile_line  # lines read lines

        source = self.sheet.lines[name]
        key = name, frozenset((s, o) for s, o in self.taken.items() if s in source.inputs)
        known = self.workings.lines
        if key not in known:
            algebra = self.algebra
            before, algebra.topic = algebra.topic, name
            known[key] = compile_line(source, Scope(self.workings, dict(key[1])))
            algebra.topic = before
        return known[key]


Cases = Sequence[tuple[Guard, Scope]]
