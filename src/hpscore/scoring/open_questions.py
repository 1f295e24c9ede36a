"""Which questions can still change the points or the tier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hpscore.model.result import Gate, TierResult, Trace
from hpscore.model.sheet import Sheet
from hpscore.scoring.conditions import blame
from hpscore.scoring.context import Context

__all__ = ["open_questions"]


def open_questions(
    context: Context, gates: Iterable[Gate], tier: TierResult
) -> tuple[str, ...]:
    """List them in rubric order, vetoes last. Facts are no questions: flags name them."""
    sheet = context.sheet
    found: set[str] = set()
    for trace in context.lines.values():
        if trace.open:
            found.update(_open_in(trace, sheet))
    for gate in gates:
        if gate.state != "open":
            continue
        struck = any(gate.id in _vetoes_of(trace) for trace in context.lines.values() if trace.open)
        if struck or gate.id in tier.open:
            found.update(gate.because)
    if not tier.decided:
        for declared in sheet.rubric.tiers:
            if declared.when is not None:
                found.update(blame(declared.when, context, None))
    settled = {name for name in found if _settled(name, context)}
    order = (*sheet.questions, *(veto.id for veto in sheet.rubric.vetoes))
    return tuple(name for name in order if name in found - settled)


def _settled(name: str, context: Context) -> bool:
    answer = context.answer(name)
    if answer is None:
        return False
    return answer.value is not None or answer.state == "not_applicable"


def _vetoes_of(trace: Trace) -> list[str]:
    names = trace.because.get("veto", [])
    return names if isinstance(names, list) else []


def _open_in(trace: Trace, sheet: Sheet) -> Iterator[str]:
    """Yield the questions inside a trace that keep it open."""
    if trace.question is not None:
        yield trace.question
    for key in ("requires", "when"):
        names = trace.because.get(key, ())
        for name in (names,) if isinstance(names, str) else names:  # type: ignore[union-attr]
            if name in sheet.questions:
                yield name
    if trace.rule == "by":
        yield from (name for name in trace.because.get("open", ()))  # type: ignore[attr-defined]
    for part in trace.parts:
        if part.open and not _outdone(part, trace):
            yield from _open_in(part, sheet)


def _outdone(part: Trace, whole: Trace) -> bool:
    """Say whether an alternative of a best-of can no longer raise it."""
    if whole.rule != "best" or part.points is None or whole.points is None:
        return False
    return part.points.reachable <= whole.points.earned
