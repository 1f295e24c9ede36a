"""A blank assessment in YAML: every question with its rule and its papers, and no answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from hpscore.forms.blank import Blank
from hpscore.forms.blank_registers import register_hints
from hpscore.forms.blank_words import (
    RATE,
    fact_words,
    gate_words,
    help_words,
    paper_words,
    takes_words,
    veto_words,
    with_maximum,
)
from hpscore.forms.comments import comment
from hpscore.forms.scalars import scalar
from hpscore.message import Message, say
from hpscore.model.answer import Asked
from hpscore.model.assessment import FactValue
from hpscore.model.number import spell
from hpscore.model.rubric import Adjustment, Dimension, Indicator
from hpscore.model.rules import All, By, KOf, Stream
from hpscore.model.sheet import Line, Node
from hpscore.reports.names import short_ref
from hpscore.reports.sections import dimension_words
from hpscore.reports.words import around_words, head_words, rule_words, stream_words

__all__ = ["blank_yaml"]

_INDENT: Final = "  "
_ID: Final = re.compile(r"[a-z][a-z0-9_-]*@[0-9A-Za-z.+-]+")
"""A rubric's id and version, which needs no quotes."""


def blank_yaml(blank: Blank) -> str:
    """Return the form; as it is, it reads as an assessment with nothing answered."""
    form = _Form(blank)
    names = blank.names
    answers = [*form.answers()]
    lines = [
        *comment(f"{names.text(names.rubric.title)} {names.rubric.version}"),
        *_hints(blank),
        "",
        f"rubric: {blank.named if _ID.fullmatch(blank.named) else scalar(blank.named)}",
        "",
        *form.subject(),
        "",
        *comment(names.word(say("both days included, written as 2022-12-31"))),
        "period:",
        f"{_INDENT}from:",
        f"{_INDENT}to:",
        "assessor:",
        "",
        "answers:" if any(not _is_comment(line) for line in answers) else "answers: {}",
        *answers,
        *form.vetoes(),
        *register_hints(names),
    ]
    return "\n".join(lines) + "\n"


def _is_comment(line: str) -> bool:
    return not line or line.lstrip().startswith("#")


def _hints(blank: Blank) -> Iterator[str]:
    for hint in (
        say("write each answer after its colon; what is left empty stays open, which is not 0"),
        say("with a note: {{value: 3, note: …}}; a number not settled yet: {{from: 2, to: 3}}"),
        say("then: hpscore score FILE"),
    ):
        yield from comment(blank.names.word(hint), hanging=2)


