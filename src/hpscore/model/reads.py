"""What lines read of each other: the order to score them in, and the switches that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.model.sheet import Issue, Line, Node, Sheet
from hpscore.model.switches import Switch, amounts_of, switch_of
from hpscore.model.uses import conflicts, uses_by_line
from hpscore.model.walking import tests_of

if TYPE_CHECKING:
    from hpscore.model.condition import Condition

__all__ = ["MOST_BRANCHES", "branches", "connect"]

MOST_BRANCHES: Final = 64
"""Unknown switches of a line are tried case by case; no more cases than this."""


def connect(sheet: Sheet) -> Issue | None:
    """Fill in the order of the lines and what each reads; the circle where there is one."""
    sheet.order, circle = _order(sheet)
    if circle is not None:
        return circle
    for name in sheet.order:
        line = sheet.lines[name]
        reads: dict[str, None] = {}
        for other in _read_by(line, sheet):
            if other in sheet.lines:
                reads.update(dict.fromkeys((*sheet.lines[other].reads, other)))
        own = frozenset(_inputs(line))
        inputs = own.union(*(sheet.lines[other].inputs for other in reads))
        sheet.lines[name] = replace(line, reads=tuple(reads), inputs=inputs)
    uses = uses_by_line(sheet)
    for name, line in sheet.lines.items():
        sheet.lines[name] = replace(line, switches=_switches(line, conflicts(uses[name]), sheet))
    return None


def branches(sheet: Sheet, switches: tuple[Switch, ...]) -> int:
    """Count the cases of switches; one that may be not applicable has one more."""
    return prod(
        len(sheet.options[s]) + (s[0] == "question" and sheet.questions[s[1]].not_applicable)
        for s in switches
        if s in sheet.options
    )


def _switches(line: Line, conflicting: Iterable[Switch], sheet: Sheet) -> tuple[Switch, ...]:
    """Return the switches of a line, and those that several things which it reads share.

    A switch inside one line that is read needs no case of its own here: that line's interval
    says all that matters of it. What would make too many cases is left open: sound, but wider.
    """
    found = tuple(switch for switch in line.node.switches if switch in sheet.options)
    for switch in conflicting:
        more = (*found, switch)
        wanted = switch in sheet.options and switch not in found
        if wanted and branches(sheet, more) <= MOST_BRANCHES:
            found = more
    return found


def _order(sheet: Sheet) -> tuple[tuple[str, ...], Issue | None]:
    """Order the lines so that each follows those that its conditions read."""
    reads = {
        name: tuple(dict.fromkeys(_read_by(line, sheet))) for name, line in sheet.lines.items()
    }
    done: dict[str, None] = {}
    waiting: list[str] = []
    circle: list[str] = []

    def visit(name: str) -> None:
        if name in done or circle:
            return
        if name in waiting:
            circle.extend([*waiting[waiting.index(name) :], name])
            return
        waiting.append(name)
        for other in reads[name]:
            if other in reads:
                visit(other)
        waiting.pop()
        done[name] = None

    for name in sheet.lines:
        visit(name)
    if not circle:
        return tuple(done), None
    issue = Issue(
        sheet.lines[circle[0]].node.path,
        "cycle",
        say("lines depend on each other in a circle: {circle}", circle=" -> ".join(circle)),
        say("take one of these conditions out"),
    )
    return tuple(sheet.lines), issue


def _conditions(line: Line) -> Iterator[Condition | None]:
    for node in line.node.walk():
        yield from (node.part.when, node.part.requires)
    for veto in line.vetoes:
        yield veto.when


def _read_by(line: Line, sheet: Sheet) -> Iterator[str]:
    """Yield the ids of the lines that a line's conditions read."""
    for condition in _conditions(line):
        for test, _ in tests_of(condition):
            if test.kind in ("indicator", "dimension", "mark"):
                yield from sheet.group(test.kind, test.subject)


def _inputs(line: Line) -> Iterator[Switch]:
    """Yield the questions and facts that a line itself depends on."""
    for question in line.node.questions():
        yield "question", question
    for node in line.node.walk():
        yield from _rule_inputs(node)
    for condition in _conditions(line):
        for test, _ in tests_of(condition):
            if test.kind in ("question", "fact"):
                yield test.kind, test.subject
            yield from _compared(test.comparand)


def _rule_inputs(node: Node) -> Iterator[Switch]:
    rule = node.part.rule
    if rule.kind == "by":
        yield switch_of(rule)
    for amount in amounts_of(node.part):
        if amount.by is not None:
            yield switch_of(amount.by)
    if rule.kind == "target":
        yield from _compared(rule.comparison[1])


def _compared(comparand: object) -> Iterator[Switch]:
    for kind in ("question", "fact"):
        name = getattr(comparand, kind, None)
        if name is not None:
            yield kind, name
    by = getattr(comparand, "by", None)
    if by is not None:
        yield switch_of(by)
