"""Which papers a line wants: its own and those of its parts, of a switch the case that holds."""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.model.sheet import Node
from hpscore.scoring.conditions import decide
from hpscore.scoring.context import Context

__all__ = ["papers_of"]


def papers_of(node: Node, context: Context) -> tuple[str, ...]:
    """Return the numbers of the papers, in rubric order, less those that do not apply."""
    catalogue = context.sheet.rubric.evidence
    found: list[str] = []
    for number in dict.fromkeys(_wanted(node, context)):
        when = catalogue[number].when if number in catalogue else None
        if when is None or decide(when, context) is not False:
            found.append(number)
    return tuple(found)


def _wanted(node: Node, context: Context) -> Iterator[str]:
    yield from node.part.evidence
    for stream, _ in node.streams:
        yield from stream.evidence
    for child in node.children:
        yield from _wanted(child, context)
    rule = node.part.rule
    if rule.kind == "by":
        case = context.case(rule)
        for key, inner in node.cases.items():
            if case is None or case == key:
                yield from _wanted(inner, context)
