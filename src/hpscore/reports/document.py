"""Results as the published JSON document, `hpscore/result/1`, which a JSON Schema describes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pydantic import JsonValue

from hpscore.message import LANGUAGES, Language
from hpscore.model.assessment import Assessment
from hpscore.model.origin import Extends
from hpscore.model.result import (
    AdjustmentResult,
    DimensionResult,
    Flag,
    Gate,
    IndicatorResult,
    Recorded,
    Result,
)
from hpscore.problem import Location, Problem
from hpscore.readers.outcome import Outcome
from hpscore.reports.numbers import json_lost, json_number, json_points
from hpscore.reports.summary import Summary, summarise
from hpscore.reports.traces import answer_document, share_document, trace_document

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.model.text import Text

__all__ = [
    "FORMAT",
    "problem_document",
    "problems_of",
    "result_document",
    "summary_document",
    "whole_document",
]

FORMAT: Final = "hpscore/result/1"
"""What `format` says: raised when a reader of older documents would misread newer ones."""


def whole_document(
    outcomes: Iterable[Outcome], language: Language, *, personal: bool = False
) -> dict[str, JsonValue]:
    """Return one document: every result and every problem, in the order of the input."""
    known = list(outcomes)
    return {
        "format": FORMAT,
        "results": [
            result_document(
                o.result, o.rubric, language=language, personal=personal, assessment=o.assessment
            )
            for o in known
            if o.result is not None and o.rubric is not None
        ],
        "errors": [problem_document(problem, language) for problem in problems_of(known)],
        "summary": summary_document(summarise(known)),
    }


def problems_of(outcomes: Iterable[Outcome]) -> list[Problem]:
    """Return the problems of all inputs; one that names no file is of its input's file."""
    return [
        problem
        if problem.location.file is not None
        else replace(problem, location=replace(problem.location, file=outcome.source))
        for outcome in outcomes
        for problem in outcome.problems
    ]


def summary_document(found: Summary) -> dict[str, JsonValue]:
    """Return counts of inputs and verdicts; `tiers` has decided ones, best first as rubrics do."""
    tiers: dict[str, JsonValue] = {**found.tiers}
    return {
        "files": found.files,
        "scored": found.scored,
        "failed": found.failed,
        "undecided": found.undecided,
        "tiers": tiers,
    }


def result_document(
    result: Result,
    rubric: Rubric,
    *,
    language: Language,
    personal: bool = False,
    assessment: Assessment | None = None,
) -> dict[str, JsonValue]:
    """Return one result. Personal facts are left out unless asked for.

    With the assessment, each kind of evidence tells how many files were handed in.
    """
    found: dict[str, JsonValue] = {
        "source": result.source,
        "rubric": _rubric(result),
        "subject": _subject(result, personal),
        "period": _period(result),
        "points": json_points(result.points),
        "total": _total(result),
        "final": result.final,
        "tier": _tier(result, language),
        "prerequisites": [_gate(gate) for gate in result.prerequisites],
        "vetoes": [_gate(gate) for gate in result.vetoes],
    }
    if result.evidence == "require":
        found["evidence"] = result.evidence
    if result.withheld:
        found["withheld"] = [_gate(gate) for gate in result.withheld]
    found["conversions"] = {
        name: {"earned": json_number(p.earned), "reachable": json_number(p.reachable)}
        for name, p in result.conversions.items()
    }
    if result.registers == "strict":
        found["registers"] = result.registers
    found["lost"] = None if result.points is None else json_lost(result.lost)
    found["flags"] = [_flag(flag) for flag in result.flags]
    found["dimensions"] = [_dimension(d, rubric, assessment) for d in result.dimensions]
    if result.adjustments:
        found["adjustments"] = [_adjustment(a) for a in result.adjustments]
    if result.recorded:
        found["recorded"] = [_recorded(r) for r in result.recorded]
    found["unanswered"] = list(result.unanswered)
    return found


