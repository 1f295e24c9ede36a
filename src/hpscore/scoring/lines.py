"""Lines: a rule with all that surrounds it (existence, dependency, not applicable, awarded
points, vetoes, unknown switches)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from hpscore.model.answer import Answer
from hpscore.model.number import Number
from hpscore.model.result import Atom, Gate, Points, Trace
from hpscore.model.sheet import Line, Node
from hpscore.model.switches import Switch
from hpscore.scoring.conditions import blame, decide
from hpscore.scoring.context import Context, case_key
from hpscore.scoring.rules import COMPOSITES, lost_of, met_of, score_leaf

__all__ = ["excuse", "score_line", "score_node", "strike"]


def score_line(line: Line, context: Context) -> Trace:
    """Score a line; where a switch is unknown, the hull of its branches."""
    node = line.node
    awarded = context.awarded.get(node.id)
    if awarded is not None and node.points is not None:
        points = Points(awarded.points, awarded.points, node.points)
        return Trace(node.id, None, node.kind, "awarded", points,
                     lost_of(awarded.points, awarded.points, node.points, "awarded"),
                     note=awarded.note, met=met_of(awarded.points, awarded.points))
    unknown = context.unknown(node.switches) if node.switches else None
    return _hull(node, unknown, context) if unknown else score_node(node, context)


def score_node(node: Node, context: Context) -> Trace:
    """Score a line or part whose switches are known."""
    part = node.part
    exists: bool | None = True
    if part.when is not None:
        exists = decide(part.when, context)
        if exists is False:
            because = {"when": list(blame(part.when, context, False))}
            return _absent(node, None, because)
    excused: Trace | None = None
    if part.not_applicable is not None:
        excused = _excused(node, context)
        if excused is not None and excused.state == "not_applicable":
            return excused
    trace = (
        score_leaf(node, context) if node.asked is not None else COMPOSITES[node.kind](node, context)
    )
    if part.requires is not None:
        state = decide(part.requires, context)
        if state is not True:
            trace = _depend(trace, state, list(blame(part.requires, context, state)))
    if excused is not None:
        trace = _perhaps_excused(trace, excused)
    if exists is None and part.when is not None:
        trace = replace(_perhaps_absent(trace),
                        because={**trace.because, "when": list(blame(part.when, context, None))})
    return trace


def strike(trace: Trace, vetoes: Sequence[Gate]) -> Trace:
    """Apply the vetoes that zero a line: nothing where one happened, perhaps nothing where open."""
    states = {gate.state for gate in vetoes if gate.state != "no"}
    if not states or trace.points is None or trace.state == "not_applicable":
        return trace
    names = [gate.id for gate in vetoes if gate.state in ("yes" if "yes" in states else "open")]
    if "yes" in states:
        lost = _gone(trace, "veto")
        zero = _zeroed(trace, low=True, high=True)
        return replace(zero, lost=lost, because={**trace.because, "veto": names})
    return replace(_zeroed(trace, low=True, high=False), because={**trace.because, "veto": names})


def _absent(node: Node, reason: str | None, because: Mapping[str, object]) -> Trace:
    points = None if node.points is None else Points(0, 0, 0)
    question = node.asked.id if node.asked is not None else None
    return Trace(node.id, question, node.kind, "not_applicable", points, because=because, note=reason)


def excuse(
    node: Node, trace: Trace, mode: str, answer: Answer | None
) -> Trace:
    """Leave a line out with its dimension; without an answer, say that it may yet be left out."""
    excused = _not_applicable(node, mode, answer)
    return excused if answer is not None else _perhaps_excused(trace, excused)


def _excused(node: Node, context: Context) -> Trace | None:
    """Return the line as not applicable where it is; as it would be where it still may be."""
    names = {node.id, *node.questions()}
    own = node.asked.id if node.asked is not None else node.id
    answer = context.answers.get(own)
    if answer is None and any(name in context.answers for name in names):
        return None
    if answer is not None and answer.state != "not_applicable":
        return None
    assert node.part.not_applicable is not None
    return _not_applicable(node, node.part.not_applicable, answer)


def _not_applicable(node: Node, mode: str, answer: Answer | None) -> Trace:
    points = node.points
    reason = answer.note if answer is not None else None
    trace = _absent(node, reason, {"not_applicable": mode})
    if points is not None and mode != "excluded":
        value = points if mode == "full" else 0
        trace = replace(trace, points=Points(value, value, points), met=met_of(value, value),
                        lost=lost_of(value, value, points, "not_applicable"))
    return trace if answer is not None else replace(trace, state="unanswered")


def _perhaps_excused(trace: Trace, excused: Trace) -> Trace:
    """Widen an unanswered line by what it would be if it turned out not to apply."""
    if trace.points is None or excused.points is None or excused.points.maximum == 0:
        return _perhaps_absent(trace)
    low = min(trace.points.earned, excused.points.earned)
    high = max(trace.points.reachable, excused.points.reachable)
    points = Points(low, high, trace.points.maximum)
    lost = lost_of(low, high, points.maximum, "short")
    return replace(trace, points=points, lost=lost, met=met_of(low, high), atoms=None)


def _perhaps_absent(trace: Trace) -> Trace:
    """Mark a line that may drop out with its maximum; then it earns 0 and loses nothing."""
    if trace.points is None:
        return replace(trace, optional=True)
    low, high, maximum = trace.points.earned, trace.points.reachable, trace.points.maximum
    atoms = trace.atoms or (Atom(low, high, maximum),)
    points = Points(min(low, 0), high, maximum)
    lost = {cause: value for cause, value in trace.lost.items() if cause != "not_answered"}
    if high > points.earned:
        lost["not_answered"] = high - points.earned
    return replace(trace, points=points, lost=lost, optional=True,
                   atoms=tuple(Atom(a.low, a.high, a.maximum, True) for a in atoms))


def _depend(trace: Trace, state: bool | None, names: list[str]) -> Trace:
    """Take what a line earns away where its condition fails; perhaps, where that is open."""
    because = {**trace.because, "requires": names[0] if len(names) == 1 else names}
    if trace.points is None:
        met = False if state is False or trace.met is False else None
        return replace(trace, met=met, because=because)
    if state is False:
        lost = _gone(trace, "dependency")
        return replace(_zeroed(trace, low=True, high=True), lost=lost, because=because)
    return replace(_zeroed(trace, low=True, high=False), because=because)


def _gone(trace: Trace, cause: str) -> dict[str, Number]:
    """Say what is lost once a line earns nothing: its own losses, and the rest by `cause`."""
    assert trace.points is not None
    lost = {name: value for name, value in trace.lost.items() if name != "not_answered"}
    if trace.points.reachable:
        lost[cause] = lost.get(cause, 0) + trace.points.reachable
    return lost


def _zeroed(trace: Trace, *, low: bool, high: bool) -> Trace:
    """Put one or both ends of a line to 0."""
    assert trace.points is not None
    points = trace.points
    earned = 0 if low else points.earned
    reachable = 0 if high else points.reachable
    atoms = trace.atoms and tuple(
        Atom(0 if low else a.low, 0 if high else a.high, a.maximum, a.optional) for a in trace.atoms
    )
    lost = {name: value for name, value in trace.lost.items() if name != "not_answered"}
    if reachable > earned:
        lost["not_answered"] = reachable - earned
    return replace(trace, points=Points(earned, reachable, points.maximum), lost=lost, atoms=atoms,
                   met=met_of(earned, reachable))


def _hull(node: Node, unknown: Sequence[Switch], context: Context) -> Trace:
    """Score every case of the unknown switches and take the outer ends."""
    branches: list[Trace] = []
    for values in product(*(context.sheet.options[switch] for switch in unknown)):
        assumed = context.assume(dict(zip(unknown, values, strict=True)))
        case = {switch[1]: case_key(value) for switch, value in zip(unknown, values, strict=True)}
        branch = score_node(node, assumed)
        branches.append(replace(branch, case={**case, **(branch.case or {})}))
    names = [name for _, name in unknown]
    question = next((name for kind, name in unknown if kind == "question"), None)
    applicable = [b for b in branches if b.state != "not_applicable" or (b.points and b.points.maximum)]
    met = branches[0].met if len({branch.met for branch in branches}) == 1 else None
    head = Trace(node.id, question, "by", "unanswered", None, because={"open": names},
                 parts=tuple(branches), met=met,
                 optional=len(applicable) < len(branches) or any(b.optional for b in branches))
    scored = [branch.points for branch in applicable if branch.points is not None]
    if not scored:
        return head if applicable else branches[0]
    low, high = min(p.earned for p in scored), max(p.reachable for p in scored)
    if head.optional:
        low = min(low, 0)
    maximum = max(p.maximum for p in scored)
    ahead = max(
        (b for b in applicable if b.points is not None), key=lambda b: b.points.reachable  # type: ignore[union-attr]
    )
    lost = {cause: value for cause, value in ahead.lost.items() if cause != "not_answered"}
    missing = maximum - high - sum(lost.values())
    if missing:
        lost["short"] = lost.get("short", 0) + missing
    if high > low:
        lost["not_answered"] = high - low
    rests = [branch.rest for branch in branches if branch.rest is not None]
    rest = (max(r[0] for r in rests), min(r[1] for r in rests)) if rests else None
    if rest and len(rests) < len(branches):
        rest = (rest[0], 0)
    return replace(head, points=Points(low, high, maximum), lost=lost, met=met, rest=rest)
