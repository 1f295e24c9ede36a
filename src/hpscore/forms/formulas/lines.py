"""Lines in formulas: a rule with all that surrounds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from hpscore.forms.formulas.composites import COMPOSITES, compile_deduct
from hpscore.forms.formulas.conditions import compile_target, decide
from hpscore.forms.formulas.expressions import Expr
from hpscore.forms.formulas.leaves import compile_leaf, pointless
from hpscore.forms.formulas.scope import Bared, Scope
from hpscore.forms.formulas.states import Guard, State, some, truly
from hpscore.forms.formulas.traces import Atom, absent, changed, choose, met_of, plain
from hpscore.forms.formulas.traces import Line as Compiled
from hpscore.model.sheet import Line, Node
from hpscore.model.switches import switch_of

if TYPE_CHECKING:
    from hpscore.model.rubric import Veto
    from hpscore.model.rules import NotApplicable

__all__ = ["compile_line", "compile_node", "happened"]

Open = tuple[tuple[Guard, Compiled], tuple[Guard, Compiled]]


def compile_line(line: Line, scope: Scope) -> Bared:
    """Return a line in all the cases of its switches."""
    switches = scope.untaken(line.switches)
    if not switches:
        return _known(line, scope)
    cases = [(guard, _known(line, case)) for guard, case in scope.cases(switches)]
    algebra = scope.algebra
    joined = choose([(guard, found) for guard, (found, _) in cases], algebra)
    if cases[0][1][1] is None:
        return joined, None
    pairs = [(guard, pair) for guard, (_, pair) in cases if pair is not None]
    guards = pairs[0][1][0][0], pairs[0][1][1][0]
    applies, excused = (
        choose([(guard, pair[place][1]) for guard, pair in pairs], algebra) for place in (0, 1)
    )
    return joined, ((guards[0], applies), (guards[1], excused))


def _known(line: Line, scope: Scope) -> Bared:
    """Return a line whose switches are known."""
    algebra, node = scope.algebra, line.node
    found = choose(
        [*_awarded(node, scope), (_unawarded(node.id, scope), compile_node(node, scope))], algebra
    )
    vetoes = [happened(veto, scope) for veto in line.vetoes]
    if line.excusable is None or line.excusable.not_applicable is None:
        return _strike(found, vetoes, scope), None
    mode, dimension = line.excusable.not_applicable, line.excusable.id
    excused = scope.given(dimension).excused
    open_ = algebra.both((algebra.negated(excused), _may_be_excused(_asked_in(line, scope), scope)))
    without = _existing(node, _excuse(node, mode, scope), scope)
    pair = _strike(found, vetoes, scope), _strike(without, vetoes, scope)
    guards = algebra.negated(excused), algebra.either((excused, open_))
    joined = choose(list(zip(guards, pair, strict=True)), algebra)
    if mode != "excluded" and joined.scored:
        joined = replace(joined, met=_widened(joined, open_, scope))
    return joined, ((guards[0], pair[0]), (guards[1], pair[1]))


def _widened(line: Compiled, open_: Expr, scope: Scope) -> State:
    """Return whether a line is met of which it is open whether it applies."""
    algebra, met = scope.algebra, met_of(line.low, line.high, scope.algebra)
    return State(
        algebra.when(open_, met.sure, line.met.sure),
        algebra.when(open_, met.possible, line.met.possible),
    )


def _asked_in(line: Line, scope: Scope) -> Iterator[str]:
    """Yield the lines of a line's dimension, and their questions."""
    for name in scope.sheet.group("dimension", line.dimension or ""):
        yield name
        yield from scope.sheet.lines[name].node.questions()


def _awarded(node: Node, scope: Scope) -> Iterator[tuple[Guard, Compiled]]:
    given, value, _ = scope.award(node.id)
    if node.points is not None and given is not scope.algebra.false:
        yield given, plain(value, value, scope.algebra.number(node.points), scope.algebra)


def _unawarded(name: str, scope: Scope) -> Guard:
    return scope.algebra.negated(scope.award(name)[0])


def compile_node(node: Node, scope: Scope) -> Compiled:
    """Return what a line or part earns whose switches are known."""
    mode = node.part.not_applicable
    line = _applied(node, scope)
    if mode is not None:
        line = _excusable(node, mode, line, scope)
    return _existing(node, line, scope)


def _existing(node: Node, line: Compiled, scope: Scope) -> Compiled:
    """Leave out a part that does not exist."""
    when, algebra = node.part.when, scope.algebra
    if when is None:
        return line
    state = decide(when, scope)
    gone = absent(line.scored, algebra)
    return choose([(state.possible, line), (algebra.negated(state.sure), gone)], algebra)