def problem_document(problem: Problem, language: Language) -> dict[str, JsonValue]:
    """Return one problem, its sentences in one language."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message.text(language),
        "location": _location(problem.location),
        "help": None if problem.help is None else problem.help.text(language),
    }


def _location(place: Location) -> dict[str, JsonValue]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "sheet": place.sheet,
        "cell": place.cell,
    }


def _rubric(result: Result) -> dict[str, JsonValue]:
    found: dict[str, JsonValue] = {
        "id": result.rubric,
        "version": result.version,
        "digest": result.digest,
    }
    if result.extends is not None:
        found["extends"] = _extends(result.extends)
    return found


def _subject(result: Result, personal: bool) -> dict[str, JsonValue]:
    return {
        name: value if isinstance(value, str) else json_number(value)
        for name, value in result.subject.items()
        if personal or name not in result.personal
    }


def _period(result: Result) -> dict[str, JsonValue] | None:
    period = result.period
    return None if period is None else {"from": period.from_, "to": period.to}


def _total(result: Result) -> dict[str, JsonValue] | None:
    total = json_points(result.total)
    if total is None:
        return None
    better: dict[str, JsonValue] = {"better": "lower"} if result.better == "lower" else {}
    return {**total, "unit": result.unit, **better}


def _tier(result: Result, language: Language) -> dict[str, JsonValue]:
    tier = result.tier
    return {
        "id": tier.id,
        "title": None if tier.title is None else tier.title.say(language),
        "decided": tier.decided,
        "possible": list(tier.possible),
        "open": list(tier.open),
    }


def _gate(gate: Gate) -> dict[str, JsonValue]:
    found: dict[str, JsonValue] = {
        "id": gate.id,
        "state": gate.state,
        "gives": gate.gives,
        "because": list(gate.because),
    }
    if gate.zeroes:
        found["zeroes"] = list(gate.zeroes)
    return found


def _extends(extends: Extends) -> dict[str, JsonValue]:
    found: dict[str, JsonValue] = {"id": extends.id, "version": extends.version}
    if extends.base is not None:
        found["extends"] = _extends(extends.base)
    return found


def _flag(flag: Flag) -> dict[str, JsonValue]:
    message = flag.message
    said: dict[str, JsonValue] = {language: message.say(language) for language in LANGUAGES}
    return {
        "code": flag.code,
        "severity": flag.severity.value,
        "about": list(flag.about),
        "message": said,
    }


def _dimension(
    dimension: DimensionResult, rubric: Rubric, assessment: Assessment | None
) -> dict[str, JsonValue]:
    found: dict[str, JsonValue] = {"id": dimension.id, "points": json_points(dimension.points)}
    if dimension.score != dimension.points:
        found["score"] = json_points(dimension.score)
    found["lost"] = None if dimension.points is None else json_lost(dimension.lost)
    found["indicators"] = [_indicator(i, rubric, assessment) for i in dimension.indicators]
    return found


def _indicator(
    indicator: IndicatorResult, rubric: Rubric, assessment: Assessment | None
) -> dict[str, JsonValue]:
    line = indicator.line
    found: dict[str, JsonValue] = {
        "id": indicator.id,
        "ref": indicator.ref,
        "state": indicator.state,
        "points": json_points(line.points),
        "lost": None if line.points is None else json_lost(line.lost),
    }
    if line.points is None:
        found["met"] = line.stands
    found["evidence"] = [_paper(number, rubric, assessment) for number in indicator.evidence]
    found["trace"] = [trace_document(trace) for trace in indicator.trace]
    return found


def _paper(number: str, rubric: Rubric, assessment: Assessment | None) -> dict[str, JsonValue]:
    paper = rubric.evidence.get(number)
    found: dict[str, JsonValue] = {
        "id": number,
        "title": None if paper is None else _both(paper.title),
        "sets": 1 if paper is None else paper.sets,
        "parts": [] if paper is None else [_both(part) for part in paper.parts],
    }
    if assessment is not None:
        found["given"] = len(assessment.evidence.get(number, ()))
    return found


def _both(text: Text) -> dict[str, JsonValue]:
    return {language: text.say(language) for language in LANGUAGES}


def _adjustment(adjustment: AdjustmentResult) -> dict[str, JsonValue]:
    return {
        "id": adjustment.id,
        "kind": adjustment.kind,
        "to": adjustment.to,
        "points": json_points(adjustment.points),
        "trace": [] if adjustment.trace is None else [trace_document(adjustment.trace)],
    }


def _recorded(recorded: Recorded) -> dict[str, JsonValue]:
    answer = recorded.answer
    found: dict[str, JsonValue] = {"id": recorded.id, "answer": answer_document(answer)}
    if answer.of is not None:
        found["share"] = share_document(answer)
    if answer.note:
        found["note"] = answer.note
    return found
