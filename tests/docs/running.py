"""Run the examples of the documentation: rubrics, answers to them, and what is refused."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from hpscore.model.number import Number, exact, spell
from hpscore.model.result import IndicatorResult, Points, Result
from hpscore.model.rubric import Rubric
from hpscore.problem import Problem, ProblemError
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.outcome import Outcome, Scorer
from hpscore.readers.rubrics import rubric_from
from hpscore.source import Document, parse_document
from tests.docs.pages import Block

HEAD: Final = 'rubric: example\nversion: "1"\ntitle: Example\n'
_SHEET: Final = "dimensions:\n  - id: sheet\n    title: Sheet\n"
_JUDGED: Final = (
    _SHEET
    + "    points: 100\n    indicators:\n"
    + "      - {id: judged, title: Judged, points: 100, rating: 0.5}\n"
)
SECTIONS: Final = ("subject", "period", "answers", "points", "vetoes", "evidence", "registers")


def whole(text: str) -> tuple[str, int, int]:
    """Return a whole rubric around an example, and how many lines and columns it moved.

    Lines (`- id: …`) get a dimension around them; other keys stand beside one judged line.
    """
    if text.startswith(("rubric:", "#")):
        return text, 0, 0
    if text.startswith("- "):
        before = HEAD + _SHEET + _points(text) + "    indicators:\n"
        return before + textwrap.indent(text, "      "), before.count("\n"), 6
    before = HEAD if "\ndimensions:" in "\n" + text else HEAD + _JUDGED
    return before + text, before.count("\n"), 0


def _points(text: str) -> str:
    try:
        lines = parse_document(text, file=None, format="yaml").value
    except ProblemError:
        return ""
    assert isinstance(lines, list)
    points = [line["points"] for line in lines if isinstance(line, dict) and "points" in line]
    numbers = [value for value in points if isinstance(value, int | Decimal)]
    return f"    points: {sum(numbers)}\n" if numbers else ""


def rubric(text: str) -> Rubric:
    """Return the rubric of an example."""
    return rubric_from(parse_document(whole(text)[0], file="rubric.yaml", format="yaml"))


def refusals(text: str) -> list[Problem]:
    """Return why an example is no rubric, as if it stood in a file of its own."""
    around, lines, columns = whole(text)
    try:
        rubric_from(parse_document(around, file="rubric.yaml", format="yaml"))
    except ProblemError as error:
        return [_moved(problem, lines, columns) for problem in error.problems]
    return []


def _moved(problem: Problem, lines: int, columns: int) -> Problem:
    place = problem.location
    assert place.line is not None
    assert place.line > lines, f"{problem.code} stands outside the example"
    return replace(
        problem,
        location=replace(
            place,
            line=place.line - lines,
            column=(place.column or 1) - columns,
            snippet=None if place.snippet is None else place.snippet[columns:],
        ),
    )


def scored(text: str, by: Rubric | None) -> Outcome:
    """Score the text of an assessment by a rubric, or by the one that it names."""
    document = parse_document(text, file="assessment.yaml", format="yaml")
    return Scorer(Catalogue(), by).score(document)


def outcome_of(case: Mapping[str, Any], by: Rubric) -> Outcome:
    """Score the answers of one line of a `scores` block."""
    sections: dict[str, Any] = {"answers": {}}
    sections |= {section: case[section] for section in SECTIONS if section in case}
    return Scorer(Catalogue(), by).score(Document(sections, "", None, "yaml"))


def result_of(case: Mapping[str, Any], by: Rubric) -> Result:
    """Return the result of one line of a `scores` block."""
    outcome = outcome_of(case, by)
    assert outcome.result is not None, [str(problem.message) for problem in outcome.problems]
    return outcome.result


def cases(block: Block) -> list[dict[str, Any]]:
    """Return the lines of a `scores` block."""
    found = parse_document(block.text, file=None, format="yaml").value
    assert isinstance(found, list)
    return found  # type: ignore[return-value]  # each is a mapping, or its example fails


def expected(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a line of a `scores` block expects, its numbers spelled out."""
    return {key: _spelled(value) for key, value in case.items() if key not in SECTIONS}


def given(result: Result, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same of a result: for a mapping, of the names that are expected."""
    found = {key: _READ[key](result) for key in wanted}
    return {
        key: {name: value.get(name) for name in wanted[key]}
        if isinstance(value, dict) and key != "lost"
        else value
        for key, value in found.items()
    }


def _spelled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _spelled(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_spelled(inner) for inner in value]
    return spell(exact(value)) if isinstance(value, int | Decimal) else value


def _ends(points: Points | None) -> Any:
    if points is None:
        return "none"
    ends = [spell(points.earned), spell(points.reachable)]
    return ends[0] if points.final else ends


def _lines(result: Result) -> list[IndicatorResult]:
    return [line for dimension in result.dimensions for line in dimension.indicators]


def _met(met: bool | None) -> str:
    return "open" if met is None else "yes" if met else "no"


def _short(line: IndicatorResult) -> Any:
    distance = line.line.distance
    return "open" if distance is None or distance.short is None else spell(distance.short)


def _numbers(lost: Mapping[str, Number]) -> dict[str, str]:
    return {cause: spell(value) for cause, value in lost.items()}


_READ: Final[Mapping[str, Callable[[Result], Any]]] = {
    "earns": lambda r: _ends(r.points),
    "of": lambda r: None if r.points is None else spell(r.points.maximum),
    "total": lambda r: _ends(r.total),
    "total_of": lambda r: None if r.total is None else spell(r.total.maximum),
    "tier": lambda r: r.tier.id or list(r.tier.possible),
    "open": lambda r: list(r.tier.open),
    "final": lambda r: "yes" if r.final else "no",
    "lost": lambda r: _numbers(r.lost),
    "flags": lambda r: [flag.code for flag in r.flags],
    "unanswered": lambda r: list(r.unanswered),
    "lines": lambda r: {line.id: _ends(line.line.points) for line in _lines(r)},
    "states": lambda r: {line.id: line.state for line in _lines(r)},
    "met": lambda r: {line.id: _met(line.line.met) for line in _lines(r)},
    "short": lambda r: {line.id: _short(line) for line in _lines(r)},
    "papers": lambda r: {line.id: list(line.evidence) for line in _lines(r)},
    "scores": lambda r: {d.id: _ends(d.score) for d in r.dimensions},
    "changes": lambda r: {a.id: _ends(a.points) for a in r.adjustments},
    "gates": lambda r: {gate.id: gate.state for gate in (*r.prerequisites, *r.vetoes, *r.withheld)},
    "conversions": lambda r: {name: _ends(points) for name, points in r.conversions.items()},
    "recorded": lambda r: [recorded.id for recorded in r.recorded],
}
"""What a line of a `scores` block may expect, and where a result has it."""
