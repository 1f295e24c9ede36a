"""Every question has one better direction, so that two completions bound every score.

A switch (a question that `by`, `when` or `is` branches on) has none: its cases are all tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.message import say
from hpscore.model.condition import Condition, Test, tests_of
from hpscore.model.rules import Bands, By, Choice, Linear, Target
from hpscore.model.sheet import Issue, Node, Sheet

__all__ = ["check_directions"]

DataPath = tuple[str | int, ...]
Use = tuple[str, int, DataPath]
"""A question, whether more of it is better (1) or worse (-1) there, and where."""


def check_directions(sheet: Sheet) -> Iterator[Issue]:
    """Yield questions of which more is better in one place and worse in another."""
    switches = {name for kind, name in _switches(sheet) if kind == "question"}
    first: dict[str, tuple[int, DataPath]] = {}
    refused: set[str] = set()
    for question, sign, path in _uses(sheet):
        before = first.setdefault(question, (sign, path))
        if before[0] != sign and question not in switches | refused:
            refused.add(question)
            yield Issue(
                path, "two-directions",
                say("more of '{question}' is better here and worse at {other}",
                    question=question, other=".".join(str(step) for step in before[1])),
                say("a question has one better direction: ask two questions, or turn one rule"),
            )


def _switches(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for line in sheet.lines.values():
        yield from line.node.switches
        for node in line.node.walk():
            for test, _ in tests_of(node.part.when):
                yield test.kind, test.subject


def _uses(sheet: Sheet) -> Iterator[Use]:
    rubric = sheet.rubric
    down = {adjustment.id for adjustment in rubric.deductions}
    sense = 1 if rubric.total.better == "higher" else -1
    for line in sheet.lines.values():
        sign = sense if line.id not in down else -sense
        for question, own, path in _line_uses(sheet, line.node):
            yield question, own * sign, path
    for i, gate in enumerate(rubric.prerequisites):
        yield from _condition_uses(sheet, gate.derive, ("prerequisites", i, "derive"), 1)
    for i, veto in enumerate(rubric.vetoes):
        yield from _condition_uses(sheet, veto.when, ("vetoes", i, "when"), -1)
    for i, tier in enumerate(rubric.tiers):
        yield from _condition_uses(sheet, tier.when, ("tiers", i, "when"), 1)


def _line_uses(sheet: Sheet, line: Node) -> Iterator[Use]:
    """Yield how the questions of a line move its points."""
    for node in line.walk():
        rule = node.part.rule
        if node.asked is not None and not isinstance(rule, Choice):
            yield node.asked.id, _sense(node), node.path
            if isinstance(rule, Target) and rule.comparison[1].question is not None:
                yield rule.comparison[1].question, -_sense(node), node.path
        for stream, asked in node.streams:
            yield asked.id, 1 if stream.target is not None else -1, node.path
        yield from _condition_uses(sheet, node.part.requires, (*node.path, "requires"), 1)


def _sense(node: Node) -> int:
    rule = node.part.rule
    if isinstance(rule, Bands):
        steps = sorted(rule.steps.items())
        return 1 if steps[0][1] <= steps[-1][1] else -1
    if isinstance(rule, Linear):
        return 1 if _first(rule.to) > _first(rule.from_) else -1
    if isinstance(rule, Target):
        return 1 if rule.comparison[0] in ("at_least", "above") else -1
    return 1


def _first(amount: object) -> int:
    by = getattr(amount, "by", None)
    return next(iter(by.cases.values())) if by else amount.number  # type: ignore[attr-defined,no-any-return]


def _condition_uses(
    sheet: Sheet, condition: Condition | None, path: DataPath, sign: int
) -> Iterator[Use]:
    for test, positive in tests_of(condition):
        down = test.comparison in ("at_most", "below", "zero")
        own = sign * (1 if positive else -1) * (-1 if down else 1)
        yield from _test_uses(sheet, test, path, own)
        if test.comparand is not None and test.comparand.question is not None:
            yield test.comparand.question, -own, path


def _test_uses(sheet: Sheet, test: Test, path: DataPath, sign: int) -> Iterator[Use]:
    if test.kind == "fact" or test.comparison == "is":
        return
    if test.kind == "question":
        leaf = sheet.leaves.get(test.subject)
        # without a comparison it is the line that must earn, whichever way its answer runs
        through = test.comparison == "met" and leaf is not None
        yield test.subject, sign * (_sense(leaf) if through and leaf is not None else 1), path
        return
    for name in sheet.group(test.kind, test.subject):
        for question, own, _ in _line_uses_once(sheet, sheet.lines[name].node):
            yield question, own * sign, path


def _line_uses_once(sheet: Sheet, line: Node) -> Iterator[Use]:
    """Yield a line's own questions, without following its conditions further."""
    for node in line.walk():
        if isinstance(node.part.rule, By | Choice):
            continue
        if node.asked is not None:
            yield node.asked.id, _sense(node), node.path
        for stream, asked in node.streams:
            yield asked.id, 1 if stream.target is not None else -1, node.path
