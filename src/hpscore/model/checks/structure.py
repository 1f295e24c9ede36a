"""What may stand where: not applicable, rescaling, rests, switches, ids, what a line may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from hpscore.message import say
from hpscore.model.checks.references import conditions_of
from hpscore.model.reads import MOST_BRANCHES, branches
from hpscore.model.rules import By, Deduct, KOf, Sum
from hpscore.model.sheet import DataPath, Issue, Node, Sheet
from hpscore.model.walking import tests_of

__all__ = ["check_structure"]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def check_structure(sheet: Sheet) -> Iterator[Issue]:
    """Yield what no score could be worked out for."""
    for line in sheet.lines.values():
        yield from _inside(line.node, droppable=True, resting=line.dimension is not None)
        count = branches(sheet, line.node.switches)
        if count > MOST_BRANCHES:
            yield Issue(
                line.node.path,
                "too-many-cases",
                say(
                    "'{line}' branches into {count} cases, at most {most} are scored",
                    line=line.id,
                    count=count,
                    most=MOST_BRANCHES,
                ),
                say("split the line"),
            )
    for path, condition in conditions_of(sheet):
        inside = path[0] in ("dimensions", "bonus", "deductions", "vetoes")
        if inside and any(test.kind == "total" for test, _ in tests_of(condition)):
            yield Issue(
                path,
                "total-in-line",
                say("a line cannot depend on the total that it is part of"),
                say("test a dimension, an indicator or a mark"),
            )
    yield from _dimensions(sheet)
    yield from _papers(sheet)
    yield from _adjusted(sheet)
    yield from _ids(sheet)
    yield from _in_force(sheet)


def _papers(sheet: Sheet) -> Iterator[Issue]:
    for number, paper in sheet.rubric.evidence.items():
        if paper.set_titles and len(paper.set_titles) != paper.sets:
            yield Issue(
                ("evidence", number, "set_titles"),
                "sets",
                say(
                    "the paper '{number}' wants {sets} sets, {named} are named",
                    number=number,
                    sets=paper.sets,
                    named=len(paper.set_titles),
                ),
                say("name every set, or none"),
            )


def _inside(node: Node, *, droppable: bool, resting: bool) -> Iterator[Issue]:
    """Check a part; whether it may drop out, and whether its dimension may take its rest."""
    part, rule = node.part, node.part.rule
    for key in () if droppable else ("not_applicable", "when"):
        if getattr(part, key) is not None:
            yield _misplaced((*node.path, key))
    if part.rescale and not isinstance(rule, Sum):
        yield Issue(
            (*node.path, "rescale"),
            "rescale",
            say("only a sum has parts to scale up"),
            say("leave out rescale:"),
            key=True,
        )
    if isinstance(rule, KOf) and rule.k > len(rule.of):
        yield Issue(
            (*node.path, "k_of", "k"),
            "k-of",
            say(
                "'{line}' wants {k} of its {count} parts",
                line=node.id,
                k=rule.k,
                count=len(rule.of),
            ),
            say("write k: {count} or less, or add parts", count=len(rule.of)),
        )
    if not resting and isinstance(rule, Deduct) and rule.rest is not None:
        yield Issue(
            (*node.path, "deduct", "rest"),
            "rest",
            say("only an indicator, or a part of a sum, can take more from its dimension"),
            say("leave out rest:"),
            key=True,
        )
    summed = isinstance(rule, Sum)
    for child in node.children:
        yield from _inside(child, droppable=summed, resting=resting and summed)
    for case in node.cases.values():
        yield from _inside(case, droppable=False, resting=resting and isinstance(rule, By))


def _misplaced(path: DataPath) -> Issue:
    return Issue(
        path,
        "not-applicable",
        say("only an indicator, or a part of a sum, may drop out"),
        say("move {key}: to the line", key=path[-1]),
        key=True,
    )


def _dimensions(sheet: Sheet) -> Iterator[Issue]:
    """Check that whatever can drop out of an adjusted dimension leaves a score to adjust."""
    rubric = sheet.rubric
    adjusted = {a.parent for a in (*rubric.bonus, *rubric.deductions)}
    for d, dimension in enumerate(rubric.dimensions):
        if dimension.rescale or dimension.weight is not None:
            continue
        if dimension.not_applicable == "excluded":
            yield _unscaled(
                ("dimensions", d, "not_applicable"),
                dimension.id,
            )
        lines = [line for line in sheet.lines.values() if line.dimension == dimension.id]
        nodes = [node for line in lines for node in line.node.walk()]
        rest = any(isinstance(n.part.rule, Deduct) and n.part.rule.rest for n in nodes)
        drops = any(n.part.not_applicable == "excluded" or n.part.when for n in nodes)
        if drops and (rest or dimension.id in adjusted):
            yield Issue(
                ("dimensions", d),
                "rescale",
                say(
                    "dimension '{dimension}' is adjusted and has lines that can drop "
                    "out, but is not scaled",
                    dimension=dimension.id,
                ),
                say("write rescale: true"),
            )


def _unscaled(path: DataPath, dimension: str) -> Issue:
    return Issue(
        path,
        "rescale",
        say("dimension '{dimension}' can drop out, but is not scaled", dimension=dimension),
        say("write rescale: true"),
    )


def _adjusted(sheet: Sheet) -> Iterator[Issue]:
    """Check that a bonus or deduction changes something that has points."""
    points = {dimension.id: dimension.points for dimension in sheet.rubric.dimensions}
    points["total"] = sum(value or 0 for value in points.values())
    for section in ("bonus", "deductions"):
        for i, adjustment in enumerate(getattr(sheet.rubric, section)):
            if not points.get(adjustment.parent, 1):
                yield Issue(
                    (section, i, "parent"),
                    "no-points",
                    say("'{parent}' has no points to change", parent=adjustment.parent),
                    say("name another parent"),
                )


def _ids(sheet: Sheet) -> Iterator[Issue]:
    """Gates, vetoes and dimensions share the namespace of questions, lines and parts."""
    rubric = sheet.rubric
    parts = {node.id for line in sheet.lines.values() for node in line.node.walk()}
    taken = {*sheet.questions, *parts} - {gate.id for gate in rubric.prerequisites}
    for section in ("dimensions", "prerequisites", "vetoes", "withhold", "remarks"):
        yield from _once(section, getattr(rubric, section), taken)
    yield from _once("conversions", rubric.conversions, set())


def _once(section: str, elements: Iterable[_Named], taken: set[str]) -> Iterator[Issue]:
    for i, element in enumerate(elements):
        if element.id in taken:
            yield _twice((section, i), element.id)
        taken.add(element.id)


def _in_force(sheet: Sheet) -> Iterator[Issue]:
    """Check that a rubric does not end before it begins."""
    source = sheet.rubric.provenance
    if source is None or source.effective_from is None or source.effective_to is None:
        return
    if source.effective_to < source.effective_from:
        yield Issue(
            ("provenance", "effective_to"),
            "range",
            say(
                "in force from {first} to {last}",
                first=source.effective_from,
                last=source.effective_to,
            ),
            say("write the earlier day first"),
        )


def _twice(path: DataPath, name: str) -> Issue:
    return Issue(
        (*path, "id"),
        "duplicate-id",
        say("the id '{id}' is given to two elements", id=name),
        say("give one of them another id"),
    )
