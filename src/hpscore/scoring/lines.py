"""Lines: a rule with all that surrounds it (existence, dependency, not applicable, awarded
points, vetoes, unknown switches)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from hpscore.model.result import Points, Trace
from hpscore.model.sheet import Line, Node
from hpscore.model.switches import Switch
from hpscore.scoring.absence import (
    absent,
    excuse,
    excusing_answer,
    may_be_excused,
    perhaps_absent,
    perhaps_excused,
)
from hpscore.scoring.conditions import blame, decide
from hpscore.scoring.context import Case, Context, Joint
from hpscore.scoring.forfeits import depend, strike, unprove
from hpscore.scoring.gates import veto_state
from hpscore.scoring.hull import join
from hpscore.scoring.leaves import MOST_KNOWN, lost_of, met_of, plain_answers, score_leaf
from hpscore.scoring.papers import lacking, papers_of
from hpscore.scoring.rules import COMPOSITES, score_deduct

__all__ = ["assume", "score_line", "score_node"]

Found = tuple[Trace, tuple[Trace, Trace] | None]
"""A line; and where its dimension may yet be left out, the line if it applies, and if not."""

_NONE_KNOWN: Final[Joint] = ((), {})


def score_line(line: Line, context: Context) -> None:
    """Score a line, once those that it reads are; where a switch is unknown, in all its cases."""
    unknown: tuple[Switch, ...] = ()
    if line.switches and line.id not in context.awarded:
        unknown = context.unknown(line.switches)
    trace, open_ = _join(line, unknown, context) if unknown else _score_known(line, context)
    context.lines[line.id] = trace
    if open_ is not None:
        context.bare[line.id] = open_


def assume(context: Context, case: Case, names: Iterable[str]) -> Context:
    """Take switches as known, and score the named lines anew as far as that changes them."""
    assumed = context.assume(case)
    for name in names:
        line = context.sheet.lines[name]
        if not line.inputs.isdisjoint(case):
            score_line(line, assumed)
    return assumed


def _join(line: Line, unknown: tuple[Switch, ...], context: Context) -> Found:
    traces: list[Trace] = []
    open_: list[tuple[Trace, Trace]] = []
    for case in context.cases(unknown):
        label = context.label(case)
        trace, alternatives = _score_known(line, assume(context, case, line.reads))
        traces.append(replace(trace, case={**label, **(trace.case or {})}))
        if alternatives is not None:
            open_.append(alternatives)
    joined = join(line.node, unknown, traces)
    if not open_:
        return joined, None
    applies, excused = zip(*open_, strict=True)
    return joined, (join(line.node, unknown, applies), join(line.node, unknown, excused))


def _score_known(line: Line, context: Context) -> Found:
    """Score a line whose switches are known."""
    node = line.node
    if context.unproven and any(d.id == line.id for d in context.sheet.rubric.deductions):
        # what is lacking never lightens a deduction
        context = replace(context, unproven=frozenset())
    trace = _awarded(node, context) or score_node(node, context)
    vetoes = [veto_state(veto, context) for veto in line.vetoes] if line.vetoes else []
    if line.excusable is None or line.excusable.not_applicable is None:
        return (strike(trace, vetoes) if vetoes else trace), None
    mode, answer = line.excusable.not_applicable, context.answers.get(line.excusable.id)
    if answer is None and not may_be_excused(_asked_in(line, context), context):
        return strike(trace, vetoes), None
    excused = strike(_if_it_exists(node, excuse(node, mode, answer), context), vetoes)
    if answer is not None:
        return excused, None
    trace = strike(trace, vetoes)
    return perhaps_excused(trace, excused), (trace, excused)


def _asked_in(line: Line, context: Context) -> Iterable[str]:
    """Yield the lines of a line's dimension, and their questions."""
    for name in context.sheet.group("dimension", line.dimension or ""):
        yield name
        yield from context.sheet.lines[name].node.questions()


def _awarded(node: Node, context: Context) -> Trace | None:
    awarded = context.awarded.get(node.id)
    if awarded is None or node.points is None:
        return None
    earned = awarded.points
    trace = Trace(
        node.id,
        None,
        node.kind,
        "awarded",
        Points(earned, earned, node.points),
        lost_of(earned, earned, node.points, "awarded"),
        note=awarded.note,
        met=met_of(earned, earned),
    )
    if context.unproven:
        trace = unprove(trace, lacking(papers_of(node, context), context))
    return trace


def score_node(node: Node, context: Context) -> Trace:
    """Score a line or part whose switches are known."""
    if node.plain:
        if node.children and not context.unproven:
            return _joint(node, context)
        return _proved(node, _ruled(node, context), context)
    applies = node.part.not_applicable is None
    trace = _applied(node, context) if applies else _excusable(node, context)
    return trace if node.part.when is None else _if_it_exists(node, trace, context)


def _joint(node: Node, context: Context) -> Trace:
    """Score a part made of parts, once for the same plain answers where these alone decide it."""
    names, known = context.joint.get(id(node), _NONE_KNOWN)
    answers = plain_answers(names, context.answers) if names else None
    if answers is None:
        return _ruled(node, context)
    trace = known.get(answers)
    if trace is None:
        trace = _ruled(node, context)
        if len(known) < MOST_KNOWN:
            known[answers] = trace
    return trace


def _if_it_exists(node: Node, trace: Trace, context: Context) -> Trace:
    """Leave out a part that does not exist."""
    when = node.part.when
    exists = True if when is None else decide(when, context)
    if when is None or exists is True:
        return trace
    names = list(blame(when, context, exists))
    if exists is False:
        return absent(node, {"when": names})
    return replace(perhaps_absent(trace), because={**trace.because, "when": names})


def _excusable(node: Node, context: Context) -> Trace:
    """Score a part that may be left out as not applicable."""
    mode = node.part.not_applicable
    assert mode is not None
    answer = excusing_answer(node, context)
    if answer is not None:
        return excuse(node, mode, answer)
    trace = _applied(node, context)
    if may_be_excused((node.id, *node.questions()), context):
        trace = perhaps_excused(trace, excuse(node, mode, None))
    return trace


def _applied(node: Node, context: Context) -> Trace:
    """Score a part that applies: by its rule, and by what it requires."""
    trace = _proved(node, _ruled(node, context), context)
    requires = node.part.requires
    if requires is not None:
        state = decide(requires, context)
        if state is not True:
            trace = depend(trace, state, list(blame(requires, context, state)))
    return trace


def _proved(node: Node, trace: Trace, context: Context) -> Trace:
    """Take away what rests on papers of a part's own that are lacking."""
    if not context.unproven:
        return trace
    own = (*node.part.evidence, *(n for stream, _ in node.streams for n in stream.evidence))
    return unprove(trace, lacking(own, context))


def _ruled(node: Node, context: Context) -> Trace:
    if node.asked is not None:
        return score_leaf(node, context)
    if node.children:
        parts = tuple([score_node(child, context) for child in node.children])
        return COMPOSITES[node.kind](node, parts)
    if node.streams:
        return score_deduct(node, context)
    rule = node.part.rule
    assert rule.kind == "by"
    case = context.case(rule)
    assert case is not None  # `score_line` has seen to that
    inner = score_node(node.cases[case], context)
    return replace(inner, case={**(inner.case or {}), rule.fact or rule.switch: case})
