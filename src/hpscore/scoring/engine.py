"""Score an assessment against a rubric: a pure function, in exact numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from hpscore.model.assessment import STANDARD_PERSONAL, Assessment
from hpscore.model.digest import digest_of
from hpscore.model.number import Number, reduce
from hpscore.model.resolve import sheet_of as resolve
from hpscore.model.result import (
    AdjustmentResult,
    Atom,
    DimensionResult,
    IndicatorResult,
    Points,
    Recorded,
    Result,
    Trace,
)
from hpscore.model.rubric import Rubric, Veto
from hpscore.model.sheet import Line, Sheet
from hpscore.scoring.context import Context
from hpscore.scoring.flags import flags_of
from hpscore.scoring.gates import prerequisite_state, veto_state, withhold_state
from hpscore.scoring.lines import excuse, score_line, strike
from hpscore.scoring.open_questions import open_questions
from hpscore.scoring.papers import papers_of
from hpscore.scoring.sums import add_lost, add_points
from hpscore.scoring.tiers import tier_of
from hpscore.scoring.totals import adjustments_of, dimension_of, total_of

__all__ = ["line_points", "score"]


def score(rubric: Rubric, assessment: Assessment) -> Result:
    """Score an assessment that was read against this rubric.

    Every score is an interval, from the worst completion of what is open to the best. Nothing
    is rounded, unless the rubric rounds its total before tiers are decided.
    """
    plan = _plan(rubric)
    sheet = plan.sheet
    context = Context(sheet, assessment.subject, assessment.answers, assessment.points,
                      assessment.vetoes)
    _score_lines(plan, context)
    adjustments = adjustments_of(sheet, context.lines) if plan.adjusted else []
    dimensions, atoms = _dimensions(plan, rubric, context, adjustments)
    scored = [d.points for d in dimensions if d.points is not None]
    points = add_points(scored) if scored else None
    on_total = [a for a in adjustments if a.to == "total"]
    total = context.total = total_of(rubric, atoms, on_total) if scored else None
    withheld = tuple(withhold_state(gate, context) for gate in rubric.withhold)
    prerequisites = tuple(prerequisite_state(gate, context) for gate in rubric.prerequisites)
    vetoes = tuple(veto_state(gate, context) for gate in rubric.vetoes)
    tier = tier_of(context, (*prerequisites, *vetoes), withheld)
    if any(gate.state == "yes" for gate in withheld):
        total = None
    return Result(
        source=assessment.source,
        rubric=rubric.rubric,
        version=rubric.version,
        digest=plan.digest,
        subject=assessment.subject,
        personal=plan.personal,
        period=assessment.period,
        points=points,
        total=total,
        unit=rubric.total.unit,
        better=rubric.total.better,
        final=not any(trace.open for trace in context.lines.values()),
        tier=tier,
        prerequisites=prerequisites,
        vetoes=vetoes,
        withheld=withheld,
        conversions=_conversions(rubric, total),
        lost=add_lost([d.lost for d in dimensions]),
        flags=flags_of(context, assessment, (*prerequisites, *vetoes), tier),
        dimensions=dimensions,
        adjustments=tuple(adjustments),
        recorded=tuple(
            Recorded(question.id, assessment.answers[question.id])
            for question in rubric.recorded
            if question.id in assessment.answers
        ),
        unanswered=open_questions(context, (*prerequisites, *vetoes, *withheld), tier),
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """What scoring works out once for a rubric."""

    sheet: Sheet
    order: tuple[tuple[Line, tuple[Veto, ...]], ...]
    """Lines, each after what it reads, with the vetoes that zero it."""
    excusable: dict[str, tuple[str, ...]]
    """The lines of each dimension that may be not applicable as a whole."""
    adjusted: bool
    reordered: bool
    """Whether lines are scored in another order than the sheet's."""
    papers: dict[str, tuple[str, ...]]
    """The papers that each line wants, where no answer or fact changes them."""
    digest: str
    personal: frozenset[str]


def _plan(rubric: Rubric) -> _Plan:
    plan = rubric._prepared
    if plan is None:
        plan = rubric._prepared = _make_plan(rubric)
    return cast(_Plan, plan)


