"""What stands inside a condition or a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hpscore.model.condition import Condition, Test
    from hpscore.model.rules import Part

__all__ = ["inner_rules", "tests_of"]


def tests_of(condition: Condition | None, positive: bool = True) -> Iterator[tuple[Test, bool]]:
    """Yield every test of a condition, with whether it stands under an even number of `not`s."""
    if condition is None:
        return
    if condition.form == "test":
        yield condition, positive
    elif condition.form == "not":
        yield from tests_of(condition.not_, not positive)
    else:
        members = condition.all if condition.form == "all" else condition.any
        for member in members:
            yield from tests_of(member, positive)


def inner_rules(part: Part) -> tuple[Part, ...]:
    """Return the parts directly inside a part's rule, in rubric order."""
    rule = part.rule
    if rule.kind in ("all", "sum", "best"):
        return rule.parts
    if rule.kind == "k_of":
        return rule.of
    if rule.kind == "by":
        return tuple(rule.cases.values())
    return ()
