"""The lines of a result as rows of a table: what every itemised view shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hpscore.message import say
from hpscore.model.result import (
    AdjustmentResult,
    DimensionResult,
    IndicatorResult,
    Points,
    Result,
    Trace,
)
from hpscore.reports.distances import standing_words, still_due
from hpscore.reports.names import Names, short_ref
from hpscore.reports.reasons import reasons
from hpscore.reports.terms import CAUSE_WORDS, STATE_WORDS, points_words

__all__ = ["Row", "reason_heads", "rows_of"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of a result."""

    kind: Literal["dimension", "line", "total"]
    title: str
    points: Points | None
    ref: str = ""
    group: str = ""
    met: str = ""
    """How a line without points stands to its target."""
    state: str = ""
    reasons: tuple[str, ...] = ()


def reason_heads(rows: Iterable[Row], names: Names) -> tuple[str, str]:
    """Return the headings over points and reasons; without points, over how lines stand."""
    if any(row.points is not None for row in rows):
        return names.word(say("score")), names.word(say("why points are missing"))
    return names.word(say("standing")), names.word(say("target, and what is missing"))


def rows_of(result: Result, names: Names) -> Iterator[Row]:
    """Yield each dimension, its lines, bonus and deductions, and the totals."""
    for dimension in result.dimensions:
        yield _dimension(dimension, names)
        for indicator in dimension.indicators:
            yield _indicator(indicator, names)
    if result.adjustments:
        yield Row("dimension", names.word(say("bonus and deductions")), None)
        for adjustment in result.adjustments:
            yield _adjustment(adjustment, names)
    if result.points is None:
        return
    if result.points != result.total:
        yield Row("total", names.word(say("sum of the lines")), result.points)
    unit = say("total, per cent") if result.unit == "percent" else say("total")
    better = (names.word(say("less is better")),) if result.better == "lower" else ()
    none = "–" if result.total is None else ""
    yield Row("total", names.word(unit), result.total, met=none, reasons=better)


def _dimension(dimension: DimensionResult, names: Names) -> Row:
    title = names.of(dimension.id)
    if dimension.points is None:
        lines = [indicator.line for indicator in dimension.indicators]
        return Row("dimension", title, None, met=_counts(lines, names))
    said: tuple[str, ...] = ()
    if dimension.score is None:
        said = (names.word(CAUSE_WORDS["not_applicable"]),)
    elif dimension.score != dimension.points:
        said = (names.word(say("counts as {points}", points=points_words(dimension.score))),)
    return Row("dimension", title, dimension.points, reasons=said)


def _counts(lines: Sequence[Trace], names: Names) -> str:
    """Say how many lines are met (or on time, where some are only that), and how many are open."""
    met = sum(line.stands is True for line in lines)
    counted = sum(line.state != "not_applicable" for line in lines)
    open_ = sum(line.stands is None and line.state != "not_applicable" for line in lines)
    said = say("{met} of {counted} met", met=met, counted=counted)
    if any(line.stands and still_due(line) for line in lines):
        said = say("{met} of {counted} on schedule or met", met=met, counted=counted)
    return names.joined(
        [names.word(said), *([names.word(say("{open} open", open=open_))] if open_ else [])]
    )


def _indicator(indicator: IndicatorResult, names: Names) -> Row:
    line = names.sheet.lines[indicator.id]
    source, trace = line.source, indicator.line
    group = source.group if source.form == "indicator" else None
    absent = (
        trace.state == "not_applicable" and trace.points is not None and not trace.points.maximum
    )
    return Row(
        "line",
        names.of(indicator.id),
        None if absent else trace.points,
        ref=short_ref(indicator.ref),
        group="" if group is None else names.text(group),
        met="–" if absent else _met(trace, names),
        state=names.word(STATE_WORDS[indicator.state]),
        reasons=tuple(reasons(trace, line.node, names)),
    )


def _met(line: Trace, names: Names) -> str:
    if line.points is not None:
        return ""
    if line.state == "not_applicable":
        return "–"
    return standing_words(line, names)


def _adjustment(adjustment: AdjustmentResult, names: Names) -> Row:
    source = names.sheet.lines[adjustment.id].source
    said = [names.word(say("to {parent}", parent=names.of(adjustment.to)))]
    if adjustment.kind == "rest":
        said.append(names.word(say("what exceeds the floor")))
    if adjustment.kind == "bonus" and adjustment.trace is not None:
        said += reasons(adjustment.trace, names.sheet.lines[adjustment.id].node, names)
    state = "final" if adjustment.points.final else "open"
    return Row(
        "line",
        names.of(adjustment.id),
        adjustment.points,
        ref=short_ref(source.ref),
        state=names.word(STATE_WORDS[state]),
        reasons=tuple(said),
    )
