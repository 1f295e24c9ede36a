"""Answers that follow from registers, put beside those that were given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from hpscore.message import Message, say
from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment
from hpscore.model.number import spell_bound
from hpscore.model.sheet import Issue
from hpscore.problem import Location
from hpscore.readers.registers.lacking import where
from hpscore.readers.registers.reading import RegistersRead, read_registers
from hpscore.scoring.measures import agrees, measured
from hpscore.scoring.schedule import days_kept
from hpscore.source import Document

if TYPE_CHECKING:
    from hpscore.readers.assessments import Reader
    from hpscore.readers.registers.units import Units

__all__ = ["measured_anew", "with_registers"]


def with_registers(
    reader: Reader, document: Document, assessment: Assessment, keys: Mapping[str, str]
) -> tuple[Assessment, RegistersRead]:
    """Return an assessment with what its registers answer, and what is wrong with them.

    `keys` tells how the file names each question that it answers. A question that is answered
    both ways keeps the answer that was given; a difference between both is told.
    """
    units = reader.units() if reader.units else _units()
    told = read_registers(document, reader.rubric, assessment.period, units)
    if any(issue.code == "register-without-period" for issue in told.issues):
        raw = document.value.get("period") if isinstance(document.value, dict) else None
        if isinstance(raw, dict) and any(raw.values()):  # there is one; it is at fault itself
            told.issues = [i for i in told.issues if i.code != "register-without-period"]
    if told.issues or told.problems:
        return assessment.replace(registers=told.registers), told
    found = measured(reader.rubric, told.registers, days_kept(reader.rubric, assessment))
    answers, notes = {**assessment.answers}, {**assessment.notes}
    for name, derived in found.answers.items():
        given = answers.get(name)
        if given is None:
            answers[name] = replace(derived, note=notes.pop(name, derived.note))
        elif not agrees(given, derived):
            places = found.origins[name]
            told.issues.append(_two_sources(name, keys.get(name, name), given, derived, places))
    for name, fault in found.faults.items():
        place = ", ".join(where(each) for each in found.origins[name])
        message = say("{place}: {problem}", place=place, problem=fault.message)
        told.issues.append(Issue(("registers",), fault.code, message, fault.help, key=True))
    full = assessment.replace(
        answers=answers, notes=notes, registers=told.registers, measured=found
    )
    return full, told


def measured_anew(reader: Reader, assessment: Assessment) -> Assessment:
    """Return an assessment with what its registers answer up to another day."""
    found = measured(reader.rubric, assessment.registers, days_kept(reader.rubric, assessment))
    derived = {
        name: replace(answer, note=assessment.answers[name].note)
        for name, answer in found.answers.items()
        if name in assessment.answers and assessment.answers[name].state == "derived"
    }
    return assessment.replace(answers={**assessment.answers, **derived}, measured=found)


def _two_sources(
    name: str, key: str, given: Answer, derived: Answer, places: tuple[Location, ...]
) -> Issue:
    return Issue(
        ("answers", key),
        "two-sources",
        say("'{question}' is answered {given}, but the register {place} gives {derived}",
            question=name, given=_said(given), place=[where(place) for place in places],
            derived=_said(derived)),
        say("correct the answer or the register, or leave the answer out"),
    )  # fmt: skip


def _said(answer: Answer) -> Message | str:
    if answer.state == "not_applicable":
        return say("not applicable")
    if isinstance(answer.value, bool):
        return say("yes") if answer.value else say("no")
    if isinstance(answer.value, str):
        return answer.value
    ends = spell_bound(answer.low), spell_bound(answer.high)
    value = (
        ends[0] if answer.low == answer.high else say("{low} to {high}", low=ends[0], high=ends[1])
    )
    if answer.count is None or answer.of is None:
        return value
    return say("{value} ({count} of {of})", value=value, count=spell_bound(answer.count),
               of=spell_bound(answer.of))  # fmt: skip


def _units() -> Units:
    """Return what scores units for a reader that nobody gave anything for it."""
    from hpscore.readers.catalogue import Catalogue
    from hpscore.readers.outcome import Scorer

    return Scorer(Catalogue()).units_of_run()
