"""Hold a result against what a case expects of it: every difference, with both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hpscore.analysis.expectation import (
    Expectation,
    LineExpected,
    PartExpected,
    PointsExpected,
)
from hpscore.message import Message, say
from hpscore.model.number import Number, spell
from hpscore.model.result import Gate, IndicatorResult, Lost, Points, Result, TierResult, Trace
from hpscore.model.rubric import Rubric
from hpscore.model.sheet import Issue
from hpscore.source import DataPath

__all__ = ["differences"]

_Said = Message | str | list[str]
"""One side of a difference."""


def differences(expected: Expectation, result: Result, rubric: Rubric) -> Iterator[Issue]:
    """Yield an issue for everything that is not as expected, at its path below `expect`.

    Every name that is expected exists in the rubric (`unknown_names` sees to that).
    """
    yield from _points(("points",), expected.points, result.points)
    yield from _points(("total",), expected.total, result.total)
    yield from _word(("final",), expected.final, _decided(result.final))
    if expected.tier is not None:
        yield from _tier(expected.tier, result.tier)
    yield from _gates("prerequisites", expected.prerequisites, result.prerequisites)
    yield from _gates("vetoes", expected.vetoes, result.vetoes)
    yield from _gates("withheld", expected.withheld, result.withheld)
    for name, points in expected.conversions.items():
        yield from _points(("conversions", name), points, result.conversions.get(name))
    yield from _lost(("lost",), expected.lost, result.lost)
    yield from _flags(expected, [flag.code for flag in result.flags])
    dimensions = {dimension.id: dimension for dimension in result.dimensions}
    for name, wanted in expected.dimensions.items():
        yield from _points(("dimensions", name, "points"), wanted.points, dimensions[name].points)
        yield from _lost(("dimensions", name, "lost"), wanted.lost, dimensions[name].lost)
    adjustments = {adjustment.id: adjustment.points for adjustment in result.adjustments}
    for name, points in expected.adjustments.items():
        yield from _points(("adjustments", name), points, adjustments.get(name))
    lines = {line.id: line for d in result.dimensions for line in d.indicators}
    for name, line in expected.indicators.items():
        yield from _line(("indicators", name), line, lines[name], rubric)
    if expected.unanswered is not None:
        yield from _names(("unanswered",), expected.unanswered, result.unanswered)


def _line(
    path: DataPath, expected: LineExpected, line: IndicatorResult, rubric: Rubric
) -> Iterator[Issue]:
    yield from _word((*path, "state"), expected.state, line.state)
    yield from _scored(path, expected, line.line)
    if expected.evidence.exactly is not None:
        yield from _names((*path, "evidence"), expected.evidence.exactly, line.evidence)
    for number, papers in expected.evidence.some.items():
        at: DataPath = (*path, "evidence", number)
        if number not in line.evidence:
            yield _differs(at, say("not wanted"), say("wanted"))
        else:
            yield from _number((*at, "sets"), papers.sets, rubric.evidence[number].sets)
    for name, part in expected.trace.items():
        at = (*path, "trace", name)
        found = _inside(line.line, name)
        if found is None:
            yield _differs(at, say("not asked"), say("asked"))
        else:
            yield from _word((*at, "state"), part.state, found.state)
            yield from _scored(at, part, found)


def _scored(path: DataPath, expected: LineExpected | PartExpected, trace: Trace) -> Iterator[Issue]:
    yield from _points((*path, "points"), expected.points, trace.points)
    yield from _lost((*path, "lost"), expected.lost, trace.lost)
    yield from _word((*path, "met"), expected.met, _decided(trace.stands))


def _inside(trace: Trace, name: str) -> Trace | None:
    """Find a question or part, outermost first."""
    if name in (trace.question, trace.id):
        return trace
    return next((found for part in trace.parts if (found := _inside(part, name))), None)


def _points(
    path: DataPath, expected: PointsExpected | None, points: Points | None
) -> Iterator[Issue]:
    if expected is None:
        return
    for end in ("earned", "reachable", "maximum"):
        wanted: Number | None = getattr(expected, end)
        if wanted is None:
            continue
        if points is None:
            yield _differs((*path, end), say("not given"), spell(wanted))
        else:
            yield from _number((*path, end), wanted, getattr(points, end))


def _lost(path: DataPath, expected: Mapping[str, Number], lost: Lost | None) -> Iterator[Issue]:
    for cause, wanted in expected.items():
        yield from _number((*path, cause), wanted, (lost or {}).get(cause, 0))


def _number(path: DataPath, expected: Number, got: Number) -> Iterator[Issue]:
    if got == expected:
        return
    more = got > expected
    said = {
        "what": _what(path),
        "got": spell(got),
        "wanted": spell(expected),
        "gap": spell(got - expected if more else expected - got),
    }
    yield _issue(
        path,
        say("'{what}' is {got}, expected {wanted}: {gap} too many", **said)
        if more
        else say("'{what}' is {got}, expected {wanted}: {gap} missing", **said),
    )


def _tier(expected: str | tuple[str, ...], tier: TierResult) -> Iterator[Issue]:
    got = tier.id if tier.decided else say("undecided between {names}", names=_list(tier.possible))
    if isinstance(expected, str):
        if not tier.decided or tier.id != expected:
            yield _differs(("tier",), got or say("none"), expected)
    elif tier.decided or set(tier.possible) != set(expected):
        wanted = say("undecided between {names}", names=_list(expected))
        yield _differs(("tier",), got or say("none"), wanted)


def _gates(section: str, expected: Mapping[str, str], gates: Iterable[Gate]) -> Iterator[Issue]:
    states = {gate.id: gate.state for gate in gates}
    for name, wanted in expected.items():
        yield from _word((section, name), wanted, states[name])


def _flags(expected: Expectation, codes: list[str]) -> Iterator[Issue]:
    for place, code in enumerate(expected.flags):
        if code not in codes:
            yield _differs(("flags", place), _list(codes), code)
    for place, code in enumerate(expected.no_flags):
        if code in codes:
            yield _differs(("no_flags", place), code, say("no such flag"))


def _names(path: DataPath, expected: tuple[str, ...], got: tuple[str, ...]) -> Iterator[Issue]:
    if got != expected:
        yield _differs(path, _list(got), _list(expected))


def _word(path: DataPath, expected: str | None, got: str) -> Iterator[Issue]:
    if expected is not None and got != expected:
        yield _differs(path, got, expected)


def _decided(state: bool | None) -> str:
    return "open" if state is None else ("no", "yes")[state]


def _list(names: Iterable[str]) -> Message | list[str]:
    return list(names) or say("none")


def _differs(path: DataPath, got: _Said, wanted: _Said) -> Issue:
    return _issue(
        path,
        say("'{what}' is {got}, expected {wanted}", what=_what(path), got=got, wanted=wanted),
    )


def _what(path: DataPath) -> str:
    return ".".join(str(step) for step in path)


def _issue(path: DataPath, message: Message) -> Issue:
    return Issue(path, "not-as-expected", message, say("correct the case, or the rubric"))