def _excuse(node: Node, mode: NotApplicable, scope: Scope) -> Compiled:
    """Return a line that does not apply: left out, or with all its points, or with none."""
    algebra = scope.algebra
    if mode == "excluded":
        return absent(node.points is not None, algebra)
    if node.points is None:
        return pointless(truly(algebra.truth(mode == "full")), algebra.true, algebra)
    maximum = algebra.number(node.points)
    value = maximum if mode == "full" else algebra.nought
    return replace(plain(value, value, maximum, algebra), excused=algebra.true)


def _excusable(node: Node, mode: NotApplicable, line: Compiled, scope: Scope) -> Compiled:
    """Return a part that may be left out as not applicable."""
    algebra = scope.algebra
    names = dict.fromkeys((node.id if node.asked is None else node.asked.id, node.id))
    excused = algebra.either(
        scope.answer(name).excused if name in scope.sheet.questions else scope.given(name).excused
        for name in names
    )
    asked = (node.id, *node.questions())
    open_ = algebra.both((algebra.negated(excused), _may_be_excused(asked, scope)))
    cases = [
        (algebra.negated(excused), line),
        (algebra.either((excused, open_)), _excuse(node, mode, scope)),
    ]
    joined = choose(cases, algebra)
    if mode != "excluded" and joined.scored:
        joined = replace(joined, met=_widened(joined, open_, scope))
    return joined


def _may_be_excused(names: Iterable[str], scope: Scope) -> Expr:
    """Say whether something may yet be left out as a whole: none of its questions is answered."""
    algebra, questions = scope.algebra, scope.sheet.questions
    found = list(dict.fromkeys(names))
    if all(name not in questions or questions[name].default is not None for name in found):
        return algebra.false
    touched = [t for n in found for t in (scope.award(n)[0], scope.given(n).present)]
    return algebra.negated(algebra.either(touched))


def _applied(node: Node, scope: Scope) -> Compiled:
    """Return a part that applies: by its rule, and by what it requires."""
    line, requires = _ruled(node, scope), node.part.requires
    if requires is None:
        return line
    algebra, state = scope.algebra, decide(requires, scope)
    if not line.scored:
        met = State(
            algebra.both((line.met.sure, state.sure)),
            algebra.both((line.met.possible, state.possible)),
        )
        return replace(line, met=met)
    return _forfeited(line, algebra.negated(state.possible), algebra.negated(state.sure), scope)


def _forfeited(line: Compiled, surely: Expr, perhaps: Expr, scope: Scope) -> Compiled:
    """Take what a line earns away where that is sure, and its lower end where it may be so."""
    algebra = scope.algebra
    met = State(
        algebra.both((line.met.sure, algebra.negated(perhaps))),
        algebra.both(
            (
                algebra.negated(surely),
                algebra.when(perhaps, algebra.above(line.high, algebra.nought), line.met.possible),
            )
        ),
    )
    return changed(
        line,
        lambda atom: Atom(
            algebra.when(perhaps, algebra.nought, atom.low),
            algebra.when(surely, algebra.nought, atom.high),
            atom.maximum,
        ),
        met,
    )


def _strike(line: Compiled, vetoes: list[State], scope: Scope) -> Compiled:
    """Apply the vetoes that zero a line."""
    if not vetoes or not line.scored:
        return line
    algebra, state = scope.algebra, some(vetoes, scope.algebra)
    there = algebra.above(line.maximum, algebra.nought)
    surely, perhaps = algebra.both((there, state.sure)), algebra.both((there, state.possible))
    return _forfeited(line, surely, perhaps, scope)


def happened(veto: Veto, scope: Scope) -> State:
    """Decide a veto; one that nobody answered is open, never no."""
    algebra = scope.algebra
    told, state = scope.veto(veto.id)
    if veto.when is None:
        return state
    derived = decide(veto.when, scope)
    return State(
        algebra.when(told, state.sure, derived.sure),
        algebra.when(told, state.possible, derived.possible),
    )


def _ruled(node: Node, scope: Scope) -> Compiled:
    if node.kind == "target":
        return compile_target(node, scope)
    if node.asked is not None:
        return compile_leaf(node, scope)
    if node.children:
        parts = [compile_node(child, scope) for child in node.children]
        return COMPOSITES[node.kind](node, parts, scope.algebra)
    if node.streams:
        return compile_deduct(node, scope)
    rule = node.part.rule
    assert rule.kind == "by"
    switch = switch_of(rule)
    cases = [
        (scope.may_be(switch, option), compile_node(case, scope))
        for option, case in node.cases.items()
    ]
    possible = [case for case in cases if case[0] is not scope.algebra.false]
    return choose(possible or cases, scope.algebra)
