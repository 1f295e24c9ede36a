"""Which papers a line wants: its own and those of its parts, of a switch the case that holds.

What does not exist or does not apply wants none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hpscore.model.sheet import Node
from hpscore.scoring.absence import excusing_answer
from hpscore.scoring.conditions import blame, decide
from hpscore.scoring.context import Context

__all__ = ["Lacking", "lacking", "papers_of"]


def papers_of(node: Node, context: Context) -> tuple[str, ...]:
    """Return the numbers of the papers, in rubric order, less those that do not apply."""
    catalogue = context.sheet.rubric.evidence
    found: list[str] = []
    for number in dict.fromkeys(_wanted(node, context)):
        when = catalogue[number].when if number in catalogue else None
        if when is None or decide(when, context) is not False:
            found.append(number)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Lacking:
    """The papers that a part lacks."""

    numbers: tuple[str, ...] = ()
    """Those that it wants or may want; the former alone where there are any."""
    waits: tuple[str, ...] = ()
    """What decides whether it wants them; empty where it does."""


def lacking(numbers: Iterable[str], context: Context) -> Lacking:
    """Return which of some papers are wanted and lacking."""
    wanted: list[str] = []
    perhaps: dict[str, list[str]] = {}
    for number in dict.fromkeys(numbers):
        if number in context.unproven:
            when = context.sheet.rubric.evidence[number].when
            asked = _unasked(context)
            state = True if when is None else decide(when, asked)
            if when is None or state is True:
                wanted.append(number)
            elif state is None:
                perhaps[number] = list(blame(when, asked, state))
    if wanted or not perhaps:
        return Lacking(tuple(wanted))
    waits = dict.fromkeys(name for names in perhaps.values() for name in names)
    return Lacking(tuple(perhaps), tuple(waits))


def _unasked(context: Context) -> Context:
    """Return the run with its lines as they are where nobody asks for papers."""
    plain = context.plain
    if plain is None:
        return context
    return replace(context, lines=plain.lines, bare=plain.bare, total=plain.total)


def _wanted(node: Node, context: Context) -> Iterator[str]:
    if _left_out(node, context):
        return
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


def _left_out(node: Node, context: Context) -> bool:
    """Say whether a part does not exist, or was said not to apply."""
    when = node.part.when
    if when is not None and decide(when, context) is False:
        return True
    return node.part.not_applicable is not None and excusing_answer(node, context) is not None
