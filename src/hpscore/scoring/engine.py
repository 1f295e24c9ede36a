"""Score an assessment against a rubric: a pure function, in exact numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from hpscore.model.assessment import Assessment
from hpscore.model.number import Number, divide
from hpscore.model.result import (
    AdjustmentResult,
    Brought,
    DimensionResult,
    EvidenceMode,
    IndicatorResult,
    Points,
    Recorded,
    Result,
    Trace,
)
from hpscore.scoring.context import Case, Context
from hpscore.scoring.flags import flags_of
from hpscore.scoring.gates import prerequisite_state, veto_state, withhold_state
from hpscore.scoring.leaves import score_leaf
from hpscore.scoring.lines import assume, score_line, score_node
from hpscore.scoring.open_questions import open_in
from hpscore.scoring.papers import papers_of
from hpscore.scoring.plan import Plan, plan_of
from hpscore.scoring.sums import add_lost, add_points
from hpscore.scoring.tiers import Standing, tier_of
from hpscore.scoring.totals import adjustments_of, dimension_of, total_of

if TYPE_CHECKING:
    from hpscore.model.rubric import Indicator, Rubric

__all__ = ["line_points", "lines_without", "score", "wanted_papers"]

_MOST_RESULTS: Final = 4000


def score(rubric: Rubric, assessment: Assessment, *, evidence: EvidenceMode = "report") -> Result:
    """Score an assessment that was read against this rubric.

    Every score is an interval, from the worst completion of what is open to the best. Nothing
    is rounded, unless the rubric rounds its total before tiers are decided. Where evidence is
    required, a part earns nothing unless the papers that it wants were handed in in full.
    """
    plan = plan_of(rubric)
    lacking = frozenset[str]()
    if evidence == "require" and rubric.evidence:
        from hpscore.scoring.handed import not_in_full  # most runs ask no papers

        lacking = not_in_full(rubric, assessment.evidence)
    context = _scored(plan, assessment, lacking)
    dimensions, adjustments = _add_up(plan, context)
    scored = [d.points for d in dimensions if d.points is not None]
    standing = _standing(context)
    withheld = tuple(withhold_state(gate, context) for gate in rubric.withhold)
    tier = tier_of(standing, withheld, plan.switches, lambda case: _anew(plan, context, case))
    hidden = any(gate.state == "yes" for gate in withheld)
    total = None if context.total is None or hidden else context.total.points
    gates = standing.gates
    open_ = open_in(context, (*gates, *withheld), tier)
    return Result(
        source=assessment.source,
        rubric=rubric.rubric,
        version=rubric.version,
        digest=plan.digest,
        subject=assessment.subject,
        personal=plan.personal,
        period=assessment.period,
        points=add_points(scored) if scored else None,
        total=total,
        unit=rubric.total.unit,
        better=rubric.total.better,
        final=not open_.lines,
        tier=tier,
        prerequisites=gates[: len(rubric.prerequisites)],
        vetoes=gates[len(rubric.prerequisites) :],
        withheld=withheld,
        conversions=_conversions(rubric, total),
        lost=add_lost([d.lost for d in dimensions]),
        flags=flags_of(context, assessment, gates, tier, open_, plan),
        dimensions=dimensions,
        adjustments=tuple(adjustments),
        recorded=_recorded(rubric, assessment),
        unanswered=open_.questions(context),
        evidence=evidence,
        registers="report" if assessment.measured.strict is None else "strict",
        extends=rubric.extends,
    )


def line_points(rubric: Rubric, assessment: Assessment, name: str) -> Points | None:
    """Return what the answers alone earn in one line; None for a target line."""
    return _scored(plan_of(rubric), assessment).lines[name].points


def lines_without(
    rubric: Rubric, assessment: Assessment, papers: frozenset[str]
) -> Mapping[str, Points | None]:
    """Return what every line earns where these papers, and no others, are lacking."""
    context = _scored(plan_of(rubric), assessment, papers)
    return {name: trace.points for name, trace in context.lines.items()}


def wanted_papers(rubric: Rubric, assessment: Assessment) -> Mapping[str, tuple[str, ...]]:
    """Return the numbers of the papers that each line wants, as far as it applies."""
    plan = plan_of(rubric)
    context = _scored(plan, assessment)
    return {
        name: papers_of(line.node, context)
        for name, line in plan.sheet.lines.items()
        if not _left_out(context.lines[name])
    }


def _left_out(trace: Trace) -> bool:
    return trace.state == "not_applicable" and not trace.open


def _scored(plan: Plan, assessment: Assessment, lacking: frozenset[str] = frozenset()) -> Context:
    """Score every line; where less is better, lacking papers change nothing."""
    if plan.sheet.rubric.total.better == "lower":
        lacking = frozenset()
    plain: Context | None = None
    if any(plan.sheet.rubric.evidence[number].when for number in lacking):
        plain = _scored(plan, assessment)
        _add_up(plan, plain)
    context = Context(
        plan.sheet,
        assessment.subject,
        assessment.answers,
        assessment.points,
        assessment.vetoes,
        unproven=lacking,
        plain=plain,
        memo=plan.memo,
        period=assessment.period,
        joint=plan.joint,
    )
    lines, direct = context.lines, not assessment.points and not lacking
    for line, simple in plan.order:
        if simple and direct:  # as `score_line` would, without asking
            node = line.node
            score = score_leaf if node.asked else score_node
            lines[node.id] = score(node, context)
        else:
            score_line(line, context)
    if plan.reordered:
        context.lines = {name: context.lines[name] for name in plan.sheet.lines}
    return context


def _add_up(
    plan: Plan, context: Context
) -> tuple[tuple[DimensionResult, ...], list[AdjustmentResult]]:
    """Add lines up to dimensions, and these to the total, which is put into the context."""
    rubric = plan.sheet.rubric
    adjustments = adjustments_of(rubric, context.lines) if plan.adjusted else []
    found: list[DimensionResult] = []
    brought: list[Brought] = []
    lines, known = context.lines, plan.results
    for dimension in rubric.dimensions:
        indicators = tuple(
            [
                kept
                if (kept := known.get(id(trace := lines[line.id]))) and kept.line is trace
                else _line_result(line, plan, context)
                for line in dimension.indicators
            ]
        )
        own = [a for a in adjustments if a.to == dimension.id] if adjustments else []
        result, brings = dimension_of(dimension, indicators, own, context)
        found.append(result)
        brought.extend(brings)
    context.total = total_of(rubric, brought, [a for a in adjustments if a.to == "total"])
    return tuple(found), adjustments


def _line_result(line: Indicator, plan: Plan, context: Context) -> IndicatorResult:
    """Return a line as results have it, and keep it for its trace, as far as there is room."""
    trace = context.lines[line.id]
    papers = plan.papers.get(line.id)
    if papers is None:
        return IndicatorResult(
            line.id, line.ref, papers_of(plan.sheet.lines[line.id].node, context), trace
        )
    found = IndicatorResult(line.id, line.ref, papers, trace)
    if trace.note is None and trace.case is None and len(plan.results) < _MOST_RESULTS:
        plan.results[id(trace)] = found  # which keeps the trace, and so its identity
    return found


def _standing(context: Context) -> Standing:
    rubric = context.sheet.rubric
    prerequisites = [prerequisite_state(gate, context) for gate in rubric.prerequisites]
    return Standing(context, (*prerequisites, *(veto_state(v, context) for v in rubric.vetoes)))


def _anew(plan: Plan, context: Context, case: Case) -> Standing:
    """Take switches as known, and score anew what that changes."""
    assumed = assume(context, case, plan.sheet.order)
    _add_up(plan, assumed)
    return _standing(assumed)


def _recorded(rubric: Rubric, assessment: Assessment) -> tuple[Recorded, ...]:
    answers = assessment.answers
    return tuple([Recorded(q.id, answers[q.id]) for q in rubric.recorded if q.id in answers])


def _conversions(rubric: Rubric, total: Points | None) -> dict[str, Points]:
    if total is None:
        return {}
    found: dict[str, Points] = {}
    for c in rubric.conversions:
        earned = _convert(total.earned, c.times, c.per)
        settled = total.reachable is total.earned
        reachable = earned if settled else _convert(total.reachable, c.times, c.per)
        found[c.id] = Points(earned, reachable, _convert(total.maximum, c.times, c.per))
    return found


def _convert(value: Number, times: Number, per: Number) -> Number:
    return divide(value * times, per)
