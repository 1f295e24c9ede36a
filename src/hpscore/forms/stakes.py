"""What an answer does: how it earns points, what it decides, and how many points wait for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hpscore.forms.standing import traces_of
from hpscore.forms.steps import Step
from hpscore.message import say
from hpscore.model.number import Number, add, spell
from hpscore.model.result import Points, Result, Trace
from hpscore.model.rubric import Veto
from hpscore.model.sheet import Node
from hpscore.reports.names import Names
from hpscore.reports.terms import points_words
from hpscore.reports.words import around_words, head_words, rule_words, stream_words

__all__ = ["effect_words", "stake_words"]

_Found = tuple[Trace, Points]
"""The trace of a question, and the points that it can move: its own, or those of the whole that
it is a condition of."""


def effect_words(step: Step, names: Names, decides: Mapping[str, tuple[str, ...]]) -> str:
    """Say how an answer earns points, or what follows from it."""
    if step.kind == "veto":
        veto = next(veto for veto in names.rubric.vetoes if veto.id == step.id)
        return names.joined(_veto(veto, names))
    if step.kind != "question":
        return ""
    for gate in names.rubric.prerequisites:
        if gate.id == step.id:
            return names.word(say("not attained: {tier} at best", tier=names.tier(gate.gives)))
    said = dict.fromkeys(
        text
        for line in names.sheet.lines.values()
        for text in _in_node(line.node, None, step.id, names)
    )
    if not said and step.id in decides:
        lines = names.listed(names.line(name) for name in decides[step.id])
        return names.word(say("decides what counts in: {lines}", lines=lines))
    return names.joined(said)


def stake_words(step: Step, result: Result, names: Names) -> str:
    """Say how many points wait for an answer, or what the answer earns."""
    found = [pair for trace in traces_of(result) for pair in _moved(trace, None, step.id)]
    if not found:
        return ""
    if all(trace.state in ("given", "derived") and not trace.open for trace, _ in found):
        if len(found) > 1 or found[0][0].points is not found[0][1] or not found[0][1].maximum:
            return ""
        return names.word(say("earns {points}", points=points_words(found[0][1])))
    return names.word(say("at stake: {points}", points=spell(_most(found))))


def _most(found: list[_Found]) -> Number:
    """Add up what every line can still move; of several cases of one line, the greatest."""
    by_part: dict[str, Number] = {}
    for trace, points in found:
        moved = points.reachable - points.earned
        by_part[trace.id] = max(by_part.get(trace.id, 0), moved)
    return add(by_part.values())


def _moved(trace: Trace, whole: Points | None, question: str) -> Iterator[_Found]:
    """Yield the traces that read a question; a part that only has to hold moves the whole."""
    points = trace.points if whole is None else whole
    if trace.question == question and points is not None:
        yield trace, points
    held = points if trace.rule in ("all", "k_of") else whole
    for part in trace.parts:
        yield from _moved(part, held, question)


def _in_node(node: Node, whole: Node | None, question: str, names: Names) -> Iterator[str]:
    """Yield how a question earns points in a part, and in the whole that it must hold for."""
    if node.asked is not None and node.asked.id == question:
        rule = rule_words(node, names, graded=whole is None)
        if whole is not None:
            points = "" if whole.points is None else f" → {spell(whole.points)}"
            rule = names.bracketed(rule, f"{head_words(whole, names)}{points}")
        yield names.joined([rule, *around_words(node, names)])
    for stream, asked in node.streams:
        if asked.id == question:
            yield stream_words(stream, asked, names)
    held = node if node.kind in ("all", "k_of") else whole
    for inner in (*node.children, *node.cases.values()):
        yield from _in_node(inner, held, question, names)


def _veto(veto: Veto, names: Names) -> Iterator[str]:
    if veto.gives is not None:
        yield names.word(say("if it happened: {tier} at best", tier=names.tier(veto.gives)))
    if veto.zeroes:
        lines = names.listed(names.line(name) for name in veto.zeroes)
        yield names.word(say("if it happened, nothing for: {names}", names=lines))
