"""Put typed answers, notes and reasons into an assessment, or say why they do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from hpscore.forms.replies import Reply, by_place, raw_answer
from hpscore.forms.standing import left_out
from hpscore.forms.steps import Step
from hpscore.forms.words import expected, numbered, option_words, options_of, title_of
from hpscore.message import Message, say
from hpscore.model.answer import Answer, Fault
from hpscore.model.assessment import Assessment
from hpscore.model.reading import read_answer
from hpscore.model.scalars import read_yes_no
from hpscore.model.sheet import Issue, Line
from hpscore.readers.facts import fact_names, read_period, read_subject
from hpscore.reports.names import Names

__all__ = ["Outcome", "clear", "note", "record", "set_aside"]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of something typed: the assessment after it, and what there is to say."""

    assessment: Assessment
    said: tuple[Message, ...] = ()
    accepted: bool = True


def record(
    step: Step, reply: Reply, waiting: str | None, assessment: Assessment, names: Names
) -> Outcome:
    """Record an answer; `waiting` is a note that was typed before it."""
    if step.kind == "fact":
        return _fact(step, reply.text, assessment, names)
    if step.kind == "period":
        return _period(reply.text, assessment)
    if step.kind == "assessor":
        return Outcome(assessment.replace(assessor=reply.text))
    if step.kind == "veto":
        return _veto(step, reply.text, assessment, names)
    if step.kind == "scope":
        return _scope(step, reply.text, assessment, names)
    return _question(step, reply, waiting, assessment, names)


def note(step: Step, text: str, assessment: Assessment) -> Outcome | None:
    """Set the note of an answer, or remove it with an empty text; None where none is given yet."""
    answer = assessment.answers.get(step.id) if step.kind in ("question", "scope") else None
    if step.kind not in ("question", "scope"):
        return Outcome(assessment, (say("only answers to questions take a note"),), accepted=False)
    if answer is None or answer.state == "derived":
        return None
    if answer.state == "not_applicable" and not text:
        return Outcome(assessment, (_NO_REASON,), accepted=False)
    answers = {**assessment.answers, step.id: replace(answer, note=text or None)}
    return Outcome(assessment.replace(answers=answers))


def clear(step: Step, assessment: Assessment) -> Assessment:
    """Take an answer back."""
    if step.kind == "period":
        return assessment.replace(period=None)
    if step.kind == "assessor":
        return assessment.replace(assessor=None)
    if step.kind == "fact":
        return assessment.replace(subject=_without(assessment.subject, step.id))
    if step.kind == "veto":
        return assessment.replace(vetoes=_without(assessment.vetoes, step.id))
    return assessment.replace(answers=_without(assessment.answers, step.id))


def set_aside(step: Step, reason: str, assessment: Assessment, names: Names) -> Outcome:
    """Record that a question does not apply, or the line that it belongs to, where permitted."""
    sheet = names.sheet
    if step.kind not in ("question", "scope"):
        what = say("only questions can be not applicable")
        return Outcome(assessment, (what, say("Enter skips it")), accepted=False)
    if step.kind == "scope":
        return _leave_out(step.id, reason, assessment)
    if sheet.questions[step.id].not_applicable:
        return _question(step, Reply("na", reason), None, assessment, names)
    line = sheet.lines.get(step.line or "")
    if line is None or line.source.not_applicable is None:
        return _question(step, Reply("na", reason), None, assessment, names)
    if line.node.questions() and any(q in assessment.answers for q in line.node.questions()):
        what = say("'{line}' has answers: it cannot be left out as a whole", line=names.of(line.id))
        return Outcome(assessment, (what, say("take them back with - first")), accepted=False)
    done = _leave_out(line.id, reason, assessment)
    said = say("the whole of '{line}' is left out", line=names.of(line.id))
    return replace(done, said=(said,)) if done.accepted else done


_NO_REASON = say("not applicable needs a reason: na no canteen")


def _leave_out(name: str, reason: str, assessment: Assessment) -> Outcome:
    if not reason:
        return Outcome(assessment, (_NO_REASON,), accepted=False)
    answer = Answer(None, state="not_applicable", note=reason)
    return Outcome(assessment.replace(answers={**assessment.answers, name: answer}))


def _scope(step: Step, text: str, assessment: Assessment, names: Names) -> Outcome:
    """Take yes for it applies, as the question sounds like one."""
    if read_yes_no(text):
        return Outcome(clear(step, assessment))
    what = say("'{line}': Enter if it applies, na and a reason if not", line=names.of(step.id))
    return Outcome(assessment, (what,), accepted=False)


