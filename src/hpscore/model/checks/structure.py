"""What may stand where: not applicable, rescaling, switches, and what a line may read."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from hpscore.message import say
from hpscore.model.checks.references import conditions_of
from hpscore.model.condition import tests_of
from hpscore.model.number import Number
from hpscore.model.rules import Linear, Sum
from hpscore.model.sheet import Issue, Node, Sheet

__all__ = ["check_structure"]

_MOST_BRANCHES = 64
"""Unknown switches of a line are tried case by case; more cases than this are refused."""


def check_structure(sheet: Sheet) -> Iterator[Issue]:
    """Yield what no score could be worked out for."""
    for line in sheet.lines.values():
        yield from _inside(line.node, top=True)
        branches = prod(len(sheet.options[s]) for s in line.node.switches if s in sheet.options)
        if branches > _MOST_BRANCHES:
            yield Issue(line.node.path, "too-many-cases",
                        say("'{line}' branches into {count} cases, at most {most} are scored",
                            line=line.id, count=branches, most=_MOST_BRANCHES),
                        say("split the line"))
    for path, condition in conditions_of(sheet):
        inside = path[0] in ("dimensions", "bonus", "deductions", "vetoes")
        if inside and any(test.kind == "total" for test, _ in tests_of(condition)):
            yield Issue(path, "total-in-line",
                        say("a line cannot depend on the total that it is part of"),
                        say("test a dimension, an indicator or a mark"))
    yield from _dimensions(sheet)
    yield from _ids(sheet)


def _inside(node: Node, *, top: bool) -> Iterator[Issue]:
    part = node.part
    if not top and (part.not_applicable or part.when):
        key = "not_applicable" if part.not_applicable else "when"
        yield Issue((*node.path, key), "not-applicable",
                    say("only an indicator, or a part of a sum, may drop out"),
                    say("move {key}: to the line", key=key), key=True)
    if part.rescale and not isinstance(part.rule, Sum):
        yield Issue((*node.path, "rescale"), "rescale",
                    say("only a sum has parts to scale up"), say("leave out rescale:"), key=True)
    if isinstance(part.rule, Linear):
        if set(_values(part.rule.from_)) & set(_values(part.rule.to)):
            yield Issue((*node.path, "linear"), "linear",
                        say("'{line}' runs between two equal answers", line=node.id),
                        say("correct from: or to:"))
    for child in (*node.children, *node.cases.values()):
        yield from _inside(child, top=isinstance(part.rule, Sum))


def _values(amount: object) -> list[Number]:
    by = getattr(amount, "by", None)
    return list(by.cases.values()) if by else [amount.number]  # type: ignore[attr-defined]


def _dimensions(sheet: Sheet) -> Iterator[Issue]:
    rubric = sheet.rubric
    adjusted = {a.parent for a in (*rubric.bonus, *rubric.deductions)}
    for d, dimension in enumerate(rubric.dimensions):
        scaled = dimension.rescale or dimension.weight is not None
        if dimension.not_applicable == "excluded" and not scaled:
            yield Issue(("dimensions", d, "not_applicable"), "rescale",
                        say("dimension '{dimension}' can drop out, but is not scaled",
                            dimension=dimension.id),
                        say("write rescale: true"))
        if scaled:
            continue
        lines = [line for line in sheet.lines.values() if line.dimension == dimension.id]
        rest = any(getattr(n.part.rule, "rest", None) for line in lines for n in line.node.walk())
        drops = any(
            n.part.not_applicable == "excluded" or n.part.when
            for line in lines for n in line.node.walk()
        )
        if drops and (rest or dimension.id in adjusted):
            yield Issue(("dimensions", d), "rescale",
                        say("dimension '{dimension}' is adjusted and has lines that can drop "
                            "out, but is not scaled", dimension=dimension.id),
                        say("write rescale: true"))


def _ids(sheet: Sheet) -> Iterator[Issue]:
    """Gates, vetoes and dimensions share the namespace of questions and lines."""
    rubric = sheet.rubric
    taken = {*sheet.questions, *sheet.lines} - {gate.id for gate in rubric.prerequisites}
    for section in ("dimensions", "prerequisites", "vetoes", "withhold", "remarks"):
        for i, element in enumerate(getattr(rubric, section)):
            if element.id in taken:
                yield Issue((section, i, "id"), "duplicate-id",
                            say("the id '{id}' is given to two elements", id=element.id),
                            say("give one of them another id"))
            taken.add(element.id)
