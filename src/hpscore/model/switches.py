"""Switches: the facts and questions that rules, numbers and conditions branch on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hpscore.model.walking import tests_of

if TYPE_CHECKING:
    from hpscore.model.condition import Amount, Condition, NumberBy, Test
    from hpscore.model.rules import By, Part

__all__ = [
    "Switch",
    "amounts_of",
    "rule_switches",
    "switch_of",
    "switches_in",
    "switches_of",
    "test_switches",
]

Switch = tuple[str, str]
"""`("fact" | "question", id)`: what a rule, a number or a condition branches on."""


def switch_of(by: NumberBy | By) -> Switch:
    """Return what a number or a rule differs by."""
    if by.fact is not None:
        return "fact", by.fact
    return "question", by.switch


def switches_of(condition: Condition | None) -> Iterator[Switch]:
    """Yield what a condition branches on: facts, options compared by `is`, numbers by case."""
    for test, _ in tests_of(condition):
        yield from test_switches(test)


def test_switches(test: Test) -> Iterator[Switch]:
    """Yield what one test branches on."""
    if test.kind in ("fact", "question") and test.is_ is not None:
        yield test.kind, test.subject
    comparand = test.comparand
    if comparand is not None and comparand.by is not None:
        yield switch_of(comparand.by)


def rule_switches(part: Part) -> Iterator[Switch]:
    """Yield what the rule of a part branches on."""
    if part.rule.kind == "by":
        yield switch_of(part.rule)
    for amount in amounts_of(part):
        if amount.by is not None:
            yield switch_of(amount.by)


def switches_in(part: Part) -> Iterator[Switch]:
    """Yield what one part branches on itself, parts inside it apart."""
    yield from rule_switches(part)
    yield from switches_of(part.when)
    yield from switches_of(part.requires)


def amounts_of(part: Part) -> Iterator[Amount]:
    """Yield the numbers of a part's rule that may differ by a switch."""
    rule = part.rule
    if rule.kind == "each":
        yield rule.points
    elif rule.kind == "linear":
        yield from (rule.from_, rule.to)
    elif rule.kind == "target":
        yield rule.comparison[1]
    elif rule.kind == "deduct":
        for stream in rule.streams:
            yield from (a for a in (stream.each, stream.fixed, stream.target) if a is not None)
