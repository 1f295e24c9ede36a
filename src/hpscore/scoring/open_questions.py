"""What can still change the points or the verdict: questions, vetoes and facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hpscore.model.result import Gate, TierResult, Trace
from hpscore.model.sheet import Line
from hpscore.scoring.absence import may_be_excused
from hpscore.scoring.context import Context

__all__ = ["Open", "open_in"]

_REASONS: Final = ("requires", "when", "veto", "open", "wanted_if")
"""What decided a trace by names that may be open."""


@dataclass(frozen=True, slots=True)
class Open:
    """The names of what is open, of questions, vetoes, facts, lines and groups of lines."""

    lines: Mapping[str, frozenset[str]]
    """What each open line waits for."""
    verdict: frozenset[str]
    """What the verdict waits for besides."""

    def questions(self, context: Context) -> tuple[str, ...]:
        """List the questions in rubric order, vetoes last; facts are no questions."""
        names = self.verdict.union(*self.lines.values())
        if not names:
            return ()
        order = (*context.sheet.questions, *(veto.id for veto in context.sheet.rubric.vetoes))
        return tuple([name for name in order if name in names and not _settled(name, context)])

    def readers(self, fact: str) -> list[str]:
        """List the open lines that wait for a fact."""
        return [line for line, names in self.lines.items() if fact in names]


def open_in(context: Context, gates: Sequence[Gate], tier: TierResult) -> Open:
    """Find what is open in a scored run; `gates` are all its gates, withholding ones too."""
    by_id = {gate.id: gate for gate in gates}
    lines = {
        name: _waits(context.sheet.lines[name], trace, by_id, context)
        for name, trace in context.lines.items()
        if trace.open
    }
    verdict: set[str] = set()
    if not tier.decided:
        for name in tier.open:
            # an open gate waits for what decides it, which need not be its own question
            verdict.update(_gate(by_id[name], context) if name in by_id else (name,))
    return Open(lines, frozenset(verdict))


def _settled(name: str, context: Context) -> bool:
    if name not in context.sheet.questions:
        return name in context.vetoes
    answer = context.answer(name)
    return answer is not None and (answer.value is not None or answer.state == "not_applicable")


def _waits(line: Line, trace: Trace, gates: Mapping[str, Gate], context: Context) -> frozenset[str]:
    """Return what an open line waits for: mostly its one question, which is told at once."""
    plain = not (trace.parts or trace.because or context.bare)
    if plain and trace.question is not None and line.node.part.not_applicable is None:
        return frozenset((trace.question,))
    return frozenset(_line(line, trace, gates, context))


def _line(line: Line, trace: Trace, gates: Mapping[str, Gate], context: Context) -> Iterator[str]:
    """Yield what keeps a line open."""
    names: set[str] = set()
    _collect(trace, names)
    for name in names:
        yield from _gate(gates[name], context) if name in gates else (name,)
    if id(line.node) not in context.joint:  # there everything applies
        for node in line.node.walk():
            if node.part.not_applicable is not None:
                # any answer says that it does apply
                inside = (node.id, *node.questions())
                if may_be_excused(inside, context):
                    yield from inside
    if line.id in context.bare:
        for other in context.sheet.group("dimension", line.dimension or ""):
            yield from context.sheet.lines[other].node.questions()


def _collect(trace: Trace, names: set[str]) -> None:
    """Collect the questions and conditions that a trace, or what is open inside it, waits for."""
    if trace.question is not None:
        names.add(trace.question)
    because = trace.because
    for key in _REASONS if because else ():
        found = because.get(key, [])
        assert isinstance(found, str | list)  # a name, or names
        names.update([found] if isinstance(found, str) else found)
    for part in trace.parts:
        # a stream may take more than the line has, and still be open in what is left to take
        more = trace.rule == "deduct" and part.lost
        if (part.open or more) and not _outdone(part, trace):
            _collect(part, names)


def _outdone(part: Trace, whole: Trace) -> bool:
    """Say whether an alternative of a best-of can no longer raise it."""
    if whole.rule != "best" or part.points is None or whole.points is None:
        return False
    return part.points.reachable <= whole.points.earned


def _gate(gate: Gate, context: Context) -> Iterator[str]:
    """Yield what an open gate waits for: its own answer, where nothing else can decide it."""
    if gate.state != "open":
        return
    yield from gate.because
    if gate.derived and not any(_can_change(name, context) for name in gate.because):
        yield gate.id


def _can_change(name: str, context: Context) -> bool:
    """Say whether a subject of a condition is open in itself, or has open lines in it."""
    if name in context.sheet.questions and not _settled(name, context):
        return True
    if name in context.sheet.rubric.facts and name not in context.facts:
        return True
    names = [
        n for (_, subject), group in context.sheet.groups.items() if subject == name for n in group
    ]
    return any(context.lines[line].open for line in (name, *names) if line in context.lines)
