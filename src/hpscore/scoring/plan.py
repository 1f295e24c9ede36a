"""What scoring works out once for a rubric, and keeps with it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, cast

from hpscore.model.assessment import STANDARD_PERSONAL
from hpscore.model.result import Trace
from hpscore.model.sheet import Line, Node, Sheet
from hpscore.model.switches import amounts_of
from hpscore.scoring.context import Context
from hpscore.scoring.flags import notes_wanted
from hpscore.scoring.papers import papers_of

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["Plan", "plan_of"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What scoring works out once for a rubric."""

    sheet: Sheet
    order: tuple[tuple[Line, bool], ...]
    """Lines, each after what it reads; and whether it is just an answer and its points."""
    adjusted: bool
    """Whether anything changes the score of a dimension, or the total."""
    reordered: bool
    """Whether lines are scored in another order than the sheet's."""
    papers: dict[str, tuple[str, ...]]
    """The papers that each line wants, where no answer or fact changes them."""
    notes: dict[str, frozenset[str]]
    """The parts of each line whose losses a note must explain."""
    memo: dict[int, dict[object, Trace]]
    """Traces of the parts that depend on one answer alone; filled while scoring."""
    digest: str
    personal: frozenset[str]

    def __reduce__(self) -> tuple[object, ...]:
        # a memo is by identity, which a copy does not share
        return _again, tuple(getattr(self, f.name) for f in fields(self) if f.name != "memo")


def plan_of(rubric: Rubric) -> Plan:
    """Return the plan of a rubric that was checked when it was loaded."""
    plan = rubric._prepared
    if plan is None:
        plan = rubric._prepared = _make(rubric)
    return cast(Plan, plan)


def _again(
    sheet: Sheet,
    order: tuple[tuple[Line, bool], ...],
    adjusted: bool,
    reordered: bool,
    papers: dict[str, tuple[str, ...]],
    notes: dict[str, frozenset[str]],
    digest: str,
    personal: frozenset[str],
) -> Plan:
    """Return a plan that was kept."""
    memo = _memo(sheet)
    return Plan(sheet, order, adjusted, reordered, papers, notes, memo, digest, personal)


def _make(rubric: Rubric) -> Plan:
    from hpscore.model.digest import digest_of  # not needed where a plan was kept
    from hpscore.model.resolve import sheet_of

    sheet = sheet_of(rubric)
    nodes = [node for line in sheet.lines.values() for node in line.node.walk()]
    rests = any(getattr(node.part.rule, "rest", None) is not None for node in nodes)
    personal = {name for name, fact in rubric.facts.items() if fact.personal}
    return Plan(
        sheet,
        tuple((sheet.lines[name], _simple(sheet.lines[name])) for name in sheet.order),
        bool(rubric.bonus or rubric.deductions or rests),
        tuple(sheet.lines) != sheet.order,
        _fixed_papers(sheet),
        notes_wanted(sheet),
        _memo(sheet),
        digest_of(rubric),
        frozenset(personal | set(STANDARD_PERSONAL)),
    )


def _memo(sheet: Sheet) -> dict[int, dict[object, Trace]]:
    nodes = (node for line in sheet.lines.values() for node in line.node.walk())
    return {id(node): {} for node in nodes if _by_itself(node)}


def _simple(line: Line) -> bool:
    special = line.vetoes or line.excusable or line.switches
    return line.node.plain and line.node.asked is not None and not special


def _by_itself(node: Node) -> bool:
    """Say whether a part reads one answer and nothing else."""
    if node.asked is None or any(amount.by is not None for amount in amounts_of(node.part)):
        return False
    rule = node.part.rule
    if rule.kind == "target":
        if rule.due is not None:
            return False
        _, comparand = rule.comparison
        return comparand.question is None and comparand.fact is None
    return True


def _fixed_papers(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    nothing = Context(sheet, {}, {})
    conditional = {number for number, paper in sheet.rubric.evidence.items() if paper.when}
    found: dict[str, tuple[str, ...]] = {}
    for name, line in sheet.lines.items():
        if not any(_may_change(node, conditional) for node in line.node.walk()):
            found[name] = papers_of(line.node, nothing)
    return found


def _may_change(node: Node, conditional: set[str]) -> bool:
    """Say whether answers or facts decide which papers a part wants."""
    part = node.part
    if node.kind == "by" or part.when is not None or part.not_applicable is not None:
        return True
    own = (*part.evidence, *(number for stream, _ in node.streams for number in stream.evidence))
    return not conditional.isdisjoint(own)
