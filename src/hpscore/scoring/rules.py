"""One function a rule kind: what the answers earn, at worst and at best, and why.

`LEAVES` earn from one answer, `COMPOSITES` from the parts inside them. Both ends of an open
answer are tried; rules are monotone (checked when a rubric is loaded), so that suffices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from hpscore.model.answer import Answer
from hpscore.model.number import INFINITY, Number, add, reduce
from hpscore.model.result import Atom, Distance, Lost, Points, Trace
from hpscore.model.rules import Choice, Deduct, Each, KOf, Linear, Stream, Target
from hpscore.model.sheet import Node
from hpscore.scoring.conditions import compare, operand
from hpscore.scoring.context import Context, case_key
from hpscore.scoring.sums import add_lost, add_points, atoms_of, scale

__all__ = ["COMPOSITES", "LEAVES", "lost_of", "met_of", "score_leaf"]

Bound = Number | float
Earning = tuple[Number, Mapping[str, object]]
Score = Callable[[Node, Context], Trace]

_CAUSES: Final = {"met": "not_met", "rating": "judged"}


def score_leaf(node: Node, context: Context) -> Trace:
    """Score a part that reads one answer."""
    asked, kind, maximum = node.asked, node.kind, node.points
    assert asked is not None  # a leaf asks
    answer = context.answers.get(asked.id) or asked.default
    if kind == "target":
        return _score_target(node, answer, context)
    if maximum is None:
        met = None if answer is None else bool(answer.value)
        state = "unanswered" if answer is None else answer.state
        return Trace(node.id, asked.id, kind, state, None, {}, answer, met=met,
                     note=None if answer is None else answer.note)
    earn = LEAVES[kind]
    if answer is None:
        low, high, because = _ends(earn, node, _possible(node), context)
        return Trace(node.id, asked.id, kind, "unanswered", Points(low, high, maximum),
                     lost_of(low, high, maximum, _CAUSES.get(kind, "short")), None, because,
                     met=met_of(low, high))
    value = answer.value
    if value is None:
        low, high, because = _ends(earn, node, (answer.low, answer.high), context)
    else:
        low, because = earn(node, value, context)
        high = low
    return Trace(node.id, asked.id, kind, answer.state, Points(low, high, maximum),
                 lost_of(low, high, maximum, _CAUSES.get(kind, "short")), answer, because,
                 note=answer.note, met=met_of(low, high))


def lost_of(low: Number, high: Number, maximum: Number, cause: str) -> Lost:
    """Say what is missing: for good, by `cause`, and what is still open."""
    if low == maximum:
        return {}
    if high == maximum:
        return {"not_answered": high - low}
    if low == high:
        return {cause: maximum - high}
    return {cause: maximum - high, "not_answered": high - low}


def met_of(low: Number, high: Number) -> bool | None:
    """Say whether a line is met: it earns more than 0; None while that is open."""
    return True if low > 0 else False if high <= 0 else None


def _possible(node: Node) -> Iterable[Bound | bool | str]:
    asked = node.asked
    assert asked is not None
    if asked.kind == "choice":
        return asked.options
    return (False, True) if asked.kind == "yes_no" else (asked.low, asked.high)


def _ends(
    earn: Callable[[Node, Bound | bool | str, Context], Earning],
    node: Node,
    values: Iterable[Bound | bool | str],
    context: Context,
) -> tuple[Number, Number, Mapping[str, object]]:
    earned = [earn(node, value, context)[0] for value in values]
    return min(earned), max(earned), {}


def earn_met(node: Node, value: Bound | bool | str, context: Context) -> Earning:
    """All points for a yes."""
    return (node.points or 0 if value else 0), {}


def earn_bands(node: Node, value: Bound | bool | str, context: Context) -> Earning:
    """The value of the highest lower bound reached."""
    steps = node.part.rule.steps  # type: ignore[union-attr]  # a Bands
    reached: Number | None = None
    for bound in steps:
        if bound <= value and (reached is None or bound > reached):
            reached = bound
    if reached is None:
        return 0, {"below": min(steps)}
    return steps[reached], {"band": reached}


def earn_each(node: Node, value: Bound | bool | str, context: Context) -> Earning:
    """So much a unit, up to the points."""
    rule, cap = node.part.rule, node.points or 0
    assert isinstance(rule, Each)
    unit = context.amount(rule.points)
    if value == INFINITY:
        return (cap if unit else 0), {}
    units: Number = reduce(Fraction(value) / rule.per)  # type: ignore[arg-type]
    if rule.steps == "whole":
        units = int(units // 1)
    earned = reduce(Fraction(units * unit))
    if earned > cap:
        return cap, {"units": units, "each": unit, "cap": cap}
    return earned, {"units": units, "each": unit}


def earn_linear(node: Node, value: Bound | bool | str, context: Context) -> Earning:
    """In proportion between two answers."""
    rule, cap = node.part.rule, node.points or 0
    assert isinstance(rule, Linear)
    start, end = context.amount(rule.from_), context.amount(rule.to)
    because: Mapping[str, object] = {"from": start, "to": end}
    if isinstance(value, float):
        return (cap if (value > 0) == (end > start) else 0), because
    part = Fraction(value - start) / (end - start)  # type: ignore[operator]
    return reduce(min(Fraction(1), max(Fraction(0), part)) * cap), because


def earn_choice(node: Node, value: Bound | bool | str, context: Context) -> Earning:
    """The points of the option."""
    rule = node.part.rule
    assert isinstance(rule, Choice)
    option = case_key(value) if isinstance(value, bool | str) else str(value)
    return rule.options[option].points, {"option": option}


def earn_rating(node: Node, value: Bound | bool | str, context: Context) -> Earning:
    """As judged."""
    return value, {}  # type: ignore[return-value]  # a rating is a bounded number


LEAVES: Final[Mapping[str, Callable[[Node, Bound | bool | str, Context], Earning]]] = {
    "met": earn_met,
    "bands": earn_bands,
    "each": earn_each,
    "linear": earn_linear,
    "choice": earn_choice,
    "rating": earn_rating,
}


def _score_target(node: Node, answer: Answer | None, context: Context) -> Trace:
    """Met or not, and how far off, in the unit of the answer."""
    rule, asked = node.part.rule, node.asked
    assert isinstance(rule, Target) and asked is not None
    name, comparand = rule.comparison
    wanted = operand(comparand, context)
    given = (asked.low, asked.high) if answer is None else (answer.low, answer.high)
    met = None if wanted is None else compare(name, given, wanted)
    value = answer.value if answer is not None and not isinstance(answer.value, str) else None
    target = wanted[0] if wanted is not None and wanted[0] == wanted[1] else None
    short: Number | None = None
    if target is not None and value is not None and not isinstance(target, float):
        gap = target - value if name in ("at_least", "above") else value - target
        short = 0 if met else max(0, gap)
    distance = Distance(name, target, value, short, asked.kind)  # type: ignore[arg-type]
    state = "unanswered" if answer is None else answer.state
    return Trace(node.id, asked.id, "target", state, None, {}, answer, {},
                 note=answer.note if answer else None, met=met, distance=distance)


def score_all(node: Node, context: Context) -> Trace:
    """All points if every part holds."""
    return _hold(node, context, len(node.children))


def score_k_of(node: Node, context: Context) -> Trace:
    """All points if enough parts hold."""
    rule = node.part.rule
    assert isinstance(rule, KOf)
    return _hold(node, context, rule.k)


def _hold(node: Node, context: Context, wanted: int) -> Trace:
    from hpscore.scoring.lines import score_node  # lines and rules call each other

    parts = tuple(score_node(child, context) for child in node.children)
    sure = sum(part.met is True for part in parts)
    possible = sum(part.met is not False for part in parts)
    because = {"holding": sure, "wanted": wanted}
    if node.points is None:
        met = True if sure >= wanted else False if possible < wanted else None
        return Trace(node.id, None, node.kind, _state(parts), None, {}, None, because, parts, met=met)
    low = node.points if sure >= wanted else 0
    high = node.points if possible >= wanted else 0
    return Trace(node.id, None, node.kind, _state(parts), Points(low, high, node.points),
                 lost_of(low, high, node.points, "not_met"), None, because, parts,
                 met=met_of(low, high))


def score_sum(node: Node, context: Context) -> Trace:
    """Parts added up; where the line rescales, what applies is scaled up to its points."""
    from hpscore.scoring.lines import score_node

    parts = tuple(score_node(child, context) for child in node.children)
    points = add_points([part.points for part in parts if part.points is not None])
    lost: Lost = add_lost([part.lost for part in parts])
    atoms: tuple[Atom, ...] | None = None
    because: Mapping[str, object] = {}
    optional = False
    if points.maximum != node.points or any(p.optional or p.atoms is not None for p in parts):
        atoms = tuple(atom for part in parts for atom in atoms_of(part))
        optional = bool(atoms) and all(atom.optional for atom in atoms)
        if node.part.rescale and (scaled := scale(atoms, node.points or 0)) is not None:
            lost = _rescaled_lost(lost, points, scaled)
            points, because = scaled, {"rescaled": points.maximum}
            atoms = (Atom(points.earned, points.reachable, points.maximum, optional),)
    state = _state(parts)
    if state == "not_applicable" and points.maximum:
        state = "given"
    return Trace(node.id, None, "sum", state, points, lost, None, because, parts,
                 met=met_of(points.earned, points.reachable), optional=optional, atoms=atoms)


def _rescaled_lost(lost: Lost, raw: Points, scaled: Points) -> Lost:
    """Scale what is lost for good so that it adds up again after rescaling."""
    gone, open_ = scaled.maximum - scaled.reachable, scaled.reachable - scaled.earned
    before = raw.maximum - raw.reachable
    known = {c: v for c, v in lost.items() if c != "not_answered"}
    if before:
        known = {c: reduce(Fraction(v) * gone / before) for c, v in known.items()}
    elif gone:
        known = {"short": gone}
    return {**known, **({"not_answered": open_} if open_ else {})}


def score_best(node: Node, context: Context) -> Trace:
    """The part that earns most."""
    from hpscore.scoring.lines import score_node

    parts = tuple(score_node(child, context) for child in node.children)
    scored = [(part, part.points) for part in parts if part.points is not None]
    low = max(points.earned for _, points in scored)
    best, ahead = max(scored, key=lambda pair: (pair[1].reachable, pair[1].maximum))
    maximum = node.points or 0
    lost = dict(best.lost)
    lost.pop("not_answered", None)
    if maximum > ahead.maximum:
        lost["short"] = lost.get("short", 0) + maximum - ahead.maximum
    if ahead.reachable > low:
        lost["not_answered"] = ahead.reachable - low
    return Trace(node.id, None, "best", _state(parts), Points(low, ahead.reachable, maximum),
                 lost, None, {"best": best.id}, parts, met=met_of(low, ahead.reachable))


def score_by(node: Node, context: Context) -> Trace:
    """The rule of the case that holds; its switch is known (`score_line` sees to that)."""
    from hpscore.scoring.lines import score_node

    rule = node.part.rule
    switch = ("fact", rule.fact) if rule.fact else ("question", rule.switch)  # type: ignore[union-attr]
    case = context.case(switch)
    assert case is not None
    key = case_key(case)
    inner = score_node(node.cases[key], context)
    return replace(inner, case={**(inner.case or {}), switch[1]: key})


def score_deduct(node: Node, context: Context) -> Trace:
    """What is left after deductions, and what exceeds the floor where that counts elsewhere."""
    rule, maximum = node.part.rule, node.points or 0
    assert isinstance(rule, Deduct)
    parts: list[Trace] = []
    ends: list[tuple[Bound, Bound]] = []
    for stream, asked in node.streams:
        answer = context.answers.get(asked.id) or asked.default
        worst, least, because = _deduction(stream, answer, (asked.low, asked.high), context)
        ends.append((worst, least))
        shown = maximum if isinstance(worst, float) else worst
        state = "unanswered" if answer is None else answer.state
        parts.append(Trace(stream.id, asked.id, "deduct", state, Points(-shown, -least, 0), {},
                           answer, because, note=answer.note if answer else None))
    unbounded = any(isinstance(worst, float) for worst, _ in ends)
    most: Bound = INFINITY if unbounded else add([worst for worst, _ in ends])  # type: ignore[misc]
    least = add([least for _, least in ends])  # type: ignore[misc]
    low = rule.floor if maximum - most < rule.floor else maximum - most
    high = max(rule.floor, maximum - least)
    rest = None
    if rule.rest is not None:
        allowed = maximum - rule.floor
        rest = (max(0, most - allowed), max(0, least - allowed))
    return Trace(node.id, None, "deduct", _state(parts), Points(low, high, maximum),  # type: ignore[arg-type]
                 lost_of(low, high, maximum, "deducted"), None, {"floor": rule.floor},  # type: ignore[arg-type]
                 tuple(parts), met=met_of(low, high), rest=rest)  # type: ignore[arg-type]


def _deduction(
    stream: Stream, answer: Answer | None, domain: tuple[Bound, Bound], context: Context
) -> tuple[Bound, Number, Mapping[str, object]]:
    """Return what a stream takes at worst and at least."""
    low, high = domain if answer is None else (answer.low, answer.high)
    if stream.fixed is not None:
        amount = context.amount(stream.fixed)
        return (amount if high else 0), (amount if low else 0), {"fixed": amount}
    assert stream.each is not None
    each = context.amount(stream.each)
    if stream.target is None:
        worst = INFINITY if isinstance(high, float) and each else 0 if not each else each * high
        return worst, reduce(Fraction(each * low)), {"each": each}  # type: ignore[arg-type]
    target = context.amount(stream.target)
    because = {"each": each, "target": target}
    gaps = [INFINITY if end == -INFINITY else max(0, target - end) for end in (low, high)]
    worst = INFINITY if isinstance(gaps[0], float) and gaps[0] else each * gaps[0]
    return worst, (0 if not gaps[1] else reduce(Fraction(each * gaps[1]))), because  # type: ignore[arg-type]


def _state(parts: Iterable[Trace]) -> str:
    """Say how a part made of parts stands: as its parts do, given as soon as one of them is."""
    states = [part.state for part in parts]
    if all(state == "not_applicable" for state in states):
        return "not_applicable"
    return "unanswered" if all(s in ("unanswered", "not_applicable") for s in states) else "given"


COMPOSITES: Final[Mapping[str, Score]] = {
    "deduct": score_deduct,
    "all": score_all,
    "k_of": score_k_of,
    "sum": score_sum,
    "best": score_best,
    "by": score_by,
}
