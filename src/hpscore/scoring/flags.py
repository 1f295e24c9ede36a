"""Flags: what a reader of a result should know besides its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.message import say
from hpscore.model.assessment import STANDARD_FACTS, STANDARD_PERSONAL, Assessment
from hpscore.model.number import spell
from hpscore.model.result import Flag, Gate, TierResult, Trace
from hpscore.problem import Severity
from hpscore.scoring.conditions import decide
from hpscore.scoring.context import Context
from hpscore.scoring.tiers import published_gap, tier_switches

__all__ = ["flags_of"]


def flags_of(
    context: Context, assessment: Assessment, gates: tuple[Gate, ...], tier: TierResult
) -> tuple[Flag, ...]:
    """Collect the flags of a result, in a fixed order."""
    return (
        *_facts(context, assessment, tier),
        *_gates(gates),
        *_gap(context, tier),
        *_answers(context, assessment),
        *_remarks(context),
    )


def _facts(context: Context, assessment: Assessment, tier: TierResult) -> Iterator[Flag]:
    rubric = context.sheet.rubric
    for name in rubric.facts:
        if name in assessment.subject:
            continue
        lines = [key for key, trace in context.lines.items() if trace.open and _reads(trace, name)]
        verdict = not tier.decided and ("fact", name) in tier_switches(rubric)
        if lines or verdict:
            about = (name, *lines, *(["tier"] if verdict else []))
            yield Flag(
                "missing-fact", Severity.WARNING, about,
                say("the subject's {fact} is not given; it decides {lines}", fact=name,
                    lines=", ".join(about[1:])),
            )
    known = {*rubric.facts, *STANDARD_FACTS, *STANDARD_PERSONAL}
    for name in assessment.subject:
        if name not in known:
            yield Flag(
                "undeclared-fact", Severity.NOTE, (name,),
                say("the fact '{fact}' is not one that {rubric} declares; it changes nothing",
                    fact=name, rubric=rubric.rubric),
            )


def _reads(trace: Trace, fact: str) -> bool:
    names = trace.because.get("open", ())
    return fact in names if isinstance(names, list) else False


def _gates(gates: tuple[Gate, ...]) -> Iterator[Flag]:
    for gate in gates:
        if gate.derived and gate.state in ("met", "unmet", "open"):
            yield Flag(
                "prerequisite-derived", Severity.NOTE, (gate.id,),
                say("the prerequisite '{gate}' was not answered itself; it follows from {names}",
                    gate=gate.id, names=", ".join(gate.because)),
            )


def _gap(context: Context, tier: TierResult) -> Iterator[Flag]:
    total = context.total
    if tier.id is not None and total is not None and published_gap(context, tier.id):
        yield Flag(
            "tier-gap", Severity.NOTE, (tier.id,),
            say("the published table has no tier for {total}; a tier reaches from its lower bound "
                "up to the next one", total=spell(total.earned)),
        )


def _answers(context: Context, assessment: Assessment) -> Iterator[Flag]:
    if assessment.unread:
        yield Flag(
            "unread", Severity.WARNING, assessment.unread,
            say("not read: {sections}", sections=", ".join(assessment.unread)),
        )
    for name, answer in assessment.answers.items():
        asked = context.sheet.questions.get(name)
        if asked is None or asked.kind != "percent" or answer.of is not None:
            continue
        value = answer.value
        if not isinstance(value, bool | str) and value is not None and 0 < value < 1:
            yield Flag(
                "percent-below-one", Severity.WARNING, (name,),
                say("'{question}' was read as {value} per cent; write {hundred} if a share was meant",
                    question=name, value=spell(value), hundred=spell(value * 100)),
            )
    for name, line in context.sheet.lines.items():
        trace = context.lines[name]
        if line.source.note_required and _unexplained(trace):
            yield Flag(
                "note-missing", Severity.WARNING, (name,),
                say("'{line}' loses points without the note that the rubric asks for", line=name),
            )


def _unexplained(trace: Trace) -> bool:
    lost = any(cause != "not_answered" for cause in trace.lost)
    failed = trace.points is None and trace.met is False
    return (lost or failed) and not _noted(trace)


def _noted(trace: Trace) -> bool:
    return trace.note is not None or any(_noted(part) for part in trace.parts)


def _remarks(context: Context) -> Iterator[Flag]:
    for remark in context.sheet.rubric.remarks:
        if decide(remark.when, context) is True:
            yield Flag(remark.id, Severity.NOTE, remark.about, remark.text)
