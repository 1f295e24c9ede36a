"""What is still missing, in formulas: the unanswered questions that can change something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.conditions import decide
from hpscore.forms.formulas.expressions import Expr
from hpscore.forms.formulas.lines import compile_node, happened
from hpscore.forms.formulas.scope import Scope
from hpscore.forms.formulas.states import State
from hpscore.forms.formulas.tiers import Verdict
from hpscore.forms.formulas.totals import whole_of
from hpscore.forms.formulas.traces import Line, extent
from hpscore.model.switches import Switch, amounts_of, switch_of
from hpscore.model.walking import tests_of

if TYPE_CHECKING:
    from hpscore.model.condition import Comparand, Condition
    from hpscore.model.sheet import Node

__all__ = ["missing_in"]


def missing_in(scope: Scope, verdict: Verdict | None) -> dict[str, Expr]:
    """Return by question and veto whether it is unanswered and can still change something."""
    search = _Search(scope)
    for name in scope.sheet.lines:
        search.line(name, scope.algebra.true)
    if verdict is not None:
        search.verdict(verdict)
    return search.found()


def _open(line: Line, algebra: Algebra) -> Expr:
    """Say whether answers to come can still change a line."""
    if not line.scored:
        unsettled = algebra.both((line.met.possible, algebra.negated(line.met.sure)))
        settled = algebra.both((line.excused, algebra.negated(line.optional)))
        return algebra.both((algebra.negated(settled), algebra.either((unsettled, line.optional))))
    ends = [(line.high, line.low), extent(line.members, lambda a: a.maximum, algebra)[::-1]]
    if line.rest is not None:
        ends.append(line.rest)
    return algebra.either((line.optional, *(algebra.above(high, low) for high, low in ends)))


def _unsettled(state: State, algebra: Algebra) -> Expr:
    return algebra.both((state.possible, algebra.negated(state.sure)))


class _Search:
    """Goes through lines, gates and tiers; what is reached waits behind a truth."""

    def __init__(self, scope: Scope) -> None:
        self._scope, self._algebra = scope, scope.algebra
        self._waits: dict[str, list[Expr]] = {}
        self._lines: dict[str, Expr] = {}

    def found(self) -> dict[str, Expr]:
        """Return what waits for each question and veto that the form asks."""
        algebra, scope = self._algebra, self._scope
        found: dict[str, Expr] = {}
        for name in scope.sheet.questions:
            if name in scope.workings.places.answers:
                answer = scope.given(name)
                settled = algebra.either((answer.exact, answer.excused))
                waits = algebra.either(self._waits.get(name, ()))
                waits = algebra.both((waits, algebra.negated(settled)))
                found[name] = algebra.either((waits, answer.unread))
        for veto in scope.sheet.rubric.vetoes:
            if veto.id in scope.workings.places.vetoes:
                waits = algebra.either(self._waits.get(veto.id, ()))
                told = scope.veto(veto.id)[0]
                found[veto.id] = algebra.both((waits, algebra.negated(told)))
        return found

    def line(self, name: str, active: Expr) -> None:
        """Look into a line, as far as something waits for it."""
        if self._lines.get(name) in (active, self._algebra.true):
            return
        self._lines[name] = active
        algebra, scope = self._algebra, self._scope
        line = scope.sheet.lines[name]
        waits = algebra.both((active, _open(scope.line(name), algebra)))
        switches = scope.untaken(line.switches)
        self._switches(switches, waits, scope)
        for guard, case in scope.cases(switches):
            self._node(line.node, case, algebra.both((waits, guard)))
            for veto in line.vetoes:
                self._veto(veto.id, case, algebra.both((waits, guard)))
        if line.excusable is not None and line.excusable.not_applicable is not None:
            excused = scope.given(line.excusable.id).excused
            for other in scope.sheet.group("dimension", line.dimension or ""):
                for question in scope.sheet.lines[other].node.questions():
                    self._wait(question, algebra.both((waits, algebra.negated(excused))))

    def _wait(self, name: str, active: Expr) -> None:
        self._waits.setdefault(name, []).append(active)

    def _switches(self, switches: Sequence[Switch], active: Expr, scope: Scope) -> None:
        for kind, name in switches:
            if kind == "question":
                self._wait(name, self._algebra.both((active, scope.open((kind, name)))))

    def _node(self, node: Node, scope: Scope, active: Expr) -> None:
        """Look into a part, in one case of the switches of its line."""
        algebra, part = self._algebra, node.part
        line = compile_node(node, scope)
        waits = algebra.both((active, _open(line, algebra)))
        if waits is algebra.false:
            return
        for condition in (part.when, part.requires):
            if condition is not None:
                self._condition(condition, scope, waits)
        if node.asked is not None:
            self._wait(node.asked.id, waits)
        if part.rule.kind == "target":
            self._comparand(part.rule.comparison[1], scope, waits)
        for amount in amounts_of(part):
            if amount.by is not None:
                self._switches([switch_of(amount.by)], waits, scope)
        for _, asked in node.streams:
            self._wait(asked.id, waits)
        if part.not_applicable is not None:
            for question in node.questions():
                self._wait(question, waits)
        for child in node.children:
            inner = waits
            if node.kind == "best":
                ahead = algebra.above(compile_node(child, scope).high, line.low)
                inner = algebra.both((waits, ahead))
            self._node(child, scope, inner)
        rule = part.rule
        if rule.kind == "by":
            switch = switch_of(rule)
            self._switches([switch], waits, scope)
            for option, case in node.cases.items():
                self._node(case, scope, algebra.both((waits, scope.may_be(switch, option))))

    def _veto(self, name: str, scope: Scope, active: Expr) -> None:
        veto = next(v for v in scope.sheet.rubric.vetoes if v.id == name)
        waits = self._algebra.both((active, _unsettled(happened(veto, scope), self._algebra)))
        if veto.when is None:
            self._wait(name, waits)
        else:
            self._condition(veto.when, scope, waits)

    def _condition(self, condition: Condition, scope: Scope, active: Expr) -> None:
        """Look into a condition, as far as it is open."""
        algebra = self._algebra
        waits = algebra.both((active, _unsettled(decide(condition, scope), algebra)))
        if waits is algebra.false:
            return
        if condition.form != "test":
            inner = (
                (condition.not_,)
                if condition.form == "not"
                else condition.all
                if condition.form == "all"
                else condition.any
            )
            for each in inner:
                self._condition(each, scope, waits)
            return
        if condition.kind == "question":
            self._wait(condition.subject, waits)
        else:
            for name in scope.sheet.group(condition.kind, condition.subject):
                self.line(name, waits)
        if condition.comparand is not None:
            self._comparand(condition.comparand, scope, waits)

    def _comparand(self, comparand: Comparand, scope: Scope, active: Expr) -> None:
        if comparand.question is not None:
            self._wait(comparand.question, active)
        if comparand.by is not None:
            self._switches([switch_of(comparand.by)], active, scope)

    def verdict(self, verdict: Verdict) -> None:
        """Look into tiers and gates, as far as the verdict is open."""
        algebra, rubric = self._algebra, self._scope.sheet.rubric
        scope = replace(self._scope, total=whole_of(self._scope))
        algebra.topic = "missing"
        one = algebra.number(1)
        many = algebra.add(algebra.when(each, one, algebra.nought) for each in verdict.possible)
        active = algebra.either((algebra.above(many, one), _unsettled(verdict.withheld, algebra)))
        for tier in rubric.tiers:
            if tier.bound is not None:
                self._comparand(tier.bound, scope, active)
            if tier.when is not None:
                self._condition(tier.when, scope, active)
        for gate in rubric.prerequisites:
            self._prerequisite(gate.id, gate.derive, scope, active)
        for veto in rubric.vetoes:
            if veto.gives is not None:
                self._veto(veto.id, scope, active)
        for reason in rubric.withhold:
            self._condition(reason.when, scope, active)

    def _prerequisite(
        self, name: str, derive: Condition | None, scope: Scope, active: Expr
    ) -> None:
        told = scope.answer(name).present
        waits = self._algebra.both((active, self._algebra.negated(told)))
        if derive is None:
            self._wait(name, waits)
            return
        self._condition(derive, scope, waits)
        tests = [test for test, _ in tests_of(derive)]
        if all(test.kind in ("fact", "period", "total") for test in tests):
            self._wait(
                name, self._algebra.both((waits, _unsettled(decide(derive, scope), self._algebra)))
            )
