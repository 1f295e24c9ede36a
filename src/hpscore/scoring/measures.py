"""Answers measured from the rows of registers: pure, in exact numbers."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hpscore.model.answer import Answer, Asked, Fault, Tally
from hpscore.model.assessment import Period
from hpscore.model.faults import outside
from hpscore.model.measured import FindingCode, Measured, RowFinding, place_key
from hpscore.model.number import Bound
from hpscore.model.rows import RegisterRows, Row
from hpscore.problem import Location
from hpscore.scoring.plan import plan_of
from hpscore.scoring.row_amounts import figure_of
from hpscore.scoring.row_events import shared_events
from hpscore.scoring.row_figures import Figure
from hpscore.scoring.row_screen import Entry, Screen, Use

if TYPE_CHECKING:
    from hpscore.model.register import Measure
    from hpscore.model.rubric import Rubric

__all__ = ["Measured", "RowFinding", "agrees", "measured"]


def measured(
    rubric: Rubric,
    registers: Mapping[str, RegisterRows],
    period: Period | None,
    use: Use | None = None,
    only: Container[str] | None = None,
) -> Measured:
    """Answer the questions that measures answer, from the registers that were handed in.

    A measure whose registers were not all handed in gives nothing; nor does one over a dated
    register while `period` is not known. `use` says which rows may serve which question: all,
    where it is left out; `only` the questions to answer.
    """
    if not registers:
        return Measured()
    found = _Found()
    sheet = plan_of(rubric).sheet
    findings: list[tuple[Row, str, RowFinding]] = []
    for measure in rubric.measures:
        if only is not None and measure.answers not in only:
            continue
        names = measure.needed
        missing = tuple(name for name in names if name not in registers)
        if missing and len(missing) < len(names):
            found.lacking[measure.answers] = missing
        undated = period is None and any(rubric.registers[name].dated for name in names)
        if not missing and not undated:
            screen = Screen(rubric, registers, period, measure, use or _every)
            _measure(sheet.questions[measure.answers], screen, found)
            findings += [(row, measure.answers, told) for row, told in screen.findings]
    return Measured(
        found.answers,
        found.origins,
        _told(findings, found.serving),
        found.serving,
        found.left_out,
        found.faults,
        found.lacking,
        shared_events(sheet, registers, found.counted),
    )


@dataclass(slots=True)
class _Found:
    """What measures gave so far, by question, as `Measured` has it."""

    answers: dict[str, Answer] = field(default_factory=dict)
    origins: dict[str, tuple[Location, ...]] = field(default_factory=dict)
    serving: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    left_out: dict[str, Mapping[FindingCode, int]] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    lacking: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counted: dict[str, Sequence[Entry]] = field(default_factory=dict)
    """The rows that serve each question, those combined with others included."""


def _every(question: str, row: Row) -> bool:
    return True


def _measure(asked: Asked, screen: Screen, found: _Found) -> None:
    """Measure the rows for one question, and enter what they give."""
    measure = screen.measure
    entries = screen.entries()
    figure, kept = figure_of(measure, screen, entries)
    answer = _answer(asked, figure, measure)
    if isinstance(answer, Fault):
        found.faults[asked.id] = answer
    elif answer is not None:
        left_out = {str(why): rows for why, rows in screen.left_out.items()}
        tally = Tally(measure.register_, len(kept), left_out)
        found.answers[asked.id] = replace(answer, rows=tally)
    found.origins[asked.id] = tuple(screen.registers[name].place for name in measure.needed)
    found.serving[asked.id] = tuple(entry.row for entry in kept)
    found.left_out[asked.id] = screen.left_out
    found.counted[asked.id] = kept if measure.once is None else entries


def agrees(given: Answer, derived: Answer) -> bool:
    """Say whether an answer that was given is one that its registers allow."""
    if given.state == "not_applicable":
        return False
    return derived.low <= given.low and given.high <= derived.high


def _told(
    findings: list[tuple[Row, str, RowFinding]], serving: Mapping[str, tuple[Row, ...]]
) -> tuple[RowFinding, ...]:
    """Return findings by place, each once; where its row counts elsewhere, with what it lacks.

    That a row misses a condition is not told where it counts for something else.
    """
    served = {id(row) for rows in serving.values() for row in rows}
    found: dict[tuple[object, ...], RowFinding] = {}
    for row, question, finding in findings:
        apart = not finding.counted and id(row) in served
        if apart and finding.code == "unmet":
            continue
        key = (id(row), finding.code, finding.column)
        known = found.get(key)
        if known is None or (finding.counted and not known.counted):
            found[key] = replace(finding, apart=(question,) if apart else ())
        elif apart and not known.counted:
            found[key] = replace(known, apart=(*known.apart, question))
    return tuple(sorted(found.values(), key=lambda f: (place_key(f.place), f.code)))


def _answer(asked: Asked, figure: Figure, measure: Measure) -> Answer | Fault | None:
    """Turn a figure into an answer to its question; None where rows give none."""
    low, high = figure.low, figure.high
    if figure.empty and measure.empty == "open":
        return None
    if figure.empty:
        low, high = min(low, 0), max(high, 0)
    if low == high and not isinstance(low, float):
        fault = outside(asked, low)
        answer = Answer(low, low, low, state="derived", count=figure.count, of=figure.of)
        return answer if fault is None else fault
    if low > asked.high or high < asked.low:
        nearest: Bound = low if low > asked.high else high
        return None if isinstance(nearest, float) else outside(asked, nearest)
    return Answer(None, max(low, asked.low), min(high, asked.high), state="derived")
