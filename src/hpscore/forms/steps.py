"""The steps of an interview: facts first, then every question in the order of the sheet.

What decides whether something else counts is asked before it. Which steps are asked is another
matter, as it changes with every answer: see `hpscore.forms.standing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from hpscore.model.assessment import STANDARD_FACTS
from hpscore.model.sheet import Line, Node, Sheet
from hpscore.model.switches import switches_in
from hpscore.model.walking import tests_of

__all__ = ["SUBJECT", "Kind", "Step", "decided_by", "steps_of"]

Kind = Literal["fact", "period", "assessor", "scope", "question", "veto"]

SUBJECT: Final = "subject"
"""The section of the facts."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to ask."""

    kind: Kind
    """`scope` asks whether a line or a dimension applies at all."""
    id: str
    """The id of the fact, question, veto, line or dimension."""
    section: str
    """The dimension's id, or `subject`, `bonus`, `deductions`, `other`, `prerequisites`,
    `vetoes`, `recorded`."""
    line: str | None = None
    """The line that it belongs to, or before which it is asked."""


def steps_of(sheet: Sheet) -> tuple[Step, ...]:
    """Return every step of a rubric, each once."""
    found: dict[tuple[Kind, str], Step] = {}
    for step in (*_about_subject(sheet), *_about_lines(sheet), *_about_rest(sheet)):
        found.setdefault((step.kind, step.id), step)
    return tuple(found.values())


def decided_by(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """Return the questions that decide whether, or how, lines count; each with those lines."""
    found: dict[str, dict[str, None]] = {}
    for line in sheet.lines.values():
        for question in _deciding(line):
            found.setdefault(question, {})[line.id] = None
    return {question: tuple(lines) for question, lines in found.items()}


def _about_subject(sheet: Sheet) -> Iterator[Step]:
    declared = sheet.rubric.facts
    first = [name for name in ("name",) if name not in declared]
    last = [name for name in STANDARD_FACTS if name not in first and name not in declared]
    for name in (*first, *declared, *last):
        yield Step("fact", name, SUBJECT)
    yield Step("period", "period", SUBJECT)
    yield Step("assessor", "assessor", SUBJECT)


def _about_lines(sheet: Sheet) -> Iterator[Step]:
    rubric = sheet.rubric
    leaves = {question for line in sheet.lines.values() for question in line.node.questions()}
    for dimension in rubric.dimensions:
        if dimension.not_applicable is not None:
            yield Step("scope", dimension.id, dimension.id)
        for indicator in dimension.indicators:
            yield from _line(sheet.lines[indicator.id], dimension.id, leaves)
    for section, adjustments in (("bonus", rubric.bonus), ("deductions", rubric.deductions)):
        for adjustment in adjustments:
            yield from _line(sheet.lines[adjustment.id], section, leaves)


def _line(line: Line, section: str, leaves: set[str]) -> Iterator[Step]:
    branching = set(_branching(line.node))
    for question in _deciding(line):
        if question in branching or question not in leaves:
            yield Step("question", question, section, line.id)
    if line.source.not_applicable is not None and line.node.asked is None:
        yield Step("scope", line.id, section, line.id)
    for question in line.node.questions():
        yield Step("question", question, section, line.id)


def _about_rest(sheet: Sheet) -> Iterator[Step]:
    rubric = sheet.rubric
    prerequisites = {gate.id for gate in rubric.prerequisites}
    recorded = {question.id for question in rubric.recorded}
    for name in sheet.questions:
        if name not in prerequisites | recorded:
            yield Step("question", name, "other")
    for gate in rubric.prerequisites:
        yield Step("question", gate.id, "prerequisites")
    for veto in rubric.vetoes:
        yield Step("veto", veto.id, "vetoes")
    derived = sheet.derived_alone()
    for question in rubric.recorded:
        if question.id not in derived:
            yield Step("question", question.id, "recorded")


def _deciding(line: Line) -> Iterator[str]:
    """Yield the questions that a line's conditions, cases and comparisons read."""
    yield from _branching(line.node)
    for node in line.node.walk():
        for test, _ in tests_of(node.part.requires):
            if test.kind == "question":
                yield test.subject
        for condition in (node.part.when, node.part.requires):
            for test, _ in tests_of(condition):
                if test.comparand is not None and test.comparand.question is not None:
                    yield test.comparand.question
        target = getattr(node.part.rule, "comparison", None)
        if target is not None and target[1].question is not None:
            yield target[1].question


def _branching(node: Node) -> Iterator[str]:
    """Yield the questions that decide whether a line exists, or which of its cases counts."""
    for inner in node.walk():
        for test, _ in tests_of(inner.part.when):
            if test.kind == "question":
                yield test.subject
        yield from (name for kind, name in switches_in(inner.part) if kind == "question")
