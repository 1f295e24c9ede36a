"""Rules in words: how answers earn points, one function a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from hpscore.message import Message, say
from hpscore.model.answer import Asked
from hpscore.model.number import spell
from hpscore.model.rules import (
    All,
    Bands,
    Best,
    By,
    Choice,
    Deduct,
    Due,
    Each,
    KOf,
    Linear,
    Met,
    Rating,
    Stream,
    Sum,
    Target,
)
from hpscore.model.sheet import Node
from hpscore.reports.conditions import amount_words, comparand_words, condition_words
from hpscore.reports.names import Names
from hpscore.reports.terms import SIGNS, answer_words, number_words

__all__ = ["around_words", "head_words", "rule_words", "stream_words"]

_EVERY: Final[Mapping[str, Message]] = {
    "week": say("a part every week"),
    "month": say("a part every month"),
    "quarter": say("a part every quarter"),
    "half_year": say("a part every half-year"),
    "year": say("all of it by the end of the year"),
}


def rule_words(node: Node, names: Names, *, graded: bool = True) -> str:
    """Say how a line or part earns its points; not `graded`: when it merely holds."""
    rule = node.part.rule
    match rule:
        case Met():
            return _met(node, names, graded)
        case Bands():
            return _bands(rule, node, names, graded)
        case Each():
            return _each(rule, node, names)
        case Linear():
            return _linear(rule, node, names)
        case Choice():
            return _choice(rule, node, names)
        case Rating():
            return _rating(rule, node, names)
        case Deduct():
            return _deduct(rule, node, names)
        case All():
            return names.word(say("all of: {parts}", parts=_held(node, names)))
        case KOf():
            held = _held(node, names)
            return names.word(say("at least {k} of: {parts}", k=rule.k, parts=held))
        case Sum():
            return names.word(say("added up: {parts}", parts=_parts(node, names)))
        case Best():
            return names.word(say("the best of: {parts}", parts=_parts(node, names)))
        case By():
            return _by(rule, node, names)
        case Target():
            return _target(rule, node, names)
        case _:
            assert_never(rule)


def head_words(node: Node, names: Names) -> str:
    """Say how a line earns its points where its parts are told apart from it."""
    rule = node.part.rule
    match rule:
        case All():
            return names.word(say("all of these"))
        case KOf():
            return names.word(say("at least {k} of these", k=rule.k))
        case Sum():
            return names.word(say("added up"))
        case Best():
            return names.word(say("the best of these"))
        case By():
            return names.word(say("by {switch}", switch=_switch(rule, names)))
        case Deduct():
            return names.joined(_deduct_ends(rule, node, names))
        case _:
            return rule_words(node, names)


def _unit(node: Node) -> str:
    return "" if node.asked is None else node.asked.kind


def _met(node: Node, names: Names, graded: bool) -> str:
    if not graded or node.points is None:
        return names.word(say("yes"))
    return names.word(say("yes: {points}", points=spell(node.points)))


def _bands(rule: Bands, node: Node, names: Names, graded: bool) -> str:
    kind = _unit(node)
    if not graded:
        least = min((bound for bound, points in rule.steps.items() if points), default=0)
        return f"≥{number_words(least, kind)}"
    return names.joined(
        names.labelled(f"≥{number_words(bound, kind)}", spell(rule.steps[bound]))
        for bound in sorted(rule.steps, reverse=True)
    )


def _each(rule: Each, node: Node, names: Names) -> str:
    kind, points = _unit(node), amount_words(rule.points, names)
    cap = spell(node.points or 0)
    if rule.per == 1 and rule.steps == "whole":
        return names.word(say("{points} each, at most {cap}", points=points, cap=cap))
    per = number_words(rule.per, kind)
    if rule.steps == "whole":
        return names.word(
            say("{points} for every full {per}, at most {cap}", points=points, per=per, cap=cap)
        )
    return names.word(
        say(
            "{points} for every {per}, part of it pro rata, at most {cap}",
            points=points,
            per=per,
            cap=cap,
        )
    )


def _linear(rule: Linear, node: Node, names: Names) -> str:
    kind = _unit(node)
    return names.word(
        say(
            "in proportion from {start}: 0 to {end}: {points}",
            start=amount_words(rule.from_, names, kind),
            end=amount_words(rule.to, names, kind),
            points=spell(node.points or 0),
        )
    )


def _choice(rule: Choice, node: Node, names: Names) -> str:
    question = "" if node.asked is None else node.asked.id
    return names.joined(
        names.labelled(names.case(question, key), spell(option.points))
        for key, option in rule.options.items()
    )


def _rating(rule: Rating, node: Node, names: Names) -> str:
    return names.word(
        say(
            "judged 0–{points} in steps of {step}",
            points=spell(node.points or 0),
            step=spell(rule.step),
        )
    )


def _deduct(rule: Deduct, node: Node, names: Names) -> str:
    start, *ends = _deduct_ends(rule, node, names)
    streams = [
        names.labelled(names.of(asked.id), stream_words(stream, asked, names))
        for stream, asked in node.streams
    ]
    return names.joined([start, *streams, *ends])


def _deduct_ends(rule: Deduct, node: Node, names: Names) -> Iterator[str]:
    yield names.word(say("starts at {points}", points=spell(node.points or 0)))
    yield names.word(say("at least {floor} is left", floor=spell(rule.floor)))
    if rule.rest is not None:
        yield names.word(say("the rest is taken from the dimension"))


def stream_words(stream: Stream, asked: Asked, names: Names) -> str:
    """Say what one reason to deduct takes away."""
    if stream.fixed is not None:
        return names.word(say("-{points} if yes", points=amount_words(stream.fixed, names)))
    assert stream.each is not None  # a stream is either fixed or so much each
    points = amount_words(stream.each, names)
    if stream.target is None:
        return names.word(say("-{points} each", points=points))
    return names.word(
        say(
            "-{points} for each short of {target}",
            points=points,
            target=amount_words(stream.target, names, asked.kind),
        )
    )


def _held(node: Node, names: Names) -> str:
    return names.joined(
        names.bracketed(names.of(child.id), rule_words(child, names, graded=False))
        for child in node.children
    )


def _parts(node: Node, names: Names) -> str:
    return names.joined(
        names.bracketed(names.of(child.id), rule_words(child, names)) for child in node.children
    )


def _by(rule: By, node: Node, names: Names) -> str:
    switch = rule.fact or rule.switch
    cases = names.joined(
        f"{names.case(switch, key)} – {_case(inner, node, names)}"
        for key, inner in node.cases.items()
    )
    return names.word(say("by {switch}: {cases}", switch=_switch(rule, names), cases=cases))


def _switch(rule: By, names: Names) -> str:
    return names.of(rule.fact) if rule.fact else names.quoted(names.of(rule.switch))


def _case(inner: Node, node: Node, names: Names) -> str:
    said = rule_words(inner, names)
    return said if inner.id == node.id else names.bracketed(names.of(inner.id), said)


def _target(rule: Target, node: Node, names: Names) -> str:
    comparison, comparand = rule.comparison
    wanted = comparand_words(comparand, names, _unit(node))
    said = names.word(say("target: {sign} {value}", sign=SIGNS[comparison], value=wanted))
    return said if rule.due is None else names.joined([said, _due(rule.due, names)])


def _due(due: Due, names: Names) -> str:
    if due.every is not None:
        return names.word(_EVERY[due.every])
    return names.word(say("a part by each of {days}", days=names.listed(due.on)))


def around_words(node: Node, names: Names) -> Iterator[str]:
    """Yield what surrounds a rule: existence, dependency, not applicable, defaults, notes."""
    part, asked = node.part, node.asked
    if part.when is not None:
        yield names.word(say("only where {condition}", condition=condition_words(part.when, names)))
    if part.requires is not None:
        condition = condition_words(part.requires, names)
        yield names.word(say("counts only if {condition}", condition=condition))
    if part.not_applicable == "excluded":
        yield names.word(say("may be not applicable: left out of the maximum"))
    elif part.not_applicable == "full":
        yield names.word(say("may be not applicable: earns all its points"))
    elif part.not_applicable == "zero":
        yield names.word(say("may be not applicable: earns nothing"))
    if asked is not None and asked.default is not None:
        default = answer_words(asked.default, asked.id, names)
        yield names.word(say("unanswered, it is taken as {answer}", answer=default))
    if part.rescale:
        yield names.word(
            say("what applies is scaled up to {points}", points=spell(node.points or 0))
        )
    if part.note_required:
        yield names.word(say("points lost are explained by a note"))