def _fact(step: Step, text: str, assessment: Assessment, names: Names) -> Outcome:
    rubric = names.rubric
    options = options_of(step, names)
    if numbered(step, names):
        text = by_place(text, options) or text
    issues: list[Issue] = []
    read = read_subject({step.id: text}, rubric, fact_names(rubric), issues)
    if options and issues:
        said: tuple[Message, ...] = (_not_an_option(step, text, names),)
        return Outcome(assessment, said, accepted=False)
    if issues or not read:
        return Outcome(assessment, _said(issues), accepted=False)
    return Outcome(assessment.replace(subject={**assessment.subject, **read}))


def _period(text: str, assessment: Assessment) -> Outcome:
    """Read a year, or the first and the last day."""
    days = _DATE.findall(text)
    if _YEAR.fullmatch(text):
        days = [f"{text}-01-01", f"{text}-12-31"]
    issues: list[Issue] = []
    period = read_period({"from": days[0], "to": days[1]}, issues) if len(days) == 2 else None
    if period is None or issues:
        what = say("a period is a year, or its first and last day: 2022-01-01 2022-12-31")
        return Outcome(assessment, (*_said(issues), what), accepted=False)
    return Outcome(assessment.replace(period=period))


def _veto(step: Step, text: str, assessment: Assessment, names: Names) -> Outcome:
    happened = read_yes_no(text)
    if happened is None:
        title = title_of(step, names)
        what = say("'{question}' takes yes or no, got '{got}'", question=title, got=text)
        return Outcome(assessment, (what,), accepted=False)
    return Outcome(assessment.replace(vetoes={**assessment.vetoes, step.id: happened}))


def _question(
    step: Step, reply: Reply, waiting: str | None, assessment: Assessment, names: Names
) -> Outcome:
    asked = names.sheet.questions[step.id]
    raw: object = {"na": reply.text}
    if reply.command == "answer":
        places = options_of(step, names) if numbered(step, names) else ()
        raw = raw_answer(asked, reply.text, places)
    found = read_answer(replace(asked, id=title_of(step, names)), raw)
    if not isinstance(found, Answer):
        return Outcome(assessment, _why_not(step, reply.text, found, names), accepted=False)
    if found.state != "not_applicable":
        before = assessment.answers.get(step.id)
        kept = before.note if before is not None and before.state == "given" else None
        found = replace(found, note=reply.note or found.note or waiting or kept)
    changed, told = _make_room(step, assessment, names)
    return Outcome(changed.replace(answers={**changed.answers, step.id: found}), told)


def _make_room(
    step: Step, assessment: Assessment, names: Names
) -> tuple[Assessment, tuple[Message, ...]]:
    """Drop what an answer contradicts: points awarded to its line, and a line left out."""
    said: list[Message] = []
    for line in _lines_with(step.id, names):
        if line.id in assessment.points:
            assessment = assessment.replace(points=_without(assessment.points, line.id))
            what = say("the answer replaces the points awarded to '{line}'", line=names.of(line.id))
            said.append(what)
        for name in dict.fromkeys((line.id, line.dimension or "")):
            if name != step.id and left_out(name, assessment):
                assessment = assessment.replace(answers=_without(assessment.answers, name))
                said.append(say("'{line}' applies again", line=names.of(name)))
    return assessment, tuple(said)


def _lines_with(question: str, names: Names) -> Iterable[Line]:
    return (line for line in names.sheet.lines.values() if question in line.node.questions())


def _why_not(step: Step, got: str, faults: list[Fault] | None, names: Names) -> tuple[Message, ...]:
    """Say why typed text is no answer, in terms of what can be typed."""
    if not faults:
        return (say("there is no answer in that"),)
    if faults[0].code == "not-an-option":
        return (_not_an_option(step, got, names),)
    if faults[0].code in ("incomplete-share", "not-a-rate"):
        title, kind = title_of(step, names), expected(step, names)
        return (say("'{question}' takes {kind}, got {got}", question=title, kind=kind, got=got),)
    return _said(faults)


def _not_an_option(step: Step, got: str, names: Names) -> Message:
    return say(
        "'{question}' takes one of {options}; got '{got}'",
        question=title_of(step, names),
        options=names.listed(option_words(step, names)),
        got=got,
    )


def _said(faults: Iterable[Fault | Issue]) -> tuple[Message, ...]:
    return tuple(m for fault in faults for m in (fault.message, fault.help) if m is not None)


def _without(values: Mapping[str, _V], name: str) -> dict[str, _V]:
    return {key: value for key, value in values.items() if key != name}
