"""Points add up: what is stated once at each level agrees with what stands below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hpscore.message import Message, say
from hpscore.model.condition import Amount
from hpscore.model.number import INFINITY, Number, add, spell, spell_bound
from hpscore.model.rules import Bands, Best, By, Choice, Deduct, Each, Linear, Rating, Sum, Target
from hpscore.model.sheet import DataPath, Issue, Node, Sheet
from hpscore.model.uses import amount_values

__all__ = ["check_points"]

_WITHOUT_POINTS: Final = ("met", "target", "all", "k_of", "by")


def check_points(sheet: Sheet) -> Iterator[Issue]:
    """Yield sums that do not add up, values above their maximum, and steps that do not climb."""
    for line in sheet.lines.values():
        for node in line.node.walk():
            yield from _node(node)
    yield from _dimensions(sheet)
    yield from _weights(sheet)


def _node(node: Node) -> Iterator[Issue]:
    rule, points = node.part.rule, node.points
    if points is None:
        if node.kind not in _WITHOUT_POINTS:
            yield Issue(
                node.path,
                "no-points",
                say("'{line}' states no points", line=node.id),
                say("give it points:, or make it a target:"),
            )
    elif isinstance(rule, Target):
        yield Issue(
            (*node.path, "points"),
            "target-points",
            say(
                "a target earns no points, but '{line}' states {points}",
                line=node.id,
                points=spell(points),
            ),
            say("leave out points:"),
            key=True,
        )
    elif isinstance(rule, Sum):
        total = add([child.points or 0 for child in node.children])
        yield from _total(node.path, say("parts of '{line}'", line=node.id), total, points)
    elif isinstance(rule, Best):
        yield from _best(node, points)
    elif isinstance(rule, By):
        yield from _cases(node, points)
    else:
        yield from _leaf(node, points)


def _best(node: Node, points: Number) -> Iterator[Issue]:
    best = max(child.points or 0 for child in node.children)
    if best != points:
        yield Issue(
            (*node.path, "points"),
            "points-total",
            say(
                "the best part of '{line}' is worth {best}, the line states {points}",
                line=node.id,
                best=spell(best),
                points=spell(points),
            ),
            say("correct one of them"),
        )


def _cases(node: Node, points: Number) -> Iterator[Issue]:
    for case, inner in node.cases.items():
        if inner.points is None:
            yield Issue(
                inner.path,
                "target-points",
                say(
                    "a target earns no points, but '{line}' states {points}",
                    line=node.id,
                    points=spell(points),
                ),
                say("leave out points:"),
            )
        elif inner.points != points:
            yield Issue(
                (*inner.path, "points"),
                "points-total",
                say(
                    "case '{case}' of '{line}' is worth {inner}, the line states {points}",
                    case=case,
                    line=node.id,
                    inner=spell(inner.points),
                    points=spell(points),
                ),
                say("leave out the points of the case, or correct them"),
            )


def _leaf(node: Node, points: Number) -> Iterator[Issue]:
    rule, at = node.part.rule, (*node.path, node.kind)
    if isinstance(rule, Bands):
        for bound, value in rule.steps.items():
            yield from _within((*at, spell(bound)), node, value, points)
        yield from _climb(node, rule)
    elif isinstance(rule, Choice):
        for name, option in rule.options.items():
            yield from _within((*at, name), node, option.points, points)
    elif isinstance(rule, Linear):
        yield from _linear(node, rule)
    elif isinstance(rule, Each):
        yield from _not_negative(at, node, rule.points)
    elif isinstance(rule, Deduct):
        for i, stream in enumerate(rule.streams):
            for key, amount in (("each", stream.each), ("fixed", stream.fixed)):
                if amount is not None:
                    yield from _not_negative((*at, "streams", i, key), node, amount)
        if rule.floor > points:
            yield Issue(
                (*at, "floor"),
                "floor",
                say(
                    "the floor {floor} is above the points {points}",
                    floor=spell(rule.floor),
                    points=spell(points),
                ),
                say("correct one of them"),
            )
    elif isinstance(rule, Rating) and points % rule.step != 0:
        yield Issue(
            at,
            "step",
            say(
                "{points} points are no multiple of the step {step}",
                points=spell(points),
                step=spell(rule.step),
            ),
            say("take a step that divides the points"),
        )


def _linear(node: Node, rule: Linear) -> Iterator[Issue]:
    """Either every case rises, or every case falls."""
    starts, ends = amount_values(rule.from_), amount_values(rule.to)
    if not (max(starts) < min(ends) or min(starts) > max(ends)):
        yield Issue(
            (*node.path, "linear"),
            "linear",
            say(
                "'{line}' neither rises nor falls from {start} to {end}",
                line=node.id,
                start=list(map(spell, starts)),
                end=list(map(spell, ends)),
            ),
            say("correct from: or to:"),
        )


def _not_negative(path: DataPath, node: Node, amount: Amount) -> Iterator[Issue]:
    for value in amount_values(amount):
        if value < 0:
            yield Issue(
                path,
                "points-range",
                say(
                    "'{line}' counts points from 0, this says {value}",
                    line=node.id,
                    value=spell(value),
                ),
                say("write how many points, without a sign"),
            )


def _within(path: DataPath, node: Node, value: Number, points: Number) -> Iterator[Issue]:
    if not 0 <= value <= points:
        yield Issue(
            path,
            "points-range",
            say(
                "'{line}' earns 0 to {points}, this says {value}",
                line=node.id,
                points=spell(points),
                value=spell(value),
            ),
            say("correct this value, or the line's points"),
        )


def _climb(node: Node, rule: Bands) -> Iterator[Issue]:
    """Bands rise with the answer, or fall from its least value on: else better could earn less."""
    steps = sorted(rule.steps.items())
    values = [value for _, value in steps]
    falling = values == sorted(values, reverse=True) and values[0] != values[-1]
    low = node.asked.low if node.asked is not None else -INFINITY
    if values == sorted(values) or (falling and steps[0][0] <= low):
        return
    told = [f"{spell(bound)} -> {spell(value)}" for bound, value in steps]
    yield Issue(
        (*node.path, "bands"),
        "bands-order",
        say("the bands of '{line}' neither rise nor fall: {values}", line=node.id, values=told),
        say("a falling ladder starts at the least answer, {low}", low=spell_bound(low))
        if falling
        else say("let points rise with the bound; a falling ladder starts at the least answer"),
    )


def _total(path: DataPath, what: Message, total: Number, stated: Number) -> Iterator[Issue]:
    if total != stated:
        gap = spell(max(total - stated, stated - total))
        yield Issue(
            (*path, "points"),
            "points-total",
            say(
                "{what} add up to {total}, it declares {stated}",
                what=what,
                total=spell(total),
                stated=spell(stated),
            ),
            say("correct one of the parts, or the sum: they are {gap} too many", gap=gap)
            if total > stated
            else say("correct one of the parts, or the sum: {gap} are missing", gap=gap),
        )


def _dimensions(sheet: Sheet) -> Iterator[Issue]:
    for d, dimension in enumerate(sheet.rubric.dimensions):
        path: DataPath = ("dimensions", d)
        points = [i.points for i in dimension.indicators if i.points is not None]
        if dimension.points is not None:
            what = say("indicators of dimension '{dimension}'", dimension=dimension.id)
            yield from _total(path, what, add(points), dimension.points)
        elif points:
            yield Issue(
                path,
                "no-points",
                say(
                    "dimension '{dimension}' states no points, its indicators add up to {total}",
                    dimension=dimension.id,
                    total=spell(add(points)),
                ),
                say("write points: {total}", total=spell(add(points))),
            )


def _weights(sheet: Sheet) -> Iterator[Issue]:
    weights = [dimension.weight for dimension in sheet.rubric.dimensions]
    given = [weight for weight in weights if weight is not None]
    if not given:
        return
    if len(given) < len(weights):
        at = weights.index(None)
        yield Issue(
            ("dimensions", at),
            "weights",
            say(
                "dimension '{dimension}' has no weight, others have",
                dimension=sheet.rubric.dimensions[at].id,
            ),
            say("give every dimension a weight, or none"),
        )
    elif sheet.rubric.total.unit == "percent" and add(given) != 100:
        yield Issue(
            ("dimensions", 0, "weight"),
            "weights",
            say(
                "weights add up to {total}, a total in per cent takes 100", total=spell(add(given))
            ),
            say("correct the weights"),
        )