def _make_plan(rubric: Rubric) -> _Plan:
    sheet = resolve(rubric)
    striking = [veto for veto in rubric.vetoes if veto.zeroes]
    order = tuple(
        (
            line,
            tuple(v for v in striking if line.id in v.zeroes or line.dimension in v.zeroes),
        )
        for line in (sheet.lines[name] for name in sheet.order)
    )
    excusable = {
        d.id: tuple(i.id for i in d.indicators) for d in rubric.dimensions if d.not_applicable
    }
    rests = any(node.part.rule.kind == "deduct" for line in sheet.lines.values()
                for node in line.node.walk())
    personal = {name for name, fact in rubric.facts.items() if fact.personal}
    return _Plan(sheet, order, excusable, bool(rubric.bonus or rubric.deductions or rests),
                 tuple(sheet.lines) != sheet.order,
                 _fixed_papers(sheet), digest_of(rubric), frozenset(personal | set(STANDARD_PERSONAL)))


def _fixed_papers(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    nothing = Context(sheet, {}, {})
    conditional = {number for number, paper in sheet.rubric.evidence.items() if paper.when}
    found: dict[str, tuple[str, ...]] = {}
    for name, line in sheet.lines.items():
        papers = papers_of(line.node, nothing)
        switched = any(node.kind == "by" for node in line.node.walk())
        if not switched and not conditional & set(papers):
            found[name] = papers
    return found


def _score_lines(plan: _Plan, context: Context) -> None:
    lines = context.lines
    for line, vetoes in plan.order:
        trace = score_line(line, context)
        if plan.excusable and line.dimension in plan.excusable:
            trace = _excused_with_dimension(plan, line, trace, context)
        if vetoes:
            trace = strike(trace, [veto_state(veto, context) for veto in vetoes])
        lines[line.id] = trace
    if plan.reordered:
        ordered = {name: lines[name] for name in plan.sheet.lines}
        lines.clear()
        lines.update(ordered)


def _excused_with_dimension(
    plan: _Plan, line: Line, trace: Trace, context: Context
) -> Trace:
    """Leave a line out with its dimension; or say that it may yet be left out."""
    assert line.dimension is not None
    answer = context.answers.get(line.dimension)
    names = plan.excusable[line.dimension]
    dimension = next(d for d in plan.sheet.rubric.dimensions if d.id == line.dimension)
    assert dimension.not_applicable is not None
    if answer is not None:
        return excuse(line.node, trace, dimension.not_applicable, answer)
    touched = any(
        question in context.answers
        for name in names
        for question in (name, *plan.sheet.lines[name].node.questions())
    ) or any(name in context.awarded for name in names)
    return trace if touched else excuse(line.node, trace, dimension.not_applicable, None)


def _papers(plan: _Plan, name: str, context: Context) -> tuple[str, ...]:
    fixed = plan.papers.get(name)
    return papers_of(plan.sheet.lines[name].node, context) if fixed is None else fixed


def _dimensions(
    plan: _Plan, rubric: Rubric, context: Context, adjustments: list[AdjustmentResult]
) -> tuple[tuple[DimensionResult, ...], list[Atom]]:
    found: list[DimensionResult] = []
    atoms: list[Atom] = []
    for dimension in rubric.dimensions:
        indicators = tuple(
            IndicatorResult(
                source.id, source.ref, _papers(plan, source.id, context), context.lines[source.id]
            )
            for source in dimension.indicators
        )
        own = [a for a in adjustments if a.to == dimension.id] if adjustments else []
        result, brought = dimension_of(dimension, indicators, own)
        found.append(result)
        atoms.extend(brought)
    return tuple(found), atoms


def _conversions(rubric: Rubric, total: Points | None) -> dict[str, Points]:
    if total is None:
        return {}
    return {c.id: Points(*(_convert(end, c.times, c.per) for end in
                           (total.earned, total.reachable, total.maximum)))
            for c in rubric.conversions}


def _convert(value: Number, times: Number, per: Number) -> Number:
    return reduce(Fraction(value * times) / per)




def line_points(rubric: Rubric, assessment: Assessment, name: str) -> Points | None:
    """Return what the answers alone earn in one line; None for a target line."""
    plan = _plan(rubric)
    context = Context(plan.sheet, assessment.subject, assessment.answers, assessment.points,
                      assessment.vetoes)
    _score_lines(plan, context)
    return context.lines[name].points
