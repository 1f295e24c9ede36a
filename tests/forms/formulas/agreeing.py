"""Whether formulas come to what the engine says of the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hpscore.message import Language, Sayable, say
from hpscore.model.assessment import Assessment
from hpscore.model.result import Points, Result
from hpscore.model.rubric import Rubric
from hpscore.reports.names import names_for
from hpscore.scoring.engine import score
from tests.forms.formulas.sheets import Filled, filled

__all__ = ["differences", "verdict_text"]

_NEAR = 1e-9


def differences(rubric: Rubric, assessment: Assessment) -> Iterator[str]:
    """Yield where formulas and the engine disagree."""
    result, form = score(rubric, assessment), filled(rubric, assessment)
    compiled = form.compiled
    traces = {i.id: i.line for d in result.dimensions for i in d.indicators}
    traces |= {a.id: a.trace for a in result.adjustments if a.trace is not None}
    for name, trace in traces.items():
        assert (trace.points is None) == (name not in compiled.lines)
        if trace.points is not None:
            yield from _differ(name, form.ends(compiled.lines[name]), trace.points)
    for dimension in result.dimensions:
        if dimension.points is not None:
            ends = form.ends(compiled.dimensions[dimension.id])
            yield from _differ(dimension.id, ends, dimension.points)
    if result.points is not None:
        yield from _differ("points", form.ends(compiled.points), result.points)
    yield from _totals(result, form)
    if compiled.tier is not None:
        text, wanted = form.text(compiled.tier), verdict_text(rubric, result)
        if text != wanted:
            yield f"tier {text!r}, engine {wanted!r}"


def _totals(result: Result, form: Filled) -> Iterator[str]:
    compiled = form.compiled
    if compiled.earned is None:
        return
    if result.total is None:
        if form.text(compiled.earned):
            yield f"total {form.text(compiled.earned)}, engine none"
        return
    ends = form.ends((compiled.earned, str(compiled.reachable)))
    yield from _differ("total", ends, result.total)
    for name, points in result.conversions.items():
        yield from _differ(name, form.ends(compiled.conversions[name]), points)


def _differ(name: str, ends: tuple[float, float], points: Points) -> Iterator[str]:
    wanted = (float(points.earned), float(points.reachable))
    if any(abs(Fraction(a) - Fraction(b)) > _NEAR for a, b in zip(ends, wanted, strict=True)):
        yield f"{name} {ends}, engine {wanted}"


def verdict_text(rubric: Rubric, result: Result, language: Language = "zh") -> str:
    """Return the engine's tier in the words of a form."""
    names = names_for(rubric, language)
    if any(gate.state == "yes" for gate in result.withheld):
        return names.word(say("score withheld"))
    titles: dict[str | None, Sayable] = {tier.id: tier.title for tier in rubric.tiers}
    titles["undefined"] = say("no tier published")
    if result.tier.decided:
        return names.text(titles[result.tier.id])
    listed = names.listed(names.text(titles[name]) for name in result.tier.possible)
    return names.word(say("undecided: {possible}", possible=listed))
