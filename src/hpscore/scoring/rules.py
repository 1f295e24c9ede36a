"""What parts earn together: one function a rule kind that is made of parts.

What a single answer earns stands in `hpscore.scoring.leaves`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from hpscore.model.answer import Answer
from hpscore.model.number import INFINITY, Bound, Number, divide, reduce
from hpscore.model.result import Atom, Brought, Lost, Points, Trace
from hpscore.model.sheet import Node
from hpscore.scoring.context import Context
from hpscore.scoring.leaves import lost_of, met_of
from hpscore.scoring.sums import add_lost, add_points, brought_by, may_be_empty, may_drop, scale

if TYPE_CHECKING:
    from hpscore.model.rules import Stream

__all__ = ["COMPOSITES", "score_deduct"]

Rest = tuple[Bound, Bound]
State = Literal["given", "unanswered", "not_applicable"]


def score_all(node: Node, parts: tuple[Trace, ...]) -> Trace:
    """All points if every part holds."""
    return _hold(node, parts, len(parts))


def score_k_of(node: Node, parts: tuple[Trace, ...]) -> Trace:
    """All points if enough parts hold."""
    rule = node.part.rule
    assert rule.kind == "k_of"
    return _hold(node, parts, rule.k)


def _hold(node: Node, parts: tuple[Trace, ...], wanted: int) -> Trace:
    sure = sum(part.met is True for part in parts)
    possible = sum(part.met is not False for part in parts)
    because = {"holding": sure, "wanted": wanted}
    state = _state(parts)
    if node.points is None:
        met = True if sure >= wanted else False if possible < wanted else None
        return Trace(node.id, None, node.kind, state, None, {}, None, because, parts, met=met)
    low = node.points if sure >= wanted else 0
    high = node.points if possible >= wanted else 0
    return Trace(
        node.id,
        None,
        node.kind,
        state,
        Points(low, high, node.points),
        lost_of(low, high, node.points, "not_met"),
        None,
        because,
        parts,
        met=met_of(low, high),
    )


def score_sum(node: Node, parts: tuple[Trace, ...]) -> Trace:
    """Parts added up; where the line rescales, what applies is scaled up to its points."""
    points = add_points([part.points for part in parts if part.points is not None])
    lost: Lost = add_lost([part.lost for part in parts])
    state = _state(parts)
    because: Mapping[str, object] = {}
    atoms: tuple[Brought, ...] | None = None
    optional = False
    if points.maximum != node.points or any(part.atoms is not None for part in parts):
        atoms = tuple(member for part in parts for member in brought_by(part))
        optional = bool(atoms) and may_be_empty(atoms)
        if node.part.rescale and (scaled := scale(atoms, node.points or 0)) is not None:
            atoms = (Atom(scaled.earned, scaled.reachable, scaled.maximum),)
            if optional:
                atoms = may_drop(atoms)
                scaled = Points(0, scaled.reachable, scaled.maximum)
            lost = _rescaled_lost(lost, points, scaled)
            points, because = scaled, {"rescaled": points.maximum}
    if state == "not_applicable" and points.maximum:
        state = "given"
    return Trace(
        node.id,
        None,
        "sum",
        state,
        points,
        lost,
        None,
        because,
        parts,
        met=None if state == "not_applicable" else met_of(points.earned, points.reachable),
        optional=optional,
        atoms=atoms,
        rest=_rest_of(parts),
    )


def _rest_of(parts: Iterable[Trace]) -> Rest | None:
    """Add up what exceeds the floors of parts."""
    rests = [part.rest for part in parts if part.rest is not None]
    if not rests:
        return None
    return sum(worst for worst, _ in rests), sum(least for _, least in rests)


def _rescaled_lost(lost: Lost, raw: Points, scaled: Points) -> Lost:
    """Scale what is lost for good so that it adds up again after rescaling."""
    gone, open_ = scaled.maximum - scaled.reachable, scaled.reachable - scaled.earned
    before = raw.maximum - raw.reachable
    known = {c: divide(v * gone, before) for c, v in lost.items() if c != "not_answered" and gone}
    return {**known, **({"not_answered": open_} if open_ else {})}


def score_best(node: Node, parts: tuple[Trace, ...]) -> Trace:
    """The part that earns most."""
    scored = [(part, part.points) for part in parts if part.points is not None]
    low = max(points.earned for _, points in scored)
    best, ahead = max(scored, key=lambda pair: (pair[1].reachable, pair[1].maximum))
    maximum = node.points or 0
    lost = {cause: value for cause, value in best.lost.items() if cause != "not_answered"}
    if maximum > ahead.maximum:
        lost["short"] = lost.get("short", 0) + maximum - ahead.maximum
    if ahead.reachable > low:
        lost["not_answered"] = ahead.reachable - low
    return Trace(
        node.id,
        None,
        "best",
        _state(parts),
        Points(low, ahead.reachable, maximum),
        lost,
        None,
        {"best": best.id},
        parts,
        met=met_of(low, ahead.reachable),
    )


COMPOSITES: Final[Mapping[str, Callable[[Node, tuple[Trace, ...]], Trace]]] = {
    "all": score_all,
    "k_of": score_k_of,
    "sum": score_sum,
    "best": score_best,
}


def score_deduct(node: Node, context: Context) -> Trace:
    """What is left after deductions, and what exceeds the floor where that counts elsewhere."""
    rule, maximum = node.part.rule, node.points or 0
    assert rule.kind == "deduct"
    parts: list[Trace] = []
    most: Bound = 0
    least: Number = 0
    for stream, asked in node.streams:
        answer = context.answers.get(asked.id) or asked.default
        ends = (asked.low, asked.high) if answer is None else (answer.low, answer.high)
        worst, fewest, because = _deduction(stream, ends, context)
        most, least = most + worst, reduce(Fraction(least + fewest))
        shown = max(maximum, fewest) if isinstance(worst, float) else worst
        parts.append(_stream_trace(stream, asked.id, answer, shown, fewest, because))
    allowed = maximum - rule.floor
    low = rule.floor if isinstance(most, float) or most > allowed else reduce(maximum - most)
    high = max(rule.floor, reduce(maximum - least))
    rest = None if rule.rest is None else (max(0, most - allowed), max(0, least - allowed))
    return Trace(
        node.id,
        None,
        "deduct",
        _state(parts),
        Points(low, high, maximum),
        lost_of(low, high, maximum, "deducted"),
        None,
        {"floor": rule.floor},
        tuple(parts),
        met=met_of(low, high),
        rest=rest,
    )


def _stream_trace(
    stream: Stream,
    question: str,
    answer: Answer | None,
    worst: Number,
    fewest: Number,
    because: Mapping[str, object],
) -> Trace:
    lost: dict[str, Number] = {"deducted": fewest, "not_answered": worst - fewest}
    return Trace(
        stream.id,
        question,
        "deduct",
        "unanswered" if answer is None else answer.state,
        Points(-worst, -fewest, 0),
        {cause: value for cause, value in lost.items() if value},
        answer,
        because,
        note=None if answer is None else answer.note,
    )


def _deduction(
    stream: Stream, ends: tuple[Bound, Bound], context: Context
) -> tuple[Bound, Number, Mapping[str, object]]:
    """Return what a stream takes at worst and at least."""
    low, high = ends
    if stream.fixed is not None:
        amount = context.amount(stream.fixed)
        return (amount if high > 0 else 0), (amount if low > 0 else 0), {"fixed": amount}
    assert stream.each is not None
    each = context.amount(stream.each)
    because = {"each": each}
    if stream.target is not None:
        target = context.amount(stream.target)
        because["target"] = target
        low, high = target - high, target - low
    return _taken(each, high), _taken(each, low), because  # type: ignore[return-value]


def _taken(each: Number, units: Bound) -> Bound:
    """Return what so many units take; fewer than none take nothing."""
    if units <= 0 or not each:
        return 0
    return INFINITY if isinstance(units, float) else reduce(Fraction(each * units))


def _state(parts: Sequence[Trace]) -> State:
    """Say how a part made of parts stands: as its parts do, given as soon as one of them is."""
    states = {part.state for part in parts}
    if states <= {"not_applicable"}:
        return "not_applicable"
    return "unanswered" if states <= {"unanswered", "not_applicable"} else "given"
