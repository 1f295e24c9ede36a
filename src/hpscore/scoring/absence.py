"""Lines that do not exist, or do not apply; and lines of which that is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from hpscore.model.answer import Answer
from hpscore.model.number import Bound, Number
from hpscore.model.result import Points, Trace
from hpscore.model.sheet import Node
from hpscore.scoring.context import Context
from hpscore.scoring.leaves import lost_of, met_of
from hpscore.scoring.sums import brought_by, either, may_drop

if TYPE_CHECKING:
    from hpscore.model.rules import NotApplicable

__all__ = [
    "absent",
    "excuse",
    "excusing_answer",
    "may_be_excused",
    "perhaps_absent",
    "perhaps_excused",
]


def absent(node: Node, because: Mapping[str, object], reason: str | None = None) -> Trace:
    """Return a line that is left out, with its maximum."""
    points = None if node.points is None else Points(0, 0, 0)
    question = None if node.asked is None else node.asked.id
    return Trace(
        node.id, question, node.kind, "not_applicable", points, because=because, note=reason
    )


def excuse(node: Node, mode: NotApplicable, answer: Answer | None) -> Trace:
    """Return a line that does not apply: left out, or with all its points, or with none."""
    because = {"not_applicable": mode}
    trace = absent(node, because, None if answer is None else answer.note)
    if mode == "excluded":
        return trace
    if node.points is None:
        return replace(trace, met=mode == "full")
    value = node.points if mode == "full" else 0
    return replace(
        trace,
        points=Points(value, value, node.points),
        met=met_of(value, value),
        lost=lost_of(value, value, node.points, "not_applicable"),
    )


def excusing_answer(node: Node, context: Context) -> Answer | None:
    """Return the answer that leaves a line out, under its question's id or its own."""
    for name in (node.id if node.asked is None else node.asked.id, node.id):
        answer = context.answers.get(name)
        if answer is not None and answer.state == "not_applicable":
            return answer
    return None


def may_be_excused(names: Iterable[str], context: Context) -> bool:
    """Say whether something may yet be left out as a whole: none of its questions is answered.

    A default decides as an answer does, so what has nothing but defaults does apply.
    """
    questions = context.sheet.questions
    open_ = False
    for name in names:
        if name in context.awarded or (name in context.answers and name not in context.assumed):
            return False
        open_ = open_ or (name in questions and questions[name].default is None)
    return open_


def perhaps_absent(trace: Trace) -> Trace:
    """Mark a line that may drop out with its maximum; then it earns 0 and loses nothing."""
    if trace.points is None:
        gone = trace.state == "not_applicable" and trace.met is None
        return trace if gone else replace(trace, optional=True)
    brought = brought_by(trace)
    if not brought:
        return trace
    points = Points(min(trace.points.earned, 0), trace.points.reachable, trace.points.maximum)
    return replace(
        trace,
        points=points,
        lost=_reopened(trace, points),
        optional=True,
        atoms=may_drop(brought),
        rest=_lightened(trace),
    )


def perhaps_excused(trace: Trace, excused: Trace) -> Trace:
    """Widen a line by what it would be if it turned out not to apply."""
    if excused.points is None or trace.points is None:
        if excused.met is None:
            return perhaps_absent(trace)
        return replace(trace, met=trace.met if trace.met is excused.met else None)
    if excused.points.maximum == 0:
        return perhaps_absent(trace)
    points = Points(
        min(trace.points.earned, excused.points.earned),
        max(trace.points.reachable, excused.points.reachable),
        max(trace.points.maximum, excused.points.maximum),
    )
    alike = trace.atoms is None and trace.points.maximum == excused.points.maximum
    same_losses = points.maximum - points.reachable == trace.points.maximum - trace.points.reachable
    return replace(
        trace,
        points=points,
        lost=_reopened(trace, points)
        if same_losses
        else lost_of(points.earned, points.reachable, points.maximum, "short"),
        met=met_of(points.earned, points.reachable),
        atoms=None if alike else either(brought_by(trace), brought_by(excused)),
        rest=_lightened(trace),
    )


def _reopened(trace: Trace, points: Points) -> dict[str, Number]:
    """Return what is lost for good, and what is open between the new ends."""
    lost = {cause: value for cause, value in trace.lost.items() if cause != "not_answered"}
    if points.reachable > points.earned:
        lost["not_answered"] = points.reachable - points.earned
    return lost


def _lightened(trace: Trace) -> tuple[Bound, Bound] | None:
    """Return what a line takes from its dimension where it may take nothing."""
    return None if trace.rest is None else (trace.rest[0], 0)
