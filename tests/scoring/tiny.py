"""Tiny rubrics written in a test, scored, and told in a few words.

Points are told as `2 of 3`, open ones as `0..3 of 3`; what is lost as `short 1, not_answered 2`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from textwrap import dedent, indent

from hpscore.model.number import Number, spell
from hpscore.model.result import AdjustmentResult, DimensionResult, Points, Result, Trace
from hpscore.model.rubric import Rubric
from hpscore.readers.assessments import Reader
from hpscore.readers.rubrics import rubric_from
from hpscore.scoring.engine import score
from hpscore.source import parse_document

JUDGED = "- {id: judged, title: Judged, points: 100, rating: 0.5}"
"""The line that stands in a rubric whose sections bring none."""

TIERS = """
tiers:
  - {id: good, title: Good, at_least: 80}
  - {id: fair, title: Fair, at_least: 60}
  - {id: poor, title: Poor}
"""


@cache
def tiny(*sections: str) -> Rubric:
    """Return a rubric of some sections; lines (`- id: …`) stand in one dimension, `sheet`."""
    texts = [dedent(section).strip() for section in sections]
    if not any(text.startswith(("- ", "dimensions:")) or "\ndimensions:" in text for text in texts):
        texts.append(JUDGED)
    whole = ["rubric: tiny", 'version: "1"', "title: Tiny"]
    whole += [_sheet(text) if text.startswith("- ") else text for text in texts]
    return rubric_from(parse_document("\n".join(whole), file="tiny.yaml", format="yaml"))


def _sheet(lines: str) -> str:
    found = parse_document(lines, file=None, format="yaml").value
    assert isinstance(found, list)
    stated = [line["points"] for line in found if isinstance(line, dict) and "points" in line]
    numbers = [value for value in stated if isinstance(value, int | Decimal)]
    points = f"    points: {sum(numbers)}\n" if numbers else ""
    head = f"dimensions:\n  - id: sheet\n    title: Sheet\n{points}    indicators:\n"
    return head + indent(lines, "      ")


def scored(rubric: Rubric, answers: str = "{}", **sections: str) -> Result:
    """Score answers, read as a file's would be; sections are `subject`, `vetoes`, `points` …"""
    texts = {"answers": answers, **sections}
    text = "\n".join(f"{name}: {value}" for name, value in texts.items())
    document = parse_document(text, file="answers.yaml", format="yaml")
    return score(rubric, Reader(rubric).read(document))


def line(result: Result, name: str) -> Trace:
    """Return the trace of a line, a bonus or a deduction among them."""
    return _lines(result)[name]


def part(result: Result, name: str) -> Trace:
    """Return the first trace of this id, in any line."""
    return next(t for own in _lines(result).values() for t in inside(own) if t.id == name)


def inside(trace: Trace) -> Iterator[Trace]:
    """Yield a trace and all those inside it."""
    yield trace
    for own in trace.parts:
        yield from inside(own)


def _lines(result: Result) -> dict[str, Trace]:
    found = {own.id: own.line for d in result.dimensions for own in d.indicators}
    return found | {own.id: own.trace for own in result.adjustments if own.trace is not None}


def told(points: Points | None) -> str:
    """Tell points: `2 of 3`, or `0..3 of 3` while they are open."""
    if points is None:
        return "none"
    ends = [spell(points.earned), spell(points.reachable)]
    return f"{ends[0] if points.final else '..'.join(ends)} of {spell(points.maximum)}"


def earns(result: Result, name: str) -> str:
    """Tell what a line earns."""
    return told(line(result, name).points)


def lost(of: Trace | Result | DimensionResult) -> str:
    """Tell what is lost, by cause, in the order in which it is told."""
    return ", ".join(f"{cause} {spell(value)}" for cause, value in of.lost.items())


def because(trace: Trace) -> dict[str, object]:
    """Return what decided a trace, its numbers spelled out."""
    return {key: _spelled(value) for key, value in trace.because.items()}


def _spelled(value: object) -> object:
    return spell(value) if isinstance(value, Number) and not isinstance(value, bool) else value


def dimension(result: Result, name: str) -> DimensionResult:
    """Return a dimension."""
    return next(own for own in result.dimensions if own.id == name)


def change(result: Result, name: str) -> AdjustmentResult:
    """Return what a bonus, a deduction or a rest changes."""
    return next(own for own in result.adjustments if own.id == name)


def verdict(result: Result) -> str:
    """Tell the tier: `good`; or those that are possible, and what is open."""
    tier = result.tier
    if tier.id is not None:
        assert tier.decided
        assert tier.title is not None
        return tier.id
    waits = f"; open: {', '.join(tier.open)}" if tier.open else ""
    return (" | ".join(tier.possible) or "none") + waits


def gates(result: Result) -> dict[str, str]:
    """Return how every gate stands."""
    every = (*result.prerequisites, *result.vetoes, *result.withheld)
    return {gate.id: gate.state for gate in every}


def flags(result: Result) -> list[str]:
    """Tell the flags: each code with what it is about."""
    return [" ".join((flag.code, *flag.about)) for flag in result.flags]


def decided(rubric: Iterable[str], condition: str, answers: str = "{}", **sections: str) -> str:
    """Say whether a condition is `yes`, `no` or `open`, as a reason to withhold the score.

    `rubric` is its sections. A reason to withhold changes no line and no verdict's direction.
    """
    gate = f"withhold: [{{id: probe, title: Probe, when: {condition}}}]"
    return scored(tiny(*rubric, gate), answers, **sections).withheld[0].state


def spelled(values: Mapping[str, Number]) -> dict[str, str]:
    """Return numbers spelled out."""
    return {name: spell(value) for name, value in values.items()}
