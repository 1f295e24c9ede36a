"""A result told step by step, so that a person can redo it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hpscore.message import Message, say
from hpscore.model.number import spell
from hpscore.model.result import CAUSES, Points, Trace
from hpscore.model.rules import All, KOf
from hpscore.model.sheet import Node
from hpscore.reports.addends import addends
from hpscore.reports.distances import standing_words
from hpscore.reports.names import Names
from hpscore.reports.reasons import (
    case_words,
    decision_words,
    inside,
    named,
    resolve,
    spans_cases,
    waiting_words,
)
from hpscore.reports.register_words import row_words
from hpscore.reports.terms import (
    CAUSE_WORDS,
    addition,
    answer_words,
    interval,
    points_words,
)
from hpscore.reports.words import head_words, rule_words, stream_words

__all__ = ["Step", "line_steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of an explanation: how deep it stands, and whether it is a heading."""

    text: str
    depth: int = 0
    heading: bool = False


def line_steps(name: str, trace: Trace, names: Names, depth: int = 0) -> Iterator[Step]:
    """Tell how one line earned its points, down to every question."""
    yield from _part(trace, names.sheet.lines[name].node, names, names.line(name), depth)


def _part(
    trace: Trace, node: Node, names: Names, title: str, depth: int, graded: bool = True
) -> Iterator[Step]:
    node = resolve(trace, node)
    case = case_words(trace, names)
    head = names.bracketed(title, case) if case else title
    yield Step(names.labelled(head, _stands(trace, graded, names)), depth, heading=True)
    for text in _facts(trace, node, names, graded, title):
        yield Step(text, depth + 1)
    if spans_cases(trace):
        for part, inner in inside(trace, node):
            yield from _part(part, inner or node, names, title, depth + 1, graded)
    elif node.streams:
        yield from _streams(trace, node, names, depth + 1)
    else:
        graded = not isinstance(node.part.rule, All | KOf)
        for part, inner in inside(trace, node):
            if inner is not None:
                yield from _part(part, inner, names, names.of(inner.id), depth + 1, graded)


def _stands(trace: Trace, graded: bool, names: Names) -> str:
    absent = trace.state == "not_applicable"
    if trace.points is not None and graded and (trace.points.maximum or not absent):
        return points_words(trace.points)
    if absent:
        return names.word(CAUSE_WORDS["not_applicable"])
    return standing_words(trace, names)


def _facts(trace: Trace, node: Node, names: Names, graded: bool, title: str) -> Iterator[str]:
    """Yield rule, answer, what decided, what came over it, what is missing, and the note."""
    if spans_cases(trace):
        opened = names.all(named(trace, "open"))
        yield names.word(say("not known: {names}; it spans all cases", names=opened))
    else:
        rule = head_words(node, names) if trace.parts else rule_words(node, names, graded=graded)
        yield names.word(say("rule: {text}", text=rule))
    yield from _answer(trace, names, title)
    yield from _composed(trace, node, names)
    yield from _conditions(trace, names)
    if trace.lost and graded:
        yield names.word(say("missing: {lost}", lost=_lost(trace, names)))
    if trace.note:
        yield names.word(say("note: {text}", text=names.quoted(trace.note)))


def _composed(trace: Trace, node: Node, names: Names) -> Iterator[str]:
    """Yield how the parts of a trace make up its points."""
    if trace.points is None or not trace.parts:
        return
    terms = [part.points for part in trace.parts if part.points is not None]
    if addends(trace) == trace.parts:
        said = addition(terms, trace.points, names)
        yield names.word(say("sum: {text}", text=said))
    elif "floor" in trace.because and not trace.because.keys() & {"requires", "veto", "evidence"}:
        start = node.points or 0
        left = names.word(say("at least {floor} is left", floor=trace.because["floor"]))
        said = addition([Points(start, start, start), *terms], trace.points, names, [left])
        yield names.word(say("sum: {text}", text=said))
    elif trace.because.keys() & {"wanted", "best", "rescaled"}:
        yield names.word(say("decided by: {what}", what=decision_words(trace, names)))


def _answer(trace: Trace, names: Names, title: str) -> Iterator[str]:
    if trace.state == "awarded":
        yield names.word(
            say(
                "points awarded directly: {points}",
                points="" if trace.points is None else spell(trace.points.earned),
            )
        )
    elif trace.state == "not_applicable":
        mode = str(trace.because.get("not_applicable", "excluded"))
        yield names.word(_NOT_APPLICABLE.get(mode, _NOT_APPLICABLE["excluded"]))
    elif trace.question is not None and not spans_cases(trace):
        said = answer_words(trace.answer, trace.question, names)
        decided = decision_words(trace, names)
        asked = names.of(trace.question)
        if not title.endswith(asked):
            yield names.word(say("asked: {text}", text=asked))
        derived = trace.state == "derived"
        yield names.word(
            say("answer, derived: {text}", text=said)
            if derived
            else say("answer: {text}", text=said)
        )
        if trace.answer is not None and trace.answer.rows is not None:
            yield row_words(trace.answer.rows, names)
        if trace.answer is not None and decided != said:
            yield names.word(say("decided by: {what}", what=decided))


_NOT_APPLICABLE = {
    "excluded": say("not applicable: left out of the maximum"),
    "full": say("not applicable: earns all its points"),
    "zero": say("not applicable: earns nothing"),
}


def _conditions(trace: Trace, names: Names) -> Iterator[str]:
    """Yield what came over the rule: existence, dependency, vetoes."""
    when, requires, vetoes = (names.all(named(trace, k)) for k in ("when", "requires", "veto"))
    gone = trace.points is not None and not trace.points.reachable
    if when and trace.state == "not_applicable":
        yield names.word(say("it does not exist here, because of: {names}", names=when))
    elif when:
        yield names.word(say("whether it exists is open: {names}", names=when))
    if requires:
        yield names.word(
            say("what it depends on does not hold: {names}", names=requires)
            if gone or trace.met is False
            else say("what it depends on is open: {names}", names=requires)
        )
    papers = [names.paper(number) for number in named(trace, "evidence")]
    if papers:
        yield names.word(say("papers lacking in full: {papers}", papers=papers))
    if vetoes:
        yield names.word(
            say("taken away by the veto: {names}", names=vetoes)
            if "veto" in trace.lost
            else say("a veto is open: {names}", names=vetoes)
        )


def _lost(trace: Trace, names: Names) -> str:
    said = []
    for cause in CAUSES:
        if trace.lost.get(cause):
            points = spell(trace.lost[cause])
            said.append(
                names.word(say("{points} {cause}", points=points, cause=CAUSE_WORDS[cause]))
            )
    waits = waiting_words(trace, names) if "not_answered" in trace.lost else ""
    return names.joined([names.listed(said), waits] if waits else [names.listed(said)])


def _streams(trace: Trace, node: Node, names: Names, depth: int) -> Iterator[Step]:
    """Tell every reason to deduct: its rate, what was found, and what it takes."""
    for part, (stream, asked) in zip(trace.parts, node.streams, strict=False):
        taken = "" if part.points is None else interval(part.points)
        yield Step(names.labelled(names.of(asked.id), taken), depth, heading=True)
        yield _labelled(say("rule: {text}", text=stream_words(stream, asked, names)), names, depth)
        answer = answer_words(part.answer, asked.id, names)
        yield _labelled(say("answer: {text}", text=answer), names, depth)
        if part.note:
            note = names.quoted(part.note)
            yield _labelled(say("note: {text}", text=note), names, depth)


def _labelled(message: Message, names: Names, depth: int) -> Step:
    return Step(names.word(message), depth + 1)
