"""How near both ends of an interval are: what the worst and the best completion come to."""

from __future__ import annotations

from collections.abc import Iterable

from hpscore.model.assessment import Assessment
from hpscore.model.number import Number
from hpscore.model.result import Points, Result
from hpscore.model.sheet import Sheet
from hpscore.model.switches import Switch
from hpscore.model.uses import uses_by_line
from tests.properties.assessments import excusable_lines, open_ends
from tests.properties.laws import lines_of

__all__ = ["ends_of_lines", "ends_of_scores", "ends_of_totals", "sharp_lines", "sharp_total"]

Ends = tuple[Number, Number]


def ends_of_lines(results: Iterable[Result]) -> dict[str, Ends]:
    """Return the least and the most that every line earns in some results."""
    found: dict[str, list[Points]] = {}
    for result in results:
        for name, trace in lines_of(result).items():
            if trace.points is not None:
                found.setdefault(name, []).append(trace.points)
    return {
        name: (min(p.earned for p in points), max(p.reachable for p in points))
        for name, points in found.items()
    }


def ends_of_scores(results: Iterable[Result]) -> dict[str, Ends]:
    """Return the least and the greatest score of every dimension, where it applies."""
    found: dict[str, list[Points]] = {}
    for result in results:
        for dimension in result.dimensions:
            if dimension.score is not None:
                found.setdefault(dimension.id, []).append(dimension.score)
    return {
        name: (min(p.earned for p in scores), max(p.reachable for p in scores))
        for name, scores in found.items()
    }


def ends_of_totals(results: Iterable[Result]) -> Ends | None:
    """Return the least and the greatest total; None where one of them has none."""
    totals = [result.total for result in results]
    ends = [end for total in totals if total is not None for end in (total.earned, total.reachable)]
    return None if None in totals else (min(ends), max(ends))


def _undirected(sheet: Sheet, before: Assessment) -> set[Switch]:
    """Return what is open and has no better answer: switches, and what may be not applicable."""
    uses = {use.name for own in uses_by_line(sheet).values() for use in own if not use.sense}
    uses |= {("question", q) for q, asked in sheet.questions.items() if asked.not_applicable}
    ends = open_ends(sheet, before)
    return {
        (kind, name)
        for kind, name in uses
        if (name in ends if kind == "question" else name not in before.subject)
    }


def sharp_lines(sheet: Sheet, before: Assessment) -> set[str]:
    """Return the lines whose ends are attained.

    All are but those for which an open number decides whether a part exists, and which read
    that number, or a number of the subject, elsewhere too: it cannot be tried case by case.
    """
    numbers = {name for name in _undirected(sheet, before) if name not in sheet.options}
    numbers |= {
        ("fact", name)
        for name, fact in sheet.rubric.facts.items()
        if not fact.options and name not in before.subject
    }
    return {name for name, line in sheet.lines.items() if not line.inputs & numbers}


def sharp_total(sheet: Sheet, before: Assessment) -> bool:
    """Say whether the ends of the total are attained: what has no better answer is in one line."""
    if sharp_lines(sheet, before) != sheet.lines.keys() or sheet.rubric.withhold:
        return False
    undirected = _undirected(sheet, before)
    lines = sheet.lines.values()
    if any(sum(name in line.inputs for line in lines) > 1 for name in undirected):
        return False
    for name, questions in excusable_lines(sheet, before.answers, before.points).items():
        own = {name, *sheet.group("dimension", name)}
        inputs = {("question", question) for question in questions}
        if any(
            line.id not in own and (own & {*line.reads} or inputs & line.inputs) for line in lines
        ):
            return False
    # what a line loses beyond its floor hangs together with what it earns
    resting = [line for line in lines if any(_rests(node.part.rule) for node in line.node.walk())]
    return not any(line.inputs & undirected for line in resting)


def _rests(rule: object) -> bool:
    return getattr(rule, "rest", None) is not None
