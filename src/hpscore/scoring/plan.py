"""What scoring works out once for a rubric, and keeps with it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, cast

from hpscore.model.assessment import STANDARD_PERSONAL
from hpscore.model.result import IndicatorResult, Trace
from hpscore.model.sheet import Line, Node, Sheet
from hpscore.model.switches import Switch, amounts_of
from hpscore.model.walking import tests_of
from hpscore.scoring.context import Context, Joint
from hpscore.scoring.flags import notes_wanted
from hpscore.scoring.papers import papers_of
from hpscore.scoring.tiers import tier_switches

if TYPE_CHECKING:
    from hpscore.model.condition import Test
    from hpscore.model.rubric import Rubric

__all__ = ["Plan", "plan_of"]

_FILLED: Final = ("memo", "joint", "results")


@dataclass(frozen=True, slots=True)
class Plan:
    """What scoring works out once for a rubric."""

    sheet: Sheet
    order: tuple[tuple[Line, bool], ...]
    """Lines, each after what it reads; and whether it is just answers and their points."""
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
    joint: dict[int, Joint]
    """The same of parts made of such parts."""
    results: dict[int, IndicatorResult]
    """Lines as results have them, by the identity of their traces, which they keep."""
    percents: tuple[str, ...]
    """The questions that take per cent."""
    switches: tuple[Switch, ...]
    """The facts and questions that tiers branch on."""
    digest: str
    personal: frozenset[str]

    def __reduce__(self) -> tuple[object, ...]:
        # what is filled while scoring is by identity, which a copy does not share
        kept = (f.name for f in fields(self) if f.name not in _FILLED)
        return _again, tuple(getattr(self, name) for name in kept)


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
    percents: tuple[str, ...],
    switches: tuple[Switch, ...],
    digest: str,
    personal: frozenset[str],
) -> Plan:
    """Return a plan that was kept."""
    return Plan(
        sheet,
        order,
        adjusted,
        reordered,
        papers,
        notes,
        _memo(sheet),
        _joint(sheet),
        {},
        percents,
        switches,
        digest,
        personal,
    )


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
        _joint(sheet),
        {},
        tuple(asked.id for asked in sheet.questions.values() if asked.kind == "percent"),
        tier_switches(rubric),
        digest_of(rubric),
        frozenset(personal | set(STANDARD_PERSONAL)),
    )


def _memo(sheet: Sheet) -> dict[int, dict[object, Trace]]:
    nodes = (node for line in sheet.lines.values() for node in line.node.walk())
    return {id(node): {} for node in nodes if _by_itself(node)}


def _joint(sheet: Sheet) -> dict[int, Joint]:
    nodes = (node for line in sheet.lines.values() for node in line.node.walk())
    return {id(node): (_read_by(node), {}) for node in nodes if _of_such(node, sheet)}


def _of_such(node: Node, sheet: Sheet) -> bool:
    """Say whether a part is made of parts that read nothing but answers, and always apply."""
    return bool(node.children) and all(
        inner.part.when is None
        and inner.part.not_applicable is None
        and all(_reads_an_answer(test, sheet) for test, _ in tests_of(inner.part.requires))
        and (_of_such(inner, sheet) or _by_itself(inner))
        for inner in node.children
    )


def _reads_an_answer(test: Test, sheet: Sheet) -> bool:
    """Say whether a test reads nothing but answers themselves."""
    comparison, other = test.comparison, test.comparand
    if test.kind != "question" or comparison in ("full", "zero"):
        return False
    if comparison == "met":  # of another than a yes-no question its rule decides
        return sheet.questions[test.subject].kind == "yes_no"
    return other is None or (other.fact is None and other.by is None and other.share is None)


def _read_by(node: Node) -> tuple[str, ...]:
    """Return the questions that a part and its conditions read."""
    names = [*node.questions()]
    for inner in node.walk():
        for test, _ in tests_of(inner.part.requires):
            other = None if test.comparand is None else test.comparand.question
            names += (test.subject, *(() if other is None else (other,)))
    return tuple(dict.fromkeys(names))


def _simple(line: Line) -> bool:
    special = line.vetoes or line.excusable or line.switches
    whole = line.node.asked is not None or bool(line.node.children)
    return line.node.plain and whole and not special


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