class _Form:
    """Writes the sections of a form; each question is asked once."""

    def __init__(self, blank: Blank) -> None:
        self._blank = blank
        self._names = blank.names
        self._asked: set[str] = set()

    def subject(self) -> Iterator[str]:
        """Yield the section of the facts."""
        yield "subject:"
        for name in self._blank.fact_ids:
            yield from comment(fact_words(name, self._names), _INDENT)
            value = self._blank.facts.get(name)
            yield f"{_INDENT}{name}:" if value is None else f"{_INDENT}{name}: {_fact_text(value)}"

    def answers(self) -> Iterator[str]:
        """Yield the section of the answers, dimension by dimension."""
        rubric, lines = self._names.rubric, self._names.sheet.lines
        for dimension in rubric.dimensions:
            yield from self._dimension(dimension)
        for title, adjustments in (
            (say("bonus"), rubric.bonus),
            (say("deductions"), rubric.deductions),
        ):
            shown = [lines[a.id] for a in adjustments if self._blank.exists(lines[a.id].node)]
            if shown:
                yield from self._section(self._names.word(title))
                for line in shown:
                    yield from self._line(line)
        yield from self._rest()

    def vetoes(self) -> Iterator[str]:
        """Yield the section of the vetoes, where the rubric has any."""
        vetoes = self._names.rubric.vetoes
        if not vetoes:
            return
        yield ""
        hint = say("yes: it happened; no: it did not; empty: not known")
        yield from comment(self._names.word(hint))
        yield "vetoes:"
        for veto in vetoes:
            for said in veto_words(veto, self._names):
                yield from comment(said, _INDENT)
            yield f"{_INDENT}{veto.id}:"

    def _section(self, title: str) -> Iterator[str]:
        yield ""
        yield from comment(f"==== {title} ====", _INDENT)

    def _dimension(self, dimension: Dimension) -> Iterator[str]:
        names = self._names
        title = names.text(dimension.title)
        yield from self._section(with_maximum(title, dimension.points, names))
        for said in dimension_words(dimension, names):
            yield from comment(said, _INDENT)
        if dimension.not_applicable is not None:
            yield from self._left_out(dimension.id)
        group = ""
        for indicator in dimension.indicators:
            line = names.sheet.lines[indicator.id]
            if not self._blank.exists(line.node):
                continue
            own = names.text(indicator.group) if indicator.group else ""
            if own and own != group:
                yield ""
                yield from comment(f"---- {own} ----", _INDENT)
            group = own
            yield from self._line(line)

    def _line(self, line: Line) -> Iterator[str]:
        source, names = line.source, self._names
        extra: list[str] = []
        if isinstance(source, Adjustment):
            extra.append(names.word(say("to {parent}", parent=names.of(source.parent))))
        elif source.marks:
            extra.append(names.word(say("marked {marks}", marks=names.all(source.marks))))
        yield from self._node(line.node, short_ref(source.ref), names.of(line.id), extra)

    def _node(
        self, node: Node, ref: str, title: str, extra: Iterable[str] = (), graded: bool = True
    ) -> Iterator[str]:
        """Yield what a line or part asks, and below it what is inside it."""
        names, part = self._names, node.part
        inside = bool(node.children or node.cases or node.streams)
        rule = head_words(node, names) if inside else rule_words(node, names, graded=graded)
        about = [rule, *around_words(node, names), *extra, *paper_words(part.evidence, names)]
        if part.help is not None:
            about.append(names.text(part.help))
        yield ""
        points = node.points if graded else None
        yield from comment(with_maximum(f"{ref} {title}".lstrip(), points, names), _INDENT)
        if node.asked is not None:
            yield from self._question(node.asked, about)
            return
        yield from self._about(about)
        if isinstance(part, Indicator | Adjustment) and part.not_applicable is not None:
            yield from self._left_out(node.id)
        yield from self._inside(node, ref)

    def _inside(self, node: Node, ref: str) -> Iterator[str]:
        names, rule = self._names, node.part.rule
        for stream, asked in node.streams:
            yield from self._stream(stream, asked, ref)
        graded = not isinstance(rule, All | KOf)
        for child in node.children:
            if self._blank.exists(child):
                yield from self._node(child, ref, names.of(child.id), graded=graded)
        if not isinstance(rule, By):
            return
        switch = rule.fact or rule.switch
        if rule.switch:
            yield ""
            yield from comment(f"{ref} {names.of(switch)}".lstrip(), _INDENT)
            decides = names.word(say("decides which of these counts"))
            yield from self._question(names.sheet.questions[switch], [decides])
        for case, inner in self._blank.cases(node).items():
            if self._blank.exists(inner):
                where = names.labelled(names.of(switch), names.case(switch, case))
                own = "" if inner.id == node.id else f" · {names.of(inner.id)}"
                yield from self._node(inner, ref, where + own)

    def _stream(self, stream: Stream, asked: Asked, ref: str) -> Iterator[str]:
        yield ""
        yield from comment(f"{ref} {self._names.of(asked.id)}".lstrip(), _INDENT)
        about = [
            stream_words(stream, asked, self._names),
            *paper_words(stream.evidence, self._names),
        ]
        if stream.help is not None:
            about.append(self._names.text(stream.help))
        yield from self._question(asked, about)

    def _question(self, asked: Asked, about: Iterable[str]) -> Iterator[str]:
        """Yield what is said about a question, and its key; only a hint where it stands above."""
        names = self._names
        if asked.id in self._asked:
            above = names.word(say("answered above: {key}", key=asked.id))
            yield from self._about([*about, above])
            return
        self._asked.add(asked.id)
        if asked.kind == "rate":
            # a blank one would not tell its parts
            yield from self._about(about)
            yield from comment(f"{asked.id}: {RATE}", _INDENT)
            return
        takes = takes_words(asked, names)
        yield from self._about([*about, names.word(say("write: {takes}", takes=takes))])
        yield f"{_INDENT}{asked.id}:"

    def _about(self, about: Iterable[str]) -> Iterator[str]:
        for said in about:
            yield from comment(f"  {said}", _INDENT, hanging=4)

    def _left_out(self, name: str) -> Iterator[str]:
        reason = self._names.word(say("reason"))
        yield from comment(f"{name}: {{na: {scalar(reason)}}}", _INDENT)

    def _rest(self) -> Iterator[str]:
        """Yield the questions that no line asks: conditions, prerequisites, recorded values."""
        rubric, names = self._names.rubric, self._names
        gates = {gate.id: [*gate_words(gate, names)] for gate in rubric.prerequisites}
        recorded = {question.id for question in rubric.recorded}
        left = [asked for asked in self._blank.questions() if asked.id not in self._asked]
        sections: tuple[tuple[Message, list[Asked]], ...] = (
            (
                say("other questions"),
                [a for a in left if a.id not in gates and a.id not in recorded],
            ),
            (say("prerequisites"), [a for a in left if a.id in gates]),
            (say("recorded without points"), [a for a in left if a.id in recorded]),
        )
        for title, asked_here in sections:
            if asked_here:
                yield from self._section(names.word(title))
            for asked in asked_here:
                yield ""
                yield from comment(names.of(asked.id), _INDENT)
                yield from self._question(
                    asked, [*gates.get(asked.id, ()), *help_words(asked.id, names)]
                )


def _fact_text(value: FactValue) -> str:
    return scalar(value) if isinstance(value, str) else spell(value)
