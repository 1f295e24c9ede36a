"""How each step of an interview stands: answered, still to ask, optional, or without effect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from hpscore.forms.steps import Step
from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment
from hpscore.model.result import Result, Trace
from hpscore.model.rules import By
from hpscore.model.sheet import Node, Sheet
from hpscore.model.switches import switch_of
from hpscore.scoring.conditions import decide
from hpscore.scoring.context import Context, case_key

__all__ = ["Standing", "left_out", "settled", "standings", "traces_of"]


class Standing(Enum):
    """How a step stands."""

    ANSWERED = auto()
    """It has its answer."""
    OPEN = auto()
    """It has none, or only a range, and one can still change points or verdict."""
    OPTIONAL = auto()
    """It has none and can do without: a default or a derivation decides, or it is only recorded."""
    MOOT = auto()
    """It does not exist here, or can change nothing any more; it is not asked."""


def standings(
    steps: Sequence[Step], sheet: Sheet, assessment: Assessment, result: Result
) -> tuple[Standing, ...]:
    """Return how each step stands, given the answers so far and their result."""
    look = _Look(sheet, assessment, result)
    return tuple(look.at(step) for step in steps)


def settled(answer: Answer | None) -> bool:
    """Say whether an answer leaves nothing open."""
    return answer is not None and (answer.value is not None or answer.state == "not_applicable")


def left_out(name: str, assessment: Assessment) -> bool:
    """Say whether a question, line or dimension was left out as not applicable."""
    answer = assessment.answers.get(name)
    return answer is not None and answer.state == "not_applicable"


def traces_of(result: Result) -> Iterator[Trace]:
    """Yield the traces of all lines, bonus and deductions last."""
    for dimension in result.dimensions:
        for indicator in dimension.indicators:
            yield indicator.line
    for adjustment in result.adjustments:
        if adjustment.trace is not None:
            yield adjustment.trace


class _Look:
    """What the steps of one moment are judged by."""

    def __init__(self, sheet: Sheet, assessment: Assessment, result: Result) -> None:
        self.sheet = sheet
        self.assessment = assessment
        self.result = result
        self.unanswered = frozenset(result.unanswered)
        self.counting = frozenset(_counting(sheet, assessment, result))
        self.derived = {gate.id for gate in (*result.prerequisites, *result.vetoes) if gate.derived}
        self.missing = {
            flag.about[0] for flag in result.flags if flag.code == "missing-fact" and flag.about
        }
        self.leaves = {q for line in sheet.lines.values() for q in line.node.questions()}

    def at(self, step: Step) -> Standing:
        """Say how one step stands."""
        if step.kind == "fact":
            given, needed = step.id in self.assessment.subject, step.id in self.missing
        elif step.kind == "period":
            given, needed = self.assessment.period is not None, False
        elif step.kind == "assessor":
            given, needed = self.assessment.assessor is not None, False
        elif step.kind == "scope":
            return self._scope(step)
        elif step.kind == "veto":
            return self._veto(step)
        else:
            return self._question(step)
        return Standing.ANSWERED if given else Standing.OPEN if needed else Standing.OPTIONAL

    def _question(self, step: Step) -> Standing:
        name = step.id
        answer = self.assessment.answers.get(name)
        if settled(answer):
            return Standing.ANSWERED
        if name in self.unanswered:
            return Standing.OPEN
        if answer is not None:
            return Standing.ANSWERED
        if step.section == "recorded" or name in self.derived:
            return Standing.OPTIONAL
        if self.sheet.questions[name].default is None:
            return Standing.MOOT
        reached = name in self.counting or name not in self.leaves
        return Standing.OPTIONAL if reached else Standing.MOOT

    def _veto(self, step: Step) -> Standing:
        if step.id in self.assessment.vetoes:
            return Standing.ANSWERED
        if step.id in self.unanswered:
            return Standing.OPEN
        return Standing.OPTIONAL if step.id in self.derived else Standing.MOOT

    def _scope(self, step: Step) -> Standing:
        """A line or dimension may be left out as long as nothing in it is answered."""
        if left_out(step.id, self.assessment):
            return Standing.ANSWERED
        lines = self.sheet.group("dimension", step.id) if step.line is None else (step.line,)
        inside = {q for line in lines for q in (line, *self.sheet.lines[line].node.questions())}
        if inside & (self.assessment.answers.keys() | self.assessment.points.keys()):
            return Standing.MOOT
        return Standing.OPTIONAL if inside & (self.unanswered | self.counting) else Standing.MOOT


def _counting(sheet: Sheet, assessment: Assessment, result: Result) -> Iterator[str]:
    """Yield the questions of lines and cases that exist, or may yet."""
    context = Context(
        sheet,
        assessment.subject,
        assessment.answers,
        assessment.points,
        assessment.vetoes,
        {trace.id: trace for trace in traces_of(result)},
    )
    for line in sheet.lines.values():
        outside = line.dimension is not None and left_out(line.dimension, assessment)
        if line.id not in assessment.points and not outside:
            yield from _asked_in(line.node, context, assessment)


def _asked_in(node: Node, context: Context, assessment: Assessment) -> Iterator[str]:
    for condition in (node.part.when, node.part.requires):
        if condition is not None and decide(condition, context) is False:
            return
    if node.asked is None and left_out(node.id, assessment):
        return
    if node.asked is not None:
        yield node.asked.id
    for _, asked in node.streams:
        yield asked.id
    for child in node.children:
        yield from _asked_in(child, context, assessment)
    rule = node.part.rule
    if isinstance(rule, By):
        if rule.switch:
            yield rule.switch
        case = _case(rule, context)
        for key, inner in node.cases.items():
            if case in (None, key):
                yield from _asked_in(inner, context, assessment)


def _case(rule: By, context: Context) -> str | None:
    kind, name = switch_of(rule)
    answer = context.answer(name) if kind == "question" else None
    value = context.facts.get(name) if kind == "fact" else answer.value if answer else None
    return case_key(value) if isinstance(value, bool | str) else None
