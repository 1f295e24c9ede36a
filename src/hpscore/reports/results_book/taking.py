"""What a workbook of results needs of each outcome: small values, in the words of its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from hpscore.message import Language, say
from hpscore.model.assessment import STANDARD_FACTS, STANDARD_TITLES, FactValue
from hpscore.model.number import reduce
from hpscore.model.result import IndicatorResult, Points, Result, Trace
from hpscore.readers.outcome import Outcome
from hpscore.reports.closing import gate_words, verdict_words
from hpscore.reports.listing import KnownNames
from hpscore.reports.names import Names, name_of_subject
from hpscore.reports.plain import plain
from hpscore.reports.results_book.kind import Kind, KindLine, kind_of
from hpscore.reports.results_book.taken import Fault, Line, Span, Subject, Taken, Tally
from hpscore.reports.results_book.words import heading
from hpscore.reports.rows import Row, rows_of

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.problem import Problem

__all__ = ["Taken", "take"]


def take(outcome: Outcome, language: Language, personal: bool = False) -> Taken:
    """Take of an outcome what the workbook shows; `personal` keeps facts that are personal.

    May run in another process than `write_book`, which is given what it returns.
    """
    faults = tuple(_fault(problem, language) for problem in outcome.problems)
    source = plain(outcome.source)
    if outcome.result is None or outcome.rubric is None:
        return Taken(source, faults)
    words = _words(language)
    names, kind = words.names.of(outcome.rubric), words.kind(outcome.rubric, outcome.result)
    subject = _subject(outcome.result, kind, names, personal)
    rows = [row for row in rows_of(outcome.result, names) if row.kind == "line"]
    return Taken(
        source,
        faults,
        kind,
        subject,
        tuple(_lines(outcome.result, rows, names)),
        tuple(_besides(outcome.result, rows, names)),
    )


class _Words:
    """The words of every rubric that a process has met, collected once."""

    def __init__(self, language: Language) -> None:
        self.names = KnownNames(language)
        self._kinds: dict[tuple[int, str], Kind] = {}

    def kind(self, rubric: Rubric, result: Result) -> Kind:
        """Return how a rubric is told; by its digest too, which stands only in results."""
        key = (id(rubric), result.digest)
        if key not in self._kinds:
            self._kinds[key] = kind_of(rubric, result, self.names.of(rubric))
        return self._kinds[key]


@cache
def _words(language: Language) -> _Words:
    return _Words(language)


def _subject(result: Result, kind: Kind, names: Names, personal: bool) -> Subject:
    shown = {
        fact: value
        for fact, value in result.subject.items()
        if personal or fact not in result.personal
    }
    places = {fact: _said(fact, shown.get(fact, ""), names) for fact in ("id", "county", "street")}
    told = personal and "name" in shown
    tier = result.tier
    subject = Subject(
        name=plain(str(shown["name"])) if told else name_of_subject(result),
        id=str(places["id"]),
        county=str(places["county"]),
        street=str(places["street"]),
        facts=dict(_facts(shown, names)),
        points=result.points,
        total=result.total if result.points is not None else None,
        parts=tuple(
            _tally(dimension.indicators) if dimension.points is None else dimension.points
            for dimension in result.dimensions
        ),
        conversions=tuple(result.conversions.get(name.id) for name in kind.conversions),
        tier=tier.id if tier.decided else None,
        settled=tier.decided or not kind.tiers or not tier.possible,
        verdict=verdict_words(result, names) if kind.tiers else "",
        unanswered=len(result.unanswered),
        gates=names.joined(_gates(result, names)),
        remarks=names.joined(_remarks(result, names)),
    )
    return subject if subject.final else replace(subject, settled=False)


def _facts(shown: Mapping[str, FactValue], names: Names) -> Iterator[tuple[str, FactValue]]:
    """Yield facts by title: those of every subject, of the rubric, and of the file alone."""
    order = dict.fromkeys([*STANDARD_FACTS, *names.rubric.facts, *shown])
    for fact in order:
        if fact in shown and fact not in ("id", "name"):
            title = names.of(fact)
            if title == fact and fact in STANDARD_TITLES:
                title = heading(STANDARD_TITLES[fact], names.language)
            yield title, _said(fact, shown[fact], names)


def _said(fact: str, value: FactValue, names: Names) -> FactValue:
    if not isinstance(value, str):
        return value
    return names.case(fact, value) if fact in names.rubric.facts else plain(value)


def _gates(result: Result, names: Names) -> Iterator[str]:
    for gate in (*result.prerequisites, *result.vetoes, *result.withheld):
        if gate.state in ("unmet", "yes"):
            yield names.labelled(names.of(gate.id), gate_words(gate, names))


def _remarks(result: Result, names: Names) -> Iterator[str]:
    told = {remark.id for remark in names.rubric.remarks}
    for flag in result.flags:
        if flag.code in told or flag.code == "missing-fact":
            yield names.text(flag.message)


def _tally(indicators: tuple[IndicatorResult, ...]) -> Tally:
    lines = [one.line for one in indicators if one.line.state != "not_applicable"]
    return Tally(
        sum(line.stands is True for line in lines),
        sum(line.stands is False for line in lines),
        sum(line.stands is None for line in lines),
    )


def _lines(result: Result, rows: Sequence[Row], names: Names) -> Iterator[Line]:
    traces = (one.line for dimension in result.dimensions for one in dimension.indicators)
    for row, trace in zip(rows, traces, strict=False):
        yield _line(row, trace, names)


def _besides(result: Result, rows: Sequence[Row], names: Names) -> Iterator[tuple[KindLine, Line]]:
    """Yield what adds to a score or takes from it; it stands after the lines."""
    section = names.word(say("bonus and deductions"))
    for adjustment, row in zip(
        result.adjustments, rows[len(rows) - len(result.adjustments) :], strict=True
    ):
        line = Line(_span(row.points), row.state, names.joined(row.reasons), {})
        yield KindLine(adjustment.id, section, row.ref, row.title), line


def _line(row: Row, trace: Trace, names: Names) -> Line:
    applies = trace.state != "not_applicable"
    distance = trace.distance
    return Line(
        _span(row.points),
        (row.met or row.state) if trace.points is None else row.state,
        names.joined(row.reasons),
        {cause: reduce(points) for cause, points in trace.lost.items() if points},
        met=trace.stands if trace.points is None else None,
        applies=applies,
        short=distance.short if distance is not None and trace.stands is False else None,
        unit="percent" if distance is not None and distance.unit in ("percent", "rate") else "",
    )


def _span(points: Points | None) -> Span | None:
    return None if points is None else Span(points.earned, points.reachable, points.maximum)


def _fault(problem: Problem, language: Language) -> Fault:
    place = problem.location
    cell = "!".join(part for part in (place.sheet, place.cell) if part)
    where = [str(part) for part in (place.line, place.column) if part is not None]
    return Fault(
        plain(cell or ":".join(where)),
        problem.code,
        plain(problem.message.text(language)),
        "" if problem.help is None else plain(problem.help.text(language)),
    )
