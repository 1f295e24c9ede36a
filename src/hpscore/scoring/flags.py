"""Flags: what a reader of a result should know besides its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from hpscore.message import Sayable, say
from hpscore.model.answer import Answer
from hpscore.model.assessment import STANDARD_FACTS, STANDARD_PERSONAL, Assessment
from hpscore.model.number import spell
from hpscore.model.result import Flag, Gate, TierResult, Trace
from hpscore.model.sheet import Node, Sheet
from hpscore.model.switches import Switch
from hpscore.problem import Severity
from hpscore.scoring.conditions import decide
from hpscore.scoring.context import Context
from hpscore.scoring.open_questions import Open
from hpscore.scoring.tiers import published_gap

if TYPE_CHECKING:
    from hpscore.scoring.plan import Plan

__all__ = ["flags_of", "notes_wanted"]


def flags_of(
    context: Context,
    assessment: Assessment,
    gates: tuple[Gate, ...],
    tier: TierResult,
    open_: Open,
    plan: Plan,
) -> tuple[Flag, ...]:
    """Collect the flags of a result, in a fixed order."""
    return (
        *_missing_facts(context, open_, tier, plan.switches),
        *_other_facts(context, assessment),
        *_derived(context, gates),
        *_gap(context, tier),
        *_registers(context, assessment),
        *_not_found(assessment),
        *_unanswered(context, assessment),
        *_shares(context, assessment, plan.percents),
        *_notes(context, plan.notes),
        *_unproven(context),
        *_remarks(context),
    )


def notes_wanted(sheet: Sheet) -> dict[str, frozenset[str]]:
    """Return the parts of each line, or the line itself, whose losses a note must explain."""
    found = {
        name: frozenset(
            part for node in line.node.walk() if node.part.note_required for part in _names(node)
        )
        for name, line in sheet.lines.items()
    }
    return {name: parts for name, parts in found.items() if parts}


def _names(node: Node) -> Iterator[str]:
    """Yield the ids under which a part is traced: its own, or that of the case that holds."""
    yield node.id
    for case in node.cases.values():
        yield from _names(case)


def _missing_facts(
    context: Context, open_: Open, tier: TierResult, switches: Sequence[Switch]
) -> Iterator[Flag]:
    for name in context.sheet.rubric.facts:
        if name in context.facts:
            continue
        read = not tier.decided and ("fact", name) in switches
        verdict = ["tier"] if read or name in open_.verdict else []
        about = (name, *open_.readers(name), *verdict)
        if len(about) > 1:
            yield Flag(
                "missing-fact",
                Severity.WARNING,
                about,
                say(
                    "the subject's {fact} is not given; it decides {lines}",
                    fact=_title(context, name),
                    lines=[_title(context, line) for line in about[1:]],
                ),
            )


def _title(context: Context, name: str) -> Sayable | str:
    """Return what a person calls it: its title, or its id where it has none."""
    if name == "tier":
        return say("the tier")
    rubric = context.sheet.rubric
    fact = rubric.facts.get(name)
    gate = next((gate for gate in rubric.prerequisites if gate.id == name), None)
    title = fact.title if fact is not None else gate.title if gate is not None else None
    return title or context.sheet.titles.get(name) or name


def _other_facts(context: Context, assessment: Assessment) -> Iterator[Flag]:
    rubric = context.sheet.rubric
    for name in assessment.subject:
        if not (name in rubric.facts or name in STANDARD_FACTS or name in STANDARD_PERSONAL):
            yield Flag(
                "undeclared-fact",
                Severity.NOTE,
                (name,),
                say(
                    "the fact '{fact}' is not one that {rubric} declares; it changes nothing",
                    fact=name,
                    rubric=rubric.rubric,
                ),
            )


def _derived(context: Context, gates: tuple[Gate, ...]) -> Iterator[Flag]:
    prerequisites = {gate.id for gate in context.sheet.rubric.prerequisites}
    for gate in gates:
        if gate.derived and gate.id in prerequisites:
            yield Flag(
                "prerequisite-derived",
                Severity.NOTE,
                (gate.id,),
                say(
                    "the prerequisite '{gate}' was not answered itself; it follows from {names}",
                    gate=_title(context, gate.id),
                    names=[_title(context, name) for name in gate.because],
                ),
            )


def _gap(context: Context, tier: TierResult) -> Iterator[Flag]:
    if tier.id is not None and context.total is not None and published_gap(context, tier.id):
        yield Flag(
            "tier-gap",
            Severity.NOTE,
            (tier.id,),
            say(
                "the published table has no tier for {total}; a tier reaches from its lower bound "
                "up to the next one",
                total=spell(context.total.low),
            ),
        )


def _not_found(assessment: Assessment) -> Iterator[Flag]:
    if assessment.not_found:
        yield Flag(
            "evidence-not-found",
            Severity.WARNING,
            assessment.not_found,
            say("papers that are named and not there: {files}", files=assessment.not_found),
        )


def _registers(context: Context, assessment: Assessment) -> tuple[Flag, ...]:
    if not assessment.registers:
        return ()
    from hpscore.scoring.row_flags import row_flags  # most inputs have no registers

    return tuple(row_flags(context.sheet, assessment))


def _unanswered(context: Context, assessment: Assessment) -> Iterator[Flag]:
    for name, note in assessment.notes.items():
        yield Flag(
            "note-unanswered",
            Severity.NOTE,
            (name,),
            say(
                "'{question}' has a note but no answer: {note}",
                question=_title(context, name),
                note=note,
            ),
        )


def _shares(context: Context, assessment: Assessment, percents: Iterable[str]) -> Iterator[Flag]:
    low = {name for name in percents if _below_one(assessment.answers.get(name))}
    for name in (name for name in assessment.answers if name in low) if low else ():
        value = assessment.answers[name].value
        assert isinstance(value, Fraction)  # nothing else lies between 0 and 1
        yield Flag(
            "percent-below-one",
            Severity.WARNING,
            (name,),
            say(
                "'{question}' was read as {value} per cent; write {hundred} if a share was meant",
                question=_title(context, name),
                value=spell(value),
                hundred=spell(value * 100),
            ),
        )


def _below_one(answer: Answer | None) -> bool:
    """Say whether somebody wrote a number of per cent that looks like a share."""
    if answer is None or answer.state != "given" or answer.of is not None:
        return False
    return isinstance(answer.value, Fraction) and 0 < answer.value < 1


def _notes(context: Context, wanted: Mapping[str, frozenset[str]]) -> Iterator[Flag]:
    for line, parts in wanted.items():
        whole = context.lines[line]
        unexplained = (line if t is whole else t.id for t in _inside(whole) if t.id in parts)
        for name in dict.fromkeys(unexplained):
            yield Flag(
                "note-missing",
                Severity.WARNING,
                (name,),
                say(
                    "'{line}' loses points without the note that the rubric asks for",
                    line=_title(context, name),
                ),
            )


def _unproven(context: Context) -> Iterator[Flag]:
    by_line = {
        name: tuple(dict.fromkeys(_lacking(trace)))
        for name, trace in (context.lines if context.unproven else {}).items()
    }
    lines = tuple(name for name, numbers in by_line.items() if numbers)
    if lines:
        numbers = dict.fromkeys(number for own in by_line.values() for number in own)
        yield Flag(
            "evidence-missing",
            Severity.WARNING,
            lines,
            say(
                "lines that are not proved: {count}; papers lacking in full: {papers}",
                count=len(lines),
                papers=[*numbers],
            ),
        )


def _lacking(trace: Trace) -> Iterator[str]:
    """Yield the papers that a line and its parts lack."""
    numbers = trace.because.get("evidence", ())
    assert isinstance(numbers, list | tuple)  # of numbers
    yield from numbers
    for part in trace.parts:
        yield from _lacking(part)


def _inside(trace: Trace) -> Iterator[Trace]:
    """Yield a trace and those inside it that lose points without a note; cases tried are none."""
    lost = any(cause != "not_answered" for cause in trace.lost)
    failed = trace.points is None and trace.met is False
    if (lost or failed) and not _noted(trace):
        yield trace
    if "open" not in trace.because:
        for part in trace.parts:
            yield from _inside(part)


def _noted(trace: Trace) -> bool:
    return trace.note is not None or any(_noted(part) for part in trace.parts)


def _remarks(context: Context) -> Iterator[Flag]:
    for remark in context.sheet.rubric.remarks:
        if decide(remark.when, context) is True:
            yield Flag(remark.id, Severity(remark.severity), remark.about, remark.text)
